//! Snapshots: sets of files to check. A snapshot is the worktree, the index or a revision of git, or texts in memory (tests, an
//! editor's buffers). Every later stage sees only the snapshot, never a path of the machine.
//!
//! A snapshot does not interpret files: `discover` finds packages and crates, `facts` extracts the contents.

mod above;
mod committable;
mod documents;
mod errors;
mod links;
mod named;
mod read_log;
mod tracked;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128, xxh3_128_with_seed};

use crate::finding::FilePath;
use crate::git::{CommitId, Git, GitError, GitSource};
pub(crate) use above::path_in_repository;
pub use errors::{ReadError, SnapshotError};
pub(crate) use links::Links;
pub(crate) use named::LookupResults;
use read_log::ReadLog;
use tracked::{OtherFiles, TrackedFiles};
use walk::WalkedFiles;

/// A set of files to check: their sorted paths, and their texts on demand.
#[derive(Clone, Debug)]
pub struct Snapshot {
    files: Vec<FilePath>,
    /// The Markdown files that are not listed, unless a rule reads them: see [`Self::with_documents`].
    documents: Vec<FilePath>,
    links: Links,
    texts: TextStore,
    /// Unsaved texts, which replace the saved ones.
    unsaved: BTreeMap<FilePath, UnsavedText>,
    problems: Vec<(FilePath, String)>,
    submodules: Vec<FilePath>,
    read_log: Arc<ReadLog>,
    /// Other files in git, if the texts are from git.
    other_files: Option<Arc<OtherFiles>>,
    asked: LookupResults,
}

/// Where the texts of a snapshot are.
#[derive(Clone, Debug)]
enum TextStore {
    /// On disk, below this folder; read on demand.
    Folder(PathBuf),
    /// In memory, one for each file, in the same order.
    Held(Vec<Arc<[u8]>>),
}

/// A text that replaces the one on disk. Its hash is kept, since a language server asks for that of every file after each keystroke.
#[derive(Clone, Debug, PartialEq, Eq)]
struct UnsavedText {
    bytes: Arc<[u8]>,
    hash: u128,
}

impl UnsavedText {
    fn new(bytes: Vec<u8>) -> Self {
        Self {
            hash: xxh3_128(&bytes),
            bytes: bytes.into(),
        }
    }
}

/// Why an existing file is not part of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The configuration or an ignore file excludes it, or snapshots do not contain files of its kind.
    Excluded,
    /// This path, which is the file or a folder above it, is a link that is not followed.
    BehindLink(FilePath),
}

impl Snapshot {
    /// Walks a folder as git and ripgrep do. Ignore files also count outside of a git repository; hidden files and cargo's
    /// `target` are skipped. A link to a Rust file or a folder below `root` is an alias, not a file of its own. Only Rust files,
    /// TOML files and the linter's own files are listed; Markdown files are remembered. No text is read yet.
    pub fn worktree(root: &Path) -> Result<Self, SnapshotError> {
        let root = checked(root)?;
        let WalkedFiles {
            files,
            documents,
            links,
            problems,
        } = walk::walk(&root);
        Ok(Self {
            files,
            documents,
            links,
            texts: TextStore::Folder(root),
            unsaved: BTreeMap::new(),
            problems,
            submodules: Vec::new(),
            read_log: Arc::default(),
            other_files: None,
            asked: LookupResults::default(),
        })
    }

    /// The files in git's index below a folder, as the next commit would contain them.
    pub fn index(root: &Path) -> Result<Self, GitError> {
        Ok(tracked::tracked(&Git::at(root), GitSource::Index)?.into())
    }

    /// The files of a commit below a folder. The folder may be missing in the commit.
    pub fn revision(root: &Path, commit: &CommitId) -> Result<Self, GitError> {
        Ok(tracked::tracked(&Git::at(root), GitSource::Commit(commit))?.into())
    }

