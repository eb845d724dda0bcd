//! The gate: decides whether a check passes, based on its findings and its score.

use super::ComparedState;
use crate::config::{Config, Ratchet, RatchetScope};
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
    /// What may not get worse in comparison with another state.
    pub ratchets: Vec<Ratchet>,
}

impl QualityGate {
    /// The conditions that `ssot.toml` sets.
    pub fn from_config(config: &Config) -> Self {
        Self {
            fail_on: config.gate.fail_on,
            min_score: config.gate.min_score,
            deny: Vec::new(),
            ratchets: config.gate.ratchets.clone(),
        }
    }

    /// The same gate without a minimum score, for checks of part of a workspace.
    pub fn without_score(self) -> Self {
        Self { min_score: None, ..self }
    }

    /// Applies the gate to findings and a score. If they are compared with the state `before`, the findings are new since then.
    pub fn judge(&self, findings: &[Finding], score: &Score, before: Option<&ComparedState>) -> GateResult {
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
        if let Some(before) = before {
            reasons.extend(
                self.ratchets
                    .iter()
                    .flat_map(|ratchet| slipped(ratchet, findings, score, before)),
            );
        }
        GateResult {
            failed: !reasons.is_empty(),
            reasons,
        }
    }
}

/// How the state is worse than the one before, as far as a ratchet is about it.
fn slipped(ratchet: &Ratchet, findings: &[Finding], score: &Score, before: &ComparedState) -> Vec<String> {
    let of = match &ratchet.scope {
        RatchetScope::Workspace => String::new(),
        RatchetScope::Category(name) => format!(" of category `{name}`"),
        RatchetScope::Path(path) => format!(" in `{}`", path.value),
    };
    let is_in = |finding: &&Finding| match &ratchet.scope {
        RatchetScope::Workspace => true,
        RatchetScope::Category(name) => *finding.category == **name,
        RatchetScope::Path(path) => finding.place.file.is_within(path),
    };
    let new = findings.iter().filter(is_in).count();
    let mut reasons = Vec::new();
    if ratchet.no_new && new > 0 {
        reasons.push(format!("{new} new {}{of}", plural(new, "finding")));
    }
    let points = |score: &Score| match &ratchet.scope {
        RatchetScope::Workspace => score.overall,
        RatchetScope::Category(name) => score.categories.iter().find(|category| *category.name == **name)?.score,
        RatchetScope::Path(_) => None,
    };
    if let (Some(most), Some(now), Some(then)) = (ratchet.most_drop, points(score), before.score.as_ref().and_then(points))
        && then.as_f64() - now.as_f64() > most
    {
        reasons.push(format!("the score{of} dropped from {then} to {now}, by more than {most:.1}"));
    }
    reasons
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}
