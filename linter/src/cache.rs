//! What was worked out before, on disk under the hash of what it follows from.
//!
//! The facts of a text are under the hash of the text: no name, no time stamp and no rule is part of the key, so that the
//! worktree, the index and every revision share them, and a changed rule needs no parser. What is the case in a workspace is
//! under the hash of all its texts and of the configuration, for the many times that nothing has changed.
//!
//! The format of facts is postcard: of the formats that serde knows it is the smallest here (no names, numbers as long as they need),
//! and a format that is used in place, such as rkyv, would put its own types through all of `facts`. Whatever is wrong with an
//! entry or the folder, the answer is that of the text; the worst is a warning.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128};

use crate::facts::FileFacts;
use crate::judged::Judged;

/// Facts are extracted as by this version of the source.
const VERSION: &str = env!("SSOT_FACTS_VERSION");
/// The version of the whole source: what it says of the same texts may be something else than what the one before it said.
pub(crate) const LINTER_VERSION: &str = env!("SSOT_VERSION");
/// So many bytes are kept; beyond, the entries that were not used for longest go. Two million lines take about a tenth.
const MOST_BYTES: u64 = 1 << 30;
/// An entry that was used says so on disk once in so long.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The folder is looked through once in so long: what is the case in two million lines takes four megabytes, after every edit.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// So many bytes in front of an entry are the sum of the others.
const SUM: usize = size_of::<u64>();
/// The file whose age says when the folder was last looked through.
const MARKER: &str = "looked-through";

/// A folder of what was worked out.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    now: SystemTime,
    has_written: AtomicBool,
    trouble: OnceLock<String>,
}

/// What is in a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Texts whose facts are there, and workspaces that were judged.
    pub entries: u64,
    /// The bytes that these take.
    pub bytes: u64,
    /// The bytes of entries that other versions wrote.
    pub foreign: u64,
}

/// A file of the cache.
struct Entry {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
    is_foreign: bool,
}

impl Cache {
    /// The cache in a folder, which need not be there; `now` is when its entries are used.
    pub fn at(folder: impl Into<PathBuf>, now: SystemTime) -> Self {
        Self {
            folder: folder.into(),
            now,
            has_written: AtomicBool::new(false),
            trouble: OnceLock::new(),
        }
    }

    /// The facts of a text, from the cache if it has them.
    pub fn facts(&self, text: &str) -> FileFacts {
        let hash = xxh3_128(text.as_bytes());
        let known = self.recall(hash, |bytes| postcard::from_bytes(bytes).ok());
        known.unwrap_or_else(|| {
            let facts = FileFacts::of(text);
            self.keep(hash, || postcard::to_stdvec(&facts).map_err(io::Error::other));
            facts
        })
    }

    /// What is the case, from the cache if it was worked out before; `key` is the hash of all that it follows from, as that is
    /// now. JSON: findings are written as reports show them, with parts that are left out where they are empty, for which
    /// postcard has no form.
    pub(crate) fn judged(&self, key: impl Fn() -> u128, judge: impl FnOnce() -> Judged) -> Judged {
        let before = key();
        let known = self.recall(before, |bytes| serde_json::from_slice(bytes).ok());
        known.unwrap_or_else(|| {
            let judged = judge();
            // If somebody saved a file meanwhile, this is of some texts of before and some of after.
            if key() == before {
                self.keep(before, || serde_json::to_vec(&judged).map_err(io::Error::other));
            }
            judged
        })
    }

    fn recall<T>(&self, hash: u128, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let entry = self.load(&self.entry(hash), hash)?;
        read(entry.split_first_chunk::<SUM>()?.1)
    }

    fn keep(&self, hash: u128, bytes: impl FnOnce() -> io::Result<Vec<u8>>) {
        if self.trouble.get().is_none()
            && let Err(error) = bytes().and_then(|bytes| self.store(&self.entry(hash), hash, &bytes))
        {
            let _ = self
                .trouble
                .set(format!("the cache `{}` cannot be written: {error}", self.folder.display()));
        }
    }

