use std::cell::Cell;
use std::fs;
use std::time::{Duration, SystemTime};

use super::{Cache, DAY, checksum, children};
use crate::facts::FileFacts;
use crate::judged::Judged;

const TEXT: &str = "use std::env;\nfn port(of: &str) -> Option<u16> { env::var(of).ok()?.parse().ok() }\n";

struct Folder(tempfile::TempDir);

impl Folder {
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

#[test]
fn what_is_kept_is_what_the_text_says() {
    let folder = Folder::new();
    for text in [TEXT, "", "fn broken( {", "mod a; // @generated"] {
        let fresh = folder.cache().facts(text);
        assert_eq!(fresh, FileFacts::of(text));
        assert_eq!(folder.cache().facts(text), fresh);
    }
    assert_eq!(folder.cache().stats().entries, 4);
}

#[test]
fn an_entry_that_is_cut_changed_or_foreign_is_none() {
    let folder = Folder::new();
    let cache = folder.cache();
    let facts = cache.facts(TEXT);
    let path = cache.entry(xxhash_rust::xxh3::xxh3_128(TEXT.as_bytes()));
    let whole = fs::read(&path).expect("an entry was written");
    let mut flipped = whole.clone();
    flipped[20] ^= 1;
    // The sum is right, the text is another's.
    let mut foreign = checksum(&whole[8..], 7).to_le_bytes().to_vec();
    foreign.extend(&whole[8..]);
    let cut = (0..whole.len()).step_by(7).map(|end| whole[..end].to_vec());
    for bytes in cut.chain([flipped, foreign]) {
        fs::write(&path, &bytes).expect("the folder can be written");
        assert_eq!(folder.cache().facts(TEXT), facts);
        assert_eq!(fs::read(&path).expect("an entry was written"), whole, "it is written again");
    }
    // A sound sum over what is no facts.
    let hash = xxhash_rust::xxh3::xxh3_128(TEXT.as_bytes());
    let mut nonsense = checksum(&[255; 40], hash).to_le_bytes().to_vec();
    nonsense.extend([255; 40]);
    fs::write(&path, nonsense).expect("the folder can be written");
    assert_eq!(folder.cache().facts(TEXT), facts);
}

#[test]
fn what_was_judged_while_a_file_was_saved_is_not_kept() {
    let judged = |crates| Judged {
        crates,
        ..Judged::default()
    };
    let folder = Folder::new();
    let texts = Cell::new(1);
    let is_saved_meanwhile = || {
        texts.set(2);
        judged(7)
    };
    assert_eq!(folder.cache().judged(|| texts.get(), is_saved_meanwhile).crates, 7);
    for text in [1, 2] {
        assert_eq!(folder.cache().judged(|| text, || judged(text as u64)).crates, text as u64);
        assert_eq!(folder.cache().judged(|| text, Judged::default).crates, text as u64);
    }
}

#[test]
fn a_folder_that_cannot_be_is_told_once_and_changes_nothing() {
    let folder = Folder::new();
    let file = folder.0.path().join("file");
    fs::write(&file, "").expect("the folder can be written");
    let cache = Cache::at(file.join("below"), SystemTime::now());
    assert_eq!(cache.facts(TEXT), FileFacts::of(TEXT));
    assert_eq!(cache.facts("mod b;"), FileFacts::of("mod b;"));
    assert!(cache.trouble().is_some_and(|trouble| trouble.contains("below")), "{cache:?}");
    cache.trim();
    assert_eq!(cache.stats(), super::Stats::default());
}

#[test]
fn what_was_not_used_for_longest_goes_first() {
    let folder = Folder::new();
    folder.cache().facts("mod old;");
    folder.cache().facts("mod used;");
    let later = folder.cache_after(2 * DAY);
    later.facts("mod used;");
    let bytes = later.stats().bytes;
    later.trim_to(bytes - 1);
    let hash = |text: &str| later.entry(xxhash_rust::xxh3::xxh3_128(text.as_bytes()));
    assert!(!hash("mod old;").exists() && hash("mod used;").exists());
}

#[test]
fn other_versions_go_a_day_after_their_last_use() {
    let folder = Folder::new();
    let cache = folder.cache();
    cache.facts(TEXT);
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
