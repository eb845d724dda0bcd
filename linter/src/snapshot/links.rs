//! Links among the files of a snapshot. A text has one name, the one where it lies; a link is a way to it.
//!
//! Knows paths alone. Which links count is for those who list files.

use std::collections::BTreeMap;

use crate::finding::FilePath;

/// For each link to a Rust file or to a folder below the root, where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Links(BTreeMap<FilePath, FilePath>);

/// The most links on the way to one file.
const HOPS: usize = 8;

impl Links {
    /// Where `path` ends, where a link is on the way to it. `None` also where links lead on and on.
    pub(crate) fn follow(&self, path: &str) -> Option<FilePath> {
        let mut end: Option<FilePath> = None;
        for _ in 0..HOPS {
            match self.step(end.as_ref().map_or(path, FilePath::as_str)) {
                Some(next) => end = Some(next),
                None => return end,
            }
        }
        None
    }

    /// `path` with the first link on the way replaced by where it leads.
    fn step(&self, path: &str) -> Option<FilePath> {
        if self.0.is_empty() {
            return None;
        }
        let mut ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.find_map(|at| FilePath::join(self.0.get(&path[..at])?.as_str(), &path[at..]))
    }

    /// Every link and where it leads, in the order of the links.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&FilePath, &FilePath)> {
        self.0.iter()
    }
}

impl FromIterator<(FilePath, FilePath)> for Links {
    fn from_iter<T: IntoIterator<Item = (FilePath, FilePath)>>(links: T) -> Self {
        Self(links.into_iter().collect())
    }
}