    /// Why nothing could be kept.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// What is in it.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats::default();
        for entry in self.entries() {
            if entry.is_foreign {
                stats.foreign += entry.bytes;
            } else {
                stats.entries += 1;
                stats.bytes += entry.bytes;
            }
        }
        stats
    }

    /// Throws all entries away; gives the number of bytes.
    pub fn clean(&self) -> io::Result<u64> {
        let bytes = self.entries().iter().map(|entry| entry.bytes).sum();
        for version in self.versions() {
            fs::remove_dir_all(version)?;
        }
        Ok(bytes)
    }

    /// Throws away what other versions wrote and what was not used for longest, if something was written and it was not done
    /// for an hour.
    pub fn trim(&self) {
        let marker = self.folder.join(MARKER);
        let is_recent = fs::metadata(&marker)
            .and_then(|found| found.modified())
            .is_ok_and(|then| self.is_within(HOUR, then));
        if is_recent || !self.has_written.load(Ordering::Relaxed) || File::create(&marker).is_err() {
            return;
        }
        self.trim_to(MOST_BYTES);
    }

    fn trim_to(&self, most: u64) {
        let mut entries = self.entries();
        // What is foreign and fresh belongs to another version that is in use.
        let keeps = |entry: &Entry| !entry.is_foreign || self.is_within(DAY, entry.used);
        entries.sort_by_key(|entry| (keeps(entry), entry.used));
        let mut bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
        for entry in entries {
            if keeps(&entry) && bytes <= most {
                break;
            }
            bytes -= entry.bytes;
            // Another process may have been faster.
            let _ = fs::remove_file(&entry.path);
        }
    }

    /// What comes after now was written in this run, or by a faster clock.
    fn is_within(&self, time: Duration, then: SystemTime) -> bool {
        self.now.duration_since(then).map_or(true, |age| age < time)
    }

    fn entry(&self, hash: u128) -> PathBuf {
        let name = format!("{hash:032x}");
        let (first, rest) = name.split_at(2);
        self.folder.join(VERSION).join(first).join(rest)
    }

    /// The entry with its sum, if it is whole and under this hash.
    fn load(&self, path: &Path, hash: u128) -> Option<Vec<u8>> {
        let mut file = File::open(path).ok()?;
        let found = file.metadata().ok()?;
        let mut bytes = Vec::with_capacity(found.len() as usize);
        file.read_to_end(&mut bytes).ok()?;
        let (sum, kept) = bytes.split_first_chunk::<SUM>()?;
        if u64::from_le_bytes(*sum) != checksum(kept, hash) {
            return None;
        }
        if !found.modified().is_ok_and(|used| self.is_within(DAY, used)) {
            // Only `trim` asks for it, and it may guess wrong.
            let _ = File::options()
                .append(true)
                .open(path)
                .and_then(|file| file.set_modified(self.now));
        }
        Some(bytes)
    }

    /// Written beside, then renamed: who reads sees all of it or nothing.
    fn store(&self, path: &Path, hash: u128, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&checksum(bytes, hash).to_le_bytes())?;
        file.write_all(bytes)?;
        file.persist(path)?;
        self.has_written.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The folders of all versions: nothing else in the folder is ours.
    fn versions(&self) -> Vec<PathBuf> {
        let is_version = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.len() == VERSION.len() && name.bytes().all(|digit| digit.is_ascii_hexdigit()) && path.is_dir()
        };
        children(&self.folder).into_iter().filter(is_version).collect()
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for version in self.versions() {
            let is_foreign = !version.ends_with(VERSION);
            for path in children(&version).iter().flat_map(|folder| children(folder)) {
                let Ok(found) = fs::symlink_metadata(&path) else { continue };
                entries.push(Entry {
                    path,
                    bytes: found.len(),
                    used: found.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                    is_foreign,
                });
            }
        }
        entries
    }
}

/// Covers the text as well: an entry under a wrong name is none.
fn checksum(bytes: &[u8], hash: u128) -> u64 {
    xxh3_64_with_seed(bytes, hash as u64)
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests;
