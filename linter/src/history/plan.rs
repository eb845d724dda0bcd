//! The action plan: what to do about the gaps, in three priorities.

use serde::Serialize;

use super::fates::{ItemFate, outermost};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedAction {
    /// 1 is the most urgent, 3 the least.
    pub priority: u8,
    /// What to do: a lower-case phrase.
    pub action: String,
    /// The items that it is about, by their paths.
    pub items: Vec<String>,
}

/// What to do about the gaps among items: first those that code wanted, then those that tests wanted, then those that only
/// documents and configuration name. What was in one type or module is one action.
pub(super) fn plan(items: &[ItemFate]) -> Vec<PlannedAction> {
    let mut actions: Vec<PlannedAction> = outermost(items).into_iter().map(|(gap, inner)| action(gap, &inner)).collect();
    actions.sort_by_key(|action| action.priority);
    actions
}

fn action(gap: &ItemFate, inner: &[&ItemFate]) -> PlannedAction {
    let all = || std::iter::once(gap).chain(inner.iter().copied());
    let path = &gap.path;
    let (priority, action) = if all().any(|item| item.lost_callers > 0) {
        (
            1,
            format!("name what does the job of `{path}` now, or restore it: code used it"),
        )
    } else if all().any(|item| item.lost_tests > 0) {
        (
            2,
            format!("restore `{path}` with its tests, or say why nobody needs what they tested"),
        )
    } else {
        (
            3,
            format!("take `{path}` out of the documents and the configuration that name it, or restore it"),
        )
    };
    PlannedAction {
        priority,
        action,
        items: all().map(|item| item.path.clone()).collect(),
    }
}
