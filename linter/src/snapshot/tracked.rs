//! The files below a folder in git's index or in a commit, and their texts.
//!
//! Files are chosen as in a walk of the worktree: by name, without hidden ones, and without those that an ignore file of the same
//! state matches, even if they are tracked. Ignore files above the folder are not read.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashMap;

use super::walk::is_way;
use super::{Links, ReadError, check_size, is_document, is_kept};
use crate::finding::FilePath;
use crate::git::{Git, GitEntry, GitError, GitSource};

/// Files with their texts, and the data about files that are left out.
#[derive(Debug, Default)]
pub(super) struct TrackedFiles {
    pub(super) texts: BTreeMap<FilePath, Arc<[u8]>>,
    /// The Markdown files that no ignore file excludes, sorted by path. Their texts are read on demand.
    pub(super) documents: Vec<FilePath>,
    pub(super) problems: BTreeSet<(FilePath, String)>,
    pub(super) links: Links,
    /// The folders of submodules.
    pub(super) submodules: Vec<FilePath>,
    /// Set at the end of [`tracked`].
    pub(super) other_files: Option<OtherFiles>,
}

/// The files in git that are left out: files of other types, and ignored ones. Sources may name them.
#[derive(Debug)]
pub(super) struct OtherFiles {
    git: Git,
    /// The commit; empty for the index.
    commit: String,
    entries: FxHashMap<FilePath, GitEntry>,
    /// Every link, as written.
    links: Links,
}

impl OtherFiles {
    /// The root on disk.
    pub(super) fn folder(&self) -> &Path {
        self.git.folder()
    }

    /// The bytes of a file above the root, if git has it.
    pub(super) fn above(&self, path: &str) -> Option<Vec<u8>> {
        let name = format!("{}:{path}", self.commit);
        if name.contains(['\n', '\0']) {
            return None;
        }
        let size = self.git.sizes(std::iter::once(&*name)).ok()?.pop()??;
        check_size(&FilePath::new(path), size).ok()?;
        self.git.objects(std::iter::once(&*name)).ok()?.pop()?
    }

    /// The texts of some files, in their order: for each that git does not have, or that cannot be read, the reason.
    pub(super) fn texts(&self, files: &[FilePath]) -> Vec<Result<Arc<[u8]>, ReadError>> {
        let readable = |file: &FilePath| match self.entries.get(file) {
            None => Err(ReadError::Absent { file: file.clone() }),
            Some(entry) if entry.is_conflict => Err(unreadable(file, CONFLICT)),
            Some(entry) => Ok(entry),
        };
        let entries: Vec<Result<&GitEntry, ReadError>> = files.iter().map(readable).collect();
        let sizes = self
            .git
            .sizes(entries.iter().flatten().map(|entry| &*entry.id))
            .unwrap_or_default();
        let mut sizes = sizes.into_iter();
        let fitting = entries.into_iter().zip(files).map(|(entry, file)| {
            let entry = entry?;
            let size = sizes.next().flatten().ok_or_else(|| unreadable(file, NO_CONTENT))?;
            check_size(file, size).map(|()| entry)
        });
        let entries: Vec<Result<&GitEntry, ReadError>> = fitting.collect();
        let objects = self
            .git
            .objects(entries.iter().flatten().map(|entry| &*entry.id))
            .unwrap_or_default();
        let mut objects = objects.into_iter();
        let texts = entries.into_iter().zip(files).map(|(entry, file)| {
            entry?;
            let text = objects.next().flatten();
            text.map(Arc::from).ok_or_else(|| unreadable(file, NO_CONTENT))
        });
        texts.collect()
    }

