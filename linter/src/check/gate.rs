//! The gate: decides whether a check passes, based on its findings and its score.

use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::report::GateResult;
use crate::score::Score;

/// The conditions under which a check passes.
#[derive(Clone, Debug)]
pub struct QualityGate {
    /// A finding of this severity or above fails.
    pub fail_on: Severity,
    /// An overall score below this fails, from 0 to 100.
    pub min_score: Option<f64>,
    /// Any finding of these rules fails.
    pub deny: Vec<String>,
}

impl QualityGate {
    /// The conditions that `ssot.toml` sets.
    pub fn from_config(config: &Config) -> Self {
        Self {
            fail_on: config.gate.fail_on,
            min_score: config.gate.min_score,
            deny: Vec::new(),
        }
    }

    /// The same gate without a minimum score, for checks of part of a workspace.
    pub fn without_score(self) -> Self {
        Self { min_score: None, ..self }
    }

    /// Applies the gate to findings and a score.
    pub fn judge(&self, findings: &[Finding], score: &Score) -> GateResult {
        let mut reasons = Vec::new();
        let severe = findings.iter().filter(|finding| finding.severity >= self.fail_on).count();
        if severe > 0 {
            reasons.push(format!(
                "{severe} {} of severity {} or above",
                plural(severe, "finding"),
                self.fail_on
            ));
        }
        for rule in &self.deny {
            let denied = findings
                .iter()
                .filter(|finding| *finding.rule == **rule && finding.severity < self.fail_on)
                .count();
            if denied > 0 {
                reasons.push(format!("{denied} {} of the denied rule `{rule}`", plural(denied, "finding")));
            }
        }
        if let (Some(least), Some(overall)) = (self.min_score, score.overall)
            && overall.as_f64() < least
        {
            reasons.push(format!("the score of {overall} is below {least:.1}"));
        }
        GateResult {
            failed: !reasons.is_empty(),
            reasons,
        }
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
