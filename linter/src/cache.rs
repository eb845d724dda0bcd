//! The cache: earlier results, on disk, under the hash of everything that they depend on.
//!
//! The key of facts is the hash of the text and its grammar. File names, time stamps and rules are not part of the key, so the
//! worktree, the index and every revision share the facts, and a changed rule needs no parsing. The key of the analysis of a
//! workspace is the hash of all its texts and the configuration, for the many runs in which nothing has changed.
//!
//! A run writes its new facts to one pack file, or to several if they are many. Small packs are merged, so there are few.
//!
//! The format of facts is bitcode, which lays the same field of all rows of a table side by side: those of 2.2 million lines are
//! read with two thirds of the instructions that postcard takes, in 63 MB instead of 67. A format that is used in place, such as
//! rkyv, would put its own types through all of `facts`. If an entry or the folder is broken, the facts
//! are extracted from the text; the worst outcome is a warning.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128};

use crate::facts::{Expansion, FileFacts, Grammar};
use pack::{PackFile, Unfinished};

mod pack;

/// Facts are extracted as by this version of the source.
const VERSION: &str = env!("SSOT_FACTS_VERSION");
/// The version of the whole source: what it says of the same texts may be something else than what the one before it said.
pub(crate) const LINTER_VERSION: &str = env!("SSOT_VERSION");
/// The size limit in bytes. Beyond it, the least recently used files are deleted. Two million lines take about a tenth.
const MOST_BYTES: u64 = 1 << 30;
/// So many bytes are written as a pack though the run is not at its end: who interrupts the first one, of millions of lines, does not
/// begin again.
const PART: u64 = 1 << 24;
/// If there are more packs, some are merged.
const MOST_PACKS: usize = 16;
/// Files of other versions and unfinished files are deleted after this time without use.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The interval between clean-ups of the folder. The analysis of two million lines takes four megabytes after every edit.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// The file whose age is the time since the last clean-up.
const MARKER: &str = "looked-through";

/// A folder of what was worked out.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    now: SystemTime,
    /// The facts that are on disk; opened when somebody asks.
    packs: OnceLock<RwLock<Vec<PackFile>>>,
    /// The facts that are new since the last flush.
    pending: Mutex<Option<Unfinished>>,
    has_written: AtomicBool,
    trouble: OnceLock<String>,
}

