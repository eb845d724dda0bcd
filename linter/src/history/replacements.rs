//! What the users of an item call instead, now that it is gone.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::departures::{Departures, by_place, last, parent};
use super::fates::{Fate, FateSources};
use super::inventory::{InventoryItem, InventoryKind, is_distinctive};
use super::matching::{BodyRuns, LEAST_ALIKE_BY_NAME, LEAST_NAMES, names_alike};
use super::timeline::Timeline;
use super::wanted::{UserOf, names_within, users, users_before};
use crate::facts::is_primitive;
use crate::finding::Class;
use crate::link::{Item, Workspace};

/// Minimum share of the callers that must name the same instead, 0 to 1.
const LEAST_VOTES: f32 = 0.5;

/// Maximum size of a body, in pieces, that a function of the standard library replaces.
const MOST_PIECES_FOR_STD: usize = 24;

/// Minimum number of callers that must agree where the kinds of the two items differ.
const FEWEST_VOTERS: usize = 3;

/// What names one item stands for at both ends of the range.
struct Ends<'a> {
    then: FxHashMap<&'a str, &'a InventoryItem>,
    now: FxHashMap<&'a str, &'a InventoryItem>,
    /// The crates and modules of the base, and those of the end.
    places_then: FxHashSet<&'a str>,
    places_now: FxHashSet<&'a str>,
}

impl<'a> Ends<'a> {
    fn new(before: &'a [InventoryItem], after: &'a [InventoryItem]) -> Self {
        Self {
            then: before.iter().map(|item| (&*item.path, item)).collect(),
            now: after.iter().map(|item| (&*item.path, item)).collect(),
            places_then: places(before),
            places_now: places(after),
        }
    }

    /// Whether a whole crate or module went with the item, and another one came with what is named instead.
    fn is_other_house(&self, gone: &str, instead: &str) -> bool {
        let has_gone = ancestors(gone).any(|place| self.places_then.contains(place) && !self.places_now.contains(place));
        let has_come = ancestors(instead).any(|place| self.places_now.contains(place) && !self.places_then.contains(place));
        has_gone && has_come
    }
}

fn places(items: &[InventoryItem]) -> FxHashSet<&str> {
    let crates = items.iter().filter_map(|item| item.path.split("::").next());
    let modules = items.iter().filter(|item| item.local.key.kind == InventoryKind::Module);
    crates.chain(modules.map(|item| &*item.path)).collect()
}

fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |path| Some(parent(path)).filter(|path| !path.is_empty()))
}

/// What the callers of an item name now and did not name before, one set a caller.
type Gains = Vec<BTreeSet<String>>;

