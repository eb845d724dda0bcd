//! The check: from a snapshot and a configuration to a report. The command line, the language server and `fix` share these steps;
//! only the source of facts differs.
//!
//! 1. [`input`] reads the files of the snapshot and the files that they name, and gets their facts;
//! 2. [`linked`] resolves their names;
//! 3. [`analysis`] runs the rules on the whole workspace and removes the findings that [`exemptions`] cover;
//! 4. [`result`] compares the findings with the [`baseline`], computes the score, and applies the [`gate`].

use std::borrow::Cow;
use std::sync::Arc;

use crate::cache::Cache;
use crate::config::{Config, LastNames};
use crate::link::AskedNames;
use crate::report::{Report, SourceTexts};
use crate::rules;
use crate::score::Score;
use crate::snapshot::Snapshot;
use analysis::Analysis;
use baseline::Baseline;
use gate::QualityGate;
use input::FactsProvider;
use linked::LinkedInput;
pub(crate) use previous::PreviousCheck;
use selection::Selection;

pub mod baseline;
pub mod gate;
pub mod place;
pub mod selection;

mod analysis;
mod described;
mod exemptions;
pub(crate) mod input;
pub(crate) mod linked;
pub(crate) mod memory;
mod previous;
mod result;

pub use linked::workspace;

/// The options of a check, apart from the files and the configuration.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The part of the workspace to report on.
    pub selection: Selection,
    /// Rules that are switched off for this run.
    pub allow: Vec<String>,
    /// The date, such as `2026-11-20`, that decides whether an exemption has ended; without it none has.
    pub today: Option<String>,
    /// Findings that are accepted for the time being: they count in the score, but are not reported, and the gate ignores them.
    pub baseline: Option<Baseline>,
    /// Whether a record of the baseline that matches no finding fails the check.
    pub locked: bool,
    /// The state to compare with: only findings that are new since then are reported and count for the gate.
    pub before: Option<ComparedState>,
    /// The source texts that the report has.
    pub sources: SourceTexts,
    /// The cache of facts.
    pub cache: Option<Arc<Cache>>,
    /// Called with the number of files read so far and the total.
    pub progress: Option<fn(usize, usize)>,
}

/// Another state of the same workspace.
#[derive(Clone, Debug)]
pub struct ComparedState {
    /// Its name, which follows "compared with" in a message.
    pub name: String,
    /// The findings in it.
    pub findings: Baseline,
    /// Its score; `None` if it has no files.
    pub score: Option<Score>,
}

/// Checks every file of a snapshot and reports the code that breaks a contract of the configuration.
pub fn check(snapshot: &Snapshot, config: &Config, gate: &QualityGate, request: &Request) -> Report {
    check_all(snapshot, config, gate, request).0
}

/// Like [`check`]; also returns the snapshot including the files that only sources name.
pub(crate) fn check_all<'s>(
    snapshot: &'s Snapshot,
    config: &Config,
    gate: &QualityGate,
    request: &Request,
) -> (Report, Cow<'s, Snapshot>) {
    let documented = rules::run::snapshot_for(config, snapshot);
    let analysis = analyzed(&documented, config, request);
    let snapshot = match documented {
        Cow::Borrowed(snapshot) => snapshot.after_asking(&analysis.asked),
        Cow::Owned(snapshot) => Cow::Owned(snapshot.after_asking(&analysis.asked).into_owned()),
    };
    (result::report(analysis, &snapshot, config, gate, request), snapshot)
}

/// A snapshot with its names resolved, as far as the rules ask for them.
pub(crate) fn linked(snapshot: &Snapshot, config: &Config, request: &Request) -> LinkedInput {
    let cache = request.cache.as_deref();
    LinkedInput::with_cache(snapshot, config, &asked_names(config), cache, request.progress, None)
}

/// The analysis of a snapshot, from the cache if it has a valid one.
fn analyzed(snapshot: &Snapshot, config: &Config, request: &Request) -> Analysis {
    let Some(cache) = &request.cache else {
        return Analysis::new(&linked(snapshot, config, request), config, request);
    };
    let key = analysis::key(snapshot, config, request);
    let known: Option<Analysis> = cache.get(key);
    let holds = |known: &Analysis| *snapshot.after_asking(&known.asked).asked() == known.asked;
    known.filter(holds).unwrap_or_else(|| {
        let key_of_previous = PreviousCheck::key(snapshot, config, request);
        let mut previous = cache.get::<PreviousCheck>(key_of_previous);
        let asked = asked_names(config);
        let linked = LinkedInput::with_cache(snapshot, config, &asked, Some(cache), request.progress, previous.as_ref());
        let (analysis, judgements) = Analysis::after(previous.as_mut(), &linked, config, request);
        // If a file was saved during the analysis, the result mixes old and new texts.
        if !snapshot.has_changed() {
            cache.put(key, &analysis);
            cache.put(
                key_of_previous,
                &PreviousCheck::new(key_of_previous, previous, &linked, judgements),
            );
        }
        analysis
    })
}

/// The names that the rules query: the last segments of the paths in all concepts and in the options of rules. Items marked
/// `#[deprecated]` in the code are not included.
fn asked_names(config: &Config) -> AskedNames {
    let mut names = rules::run::names_in_options(config);
    for concept in &config.concepts {
        let bypasses = concept.bypasses.iter().map(|bypass| &bypass.pattern);
        let former = concept.deprecated.iter().map(|former| &former.path);
        let factories = concept.factory.iter().map(|factory| &factory.value);
        for pattern in bypasses.chain(former).chain(factories) {
            match pattern.last_names() {
                LastNames::Any => return AskedNames::All,
                LastNames::Exact(last) => names.extend(last.into_iter().map(|name| name.trim_end_matches('!').to_owned())),
            }
        }
        let canonical = concept.canonical.iter().flat_map(|canonical| canonical.value.last().cloned());
        names.extend(canonical);
    }
    AskedNames::These(names)
}