    /// Texts held in memory, for tests and editors. Of two texts for one file, the later counts.
    pub fn from_texts<P: AsRef<str>, T: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut held = BTreeMap::new();
        let mut problems = Vec::new();
        for (path, text) in files {
            match FilePath::join("", path.as_ref()) {
                Some(file) => {
                    held.insert(file, Arc::from(text.into()));
                }
                None => problems.push((FilePath::new(path), "leads out of the snapshot".to_owned())),
            }
        }
        let (files, texts) = held.into_iter().unzip();
        Self {
            files,
            documents: Vec::new(),
            links: Links::default(),
            texts: TextStore::Held(texts),
            unsaved: BTreeMap::new(),
            problems,
            submodules: Vec::new(),
            read_log: Arc::default(),
            other_files: None,
            asked: LookupResults::default(),
        }
    }

    /// The same snapshot without the files for which `is_excluded` returns true.
    pub fn without(&self, is_excluded: impl Fn(&FilePath) -> bool) -> Self {
        let keeps: Vec<bool> = self.files.iter().map(|file| !is_excluded(file)).collect();
        let files = self
            .files
            .iter()
            .zip(&keeps)
            .filter(|(_, keep)| **keep)
            .map(|(file, _)| file.clone())
            .collect();
        let texts = match &self.texts {
            TextStore::Folder(root) => TextStore::Folder(root.clone()),
            TextStore::Held(texts) => TextStore::Held(
                texts
                    .iter()
                    .zip(&keeps)
                    .filter(|(_, keep)| **keep)
                    .map(|(text, _)| text.clone())
                    .collect(),
            ),
        };
        let problems = self.problems.iter().filter(|(file, _)| !is_excluded(file)).cloned().collect();
        let unsaved = self.unsaved.clone();
        let documents = self.documents.iter().filter(|file| !is_excluded(file)).cloned().collect();
        Self {
            files,
            documents,
            links: self.links.clone(),
            texts,
            unsaved,
            problems,
            submodules: self.submodules.clone(),
            read_log: Arc::clone(&self.read_log),
            other_files: self.other_files.clone(),
            asked: self.asked.clone(),
        }
    }

    /// The same snapshot with another text for `file`, or with `file` added.
    pub fn with(mut self, file: FilePath, text: impl Into<Vec<u8>>) -> Self {
        let file = self.end_of(&file);
        self.put(file, UnsavedText::new(text.into()));
        self
    }

    fn put(&mut self, file: FilePath, text: UnsavedText) {
        if let Err(index) = self.files.binary_search(&file) {
            self.files.insert(index, file.clone());
            if let TextStore::Held(texts) = &mut self.texts {
                texts.insert(index, Arc::clone(&text.bytes));
            }
        }
        self.unsaved.insert(file, text);
    }

    /// The same snapshot with the unsaved text of `file`. A file that is not on disk yet is added. A file that is on disk but
    /// left out, such as an ignored one, stays left out; its text is used only if the sources name it.
    pub fn with_unsaved(mut self, file: FilePath, text: impl Into<Vec<u8>>) -> Self {
        let is_left_out = match &self.texts {
            _ if self.contains(&file) => false,
            TextStore::Folder(root) => root.join(file.as_str()).exists(),
            TextStore::Held(_) => false,
        };
        if !is_left_out {
            return self.with(file, text);
        }
        self.unsaved.insert(self.end_of(&file), UnsavedText::new(text.into()));
        self
    }

    /// Reads these files again and keeps their texts in memory. A file that cannot be read is read again at each access.
    pub fn hold(&mut self, files: &[FilePath]) {
        let files: Vec<FilePath> = files.iter().map(|file| self.end_of(file)).collect();
        let read = |file: &FilePath| Some((file.clone(), UnsavedText::new(self.read_anew(file)?)));
        let texts: Vec<(FilePath, UnsavedText)> = files.par_iter().filter_map(read).collect();
        files.iter().for_each(|file| drop(self.unsaved.remove(file)));
        self.unsaved.extend(texts);
        // The recorded hashes are those of the old texts.
        self.read_log = Arc::default();
    }

    /// The same snapshot with every text read now and kept in memory, so that later changes on disk do not matter.
    pub fn held(mut self) -> Self {
        let files: Vec<FilePath> = self
            .files
            .iter()
            .filter(|file| !self.unsaved.contains_key(*file))
            .cloned()
            .collect();
        self.hold(&files);
        self
    }

    /// The text of a file, if it is in memory.
    pub fn held_text(&self, file: &FilePath) -> Option<String> {
        let index = self.files.binary_search(file).ok()?;
        let bytes = match &self.texts {
            _ if self.unsaved.contains_key(file) => &self.unsaved[file].bytes,
            TextStore::Folder(_) => return None,
            TextStore::Held(texts) => &texts[index],
        };
        String::from_utf8(bytes.to_vec()).ok()
    }

    fn read_anew(&self, file: &FilePath) -> Option<Vec<u8>> {
        match &self.texts {
            TextStore::Folder(root) if self.contains(file) => read_from_disk(root, file).ok(),
            _ => None,
        }
    }

    /// Every file, in the order of the paths.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.files.iter()
    }

    /// Whether it contains Rust files.
    pub fn has_rust(&self) -> bool {
        self.files().any(|file| file.as_str().ends_with(".rs"))
    }

    /// Whether `file` is part of the snapshot, or a link to a file of it.
    pub fn contains(&self, file: &FilePath) -> bool {
        self.files.binary_search(&self.end_of(file)).is_ok()
    }

    /// Links to files and folders of the snapshot.
    pub(crate) fn links(&self) -> &Links {
        &self.links
    }

    /// The real path of a file, with links replaced by their targets.
    pub fn end_of(&self, file: &FilePath) -> FilePath {
        self.links.follow(file.as_str()).unwrap_or_else(|| file.clone())
    }

    /// Why `file` is not part of the snapshot, if it exists. Links that leave the folder are not followed.
    pub fn left_out(&self, file: &FilePath) -> Option<LeftOut> {
        let file = &self.end_of(file);
        match &self.texts {
            _ if self.contains(file) => None,
            TextStore::Folder(root) => left_out_on_disk(root, file.as_str()),
            TextStore::Held(_) => self.other_files.as_ref()?.find(file).ok()?.map(|_| LeftOut::Excluded),
        }
    }

    /// The bytes of `file`.
    pub fn read(&self, file: &FilePath) -> Result<Cow<'_, [u8]>, ReadError> {
        let Ok(index) = self.files.binary_search(file) else {
            return Err(ReadError::Absent { file: file.clone() });
        };
        let bytes = match &self.texts {
            _ if self.unsaved.contains_key(file) => Cow::Borrowed(&*self.unsaved[file].bytes),
            TextStore::Folder(root) => {
                let read = read_from_disk(root, file);
                self.read_log.note(file, hash(&read));
                Cow::Owned(read?)
            }
            TextStore::Held(texts) => Cow::Borrowed(&*texts[index]),
        };
        check_size(file, bytes.len() as u64)?;
        Ok(bytes)
    }

    /// The text of `file`, a byte order mark included.
    pub fn text(&self, file: &FilePath) -> Result<String, ReadError> {
        String::from_utf8(self.read(file)?.into_owned()).map_err(|error| ReadError::NotUtf8 {
            file: file.clone(),
            at: error.utf8_error().valid_up_to(),
        })
    }

    /// The hash of the text of a file: of the unsaved one, or of that on disk when it was first read. `None` before that, and for files
    /// from git.
    pub fn hash(&self, file: &FilePath) -> Option<u128> {
        let unsaved = self.unsaved.get(file).map(|text| text.hash);
        unsaved.or_else(|| self.read_log.first(file))
    }

    /// Whether a file had another text when it was read again, so that results may mix old and new texts.
    pub fn has_changed(&self) -> bool {
        self.read_log.differ()
    }

    /// A hash of the files, their bytes, the links, the submodules and the problems.
    pub fn digest(&self) -> u128 {
        let files = self.files.par_iter();
        let digests: Vec<u128> = files
            .map(|file| {
                let read = self.read(file);
                self.hash(file).unwrap_or_else(|| hash(&read))
            })
            .collect();
        let mut hasher = Xxh3::new();
        let mut enter = |words: [&[u8]; 2]| {
            for word in words {
                hasher.update(&(word.len() as u64).to_le_bytes());
                hasher.update(word);
            }
        };
        for (file, digest) in self.files.iter().zip(digests) {
            enter([file.as_str().as_bytes(), &digest.to_le_bytes()]);
        }
        for (file, problem) in &self.problems {
            enter([file.as_str().as_bytes(), problem.as_bytes()]);
        }
        for (link, end) in self.links.iter() {
            enter([link.as_str().as_bytes(), end.as_str().as_bytes()]);
        }
        for folder in &self.submodules {
            enter([folder.as_str().as_bytes(), b"submodule"]);
        }
        hasher.digest128()
    }

    /// The folders of submodules. The index and the commits of this repository do not contain their files; the worktree does.
    pub fn submodules(&self) -> &[FilePath] {
        &self.submodules
    }

    /// The problems of listing the files, sorted by path: unreadable folders, links that are broken, form a loop or leave the
    /// folder, names that are not UTF-8, ignore files with mistakes, merge conflicts. Each has a lower-case phrase. An empty path
    /// denotes the root.
    pub fn problems(&self) -> &[(FilePath, String)] {
        &self.problems
    }
}

