//! With a cache the answer is the same bytes: cold, warm, and after whatever was changed in between.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use ssot::cache::Cache;
use ssot::check::Request;
use ssot::check::gate::QualityGate;
use ssot::check::selection::Selection;
use ssot::config::Config;
use ssot::finding::FilePath;
use ssot::snapshot::Snapshot;

use crate::harness::report_as_asked;
use crate::properties::in_every_format;

/// What somebody does to the files of a workspace.
#[derive(Clone, Debug)]
enum Change {
    /// The text of one file becomes that of another.
    Overwrite(Index, Index),
    /// A line goes.
    Cut(Index, Index),
    /// A line comes.
    Add(Index, Index, &'static str),
    Rename(Index, Index),
    Delete(Index),
    New(Index, &'static str),
}

const LINES: [&str; 5] = [
    "fn port() -> Option<String> { std::env::var(\"PORT\").ok() }",
    "mod added;",
    "use crate::config::*;",
    "} // broken",
    "// ssot: allow(direct-env-access) reason=\"tried\"",
];

fn change() -> impl Strategy<Value = Change> {
    let line = prop::sample::select(&LINES[..]);
    prop_oneof![
        any::<(Index, Index)>().prop_map(|(of, by)| Change::Overwrite(of, by)),
        any::<(Index, Index)>().prop_map(|(of, at)| Change::Cut(of, at)),
        (any::<(Index, Index)>(), line.clone()).prop_map(|((of, at), line)| Change::Add(of, at, line)),
        any::<(Index, Index)>().prop_map(|(of, to)| Change::Rename(of, to)),
        any::<Index>().prop_map(Change::Delete),
        (any::<Index>(), line).prop_map(|(to, line)| Change::New(to, line)),
    ]
}

type Texts = BTreeMap<String, String>;

fn apply(texts: &mut Texts, change: &Change) {
    let names: Vec<String> = texts.keys().filter(|name| name.ends_with(".rs")).cloned().collect();
    if names.is_empty() {
        return;
    }
    let new_name = |beside: &Index| beside.get(&names).replace(".rs", "_too.rs");
    let mut edit = |of: &Index, at: &Index, edit: &dyn Fn(&mut Vec<&str>, usize)| {
        let text = texts.entry(of.get(&names).clone()).or_default();
        let mut lines: Vec<&str> = text.lines().collect();
        let at = at.index(lines.len() + 1);
        edit(&mut lines, at);
        *text = lines.join("\n");
    };
    match change {
        Change::Overwrite(of, by) => {
            let text = texts[by.get(&names)].clone();
            texts.insert(of.get(&names).clone(), text);
        }
        Change::Cut(of, at) => edit(of, at, &|lines, at| {
            lines.truncate(at.max(1));
        }),
        Change::Add(of, at, line) => edit(of, at, &|lines, at| lines.insert(at, line)),
        Change::Rename(of, to) => {
            if let Some(text) = texts.remove(of.get(&names)) {
                texts.insert(new_name(to), text);
            }
        }
        Change::Delete(of) => {
            texts.remove(of.get(&names));
        }
        Change::New(to, line) => {
            texts.insert(new_name(to), (*line).into());
        }
    }
}

fn told(texts: &Texts, cache: Option<Arc<Cache>>) -> Vec<Vec<u8>> {
    let snapshot = Snapshot::from_texts(texts.iter().map(|(path, text)| (path, text.as_str())));
    let request = Request {
        cache,
        ..Request::default()
    };
    in_every_format(&report_as_asked(&snapshot, &request))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_change_the_result_equals_a_fresh_run(changes in prop::collection::vec(change(), 1..12)) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let cache = || Some(Arc::new(Cache::at(folder.path(), SystemTime::now())));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference-service");
        let snapshot = Snapshot::worktree(&root).expect("the reference service can be read");
        let texts = snapshot.files().filter_map(|file| Some((file.to_string(), snapshot.text(file).ok()?)));
        let mut texts: Texts = texts.collect();
        prop_assert!(told(&texts, None) == told(&texts, cache()), "cold");
        prop_assert!(told(&texts, None) == told(&texts, cache()), "warm");
        for change in &changes {
            apply(&mut texts, change);
            prop_assert!(told(&texts, None) == told(&texts, cache()), "after {change:?}");
        }
    }
}

/// What was worked out for one question is not the answer to another.
#[test]
fn for_any_request_the_result_equals_a_fresh_run() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let texts = |name: &'static str| {
        [
            (
                "Cargo.toml",
                "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
            ),
            ("src/lib.rs", "mod port;\nmod host;\n"),
            (
                "src/port.rs",
                "fn port() {\n    std::env::var(\"PORT\"); // ssot: allow(direct-env-access) reason=\"tried\" until=\"2026-06-30\"\n}\n",
            ),
            ("src/host.rs", "fn host() {\n    std::env::var(\"HOST\");\n}\n"),
            ("ssot.toml", name),
        ]
    };
    let states = [
        texts("packs = [\"core\"]\n"),
        texts("packs = [\"core\"]\n[rule.direct-env-access]\nseverity = \"low\"\n"),
    ];
    let asked = [
        Request::default(),
        Request {
            selection: Selection {
                only: vec![FilePath::new("src/host.rs")],
                ..Selection::default()
            },
            ..Request::default()
        },
        Request {
            allow: vec!["direct-env-access".into()],
            ..Request::default()
        },
        Request {
            today: Some("2026-01-01".into()),
            ..Request::default()
        },
        Request {
            today: Some("2026-12-31".into()),
            ..Request::default()
        },
    ];
    let mut told = Vec::new();
    for _ in 0..2 {
        for (files, config) in states
            .iter()
            .flat_map(|files| states.iter().map(move |config| (files, config)))
        {
            let (snapshot, config) = (
                Snapshot::from_texts(*files),
                Config::from_snapshot(&Snapshot::from_texts(*config)),
            );
            for request in &asked {
                let cached = Request {
                    cache: Some(Arc::new(Cache::at(folder.path(), SystemTime::now()))),
                    ..request.clone()
                };
                let check = |request| {
                    in_every_format(&ssot::check::check(
                        &snapshot,
                        &config,
                        &QualityGate::from_config(&config),
                        request,
                    ))
                };
                let fresh = check(request);
                assert!(fresh == check(&cached), "{request:?}");
                told.push(fresh);
            }
        }
    }
    told.sort();
    told.dedup();
    assert!(told.len() >= asked.len(), "the questions have different answers");
}
