//! The shared cache: facts that several machines share, in a folder or behind two commands that know an object store.
//!
//! A *bundle* has the facts of all files of a package, under the hash of their texts, so a file for each text is neither written nor
//! fetched over a network. A bundle is a pack of the cache; what was fetched becomes part of the cache on this machine.
//!
//! Nothing in a bundle is believed because of its name: its table and its entries have checksums, it has exactly the files that were asked
//! for, and some of these, chosen anew in each run, are read and compared. A bundle that fails is not used. Whoever may write to the
//! store could still forge some facts of a large bundle, so the right to write belongs to CI, and only `fills` makes use of it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use rayon::prelude::*;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use super::pack::{PackFile, Unfinished};
use super::{Cache, VERSION};
use crate::facts::{FileFacts, Grammar};
use crate::finding::FilePath;

/// The maximum size of a bundle in bytes. A package of two million lines has about 100 MB.
const LARGEST_BUNDLE: u64 = 1 << 30;
/// Of so many files in a bundle, at least one is compared with its text.
const FILES_PER_SAMPLE: usize = 64;

/// The facts that several machines share.
#[derive(Debug)]
pub struct SharedCache {
    store: BundleStore,
    fills: bool,
    trouble: OnceLock<String>,
}

/// Where the bundles are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleStore {
    /// In a folder, such as one on a network drive.
    Folder(PathBuf),
    /// Behind two commands. Each gets the name of a bundle in place of `{key}`; `get` writes it to stdout and fails if there is none,
    /// `put` reads it from stdin.
    Commands {
        /// The words of the command that fetches a bundle.
        get: Vec<String>,
        /// The words of the command that stores one, if this machine may do that.
        put: Option<Vec<String>>,
    },
}

/// The files whose facts are shared as one bundle: those of a package.
#[derive(Debug, Default)]
pub(crate) struct Bundle {
    /// The files, with the hashes of their texts.
    pub(crate) files: Vec<(Grammar, u128, FilePath)>,
}

impl Bundle {
    pub(super) fn keys(&self) -> BTreeSet<u128> {
        self.files.iter().map(|(grammar, hash, _)| grammar.key(*hash)).collect()
    }

    /// The name in every store. It depends on the texts and on the version that extracts facts.
    fn name(&self) -> String {
        let mut hasher = Xxh3::new();
        self.keys().iter().for_each(|key| hasher.update(&key.to_le_bytes()));
        format!("{VERSION}-{:032x}", hasher.digest128())
    }

    /// Whether a pack has the facts of these files and no others, as far as a look at some of them tells.
    fn is_in(&self, pack: &PackFile, text: impl Fn(&FilePath) -> Option<String>) -> bool {
        if pack.hashes().collect::<BTreeSet<u128>>() != self.keys() {
            return false;
        }
        // A seed of the process: whoever writes a bundle does not know which files are compared.
        let start = RandomState::new().hash_one(self.name()) as usize % self.files.len().max(1);
        let samples = self.files.iter().cycle().skip(start).step_by(FILES_PER_SAMPLE);
        let mut samples = samples.take(self.files.len().div_ceil(FILES_PER_SAMPLE));
        samples.all(|(grammar, hash, file)| {
            let facts = text(file).map(|text| bitcode::encode(&FileFacts::parsed_as(*grammar, &text)));
            facts.is_some() && pack.get(grammar.key(*hash)) == facts
        })
    }
}

impl SharedCache {
    /// The shared cache in a store. With `fills`, bundles that it does not have are added.
    pub fn new(store: BundleStore, fills: bool) -> Self {
        Self {
            store,
            fills,
            trouble: OnceLock::new(),
        }
    }

    /// The first error.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// Whether the store has a bundle.
    fn has(&self, name: &str) -> io::Result<bool> {
        Ok(match &self.store {
            BundleStore::Folder(folder) => folder.join(name).exists(),
            BundleStore::Commands { .. } => self.get(name, &mut tempfile::tempfile()?),
        })
    }

    /// Writes a bundle to a file. Returns whether the store has it.
    fn get(&self, name: &str, into: &mut File) -> bool {
        let fetched = match &self.store {
            BundleStore::Folder(folder) => match File::open(folder.join(name)) {
                Ok(file) => copied(file, into).map(|()| true),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            },
            BundleStore::Commands { get, .. } => fetched(get, name, into),
        };
        fetched.unwrap_or_else(|error| {
            self.note(&format!("cannot be read: {error}"));
            false
        })
    }

