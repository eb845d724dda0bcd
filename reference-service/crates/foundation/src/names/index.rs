//! Tests that the constants, `names.toml` and the list that the linter checks agree.
//!
//! The constants are read from their source text, so that a new one cannot be left out of a list.

use serde::Deserialize;
use std::collections::BTreeMap;

const SOURCES: [(&str, &str); 7] = [
    ("events", include_str!("events.rs")),
    ("headers", include_str!("headers.rs")),
    ("routes", include_str!("routes.rs")),
    ("services", include_str!("services.rs")),
    ("spans", include_str!("spans.rs")),
    ("tokens", include_str!("tokens.rs")),
    ("variables", include_str!("variables.rs")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    value: toml::Value,
    category: String,
    impact: String,
    /// For a variable: its meaning.
    meaning: Option<String>,
    /// For a variable: its default.
    default: Option<String>,
    /// For a variable: the services that read it.
    services: Option<Vec<String>>,
}

/// The page for operators of the services.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");

/// The page, generated from the entries of variables.
fn configuration() -> String {
    let mut page = "\
# Configuration

The services read environment variables of the process, and a file `.env` in the folder where they start. Variables of the process
take precedence. All errors are reported at once, and the service does not start. A test of the crate `foundation` generates this
page from `names.toml`.
"
    .to_owned();
    let index = index();
    for (title, service) in [
        ("Both services", None),
        ("Auth service", Some("auth-service")),
        ("Backend", Some("backend")),
    ] {
        page.push_str(&format!("\n## {title}\n\n| variable | meaning | if not set | effect of a wrong or missing value |\n|---|---|---|---|\n"));
        let is_here = |entry: &&Entry| match (entry.services.as_deref(), service) {
            (Some([one]), Some(service)) => one == service,
            (Some([_, _]), None) => true,
            _ => false,
        };
        for entry in index.values().filter(is_here) {
            let name = entry.value.as_str().unwrap_or_default();
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            page.push_str(&format!(
                "| `{name}` | {} | {} | {} |\n",
                text(&entry.meaning),
                text(&entry.default),
                entry.impact
            ));
        }
    }
    page
}

#[test]
fn the_page_of_variables_is_what_they_say_of_themselves() {
    let page = configuration();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PAGE, &page).expect("the page can be written");
    }
    let kept = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        page == kept,
        "`docs/configuration.md` is not of today: run this test with BLESS=1"
    );
}

#[test]
fn variables_and_nothing_else_say_who_reads_them() {
    for (name, entry) in index() {
        let is_variable = entry.category == "variable";
        let says = [
            entry.meaning.is_some(),
            entry.default.is_some(),
            entry.services.is_some(),
        ];
        assert_eq!(says, [is_variable; 3], "{name}");
    }
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
fn the_linter_is_told_of_every_variable() {
    let contracts: toml::Table =
        toml::from_str(include_str!("../../../../ssot.toml")).expect("ssot.toml is well formed");
    let declared = contracts["rule"]["undeclared-variable"]["variables"]
        .as_array()
        .expect("the variables are a list");
    let mut declared: Vec<&str> = declared
        .iter()
        .filter_map(|variable| variable["name"].as_str())
        .collect();
    declared.sort_unstable();
    let index = index();
    let variables = index.values().filter(|entry| entry.category == "variable");
    let mut variables: Vec<&str> = variables.filter_map(|entry| entry.value.as_str()).collect();
    variables.sort_unstable();
    assert_eq!(declared, variables, "left: ssot.toml, right: names.toml");
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
