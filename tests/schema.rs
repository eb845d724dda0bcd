//! `ssot schema`: takes every `ssot.toml` that is right, and not those that are wrong.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::Workspace;
use crate::fixtures::situations;

fn validator() -> jsonschema::Validator {
    let run = Workspace::of(&[]).run(&["schema"]);
    assert_eq!(run.code, 0, "{run:?}");
    let schema: Value = serde_json::from_str(&run.out).expect("it is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// TOML as an editor hands it to a validator: a date is a text.
fn value(text: &str) -> Value {
    fn of(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of(value))).collect(),
            toml::Value::Array(values) => values.into_iter().map(of).collect(),
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(is) => is.into(),
        }
    }
    of(toml::Value::Table(text.parse().expect("it is TOML")))
}

#[test]
fn valid_configurations_match_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files: Vec<PathBuf> = situations().iter().map(|folder| folder.join("ssot.toml")).collect();
    files.extend(["ssot.toml", "reference-service/ssot.toml"].map(|file| root.join(file)));
    let validator = validator();
    let mut seen = 0;
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        if text.contains("config-mistake") || text.parse::<toml::Table>().is_err() {
            continue; // wrong on purpose
        }
        seen += 1;
        let faults: Vec<String> = validator.iter_errors(&value(&text)).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", file.display());
    }
    assert!(seen > 5, "{seen} files were looked at");
}

#[test]
fn invalid_configurations_do_not_match_the_schema() {
    let validator = validator();
    for wrong in [
        "gat = {}",
        "[gate]\nfail-on = \"hihg\"",
        "[concept.a]\ncanonicl = \"a\"",
        "[concept.a]\nbypasses = [{ instead = \"a\" }]",
        "[[exempt]]\nrule = \"a\"\nin = [\"b\"]",
        "[rule.duplicate-implementation]\nmin-token = 5",
        "[rule.direct-env-access]\nmin-tokens = 5",
        "[rule.mine]\nkind = 5",
    ] {
        assert!(!validator.is_valid(&value(wrong)), "{wrong}");
    }
    for right in [
        "[rule.duplicate-implementation]\nmin-tokens = 5\nlevel = \"off\"",
        "[rule.mine]\nkind = \"direct_access\"\nconcept = \"a\"",
        "[concept.a]\nbypasses = [\"a\", { path = \"b\", instead = \"c\" }]",
    ] {
        assert!(validator.is_valid(&value(right)), "{right}");
    }
}