/// The contents of a cache.
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
struct CacheFile {
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
            packs: OnceLock::new(),
            pending: Mutex::new(None),
            has_written: AtomicBool::new(false),
            trouble: OnceLock::new(),
        }
    }

    /// The facts of a text, from the cache if it has them.
    pub fn facts(&self, grammar: Grammar, text: &str) -> FileFacts {
        let hash = xxh3_128(text.as_bytes());
        self.known(grammar, hash).unwrap_or_else(|| {
            let facts = FileFacts::parsed_as(grammar, text);
            self.attempt(|| self.keep(grammar.key(hash), &bitcode::encode(&facts)));
            facts
        })
    }

    /// The facts of the text with this hash, if the cache has them.
    pub(crate) fn known(&self, grammar: Grammar, hash: u128) -> Option<FileFacts> {
        let key = grammar.key(hash);
        let packs = self.packs().read().unwrap_or_else(PoisonError::into_inner);
        let bytes = packs.iter().find_map(|pack| pack.get(key))?;
        drop(packs);
        bitcode::decode(&bytes).ok()
    }

    /// The expansions of some calls under a key, from the cache if it has them. That a call cannot be expanded is kept as well.
    pub(crate) fn expansions(&self, key: u128, expand: impl FnOnce() -> Vec<Option<Expansion>>) -> Vec<Option<Expansion>> {
        let packs = self.packs().read().unwrap_or_else(PoisonError::into_inner);
        let known = packs.iter().find_map(|pack| pack.get(key));
        drop(packs);
        known.and_then(|bytes| bitcode::decode(&bytes).ok()).unwrap_or_else(|| {
            let expansions = expand();
            self.attempt(|| self.keep(key, &bitcode::encode(&expansions)));
            expansions
        })
    }

    fn keep(&self, hash: u128, bytes: &[u8]) -> io::Result<()> {
        let mut pending = self.pending();
        if pending.is_none() {
            fs::create_dir_all(self.version())?;
            *pending = Some(Unfinished::new_in(&self.version())?);
        }
        if let Some(unfinished) = pending.as_mut() {
            unfinished.add(hash, bytes)?;
            if unfinished.bytes() < PART {
                return Ok(());
            }
        }
        self.finish(pending.take())
    }

    fn finish(&self, pending: Option<Unfinished>) -> io::Result<()> {
        if let Some(pending) = pending {
            let pack = PackFile::open(&pending.finish(&self.version())?);
            self.packs().write().unwrap_or_else(PoisonError::into_inner).extend(pack);
            self.has_written.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Writes the facts that are new. Before, other runs see of many a part, and of few none.
    pub fn flush(&self) {
        let pending = self.pending().take();
        self.attempt(|| {
            self.finish(pending)?;
            let mut packs = self.packs().write().unwrap_or_else(PoisonError::into_inner);
            for pack in packs.iter().filter(|pack| pack.was_used()) {
                self.touch(&pack.path);
            }
            if packs.len() > MOST_PACKS {
                self.put_together(&mut packs)
            } else {
                Ok(())
            }
        });
    }

    /// Makes one pack of the smallest ones. A large one is not written again for a few that are small beside it.
    fn put_together(&self, packs: &mut Vec<PackFile>) -> io::Result<()> {
        packs.sort_by_key(|pack| pack.bytes);
        let mut bytes = 0;
        let some = packs.iter().take_while(|pack| {
            let joins = pack.bytes <= 2 * bytes || bytes == 0;
            bytes += pack.bytes;
            joins
        });
        let count = some.count().max(packs.len() + 1 - MOST_PACKS);
        let mut all = Unfinished::new_in(&self.version())?;
        let mut known = FxHashSet::default();
        for pack in &packs[..count] {
            for hash in pack.hashes().filter(|hash| known.insert(*hash)) {
                if let Some(bytes) = pack.get(hash) {
                    all.add(hash, &bytes)?;
                }
            }
        }
        let path = all.finish(&self.version())?;
        for pack in packs.drain(..count).filter(|pack| pack.path != path) {
            // Another process may have been faster.
            let _ = fs::remove_file(&pack.path);
        }
        packs.extend(PackFile::open(&path));
        Ok(())
    }

    fn packs(&self) -> &RwLock<Vec<PackFile>> {
        self.packs.get_or_init(|| {
            let files = children(&self.version()).into_iter().filter(|path| PackFile::is_name(path));
            RwLock::new(files.filter_map(|path| PackFile::open(&path)).collect())
        })
    }

    fn pending(&self) -> MutexGuard<'_, Option<Unfinished>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes that were kept under a key.
    pub(crate) fn get(&self, key: u128) -> Option<Vec<u8>> {
        let path = self.path(key);
        let bytes = load(&path, key)?;
        self.touch(&path);
        Some(bytes)
    }

    /// Keeps bytes under a key.
    pub(crate) fn put(&self, key: u128, bytes: impl FnOnce() -> serde_json::Result<Vec<u8>>) {
        self.attempt(|| self.store(&self.path(key), key, &bytes()?));
    }

    fn path(&self, key: u128) -> PathBuf {
        self.version().join(format!("{key:032x}"))
    }

    /// Writes something, unless that was in vain before.
    fn attempt(&self, write: impl FnOnce() -> io::Result<()>) {
        if self.trouble.get().is_none()
            && let Err(error) = write()
        {
            let _ = self
                .trouble
                .set(format!("the cache `{}` cannot be written: {error}", self.folder.display()));
        }
    }

    /// Notes on disk that a file was used. Only `trim` asks for it, and it may guess wrong.
    fn touch(&self, path: &Path) {
        let file = File::options().append(true).open(path);
        let _ = file.and_then(|file| file.set_modified(self.now));
    }

    /// Why nothing could be kept.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// The contents of the cache.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats::default();
        for kept in self.files() {
            if kept.is_foreign {
                stats.foreign += kept.bytes;
            } else {
                let is_pack = PackFile::is_name(&kept.path);
                let entries = || PackFile::open(&kept.path).map_or(0, |pack| pack.hashes().count() as u64);
                stats.entries += if is_pack { entries() } else { 1 };
                stats.bytes += kept.bytes;
            }
        }
        stats
    }

    /// Throws all entries away; gives the number of bytes.
    pub fn clean(&self) -> io::Result<u64> {
        let bytes = self.files().iter().map(|kept| kept.bytes).sum();
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
        let mut files = self.files();
        // What is foreign and fresh belongs to another version, or another process, that is in use.
        let keeps = |kept: &CacheFile| !kept.is_foreign || self.is_within(DAY, kept.used);
        files.sort_by_key(|kept| (keeps(kept), kept.used));
        let mut bytes: u64 = files.iter().map(|kept| kept.bytes).sum();
        for kept in files {
            if keeps(&kept) && bytes <= most {
                break;
            }
            bytes -= kept.bytes;
            // Another process may have been faster.
            let _ = fs::remove_file(&kept.path);
        }
    }

    /// Later times are from this run, or from a clock that is ahead.
    fn is_within(&self, time: Duration, then: SystemTime) -> bool {
        self.now.duration_since(then).map_or(true, |age| age < time)
    }

    /// The folder of what this version writes.
    fn version(&self) -> PathBuf {
        self.folder.join(VERSION)
    }

    /// Written beside, then renamed: who reads sees all of it or nothing.
    fn store(&self, path: &Path, hash: u128, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(self.version())?;
        let mut file = tempfile::NamedTempFile::new_in(self.version())?;
        file.write_all(&checksum(bytes, hash).to_le_bytes())?;
        file.write_all(bytes)?;
        file.persist(path)?;
        self.has_written.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The folders of all versions: nothing else in the folder is ours.
    fn versions(&self) -> Vec<PathBuf> {
        let is_version = |path: &PathBuf| is_hash(path, size_of::<u64>()) && is_folder(path);
        children(&self.folder).into_iter().filter(is_version).collect()
    }

    /// All files of all versions. Those of this one that nobody finished are as foreign as those of others.
    fn files(&self) -> Vec<CacheFile> {
        let mut files = Vec::new();
        for version in self.versions() {
            let is_own = version.ends_with(VERSION);
            for path in files_below(&version) {
                let Ok(found) = fs::symlink_metadata(&path) else { continue };
                files.push(CacheFile {
                    bytes: found.len(),
                    used: found.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                    is_foreign: !is_own || !(PackFile::is_name(&path) || is_hash(&path, size_of::<u128>())),
                    path,
                });
            }
        }
        files
    }
}

/// The entry that is a file by itself, if it is whole and under this hash.
fn load(path: &Path, hash: u128) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut sum = [0; size_of::<u64>()];
    file.read_exact(&mut sum).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    (checksum(&bytes, hash) == u64::from_le_bytes(sum)).then_some(bytes)
}

/// The checksum covers the key as well, so that an entry under a wrong name is invalid.
fn checksum(bytes: &[u8], hash: u128) -> u64 {
    xxh3_64_with_seed(bytes, hash as u64)
}

/// A name is so many bytes in hexadecimal digits.
fn is_hash(path: &Path, bytes: usize) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.len() == 2 * bytes && name.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) = children(folder).into_iter().partition(|path| is_folder(path));
    files.extend(folders.iter().flat_map(|folder| files_below(folder)));
    files
}

/// A link to a folder is not one: its target is not part of the cache.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

#[cfg(test)]
mod tests;
