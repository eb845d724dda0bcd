//! The project's own conventions, each with what to do when it is broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ssot::facts::{FileFacts, ItemKind};
use ssot::rules::KINDS;

use crate::harness::{all_packs, folders_in, report, root, shipped_packs, with_manifest};
use crate::pages::sections;

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn names_in(folder: &str, extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is part of the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    wanted
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

#[test]
fn every_kind_is_in_the_table_and_has_a_page() {
    let files = names_in("linter/src/rules", "rs");
    let kinds: BTreeSet<String> = files
        .into_iter()
        .filter(|name| text(&format!("linter/src/rules/{name}.rs")).contains("const KIND: Kind"))
        .collect();
    let table: BTreeSet<String> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(
        kinds, table,
        "add `<kind>::KIND` to `KINDS` in linter/src/rules/mod.rs; the kind is named like its file"
    );
    assert_eq!(kinds, names_in("linter/src/rules", "md"), "a kind has a page beside it");
    assert!(KINDS.is_sorted_by_key(|kind| kind.name), "`KINDS` is sorted by name");
}

#[test]
fn every_page_has_the_same_headings_and_names_every_option() {
    for kind in KINDS {
        let headings: Vec<&str> = kind.page.lines().filter(|line| line.starts_with("## ")).collect();
        let wanted = ["## Why", "## Options", "## Reported", "## Kept"];
        assert_eq!(headings[..4], wanted, "the page of `{}`", kind.name);
        assert!(
            kind.page.starts_with(&format!("# {}\n", kind.name)),
            "the page of `{}` begins with its name",
            kind.name
        );
        for option in options(kind.name) {
            assert!(
                kind.page.contains(&format!("- `{option}`:")),
                "the page of `{}` says what `{option}` is",
                kind.name
            );
        }
    }
}

/// The fields of the struct that is the rule, which stands before `impl Rule for`.
fn options(kind: &str) -> Vec<String> {
    let source = text(&format!("linter/src/rules/{kind}.rs"));
    let rule = source
        .split_once("impl Rule for ")
        .map(|(_, rest)| rest.split(' ').next().unwrap_or_default().to_owned());
    let rule = rule.expect("a kind implements `Rule`");
    let fields = source
        .split_once(&format!("struct {rule} {{"))
        .map(|(_, rest)| rest.split('}').next().unwrap_or_default().to_owned());
    let fields = fields.unwrap_or_default();
    let names = fields
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//") && line.contains(':'));
    names
        .filter_map(|line| line.split(':').next())
        .map(|name| name.replace('_', "-"))
        .collect()
}

#[test]
fn every_format_is_on_the_page() {
    let page = text("linter/src/report/formats.md");
    for format in ssot::report::FORMATS {
        let name = format.name;
        assert!(
            page.contains(&format!("\n| `{name}`")),
            "linter/src/report/formats.md says what `{name}` is for"
        );
    }
}

#[test]
fn every_shipped_rule_file_is_in_the_table() {
    let mut found = BTreeSet::new();
    for pack in shipped_packs() {
        for category in folders_in(&format!("lint-rules/{pack}")) {
            let rules = names_in(&format!("lint-rules/{pack}/{category}"), "toml").into_iter();
            found.extend(rules.map(|name| format!("{pack}/{category}/{name}.toml")));
        }
        let concepts = format!("{pack}/concepts.toml");
        found.extend(root().join("lint-rules").join(&concepts).exists().then_some(concepts));
    }
    let table: Vec<&str> = ssot_lint_rules::SHIPPED.iter().map(|(path, _)| *path).collect();
    assert!(table.is_sorted(), "`SHIPPED` is sorted");
    assert_eq!(
        table.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
        found,
        "add the file to `SHIPPED` in lint-rules/src/lib.rs"
    );
}

#[test]
fn the_shipped_rules_have_no_mistakes_and_complete_texts() {
    let config = all_packs();
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    for rule in &config.rules {
        assert!(
            KINDS.iter().any(|kind| kind.name == rule.kind.value),
            "`{}` is of a kind that exists",
            rule.id
        );
        for (what, words) in [("summary", &rule.summary), ("why", &rule.why), ("help", &rule.help)] {
            assert!(!words.trim().is_empty(), "`{}` has a {what}", rule.id);
        }
    }
}

/// `BLESS=1` writes it anew.
#[test]
fn the_index_of_rules_is_current() {
    let mut index = String::from("| rule | pack | category | severity | what it finds |\n|---|---|---|---|---|\n");
    for rule in all_packs().rules {
        let path = rule.origin.as_str();
        let pack = path.split('/').next().unwrap_or_default();
        index += &format!(
            "| [`{}`]({path}) | {pack} | {} | {} | {} |\n",
            rule.id, rule.category, rule.severity, rule.summary
        );
    }
    let path = root().join("lint-rules/README.md");
    let page = fs::read_to_string(&path).unwrap_or_default();
    let (head, rest) = page
        .split_once("<!-- index -->\n")
        .expect("the page marks where its index begins");
    let (old, tail) = rest.split_once("<!-- end -->").expect("the page marks where its index ends");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{head}<!-- index -->\n{index}<!-- end -->{tail}")).expect("the page can be written");
    } else {
        assert_eq!(old, index, "run the tests once with BLESS=1");
    }
}

