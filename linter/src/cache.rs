//! The cache: earlier results on disk. The key of each is the hash of everything that it depends on.
//!
//! The key of facts is the hash of the text and its grammar. File names, time stamps and rules are not part of the key, so the
//! worktree, the index and every revision share the facts, and a changed rule needs no parsing. The key of the analysis of a
//! workspace is the hash of all its texts and the configuration, so a run in which nothing has changed needs no analysis.
//!
//! A run writes its new facts to one pack file, or to several if they are large. Small packs are merged, so that there are few.
//!
//! The format of facts is bitcode, which is columnar: it stores each field of all rows of a table together. The facts of
//! 2.2 million lines are read with two thirds of the instructions that postcard needs, in 63 MB instead of 67. A zero-copy format
//! such as rkyv would spread its own types through all of `facts`. If an entry or the folder is damaged, the facts are extracted
//! from the text again; the worst outcome is a warning.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use bitcode::{DecodeOwned, Encode};
use rustc_hash::FxHashSet;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128};

use crate::facts::{Expansion, FileFacts, Grammar};
use pack::{PackFile, Unfinished};

mod pack;
mod shared;

pub(crate) use shared::Bundle;
pub use shared::{BundleStore, SharedCache};

/// The version of the source that extracts facts.
const VERSION: &str = env!("SSOT_FACTS_VERSION");
/// The version of the whole source, because another version may report something else about the same texts.
pub(crate) const LINTER_VERSION: &str = env!("SSOT_VERSION");
/// The size limit in bytes, unless a run uses more than half of it. Beyond it, the least recently used files are deleted. Two million
/// lines take about a tenth of it.
const MOST_BYTES: u64 = 1 << 30;
/// The same for results about whole workspaces, of which every edit of a large one adds some megabytes.
const MOST_BYTES_OF_RESULTS: u64 = 96 << 20;
/// Pending entries are flushed at this size, so that an interrupted first run keeps its work.
const PART: u64 = 1 << 24;
/// If there are more packs, some are merged.
const MOST_PACKS: usize = 16;
/// Files of other versions and unfinished files are deleted after this time without use.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The interval between clean-ups of the folder. Every changed analysis of two million lines adds four megabytes.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// A file whose modification time is that of the last clean-up.
const MARKER: &str = "looked-through";

/// A folder of earlier results.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    now: SystemTime,
    /// The packs on disk; opened at the first access.
    packs: OnceLock<RwLock<Vec<PackFile>>>,
    /// The entries that are new since the last flush.
    pending: Mutex<Option<Unfinished>>,
    has_written: AtomicBool,
    trouble: OnceLock<String>,
    /// The cache that other machines have in common with this one.
    shared: Option<SharedCache>,
}

