//! Each mistake that can be made in `ssot.toml`, with its place.

use super::*;

#[test]
fn unknown_keys_are_reported_with_the_nearest_known_one() {
    check(
        r#"
pack = [] #~ did you mean `packs`?
[concepts.x] #~ did you mean `concept`?
[files]
tests = ["a"] #~ did you mean `test`?
[gate]
fail_on = "high" #~ did you mean `fail-on`?
surprise = 1 #~ known are `fail-on`, `min-score`
[score]
weight = {} #~ did you mean `weights`?
[concept.a]
bypass = ["x"] #~ did you mean `bypasses`?
bypasses = [{ path = "x::y", insted = "z" }] #~ did you mean `instead`?
[[concept.b.deprecated]]
path = "x::y"
remove_after = "2026-12-31" #~ did you mean `remove-after`?
"#,
    );
}

#[test]
fn only_the_value_with_the_wrong_type_is_dropped() {
    let config = check(
        r#"
packs = "core" #~ expected an array, found a string; write `["core"]`
concept.a = 3 #~ expected a table, found an integer
[files]
test = ["a/", 3, "b/", true] #~ expected a string, found 3 #~ expected a string, found `true`
[concept.b]
summary = 1 #~ expected a string, found 1
bypasses = ["x::y", 4, { path = 5 }, { instead = "z" }] #~ found an integer #~ found 5 #~ missing key `path`
rivals = ["Kept"]
[rule]
x = 1 #~ expected a table
[gate]
min-score = "high" #~ expected a number, found the string `high`
"#,
    );
    assert_eq!(config.classes.len(), 2);
    let [b, _environment] = config.concepts.as_slice() else {
        panic!("`b` and what is shipped")
    };
    assert_eq!((b.bypasses.len(), b.rivals.len()), (1, 1));
}

#[test]
fn unknown_values_are_reported_with_the_nearest_known_one() {
    check(
        r#"
[gate]
fail-on = "hgih" #~ unknown value `hgih`; did you mean `high`?
[rule.direct-env-access]
severity = "catastrophic" #~ known are `low`, `medium`, `high`, `critical`
level = "of" #~ did you mean `off`?
classes = ["tests", "production"] #~ did you mean `test`?
[rule.direct-env-acess] #~ unknown rule `direct-env-acess`; did you mean `direct-env-access`?
level = "off"
[rule.something-else] #~ a rule of your own needs `kind`
[score.weights]
configuraton = 2 #~ did you mean `configuration`?
"#,
    );
}

#[test]
fn bad_patterns_are_reported_at_the_bad_part() {
    let toml = r#"
[concept.a]
canonical = "a::{b, c}" #~ names one module or item
bypasses = ["std::env:var", { path = 'my-crate::x' }] #~ separated by `::` #~ `-` cannot appear
factory = ["a::b", "a::**b"] #~ whole segments
rivals = ["a::B", "*Fine"] #~ this is a path
allow-in = ["src/[", "a b"] #~ not a glob #~ white space
[files]
exclude = ["{a"] #~ not a glob
[services]
a = ["["] #~ not a glob
"#;
    let config = check(toml);
    let parts: Vec<&str> = config.problems.iter().map(|problem| at(toml, &problem.place)).collect();
    assert_eq!(parts, ["a::{b, c}", ":", "-", "**b", "::B", "src/[", " ", "{a", "["]);
}

#[test]
fn a_mistake_in_an_escaped_string_is_placed_at_the_whole_string() {
    let toml = "concept.a.rivals = [\"a\\u003Ab\"] #~ this is a path\n";
    let config = check(toml);
    assert_eq!(at(toml, &config.problems[0].place), "\"a\\u003Ab\"");
}

#[test]
fn dates_are_days() {
    check(
        r#"
[concept.a]
deprecated = [
  { path = "a::a", since = "14.9.2025" }, #~ YYYY-MM-DD
  { path = "a::b", since = "2025-02-29" }, #~ YYYY-MM-DD
  { path = "a::c", since = "2024-02-29", remove-after = "2025-13-01" }, #~ YYYY-MM-DD
  { path = "a::d", since = 2025-09-14T10:00:00Z }, #~ YYYY-MM-DD
  { path = "a::e", since = 2025-09-14, remove-after = 2025-09-13 }, #~ before it is deprecated
]
"#,
    );
}

#[test]
fn numbers_have_bounds() {
    let config = check(
        r#"
[gate]
min-score = 101 #~ from 0 to 100
[score.weights]
configuration = -1 #~ 0 or more
general = nan #~ 0 or more
[rule.direct-env-access]
min-sites = 999999999999999999999999999999999999999999 #~ too large
"#,
    );
    assert_eq!(config.gate.min_score, None);
    assert!(config.weights.is_empty());
}

#[test]
fn concept_names_that_differ_only_in_spelling_are_a_mistake() {
    check(
        r#"
[concept.real-time]
[concept.real_time] #~ only in spelling
"#,
    );
}

#[test]
fn all_syntax_errors_are_reported_and_the_rest_is_read() {
    let config = check(
        r#"
[concept.a]
summary = "never closed #~ invalid basic string
category = #~ string values must be quoted
rivals = ["Kept"]
rivals = ["Again"] #~ duplicate key
[concept.a] #~ duplicate key
[gate
fail-on = "low"
"#
        .replace("[gate\n", "[gate #~ unclosed table, expected `]`\n")
        .as_str(),
    );
    assert_eq!(config.concepts[0].rivals.len(), 1);
}

#[test]
fn rule_ids_must_be_writable_in_a_comment() {
    check(
        r#"
[rule."two words"] #~ cannot be the id of a rule
kind = "layers"
[rule.""] #~ cannot be the id of a rule
kind = "layers"
[rule.one]
id = "two" #~ `two` differs from the key of its table; write `one`
kind = "layers"
"#,
    );
}

#[test]
fn a_rule_with_a_wrong_kind_is_reported_once() {
    check("[rule.own]\nkind = 3 #~ expected a string\n");
}

#[test]
fn a_file_that_is_not_utf8_is_reported() {
    let snapshot = Snapshot::from_texts([(FILE, vec![0xff, 0xfe])]);
    let config = Config::with_shipped(&snapshot, PACK);
    assert!(config.declared);
    assert!(config.problems[0].message.contains("not UTF-8"));
}

#[test]
fn a_byte_order_mark_is_accepted() {
    let config = check("\u{feff}[concept.a]\nrival = [] #~ did you mean `rivals`?\n");
    assert_eq!(config.concepts.len(), 2);
}
