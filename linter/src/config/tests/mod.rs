//! TOML with marks: `#~ words` at the end of a line says that a problem starts on that line and that its message,
//! or its help, contains the words. Every problem is marked, and every mark is met.

mod hostile;
mod mistakes;
mod packs;

use super::packs::Shipped;
use super::*;

/// A pack to ship in tests, which says one of everything.
const PACK: Shipped = &[
    (
        "core/concepts.toml",
        r#"
[concept.environment]
summary = "process configuration is read in one place"
category = "configuration"
bypasses = ["std::env::{var, var_os}"]
"#,
    ),
    (
        "core/configuration/direct-env-access.toml",
        r#"
id = "direct-env-access"
kind = "direct-access"
category = "configuration"
severity = "high"
classes = ["production", "example"]
summary = "the environment is read outside its owner"
why = "two readers disagree about defaults"
help = "ask the owner"

[options]
reach = "workspace"
min-sites = 2

[[invalid]]
code = "fn f() { std::env::var(\"A\"); }"

[[valid]]
config = "[concept.environment]\ncanonical = \"a\""
code = "fn f() {}"
"#,
    ),
    (
        "core/duplicates/duplicate-implementation.toml",
        "id = \"duplicate-implementation\"\nkind = \"duplicate\"\nlevel = \"off\"\n",
    ),
];

/// What `ssot.toml` says, after its problems were compared with its marks.
fn check(toml: &str) -> Config {
    check_files(&[(FILE, toml)])
}

fn check_files(files: &[(&str, &str)]) -> Config {
    let config = Config::with_shipped(&Snapshot::from_texts(files.iter().copied()), PACK);
    let mut missing: Vec<String> = Vec::new();
    let mut unexpected: Vec<&ConfigProblem> = config.problems.iter().collect();
    for (file, line, words) in marks(files) {
        let is_met = |problem: &&ConfigProblem| {
            let text = format!("{}; {}", problem.message, problem.help.as_deref().unwrap_or(""));
            problem.place.file.as_str() == file && problem.place.span.line as usize == line && text.contains(words)
        };
        match unexpected.iter().position(is_met) {
            Some(at) => {
                unexpected.remove(at);
            }
            None => missing.push(format!("{file}:{line}: {words}")),
        }
    }
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "missing: {missing:#?}\nunexpected: {unexpected:#?}"
    );
    config
}

fn marks<'a>(files: &[(&'a str, &'a str)]) -> Vec<(&'a str, usize, &'a str)> {
    let mut marks = Vec::new();
    for (file, text) in files {
        for (index, line) in text.lines().enumerate() {
            marks.extend(line.split("#~ ").skip(1).map(|words| (*file, index + 1, words.trim())));
        }
    }
    marks
}

/// The text at a place.
fn at<'a>(text: &'a str, place: &Place) -> &'a str {
    &text[place.span.start as usize..place.span.end as usize]
}

#[test]
fn a_file_adds_to_the_one_that_it_extends() {
    let files = [
        (
            "ssot.toml",
            "extends = \"zz/base.toml\"\n\
             [files]\nexclude = [\"own/**\"]\ntest = [\"qa/**\"]\n\
             [concept.environment]\ncanonical = \"app::env\"\nallow-in = [\"build.rs\"]\n\
             [rule.duplicate-implementation]\nlevel = \"on\"\n\
             [gate]\nmin-score = 90.0\n",
        ),
        (
            "zz/base.toml",
            "extends = \"org.toml\"\n\
             [files]\nexclude = [\"base/**\"]\nproduction = [\"qa/tools/**\"]\njudge-tests = true\n\
             [concept.environment]\ncanonical = \"base::env\"\nallow-in = [\"xtask/**\"]\n\
             [gate]\nfail-on = \"medium\"\nmin-score = 10.0\n",
        ),
        (
            "zz/org.toml",
            "[concept.clock]\ncanonical = \"app::clock\"\n[rule.duplicate-implementation]\nseverity = \"critical\"\n",
        ),
        ("src/lib.rs", ""),
    ];
    let config = check_files(&files);
    let environment = config
        .concepts
        .iter()
        .find(|concept| &*concept.name == "environment")
        .expect("it is declared");
    assert_eq!(environment.canonical.as_ref().expect("it has one").value, ["app", "env"]);
    assert_eq!(environment.allow_in.len(), 2);
    assert!(config.concepts.iter().any(|concept| &*concept.name == "clock"));
    let rule = config
        .rules
        .iter()
        .find(|rule| &*rule.id == "duplicate-implementation")
        .expect("it is in the pack");
    assert_eq!((rule.level, rule.severity), (RuleLevel::On, Severity::Critical));
    assert!(rule.classes.contains(&Class::Test));
    assert_eq!((config.gate.fail_on, config.gate.min_score), (Severity::Medium, Some(90.0)));
    let excluded: Vec<&str> = config.exclude.iter().map(|glob| glob.value.as_str()).collect();
    assert_eq!(excluded, ["base/**", "own/**"]);
    // Of two globs for one file the later counts, and what extends comes later.
    let classes: Vec<&str> = config.classes.iter().map(|(_, glob, _)| glob.as_str()).collect();
    assert_eq!(classes, ["qa/tools/**", "qa/**"]);
    let shown = config.show();
    for line in [
        "concept.environment.canonical = \"app::env\"  # ssot.toml:6",
        "concept.environment.allow-in += [\"build.rs\"]  # ssot.toml:7",
        "concept.clock.canonical = \"app::clock\"  # zz/org.toml:2",
        "files.exclude += [\"own/**\"]  # ssot.toml:3",
        "gate.fail-on = \"medium\"  # zz/base.toml:10",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "`{line}` is missing: {shown}");
    }
}

