//! Checks whether git could restore files as they are now.
//!
//! `git status` omits ignored files, files marked `assume-unchanged` or `skip-worktree`, and submodules with `ignore = all`. So
//! the bytes on disk are compared with the bytes in git.

use std::collections::{BTreeMap, HashMap};

use super::{Git, GitError, GitSource, HEAD};

/// Where git has the same bytes as a file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitCopy {
    /// In HEAD and in the index.
    Committed,
    /// In the index only.
    Staged,
    /// In neither.
    Nowhere,
}

/// The ids of the objects of files, by their paths relative to a folder.
struct TrackedIds {
    staged: HashMap<Vec<u8>, String>,
    committed: HashMap<Vec<u8>, String>,
}

impl Git {
    /// For each file, where git has its bytes. A file is given by its path relative to the folder, without links, and its bytes
    /// on disk. A file in a nested repository is looked up in that one.
    pub fn kept(&self, files: &[(&str, &[u8])]) -> Result<Vec<GitCopy>, GitError> {
        let prefix = self.prefix()?;
        let known = self.known()?;
        let mut kept = self.compare(&known, files)?;
        let mut elsewhere: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, (file, _)) in files.iter().enumerate() {
            if let Some((folder, _)) = file.rsplit_once('/')
                && !known.staged.contains_key(file.as_bytes())
            {
                elsewhere.entry(folder).or_default().push(index);
            }
        }
        for (folder, indices) in elsewhere {
            let git = Self::at(&self.folder.join(folder));
            // It is the same repository, which does not track these files.
            if git.prefix().is_ok_and(|inner| inner == format!("{prefix}{folder}/")) {
                continue;
            }
            let names: Vec<(&str, &[u8])> = indices
                .iter()
                .map(|&at| (&files[at].0[folder.len() + 1..], files[at].1))
                .collect();
            let Ok(known) = git.known() else { continue };
            for (at, found) in indices.iter().zip(git.compare(&known, &names)?) {
                kept[*at] = found;
            }
        }
        Ok(kept)
    }

    /// The paths of the files in the index below the folder, without links and submodules.
    pub fn staged_files(&self) -> Result<Vec<String>, GitError> {
        let paths = self
            .known()?
            .staged
            .into_keys()
            .filter_map(|path| String::from_utf8(path).ok());
        let mut paths: Vec<String> = paths.collect();
        paths.sort_unstable();
        Ok(paths)
    }

    fn known(&self) -> Result<TrackedIds, GitError> {
        let committed = match self.commit(HEAD) {
            Ok(commit) => self.ids(GitSource::Commit(&commit))?,
            Err(GitError::Unborn) => HashMap::new(),
            Err(error) => return Err(error),
        };
        Ok(TrackedIds {
            staged: self.ids(GitSource::Index)?,
            committed,
        })
    }

    fn ids(&self, state: GitSource<'_>) -> Result<HashMap<Vec<u8>, String>, GitError> {
        let entries = self.entries(state)?.into_iter();
        let files = entries.filter(|entry| !entry.is_conflict && !entry.is_link() && !entry.is_submodule());
        Ok(files.map(|entry| (entry.path, entry.id)).collect())
    }

    fn compare(&self, known: &TrackedIds, files: &[(&str, &[u8])]) -> Result<Vec<GitCopy>, GitError> {
        let ids: Vec<Option<&String>> = files.iter().map(|(file, _)| known.staged.get(file.as_bytes())).collect();
        let mut objects = self.objects(ids.iter().flatten().map(|id| id.as_str()))?.into_iter();
        let compared = files.iter().zip(ids).map(|((file, bytes), id)| {
            let id = id?;
            let object = objects.next().flatten()?;
            is_brought_back(&object, bytes).then(|| known.committed.get(file.as_bytes()) == Some(id))
        });
        let kept = compared.map(|is_committed| match is_committed {
            Some(true) => GitCopy::Committed,
            Some(false) => GitCopy::Staged,
            None => GitCopy::Nowhere,
        });
        Ok(kept.collect())
    }
}

/// Whether a checkout writes these bytes, either unchanged or with every `\n` converted to `\r\n`. A file with mixed line endings
/// is not restored exactly.
fn is_brought_back(object: &[u8], bytes: &[u8]) -> bool {
    if object == bytes {
        return true;
    }
    let converted = object.split(|&byte| byte == b'\n').collect::<Vec<_>>().join(&b"\r\n"[..]);
    !object.contains(&b'\r') && converted == bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_endings_are_converted_all_or_none() {
        assert!(is_brought_back(b"a\nb\n", b"a\nb\n"));
        assert!(is_brought_back(b"a\nb\n", b"a\r\nb\r\n"));
        assert!(!is_brought_back(b"a\nb\n", b"a\r\nb\n"));
        assert!(!is_brought_back(b"a\r\nb\n", b"a\r\nb\r\n"));
        assert!(!is_brought_back(b"a\n", b"a"));
    }
}
