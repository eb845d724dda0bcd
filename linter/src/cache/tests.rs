use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::pack::{PackFile, Unfinished};
use super::{Cache, DAY, MOST_PACKS, PART, children};
use crate::facts::{FileFacts, Grammar};

const TEXT: &str = "use std::env;\nfn port(of: &str) -> Option<u16> { env::var(of).ok()?.parse().ok() }\n";

struct TempFolder(tempfile::TempDir);

impl TempFolder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    fn cache(&self) -> Cache {
        self.cache_after(Duration::ZERO)
    }

    fn cache_after(&self, later: Duration) -> Cache {
        Cache::at(self.0.path().join("cache"), SystemTime::now() + later)
    }
}

/// Extracts facts in one run and flushes them for the next.
fn facts_of(cache: &Cache, text: &str) -> FileFacts {
    let facts = cache.facts(Grammar::Items, text);
    cache.flush();
    facts
}

fn packs(cache: &Cache) -> Vec<PathBuf> {
    let files = children(&cache.version()).into_iter();
    files.filter(|path| PackFile::is_name(path)).collect()
}

#[test]
fn cached_facts_equal_fresh_facts() {
    let folder = TempFolder::new();
    for text in [TEXT, "", "fn broken( {", "mod a; // @generated"] {
        let fresh = facts_of(&folder.cache(), text);
        assert_eq!(fresh, FileFacts::parse(text));
        assert_eq!(facts_of(&folder.cache(), text), fresh);
    }
    assert_eq!(folder.cache().stats().entries, 4);
}

#[test]
fn facts_of_one_text_are_cached_per_grammar() {
    let folder = TempFolder::new();
    let text = "{ std::env::args() }";
    for grammar in Grammar::OF_FILES.into_iter().chain(Grammar::OF_FILES) {
        let cache = folder.cache();
        assert_eq!(cache.facts(grammar, text), FileFacts::parsed_as(grammar, text));
        cache.flush();
    }
    assert_eq!(folder.cache().stats().entries, 2);
}

#[test]
fn flushed_facts_are_found_again() {
    let folder = TempFolder::new();
    let cache = folder.cache();
    facts_of(&cache, TEXT);
    let written = packs(&cache);
    assert_eq!(written.len(), 1);
    facts_of(&cache, TEXT);
    assert_eq!(packs(&cache), written, "nothing is new");
}

#[test]
fn a_part_of_an_interrupted_run_is_kept() {
    let folder = TempFolder::new();
    let facts = || FileFacts::parse(TEXT);
    let bytes = bitcode::encode(&facts());
    let interrupted = folder.cache();
    let entries = PART.div_ceil(bytes.len() as u64) + 1;
    for at in 0..entries {
        let kept = interrupted.keep(at.into(), &bytes);
        kept.expect("the folder can be written");
    }
    drop(interrupted);
    assert_eq!(folder.cache().known(Grammar::Items, 0), Some(facts()));
    assert_eq!(
        folder.cache().known(Grammar::Items, (entries - 1).into()),
        None,
        "the rest is gone"
    );
}

#[test]
fn a_truncated_or_changed_pack_gives_no_wrong_facts() {
    let folder = TempFolder::new();
    let (one, other) = ("fn one() { std::env::vars(); }", "fn other() { std::env::args(); }");
    let cache = folder.cache();
    let facts = [cache.facts(Grammar::Items, one), cache.facts(Grammar::Items, other)];
    cache.flush();
    let path = packs(&cache).pop().expect("a pack was written");
    let whole = fs::read(&path).expect("a pack can be read");
    let cut = (0..whole.len()).map(|end| whole[..end].to_vec());
    let flipped = (0..whole.len()).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    });
    for bytes in cut.chain(flipped) {
        fs::remove_dir_all(cache.version()).expect("the folder can be written");
        fs::create_dir(cache.version()).expect("the folder can be written");
        fs::write(&path, &bytes).expect("the folder can be written");
        let again = folder.cache();
        assert_eq!([again.facts(Grammar::Items, one), again.facts(Grammar::Items, other)], facts);
        again.flush();
        let last = folder.cache();
        assert_eq!([last.facts(Grammar::Items, one), last.facts(Grammar::Items, other)], facts);
        assert!(last.pending().is_none(), "what was missing is there again");
    }
}

/// The checksum is right, but the bytes are not facts, or are the facts of another text.
#[test]
fn a_valid_pack_of_nonsense_gives_no_wrong_facts() {
    let folder = TempFolder::new();
    let cache = folder.cache();
    let hash = xxhash_rust::xxh3::xxh3_128(TEXT.as_bytes());
    fs::create_dir_all(cache.version()).expect("the folder can be written");
    let mut nonsense = Unfinished::new_in(&cache.version()).expect("the folder can be written");
    nonsense.add(hash, &[255; 40]).expect("the folder can be written");
    nonsense.finish(&cache.version()).expect("the folder can be written");
    assert_eq!(facts_of(&cache, TEXT), FileFacts::parse(TEXT));
}

