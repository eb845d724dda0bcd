//! The worktree as git sees it, so that it can be compared with a commit.

use super::Snapshot;
use crate::finding::FilePath;
use crate::git::{Git, GitEntry, GitError, GitSource};

impl Snapshot {
    /// The same files without those in submodules, which a commit does not have either, and with those that a sparse checkout
    /// leaves out of the worktree, which are as they are in the index.
    ///
    /// The folder of a former submodule of the commit `before` is left out too, if git has no file in it.
    pub(crate) fn committable(self, git: &Git, before: &Self) -> Result<Self, GitError> {
        let entries = git.entries(GitSource::Index)?;
        let files = || {
            entries
                .iter()
                .filter(|entry| !entry.is_submodule())
                .filter_map(GitEntry::file)
        };
        let is_former = |folder: &&FilePath| !folder.as_str().is_empty() && !files().any(|file| file.is_within(folder));
        let former = before.submodules().iter().filter(is_former).cloned();
        let submodules = entries.iter().filter(|entry| entry.is_submodule());
        let submodules: Vec<FilePath> = submodules.filter_map(GitEntry::file).chain(former).collect();
        let mut snapshot = self.without_submodules(&submodules);
        if entries.iter().any(|entry| entry.is_sparse) {
            let index = Self::index(git.folder())?;
            for entry in entries.iter().filter(|entry| entry.is_sparse) {
                snapshot = snapshot.with_sparse(entry, &index);
            }
        }
        Ok(snapshot)
    }

    /// The same snapshot without the files of submodules, which it may have as files of its own.
    pub(crate) fn without_submodules(&self, folders: &[FilePath]) -> Self {
        let mut snapshot = self.without(|file| folders.iter().any(|folder| file.is_within(folder)));
        snapshot.submodules.extend_from_slice(folders);
        snapshot.submodules.sort_unstable();
        snapshot.submodules.dedup();
        snapshot
    }

    /// The same snapshot with a file of the index, unless it is in the worktree nevertheless.
    fn with_sparse(self, entry: &GitEntry, index: &Self) -> Self {
        match entry.file() {
            Some(file) if index.contains(&file) && !self.contains(&file) => match index.read(&file) {
                Ok(text) => self.with_unsaved(file, text.into_owned()),
                Err(_) => self,
            },
            _ => self,
        }
    }
}
