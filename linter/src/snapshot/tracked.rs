//! The files that git holds below a folder, staged or in a commit, and their texts.
//!
//! Knows git's lists and objects. Files are chosen as in a walk of the worktree: by name, nothing hidden, and nothing that an
//! ignore file of the same state names, though it is tracked. Ignore files above the folder are not asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{check_size, is_kept};
use crate::finding::FilePath;
use crate::git::{Entry, Git, GitError, State};

/// Files with their texts, and what is left out.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    pub(super) texts: BTreeMap<FilePath, Arc<[u8]>>,
    pub(super) problems: BTreeSet<(FilePath, String)>,
    /// Folders that are repositories of their own.
    pub(super) submodules: Vec<FilePath>,
}

/// Links that lead to links are followed that far.
const HOPS: usize = 8;

/// The files below the folder that `git` is for. Both lists are relative to it and end at it.
pub(super) fn tracked(git: &Git, state: State<'_>) -> Result<Tracked, GitError> {
    git.check()?;
    let mut tracked = Tracked::default();
    let mut wanted: Vec<(FilePath, Entry)> = Vec::new();
    for entry in git.entries(state)? {
        let lossy = FilePath::new(String::from_utf8_lossy(&entry.path));
        if !entry.is_submodule() && !is_looked_at(&lossy) && !IGNORE_FILES.contains(&lossy.name()) {
            continue;
        }
        if std::str::from_utf8(&entry.path).is_err() {
            tracked.skip(lossy, "has a name that is not UTF-8");
        } else if entry.is_submodule() {
            tracked.submodules.push(lossy);
        } else if entry.is_conflict {
            tracked.skip(lossy, "has a merge conflict: what will be committed is not known");
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
    let objects = git.objects(wanted.iter().map(|(_, entry)| &*entry.id))?;
    let missing = || wanted.iter().zip(&objects).filter(|(_, object)| object.is_none());
    if let Some(((file, _), _)) = missing().next() {
        let (count, file) = (missing().count(), file.to_string());
        return Err(GitError::Incomplete { count, file });
    }
    let mut links = Vec::new();
    let mut ignored = Ignored::default();
    for ((file, entry), text) in wanted.into_iter().zip(objects.into_iter().flatten()) {
        if entry.is_link() {
            links.push((file, String::from_utf8_lossy(&text).into_owned()));
        } else if IGNORE_FILES.contains(&file.name()) {
            ignored.add(&file, &text);
        } else {
            tracked.texts.insert(file, text.into());
        }
    }
    tracked.follow(links);
    tracked.texts.retain(|file, _| !ignored.names(file));
    Ok(tracked)
}

/// As in the worktree: of a kind that is kept, and neither it nor a folder above is hidden.
fn is_looked_at(file: &FilePath) -> bool {
    is_kept(file.name()) && !file.as_str().split('/').any(|name| name.starts_with('.'))
}

/// Ignore files, the first kind before the second.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// What ignore files name, by their paths. A mistake in one is for a walk of the worktree to tell.
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

    /// The file is named, or a folder above: nothing brings back what lies in one.
    fn names(&self, file: &FilePath) -> bool {
        let path = file.as_str();
        let folders = path.match_indices('/').map(|(at, _)| self.says(&path[..at], true));
        folders.chain([self.says(path, false)]).any(|says| says == Some(true))
    }

    /// What the nearest ignore file says that says anything.
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

impl Tracked {
    /// A link to a file that is there is a file of its own, as in the worktree.
    fn follow(&mut self, links: Vec<(FilePath, String)>) {
        let targets: BTreeMap<FilePath, Option<FilePath>> = links
            .into_iter()
            .map(|(link, target)| {
                let target = (!target.starts_with('/'))
                    .then(|| FilePath::join(link.folder(), &target))
                    .flatten();
                (link, target)
            })
            .collect();
        for link in targets.keys() {
            let mut end = Some(link);
            for _ in 0..HOPS {
                end = end.and_then(|at| targets.get(at).map_or(Some(at), Option::as_ref));
            }
            match end.and_then(|end| self.texts.get(end)).cloned() {
                Some(text) => {
                    self.texts.insert(link.clone(), text);
                }
                None => self.skip(link.clone(), "is a link to nothing that is looked at, and is not followed"),
            }
        }
    }

    fn skip(&mut self, file: FilePath, why: &str) {
        self.problems.insert((file, why.to_owned()));
    }
}
