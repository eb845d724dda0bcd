//! Holds the constants, `names.toml` and the list that the linter guards together.
//!
//! The constants are read from their source text, so that a new one cannot be left out of a list.

use serde::Deserialize;
use std::collections::BTreeMap;

const SOURCES: [(&str, &str); 6] = [
    ("events", include_str!("events.rs")),
    ("headers", include_str!("headers.rs")),
    ("routes", include_str!("routes.rs")),
    ("services", include_str!("services.rs")),
    ("tokens", include_str!("tokens.rs")),
    ("variables", include_str!("variables.rs")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    value: toml::Value,
    category: String,
    impact: String,
}

fn index() -> BTreeMap<String, Entry> {
    toml::from_str(include_str!("names.toml")).expect("names.toml is well formed")
}

/// `module::CONSTANT` -> its value as TOML.
fn constants() -> BTreeMap<String, toml::Value> {
    SOURCES
        .into_iter()
        .flat_map(|(module, source)| declarations(module, source))
        .collect()
}

fn declarations(module: &str, source: &str) -> impl Iterator<Item = (String, toml::Value)> {
    let declared = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub const "));
    declared.map(move |declaration| {
        let (name, rest) = declaration.split_once(':').expect("a constant has a type");
        let (_, value) = rest
            .split_once(" = ")
            .expect("a constant stands on one line");
        (
            format!("{module}::{name}"),
            toml_value(value.trim_end_matches(';')),
        )
    })
}

/// Strings and whole numbers are written alike in Rust and TOML.
fn toml_value(literal: &str) -> toml::Value {
    let table: toml::Table =
        toml::from_str(&format!("value = {literal}")).expect("a constant is a plain literal");
    table["value"].clone()
}

#[test]
fn constants_and_index_agree() {
    let indexed: BTreeMap<String, toml::Value> = index()
        .into_iter()
        .map(|(name, entry)| (name, entry.value))
        .collect();
    assert_eq!(
        constants(),
        indexed,
        "left: the constants, right: names.toml"
    );
}

#[test]
fn every_module_of_names_is_read() {
    let declared: Vec<&str> = include_str!("mod.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    assert_eq!(declared, SOURCES.map(|(module, _)| module));
}

#[test]
fn every_entry_says_what_it_is_and_what_breaks() {
    for (name, entry) in index() {
        assert!(
            !entry.category.trim().is_empty(),
            "`{name}` has no category"
        );
        assert!(!entry.impact.trim().is_empty(), "`{name}` has no impact");
    }
}

#[test]
fn no_value_has_two_names() {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in constants() {
        let earlier = names.insert(format!("{value:?}"), name.clone());
        assert_eq!(earlier, None, "`{name}` has the same value {value:?}");
    }
}
