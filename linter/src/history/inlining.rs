//! Functions that their callers do not call any more, because they contain what the functions did.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::departures::{Departure, Departures};
use super::fates::Fate;
use super::inventory::{InventoryKind, ItemKey, local_items, spans_of};
use super::timeline::Timeline;
use super::version::FileVersion;
use super::wanted::{UserOf, names_within};
use crate::facts::PieceKind;

/// Minimum share of the words in a function that a caller must have instead, 0 to 1.
const LEAST_INLINED: f32 = 0.6;

impl Departures<'_> {
    /// Functions whose callers do by themselves what the functions did.
    pub(super) fn inlined(&mut self, timeline: &Timeline) {
        let there: FxHashSet<&str> = self.after.iter().map(|item| &*item.path).collect();
        let successors = self.successors();
        let into_callers = |at: usize| {
            let one = &self.all[at];
            let has_body = one.local.code.exact != 0 || one.kind() == InventoryKind::Macro;
            if !has_body || one.kind() == InventoryKind::Test {
                return None;
            }
            let users = one.users.iter().filter(|user| contains(timeline, one, user) == Some(true));
            let callers: BTreeSet<&String> = users.filter_map(|user| user.caller.as_ref()).collect();
            let now = callers
                .into_iter()
                .map(|caller| successors.get(caller).unwrap_or(caller).clone());
            let into: Vec<String> = now.filter(|caller| there.contains(&**caller)).collect();
            (!into.is_empty()).then_some((at, into))
        };
        let inlined: Vec<(usize, Vec<String>)> = self.open().into_iter().filter_map(into_callers).collect();
        for (at, into) in inlined {
            self.all[at].settled = Some((Fate::Replaced, into));
        }
    }
}

/// Whether the commit that took a function away put what it names into a caller. Of a private function that names nothing, it is known
/// only whether the caller became longer.
fn contains(timeline: &Timeline, one: &Departure, user: &UserOf) -> Option<bool> {
    let (step, key) = (one.step?, user.key.as_ref()?);
    let file = timeline.name_before(step, &user.place.file);
    let (before, after) = (timeline.at_step(step, file)?, timeline.before(step + 1, file).flatten()?);
    let gone = Content::new(timeline.at_step(step, &one.last_file)?, &one.local.key)?;
    let (before, after) = (Content::new(before, key)?, Content::new(after, key)?);
    let named = told(&gone.names, &before.names, &after.names);
    let said = told(&gone.literals, &before.literals, &after.literals);
    let (telling, found) = (named.0 + said.0, named.1 + said.1);
    if telling == 0 {
        let is_detail = !one.local.is_public && user.place.file == one.file;
        return Some(is_detail && after.names.is_subset(&before.names) && after.length > before.length);
    }
    Some(found as f32 >= LEAST_INLINED * telling as f32)
}

/// How many words of what went were new to a caller, and how many of these it has now.
fn told(gone: &FxHashSet<String>, before: &FxHashSet<String>, after: &FxHashSet<String>) -> (usize, usize) {
    let telling = || gone.difference(before);
    (telling().count(), telling().filter(|word| after.contains(*word)).count())
}

/// What an item of a file names and says.
struct Content {
    names: FxHashSet<String>,
    /// The values of texts, and the hashes of numbers in bodies that are not small.
    literals: FxHashSet<String>,
    /// The number of pieces of its body; 0 of a small one.
    length: usize,
}

impl Content {
    fn new(version: &FileVersion, key: &ItemKey) -> Option<Self> {
        let facts = version.facts();
        let (_, span) = spans_of(&facts).into_iter().find(|(known, _)| known == key)?;
        let body = local_items(&facts).into_iter().find(|item| item.key == *key)?.code.form;
        let literals = facts.literals();
        let texts = literals
            .list
            .iter()
            .filter(|it| (span.start..span.end).contains(&it.span.start));
        let texts = texts.map(|it| literals.value(it).to_owned());
        let numbers = body.iter().filter(|piece| piece.kind() == PieceKind::Literal);
        let numbers = numbers.map(|piece| piece.0.to_string());
        Some(Self {
            names: names_within(version, key)?,
            literals: texts.chain(numbers).collect(),
            length: body.len(),
        })
    }
}
