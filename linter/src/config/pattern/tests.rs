use proptest::prelude::*;

use super::*;

fn pattern(written: &str) -> PathPattern {
    PathPattern::parse(written).unwrap_or_else(|error| panic!("{written}: {error}"))
}

fn matches(written: &str, path: &str) -> bool {
    pattern(written).matches(&path.split("::").collect::<Vec<_>>(), false)
}

/// The mistake in a pattern: the part that is wrong, and the words.
fn mistake(written: &str) -> (String, String) {
    let error = PathPattern::parse(written).expect_err(written);
    (written.get(error.range).unwrap_or("").to_owned(), error.message)
}

#[test]
fn a_plain_path_matches_itself() {
    assert!(matches("std::env::var", "std::env::var"));
    assert!(!matches("std::env::var", "std::env::vars"));
    assert!(!matches("std::env::var", "std::env"));
    assert!(!matches("std::env", "std::env::var"));
    assert!(!matches("env::var", "std::env::var"));
}

#[test]
fn groups_stand_anywhere() {
    for path in ["std::env::var", "std::env::var_os", "std::fs", "std::env"] {
        assert!(
            matches(" { core , std }::{ env::{ var, var_os, self, }, fs } ", path),
            "{path}"
        );
    }
    assert!(matches("app::{read, write}_config", "app::write_config"));
    assert!(!matches("std::{env::{var, var_os}, fs}", "std::var"));
}

#[test]
fn stars_stay_within_a_segment() {
    assert!(matches("a::*Manager", "a::WebSocketManager"));
    assert!(matches("a::*Manager", "a::Manager"));
    assert!(matches("a::*", "a::b"));
    assert!(!matches("a::*", "a::b::c"));
    assert!(!matches("a::*", "a"));
    assert!(matches("a::*_*_c", "a::_b_b_c"));
}

#[test]
fn double_stars_match_segments() {
    assert!(matches("a::**", "a"));
    assert!(matches("a::**", "a::b::c"));
    assert!(matches("**::legacy::**", "x::legacy::y"));
    assert!(matches("**::b::**::b", "b::b::b::c::b"));
    assert!(!matches("**::b::c", "b::c::b"));
    assert!(matches("**", "a::b"));
}

#[test]
fn macros_end_in_an_exclamation_mark() {
    assert!(matches("std::{env!, option_env!}", "std::env!"));
    assert!(!matches("std::env", "std::env!"));
    assert!(matches("log::*", "log::info!"));
    assert!(!matches("log::*!", "log::info"));
}

#[test]
fn core_and_alloc_mean_std_unless_they_are_workspace_crates() {
    assert!(matches("core::mem::swap", "std::mem::swap"));
    assert!(matches("std::vec::Vec", "alloc::vec::Vec"));
    assert!(pattern("core::config").matches(&["core", "config"], true));
    assert!(!pattern("core::config").matches(&["std", "config"], true));
    assert_eq!(pattern("alloc::vec").literal(), Some(vec!["std", "vec"]));
}

#[test]
fn crate_stands_for_any_workspace_crate() {
    assert!(pattern("crate::config").matches(&["backend", "config"], true));
    assert!(!pattern("crate::config").matches(&["serde", "config"], false));
    assert_eq!(pattern("crate::config").literal(), None);
}

#[test]
fn a_pattern_covers_what_lies_below() {
    assert!(pattern("app::boot").covers(&["app", "boot", "run"], true));
    assert!(pattern("app::boot").covers(&["app", "boot"], true));
    assert!(!pattern("app::boot").covers(&["app", "bootstrap"], true));
}

#[test]
fn last_names_of_a_pattern() {
    assert_eq!(
        pattern("std::env::{var, env!, set_var}").last_names(),
        LastNames::Exact(vec!["env!", "set_var", "var"])
    );
    assert_eq!(pattern("**::legacy").last_names(), LastNames::Exact(vec!["legacy"]));
    assert_eq!(pattern("std::{env, *}").last_names(), LastNames::Any);
    assert_eq!(pattern("a::**").last_names(), LastNames::Any);
    assert_eq!(pattern("crate").last_names(), LastNames::Any);
}