#[test]
fn messages_are_phrases_and_findings_of_rules_say_what_to_do() {
    for kind in KINDS {
        for (_, files) in sections(kind.page) {
            for finding in report(&with_manifest(files, "app")).findings {
                let message = &finding.message;
                assert!(
                    !message.starts_with(char::is_uppercase) && !message.ends_with('.'),
                    "{}: {message}",
                    finding.rule
                );
                assert!(
                    finding.help.is_some() || message.contains("#[deprecated]"),
                    "{}: {message} has no help",
                    finding.rule
                );
            }
        }
    }
}

/// Facts are kept on disk under the hash of the sources that make them: one that is forgotten there would be read as another.
#[test]
fn the_version_of_facts_covers_the_sources_that_they_are_made_of() {
    let script = fs::read_to_string(root().join("linter/build.rs")).expect("sources can be read");
    let (_, list) = script.split_once("let facts = [").expect("a list of sources");
    let (listed, _) = list.split_once(']').expect("an end of the list");
    for file in rust_files(&root().join("linter/src/facts")) {
        let source = fs::read_to_string(&file).expect("sources can be read");
        for named in source.split("use crate::").skip(1) {
            let module = named
                .split(|it: char| !it.is_alphanumeric() && it != '_')
                .next()
                .unwrap_or_default();
            let is_listed = [format!("\"src/{module}\""), format!("\"src/{module}.rs\"")];
            assert!(
                is_listed.iter().any(|path| listed.contains(path)),
                "{}: {module}",
                file.display()
            );
        }
    }
}

/// Only `facts` knows the parser: what it finds out must not depend on who asks.
#[test]
fn only_facts_names_the_parser() {
    for stage in [
        "check", "config", "discover", "fix", "git.rs", "lib.rs", "link", "report", "rules", "score", "serve", "snapshot", "cli",
    ] {
        let path = root().join("linter/src").join(stage);
        for file in rust_files(&path) {
            let source = fs::read_to_string(&file).expect("sources can be read");
            for parser in ["rustc_lexer", "syn::", "proc_macro2"] {
                assert!(
                    !source.contains(parser),
                    "{} names `{parser}`: take what it needs from `facts`",
                    file.display()
                );
            }
        }
    }
}

/// One name for one type. What each subcommand takes from the command line is called `Arguments`, in a module of its own.
#[test]
fn type_names_are_unique() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in rust_files(&root().join("linter/src")) {
        let text = fs::read_to_string(&path).expect("a source");
        let facts = FileFacts::parse(&text);
        for item in &facts.items {
            let is_type = matches!(
                item.kind,
                ItemKind::Struct(_) | ItemKind::Enum | ItemKind::Union | ItemKind::Trait | ItemKind::TypeAlias
            );
            if is_type && facts.name(item.name) != "Arguments" {
                let name = facts.name(item.name).to_owned();
                homes.entry(name).or_default().push(path.display().to_string());
            }
        }
    }
    assert!(homes.len() > 300, "the sources are there");
    homes.retain(|_, homes| homes.len() > 1);
    assert_eq!(homes, BTreeMap::new());
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path)
        .expect("sources can be read")
        .map(|entry| entry.expect("sources can be read").path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// Nobody builds the fuzz targets but who fuzzes, and they have a lock of their own.
#[test]
fn the_lock_file_of_the_fuzz_targets_is_current() {
    let read = |path: &str| -> toml::Table { text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}")) };
    let manifest = read("linter/Cargo.toml");
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let of_targets = targets.into_iter().flat_map(toml::Table::values);
    let tables = of_targets
        .map(|target| &target["dependencies"])
        .chain([&manifest["dependencies"]]);
    let names = tables.flat_map(|table| table.as_table().expect("a table").keys());
    let declared: BTreeSet<String> = names.cloned().collect();
    let lock = read("linter/fuzz/Cargo.lock");
    let packages = lock["package"].as_array().expect("a list");
    let linter = packages.iter().find(|package| package["name"].as_str() == Some("ssot"));
    let locked = linter.expect("the targets are for it")["dependencies"]
        .as_array()
        .expect("a list");
    let names = locked.iter().filter_map(toml::Value::as_str);
    let locked: BTreeSet<String> = names.filter_map(|name| name.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(declared, locked, "run `cargo check` in linter/fuzz, which fixes the lock");
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = text("README.md");
    let command = readme
        .lines()
        .find(|line| line.starts_with("cargo test"))
        .expect("the README says how to test");
    assert!(
        text(".ci/run").lines().any(|line| line == command),
        ".ci/run calls `{command}`"
    );
}
