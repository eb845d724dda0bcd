//! The suites against both services, started within the test.

mod stack;

use e2e::{Outcome, Report, Scenario, TimeLimits, critical, priority, run};
use stack::InProcess;
use std::collections::HashSet;
use std::time::Duration;

/// Tries a table. The report is told only if something is wrong, as tests are.
async fn passes(name: &'static str, table: &[Scenario], limits: TimeLimits) -> Outcome {
    let stack = InProcess::start().await?;
    let platform = stack.platform();
    let suites = vec![run(&platform, name, table, limits).await];
    let report = Report {
        base_url: "within the test".to_owned(),
        auth_url: "within the test".to_owned(),
        suites,
    };
    assert!(report.is_complete(), "\n{report}");
    Ok(())
}

#[tokio::test]
async fn the_25_pass_none_left_out() -> Outcome {
    passes("P1", &priority::TABLE, priority::LIMITS).await
}

#[tokio::test]
async fn critical_events_pass_none_left_out_within_30_seconds() -> Outcome {
    assert_eq!(critical::LIMITS.all, Duration::from_secs(30));
    passes("critical events", &critical::TABLE, critical::LIMITS).await
}

#[test]
fn scenarios_are_numbered_and_each_has_a_name_of_its_own() {
    for (number, scenario) in priority::TABLE.iter().enumerate() {
        assert_eq!(scenario.id, format!("{:03}", number + 1));
    }
    for (number, scenario) in critical::TABLE.iter().enumerate() {
        assert_eq!(scenario.id, format!("M{:02}", number + 1));
    }
    let all = priority::TABLE.iter().chain(&critical::TABLE);
    let names: HashSet<&str> = all.map(|it| it.name).collect();
    assert_eq!(names.len(), priority::TABLE.len() + critical::TABLE.len());
}
