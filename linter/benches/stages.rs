//! What each stage costs on the sources of this repository: `cargo bench -p ssot --bench stages`.

use std::path::Path;
use std::time::SystemTime;

use divan::Bencher;
use ssot::cache::Cache;
use ssot::clones::{Code, Likeness};
use ssot::config::Config;
use ssot::facts::{FileFacts, Grammar};
use ssot::finding::Class;
use ssot::snapshot::Snapshot;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn snapshot() -> Snapshot {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    Snapshot::worktree(&root).expect("the sources can be read")
}

fn texts() -> Vec<String> {
    let snapshot = snapshot();
    snapshot.files().filter_map(|file| snapshot.text(file).ok()).collect()
}

/// The parser alone: what `facts` cannot be below.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench(|| {
        let parsed = texts.iter().filter(|text| syn::parse_file(text).is_ok()).count();
        proc_macro2::extra::invalidate_current_thread_spans();
        parsed
    });
}

#[divan::bench]
fn facts(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench(|| texts.iter().map(|text| FileFacts::parse(text).lines).sum::<u32>());
}

#[divan::bench]
fn facts_from_the_cache(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let cache = Cache::at(folder.path(), SystemTime::now());
    texts.iter().for_each(|text| drop(cache.facts(Grammar::Items, text)));
    bencher.bench(|| texts.iter().map(|text| cache.facts(Grammar::Items, text).lines).sum::<u32>());
}

/// Discovery, the facts from the cache, and the linker.
#[divan::bench]
fn workspace(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot();
    let config = Config::from_snapshot(&snapshot);
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let cache = Cache::at(folder.path(), SystemTime::now());
    bencher.bench(|| ssot::check::workspace(&snapshot, &config, Some(&cache)));
}

#[divan::bench]
fn duplicates(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot();
    let workspace = ssot::check::workspace(&snapshot, &Config::from_snapshot(&snapshot), None);
    let likeness = Likeness {
        min_tokens: 30,
        similarity: 0.3,
        shown: &[],
    };
    let counts = |item| workspace.class(item) == Class::Production;
    bencher.bench(|| Code::new(&workspace, counts).clones(likeness));
}
