//! Every shipped rule's examples are tests, each run under all rules of `core` and of its own pack: what is not marked is a false positive.

use std::collections::BTreeSet;

use crate::harness::{Files, all_packs, unmet, with_manifest};

#[test]
fn every_example_of_every_shipped_rule_holds() {
    let mut failures = String::new();
    for rule in all_packs().rules {
        assert!(
            rule.examples.iter().any(|example| example.valid),
            "`{}` shows what is right",
            rule.id
        );
        assert!(
            rule.examples.iter().any(|example| !example.valid),
            "`{}` shows what is wrong",
            rule.id
        );
        for (number, example) in rule.examples.iter().enumerate() {
            let in_files = example.files.values().any(|text| text.contains("//~") || text.contains("#~"));
            let marked = example.code.contains("//~") || example.config.contains("#~") || in_files;
            assert_ne!(
                example.valid,
                marked,
                "`{}`, example {}: an invalid one has a mark, a valid one none",
                rule.id,
                number + 1
            );
            let pack = rule.origin.as_str().split('/').next().unwrap_or_default();
            let packs = BTreeSet::from(["core", pack]);
            let mut files = Files::from([
                ("src/lib.rs".into(), example.code.clone()),
                (
                    "ssot.toml".into(),
                    format!("packs = {:?}\n{}", Vec::from_iter(packs), example.config),
                ),
            ]);
            files.extend(example.files.clone());
            if let Some(difference) = unmet(&with_manifest(files, "example")) {
                failures += &format!("{}, example {}:\n{difference}\n", rule.id, number + 1);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
