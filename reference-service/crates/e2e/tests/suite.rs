//! The suites against both services, started within the test.

mod stack;

use e2e::{Outcome, Report, Scenario, TimeLimits, critical, priority, run};
use stack::{InProcess, Store};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// So often a table is tried in a row: what goes well once may have been luck.
const TIMES: usize = 3;

/// Tables take turns: their limits of time are those of one table alone.
static TURN: Mutex<()> = Mutex::const_new(());

/// Tries a table on fresh services, again and again, where there is such a store.
async fn passes(
    store: Store,
    name: &'static str,
    table: &[Scenario],
    limits: TimeLimits,
) -> Outcome {
    let _turn = TURN.lock().await;
    for _ in 0..TIMES {
        let Some(stack) = InProcess::start(store).await? else {
            return Ok(());
        };
        passes_once(&stack, name, table, limits).await?;
        stack.discard().await?;
    }
    Ok(())
}

/// The report is told only if something is wrong, as tests are.
async fn passes_once(
    stack: &Arc<InProcess>,
    name: &'static str,
    table: &[Scenario],
    limits: TimeLimits,
) -> Outcome {
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
async fn the_25_pass_on_sqlite() -> Outcome {
    passes(Store::Sqlite, "P1", &priority::TABLE, priority::LIMITS).await
}

#[tokio::test]
async fn the_25_pass_on_postgres() -> Outcome {
    passes(Store::Postgres, "P1", &priority::TABLE, priority::LIMITS).await
}

#[tokio::test]
async fn critical_events_pass_on_sqlite() -> Outcome {
    let name = "critical events";
    passes(Store::Sqlite, name, &critical::TABLE, critical::LIMITS).await
}

#[tokio::test]
async fn critical_events_pass_on_postgres() -> Outcome {
    let name = "critical events";
    passes(Store::Postgres, name, &critical::TABLE, critical::LIMITS).await
}

#[test]
fn all_critical_events_are_tried_within_30_seconds() {
    assert_eq!(critical::LIMITS.all, Duration::from_secs(30));
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