impl From<TrackedFiles> for Snapshot {
    fn from(tracked: TrackedFiles) -> Self {
        let (files, texts) = tracked.texts.into_iter().unzip();
        Self {
            files,
            documents: tracked.documents,
            links: tracked.links,
            texts: TextStore::Held(texts),
            unsaved: BTreeMap::new(),
            problems: tracked.problems.into_iter().collect(),
            submodules: tracked.submodules,
            read_log: Arc::default(),
            other_files: tracked.other_files.map(Arc::new),
            asked: LookupResults::default(),
        }
    }
}

/// Whether snapshots contain files of that name: Rust, TOML, and the linter's own files.
pub(crate) fn is_kept(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("rs" | "toml")) || name.starts_with("ssot")
}

/// Whether a file of that name is a document that only some rules read: Markdown.
fn is_document(name: &str) -> bool {
    name.ends_with(".md") && !is_kept(name)
}

/// The canonical path of `root`, so that the target of a link can be compared with it.
fn checked(root: &Path) -> Result<PathBuf, SnapshotError> {
    let path = || root.to_owned();
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => SnapshotError::Missing { path: path() },
        _ => SnapshotError::Unreadable { path: path(), cause },
    };
    let canonical = fs::canonicalize(root).map_err(unreadable)?;
    if !canonical.is_dir() {
        return Err(SnapshotError::NotAFolder { path: path() });
    }
    fs::read_dir(&canonical).map_err(unreadable)?;
    Ok(canonical)
}

