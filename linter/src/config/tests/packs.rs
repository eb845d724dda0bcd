//! Packs, how they are laid over each other, and the options that a kind reads from the result.

use serde::Deserialize;

use super::*;

const RULE: &str = "id = \"ours\"\nkind = \"layers\"\n";

#[test]
fn a_pack_is_a_folder_of_the_workspace() {
    let config = check_files(&[
        (FILE, "packs = [\"core\", \"./lint-rules/\"]"),
        ("lint-rules/Cargo.toml", "[package]"),
        (
            "lint-rules/concepts.toml",
            "[concept.environment]\nsummary = \"ours\"\n[concept.b]",
        ),
        ("lint-rules/architecture/ours.toml", RULE),
        ("lint-rules/src/lib.rs", ""),
        ("other/architecture/theirs.toml", "id = 3"),
    ]);
    assert_eq!(config.rules.len(), 3);
    assert_eq!(&*config.rules[2].category, "architecture");
    assert_eq!(config.rules[2].origin.as_str(), "lint-rules/architecture/ours.toml");
    let environment = &config.concepts[1];
    assert_eq!(
        (&*environment.name, environment.summary.as_str(), environment.bypasses.len()),
        ("environment", "ours", 1)
    );
}

#[test]
fn without_core_nothing_is_shipped() {
    assert!(check("packs = []").rules.is_empty());
}

#[test]
fn of_two_rules_with_one_id_the_later_applies() {
    let config = check_files(&[
        (FILE, "packs = [\"core\", \"mine\"]"),
        (
            "mine/configuration/direct-env-access.toml",
            "id = \"direct-env-access\"\nkind = \"mine\"\n",
        ),
    ]);
    let rule = &config.rules[0];
    assert_eq!(
        (rule.kind.value.as_str(), rule.severity, rule.options.is_empty()),
        ("mine", Severity::Medium, true)
    );
    assert!(!config.show().contains("min-sites"));
}

#[test]
fn missing_packs_are_reported() {
    check(
        r#"
packs = [
  "cor", #~ did you mean `core`?
  "rules/", #~ pack `rules/` not found; a pack is `core`, or a folder
  "../elsewhere", #~ below the root
  ".", #~ below the root
  "core",
  "core", #~ named twice
]
"#,
    );
}

#[test]
fn mistakes_in_a_rule_are_reported_in_its_file() {
    check_files(&[
        (FILE, "packs = [\"p\"]\n[rule.no-kind]\nlevel = \"off\"\n"),
        (
            "p/a/other-name.toml",
            "id = \"name\" #~ differs from the name of its file; write `other-name`\nkind = \"k\"\n",
        ),
        (
            "p/a/elsewhere.toml",
            "id = \"elsewhere\"\nkind = \"k\"\ncategory = \"b\" #~ `b` differs from the folder\n",
        ),
        ("p/a/no-kind.toml", "id = \"no-kind\" #~ missing key `kind`\n"),
        ("p/a/no-id.toml", "kind = \"k\" #~ missing key `id`\n"),
        (
            "p/a/wrong.toml",
            "id = 1 #~ expected a string\nkind = \"k\"\nseverty = \"low\" #~ did you mean `severity`?\noptions = 3 #~ expected a table\n",
        ),
        (
            "p/a/example.toml",
            "id = \"example\"\nkind = \"k\"\n[[valid]] #~ missing key `code`\nconfig = \"\"\n",
        ),
        ("p/a/broken.toml", "id = \"broken\"\nkind = #~ string values must be quoted\n"),
        (
            "p/b/no-kind.toml",
            "id = \"no-kind\" #~ defined twice #~ missing key `kind`\n",
        ),
        ("p/top.toml", " #~ not read"),
        ("p/a/b/deep.toml", " #~ not read"),
        ("p/concepts.toml", "[concept.x]\nrivals = [\"a::b\"] #~ this is a path\n"),
    ]);
}

/// The options of a kind.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "kebab-case")]
struct Options {
    min_sites: u32,
    reach: Reach,
    paths: Vec<Located<PathPattern>>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Reach {
    #[default]
    Crate,
    Workspace,
}

/// What the kind reads, and each problem as `file:line: message; help`.
fn options(toml: &str) -> (Options, Vec<String>) {
    let config = check(toml);
    let (options, problems) = read(&config.rules[0].options);
    let messages = problems.into_iter().map(
        |ConfigProblem {
             place, message, help, ..
         }| { format!("{}:{}: {message}; {}", place.file, place.span.line, help.unwrap_or_default()) },
    );
    (options, messages.collect())
}

#[test]
fn options_of_the_user_override_those_of_the_pack() {
    let (options, problems) = options("[rule.direct-env-access]\nmin-sites = 5\noptions.paths = [\"a::b\"]\n");
    assert_eq!(problems, [""; 0]);
    assert_eq!((options.min_sites, options.reach), (5, Reach::Workspace));
    assert_eq!(options.paths[0].place.file.as_str(), FILE);
    assert_eq!(options.paths[0].place.span.line, 3);
}

#[test]
fn mistakes_in_options_are_reported_where_they_were_written() {
    let (options, mut problems) = options(
        "[rule.direct-env-access]\nmin-sites = -1\nreach = \"crat\"\npaths = [\"a:b\", 3, \"c\"]\nseverty = \"low\"\nmin-site = 1\n",
    );
    problems.sort();
    assert_eq!(options.paths.len(), 1);
    assert_eq!(
        problems,
        [
            "ssot.toml:2: expected a whole number, 0 or more, found -1; ",
            "ssot.toml:3: unknown value `crat`; did you mean `crate`?",
            "ssot.toml:4: expected a string, found 3; ",
            "ssot.toml:4: segments are separated by `::`; ",
            "ssot.toml:5: unknown key `severty`; did you mean `severity`?",
            "ssot.toml:6: unknown key `min-site`; did you mean `min-sites`?",
        ]
    );
}

#[derive(Debug, Default, Deserialize)]
struct Demanding {
    _paths: Vec<String>,
}

#[test]
fn a_missing_required_option_is_reported() {
    let config = check("[rule.own]\nkind = \"k\"\n");
    let rule = config
        .rules
        .iter()
        .find(|rule| &*rule.id == "own")
        .expect("the rule of the file");
    let (_, problems) = read::<Demanding>(&rule.options);
    let [problem] = problems.as_slice() else {
        panic!("one problem, not {problems:?}")
    };
    assert_eq!(
        (problem.message.as_str(), problem.place.span.line),
        ("missing key `_paths`", 1)
    );
}

#[test]
fn the_text_of_a_shipped_rule_can_be_shown() {
    let config = check("");
    let file = &config.rules[0].origin;
    assert_eq!(file.as_str(), "core/configuration/direct-env-access.toml");
    assert!(config.text(file).is_some_and(|text| text.contains("direct-access")));
    assert_eq!(config.text(&FilePath::new("core/nothing.toml")), None);
    assert_eq!(config.text(&FilePath::new(FILE)), None);
}
