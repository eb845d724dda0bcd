//! The items that others have become: under another path, or in several or one of them. Only code and names decide, not callers.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::departures::{Departure, Departures, last, parent};
use super::fates::{Fate, FateSources};
use super::inventory::{InventoryItem, InventoryKind, ItemCode};
use super::matching::{
    BodyRuns, FEWEST_RUNS, LEAST_ALIKE, LEAST_ALIKE_BY_NAME, LEAST_CONTAINED, LEAST_NAMES, LEAST_NAMES_ALIKE, LEAST_PARTS_ALIKE,
    LEAST_PARTS_BY_NAME, RunIndex, is_same_code, names_alike, parts_alike, words,
};
use crate::finding::Class;

/// Minimum share of the runs of a body that a part of it has, 0 to 1.
const LEAST_PART: f32 = 0.2;

impl Departures<'_> {
    /// Finds the items that others have become, from their code and their names.
    pub(super) fn find_successors(&mut self) {
        self.by_life();
        self.by_same_code();
        self.by_parts();
        self.by_owner();
        self.by_pieces();
        self.by_alike_bodies();
        self.by_implementation();
        self.by_containment();
        self.by_owner();
        self.within_owner();
        self.add_passed_on();
    }

    fn by_life(&mut self) {
        for at in self.open() {
            if let Some(end) = self.all[at]
                .continued
                .filter(|end| self.after[*end].path != self.all[at].path)
            {
                self.becomes(at, end);
            }
        }
    }

    /// The fresh items of which an item may become one, that no other has become.
    pub(super) fn candidates(&self, at: usize) -> impl Iterator<Item = usize> {
        let kind = self.all[at].kind();
        let free = self.fresh.iter().filter(|end| !self.taken.contains(*end));
        free.copied()
            .filter(move |&end| kind.may_become(self.after[end].local.key.kind))
    }

    /// Items with the same code: under the same name first, then under another one.
    fn by_same_code(&mut self) {
        for is_same_name in [true, false] {
            for at in self.open() {
                let departure = &self.all[at];
                let is_so = |&end: &usize| {
                    let (one, other) = (&departure.local, &self.after[end].local);
                    let is_telling = !one.code.form.is_empty() || one.code.parts.len() > 1 || one.key.kind == InventoryKind::Macro;
                    let is_near = is_telling || names_alike(&one.key.name, &other.key.name) >= LEAST_NAMES_ALIKE;
                    let is_near = is_near || (is_same_name && self.says_something(at, end));
                    (one.key.name == other.key.name) == is_same_name && is_same_code(&one.code, &other.code) && is_near
                };
                let found = self.candidates(at).filter(is_so).max_by_key(|&end| self.nearness(at, end));
                if let Some(end) = found {
                    self.becomes(at, end);
                }
            }
        }
    }

    /// Whether the name of an item says what it is for: `new` says so only together with the owner.
    fn says_something(&self, at: usize, end: usize) -> bool {
        !words(self.all[at].name()).is_empty() || last(self.all[at].parent()) == last(parent(&self.after[end].path))
    }

    /// How much of two paths is the same, for the choice among equals.
    pub(super) fn nearness(&self, at: usize, end: usize) -> (usize, usize, Reverse<usize>) {
        let (one, other) = (&self.all[at].path, &self.after[end].path);
        let segments = one.split("::").zip(other.split("::"));
        let same_start = segments.take_while(|(one, other)| one == other).count();
        let ends = one.rsplit("::").zip(other.rsplit("::"));
        let same_end = ends.take_while(|(one, other)| one == other).count();
        (same_end, same_start, Reverse(end))
    }

    /// Types, traits, constants and macros, by their parts and their members.
    fn by_parts(&mut self) {
        let mut pairs = Vec::new();
        let gone = methods_by_owner(self.all.iter().map(|it| (&*it.path, it.kind())));
        let there = methods_by_owner(self.after.iter().map(|it| (&*it.path, it.local.key.kind)));
        for at in self.open() {
            let one = &self.all[at];
            if one.kind().has_body()
                || matches!(
                    one.kind(),
                    InventoryKind::Module | InventoryKind::Variant | InventoryKind::Field
                )
            {
                continue;
            }
            for end in self.candidates(at) {
                let other = &self.after[end];
                let parts = parts_alike(&one.local.code, &other.local.code);
                let names = names_alike(one.name(), &other.local.key.name);
                let members = methods_alike(gone.get(&*one.path), there.get(&*other.path));
                let is_same_name = one.name() == other.local.key.name;
                let is_it = if is_same_name {
                    true
                } else {
                    let is_telling = one.local.code.parts.len() > 1;
                    (is_telling && parts >= LEAST_PARTS_ALIKE)
                        || parts.max(members).min(names) >= LEAST_PARTS_BY_NAME
                        || members >= LEAST_PARTS_ALIKE
                };
                if is_it {
                    let score = parts + members + names + if is_same_name { 1.0 } else { 0.0 };
                    pairs.push((score, at, end));
                }
            }
        }
        self.settle_pairs(pairs);
    }

    /// Settles pairs of departures and fresh items, the best first, each at most once.
    fn settle_pairs(&mut self, mut pairs: Vec<(f32, usize, usize)>) {
        pairs.sort_by(|one, other| {
            let near = |pair: &(f32, usize, usize)| self.nearness(pair.1, pair.2);
            other.0.total_cmp(&one.0).then_with(|| near(other).cmp(&near(one)))
        });
        for (_, at, end) in pairs {
            if self.all[at].settled.is_none() && !self.taken.contains(&end) {
                self.becomes(at, end);
            }
        }
    }

    /// Members of a type, trait or module that has become another one: the member of that name there.
    fn by_owner(&mut self) {
        let by_path: FxHashMap<&str, usize> = self.fresh.iter().map(|&end| (&*self.after[end].path, end)).collect();
        for at in self.open() {
            let now = match self.owner(at).and_then(|owner| owner.settled.as_ref()) {
                Some((Fate::Moved | Fate::Renamed, to)) => to.first(),
                _ => None,
            };
            let path = now.map(|owner| format!("{owner}::{}", self.all[at].name()));
            let found = path.and_then(|path| by_path.get(&*path).copied());
            let found = found.filter(|end| self.all[at].kind().may_become(self.after[*end].local.key.kind));
            if let Some(end) = found.filter(|end| !self.taken.contains(end)) {
                self.becomes(at, end);
            }
        }
    }

    /// Bodies that were split: most of them is in several fresh bodies.
    fn by_pieces(&mut self) {
        let fresh: Vec<usize> = self.fresh.iter().copied().filter(|end| !self.taken.contains(end)).collect();
        let index = RunIndex::new(fresh.iter().map(|&end| &self.after[end].local.code));
        for at in self.open() {
            let runs = BodyRuns::new(&self.all[at].local.code.form);
            if runs.len() < FEWEST_RUNS {
                continue;
            }
            let mut parts: Vec<usize> = index.candidates(&runs);
            parts.retain(|&part| {
                let other = &index.runs[part];
                let is_kind = self.all[at].kind().may_become(self.after[fresh[part]].local.key.kind);
                is_kind && runs.contained_in(other) >= LEAST_PART && other.contained_in(&runs) >= LEAST_ALIKE
            });
            let best = parts
                .iter()
                .map(|&part| runs.contained_in(&index.runs[part]))
                .fold(0.0, f32::max);
            let rest = parts.iter().fold(runs.clone(), |rest, &part| rest.without(&index.runs[part]));
            let covered = 1.0 - rest.len() as f32 / runs.len() as f32;
            if parts.len() >= 2 && covered >= LEAST_CONTAINED && covered - best >= LEAST_PART {
                let to = parts.iter().map(|&part| self.after[fresh[part]].path.clone()).collect();
                self.taken.extend(parts.iter().map(|&part| fresh[part]));
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// Bodies that are much alike.
    fn by_alike_bodies(&mut self) {
        let fresh: Vec<usize> = self.fresh.iter().copied().filter(|end| !self.taken.contains(end)).collect();
        let index = RunIndex::new(fresh.iter().map(|&end| &self.after[end].local.code));
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, &end) in fresh.iter().enumerate() {
            by_name.entry(&self.after[end].local.key.name).or_default().push(number);
        }
        let mut pairs = Vec::new();
        for at in self.open() {
            let one = &self.all[at];
            if !one.kind().has_body() {
                continue;
            }
            let runs = BodyRuns::new(&one.local.code.form);
            let mut candidates = index.candidates(&runs);
            candidates.extend(by_name.get(one.name()).into_iter().flatten());
            candidates.sort_unstable();
            candidates.dedup();
            for number in candidates {
                let other = &self.after[fresh[number]];
                if !one.kind().may_become(other.local.key.kind) {
                    continue;
                }
                let alike = runs.alike(&index.runs[number]);
                let names = names_alike(one.name(), &other.local.key.name);
                let is_signature = one.local.code.signature != 0 && one.local.code.signature == other.local.code.signature;
                let is_beside = parent(&other.path) == one.parent() || other.file == one.file;
                let is_same_name = one.name() == other.local.key.name && self.says_something(at, fresh[number]);
                let is_it = alike >= LEAST_ALIKE
                    || (is_same_name && (alike >= LEAST_ALIKE_BY_NAME || is_signature))
                    || (alike >= LEAST_ALIKE_BY_NAME && is_signature && names >= LEAST_NAMES)
                    || (is_signature && is_beside && names >= LEAST_NAMES_ALIKE);
                if is_it {
                    let bonus = |is_so: bool, bonus: f32| if is_so { bonus } else { 0.0 };
                    let score = alike + 0.4 * names + bonus(is_same_name, 0.3) + bonus(is_signature, 0.2) + bonus(is_beside, 0.1);
                    pairs.push((score, at, fresh[number]));
                }
            }
        }
        self.settle_pairs(pairs.clone());
        self.merge(&pairs);
    }

    /// Bodies that one commit made one: the one that is most alike was taken for the item itself, though it has other parameters. All
    /// are replaced.
    fn merge(&mut self, pairs: &[(f32, usize, usize)]) {
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for &(_, at, end) in pairs.iter().filter(|(_, at, _)| self.all[*at].settled.is_none()) {
            let (one, target) = (&self.all[at], &self.after[end]);
            let is_same = |it: &&(f32, usize, usize)| {
                let (_, other, other_end) = **it;
                let first = &self.all[other];
                let is_it = other_end == end && first.successors() == [target.path.clone()] && first.step == one.step;
                is_it && first.local.code.signature != target.local.code.signature && first.name() != target.local.key.name
            };
            if let Some((_, first, _)) = pairs.iter().find(is_same) {
                merged.extend([(*first, end), (at, end)]);
            }
        }
        for (at, end) in merged {
            self.all[at].settled = Some((Fate::Replaced, vec![self.after[end].path.clone()]));
        }
    }

    /// Methods of a trait that went, in place of which there is the code of an implementation.
    fn by_implementation(&mut self) {
        for at in self.open() {
            let method = &self.all[at];
            let of_trait = self.owner(at).filter(|owner| owner.kind() == InventoryKind::Trait);
            let Some(of_trait) = of_trait.filter(|_| method.kind() == InventoryKind::Method) else {
                continue;
            };
            let is_of_it = |it: &&Departure| it.implemented() == Some(of_trait.name()) && it.name() == method.name();
            let implementations = self.demanded.iter().filter(is_of_it);
            let implementations: Vec<BodyRuns> = implementations.map(|it| BodyRuns::new(&it.local.code.form)).collect();
            let is_there = |end: &usize| {
                let runs = BodyRuns::new(&self.after[*end].local.code.form);
                implementations.iter().any(|it| it.alike(&runs) >= LEAST_ALIKE)
            };
            let found = self.candidates(at).find(is_there);
            if let Some(end) = found {
                self.all[at].settled = Some((Fate::Replaced, vec![self.after[end].path.clone()]));
                self.taken.insert(end);
            }
        }
    }

    /// Bodies that another one contains now: it is fresh, or did not contain them at the base.
    fn by_containment(&mut self) {
        let bodies: Vec<usize> = (0..self.after.len())
            .filter(|&end| self.after[end].local.key.kind.has_body())
            .collect();
        let open: Vec<usize> = self.open().into_iter().filter(|&at| self.all[at].kind().has_body()).collect();
        let departed: Vec<BodyRuns> = open.iter().map(|&at| BodyRuns::new(&self.all[at].local.code.form)).collect();
        if departed.iter().all(|runs| runs.len() < FEWEST_RUNS) {
            return;
        }
        let earlier = self.earlier_codes();
        let has_changed = |end: &usize| {
            let earlier = earlier[*end];
            earlier.is_none_or(|code| code.exact != self.after[*end].local.code.exact)
        };
        let changed: Vec<usize> = bodies.into_iter().filter(has_changed).collect();
        let earlier: Vec<Option<BodyRuns>> = changed
            .iter()
            .map(|&end| earlier[end].map(|code| BodyRuns::new(&code.form)))
            .collect();
        let index = RunIndex::new(changed.iter().map(|&end| &self.after[end].local.code));
        for (at, runs) in open.into_iter().zip(departed) {
            if runs.len() < FEWEST_RUNS {
                continue;
            }
            let gained = |&number: &usize| {
                let before = earlier[number].as_ref().map_or(0.0, |before| runs.contained_in(before));
                let now = runs.contained_in(&index.runs[number]);
                (now >= LEAST_CONTAINED && now - before >= LEAST_ALIKE_BY_NAME).then_some(now)
            };
            let candidates = index.candidates(&runs).into_iter();
            let candidates = candidates
                .filter(|&number| (self.after[changed[number]].class == Class::Test) == (self.all[at].class == Class::Test));
            let found = candidates.filter_map(|number| Some((gained(&number)?, number)));
            if let Some((_, number)) = found.max_by(|one, other| one.0.total_cmp(&other.0)) {
                let to = vec![self.after[changed[number]].path.clone()];
                // What was taken for the other part under another name is a part as well.
                let parts = self.all.iter_mut().filter_map(|it| it.settled.as_mut());
                let parts = parts.filter(|(fate, other)| *fate == Fate::Renamed && *other == to);
                parts.for_each(|(fate, _)| *fate = Fate::Replaced);
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// Takes back that functions were renamed if a caller is still there, and none calls what was taken for them: another function with
    /// another name has a like body by chance.
    pub(super) fn without_look_alikes(&mut self, sources: &FateSources<'_>) {
        let successors = self.successors();
        let ends: FxHashMap<&str, &InventoryItem> = self.after.iter().map(|item| (&*item.path, item)).collect();
        let named_now = &sources.after.named;
        let is_look_alike = |it: &Departure| {
            let Some((Fate::Renamed, to)) = &it.settled else {
                return false;
            };
            let to = &to[0];
            if !it.kind().has_body() || names_alike(it.name(), last(to)) >= LEAST_NAMES {
                return false;
            }
            let callers = it.users.iter().filter_map(|user| user.caller.as_deref());
            let now = callers.map(|caller| successors.get(caller).map_or(caller, String::as_str));
            let now: FxHashSet<&str> = now.filter(|caller| *caller != to).collect();
            let named = now.iter().filter_map(|caller| named_now.get(&ends.get(caller)?.item));
            let mut named = named.peekable();
            named.peek().is_some() && !named.any(|paths| paths.contains(to))
        };
        for it in self.all.iter_mut().filter(|it| is_look_alike(it)) {
            it.settled = None;
        }
    }

    /// What the items of the end were before, in their order: at the same path of the base, or where they came from.
    pub(super) fn earlier_codes(&self) -> Vec<Option<&ItemCode>> {
        let at_base = self.before.iter().map(|item| (&*item.path, &item.local.code));
        let elsewhere = self.all.iter().filter_map(|it| match &it.settled {
            Some((Fate::Moved | Fate::Renamed, to)) => Some((&**to.first()?, &it.local.code)),
            _ => None,
        });
        let earlier: FxHashMap<&str, &ItemCode> = at_base.chain(elsewhere).collect();
        self.after.iter().map(|item| earlier.get(&*item.path).copied()).collect()
    }

    /// Variants and fields of an owner that is still there, under another name.
    fn within_owner(&mut self) {
        let mut pairs = Vec::new();
        for at in self.open() {
            let one = &self.all[at];
            if !matches!(
                one.kind(),
                InventoryKind::Variant | InventoryKind::Field | InventoryKind::Constant
            ) {
                continue;
            }
            let owner = self.owner_now(at);
            let beside: Vec<usize> = self
                .candidates(at)
                .filter(|&end| parent(&self.after[end].path) == owner)
                .collect();
            for end in beside {
                let names = names_alike(one.name(), &self.after[end].local.key.name);
                if names >= LEAST_NAMES_ALIKE {
                    pairs.push((names, at, end));
                }
            }
        }
        self.settle_pairs(pairs);
    }
}

type MethodsByOwner<'a> = FxHashMap<&'a str, FxHashSet<&'a str>>;

/// The names of the methods of each type. Names that say nothing, such as `new`, are left out.
fn methods_by_owner<'a>(items: impl Iterator<Item = (&'a str, InventoryKind)>) -> MethodsByOwner<'a> {
    let mut methods = MethodsByOwner::default();
    for (path, _) in items.filter(|(_, kind)| *kind == InventoryKind::Method) {
        if !words(last(path)).is_empty() {
            methods.entry(parent(path)).or_default().insert(last(path));
        }
    }
    methods
}

/// The share of the methods of two types that both have, 0 to 1; 0 if one of them has fewer than two.
fn methods_alike(one: Option<&FxHashSet<&str>>, other: Option<&FxHashSet<&str>>) -> f32 {
    match (one, other) {
        (Some(one), Some(other)) if one.len() >= 2 => {
            2.0 * one.intersection(other).count() as f32 / (one.len() + other.len()) as f32
        }
        _ => 0.0,
    }
}
