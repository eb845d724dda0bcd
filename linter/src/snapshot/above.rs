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

    /// The text of a file by its path from the top of the repository around the root, from the same source as all others. `None` if it is
    /// not there or cannot be read. Texts in memory are a repository of their own.
    pub(crate) fn repository_text(&self, path: &str) -> Option<String> {
        let bytes = match (&self.texts, &self.other_files) {
            (TextStore::Folder(root), _) => return on_disk(repository(root).unwrap_or(root), path).ok()?,
            (TextStore::Held(_), Some(other_files)) => other_files.above(path)?,
            (TextStore::Held(_), None) => return self.text(&FilePath::new(path)).ok(),
        };
        String::from_utf8(bytes).ok()
    }

    /// The path of the root from the top of the repository around it: empty, or with a `/` at its end.
    pub(crate) fn path_in_repository(&self) -> String {
        let root = match (&self.texts, &self.other_files) {
            (TextStore::Folder(root), _) => Some(&**root),
            (TextStore::Held(_), other_files) => other_files.as_ref().map(|files| files.folder()),
        };
        root.map(path_in_repository).unwrap_or_default()
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

/// The path of a folder from the top of the repository around it: empty where there is none, else with a `/` at its end.
pub(crate) fn path_in_repository(folder: &Path) -> String {
    let below = repository(folder).and_then(|repository| folder.strip_prefix(repository).ok());
    let names: Option<Vec<&str>> = below.unwrap_or(Path::new("")).iter().map(|name| name.to_str()).collect();
    names.unwrap_or_default().iter().map(|name| format!("{name}/")).collect()
}

fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// Reads a file on disk. Whoever writes the path may not be trusted, so that it, or a link on the way, cannot lead out of the
/// repository.
fn on_disk(root: &Path, path: &str) -> Result<Option<String>, ReadError> {
    let repository = repository(root).unwrap_or(root);
    let found = fs::canonicalize(root.join(path)).ok();
    let found = found.filter(|found| found.is_file() && found.starts_with(repository));
    let text = found.map(|found| read_bounded(&found)).transpose();
    text.map_err(|cause| ReadError::Unreadable {
        file: FilePath::new(path),
        cause,
    })
}