#[test]
fn what_cannot_be_extended_is_a_mistake() {
    for (extends, message) in [
        ("missing.toml", "not among the files looked at"),
        ("../above.toml", "`../above.toml` is not in the repository"),
        ("/etc/passwd", "no relative path of a TOML file"),
        ("../../secrets", "no relative path of a TOML file"),
        ("ssot.toml", "more than 8 files extend one another"),
    ] {
        let toml = format!("extends = \"{extends}\" #~ {message}\n");
        check_files(&[("ssot.toml", &toml), ("src/lib.rs", "")]);
    }
}

#[test]
fn one_switch_makes_all_rules_check_tests() {
    let checks_tests = |text: &str| check(text).rules.iter().all(|rule| rule.classes.contains(&Class::Test));
    assert!(checks_tests("[files]\njudge-tests = true"));
    assert!(!checks_tests(""));
}

#[test]
fn without_a_file_the_shipped_pack_applies() {
    let config = check_files(&[("src/lib.rs", "")]);
    assert!(!config.declared);
    assert_eq!(
        config.gate,
        GateConfig {
            fail_on: Severity::High,
            min_score: None,
            ratchets: Vec::new(),
        }
    );
    assert_eq!(
        config.rules.iter().map(|rule| &*rule.id).collect::<Vec<_>>(),
        ["direct-env-access", "duplicate-implementation"]
    );
    assert_eq!(config.concepts.len(), 1);
}

#[test]
fn the_shipped_pack_has_no_mistakes() {
    let config = Config::from_snapshot(&Snapshot::from_texts([("src/lib.rs", "")]));
    assert_eq!(config.problems, []);
}

const LARGE: &str = r#"
packs = ["core"]

[files]
test = ["**/tests/**", "**/benches/**"]
generated = ["**/*.pb.rs"]
production = ["crates/testing/tests/**"]
exclude = ["vendor/"]

[services]
auth = ["crates/auth-*"]

[concept.environment]
canonical = "foundation::environment"
bypasses = [
  "std::env::{var, var_os, vars, vars_os, set_var, remove_var}",
  { path = "std::{env!, option_env!}", instead = "foundation::environment::BUILD", except-arguments = ["CARGO_*"] },
]
allow-in = ["build.rs", "**/bin/*.rs", "app::boot"]

[concept.websocket-manager]
summary = "the live connections of one user"
category = "websocket"
canonical = "websocket::manager::WebSocketManager"
factory = ["websocket::factory::WebSocketManagerFactory::create"]
deprecated = [
  "backend::old::WebSocketManager",
  { path = "backend::websocket_core::WebSocketManager", instead = "x::Y", since = 2025-09-14, remove-after = "2026-12-31" },
]
rivals = ["*WebSocketManager"]

[[concept.event-names.bypasses]]
path = "events::raw::*"

[concept.event-names]
canonical = "names::events"

[concept.nothing-yet]

[rule.duplicate-implementation]
severity = "medium"
level = "on"
min-tokens = 50

[rule.direct-env-access]
min-sites = 3

[rule.our-own]
kind = "layers"
category = "architecture"
summary = "layers"
layers = ["web", "domain"]
[[rule.our-own.invalid]]
code = "x"

[gate]
fail-on = "medium"
min-score = 98

[score.weights]
configuration = 2
websocket = 0.5
"#;

