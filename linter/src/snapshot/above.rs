//! Files that are not below the root of a snapshot but belong to it: a configuration above, which several workspaces of one repository
//! share, and the files of a submodule, which the index and the commits of its repository do not contain.

use std::fs;
use std::path::Path;

use super::{ReadError, Snapshot, TextStore, read_bounded};
use crate::finding::FilePath;

impl Snapshot {
    /// The text of a file above the root, by a relative path that begins with `../`, from the same source as all others: the worktree,
    /// the index or a commit. `None` if there is no such file in the repository around the root.
    pub fn text_above(&self, path: &str) -> Result<Option<String>, ReadError> {
        let bytes = match (&self.texts, &self.other_files) {
            (TextStore::Folder(root), _) => return on_disk(root, path),
            (TextStore::Held(_), Some(other_files)) => other_files.above(path),
            (TextStore::Held(_), None) => None,
        };
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|error| ReadError::NotUtf8 {
            file: FilePath::new(path),
            at: error.utf8_error().valid_up_to(),
        })
    }

    /// The checked out files of the submodule that contains a folder, with the path of the submodule, if this snapshot lacks them.
    pub fn submodule_around(&self, folder: &FilePath) -> Option<(FilePath, Self)> {
        let submodule = self.submodules.iter().find(|submodule| folder.is_within(submodule))?;
        let root = match &self.texts {
            TextStore::Folder(root) => root.as_path(),
            TextStore::Held(_) => self.other_files.as_ref()?.folder(),
        };
        let files = Self::worktree(&root.join(submodule.as_str())).ok()?;
        Some((submodule.clone(), files))
    }
}

/// Reads a file on disk. Whoever writes the path may not be trusted, so that it, or a link on the way, cannot lead out of the
/// repository.
fn on_disk(root: &Path, path: &str) -> Result<Option<String>, ReadError> {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let found = fs::canonicalize(root.join(path)).ok();
    let found = found.filter(|found| found.is_file() && repository.is_some_and(|repository| found.starts_with(repository)));
    let text = found.map(|found| read_bounded(&found)).transpose();
    text.map_err(|cause| ReadError::Unreadable {
        file: FilePath::new(path),
        cause,
    })
}