/// The contents of a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The number of entries: facts of texts, expansions, and analyses of workspaces.
    pub entries: u64,
    /// Their size in bytes.
    pub bytes: u64,
    /// The size in bytes of unfinished files and of files from other versions.
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
    /// The cache in a folder, which need not exist. `now` is the time at which entries count as used.
    pub fn at(folder: impl Into<PathBuf>, now: SystemTime) -> Self {
        Self {
            folder: folder.into(),
            now,
            packs: OnceLock::new(),
            pending: Mutex::new(None),
            has_written: AtomicBool::new(false),
            trouble: OnceLock::new(),
            shared: None,
        }
    }

    /// The same cache with another one that it takes facts from.
    pub fn with_shared(mut self, shared: Option<SharedCache>) -> Self {
        self.shared = shared;
        self
    }

    /// The shared cache, if there is one.
    pub fn shared(&self) -> Option<&SharedCache> {
        self.shared.as_ref()
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
        self.entry(grammar.key(hash))
    }

    /// The expansions of some calls under a key, if the cache has them.
    pub(crate) fn known_expansions(&self, key: u128) -> Option<Vec<Option<Expansion>>> {
        self.entry(key)
    }

    /// An entry of a pack.
    fn entry<T: DecodeOwned>(&self, key: u128) -> Option<T> {
        bitcode::decode(&self.bytes(key)?).ok()
    }

    fn bytes(&self, key: u128) -> Option<Vec<u8>> {
        let packs = self.packs().read().unwrap_or_else(PoisonError::into_inner);
        packs.iter().find_map(|pack| pack.get(key))
    }

    /// The expansions of some calls under a key, from the cache if it has them. Failed expansions are kept as well.
    pub(crate) fn expansions(&self, key: u128, expand: impl FnOnce() -> Vec<Option<Expansion>>) -> Vec<Option<Expansion>> {
        self.known_expansions(key).unwrap_or_else(|| {
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

    /// Makes a finished pack part of the cache.
    fn adopt(&self, pack: NamedTempFile, name: &str) -> io::Result<()> {
        let path = self.version().join(format!("{name}.{}", pack::EXTENSION));
        pack.persist(&path)?;
        self.packs()
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(PackFile::open(&path));
        self.has_written.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Writes the pending entries, and merges packs if there are too many.
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

    /// Merges the smallest packs into one. A pack that is much larger than the smaller ones together is left out.
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
            // Another process may have deleted it already.
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

    /// The value stored under a key.
    pub(crate) fn get<T: DecodeOwned>(&self, key: u128) -> Option<T> {
        let path = self.path(key);
        let bytes = load(&path, key)?;
        self.touch(&path);
        bitcode::decode(&bytes).ok()
    }

    /// Stores a value under a key.
    pub(crate) fn put(&self, key: u128, value: &impl Encode) {
        self.attempt(|| self.store(&self.path(key), key, &bitcode::encode(value)));
    }

    fn path(&self, key: u128) -> PathBuf {
        self.version().join(format!("{key:032x}"))
    }

    /// Calls `write`, unless an earlier write failed.
    fn attempt(&self, write: impl FnOnce() -> io::Result<()>) {
        if self.trouble.get().is_none()
            && let Err(error) = write()
        {
            let _ = self
                .trouble
                .set(format!("the cache `{}` cannot be written: {error}", self.folder.display()));
        }
    }

    /// Sets the modification time of a file to the time of its use. An error is ignored, because only `trim` needs the time.
    fn touch(&self, path: &Path) {
        let file = File::options().append(true).open(path);
        let _ = file.and_then(|file| file.set_modified(self.now));
    }

    /// The first error of writing.
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

    /// Deletes all entries and returns their size in bytes.
    pub fn clean(&self) -> io::Result<u64> {
        let bytes = self.files().iter().map(|kept| kept.bytes).sum();
        for version in self.versions() {
            fs::remove_dir_all(version)?;
        }
        Ok(bytes)
    }

    /// Deletes the least recently used results beyond their size limit. At most once an hour it also deletes old files of other versions,
    /// and the least recently used files beyond the limit of all. Does nothing if this run has written nothing.
    pub fn trim(&self) {
        if self.has_written.load(Ordering::Relaxed) {
            self.trim_results_to(MOST_BYTES_OF_RESULTS);
        }
        let marker = self.folder.join(MARKER);
        let is_recent = fs::metadata(&marker)
            .and_then(|found| found.modified())
            .is_ok_and(|then| self.is_within(HOUR, then));
        if is_recent || !self.has_written.load(Ordering::Relaxed) || File::create(&marker).is_err() {
            return;
        }
        self.trim_to(MOST_BYTES);
    }

    fn trim_results_to(&self, most: u64) {
        let own = files_of(&self.version(), true).into_iter();
        let mut results: Vec<CacheFile> = own.filter(|kept| is_hash(&kept.path, size_of::<u128>())).collect();
        results.sort_by_key(|kept| kept.used);
        let most = self.limit(most, &results);
        delete_until(results, |_, bytes| bytes <= most);
    }

    fn trim_to(&self, most: u64) {
        let mut files = self.files();
        // A foreign file that was used lately belongs to another version or process that is still in use.
        let keeps = |kept: &CacheFile| !kept.is_foreign || self.is_within(DAY, kept.used);
        files.sort_by_key(|kept| (keeps(kept), kept.used));
        let most = self.limit(most, &files);
        delete_until(files, |next, bytes| keeps(next) && bytes <= most);
    }

    /// A size limit in bytes that leaves room for twice what this run used: what is deleted now would be missing in the next run.
    fn limit(&self, most: u64, files: &[CacheFile]) -> u64 {
        let used = files.iter().filter(|kept| kept.used >= self.now).map(|kept| kept.bytes);
        most.max(2 * used.sum::<u64>())
    }

    /// Whether `then` is less than `time` ago. Times in the future count, too: they are from this run or a clock that is ahead.
    fn is_within(&self, time: Duration, then: SystemTime) -> bool {
        self.now.duration_since(then).map_or(true, |age| age < time)
    }

    /// The folder of this version.
    fn version(&self) -> PathBuf {
        self.folder.join(VERSION)
    }

    /// Writes a temporary file and renames it, so that readers see all of it or nothing.
    fn store(&self, path: &Path, hash: u128, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(self.version())?;
        let mut file = NamedTempFile::new_in(self.version())?;
        file.write_all(&checksum(bytes, hash).to_le_bytes())?;
        file.write_all(bytes)?;
        file.persist(path)?;
        self.has_written.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The folders of all versions. Other files in the folder are not part of the cache.
    fn versions(&self) -> Vec<PathBuf> {
        let is_version = |path: &PathBuf| is_hash(path, size_of::<u64>()) && is_folder(path);
        children(&self.folder).into_iter().filter(is_version).collect()
    }

    /// All files of all versions. Unfinished files of this version count as foreign, too.
    fn files(&self) -> Vec<CacheFile> {
        let versions = self.versions().into_iter();
        let files = versions.flat_map(|version| files_of(&version, version.ends_with(VERSION)));
        files.collect()
    }
}

/// Deletes files in their order until it is enough, by the next file and the size in bytes of all that are left.
fn delete_until(files: Vec<CacheFile>, is_enough: impl Fn(&CacheFile, u64) -> bool) {
    let mut bytes: u64 = files.iter().map(|kept| kept.bytes).sum();
    for kept in files {
        if is_enough(&kept, bytes) {
            break;
        }
        bytes -= kept.bytes;
        // Another process may have deleted it already.
        let _ = fs::remove_file(&kept.path);
    }
}

/// The files in the folder of a version.
fn files_of(version: &Path, is_own: bool) -> Vec<CacheFile> {
    let files = files_below(version).into_iter().filter_map(|path| {
        let found = fs::symlink_metadata(&path).ok()?;
        Some(CacheFile {
            bytes: found.len(),
            used: found.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            is_foreign: !is_own || !(PackFile::is_name(&path) || is_hash(&path, size_of::<u128>())),
            path,
        })
    });
    files.collect()
}

/// Reads an entry that has a file of its own, if its checksum is right.
fn load(path: &Path, hash: u128) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut sum = [0; size_of::<u64>()];
    file.read_exact(&mut sum).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    (checksum(&bytes, hash) == u64::from_le_bytes(sum)).then_some(bytes)
}

/// The checksum of an entry. It covers the key as well, so that an entry under a wrong name is invalid.
fn checksum(bytes: &[u8], hash: u128) -> u64 {
    xxh3_64_with_seed(bytes, hash as u64)
}

/// Whether a file name consists of the hexadecimal digits of this number of bytes.
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

/// Whether a path is a folder. A link to a folder is not: its target is not part of the cache.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

#[cfg(test)]
mod tests;