#[test]
fn a_large_file_is_read() {
    let config = check(LARGE);
    assert!(config.declared);
    assert_eq!(
        config.gate,
        GateConfig {
            fail_on: Severity::Medium,
            min_score: Some(98.0),
            ratchets: Vec::new(),
        }
    );
    assert_eq!(
        config.weights,
        BTreeMap::from([("configuration".to_owned(), 2.0), ("websocket".to_owned(), 0.5)])
    );
    assert_eq!(config.exclude[0].value, "vendor/");
    assert_eq!(config.services["auth"][0].value, "crates/auth-*");
    let classes: Vec<String> = config
        .classes
        .iter()
        .map(|(class, glob, place)| format!("{class} {glob} {}", place.span.line))
        .collect();
    assert_eq!(
        classes,
        [
            "test **/tests/** 5",
            "test **/benches/** 5",
            "generated **/*.pb.rs 6",
            "production crates/testing/tests/** 7"
        ]
    );
}

#[test]
fn test_features_replace_the_customary_ones() {
    let features = |text: &str| Config::from_snapshot(&Snapshot::from_texts([("ssot.toml", text)])).test_features;
    assert_eq!(features("[files]\ntest-features = [\"simulation\"]"), ["simulation"]);
    assert_eq!(features("[files]\ntest-features = []"), [""; 0]);
    assert!(features("").contains(&"test-util".to_owned()));
}

#[test]
fn settings_of_concepts_are_read() {
    let config = check(LARGE);
    let [environment, event_names, nothing, websocket] = config.concepts.as_slice() else {
        panic!("four concepts")
    };
    assert_eq!(
        environment.canonical.as_ref().map(|path| path.join("::")).as_deref(),
        Some("foundation::environment")
    );
    assert_eq!(&*environment.category, "configuration", "of the pack");
    assert_eq!(at(LARGE, &environment.place), "[concept.environment]");
    let [read, build] = environment.bypasses.as_slice() else {
        panic!("two bypasses")
    };
    assert!(read.pattern.matches(&["std", "env", "var"], false));
    assert!(at(LARGE, &build.place).starts_with("{ path ="));
    assert_eq!(build.instead.as_deref(), Some("foundation::environment::BUILD"));
    assert!(build.except_arguments[0].matches("CARGO_PKG_NAME"));
    let allows = |file: &str, path: &[&str]| environment.allow_in.iter().any(|it| it.allows(&FilePath::new(file), path));
    assert!(allows("crates/a/build.rs", &[]) && allows("src/x.rs", &["app", "boot", "run"]));
    assert!(!allows("src/x.rs", &["app", "run"]));

    assert_eq!(event_names.bypasses.len(), 1, "as an array of tables");
    assert_eq!(&*nothing.category, DEFAULT_CATEGORY);
    assert_eq!(websocket.rivals[0].to_string(), "*WebSocketManager");
    let [_, old] = websocket.deprecated.as_slice() else {
        panic!("two old paths")
    };
    assert_eq!(
        (old.since.as_deref(), old.remove_after.as_deref()),
        (Some("2025-09-14"), Some("2026-12-31"))
    );
}

#[test]
fn the_user_changes_rules_and_adds_some() {
    let config = check(LARGE);
    let [direct, duplicate, own] = config.rules.as_slice() else {
        panic!("three rules")
    };
    assert_eq!((direct.severity, direct.level), (Severity::High, RuleLevel::On));
    assert_eq!(direct.classes, [Class::Production, Class::Example]);
    assert_eq!(
        direct.examples.iter().map(|example| example.valid).collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!((duplicate.severity, duplicate.level), (Severity::Medium, RuleLevel::On));
    assert_eq!(&*duplicate.category, "duplicates", "of its folder");
    assert_eq!(own.kind.value, "layers");
    assert_eq!(own.origin.as_str(), FILE);
    assert_eq!(own.options.keys().collect::<Vec<_>>(), ["layers"]);
    assert_eq!(own.examples.len(), 1);
}

#[test]
fn every_value_is_shown_with_its_origin() {
    let shown = check(LARGE).show();
    for line in [
        "concept.environment.canonical = \"foundation::environment\"  # ssot.toml:14",
        "concept.environment.summary = \"process configuration is read in one place\"  # core/concepts.toml:3",
        "gate.min-score = 98  # ssot.toml:58",
        "rule.direct-env-access.min-sites = 3  # ssot.toml:46",
        "rule.direct-env-access.reach = \"workspace\"  # core/configuration/direct-env-access.toml:12",
        "rule.direct-env-access.level = \"on\"  # default",
        "rule.duplicate-implementation.level = \"on\"  # ssot.toml:42",
        "score.weights.websocket = 0.5  # ssot.toml:62",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n\n{shown}");
    }
    assert!(check("").show().contains("gate.fail-on = \"high\"  # default\n"));
}

#[test]
fn a_mistaken_value_is_not_shown_as_effective() {
    let shown = check("gate.fail-on = 3 #~ expected\ngate.oops = 1 #~ unknown key `oops`\n").show();
    assert!(shown.contains("gate.fail-on = \"high\"  # default\n"), "{shown}");
}
