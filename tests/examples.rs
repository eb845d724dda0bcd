//! Every shipped rule's examples are tests, each run under all shipped rules: what is not marked is a false positive.

use ssot::config::Config;
use ssot::snapshot::Snapshot;

use crate::harness::{Files, unmet, with_manifest};

#[test]
fn every_example_of_every_shipped_rule_holds() {
    let nothing: [(&str, &str); 0] = [];
    let mut failures = String::new();
    for rule in Config::from_snapshot(&Snapshot::from_texts(nothing)).rules {
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
            let marked = example.code.contains("//~") || example.config.contains("#~");
            assert_ne!(
                example.valid,
                marked,
                "`{}`, example {}: an invalid one has a mark, a valid one none",
                rule.id,
                number + 1
            );
            let files = Files::from([
                ("src/lib.rs".into(), example.code.clone()),
                ("ssot.toml".into(), example.config.clone()),
            ]);
            if let Some(difference) = unmet(&with_manifest(files, "example")) {
                failures += &format!("{}, example {}:\n{difference}\n", rule.id, number + 1);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