    /// Stores the bundle in a file.
    fn put(&self, name: &str, bundle: &Path) {
        let stored = match &self.store {
            BundleStore::Folder(folder) => stored(&folder.join(name), bundle),
            BundleStore::Commands { put: Some(put), .. } => sent(put, name, bundle),
            BundleStore::Commands { put: None, .. } => Err(io::Error::other("no command for it is named")),
        };
        if let Err(error) = stored {
            self.note(&format!("cannot be written: {error}"));
        }
    }

    fn note(&self, trouble: &str) {
        let _ = self.trouble.set(format!("the shared cache {trouble}"));
    }
}

impl Cache {
    /// Takes the facts of files that are not known here from the shared cache, if it has them. `text` returns the text of a file.
    pub(crate) fn fetch(&self, bundles: &[Bundle], text: &(dyn Fn(&FilePath) -> Option<String> + Sync)) {
        let Some(shared) = &self.shared else { return };
        bundles.par_iter().filter(|bundle| !self.has_all(bundle)).for_each(|bundle| {
            self.attempt(|| {
                fs::create_dir_all(self.version())?;
                let mut file = NamedTempFile::new_in(self.version())?;
                if shared.get(&bundle.name(), file.as_file_mut()) {
                    match PackFile::open(file.path()).filter(|pack| bundle.is_in(pack, text)) {
                        Some(_) => self.adopt(file, &bundle.name())?,
                        None => shared.note("has a damaged or forged bundle, which is not used; delete it"),
                    }
                }
                Ok(())
            });
        });
    }

    /// Adds bundles to the shared cache that it does not have, if this machine fills it.
    pub(crate) fn share(&self, bundles: &[Bundle]) {
        let Some(shared) = self.shared.as_ref().filter(|shared| shared.fills) else {
            return;
        };
        self.flush();
        bundles.par_iter().for_each(|bundle| {
            self.attempt(|| {
                let name = bundle.name();
                if bundle.files.is_empty() || shared.has(&name)? {
                    return Ok(());
                }
                let mut pack = Unfinished::new_in(&self.version())?;
                for key in bundle.keys() {
                    match self.bytes(key) {
                        Some(bytes) => pack.add(key, &bytes)?,
                        // A file that changed in the meantime.
                        None => return Ok(()),
                    }
                }
                shared.put(&name, pack.finished()?.path());
                Ok(())
            });
        });
    }

    fn has_all(&self, bundle: &Bundle) -> bool {
        let packs = self.packs().read().unwrap_or_else(std::sync::PoisonError::into_inner);
        bundle.keys().iter().all(|key| packs.iter().any(|pack| pack.has(*key)))
    }
}

fn copied(from: impl Read, into: &mut File) -> io::Result<()> {
    match io::copy(&mut from.take(LARGEST_BUNDLE + 1), into)? {
        bytes if bytes > LARGEST_BUNDLE => Err(io::Error::other("a bundle is larger than 1 GiB")),
        _ => Ok(()),
    }
}

/// Writes a temporary file and renames it, so that readers see all of a bundle or nothing.
fn stored(path: &Path, bundle: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    io::copy(&mut File::open(bundle)?, &mut file)?;
    // Other users of the folder read it, too.
    #[cfg(unix)]
    fs::set_permissions(file.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    file.persist(path)?;
    Ok(())
}

fn command(words: &[String], name: &str) -> io::Result<Command> {
    let mut words = words.iter().map(|word| word.replace("{key}", name));
    let program = words.next().ok_or_else(|| io::Error::other("an empty command"))?;
    let mut command = Command::new(program);
    command.args(words);
    Ok(command)
}

fn fetched(get: &[String], name: &str, into: &mut File) -> io::Result<bool> {
    let mut child = command(get, name)?
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let read = child.stdout.take().map_or(Ok(()), |out| copied(out, into));
    if read.is_err() {
        let _ = child.kill();
    }
    let is_there = child.wait()?.success();
    read.map(|()| is_there)
}

fn sent(put: &[String], name: &str, bundle: &Path) -> io::Result<()> {
    let mut child = command(put, name)?
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()?;
    let sent = child.stdin.take().map_or(Ok(()), |mut input| {
        io::copy(&mut File::open(bundle)?, &mut input)?;
        input.flush()
    });
    let status = child.wait()?;
    match sent {
        _ if !status.success() => Err(io::Error::other(format!("`{}` failed: {status}", put.join(" ")))),
        sent => sent,
    }
}
