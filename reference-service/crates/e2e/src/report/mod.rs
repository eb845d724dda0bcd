//! What became of the scenarios.

mod human;
mod markdown;

use crate::{Scenario, Verdict};
use foundation::clock::whole_millis;
use serde::Serialize;
use std::time::Duration;

/// What became of one scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Its number.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What holds if it passed.
    pub verifies: &'static str,
    /// How long it took.
    pub duration_ms: u64,
    /// What became of it, and what was seen.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What became of the scenarios of one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SuiteReport {
    /// What the table is called.
    pub name: &'static str,
    /// How many passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many could not be tried.
    pub skipped: usize,
    /// Of those that were tried, the part that passed, in percent.
    pub pass_rate: f64,
    /// From the first to the last.
    pub duration_ms: u64,
    /// Each of them.
    pub scenarios: Vec<Tried>,
}

/// What became of all of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Where the backend is.
    pub base_url: String,
    /// Where the auth service is.
    pub auth_url: String,
    /// By table.
    pub suites: Vec<SuiteReport>,
}

impl Tried {
    pub(crate) fn of(scenario: &Scenario, verdict: Verdict, took: Duration) -> Self {
        Self {
            id: scenario.id,
            name: scenario.name,
            verifies: scenario.verifies,
            duration_ms: whole_millis(took),
            verdict,
        }
    }

    /// How it came out, in a word, and what was seen.
    fn told(&self) -> (&'static str, &str) {
        match &self.verdict {
            Verdict::Passed(seen) => ("passed", seen),
            Verdict::Failed(seen) => ("FAILED", seen),
            Verdict::Skipped(why) => ("skipped", why),
        }
    }
}

impl SuiteReport {
    /// Counts what became of the scenarios of a table.
    #[must_use]
    pub fn of(name: &'static str, scenarios: Vec<Tried>, took: Duration) -> Self {
        let count =
            |is: fn(&Verdict) -> bool| scenarios.iter().filter(|it| is(&it.verdict)).count();
        let passed = count(|it| matches!(it, Verdict::Passed(_)));
        let failed = count(|it| matches!(it, Verdict::Failed(_)));
        Self {
            name,
            passed,
            failed,
            skipped: scenarios.len() - passed - failed,
            pass_rate: part(passed, passed + failed),
            duration_ms: whole_millis(took),
            scenarios,
        }
    }

    /// Whether all passed, none left out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.passed == self.scenarios.len()
    }

    /// The sentence below the table.
    fn summary(&self) -> String {
        let seconds = Duration::from_millis(self.duration_ms).as_secs_f64();
        format!(
            "{}: {} of {} passed, {} failed, {} skipped: {:.1} % in {seconds:.1} s",
            self.name,
            self.passed,
            self.scenarios.len(),
            self.failed,
            self.skipped,
            self.pass_rate
        )
    }
}

impl Report {
    /// Whether all passed, none left out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.suites.iter().all(SuiteReport::is_complete)
    }
}

/// In percent; nothing of nothing is nothing.
fn part(of: usize, all: usize) -> f64 {
    let exact = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if all == 0 {
        0.0
    } else {
        exact(of) * 100.0 / exact(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(verdicts: Vec<Verdict>) -> SuiteReport {
        let of = |verdict| {
            Tried::of(
                &crate::priority::TABLE[0],
                verdict,
                Duration::from_millis(7),
            )
        };
        let scenarios = verdicts.into_iter().map(of).collect();
        SuiteReport::of("suite", scenarios, Duration::from_secs(2))
    }

    #[test]
    fn what_was_skipped_is_neither_passed_nor_failed_and_not_complete() {
        let seen = || "seen | so".to_owned();
        let suite = tried(vec![Verdict::Passed(seen()), Verdict::Skipped(seen())]);
        assert_eq!(
            suite.summary(),
            "suite: 1 of 2 passed, 0 failed, 1 skipped: 100.0 % in 2.0 s"
        );
        assert!(!suite.is_complete());
        assert!(!tried(vec![Verdict::Failed(seen())]).is_complete());
        assert!(tried(vec![Verdict::Passed(seen())]).is_complete());
        assert_eq!(tried(Vec::new()).pass_rate, 0.0);
    }

    #[test]
    fn every_form_tells_number_outcome_duration_and_evidence() {
        let suite = tried(vec![Verdict::Failed("a | b".to_owned())]);
        let report = Report {
            base_url: "http://backend".to_owned(),
            auth_url: "http://auth".to_owned(),
            suites: vec![suite],
        };
        let json = serde_json::to_value(&report).unwrap();
        let first = &json["suites"][0]["scenarios"][0];
        assert_eq!(
            (&first["outcome"], &first["evidence"]),
            (&"failed".into(), &"a | b".into())
        );
        assert_eq!(
            (&first["id"], &first["duration_ms"]),
            (&"001".into(), &7.into())
        );
        assert!(
            report
                .to_string()
                .contains("001  FAILED      7 ms  websocket_connection")
        );
        let line = "| 001 | websocket_connection | **FAILED** | 7 | a \\| b |";
        assert!(report.markdown().contains(line), "{}", report.markdown());
    }
}
