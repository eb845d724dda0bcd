//! Follows the items of files from commit to commit, from the facts of the files that each commit changes. No name is resolved, so
//! an item is known by its file and its key.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::inventory::{InventoryKind, ItemKey, LocalItem, local_items};
use super::matching::{is_continued, is_same_code};
use super::version::FileVersion;
use crate::discover::crate_name;
use crate::facts::FileFacts;
use crate::finding::FilePath;
use crate::git::{FileChange, Git, GitError, Revision};

/// A commit with the Rust files that it changes.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) revision: Revision,
    pub(super) files: Vec<ChangedFile>,
    /// All files that the commit adds and removes, whatever they hold.
    pub(super) added: Vec<FilePath>,
    pub(super) removed: Vec<FilePath>,
}

/// A Rust file that a commit changes.
#[derive(Debug)]
pub(super) struct ChangedFile {
    pub(super) file: FilePath,
    before: Option<Arc<FileVersion>>,
    after: Option<Arc<FileVersion>>,
}

/// An item at a place.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub(super) file: FilePath,
    pub(super) local: LocalItem,
}

/// The life of an item that a commit of the range removed or moved.
#[derive(Debug)]
pub(super) struct ItemLife {
    /// Where it was first seen: in the base, or where it was added.
    pub(super) first: Sighting,
    /// Where it was last seen.
    pub(super) last: Sighting,
    /// The step that added it; `None` if it stood at the base.
    pub(super) born: Option<usize>,
    /// The last step that took it from its place, even if it is elsewhere since.
    pub(super) left: Option<usize>,
    /// Whether it is gone at the end.
    pub(super) is_gone: bool,
    /// Whether it was gone for a while.
    pub(super) has_returned: bool,
}

/// The steps of a range, and the lives of the items that they touch.
#[derive(Debug)]
pub(super) struct Timeline {
    pub(super) steps: Vec<Step>,
    pub(super) lives: Vec<ItemLife>,
    /// For each Rust file that changed: the step and the version after it, in order.
    versions: VersionsByFile,
    /// The names of the crates whose manifests commits of the range change, by their folders.
    pub(super) crates: FxHashMap<String, String>,
    /// The files of the base that steps gave other names: the step and the name after it, in order.
    renames: FxHashMap<FilePath, Vec<(usize, FilePath)>>,
}

/// The states of each Rust file that commits change: the step, and the version after it.
type VersionsByFile = FxHashMap<FilePath, Vec<(usize, Option<Arc<FileVersion>>)>>;

impl Timeline {
    /// Reads the steps of consecutive revisions, the first of which is the base.
    pub(super) fn read(
        git: &Git,
        revisions: &[Revision],
        facts: &(dyn Fn(&str) -> Arc<FileFacts> + Sync),
    ) -> Result<Self, GitError> {
        let changes = git.changes(revisions)?;
        let is_rust = |change: &&FileChange| change.file.as_str().ends_with(".rs");
        let states = changes.iter().flatten().filter(is_rust).flat_map(|change| {
            let ids = change.before.iter().chain(&change.after);
            ids.map(|id| (&**id, &change.file))
        });
        let files: BTreeMap<&str, &FilePath> = states.collect();
        let files: Vec<(&FilePath, &str)> = files.into_iter().map(|(id, file)| (file, id)).collect();
        let version = |text: &str| Arc::new(FileVersion::new(text, &facts(text)));
        let read = git.read_all(&files, &|bytes| std::str::from_utf8(bytes).ok().map(version))?;
        let by_id: FxHashMap<&str, Option<Arc<FileVersion>>> = files.iter().map(|(_, id)| *id).zip(read).collect();
        let of = |id: &Option<String>| id.as_deref().and_then(|id| by_id.get(id).cloned().flatten());
        let steps = revisions.iter().skip(1).zip(&changes).map(|(revision, changes)| Step {
            revision: revision.clone(),
            added: changes
                .iter()
                .filter(|it| it.before.is_none())
                .map(|it| it.file.clone())
                .collect(),
            removed: changes
                .iter()
                .filter(|it| it.after.is_none())
                .map(|it| it.file.clone())
                .collect(),
            files: changes
                .iter()
                .filter(is_rust)
                .map(|change| ChangedFile {
                    file: change.file.clone(),
                    before: of(&change.before),
                    after: of(&change.after),
                })
                .collect(),
        });
        let crates = crates(git, &changes)?;
        Ok(Self {
            crates,
            ..Self::new(steps.collect())
        })
    }

