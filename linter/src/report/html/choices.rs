//! The choices of the filters: each value that a finding has, with the number of findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::packed::{FindingState, StatedFinding};
use crate::finding::Severity;
use crate::report::Report;

/// Maximum number of values of a filter: those with the most findings. The search finds the others.
const MOST_VALUES: usize = 300;

/// A filter: a list of values to choose from.
#[derive(Debug)]
pub(super) struct FilterChoice {
    /// Its name in the script.
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) values: Vec<(String, u64)>,
}

/// The filters over findings.
pub(super) fn choices(report: &Report, findings: &[StatedFinding<'_>]) -> Vec<FilterChoice> {
    let counted = |id, label, of: &dyn Fn(&StatedFinding<'_>) -> Vec<String>| {
        let mut values: BTreeMap<String, u64> = BTreeMap::new();
        findings
            .iter()
            .flat_map(of)
            .for_each(|value| *values.entry(value).or_default() += 1);
        let mut values: Vec<(String, u64)> = values.into_iter().collect();
        if values.len() > MOST_VALUES {
            values.sort_by_key(|(_, count)| Reverse(*count)); // stable: equals stay by name
            values.truncate(MOST_VALUES);
            values.sort();
        }
        FilterChoice { id, label, values }
    };
    let mut severity = counted("severity", "Severity", &|(finding, _)| {
        vec![finding.severity.name().to_owned()]
    });
    let rank = |name: &str| Severity::ALL.iter().rev().position(|severity| severity.name() == name);
    severity.values.sort_by_key(|(name, _)| rank(name));
    vec![
        severity,
        counted("rule", "Rule", &|(finding, _)| vec![finding.rule.to_string()]),
        counted("category", "Category", &|(finding, _)| vec![finding.category.to_string()]),
        counted("crate", "Crate", &|(finding, _)| {
            vec![report.membership(&finding.place.file).package_name().to_owned()]
        }),
        counted("owner", "Owner", &|(finding, _)| {
            let owners = report.membership(&finding.place.file).owner_names();
            owners.map(str::to_owned).collect()
        }),
        counted("state", "State", &|(_, state)| vec![state_name(*state).to_owned()]),
    ]
}

/// The name of a state.
pub(super) fn state_name(state: FindingState) -> &'static str {
    match state {
        FindingState::New => "new",
        FindingState::Known => "known",
        FindingState::Exempted(_) => "exempted",
    }
}
