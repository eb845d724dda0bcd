//! Exemptions in `ssot.toml`.
//!
//! Knows nothing of findings: `check` says whether an exemption matches any.

use super::concept::AllowIn;
use super::located::Located;
use super::problems::ConfigProblem;
use super::raw::RawExempt;
use crate::finding::Place;

/// Findings of one rule that pass in some places: `[[exempt]]`.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// The rule.
    pub rule: Located<String>,
    /// The files, modules and items in which they pass.
    pub within: Vec<Located<AllowIn>>,
    /// Why they pass.
    pub reason: String,
    /// The last day on which they pass, as `2026-12-31`; without one they pass for good.
    pub until: Option<String>,
    /// The most findings that may pass: a broad glob matches more findings every week.
    pub max: Option<u64>,
    /// Its table.
    pub place: Place,
}

impl Exemption {
    /// The exemption as written; `None`, with a problem, if it has no reason or no place.
    pub(super) fn from_raw(raw: Located<RawExempt>, problems: &mut Vec<ConfigProblem>) -> Option<Self> {
        let Located { value: raw, place } = raw;
        if raw.reason.trim().is_empty() {
            problems.push(ConfigProblem::new(raw.reason.place, "an exemption must give a reason"));
            return None;
        }
        if raw.within.is_empty() {
            let problem = ConfigProblem::new(place, "an exemption must name a place");
            problems
                .push(problem.help("name files or paths in `in`; to switch the rule off, write `level = \"off\"` in its table"));
            return None;
        }
        Some(Self {
            rule: raw.rule,
            within: raw.within,
            reason: raw.reason.value,
            until: raw.until.map(|date| date.0),
            max: raw.max,
            place,
        })
    }
}
