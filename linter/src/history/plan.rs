//! The action plan: what to do about the gaps, in three priorities.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fates::{Fate, ItemFate};
use super::wanted::WantedAs;

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

/// What to do about the gaps among items: first those that code wanted, then those that tests wanted, then documents and
/// configuration that name what is gone. One action a module.
pub(super) fn plan(items: &[ItemFate]) -> Vec<PlannedAction> {
    let mut actions: BTreeMap<(u8, String), Vec<String>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.fate == Fate::Gap) {
        let module = item.path.rsplit_once("::").map_or(&*item.path, |(module, _)| module);
        let has = |what: WantedAs| item.wanted_by.iter().any(|wanted| wanted.what == what);
        let (priority, action) = if item.lost_callers > 0 {
            (
                1,
                format!("say what does the job of the items of `{module}` now, or restore them: code used them"),
            )
        } else if item.lost_tests > 0 {
            (
                2,
                format!("restore the tests of what `{module}` did, or say why nothing needs them"),
            )
        } else if has(WantedAs::Doc) || has(WantedAs::Config) {
            (
                3,
                format!("take items of `{module}` that are gone out of documents and configuration"),
            )
        } else {
            (3, format!("check that nothing needs the items of `{module}`"))
        };
        actions.entry((priority, action)).or_default().push(item.path.clone());
    }
    let actions = actions
        .into_iter()
        .map(|((priority, action), items)| PlannedAction { priority, action, items });
    actions.collect()
}
