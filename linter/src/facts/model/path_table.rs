//! The table of a file's paths: without duplicates, with all segments in one vector.

use bitcode::{Decode, Encode};
use serde::Serialize;
use smallvec::SmallVec;

use super::{Name, Path, PathId};
use crate::interned::{Interned, row};

/// The segments of a path under construction. Few paths have more than four.
pub(in crate::facts) type Segments = SmallVec<[Name; 4]>;

/// The paths of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Encode, Decode)]
pub struct Paths {
    segments: Vec<Name>,
    /// For each path, the end of its segments, and whether it begins with `::`.
    ends: Vec<(u32, bool)>,
}

impl Paths {
    /// The path with this id.
    pub fn get(&self, PathId(at): PathId) -> Path<'_> {
        let (start, end) = row(&self.ends, at, |(end, _)| *end);
        Path {
            absolute: self.ends[at as usize].1,
            segments: &self.segments[start..end],
        }
    }

    /// All paths, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = Path<'_>> {
        (0..self.ends.len() as u32).map(|at| self.get(PathId(at)))
    }

    /// The id of a path. Adds the path if it is new.
    pub(in crate::facts) fn enter(&mut self, path: Path<'_>, index: &mut Interned) -> PathId {
        let next = self.ends.len() as u32;
        let at = index.number(&path, next, |at| self.get(PathId(at)));
        if at == next {
            self.segments.extend_from_slice(path.segments);
            self.ends.push((self.segments.len() as u32, path.absolute));
        }
        PathId(at)
    }

    pub(in crate::facts) fn shrink_to_fit(&mut self) {
        self.segments.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
