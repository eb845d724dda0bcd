//! Packs: files with thousands of cache entries each, because a file per entry would cost more than its content. A pack has the
//! bytes of the entries, a table of their lengths, and a trailer with the length of the table. It does not depend on the content
//! of the entries.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::xxh3_64;

use super::checksum;

/// The file extension of packs.
pub(super) const EXTENSION: &str = "pack";
/// The size of the trailer: the checksum of the table, and its length.
const TRAILER: usize = 2 * size_of::<u64>();
/// The size of the write buffer.
const BUFFER: usize = 1 << 18;

/// A file of entries, which never changes after it is written.
#[derive(Debug)]
pub(super) struct PackFile {
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    file: Mutex<File>,
    places: FxHashMap<u128, (u64, Row)>,
    is_used: AtomicBool,
}

/// The row of an entry in the table. An entry begins at the end of the previous one.
#[derive(Clone, Copy, Debug, Encode, Decode)]
struct Row {
    hash: u128,
    bytes: u64,
    sum: u64,
}

impl PackFile {
    pub(super) fn is_name(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == EXTENSION)
    }

    /// Opens a pack; `None` if it is incomplete or damaged.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let bytes = file.metadata().ok()?.len();
        let table_end = bytes.checked_sub(TRAILER as u64)?;
        let mut trailer = [0; TRAILER];
        file.seek(SeekFrom::Start(table_end)).ok()?;
        file.read_exact(&mut trailer).ok()?;
        let (sum, length) = trailer.split_first_chunk()?;
        let begin = table_end.checked_sub(u64::from_le_bytes(length.try_into().ok()?))?;
        let mut table = Vec::new();
        file.seek(SeekFrom::Start(begin)).ok()?;
        (&file).take(table_end - begin).read_to_end(&mut table).ok()?;
        if xxh3_64(&table) != u64::from_le_bytes(*sum) {
            return None;
        }
        let rows: Vec<Row> = bitcode::decode(&table).ok()?;
        let mut start = 0u64;
        let mut places = FxHashMap::default();
        for row in rows {
            places.insert(row.hash, (start, row));
            start = start.checked_add(row.bytes)?;
        }
        (start == begin).then(|| Self {
            path: path.to_owned(),
            bytes,
            file: Mutex::new(file),
            places,
            is_used: AtomicBool::new(false),
        })
    }

    /// The bytes of an entry, if it exists and its checksum is right.
    pub(super) fn get(&self, hash: u128) -> Option<Vec<u8>> {
        let &(start, row) = self.places.get(&hash)?;
        let mut bytes = vec![0; usize::try_from(row.bytes).ok()?];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(start)).ok()?;
            file.read_exact(&mut bytes).ok()?;
        }
        self.is_used.store(true, Ordering::Relaxed);
        (checksum(&bytes, hash) == row.sum).then_some(bytes)
    }

    pub(super) fn has(&self, hash: u128) -> bool {
        self.places.contains_key(&hash)
    }

    pub(super) fn hashes(&self) -> impl Iterator<Item = u128> {
        self.places.keys().copied()
    }

    /// Whether an entry was read since the last call.
    pub(super) fn was_used(&self) -> bool {
        self.is_used.swap(false, Ordering::Relaxed)
    }
}

/// A pack that is being written. If it is dropped, nothing is kept.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: BufWriter<NamedTempFile>,
    rows: Vec<Row>,
    bytes: u64,
}

impl Unfinished {
    pub(super) fn new_in(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(BUFFER, NamedTempFile::new_in(folder)?),
            rows: Vec::new(),
            bytes: 0,
        })
    }

    /// The number of bytes added so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn add(&mut self, hash: u128, bytes: &[u8]) -> io::Result<()> {
        self.rows.push(Row {
            hash,
            bytes: bytes.len() as u64,
            sum: checksum(bytes, hash),
        });
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    /// Renames the temporary file to a name in a folder, so that readers see all of the pack or nothing.
    pub(super) fn finish(self, folder: &Path) -> io::Result<PathBuf> {
        let sum = xxh3_64(&bitcode::encode(&self.rows));
        let path = folder.join(format!("{sum:016x}.{EXTENSION}"));
        self.finished()?.persist(&path)?;
        Ok(path)
    }

    /// The temporary file with the whole pack.
    pub(super) fn finished(mut self) -> io::Result<NamedTempFile> {
        let table = bitcode::encode(&self.rows);
        self.file.write_all(&table)?;
        self.file.write_all(&xxh3_64(&table).to_le_bytes())?;
        self.file.write_all(&(table.len() as u64).to_le_bytes())?;
        Ok(self.file.into_inner()?)
    }
}
