//! Items that share the fate of others: members that of their owners and owners that of their members, and private details that of
//! the code that used them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::callers::{Ends, Gain, GainsByItem};
use super::departures::{Departure, Departures, is_within, parent};
use super::fates::Fate;
use super::inventory::{InventoryItem, InventoryKind};
use super::matching::{BodyRuns, FEWEST_RUNS, LEAST_CONTAINED};
use super::replacements::is_standard;
use super::wanted::WantedAs;
use crate::finding::{Class, FilePath};
use crate::link::Item;

/// Of types with more methods than this, that many say what became of the type.
const MOST_METHODS: usize = 3;

impl Departures<'_> {
    /// Types and traits most of whose methods are methods of another one now, by some fates, and types that did nothing but implement
    /// such traits.
    pub(super) fn with_their_members(&mut self, says_so: impl Fn(Fate) -> bool) {
        let mut members: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, it) in self.all.iter().enumerate() {
            members.entry(it.parent().to_owned()).or_default().push(at);
        }
        let is_type = |kind| matches!(kind, InventoryKind::Type | InventoryKind::Trait);
        let types = self.after.iter().filter(|item| is_type(item.local.key.kind));
        let types: FxHashSet<&str> = types.map(|item| &*item.path).collect();
        for at in self.open() {
            if !is_type(self.all[at].kind()) {
                continue;
            }
            let methods = members.get(&self.all[at].path).into_iter().flatten().map(|&at| &self.all[at]);
            let methods: Vec<&Departure> = methods.filter(|it| it.kind() == InventoryKind::Method).collect();
            let settled = methods.iter().filter_map(|it| it.settled.as_ref());
            let targets = settled.filter(|(fate, _)| says_so(*fate)).filter_map(|(_, to)| to.first());
            let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
            for target in targets {
                let owner = Some(parent(target)).filter(|owner| types.contains(owner));
                // A function may do the job of a trait, not that of a type with a value.
                let by_function = Some(&**target).filter(|_| self.all[at].kind() == InventoryKind::Trait);
                if let Some(owner) = owner.or(by_function) {
                    *owners.entry(owner).or_default() += 1;
                }
            }
            let most = owners.into_iter().max_by_key(|(_, methods)| *methods);
            let to = most.filter(|(_, count)| count * 2 > methods.len().min(MOST_METHODS));
            if let Some((owner, _)) = to {
                self.all[at].settled = Some((Fate::Replaced, vec![owner.to_owned()]));
            }
        }
        self.with_their_traits(&members);
    }

    fn with_their_traits(&mut self, members: &FxHashMap<String, Vec<usize>>) {
        let traits = self.all.iter().filter(|it| it.kind() == InventoryKind::Trait);
        let traits: BTreeMap<String, Option<Vec<String>>> = traits
            .map(|it| {
                let to = it.settled.as_ref().filter(|(fate, _)| *fate == Fate::Replaced);
                (it.name().to_owned(), to.map(|(_, to)| to.clone()))
            })
            .collect();
        for at in self.open() {
            let one = &self.all[at];
            if one.kind() != InventoryKind::Type || members.contains_key(&one.path) {
                continue;
            }
            let demanded = self.demanded.iter().filter(|it| it.parent() == one.path);
            let to: Option<Vec<&Vec<String>>> = demanded.map(|it| traits.get(it.implemented()?)?.as_ref()).collect();
            if let Some([to, ..]) = to.as_deref() {
                let to = (*to).clone();
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// Members of a type in place of which there is another one go with it, unless callers have said what does their job, or do without
    /// it.
    pub(super) fn with_their_owners(&mut self, gains: &GainsByItem, ends: &Ends<'_>) {
        loop {
            let of_owner = |&at: &usize| {
                let owner = self.owner(at).filter(|owner| owner.kind() != InventoryKind::Module)?;
                let (_, to) = owner.settled.as_ref().filter(|(fate, _)| *fate == Fate::Replaced)?;
                (!self.is_done_without(at, to, gains, ends)).then(|| (at, to.clone()))
            };
            let members: Vec<(usize, Vec<String>)> = self.open().iter().filter_map(of_owner).collect();
            if members.is_empty() {
                return;
            }
            for (at, to) in members {
                self.all[at].settled = Some((Fate::Replaced, to));
            }
        }
    }

    /// Whether nobody used a member, or code outside of its owner did and names nothing in its place: what it names is in place of
    /// other members.
    fn is_done_without(&self, at: usize, owner_now: &[String], gains: &GainsByItem, ends: &Ends<'_>) -> bool {
        let one = &self.all[at];
        if one.kind() == InventoryKind::Variant && self.has_as_many_variants(one.parent(), owner_now) {
            return one.users.is_empty();
        }
        let calls = one.users.iter().filter(|user| user.place.what == WantedAs::Call);
        let callers: BTreeSet<&str> = calls.filter_map(|user| user.caller.as_deref()).collect();
        let mut callers = callers
            .into_iter()
            .filter(|caller| !is_within(caller, one.parent()))
            .peekable();
        if callers.peek().is_none() {
            return one.users.is_empty();
        }
        let does_without = |caller: &str| {
            let departed = self.departed(caller);
            if departed.is_some_and(|caller| caller.settled.is_none()) {
                return true;
            }
            let now = departed.and_then(|it| it.successors().first()).map_or(caller, String::as_str);
            let gain = || {
                let item = ends.now.get(now)?.item;
                let is_inside = owner_now.iter().any(|owner| is_within(now, owner));
                let gain = gains.get(&at)?.get(&item).filter(|_| !is_inside)?;
                Some((item, gain))
            };
            match gain() {
                Some((caller, gain)) => self.is_explained(at, (caller, gain), owner_now, gains, ends),
                // What replaced the caller does what the member did.
                None => departed.is_none(),
            }
        };
        callers.all(does_without)
    }

    /// Whether all that a caller of a member names now is in place of its owner and of other members of that.
    fn is_explained(
        &self,
        at: usize,
        (caller, gain): (Item, &Gain),
        owner_now: &[String],
        gains: &GainsByItem,
        ends: &Ends<'_>,
    ) -> bool {
        let siblings = self.all.iter().enumerate();
        let siblings = siblings.filter(|(_, it)| it.parent() == self.all[at].parent());
        let of_caller = siblings.filter(|(sibling, _)| gains.get(sibling).is_some_and(|gains| gains.contains_key(&caller)));
        let explained: BTreeSet<&String> = of_caller.flat_map(|(_, it)| it.successors()).chain(owner_now).collect();
        let mut unexplained = gain.all().filter(|path| !explained.contains(path));
        !unexplained.any(|path| !is_standard(path) && self.is_of_its_sort(at, path, ends))
    }

    fn has_as_many_variants(&self, owner: &str, owner_now: &[String]) -> bool {
        let is_variant = |kind| kind == InventoryKind::Variant;
        let before = self
            .all
            .iter()
            .filter(|it| is_variant(it.kind()) && it.parent() == owner)
            .count();
        let now = self
            .after
            .iter()
            .filter(|item| is_variant(item.local.key.kind) && owner_now.iter().any(|owner| parent(&item.path) == owner));
        now.count() >= before
    }

    /// Private items that only what was written anew used are replaced with it. A private constant, and a helper of tests, is a detail of
    /// its users.
    pub(super) fn with_their_callers(&mut self) {
        let kept = self.kept_bodies();
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for at in self.open() {
                if let Some(to) = self.replaced_with_callers(at, &kept) {
                    self.all[at].settled = Some((Fate::Replaced, to));
                    is_changed = true;
                }
            }
        }
    }

    /// The paths of the functions that went whose code is still there, in other functions: renamed, split or merged.
    fn kept_bodies(&self) -> FxHashSet<String> {
        let mut fresh: FxHashMap<&FilePath, Vec<BodyRuns>> = FxHashMap::default();
        for item in self.fresh.iter().map(|&end| &self.after[end]) {
            fresh
                .entry(&item.file)
                .or_default()
                .push(BodyRuns::new(&item.local.code.form));
        }
        let there: FxHashMap<&str, &InventoryItem> = self.after.iter().map(|item| (&*item.path, item)).collect();
        let is_kept = |it: &&Departure| {
            let body = BodyRuns::new(&it.local.code.form);
            let now = it.successors().iter().filter_map(|path| there.get(&**path));
            let now: Vec<&InventoryItem> = now.copied().collect();
            let bodies = now.iter().map(|item| BodyRuns::new(&item.local.code.form));
            let rest = bodies.fold(body.clone(), |rest, other| rest.without(&other));
            let beside = now.iter().flat_map(|item| fresh.get(&item.file)).flatten();
            let rest = beside.fold(rest, |rest, other| rest.without(other));
            body.len() >= FEWEST_RUNS && (rest.len() as f32) <= body.len() as f32 * (1.0 - LEAST_CONTAINED)
        };
        let kept = self.all.iter().filter(|it| it.settled.is_some()).filter(is_kept);
        kept.map(|it| it.path.clone()).collect()
    }

    fn replaced_with_callers(&self, at: usize, kept: &FxHashSet<String>) -> Option<Vec<String>> {
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
                Some(Some((Fate::Replaced | Fate::Renamed, instead))) if !kept.contains(caller) => {
                    to.extend(instead.iter().cloned());
                }
                None if one.kind() == InventoryKind::Constant || one.class == Class::Test => {
                    to.insert(caller.to_owned());
                }
                _ => return None,
            }
        }
        Some(to.into_iter().collect())
    }
}