fn left_out_on_disk(root: &Path, file: &str) -> Option<LeftOut> {
    let look = |path: &str| fs::symlink_metadata(root.join(path)).ok();
    for at in file.match_indices('/').map(|(at, _)| at).chain([file.len()]) {
        let path = &file[..at];
        if look(path)?.is_symlink() {
            return Some(LeftOut::BehindLink(FilePath::new(path)));
        }
    }
    look(file)?.is_file().then_some(LeftOut::Excluded)
}

/// The present text of a file below a folder.
pub(crate) fn read_from_disk(root: &Path, file: &FilePath) -> Result<Vec<u8>, ReadError> {
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => ReadError::Vanished { file: file.clone() },
        _ => ReadError::Unreadable {
            file: file.clone(),
            cause,
        },
    };
    let path = root.join(file.as_str());
    // Check before opening, because opening a named pipe may block forever.
    let metadata = fs::metadata(&path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(unreadable(io::Error::other("it is not a file any more")));
    }
    check_size(file, metadata.len())?;
    // The file may grow after the check.
    let most = most(file.name());
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let opened = fs::File::open(&path).map_err(unreadable)?;
    opened.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    check_size(file, bytes.len() as u64)?;
    Ok(bytes)
}

/// The text of a file outside of a snapshot, with the same limits.
pub(crate) fn read_bounded(path: &Path) -> io::Result<String> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bytes = read_from_disk(folder, &FilePath::new(name)).map_err(|error| match error {
        ReadError::Unreadable { cause, .. } => cause,
        ReadError::Vanished { .. } => io::ErrorKind::NotFound.into(),
        error => io::Error::other(error.to_string()),
    })?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The size limit in bytes of a file of that name. It is 64 MiB for Rust: generated bindings of whole operating systems have 10
/// MiB, and facts take about ten times the size of the text. It is 16 MiB for other files: a baseline of a hundred thousand
/// findings has 10 MiB, manifests have less than 1 MiB, and parsed TOML takes about ten times the size of the text, too.
fn most(name: &str) -> u64 {
    if name.ends_with(".rs") { 64 << 20 } else { 16 << 20 }
}

/// The hash of a text, or of the reason why there is none.
fn hash(read: &Result<impl AsRef<[u8]>, ReadError>) -> u128 {
    match read {
        Ok(bytes) => xxh3_128(bytes.as_ref()),
        Err(error) => xxh3_128_with_seed(error.to_string().as_bytes(), 1),
    }
}

/// An error if a file of that name may not have that size.
pub(crate) fn check_size(file: &FilePath, bytes: u64) -> Result<(), ReadError> {
    let most = most(file.name());
    if bytes > most {
        return Err(ReadError::TooLarge {
            file: file.clone(),
            bytes,
            most,
        });
    }
    Ok(())
}