    /// The real path and the text of a file, if git has it.
    pub(super) fn find(&self, file: &FilePath) -> Result<Option<(FilePath, Vec<u8>)>, ReadError> {
        let lies_at = self.links.follow(file.as_str()).unwrap_or_else(|| file.clone());
        let Some(entry) = self.entries.get(&lies_at).filter(|entry| !entry.is_link()) else {
            return Ok(None);
        };
        if entry.is_conflict {
            return Err(unreadable(&lies_at, CONFLICT));
        }
        let id = || std::iter::once(&*entry.id);
        let failed = |error: GitError| unreadable(&lies_at, &error.to_string());
        let size = self.git.sizes(id()).map_err(failed)?.pop().flatten();
        check_size(&lies_at, size.unwrap_or_default())?;
        let text = self.git.objects(id()).map_err(failed)?.pop().flatten();
        let text = text.ok_or_else(|| unreadable(&lies_at, NO_CONTENT))?;
        Ok(Some((lies_at, text)))
    }
}

const NO_CONTENT: &str = "git does not have its content";

fn unreadable(file: &FilePath, why: &str) -> ReadError {
    ReadError::Unreadable {
        file: file.clone(),
        cause: io::Error::other(why),
    }
}

const CONFLICT: &str = "has a merge conflict: what will be committed is not known";

/// The files below the folder of `git`, with paths relative to it.
pub(super) fn tracked(git: &Git, state: GitSource<'_>) -> Result<TrackedFiles, GitError> {
    git.check()?;
    let mut tracked = TrackedFiles::default();
    let mut wanted: Vec<(FilePath, &GitEntry)> = Vec::new();
    let entries = git.entries(state)?;
    if let GitSource::Commit(commit) = state
        && entries.is_empty()
    {
        git.check_moved(commit)?;
    }
    for entry in &entries {
        let lossy = FilePath::new(String::from_utf8_lossy(&entry.path));
        let has_name = std::str::from_utf8(&entry.path).is_ok();
        if entry.is_link() && has_name && !entry.is_conflict {
            // A link with any name may lead to a folder.
            wanted.push((lossy, entry));
            continue;
        }
        if !entry.is_submodule() && !is_looked_at(&lossy) && !IGNORE_FILES.contains(&lossy.name()) {
            continue;
        }
        if !has_name {
            tracked.skip(lossy, "has a name that is not UTF-8");
        } else if entry.is_submodule() {
            tracked.submodules.push(lossy);
        } else if entry.is_conflict {
            tracked.skip(lossy, CONFLICT);
        } else {
            wanted.push((lossy, entry));
        }
    }
    let sizes = git.sizes(wanted.iter().map(|(_, entry)| &*entry.id))?;
    let mut sizes = sizes.into_iter();
    wanted.retain(
        |(file, _)| match check_size(file, sizes.next().flatten().unwrap_or_default()) {
            Ok(()) => true,
            Err(error) => {
                tracked.skip(file.clone(), &error.to_string());
                false
            }
        },
    );
    let ids: Vec<(&FilePath, &str)> = wanted.iter().map(|(file, entry)| (file, &*entry.id)).collect();
    let texts = git.read_all(&ids, &|bytes| Arc::<[u8]>::from(bytes))?;
    let mut links = Vec::new();
    let mut ignored = Ignored::default();
    for ((file, entry), text) in wanted.into_iter().zip(texts) {
        if entry.is_link() {
            links.push((file, String::from_utf8_lossy(&text).into_owned()));
        } else if IGNORE_FILES.contains(&file.name()) {
            ignored.add(&file, &text);
        } else {
            tracked.texts.insert(file, text);
        }
    }
    let links = tracked.follow(links, &ignored);
    tracked.texts.retain(|file, _| !ignored.names(file));
    tracked.documents = documents(&entries, &ignored);
    let entries = entries.into_iter().filter_map(|entry| {
        let file = entry.file()?;
        (!entry.is_submodule() && !tracked.texts.contains_key(&file)).then_some((file, entry))
    });
    tracked.other_files = Some(OtherFiles {
        git: git.clone(),
        commit: match state {
            GitSource::Index => String::new(),
            GitSource::Commit(commit) => commit.as_str().to_owned(),
        },
        entries: entries.collect(),
        links,
    });
    Ok(tracked)
}

