use std::path::Path;

use proptest::prelude::*;

use super::{OrganizationConfig, OrganizationReport, join};
use crate::check::Request;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::snapshot::Snapshot;
use crate::tables::{Repository, Shard, ShardError, TablesOfRepository};

const BACKOFF: &str = "pub fn backoff(attempt: u32, base: u64, limit: u64) -> u64 {\n    let mut delay = base;\n    for step in 0..attempt {\n        \
                       delay = delay.saturating_mul(2).min(limit);\n        if delay == limit && step > 3 {\n            break;\n        }\n    }\n    \
                       delay + attempt as u64 % 7\n}\n";

/// A repository of one package.
fn repository(name: &str, dependencies: &str, code: &str) -> Vec<(String, String)> {
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}");
    let concept = "[concept.environment]\ncanonical = \"settings\"\n[score.weights]\nimports = 3\n";
    vec![
        ("Cargo.toml".to_owned(), manifest),
        ("src/lib.rs".to_owned(), code.to_owned()),
        ("CODEOWNERS".to_owned(), format!("* @{name}\n")),
        ("ssot.toml".to_owned(), concept.to_owned()),
    ]
}

fn repositories() -> Vec<(&'static str, Vec<(String, String)>)> {
    let client = format!(
        "{BACKOFF}pub struct Client;\nimpl Client {{ #[deprecated(note = \"use send\")] pub fn post(&self) {{}} }}\n\
         #[deprecated]\npub fn old() {{}}\npub mod legacy {{ pub fn call() {{}} }}\n"
    );
    let billing = format!(
        "use shared_client::{{Client, old}};\n{}fn run() {{ old(); shared_client::legacy::call(); std::env::var(\"A\").ok(); }}\n\
         pub struct HttpClient;\n",
        BACKOFF.replace("delay", "wait")
    );
    let search = "fn run() { shared_client::old(); missing(); }\n";
    vec![
        ("client", repository("shared-client", "", &client)),
        ("billing", repository("billing", "shared-client = \"1\"\n", &billing)),
        ("search", repository("search", "shared-client = \"0.9\"\n", search)),
    ]
}

fn shards(folder: &Path) -> Vec<Shard> {
    let repositories = repositories();
    repositories
        .iter()
        .map(|(name, files)| written(folder, name, files, None))
        .collect()
}

fn written(folder: &Path, name: &str, files: &[(String, String)], revision: Option<&str>) -> Shard {
    let snapshot = Snapshot::from_texts(files.iter().map(|(file, text)| (file.as_str(), text.as_str())));
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate::from_config(&config);
    let (report, linked) = crate::check::check_and_link(&snapshot, &config, &gate, &Request::default());
    let tables = TablesOfRepository {
        repository: &Repository {
            name: name.to_owned(),
            revision: revision.map(str::to_owned),
        },
        report: &report,
        workspace: &linked.workspace,
        layout: &linked.layout,
        snapshot: &linked.snapshot,
        config: &config,
    };
    let shard = tables.write(folder).expect("the folder can be written");
    let joined = joined(std::slice::from_ref(&shard), "");
    assert_eq!(joined.repositories[0].score, report.score.overall, "{name}: as `check` says");
    assert_eq!(joined.repositories[0].findings, report.findings.len() as u64, "{name}");
    shard
}

fn joined(shards: &[Shard], config: &str) -> OrganizationReport {
    join(shards, &OrganizationConfig::parse(config).expect("it is right")).expect("the tables can be read")
}

const CONFIG: &str = "repositories = [\"billing\", \"client\", \"gateway\"]\n[concept.http]\ncanonical = \"shared_client\"\n\
                      deprecated = [\"shared_client::legacy\"]\nrivals = [\"*Client\"]\n";

#[test]
fn repositories_become_one_answer() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let report = joined(&shards(folder.path()), CONFIG);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).expect("it serializes"));
}

#[test]
fn neither_order_nor_repetition_of_shards_makes_a_difference() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shards = shards(folder.path());
    let expected = joined(&shards, CONFIG);
    let orders = proptest::collection::vec(0..shards.len(), 0..6).prop_map(|more| {
        let all = more.into_iter().chain(0..3);
        all.collect::<Vec<usize>>()
    });
    proptest!(ProptestConfig::with_cases(32), |(order in orders.prop_shuffle())| {
        let given: Vec<Shard> = order.iter().map(|&at| shards[at].clone()).collect();
        prop_assert_eq!(&joined(&given, CONFIG), &expected);
    });
}

#[test]
fn two_states_of_one_repository_are_refused() {
    let folders = [(), ()].map(|()| tempfile::tempdir().expect("a folder for the test"));
    let (name, files) = &repositories()[0];
    let [one, other] =
        [(&folders[0], None), (&folders[1], Some("1234"))].map(|(folder, revision)| written(folder.path(), name, files, revision));
    let refused = join(&[one.clone(), other], &OrganizationConfig::default());
    assert!(matches!(refused, Err(ShardError::TwoOfOne { .. })), "{refused:?}");
    assert!(join(&[one.clone(), one], &OrganizationConfig::default()).is_ok());
}

#[test]
fn mistakes_in_the_configuration_are_told() {
    for (text, expected) in [
        ("repositories = 1", "invalid type"),
        ("[concept.a]\n", "missing field `canonical`"),
        ("[concept.a]\ncanonical = \"a\"\nrival = []\n", "unknown field `rival`"),
        (
            "[concept.a]\ncanonical = \"a\"\nrivals = [\"a::b\"]\n",
            "concept `a`: `a::b`: this is a path",
        ),
        (
            "[concept.a]\ncanonical = \"a\"\ndeprecated = [\"a::\"]\n",
            "concept `a`: `a::`",
        ),
    ] {
        let error = OrganizationConfig::parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}