/// Like [`check`], and also returns the linked input, in which names are resolved that no rule asks about.
pub(crate) fn check_and_link(snapshot: &Snapshot, config: &Config, gate: &QualityGate, request: &Request) -> (Report, LinkedInput) {
    let cache = request.cache.as_deref();
    let linked = LinkedInput::with_cache(snapshot, config, &AskedNames::All, cache, request.progress, None);
    reported(linked, config, gate, request)
}

/// Like [`check`], but takes facts from `facts` and also returns the linked input.
pub(crate) fn check_linked(
    snapshot: &Snapshot,
    config: &Config,
    facts: &dyn FactsProvider,
    gate: &QualityGate,
    request: &Request,
) -> (Report, LinkedInput) {
    let linked = LinkedInput::new(snapshot, config, &asked_names(config), facts, None);
    reported(linked, config, gate, request)
}

/// Like [`check_linked`], but takes from the previous check what still holds, and leaves itself in its place.
pub(crate) fn check_after(
    previous: &mut Option<PreviousCheck>,
    snapshot: &Snapshot,
    config: &Config,
    facts: &dyn FactsProvider,
    gate: &QualityGate,
    request: &Request,
) -> (Report, LinkedInput) {
    let key = PreviousCheck::key(&rules::run::snapshot_for(config, snapshot), config, request);
    let mut before = previous.take().filter(|previous| previous.is_about(key));
    let linked = LinkedInput::after(before.as_ref(), (snapshot, config), &asked_names(config), facts, None);
    let (analysis, judgements) = Analysis::after(before.as_mut(), &linked, config, request);
    *previous = Some(PreviousCheck::new(key, before, &linked, judgements));
    (result::report(analysis, &linked.snapshot, config, gate, request), linked)
}

fn reported(linked: LinkedInput, config: &Config, gate: &QualityGate, request: &Request) -> (Report, LinkedInput) {
    let analysis = Analysis::new(&linked, config, request);
    (result::report(analysis, &linked.snapshot, config, gate, request), linked)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::SystemTime;

    use super::*;
    use crate::finding::{Finding, Fingerprint};

    #[test]
    fn what_was_analyzed_while_a_file_was_saved_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("the folder can be written");
        write("Cargo.toml", "[package]\nname = \"a\"\n[lib]\npath = \"lib.rs\"\n");
        write("lib.rs", "fn before() {}\n");
        let cache = Arc::new(Cache::at(folder.path().join("cache"), SystemTime::now()));
        let request = Request {
            cache: Some(Arc::clone(&cache)),
            ..Request::default()
        };
        let is_kept = |save: &dyn Fn()| {
            let snapshot = Snapshot::worktree(folder.path()).expect("it is a folder");
            let config = Config::from_snapshot(&snapshot);
            let key = analysis::key(&snapshot, &config, &request);
            save();
            let analysis = analyzed(&snapshot, &config, &request);
            cache.get(key) == Some(analysis)
        };
        assert!(!is_kept(&|| write("lib.rs", "fn meanwhile() {}\n")));
        assert!(is_kept(&|| {}));
    }

    #[test]
    fn an_analysis_is_the_same_from_the_cache_also_with_exempted_findings() {
        let code = "pub mod config {}\n// ssot: allow(direct-env-access) reason=\"before the configuration\"\nfn early() { std::env::var(\"A\").ok(); }\n";
        let files = [
            ("Cargo.toml", "[package]\nname = \"a\"\n[lib]\npath = \"lib.rs\"\n"),
            ("ssot.toml", "[concept.environment]\ncanonical = \"a::config\"\n"),
            ("lib.rs", code),
        ];
        let snapshot = Snapshot::from_texts(files);
        let config = Config::from_snapshot(&snapshot);
        let analysis = analyzed(&snapshot, &config, &Request::default());
        let exempted: Vec<&Finding> = analysis.exemptions.iter().flat_map(|exemption| &exemption.findings).collect();
        assert!(
            matches!(exempted[..], [one] if one.content != Fingerprint::default()),
            "{exempted:?}"
        );
        assert_eq!(bitcode::decode(&bitcode::encode(&analysis)).ok(), Some(analysis));
    }

    #[test]
    fn a_changed_document_changes_the_report() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("the folder can be written");
        write("Cargo.toml", "[package]\nname = \"a\"\n[lib]\npath = \"lib.rs\"\n");
        write("lib.rs", "");
        let rule = "[rule.stale-documented-path]\nkind = \"documented_path\"\n";
        write("ssot.toml", &format!("packs = []\n{rule}"));
        let cache = Arc::new(Cache::at(folder.path().join("cache"), SystemTime::now()));
        let request = Request {
            cache: Some(cache),
            ..Request::default()
        };
        let findings = || {
            let snapshot = Snapshot::worktree(folder.path()).expect("it is a folder");
            let config = Config::from_snapshot(&snapshot);
            check(&snapshot, &config, &QualityGate::from_config(&config), &request)
                .findings
                .len()
        };
        for (text, expected) in [("", 0), ("```rust\nuse a::b;\n```\n", 1), ("```text\na::b\n```\n", 0)] {
            write("README.md", text);
            assert_eq!([findings(), findings()], [expected; 2], "{text}");
        }
        write("added.md", "```rust\nuse a::b;\n```\n");
        assert_eq!(findings(), 1);
        write("ssot.toml", "packs = []\n");
        assert_eq!(findings(), 0);
    }
}
