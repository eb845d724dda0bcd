//! Copies that drifted: after the copying one was changed and another was not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use crate::clones::{CloneClass, CloneKind, Fragment};
use crate::finding::FilePath;
use crate::history::{Commit, History};

/// What changed one copy of a class since the last of them was made.
#[derive(Debug, Serialize)]
pub(super) struct Drift {
    /// The copies that were changed, each with the commits.
    pub(super) changed: Vec<ChangedCopy>,
    /// The copies that were not.
    pub(super) unchanged: Vec<String>,
}

/// A copy that was changed.
#[derive(Debug, Serialize)]
pub(super) struct ChangedCopy {
    pub(super) item: String,
    /// Hash and first line of the message, in order of time.
    pub(super) commits: Vec<String>,
}

/// Copies that are less alike never were the same, as far as anyone can tell.
const LEAST_SIMILARITY: f32 = 0.6;

/// When the lines of the copies of some classes were changed.
pub(super) struct CommitsByCopy(HashMap<(FilePath, u32), BTreeSet<Commit>>);

impl CommitsByCopy {
    /// Asks git for the lines of all copies, a file at a time.
    pub(super) fn new(classes: &[CloneClass], history: Option<&History>) -> Self {
        let mut ranges: BTreeMap<FilePath, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for copy in classes.iter().flat_map(|class| &class.members) {
            let of_file = ranges.entry(copy.place.file.clone()).or_default();
            of_file.insert((copy.first_line, copy.last_line));
        }
        let asked = ranges.into_par_iter().filter_map(|(file, ranges)| {
            let ranges: Vec<(u32, u32)> = ranges.into_iter().collect();
            let commits = history?.commits_of_lines(&file, &ranges)?;
            let starts = ranges.into_iter().map(move |(first, _)| (file.clone(), first));
            Some(starts.zip(commits).collect::<Vec<_>>())
        });
        Self(asked.flatten().collect())
    }

    fn commits(&self, copy: &Fragment) -> Option<&BTreeSet<Commit>> {
        let commits = self.0.get(&(copy.place.file.clone(), copy.first_line));
        commits.filter(|commits| !commits.is_empty())
    }

    /// When a copy was written, as far as lines of it are left; unknown is last.
    pub(super) fn born(&self, copy: &Fragment) -> i64 {
        let first = self.commits(copy).and_then(BTreeSet::first);
        first.map_or(i64::MAX, |commit| commit.time)
    }

    /// How a class drifted; `None` where all copies are the same still, or all were changed, or git does not know them.
    pub(super) fn drift(&self, class: &CloneClass) -> Option<Drift> {
        let was_copied = class.kind != CloneKind::Exact && class.similarity >= LEAST_SIMILARITY;
        if !was_copied || class.members.iter().any(|copy| self.commits(copy).is_none()) {
            return None;
        }
        let copied = class.members.iter().map(|copy| self.born(copy)).max()?;
        let mut drift = Drift {
            changed: Vec::new(),
            unchanged: Vec::new(),
        };
        for copy in &class.members {
            let later = self.commits(copy).into_iter().flatten().filter(|commit| commit.time > copied);
            let commits: Vec<String> = later.map(|commit| format!("{} {}", commit.id, commit.summary)).collect();
            let item = copy.name.clone();
            if commits.is_empty() {
                drift.unchanged.push(item);
            } else {
                drift.changed.push(ChangedCopy { item, commits });
            }
        }
        (!drift.changed.is_empty() && !drift.unchanged.is_empty()).then_some(drift)
    }
}
