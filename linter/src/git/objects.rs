//! The files in git's index or in a commit, and their bytes as stored: without filters and without conversion of line endings.

use rayon::prelude::*;

use super::{CommitId, Git, GitError};
use crate::finding::FilePath;

/// The source of files in git.
#[derive(Clone, Copy, Debug)]
pub(crate) enum GitSource<'a> {
    /// The index, which the next commit would contain.
    Index,
    /// The files of a commit.
    Commit(&'a CommitId),
}

/// A file that git lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GitEntry {
    /// Its path relative to the folder.
    pub(crate) path: Vec<u8>,
    /// The id of its object.
    pub(crate) id: String,
    /// Whether it has an unresolved merge conflict.
    pub(crate) is_conflict: bool,
    /// Whether a sparse checkout leaves it out of the worktree.
    pub(crate) is_sparse: bool,
    mode: String,
}

/// Maximum number of objects that one call of git reads, so that they are not in memory twice.
const MOST_OBJECTS: usize = 256;

impl Git {
    /// The files below the folder, with paths relative to it.
    pub(crate) fn entries(&self, state: GitSource<'_>) -> Result<Vec<GitEntry>, GitError> {
        let list = match state {
            GitSource::Index => self.bytes(&["ls-files", "--stage", "-t", "-z"], Vec::new())?,
            GitSource::Commit(commit) => self.tree(commit)?,
        };
        let lines = list.split(|&byte| byte == 0);
        Ok(lines.filter_map(|line| GitEntry::parse(line, state)).collect())
    }

    fn tree(&self, commit: &CommitId) -> Result<Vec<u8>, GitError> {
        let list = self.bytes(&["ls-tree", "-r", "-z", commit.as_str()], Vec::new());
        list.map_err(|error| match error {
            GitError::Failed { said, .. } if said.contains("not a tree object") => GitError::NoTree { commit: commit.clone() },
            error => error,
        })
    }

    /// The sizes of objects, in the same order; `None` for a missing one.
    pub(crate) fn sizes<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<Vec<Option<u64>>, GitError> {
        let input: String = ids.map(|id| format!("{id}\n")).collect();
        let answer = self.text_of(&["cat-file", "--batch-check"], input.into_bytes())?;
        Ok(answer.lines().map(|line| line.rsplit_once(' ')?.1.parse().ok()).collect())
    }

    /// The bytes of objects, in the same order; `None` for a missing one.
    pub(crate) fn objects<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        let ids: Vec<&str> = ids.collect();
        let mut objects = Vec::with_capacity(ids.len());
        for ids in ids.chunks(MOST_OBJECTS) {
            let input: String = ids.iter().map(|id| format!("{id}\n")).collect();
            let answer = self.bytes(&["cat-file", "--batch"], input.into_bytes())?;
            let mut rest = &*answer;
            objects.extend(ids.iter().map(|_| next_object(&mut rest).map(<[u8]>::to_vec)));
        }
        Ok(objects)
    }

    /// What `read` makes of files, given with the ids of their objects, in the same order. All must be there. Only some are in
    /// memory at a time.
    pub(crate) fn read_all<T: Send>(
        &self,
        files: &[(&FilePath, &str)],
        read: &(dyn Fn(&[u8]) -> T + Sync),
    ) -> Result<Vec<T>, GitError> {
        let mut all = Vec::with_capacity(files.len());
        let mut missing = Vec::new();
        for files in files.chunks(MOST_OBJECTS) {
            let objects = self.objects(files.iter().map(|(_, id)| *id))?;
            let without = files.iter().zip(&objects).filter(|(_, object)| object.is_none());
            missing.extend(without.map(|((file, _), _)| *file));
            all.par_extend(objects.par_iter().flatten().map(|object| read(object)));
        }
        match missing.first() {
            None => Ok(all),
            Some(file) => Err(GitError::Incomplete {
                count: missing.len(),
                file: file.to_string(),
            }),
        }
    }
}

impl GitEntry {
    /// Parses a line: `tag mode id stage TAB path` for the index, `mode type id TAB path` for a commit.
    fn parse(line: &[u8], state: GitSource<'_>) -> Option<Self> {
        let tab = line.iter().position(|&byte| byte == b'\t')?;
        let mut words = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
        let tag = match state {
            GitSource::Index => words.next()?,
            GitSource::Commit(_) => "",
        };
        let (mode, second, third) = (words.next()?, words.next()?, words.next()?);
        let (id, is_conflict) = match state {
            GitSource::Index => (second, third != "0"),
            GitSource::Commit(_) => (third, false),
        };
        Some(Self {
            path: line[tab + 1..].to_vec(),
            id: id.to_owned(),
            is_conflict,
            is_sparse: tag == "S",
            mode: mode.to_owned(),
        })
    }

    /// Its path, if that is UTF-8.
    pub(crate) fn file(&self) -> Option<FilePath> {
        std::str::from_utf8(&self.path).ok().map(FilePath::new)
    }

    /// Whether it is a symbolic link; its bytes are the target.
    pub(crate) fn is_link(&self) -> bool {
        self.mode == "120000"
    }

    /// Whether it is a submodule.
    pub(crate) fn is_submodule(&self) -> bool {
        self.mode == "160000"
    }
}

/// Removes `id type size LF content LF` from the beginning of the output and returns the content; `None` for `id missing LF`.
fn next_object<'a>(answer: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = answer.iter().position(|&byte| byte == b'\n')?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    *answer = &answer[end + 1..];
    let size: usize = head.rsplit_once(' ')?.1.parse().ok()?;
    let content = answer.get(..size)?;
    *answer = answer.get(size + 1..).unwrap_or_default();
    Some(content)
}
