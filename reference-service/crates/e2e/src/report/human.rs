use crate::{Report, SuiteReport};
use std::fmt;

/// A line for each scenario, for people at a console.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "backend {}, auth service {}",
            self.base_url, self.auth_url
        )?;
        for suite in &self.suites {
            writeln!(f)?;
            suite_lines(f, suite)?;
        }
        Ok(())
    }
}

fn suite_lines(f: &mut fmt::Formatter<'_>, suite: &SuiteReport) -> fmt::Result {
    let longest = suite.scenarios.iter().map(|it| it.name.len()).max();
    let longest = longest.unwrap_or_default();
    for tried in &suite.scenarios {
        let (outcome, seen) = tried.told();
        let (id, name, took) = (tried.id, tried.name, tried.duration_ms);
        writeln!(
            f,
            "{id}  {outcome:<7} {took:>5} ms  {name:<longest$}  {seen}"
        )?;
    }
    writeln!(f, "{}", suite.summary())
}