#[test]
fn packs_stay_few_and_lose_nothing() {
    let folder = TempFolder::new();
    let texts: Vec<String> = (0..100).map(|at| format!("fn f{at}() {{ let _ = {at}; }}")).collect();
    let all: Vec<FileFacts> = texts.iter().map(|text| facts_of(&folder.cache(), text)).collect();
    let cache = folder.cache();
    assert!(packs(&cache).len() <= MOST_PACKS, "{:?}", packs(&cache));
    assert_eq!(cache.stats().entries, 100);
    assert_eq!(
        texts.iter().map(|text| cache.facts(Grammar::Items, text)).collect::<Vec<_>>(),
        all
    );
    assert!(cache.pending().is_none(), "all were known");
}

#[test]
fn facts_of_concurrent_runs_survive_the_merging_of_packs() {
    let folder = TempFolder::new();
    let runs: Vec<Cache> = (0..MOST_PACKS + 2).map(|_| folder.cache()).collect();
    for (at, run) in runs.iter().enumerate() {
        run.facts(Grammar::Items, TEXT);
        run.facts(Grammar::Items, &format!("mod m{at};"));
    }
    runs.iter().for_each(Cache::flush);
    facts_of(&folder.cache(), "mod last;");
    let cache = folder.cache();
    assert_eq!(cache.facts(Grammar::Items, TEXT), FileFacts::parse(TEXT));
    assert!(packs(&cache).len() <= MOST_PACKS);
    assert!(cache.pending().is_none(), "all were known");
}

#[test]
fn values_are_found_under_their_key_only() {
    let folder = TempFolder::new();
    let value = |key: u128| folder.cache().get::<String>(key);
    assert_eq!(value(1), None);
    folder.cache().put(1, &"one".to_owned());
    assert_eq!(value(1).as_deref(), Some("one"));
    assert_eq!(value(2), None);
}

#[test]
fn an_impossible_cache_folder_is_reported_and_changes_no_facts() {
    let folder = TempFolder::new();
    let file = folder.0.path().join("file");
    fs::write(&file, "").expect("the folder can be written");
    let cache = Cache::at(file.join("below"), SystemTime::now());
    assert_eq!(facts_of(&cache, TEXT), FileFacts::parse(TEXT));
    assert_eq!(facts_of(&cache, "mod b;"), FileFacts::parse("mod b;"));
    assert!(cache.trouble().is_some_and(|trouble| trouble.contains("below")), "{cache:?}");
    cache.trim();
    assert_eq!(cache.stats(), super::Stats::default());
}

#[test]
fn the_least_recently_used_pack_is_removed_first() {
    let folder = TempFolder::new();
    facts_of(&folder.cache(), "mod old;");
    facts_of(&folder.cache(), "mod used;");
    let later = folder.cache_after(2 * DAY);
    facts_of(&later, "mod used;");
    let bytes = later.stats().bytes;
    later.trim_to(bytes - 1);
    let left = folder.cache();
    left.facts(Grammar::Items, "mod used;");
    assert!(left.pending().is_none());
    left.facts(Grammar::Items, "mod old;");
    assert!(left.pending().is_some());
}

#[test]
fn the_least_recently_used_results_are_removed_first() {
    let folder = TempFolder::new();
    facts_of(&folder.cache(), TEXT);
    for key in [1, 2, 3] {
        folder.cache_after(DAY * key as u32).put(key, &"a result".repeat(12));
    }
    let later = folder.cache_after(DAY * 4);
    assert!(later.get::<String>(1).is_some());
    later.trim_results_to(250);
    assert_eq!([1, 2, 3].map(|key| later.get::<String>(key).is_some()), [true, false, true]);
    let again = folder.cache();
    again.facts(Grammar::Items, TEXT);
    assert!(again.pending().is_none(), "facts are no results");
}

#[test]
fn unfinished_files_are_removed_after_a_day() {
    let folder = TempFolder::new();
    facts_of(&folder.cache(), TEXT);
    let unfinished = folder.cache().version().join(".tmp1a2b3c");
    fs::write(&unfinished, "half of it").expect("the folder can be written");
    folder.cache().trim_to(u64::MAX);
    assert!(unfinished.exists(), "it may be in use");
    folder.cache_after(2 * DAY).trim_to(u64::MAX);
    assert!(!unfinished.exists());
    assert_eq!(folder.cache().stats().entries, 1);
}

#[test]
fn other_versions_are_removed_a_day_after_their_last_use() {
    let folder = TempFolder::new();
    let cache = folder.cache();
    facts_of(&cache, TEXT);
    let other = cache.folder.join("0123456789abcdef/00");
    fs::create_dir_all(&other).expect("the folder can be written");
    fs::write(other.join("11"), "x").expect("the folder can be written");
    fs::write(cache.folder.join("notes"), "not ours").expect("the folder can be written");
    cache.trim();
    assert_eq!(cache.stats().foreign, 1, "it may be in use");
    folder.cache_after(2 * DAY).trim_to(u64::MAX);
    assert_eq!((cache.stats().foreign, cache.stats().entries), (0, 1));
    let bytes = cache.stats().bytes;
    assert_eq!(cache.clean().expect("it can be emptied"), bytes);
    assert!(cache.folder.join("notes").exists());
    assert!(children(&cache.folder).iter().all(|path| path.is_file()));
}
