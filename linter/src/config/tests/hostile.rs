//! Hostile texts: reading them ends, reports the mistakes and never panics.

use proptest::prelude::*;

use super::*;

fn problems(toml: &str) -> Vec<ConfigProblem> {
    let files = [(FILE, toml), ("p/a/b.toml", toml), ("p/concepts.toml", toml)];
    let config = Config::with_shipped(&Snapshot::from_texts(files), PACK);
    let _ = config.show();
    for rule in &config.rules {
        let _ = read::<RawFile>(&rule.options);
    }
    config.problems
}

#[test]
fn deep_nesting_is_refused() {
    for deep in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}1{}", "{a=".repeat(100_000), "}".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("[{}a]", "a.".repeat(100_000)),
        format!("x = 1\nx = {{ {}a = 1 }}", "\"=\" . ".repeat(100_000)),
    ] {
        assert!(
            problems(&deep)
                .iter()
                .any(|problem| problem.message.contains("nested too deeply"))
        );
    }
}

#[test]
fn many_mistakes_are_counted() {
    let lines = "= 1\n".repeat(20_000);
    let problems = problems(&lines);
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains("more syntax errors follow")),
        "{problems:#?}"
    );

    let numbers = format!("[files]\ntest = [{}]", "1, ".repeat(5_000));
    assert!(
        self::problems(&numbers)
            .iter()
            .any(|problem| problem.message.contains("more than 100 mistakes"))
    );
}

#[test]
fn long_names_are_cut() {
    let found = problems(&format!("{} = 1", "a".repeat(100_000)));
    assert!(found.iter().all(|problem| problem.message.len() < 500));
}

/// Bits of what people write, in any order.
fn mixed() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        ".",
        "\n",
        "\r",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "#",
        "\\",
        " ",
        "packs",
        "files",
        "concept",
        "rule",
        "gate",
        "score",
        "weights",
        "bypasses",
        "deprecated",
        "path",
        "since",
        "canonical",
        "options",
        "valid",
        "kind",
        "x",
        "\"a::b\"",
        "1",
        "-1.5",
        "nan",
        "true",
        "2025-01-01",
        "direct-env-access",
        "é",
        "\u{feff}",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// Well-formed TOML that says the wrong things in the right places.
fn misplaced() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "packs",
        "files.test",
        "concept.a",
        "concept.a.bypasses",
        "concept.a.canonical",
        "rule.a",
        "rule.a.kind",
        "rule.direct-env-access.options",
        "rule.direct-env-access.classes",
        "gate.fail-on",
        "score.weights.a",
        "id",
        "kind",
        "valid",
        "options",
    ]);
    let value = prop::sample::select(vec![
        "1",
        "-1",
        "0x10",
        "1e400",
        "inf",
        "true",
        "\"\"",
        "\"a\"",
        "\"a::b\"",
        "\"{\"",
        "[]",
        "[1]",
        "[[]]",
        "[\"a\", 1]",
        "{}",
        "{ path = 1 }",
        "[{ path = \"a\" }]",
        "[{}]",
        "{ x = {} }",
        "2025-01-01",
        "[{ code = 1 }]",
    ]);
    prop::collection::vec((key, value), 0..8)
        .prop_map(|entries| entries.iter().map(|(key, value)| format!("{key} = {value}\n")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_text_ends_in_problems_within_it(toml in prop_oneof![mixed(), misplaced(), "\\PC{0,60}"]) {
        for problem in problems(&toml) {
            prop_assert!(!problem.message.is_empty() && !problem.message.contains('\n'), "{problem:?}");
            prop_assert!(problem.place.span.start <= problem.place.span.end);
            prop_assert!(problem.place.span.end as usize <= toml.len(), "{problem:?}");
        }
    }
}