    fn new(steps: Vec<Step>) -> Self {
        let mut following = Following::default();
        let mut versions = VersionsByFile::default();
        let mut renames: FxHashMap<FilePath, Vec<(usize, FilePath)>> = FxHashMap::default();
        for (at, step) in steps.iter().enumerate() {
            for (from, to) in renamed_files(step, &following.step(at, step)) {
                let origin = renames
                    .iter()
                    .find(|(_, names)| names.last().is_some_and(|(_, name)| *name == from));
                let origin = origin.map(|(origin, _)| origin.clone()).unwrap_or(from);
                renames.entry(origin).or_default().push((at, to));
            }
            for file in &step.files {
                versions.entry(file.file.clone()).or_default().push((at, file.after.clone()));
            }
        }
        Self {
            steps,
            lives: following.lives,
            versions,
            crates: FxHashMap::default(),
            renames,
        }
    }

    /// The names of the items that commits of the range took away or added, without repetition.
    pub(super) fn names(&self) -> Vec<String> {
        let items = self.lives.iter().flat_map(|life| [&life.first, &life.last]);
        let names: BTreeSet<&str> = items.map(|sighting| &*sighting.local.key.name).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The hashes of the texts that the files which commits change had at the base.
    fn base_texts(&self) -> FxHashSet<u128> {
        let mut first: FxHashMap<&FilePath, Option<u128>> = FxHashMap::default();
        for changed in self.steps.iter().flat_map(|step| &step.files) {
            let before = || changed.before.as_ref().map(|version| version.hash);
            first.entry(&changed.file).or_insert_with(before);
        }
        first.into_values().flatten().collect()
    }

    /// The hashes of the texts that these files have at the end, and no file of them had at the base.
    pub(super) fn end_texts(&self) -> FxHashSet<u128> {
        let base = self.base_texts();
        let last = self.versions.values().filter_map(|versions| versions.last()?.1.as_ref());
        last.map(|version| version.hash).filter(|hash| !base.contains(hash)).collect()
    }

    /// The hashes of the texts that these files had in between only.
    pub(super) fn passing_texts(&self) -> FxHashSet<u128> {
        let (base, end) = (self.base_texts(), self.end_texts());
        let versions = self.versions.values().flatten().filter_map(|(_, version)| version.as_ref());
        let hashes = versions.map(|version| version.hash);
        hashes.filter(|hash| !base.contains(hash) && !end.contains(hash)).collect()
    }

    /// The name that a file of the base has before a step.
    pub(super) fn name_before<'a>(&'a self, step: usize, file: &'a FilePath) -> &'a FilePath {
        let names = self.renames.get(file).map_or(&[][..], Vec::as_slice).iter();
        names.rev().find(|(at, _)| *at < step).map_or(file, |(_, name)| name)
    }

    /// The version at the base of a file that commits of the range change, given its name before a step.
    pub(super) fn at_base(&self, step: usize, file: &FilePath) -> Option<&FileVersion> {
        let origin = self.renames.keys().find(|origin| self.name_before(step, origin) == file);
        let origin = origin.unwrap_or(file);
        let mut changes = self.steps.iter().flat_map(|step| &step.files);
        changes.find(|changed| changed.file == *origin)?.before.as_deref()
    }

    /// The version of a file before a step, if a commit of the range has changed it by then.
    pub(super) fn before(&self, step: usize, file: &FilePath) -> Option<Option<&FileVersion>> {
        let versions = self.versions.get(file)?;
        let last = versions.iter().rev().find(|(at, _)| *at < step)?;
        Some(last.1.as_deref())
    }

    /// Whether a commit of the range changes a Rust file.
    pub(super) fn is_changed(&self, file: &FilePath) -> bool {
        self.versions.contains_key(file)
    }

    /// The version of a file that a step changes, as it was before it.
    pub(super) fn at_step(&self, step: usize, file: &FilePath) -> Option<&FileVersion> {
        let changed = self.steps.get(step)?.files.iter().find(|changed| changed.file == *file)?;
        changed.before.as_deref()
    }

    /// The files that commits of the range have changed before a step, with their versions then.
    pub(super) fn changed_before(&self, step: usize) -> impl Iterator<Item = (&FilePath, &FileVersion)> {
        let files = self.versions.keys();
        files.filter_map(move |file| Some((file, self.before(step, file)??)))
    }
}

/// The lives of items so far.
#[derive(Default)]
struct Following {
    lives: Vec<ItemLife>,
    /// The items that changed places or were added, where they are now.
    alive: FxHashMap<(FilePath, ItemKey), usize>,
    /// The items that are gone, by their keys.
    gone: FxHashMap<ItemKey, Vec<usize>>,
}

impl Following {
    /// Takes a step. The result is the files between which it moved items, one pair an item.
    fn step(&mut self, at: usize, step: &Step) -> Vec<(FilePath, FilePath)> {
        let mut moves = Vec::new();
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for file in &step.files {
            let (before, after) = (items_by_key(file.before.as_deref()), items_by_key(file.after.as_deref()));
            let sighting = |local: &LocalItem| Sighting {
                file: file.file.clone(),
                local: local.clone(),
            };
            let is_lost = |(key, _): &(&ItemKey, &LocalItem)| !after.contains_key(*key);
            let is_gained = |(key, _): &(&ItemKey, &LocalItem)| !before.contains_key(*key);
            lost.extend(before.iter().filter(is_lost).map(|(_, local)| sighting(local)));
            gained.extend(after.iter().filter(is_gained).map(|(_, local)| sighting(local)));
        }
        let pending: Vec<usize> = lost.into_iter().map(|sighting| self.lose(at, sighting)).collect();
        let mut pending_by_key: FxHashMap<ItemKey, Vec<usize>> = FxHashMap::default();
        for life in pending {
            let key = self.lives[life].last.local.key.clone();
            pending_by_key.entry(key).or_default().push(life);
        }
        for sighting in gained {
            let file = sighting.file.clone();
            if let Some(from) = self.gain(at, sighting, &mut pending_by_key) {
                moves.push((from, file));
            }
        }
        for (key, lives) in pending_by_key {
            lives.iter().for_each(|&life| self.lives[life].is_gone = true);
            self.gone.entry(key).or_default().extend(lives);
        }
        moves
    }