/// The Markdown files among the entries, as in a walk.
fn documents(entries: &[GitEntry], ignored: &Ignored) -> Vec<FilePath> {
    let files = entries.iter().filter(|entry| !entry.is_link() && !entry.is_submodule());
    let mut documents: Vec<FilePath> = files
        .filter_map(GitEntry::file)
        .filter(|file| is_document(file.name()) && !is_hidden(file) && !ignored.names(file))
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// Whether a file is listed, as in a walk: its name is kept, and neither it nor a folder above is hidden.
fn is_looked_at(file: &FilePath) -> bool {
    is_kept(file.name()) && !is_hidden(file)
}

fn is_hidden(file: &FilePath) -> bool {
    file.as_str().split('/').any(|name| name.starts_with('.'))
}

/// Whether one of the sorted files is below the path.
fn is_folder(path: &FilePath, files: &[FilePath]) -> bool {
    let first = format!("{path}/");
    let next = files.partition_point(|file| file.as_str() < first.as_str());
    files.get(next).is_some_and(|file| file.as_str().starts_with(&first))
}

/// The names of ignore files. The first takes precedence over the second.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// The ignore files, by their paths. Mistakes in them are reported by the walk of the worktree.
#[derive(Debug, Default)]
struct Ignored(BTreeMap<String, Gitignore>);

impl Ignored {
    fn add(&mut self, file: &FilePath, text: &[u8]) {
        let mut globs = GitignoreBuilder::new("");
        for line in String::from_utf8_lossy(text).lines() {
            let _ = globs.add_line(None, line);
        }
        self.0.extend(globs.build().map(|globs| (file.to_string(), globs)));
    }

    /// Whether a file or a folder above it is ignored. A file in an ignored folder cannot be included again.
    fn names(&self, file: &FilePath) -> bool {
        let path = file.as_str();
        let folders = path.match_indices('/').map(|(at, _)| self.says(&path[..at], true));
        folders.chain([self.says(path, false)]).any(|says| says == Some(true))
    }

    /// Whether the nearest ignore file with a matching pattern ignores the path; `None` if there is none.
    fn says(&self, path: &str, is_folder: bool) -> Option<bool> {
        let splits = || path.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
        let asked = IGNORE_FILES
            .iter()
            .flat_map(|name| splits().map(move |at| (name, path.split_at(at))));
        let mut answers =
            asked.filter_map(
                |(name, (folder, below))| match self.0.get(&format!("{folder}{name}"))?.matched(below, is_folder) {
                    Match::None => None,
                    said => Some(said.is_ignore()),
                },
            );
        answers.next()
    }
}

impl TrackedFiles {
    /// Records the links to listed files and folders, as in a walk. Returns all links that stay below the root.
    fn follow(&mut self, links: Vec<(FilePath, String)>, ignored: &Ignored) -> Links {
        let written: Links = links
            .iter()
            .filter(|(_, target)| !target.starts_with('/'))
            .filter_map(|(link, target)| Some((link.clone(), FilePath::join(link.folder(), target)?)))
            .collect();
        let files: Vec<FilePath> = self.texts.keys().filter(|file| !ignored.names(file)).cloned().collect();
        let mut ways = Vec::new();
        for link in links.into_iter().map(|(link, _)| link).filter(|link| !is_hidden(link)) {
            let end = written.follow(link.as_str());
            let text = end.as_ref().and_then(|end| self.texts.get(end)).cloned();
            match (end, text) {
                (Some(end), _) if is_way(&link, &end, &files) || is_folder(&end, &files) => ways.push((link, end)),
                (_, Some(text)) if is_kept(link.name()) => drop(self.texts.insert(link, text)),
                _ if is_kept(link.name()) => self.skip(link, "is a link to a file that is not checked, and is not followed"),
                _ => {}
            }
        }
        self.links = ways.into_iter().collect();
        written
    }

    fn skip(&mut self, file: FilePath, why: &str) {
        self.problems.insert((file, why.to_owned()));
    }
}
