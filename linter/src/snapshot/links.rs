//! Symbolic links in a snapshot. A file is listed once, under its real path; a link to it is an alias.
//!
//! This module knows only paths. The code that lists files decides which links are followed.

use std::collections::BTreeMap;

use crate::finding::FilePath;

/// The target of each link to a Rust file or to a folder below the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Links(BTreeMap<FilePath, FilePath>);

/// The maximum number of links that are followed for one path.
const HOPS: usize = 8;

impl Links {
    /// The real path of `path`, if it contains a link. `None` also if there are too many links, such as in a loop.
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

    /// `path` with its first link replaced by the target.
    fn step(&self, path: &str) -> Option<FilePath> {
        if self.0.is_empty() {
            return None;
        }
        let mut ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.find_map(|at| FilePath::join(self.0.get(&path[..at])?.as_str(), &path[at..]))
    }

    pub(super) fn insert(&mut self, link: FilePath, end: FilePath) {
        self.0.insert(link, end);
    }

    /// Every link and its target, sorted by link.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&FilePath, &FilePath)> {
        self.0.iter()
    }
}

impl FromIterator<(FilePath, FilePath)> for Links {
    fn from_iter<T: IntoIterator<Item = (FilePath, FilePath)>>(links: T) -> Self {
        Self(links.into_iter().collect())
    }
}
