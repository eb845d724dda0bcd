//! Trying scenarios: those that do not mind each other at the same time, the others one after the
//! other.

use crate::{Placement, Platform, Scenario, SuiteReport, Tried, Verdict};
use foundation::retry::{gather, within};
use foundation::text::at_most;
use std::num::NonZeroUsize;
use std::time::Duration;

/// So many scenarios are tried at a time.
const BESIDE_EACH_OTHER: NonZeroUsize = NonZeroUsize::MIN.saturating_add(11);

/// The longest line that is told of a failure, in bytes.
const LONGEST_FACT: usize = 400;

/// How long scenarios may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimits {
    /// Each of them.
    pub each: Duration,
    /// All of them.
    pub all: Duration,
}

/// Tries scenarios; what became of each, in the order of the table.
pub async fn run(
    platform: &Platform,
    name: &'static str,
    table: &[Scenario],
    limits: TimeLimits,
) -> SuiteReport {
    let begun = platform.now();
    let until = begun.saturating_add(limits.all);
    let left = || until.saturating_sub(platform.now()).min(limits.each);
    let of = |placement| table.iter().filter(move |it| it.placement == placement);
    let together = of(Placement::Together).map(|it| tried(platform, it, &left));
    let mut outcomes = gather(BESIDE_EACH_OTHER, together).await;
    let alone = of(Placement::Alone).chain(of(Placement::Last));
    let alone = alone.map(|it| tried(platform, it, &left));
    outcomes.extend(gather(NonZeroUsize::MIN, alone).await);
    outcomes.sort_by_key(|outcome| table.iter().position(|it| it.id == outcome.id));
    SuiteReport::of(name, outcomes, platform.now().saturating_sub(begun))
}

async fn tried(platform: &Platform, scenario: &Scenario, left: impl Fn() -> Duration) -> Tried {
    let begun = platform.now();
    let verdict = match within(left(), (scenario.attempt)(platform)).await {
        Ok(Ok(verdict)) => verdict,
        Ok(Err(error)) => Verdict::Failed(fact(&error.to_string())),
        Err(late) => Verdict::Failed(late.to_string()),
    };
    Tried::of(scenario, verdict, platform.now().saturating_sub(begun))
}

/// What went wrong, in one line that is not too long.
fn fact(error: &str) -> String {
    let words: Vec<&str> = error.split_whitespace().collect();
    at_most(&words.join(" "), LONGEST_FACT).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deployment, Pace};
    use std::future::pending;
    use std::sync::Arc;

    const fn scenario(id: &'static str, attempt: crate::scenario::Attempt) -> Scenario {
        Scenario {
            id,
            name: "situation",
            verifies: "something",
            placement: Placement::Together,
            attempt,
        }
    }

    #[tokio::test]
    async fn what_fails_or_never_ends_keeps_nothing_else_from_being_tried() {
        let table = [
            scenario("1", |_| Box::pin(pending())),
            scenario("2", |_| Box::pin(async { Err("a\n  b".into()) })),
            Scenario {
                placement: Placement::Last,
                ..scenario("3", |_| {
                    Box::pin(async { Ok(Verdict::Passed("c".to_owned())) })
                })
            },
            Scenario {
                placement: Placement::Alone,
                ..scenario("4", |_| {
                    Box::pin(async { Ok(Verdict::Skipped("d".to_owned())) })
                })
            },
        ];
        let nowhere = Platform::new("http://x", "http://x", Pace::Judged, Arc::new(Deployment));
        let limits = TimeLimits {
            each: Duration::from_millis(5),
            all: Duration::from_secs(5),
        };
        let report = run(&nowhere, "suite", &table, limits).await;
        let told: Vec<(&str, &Verdict)> = report
            .scenarios
            .iter()
            .map(|it| (it.id, &it.verdict))
            .collect();
        let wanted = [
            ("1", &Verdict::Failed("not done within 5ms".to_owned())),
            ("2", &Verdict::Failed("a b".to_owned())),
            ("3", &Verdict::Passed("c".to_owned())),
            ("4", &Verdict::Skipped("d".to_owned())),
        ];
        assert_eq!(told, wanted);
        assert_eq!((report.passed, report.failed, report.skipped), (1, 2, 1));
    }
}