impl Departures<'_> {
    /// Finds who used the items when they went.
    pub(super) fn find_users(&mut self, timeline: &Timeline, base: &Workspace) {
        let stood: Vec<usize> = (0..self.all.len()).filter(|&at| self.all[at].at_base.is_some()).collect();
        let items: Vec<&InventoryItem> = stood
            .iter()
            .filter_map(|&at| Some(&self.before[self.all[at].at_base?]))
            .collect();
        let mut at_base: FxHashMap<usize, Vec<UserOf>> = stood.into_iter().zip(users(base, self.before, &items)).collect();
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for item in self.before.iter().chain(self.after) {
            *counts.entry(&item.local.key.name).or_default() += 1;
        }
        for at in 0..self.all.len() {
            let known = at_base.remove(&at).unwrap_or_default();
            let Some(step) = self.all[at].step else {
                self.all[at].users = known;
                continue;
            };
            let name = self.all[at].name();
            let others = counts.get(name).copied().unwrap_or_default() - u32::from(self.all[at].at_base.is_some());
            let is_rare = is_distinctive(name) && others == 0;
            self.all[at].users = users_before(timeline, step, (name, &self.all[at].last_file), is_rare, &known);
        }
    }

    /// Finds what the users of items call instead.
    pub(super) fn find_replacements(&mut self, sources: &FateSources<'_>) {
        let ends = Ends::new(self.before, self.after);
        let open = self.open();
        let gains = self.gains(&open, sources, &ends);
        let replaced: Vec<(usize, String)> = open
            .iter()
            .zip(&gains)
            .filter_map(|(&at, gains)| {
                let by_rule = (sources.successor)(&self.all[at].path).filter(|path| ends.now.contains_key(&**path));
                let replaced = by_rule
                    .or_else(|| self.by_note(at))
                    .or_else(|| self.replacement(at, gains, &ends));
                Some((at, replaced?))
            })
            .collect();
        for (at, to) in replaced {
            let is_member = matches!(self.all[at].kind(), InventoryKind::Variant | InventoryKind::Field);
            let is_beside = is_member && parent(&to) == self.owner_now(at);
            let fate = if is_beside { Fate::Renamed } else { Fate::Replaced };
            self.all[at].settled = Some((fate, vec![to]));
        }
        self.by_same_name();
        self.with_their_owners();
        self.by_rewriting_in_place(&open, &gains, &ends);
        self.with_their_callers();
    }

    /// Private functions and types in place of which their callers, in the same file, use fresh ones of that file.
    fn by_rewriting_in_place(&mut self, open: &[usize], gains: &[Gains], ends: &Ends<'_>) {
        for (&at, gains) in open.iter().zip(gains) {
            let one = &self.all[at];
            let is_detail = !one.local.is_public && one.users.iter().all(|user| user.place.file == one.file);
            if one.settled.is_some() || !is_detail || gains.is_empty() {
                continue;
            }
            let is_beside = |path: &&String| {
                let fresh = ends.now.get(&***path).filter(|_| !ends.then.contains_key(&***path));
                fresh.is_some_and(|item| item.file == one.file && may_replace(one.kind(), item.local.key.kind))
            };
            let fresh: BTreeSet<&String> = gains.iter().flatten().filter(is_beside).collect();
            if !fresh.is_empty() {
                let to = fresh.into_iter().cloned().collect();
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// Private items that only what was replaced used are replaced with it. A private constant, and a helper of tests, is a detail
    /// of its users.
    fn with_their_callers(&mut self) {
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for at in self.open() {
                if let Some(to) = self.replaced_with_callers(at) {
                    self.all[at].settled = Some((Fate::Replaced, to));
                    is_changed = true;
                }
            }
        }
    }

    fn replaced_with_callers(&self, at: usize) -> Option<Vec<String>> {
        let one = &self.all[at];
        let is_detail = (one.class == Class::Test && one.kind() != InventoryKind::Test)
            || (!one.local.is_public && one.users.iter().all(|user| user.place.file == one.file));
        if !is_detail || one.users.is_empty() {
            return None;
        }
        let mut to: BTreeSet<String> = BTreeSet::new();
        for user in &one.users {
            let caller = user.caller.as_deref()?;
            match self.departed(caller).map(|caller| &caller.settled) {
                Some(Some((Fate::Replaced, instead))) => to.extend(instead.iter().cloned()),
                None if one.kind() == InventoryKind::Constant || one.class == Class::Test => {
                    to.insert(caller.to_owned());
                }
                _ => return None,
            }
        }
        Some(to.into_iter().collect())
    }

    /// Members of a type in place of which there is another one go with it, unless callers have said what does their job.
    fn with_their_owners(&mut self) {
        for at in self.open() {
            let to = match self.owner(at) {
                Some(owner) if owner.kind() != InventoryKind::Module => match &owner.settled {
                    Some((Fate::Replaced, to)) => to.clone(),
                    _ => continue,
                },
                _ => continue,
            };
            self.all[at].settled = Some((Fate::Replaced, to));
        }
    }

    /// For each of these items, what its callers that are still there name instead.
    fn gains(&self, open: &[usize], sources: &FateSources<'_>, ends: &Ends<'_>) -> Vec<Gains> {
        let successors = self.successors();
        let end_by_place = by_place(self.after);
        // The item that a caller is at the end, and at the base if it stood there.
        let caller_of = |user: &UserOf| -> Option<(Option<Item>, Item)> {
            let at_base = user.caller.as_deref().and_then(|caller| ends.then.get(caller));
            let by_path = user.caller.as_deref().and_then(|caller| {
                let now = successors.get(caller).map_or(caller, String::as_str);
                ends.now.get(now)
            });
            let by_place = || {
                let at = end_by_place.get(&(&user.place.file, user.key.as_ref()?))?;
                self.after.get(*at)
            };
            let now = by_path.copied().or_else(by_place)?;
            Some((at_base.map(|item| item.item), now.item))
        };
        let (named_then, named_now) = (&sources.before.named, &sources.after.named);
        let of_user = |at: usize, user: &UserOf| -> Option<(Item, BTreeSet<String>)> {
            let (then, now) = caller_of(user)?;
            let known = then.and_then(|item| named_then.get(&item));
            let known: FxHashSet<&str> = known
                .into_iter()
                .flatten()
                .map(|path| successors.get(path).unwrap_or(path).as_str())
                .collect();
            let there = named_now.get(&now)?;
            let gained = there.iter().filter(|path| !known.contains(path.as_str()));
            let mut gained: BTreeSet<String> = gained.cloned().collect();
            // A caller that is still at its place was rewritten by the very commit.
            if let Some(names) = self.names_gained(at, user, sources.timeline) {
                gained = there.iter().filter(|path| names.contains(last(path))).cloned().collect();
            }
            Some((now, gained))
        };
        let of_item = |&at: &usize| {
            let users = self.all[at].users.iter().filter_map(|user| of_user(at, user));
            let by_caller: BTreeMap<Item, BTreeSet<String>> = users.collect();
            by_caller.into_values().collect()
        };
        open.iter().map(of_item).collect()
    }

    /// The names that a caller has since the commit that took the item away.
    fn names_gained(&self, at: usize, user: &UserOf, timeline: &Timeline) -> Option<FxHashSet<String>> {
        let (step, key) = (self.all[at].step?, user.key.as_ref()?);
        let facts = |step: usize| timeline.before(step, &user.place.file).flatten();
        let after = names_within(facts(step + 1)?, key);
        let before = timeline.at_step(step, &user.place.file)?;
        let before = names_within(before, key);
        Some(after.difference(&before).cloned().collect())
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

    /// What most of the callers that are still there name now instead.
    fn replacement(&self, at: usize, gains: &Gains, ends: &Ends<'_>) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for path in gains.iter().flatten() {
            *votes.entry(path).or_default() += 1;
        }
        let scored = votes.iter().filter_map(|(path, votes)| {
            let share = *votes as f32 / gains.len() as f32;
            let is_plausible = share >= LEAST_VOTES && path.contains("::") && **path != *self.all[at].path;
            Some((is_plausible.then(|| self.aptness(at, path, share, gains, ends))??, *path))
        });
        let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(one.1)));
        best.map(|(_, path)| path.to_owned())
    }

    /// How well what callers name instead does the job of an item; `None` if nothing but the callers speaks for it, and too few.
    fn aptness(&self, at: usize, instead: &str, share: f32, gains: &Gains, ends: &Ends<'_>) -> Option<f32> {
        let one = &self.all[at];
        let names = names_alike(one.name(), last(instead));
        let is_voted = gains.len() >= 2 && share > LEAST_VOTES;
        let is_house = ends.is_other_house(&one.path, instead);
        let may_do = |path: &str| match ends.now.get(path) {
            Some(other) => may_replace(one.kind(), other.local.key.kind) || is_voted && gains.len() >= FEWEST_VOTERS,
            None => !is_standard(path),
        };
        if is_standard(instead) {
            if is_neutral(last(instead)) {
                return None;
            }
            let is_alone = gains.iter().all(|gain| gain.len() == 1);
            let is_small = one.kind().has_body() && one.local.code.form.len() <= MOST_PIECES_FOR_STD;
            return (is_alone && is_small).then_some(share);
        }
        if !may_do(instead) {
            return None;
        }
        let is_member = matches!(one.kind(), InventoryKind::Variant | InventoryKind::Field);
        let is_only =
            (one.kind().has_body() || is_member) && gains.iter().all(|gain| gain.iter().filter(|path| may_do(path)).count() == 1);
        let Some(other) = ends.now.get(instead) else {
            // It belongs to a crate outside of the workspace.
            return (names >= LEAST_NAMES || is_voted || is_only || is_house).then_some(share + names);
        };
        let (code, other_code) = (&one.local.code, &other.local.code);
        let is_signature = code.signature != 0 && code.signature == other_code.signature;
        let alike = BodyRuns::new(&code.form).alike(&BodyRuns::new(&other_code.form));
        let is_fresh = !ends.then.contains_key(instead);
        let is_called_instead = (is_voted || is_only || is_house) && (is_fresh || !is_member);
        let is_it = is_signature || names >= LEAST_NAMES || alike >= LEAST_ALIKE_BY_NAME || is_called_instead;
        let bonus = if is_signature { 0.5 } else { 0.0 };
        is_it.then_some(share + names + alike + bonus)
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

/// Whether an item of one kind can do the job of the other: a function that of a macro, a method that of a field.
fn may_replace(gone: InventoryKind, instead: InventoryKind) -> bool {
    let has_value = |kind: InventoryKind| matches!(kind, InventoryKind::Field | InventoryKind::Constant | InventoryKind::Macro);
    gone.may_become(instead) || has_value(gone) && instead.has_body() && instead != InventoryKind::Test
}

/// Whether a path leads into the standard library.
/// Whether a name of the standard library makes a value of nothing, or only wraps one: `None`, `Vec::new`. That does nobody's job.
fn is_neutral(name: &str) -> bool {
    let is_variant_or_type = name.starts_with(char::is_uppercase);
    is_variant_or_type
        || matches!(
            name,
            "new" | "default" | "with_capacity" | "from" | "into" | "clone" | "to_owned" | "to_string"
        )
}

fn is_standard(path: &str) -> bool {
    let first = path.split("::").next().unwrap_or_default();
    matches!(first, "std" | "core" | "alloc" | "slice" | "array" | "tuple" | "pointer") || is_primitive(first)
}