    /// Takes an item from its place.
    fn lose(&mut self, at: usize, sighting: Sighting) -> usize {
        let place = (sighting.file.clone(), sighting.local.key.clone());
        let life = self.alive.remove(&place).unwrap_or_else(|| {
            self.lives.push(ItemLife {
                first: sighting.clone(),
                last: sighting.clone(),
                born: None,
                left: None,
                is_gone: false,
                has_returned: false,
            });
            self.lives.len() - 1
        });
        self.lives[life].last = sighting;
        self.lives[life].left = Some(at);
        life
    }

    /// Puts an item at its new place: one that this step took from another, one that was gone, or a new one. The result is the file that
    /// this step took it from.
    fn gain(&mut self, at: usize, sighting: Sighting, pending: &mut FxHashMap<ItemKey, Vec<usize>>) -> Option<FilePath> {
        let key = &sighting.local.key;
        let take = |lives: &[ItemLife], from: Option<&mut Vec<usize>>| {
            let from = from?;
            let nearest = |(_, life): &(usize, &usize)| nearness(&lives[**life].last.file, &sighting.file);
            let is_same = |life: usize| is_same_code(&lives[life].last.local.code, &sighting.local.code);
            // Nothing but the file tells one module `tests` from another.
            let is_module = key.kind == InventoryKind::Module;
            let is_it =
                |it: &(usize, &usize)| is_continued(&lives[*it.1].last.local, &sighting.local) && (!is_module || nearest(it).0 > 0);
            let (found, _) = from
                .iter()
                .enumerate()
                .filter(is_it)
                .max_by_key(|it| (is_same(*it.1), nearest(it)))?;
            Some(from.remove(found))
        };
        let moved = take(&self.lives, pending.get_mut(key));
        let from = moved.map(|life| self.lives[life].last.file.clone());
        let returned = moved.is_none().then(|| take(&self.lives, self.gone.get_mut(key))).flatten();
        let life = match moved.or(returned) {
            Some(life) => {
                self.lives[life].is_gone = false;
                self.lives[life].has_returned |= returned.is_some();
                self.lives[life].last = sighting.clone();
                life
            }
            None => {
                self.lives.push(ItemLife {
                    first: sighting.clone(),
                    last: sighting.clone(),
                    born: Some(at),
                    left: None,
                    is_gone: false,
                    has_returned: false,
                });
                self.lives.len() - 1
            }
        };
        self.alive.insert((sighting.file.clone(), key.clone()), life);
        from
    }
}

/// The names of the crates whose manifests are changed, by their folders; of several names, the last.
fn crates(git: &Git, changes: &[Vec<FileChange>]) -> Result<FxHashMap<String, String>, GitError> {
    let manifests = changes.iter().flatten().filter(|change| change.file.name() == "Cargo.toml");
    let manifests = manifests.filter_map(|change| Some((&change.file, &**change.after.as_ref()?)));
    let manifests: Vec<(&FilePath, &str)> = manifests.collect();
    let names = git.read_all(&manifests, &|bytes| crate_name(std::str::from_utf8(bytes).ok()?))?;
    let folder = |file: &FilePath| file.as_str().rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let named = manifests.iter().zip(names);
    Ok(named.filter_map(|((file, _), name)| Some((folder(file), name?))).collect())
}

/// The files that a step removed, with those added ones that have most of their items now.
fn renamed_files(step: &Step, moves: &[(FilePath, FilePath)]) -> BTreeMap<FilePath, FilePath> {
    let mut counts: BTreeMap<(&FilePath, &FilePath), usize> = BTreeMap::new();
    for (from, to) in moves {
        if step.removed.contains(from) && step.added.contains(to) {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    let mut counts: Vec<(usize, (&FilePath, &FilePath))> = counts.into_iter().map(|(pair, count)| (count, pair)).collect();
    counts.sort_unstable();
    // Of several names, the one with most items is taken last.
    let pairs = counts.into_iter().map(|(_, (from, to))| (from.clone(), to.clone()));
    pairs.collect()
}

/// How much two files have in common: the end of their paths, then the start.
fn nearness(one: &FilePath, other: &FilePath) -> (usize, usize) {
    let (one, other) = (one.as_str(), other.as_str());
    let ends = one.rsplit('/').zip(other.rsplit('/'));
    let starts = one.split('/').zip(other.split('/'));
    (
        ends.take_while(|(one, other)| one == other).count(),
        starts.take_while(|(one, other)| one == other).count(),
    )
}

fn items_by_key(version: Option<&FileVersion>) -> BTreeMap<ItemKey, LocalItem> {
    let items = version.map(|version| local_items(&version.facts())).unwrap_or_default();
    items.into_iter().map(|item| (item.key.clone(), item)).collect()
}
