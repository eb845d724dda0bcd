//! What the users of an item call instead, now that it is gone.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::callers::{Ends, Gain, Gains, GainsByItem};
use super::departures::{Departure, Departures, last, parent};
use super::fates::{Fate, FateSources};
use super::inventory::{InventoryItem, InventoryKind, is_distinctive};
use super::matching::{BodyRuns, FEWEST_RUNS, LEAST_ALIKE_BY_NAME, LEAST_NAMES, is_same_code, names_alike};
use crate::facts::is_primitive;
use crate::finding::FilePath;
use crate::link::Item;

/// Minimum share of the callers that must name the same instead, 0 to 1.
const LEAST_VOTES: f32 = 0.5;

/// Maximum size of a body, in pieces, that a function of the standard library replaces.
const MOST_PIECES_FOR_STD: usize = 24;

/// Maximum number of looks at the callers.
const MOST_ROUNDS: usize = 4;

/// Minimum number of callers that must agree where the kinds of the two items differ.
const FEWEST_VOTERS: usize = 3;

/// What may stand in place of an item that went.
struct Claim {
    path: String,
    /// How much speaks for it.
    aptness: f32,
    /// Whether more than its callers speaks for it.
    is_alike: bool,
}

impl Departures<'_> {
    /// Finds what the users of items call instead.
    pub(super) fn find_replacements(&mut self, sources: &FateSources<'_>) {
        let ends = Ends::new(self.before, self.after);
        self.without_look_alikes(sources);
        self.with_their_members(Fate::is_continued);
        let mut gains = GainsByItem::default();
        // A caller in place of which there is another one says something once that is known.
        let mut open = self.open();
        for _ in 0..MOST_ROUNDS {
            gains.extend(self.gains(&open, sources, &ends));
            self.inlined(sources.timeline);
            self.by_callers(&gains, sources, &ends);
            self.by_same_name();
            self.by_rewriting(&gains, &ends);
            let left = self.open();
            if left == open {
                break;
            }
            open = left;
        }
        self.with_their_callers();
        self.with_their_members(|_| true);
        self.with_their_owners(&gains, &ends);
        self.with_their_callers();
    }

    /// Items in place of which the configuration, a note or most callers name others.
    fn by_callers(&mut self, gains: &GainsByItem, sources: &FateSources<'_>, ends: &Ends<'_>) {
        let named = |at: usize| {
            let by_rule = (sources.successor)(&self.all[at].path).filter(|path| ends.now.contains_key(&**path));
            by_rule.or_else(|| self.by_note(at)).map(|path| Claim {
                path,
                aptness: f32::INFINITY,
                is_alike: true,
            })
        };
        let mut found: Vec<(usize, Claim)> = Vec::new();
        for at in self.open() {
            match named(at) {
                Some(named) => found.push((at, named)),
                None => found.extend(self.candidates_of_callers(at, &gains[&at], ends).map(|it| (at, it))),
            }
        }
        found.sort_by(|(_, one), (_, other)| other.aptness.total_cmp(&one.aptness).then_with(|| one.path.cmp(&other.path)));
        self.settle_claims(found, gains, ends);
    }

    /// Settles claims, the best first.
    fn settle_claims(&mut self, found: Vec<(usize, Claim)>, gains: &GainsByItem, ends: &Ends<'_>) {
        let mut named_by: FxHashMap<String, FxHashSet<Item>> = FxHashMap::default();
        for (at, gains) in gains {
            for to in self.all[*at].successors() {
                named_by.entry(to.clone()).or_default().extend(gains.keys());
            }
        }
        // A type is in place of one other type if it can be.
        let is_type = |at: usize| self.all[at].kind() == InventoryKind::Type;
        let (first, second): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|(at, claim)| !is_type(*at) || !named_by.contains_key(&claim.path));
        for (at, Claim { path: to, is_alike, .. }) in first.into_iter().chain(second) {
            if self.all[at].settled.is_some() {
                continue;
            }
            let is_value = matches!(
                self.all[at].kind(),
                InventoryKind::Variant | InventoryKind::Field | InventoryKind::Constant | InventoryKind::Type
            );
            let callers = named_by.entry(to.clone()).or_default();
            // What a caller names in place of one item is not in place of another one, if nothing else speaks for that.
            if (is_value || !is_alike) && gains[&at].keys().any(|caller| callers.contains(caller)) {
                continue;
            }
            callers.extend(gains[&at].keys());
            let is_member = matches!(self.all[at].kind(), InventoryKind::Variant | InventoryKind::Field);
            let is_beside = is_member && parent(&to) == self.owner_now(at);
            let is_renamed = is_beside || ends.is_fresh(&to) && self.is_same_item(at, &to, ends);
            let fate = if is_renamed { Fate::Renamed } else { Fate::Replaced };
            self.all[at].settled = Some((fate, vec![to]));
        }
    }

    /// Private functions and types in place of which their callers use fresh ones of their own file.
    fn by_rewriting(&mut self, gains: &GainsByItem, ends: &Ends<'_>) {
        // What stands in place of another item already says nothing.
        let known: FxHashSet<String> = self.all.iter().flat_map(Departure::successors).cloned().collect();
        let files: FxHashMap<Item, &FilePath> = self.after.iter().map(|item| (item.item, &item.file)).collect();
        for at in self.open() {
            let one = &self.all[at];
            let is_detail = !one.local.is_public && one.users.iter().all(|user| user.place.file == one.file);
            if !is_detail {
                continue;
            }
            let is_beside = |caller: &Item, path: &&String| {
                let fresh = ends
                    .now
                    .get(&***path)
                    .filter(|_| ends.is_fresh(path) && !known.contains(*path));
                fresh.is_some_and(|item| files.get(caller) == Some(&&item.file) && may_replace(one.kind(), item.local.key.kind))
            };
            let gained = gains[&at]
                .iter()
                .flat_map(|(caller, gain)| gain.names.iter().filter(|path| is_beside(caller, path)));
            let fresh: BTreeSet<&String> = gained.collect();
            if !fresh.is_empty() {
                let to = fresh.into_iter().cloned().collect();
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// The item that the note of `#[deprecated]` names.
    fn by_note(&self, at: usize) -> Option<String> {
        let note = self.all[at].local.deprecated.as_deref()?;
        let words = note.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        let words: Vec<&str> = words.filter(|word| word.len() > 2 && *word != self.all[at].name()).collect();
        let is_named = |item: &&InventoryItem| {
            let name = &*item.local.key.name;
            words.contains(&name) && (is_distinctive(name) || note.contains('`')) && item.local.key.kind != InventoryKind::Module
        };
        let named = self.after.iter().filter(is_named);
        let kind = self.all[at].kind();
        let best = named.max_by_key(|item| (item.local.key.kind == kind, parent(&item.path) == self.all[at].parent()));
        best.map(|item| item.path.clone())
    }

    /// What most of the callers that are still there name now, each with what speaks for it.
    fn candidates_of_callers(&self, at: usize, gains: &Gains, ends: &Ends<'_>) -> impl Iterator<Item = Claim> {
        let of_types: Option<Gains> = (self.all[at].kind() == InventoryKind::Type)
            .then(|| gains.iter().map(|(caller, gain)| (*caller, gain.types(ends))).collect());
        let gains = of_types.as_ref().unwrap_or(gains);
        let mut votes: BTreeMap<&String, usize> = BTreeMap::new();
        let of_house = |path: &String| ends.is_other_house(&self.all[at].path, path);
        let in_house = gains.values().filter(|gain| gain.all().any(of_house)).count();
        for path in gains.values().flat_map(Gain::all) {
            *votes.entry(path).or_default() += 1;
        }
        let scored = votes.into_iter().filter_map(|(path, votes)| {
            // Where a whole crate or module went, those callers count that use the one in its place.
            let voters = if of_house(path) { in_house } else { gains.len() };
            let share = votes as f32 / voters as f32;
            let is_plausible = share >= LEAST_VOTES && path.contains("::") && *path != self.all[at].path;
            is_plausible.then(|| self.aptness(at, path, share, gains, ends))?
        });
        scored.collect::<Vec<_>>().into_iter()
    }

    /// How well what callers name instead does the job of an item; `None` if nothing but the callers speaks for it, and too few.
    fn aptness(&self, at: usize, instead: &str, share: f32, gains: &Gains, ends: &Ends<'_>) -> Option<Claim> {
        let claim = |aptness: f32, is_alike: bool| Claim {
            path: instead.to_owned(),
            aptness,
            is_alike,
        };
        let one = &self.all[at];
        let names = names_alike(one.name(), last(instead));
        let is_voted = gains.len() >= 2 && share > LEAST_VOTES;
        let is_house = ends.is_other_house(&one.path, instead);
        let may_do = |path: &str| match ends.now.get(path) {
            Some(other) => {
                let is_kind = may_replace(one.kind(), other.local.key.kind) || is_voted && gains.len() >= FEWEST_VOTERS;
                is_kind && self.is_of_its_sort(at, path, ends)
            }
            None => !is_standard(path) && ends.is_outside(path),
        };
        if is_standard(instead) {
            if is_neutral(last(instead)) {
                return None;
            }
            let is_alone = gains.values().all(|gain| gain.all().count() == 1);
            let is_small = one.kind().has_body() && one.local.code.form.len() <= MOST_PIECES_FOR_STD;
            return (is_alone && is_small).then(|| claim(share, true));
        }
        if !may_do(instead) {
            return None;
        }
        let is_member = matches!(one.kind(), InventoryKind::Variant | InventoryKind::Field);
        if is_member && self.has_become(instead) {
            return None;
        }
        let of_owner = self.is_only_of_owner(at, instead, gains, ends);
        let is_sole = |kinds: &dyn Fn(&str) -> bool| gains.values().all(|gain| gain.all().filter(|path| kinds(path)).count() == 1);
        let is_constant = |path: &str| {
            let other = ends.now.get(path);
            other.is_some_and(|other| other.local.key.kind == InventoryKind::Constant)
        };
        let is_only = match one.kind() {
            InventoryKind::Constant => is_constant(instead) && is_sole(&is_constant),
            InventoryKind::Type => {
                let is_held = ends.is_fresh(instead) && self.is_held_instead(gains, instead);
                is_held || is_house && share > LEAST_VOTES
            }
            kind => (kind.has_body() || is_member) && is_sole(&may_do),
        };
        let Some(other) = ends.now.get(instead) else {
            // It belongs to a crate outside of the workspace.
            return (names >= LEAST_NAMES || is_voted || is_only || is_house).then(|| claim(share + names, true));
        };
        let (code, other_code) = (&one.local.code, &other.local.code);
        let is_signature = one.kind().has_body() && code.signature != 0 && code.signature == other_code.signature;
        let (runs, other_runs) = (BodyRuns::new(&code.form), BodyRuns::new(&other_code.form));
        let is_comparable = runs.len().min(other_runs.len()) >= FEWEST_RUNS;
        let alike = if is_comparable { runs.alike(&other_runs) } else { 0.0 };
        let is_called_instead = (is_voted || is_only) && (ends.is_fresh(instead) || !is_member);
        let is_alike = is_signature || names >= LEAST_NAMES || alike >= LEAST_ALIKE_BY_NAME;
        let is_it = is_alike || is_called_instead || of_owner;
        let bonus = |is_so: bool, bonus: f32| if is_so { bonus } else { 0.0 };
        let bonus = bonus(is_signature, 0.5)
            + bonus(is_house, 0.3)
            + bonus(of_owner, 0.3)
            + bonus(gains.values().any(|gain| gain.names.contains(instead)), 0.2)
            + bonus(is_member && self.rank(at) == self.rank_now(other), 0.1);
        is_it.then(|| claim(share + names + alike + bonus, is_alike || is_house))
    }

    /// Whether a member of the type that stands in place of its owner is the only such one that each caller names.
    fn is_only_of_owner(&self, at: usize, instead: &str, gains: &Gains, ends: &Ends<'_>) -> bool {
        let owner = self.owner_now(at);
        let siblings = self.all.iter().filter(|it| it.parent() == self.all[at].parent());
        let is_known = siblings.flat_map(Departure::successors).any(|path| path == instead);
        if owner == self.all[at].parent() || parent(instead) != owner || is_known {
            return false;
        }
        let may_do = |path: &&String| {
            let there = ends.now.get(&***path).filter(|_| parent(path) == owner);
            let may_do = |other: &&InventoryItem| may_replace(self.all[at].kind(), other.local.key.kind);
            there.is_some_and(may_do) && self.is_of_its_sort(at, path, ends)
        };
        let members = gains.values().map(|gain| gain.all().filter(may_do).collect::<Vec<_>>());
        let members: Vec<Vec<&String>> = members.filter(|members| !members.is_empty()).collect();
        members.iter().any(|members| members.len() == 1)
            && members.iter().all(|members| members.iter().any(|path| *path == instead))
    }

    /// Whether a type that had a value of another one in it has a value of this one now, and of no other new one.
    fn is_held_instead(&self, gains: &Gains, instead: &str) -> bool {
        let types = self.after.iter().filter(|item| item.local.key.kind == InventoryKind::Type);
        let mut held = types
            .filter_map(|item| gains.get(&item.item))
            .filter(|gain| !gain.names.is_empty());
        held.any(|gain| gain.names.len() == 1 && gain.names.contains(instead))
    }

    /// The number of members of its owner that went as well and stood before it.
    fn rank(&self, at: usize) -> usize {
        let one = &self.all[at];
        let before = self.all[..at].iter();
        before
            .filter(|it| it.kind() == one.kind() && it.parent() == one.parent())
            .count()
    }

    /// The number of fresh members of its owner that stand before one.
    fn rank_now(&self, other: &InventoryItem) -> usize {
        let fresh = self.fresh.iter().map(|&end| &self.after[end]);
        let before = fresh.take_while(|item| item.path != other.path);
        let beside = before.filter(|item| item.local.key.kind == other.local.key.kind && parent(&item.path) == parent(&other.path));
        beside.count()
    }

    /// Whether an item that callers name instead is the same one: it has the same code, or the same owner and signature and a small body.
    fn is_same_item(&self, at: usize, instead: &str, ends: &Ends<'_>) -> bool {
        let Some(other) = ends.now.get(instead) else { return false };
        let (code, other_code) = (&self.all[at].local.code, &other.local.code);
        let is_small = code.form.is_empty() && other_code.form.is_empty();
        let is_beside = parent(instead) == self.owner_now(at) && code.signature != 0 && code.signature == other_code.signature;
        is_same_code(code, other_code) || is_beside && is_small
    }

    /// Whether an item of the end can stand in place of one that went. A flag does not stand in place of a number.
    pub(super) fn is_of_its_sort(&self, at: usize, instead: &str, ends: &Ends<'_>) -> bool {
        let one = &self.all[at];
        let Some(other) = ends.now.get(instead) else {
            return ends.is_outside(instead);
        };
        if one.kind() == InventoryKind::Field && !may_replace(one.kind(), other.local.key.kind) {
            return false;
        }
        if other.local.key.kind.has_body() && is_neutral(last(instead)) && !is_neutral(one.name()) {
            return false;
        }
        let is_other_type = one.kind() == InventoryKind::Field && one.local.code.signature != other.local.code.signature;
        !is_other_type || names_alike(one.name(), last(instead)) >= LEAST_NAMES
    }

    /// Whether another item that went is this one of the end now.
    fn has_become(&self, path: &str) -> bool {
        let mut settled = self.all.iter().filter_map(|it| it.settled.as_ref());
        settled.any(|(fate, to)| matches!(fate, Fate::Moved | Fate::Renamed) && to[..] == [path])
    }

    /// Items in place of which a fresh one has their name and kind, though its code is another.
    fn by_same_name(&mut self) {
        for at in self.open() {
            let name = self.all[at].name();
            let is_telling = is_distinctive(name) || !self.all[at].kind().has_body();
            let is_member = matches!(
                self.all[at].kind(),
                InventoryKind::Variant | InventoryKind::Field | InventoryKind::Module
            );
            let same = self.candidates(at).filter(|&end| self.after[end].local.key.name == *name);
            let same: Vec<usize> = same.collect();
            if let [end] = same[..]
                && is_telling
                && !is_member
            {
                self.all[at].settled = Some((Fate::Replaced, vec![self.after[end].path.clone()]));
                self.taken.insert(end);
            }
        }
    }
}

/// Whether an item of one kind can do the job of the other: a function that of a macro, a method that of a field, a field that of a
/// constant.
fn may_replace(gone: InventoryKind, instead: InventoryKind) -> bool {
    let has_value = |kind: InventoryKind| matches!(kind, InventoryKind::Field | InventoryKind::Constant | InventoryKind::Macro);
    let is_setting = gone == InventoryKind::Constant && instead == InventoryKind::Field;
    gone.may_become(instead) || is_setting || has_value(gone) && instead.has_body() && instead != InventoryKind::Test
}

/// Whether a name makes a value of nothing, or only wraps one: `None`, `Vec::new`. That does nobody's job but that of its like.
fn is_neutral(name: &str) -> bool {
    let is_variant_or_type = name.starts_with(char::is_uppercase);
    is_variant_or_type
        || matches!(
            name,
            "new" | "default" | "with_capacity" | "from" | "into" | "clone" | "to_owned" | "to_string"
        )
}

/// Whether a path leads into the standard library.
pub(super) fn is_standard(path: &str) -> bool {
    let first = path.split("::").next().unwrap_or_default();
    matches!(first, "std" | "core" | "alloc" | "slice" | "array" | "tuple" | "pointer") || is_primitive(first)
}
