//! Every shipped rule's examples are tests, each run under all rules of `core` and of its own pack: what is not marked is a false positive.

use std::collections::BTreeSet;

use ssot::examples::{Files, failures};

use crate::harness::all_packs;

#[test]
fn every_example_of_every_shipped_rule_holds() {
    let mut all = String::new();
    for rule in all_packs().rules {
        let pack = rule.origin.as_str().split('/').next().unwrap_or_default();
        let packs = Vec::from_iter(BTreeSet::from(["core", pack]));
        for failure in failures(&rule, &packs, &Files::new()) {
            all += &format!("{}: {failure}\n", rule.id);
        }
    }
    assert!(all.is_empty(), "{all}");
}
