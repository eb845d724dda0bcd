use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::pack::{PackFile, Unfinished};
use super::{Bundle, BundleStore, Cache, DAY, MOST_PACKS, PART, SharedCache, children};
use crate::facts::{FileFacts, Grammar};
use crate::finding::FilePath;

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
    facts_of(&folder.cache(), TEXT);
    facts_of(&folder.cache(), "mod used;");
    let later = folder.cache_after(2 * DAY);
    facts_of(&later, "mod used;");
    let bytes = later.stats().bytes;
    later.trim_to(bytes - 1);
    let left = folder.cache();
    left.facts(Grammar::Items, "mod used;");
    assert!(left.pending().is_none());
    left.facts(Grammar::Items, TEXT);
    assert!(left.pending().is_some());
}

#[test]
fn what_a_run_uses_stays_whatever_the_limit() {
    let folder = TempFolder::new();
    for text in ["mod old;", TEXT] {
        facts_of(&folder.cache(), text);
    }
    folder.cache().put(1, &"a result".repeat(12));
    let later = folder.cache_after(2 * DAY);
    facts_of(&later, TEXT);
    later.put(2, &"another".repeat(12));
    later.get::<String>(2);
    later.trim_to(1);
    later.trim_results_to(1);
    let left = folder.cache();
    left.facts(Grammar::Items, TEXT);
    assert!(left.pending().is_none() && left.get::<String>(2).is_some());
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

/// A package, as a machine with a shared cache sees it.
struct SharedPackage {
    texts: Vec<(FilePath, String)>,
}

impl SharedPackage {
    fn new() -> Self {
        let texts = (0..100).map(|at| {
            (
                FilePath::new(format!("src/m{at}.rs")),
                format!("pub fn f{at}() {{ std::env::vars(); }}"),
            )
        });
        Self { texts: texts.collect() }
    }

    fn bundle(&self) -> Bundle {
        let hash = |text: &str| xxhash_rust::xxh3::xxh3_128(text.as_bytes());
        let files = self
            .texts
            .iter()
            .map(|(file, text)| (Grammar::Items, hash(text), file.clone()));
        Bundle { files: files.collect() }
    }

    /// Takes the facts from the shared cache, or extracts them. Returns whether any was extracted.
    fn check(&self, cache: &Cache) -> bool {
        let text = |file: &FilePath| self.texts.iter().find(|(path, _)| path == file).map(|(_, text)| text.clone());
        let bundles = [self.bundle()];
        cache.fetch(&bundles, &text);
        for (_, text) in &self.texts {
            assert_eq!(cache.facts(Grammar::Items, text), FileFacts::parse(text));
        }
        let is_new = cache.pending().is_some();
        cache.share(&bundles);
        cache.flush();
        is_new
    }
}

/// A cache of a machine of its own, with the shared one of a store.
fn machine(folder: &TempFolder, name: &str, store: &BundleStore, fills: bool) -> Cache {
    let cache = Cache::at(folder.0.path().join(name), SystemTime::now());
    cache.with_shared(Some(SharedCache::new(store.clone(), fills)))
}

#[test]
fn facts_of_one_machine_are_taken_by_the_next() {
    let folder = TempFolder::new();
    let shared = folder.0.path().join("shared");
    let words = |command: &str| ["sh", "-c", command, &*shared.to_string_lossy()].map(str::to_owned).to_vec();
    let commands = BundleStore::Commands {
        get: words("cat \"$0/{key}\""),
        put: Some(words("mkdir -p \"$0\"; cat > \"$0/{key}\"")),
    };
    let package = SharedPackage::new();
    for (round, store) in [BundleStore::Folder(shared.clone()), commands].into_iter().enumerate() {
        if cfg!(windows) && round == 1 {
            continue;
        }
        let _ = fs::remove_dir_all(&shared);
        let machine = |name: &str, fills| machine(&folder, &format!("{name}{round}"), &store, fills);
        assert!(package.check(&machine("reader", false)), "nothing is shared yet");
        assert!(!shared.exists(), "a reader adds nothing");
        assert!(package.check(&machine("ci", true)));
        let taken = machine("colleague", false);
        assert!(!package.check(&taken));
        assert_eq!(taken.shared().and_then(SharedCache::trouble), None);
        assert!(
            !package.check(&machine("colleague", false)),
            "it is part of the own cache now"
        );
    }
}

#[test]
fn a_cache_that_is_filled_already_fills_the_shared_one() {
    let folder = TempFolder::new();
    let store = BundleStore::Folder(folder.0.path().join("shared"));
    let package = SharedPackage::new();
    package.check(&machine(&folder, "ci", &store, false));
    assert!(!package.check(&machine(&folder, "ci", &store, true)));
    assert!(!package.check(&machine(&folder, "colleague", &store, false)));
}

#[test]
fn a_damaged_or_forged_bundle_is_not_used() {
    let folder = TempFolder::new();
    let shared = folder.0.path().join("shared");
    let store = BundleStore::Folder(shared.clone());
    let package = SharedPackage::new();
    package.check(&machine(&folder, "ci", &store, true));
    let bundle = children(&shared).pop().expect("a bundle was written");
    let whole = fs::read(&bundle).expect("a bundle can be read");
    let pack = |entries: &dyn Fn(usize, u128) -> Option<Vec<u8>>| {
        let mut pack = Unfinished::new_in(folder.0.path()).expect("the folder can be written");
        for (at, key) in package.bundle().keys().into_iter().enumerate() {
            if let Some(bytes) = entries(at, key) {
                pack.add(key, &bytes).expect("the folder can be written");
            }
        }
        fs::read(pack.finished().expect("the folder can be written").path()).expect("a pack can be read")
    };
    let innocent = bitcode::encode(&FileFacts::parse("// nothing to see here"));
    let true_entry = |key| PackFile::open(&bundle).and_then(|pack| pack.get(key));
    let forgeries = [
        Vec::new(),
        whole[..whole.len() / 2].to_vec(),
        pack(&|_, _| Some(innocent.clone())),
        pack(&|at, key| if at == 7 { None } else { true_entry(key) }),
    ];
    for (at, bytes) in forgeries.iter().enumerate() {
        fs::write(&bundle, bytes).expect("the folder can be written");
        let cache = machine(&folder, &format!("victim{at}"), &store, false);
        assert!(package.check(&cache), "{at}");
        let trouble = cache.shared().and_then(SharedCache::trouble);
        assert!(trouble.is_some_and(|trouble| trouble.contains("damaged or forged")), "{at}");
    }
}

#[test]
fn a_store_that_does_not_answer_costs_a_warning() {
    let folder = TempFolder::new();
    let store = BundleStore::Commands {
        get: vec!["no such program".to_owned()],
        put: None,
    };
    let cache = machine(&folder, "reader", &store, false);
    assert!(SharedPackage::new().check(&cache));
    let trouble = cache.shared().and_then(SharedCache::trouble);
    assert!(trouble.is_some_and(|trouble| trouble.contains("cannot be read")));
}