#[test]
fn mistakes_have_their_place() {
    let cases = [
        ("std::env:var", ":", "separated by `::`"),
        ("std.env", ".", "separated by `::`"),
        ("std::::env", ":", "empty segment"),
        ("::std", "::std", "empty segment"),
        ("std::", ":", "empty segment"),
        ("", "", "empty segment"),
        ("std::{a, b", "{", "never closed"),
        ("std::{}", "}", "nothing before"),
        ("std::{a,,b}", ",", "nothing before"),
        ("a, b", ",", "outside of a group"),
        ("a::b}", "}", "closes no group"),
        ("my-crate::a", "-", "use `_` instead"),
        ("std::env var", " ", "white space"),
        ("a::Vec<u8>", "<", "`<` cannot appear"),
        ("a::**b", "**b", "whole segments"),
        ("a::{b, super::c}", "super", "full paths"),
        ("a!::b", "a!", "comes last"),
        ("a::b!!", "b!!", "end of a macro's name"),
        ("a::!", "!", "empty segment"),
        ("a::0", "0", "digit"),
        ("a→b", "→", "`→` cannot appear"),
    ];
    for (written, part, words) in cases {
        let (found, message) = mistake(written);
        assert_eq!(found, part, "{written}");
        assert!(message.contains(words), "{written}: {message}");
    }
}

#[test]
fn hostile_patterns_are_refused() {
    for written in [
        "{a,b}::".repeat(500),
        "{".repeat(2000),
        "{a,b}".repeat(11),
        "a".repeat(5000),
        "{{a,b},{c,d}}::".repeat(20),
    ] {
        assert!(PathPattern::parse(&written).is_err());
    }
    let runs = pattern(&format!("{}b", "**::*a*a*a*::".repeat(100)));
    assert!(!runs.matches(&["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; 500], false));
}

#[test]
fn a_name_pattern_matches_one_name() {
    let rival = NamePattern::parse("*WebSocket*").expect("a pattern");
    assert!(rival.matches("WebSocketManager") && !rival.matches("Websocket"));
    assert_eq!(NamePattern::parse("a::b").expect_err("a path").range, 1..4);
    assert!(NamePattern::parse("").is_err() && NamePattern::parse("a b").is_err());
    assert!(TextPattern::new("CARGO_*").matches("CARGO_PKG_NAME") && !TextPattern::new("CARGO_*").matches("PATH"));
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_][a-z_]{0,3}".prop_filter("a name, not a keyword", |name| !matches!(name.as_str(), "self" | "core"))
}

fn path() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(name(), 1..5)
}

fn borrowed(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// The plain recursive definition of what a pattern with runs matches.
fn naive(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => (0..=text.len()).any(|taken| naive(rest, &text[taken..])),
        ([first, rest @ ..], [found, after @ ..]) => first == found && naive(rest, after),
        _ => false,
    }
}

proptest! {
    #[test]
    fn a_literal_matches_itself_and_nothing_else(own in path(), other in path()) {
        let pattern = pattern(&own.join("::"));
        prop_assert!(pattern.matches(&borrowed(&own), false));
        prop_assert_eq!(pattern.literal(), Some(borrowed(&own)));
        prop_assert_eq!(pattern.matches(&borrowed(&other), false), own == other);
    }

    #[test]
    fn a_group_is_a_union(head in name(), a in path(), b in path(), path in path()) {
        let (a, b) = (a.join("::"), b.join("::"));
        let path: Vec<&str> = std::iter::once(head.as_str()).chain(borrowed(&path)).collect();
        let either = pattern(&format!("{head}::{a}")).matches(&path, false) || pattern(&format!("{head}::{b}")).matches(&path, false);
        prop_assert_eq!(pattern(&format!("{head}::{{{a}, {b}}}")).matches(&path, false), either);
    }

    #[test]
    fn what_is_shown_is_what_was_written(written in "[a-c:*{}, !]{0,12}") {
        if let Ok(pattern) = PathPattern::parse(&written) {
            prop_assert_eq!(pattern.to_string(), written);
            prop_assert_eq!(PathPattern::parse(&pattern.to_string()), Ok(pattern));
        }
    }

    #[test]
    fn runs_match_as_defined(pattern in "[ab*]{0,8}", text in "[ab]{0,8}") {
        prop_assert_eq!(TextPattern::new(&pattern).matches(&text), naive(pattern.as_bytes(), text.as_bytes()));
    }

    #[test]
    fn any_text_is_a_pattern_or_a_mistake_within_it(written in "\\PC{0,40}") {
        if let Err(error) = PathPattern::parse(&written) {
            prop_assert!(error.range.start <= error.range.end && error.range.end <= written.len());
            prop_assert!(!error.message.is_empty());
        }
    }
}
