//! Who wanted the items that went: the code that used them until then, and the documents and configuration that still name them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::inventory::{InventoryItem, InventoryKind, ItemKey, is_distinctive, spans_of};
use super::timeline::Timeline;
use super::version::FileVersion;
use crate::facts::Context;
use crate::finding::{Class, FilePath};
use crate::link::{Def, Item, Use, Workspace};

/// A place that wanted an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Wanted {
    /// The file.
    pub file: FilePath,
    /// The line, counted from 1.
    pub line: u32,
    /// What the place did with the item.
    pub what: WantedAs,
}

/// What a place did with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WantedAs {
    /// Code that ships used it.
    Call,
    /// It was imported.
    Import,
    /// A test used it.
    Test,
    /// A document names it.
    Doc,
    /// A file of configuration names it.
    Config,
}

impl WantedAs {
    /// What the place did, as a phrase that follows it.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Call => "used it",
            Self::Import => "imported it",
            Self::Test => "tested it",
            Self::Doc => "describes it",
            Self::Config => "configures it",
        }
    }
}

/// A use of an item.
#[derive(Clone, Debug)]
pub(super) struct UserOf {
    pub(super) place: Wanted,
    /// The function, constant or macro around the use, by its path; `None` for imports and signatures of types.
    pub(super) caller: Option<String>,
    pub(super) key: Option<ItemKey>,
}

/// A text that is no code: a document or a file of configuration.
#[derive(Debug)]
pub(crate) struct PlainText {
    pub(crate) file: FilePath,
    pub(crate) text: String,
}

/// The uses of some items in a workspace, in the order of the items. What an item does within itself is no use of it.
pub(super) fn users(workspace: &Workspace, inventory: &[InventoryItem], wanted: &[&InventoryItem]) -> Vec<Vec<UserOf>> {
    let keys: FxHashMap<Item, &InventoryItem> = inventory.iter().map(|item| (item.item, item)).collect();
    let by_item: FxHashMap<Item, usize> = wanted
        .iter()
        .enumerate()
        .filter(|(_, item)| item.local.key.kind != InventoryKind::Field)
        .map(|(at, item)| (item.item, at))
        .collect();
    let fields: FxHashMap<(Item, &str), usize> = wanted
        .iter()
        .enumerate()
        .filter(|(_, item)| item.local.key.kind == InventoryKind::Field)
        .map(|(at, item)| ((item.item, &*item.local.key.name), at))
        .collect();
    let found = |usage: &Use, at: usize| {
        let around = workspace.definition_around(usage);
        let caller = around.map(|item| workspace.path(&Def::Item(item)));
        let of = wanted[at];
        let is_within = |path: &str| path == of.path || path.strip_prefix(&*of.path).is_some_and(|rest| rest.starts_with("::"));
        if caller.as_deref().is_some_and(is_within) || is_in_impl_header(workspace, usage) {
            return None;
        }
        let place = workspace.place_of(usage);
        let what = match (usage.context, usage.class) {
            (Context::Doc, _) => return None,
            (Context::Import, _) => WantedAs::Import,
            (_, Class::Test) => WantedAs::Test,
            _ => WantedAs::Call,
        };
        let user = UserOf {
            place: Wanted {
                file: place.file,
                line: place.span.line,
                what,
            },
            caller,
            key: around.and_then(|item| Some(keys.get(&item)?.local.key.clone())),
        };
        Some((at, user))
    };
    let items: Vec<Item> = by_item.keys().copied().collect();
    let uses = workspace.uses(&workspace.interest_in(&items, []), |usage| {
        let last = usage.written.len() - 1;
        // `Type::function` uses both.
        let named = usage.named().filter_map(|(step, binding)| match &binding.def {
            Def::Item(item) => by_item.get(item).copied().filter(|&at| step == last || is_type(wanted[at])),
            _ => None,
        });
        let named: BTreeSet<usize> = named.collect();
        let found: Vec<(usize, UserOf)> = named.into_iter().filter_map(|at| found(&usage, at)).collect();
        Some(found).filter(|found| !found.is_empty())
    });
    let mut uses: Vec<(usize, UserOf)> = uses.into_iter().flatten().collect();
    if !fields.is_empty() {
        let names = fields.keys().map(|(_, name)| *name);
        uses.extend(workspace.uses(&workspace.interest(names), |usage| {
            let targets = usage.targets();
            let mut at = targets.filter_map(|binding| match &binding.def {
                Def::Member(owner, name) => fields.get(&(*owner, workspace.text(*name))).copied(),
                _ => None,
            });
            found(&usage, at.next()?)
        }));
    }
    let mut users = vec![Vec::new(); wanted.len()];
    for (at, user) in uses {
        users[at].push(user);
    }
    users
}

fn is_type(item: &InventoryItem) -> bool {
    matches!(item.local.key.kind, InventoryKind::Type | InventoryKind::Trait)
}

/// Whether a use is in the header of an impl, which is part of the type.
fn is_in_impl_header(workspace: &Workspace, usage: &Use) -> bool {
    let impls = &workspace.file(usage.file).facts.impls;
    impls
        .iter()
        .any(|block| (block.span.start..block.span.end).contains(&usage.span.start))
}

/// The uses of an item that were still there before a step, and those that commits of the range had added by then: where only this item
/// has the name, and in the file that the item was in, where the name means it.
pub(super) fn users_before(
    timeline: &Timeline,
    step: usize,
    (name, file_of_item): (&str, &FilePath),
    is_rare: bool,
    at_base: &[UserOf],
) -> Vec<UserOf> {
    let is_still_there = |user: &&UserOf| match timeline.before(step, &user.place.file) {
        None => true,
        Some(None) => false,
        Some(Some(version)) => !mentions(version, name, user.key.as_ref()).is_empty(),
    };
    let mut users: Vec<UserOf> = at_base.iter().filter(is_still_there).cloned().collect();
    let known: FxHashSet<FilePath> = users.iter().map(|user| user.place.file.clone()).collect();
    let changed = timeline.changed_before(step).filter(|(file, _)| !known.contains(*file));
    let changed = changed.filter(|(file, _)| is_rare || *file == file_of_item);
    let mut added: Vec<UserOf> = changed
        .flat_map(|(file, version)| {
            let lines = mentions(version, name, None).into_iter();
            lines.map(|(line, key)| UserOf {
                place: Wanted {
                    file: file.clone(),
                    line,
                    what: if key.as_ref().is_some_and(|key| key.kind == InventoryKind::Test) {
                        WantedAs::Test
                    } else {
                        WantedAs::Call
                    },
                },
                caller: None,
                key,
            })
        })
        .collect();
    added.sort_by(|one, other| one.place.cmp(&other.place));
    users.extend(added);
    users
}

/// The names that an item of a file mentions.
pub(super) fn names_within(version: &FileVersion, key: &ItemKey) -> FxHashSet<String> {
    let facts = version.facts();
    let spans = spans_of(&facts);
    let Some((_, span)) = spans.iter().find(|(known, _)| known == key) else {
        return FxHashSet::default();
    };
    let mentions = facts.mentions();
    let paths = mentions
        .references
        .iter()
        .filter(|it| (span.start..span.end).contains(&it.span.start));
    let paths = paths.flat_map(|it| facts.path(it.path).segments);
    let members = mentions
        .members
        .iter()
        .filter(|it| (span.start..span.end).contains(&it.span.start));
    let names = paths.copied().chain(members.map(|it| it.name));
    names.map(|name| facts.name(name).to_owned()).collect()
}

/// The lines of a file that mention a name outside of the item of that name: all, or those within one item.
fn mentions(version: &FileVersion, name: &str, within: Option<&ItemKey>) -> Vec<(u32, Option<ItemKey>)> {
    if !version.may_have(name) {
        return Vec::new();
    }
    let facts = version.facts();
    let spans = spans_of(&facts);
    let mentions = facts.mentions();
    let is_named = |id| facts.path(id).segments.iter().any(|&segment| facts.name(segment) == name);
    let paths = mentions.references.iter().filter(|reference| is_named(reference.path));
    let members = mentions.members.iter().filter(|member| facts.name(member.name) == name);
    let spots = paths.map(|it| it.span).chain(members.map(|it| it.span));
    let found = spots.filter_map(|spot| {
        let around = spans.iter().filter(|(_, span)| (span.start..span.end).contains(&spot.start));
        let around = around.max_by_key(|(_, span)| span.start).map(|(key, _)| key);
        let is_itself = around.is_some_and(|key| key.name == name);
        let is_wanted = within.is_none() || around == within;
        (is_wanted && !is_itself).then(|| (spot.line, around.cloned()))
    });
    found.collect()
}

/// The places of documents and configuration that name each of these names. A name that may be any word is not looked for.
pub(super) fn named_in_texts<'n>(texts: &[PlainText], names: impl Iterator<Item = &'n str>) -> FxHashMap<String, Vec<Wanted>> {
    let names: FxHashSet<&str> = names.filter(|name| is_distinctive(name)).collect();
    let in_text = |text: &PlainText| -> Vec<(String, Wanted)> {
        let what = if is_document(&text.file) {
            WantedAs::Doc
        } else {
            WantedAs::Config
        };
        let lines = text.text.lines().zip(1..);
        let words = lines.flat_map(|(line, number)| {
            let words = line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            words.map(move |word| (word, number))
        });
        let found = words.filter(|(word, _)| names.contains(word));
        found
            .map(|(word, line)| {
                let file = text.file.clone();
                (word.to_owned(), Wanted { file, line, what })
            })
            .collect()
    };
    let mut found: FxHashMap<String, Vec<Wanted>> = FxHashMap::default();
    for (name, wanted) in texts.par_iter().flat_map_iter(in_text).collect::<Vec<_>>() {
        let places = found.entry(name).or_default();
        if places.last() != Some(&wanted) {
            places.push(wanted);
        }
    }
    found
}

/// Whether a file that is no code can want an item: a document, but not one about the past, or a file of configuration.
pub(crate) fn is_plain_text(file: &FilePath) -> bool {
    let name = file.name().to_ascii_lowercase();
    let path = file.as_str().to_ascii_lowercase();
    let has_date = path.as_bytes().windows(7).any(is_month);
    let is_about_the_past = has_date
        || ["change", "history", "release", "news", "upgrade"]
            .iter()
            .any(|word| path.contains(word));
    let is_configuration = name.starts_with(".env") || name.starts_with("dockerfile");
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let is_manifest = matches!(&*name, "cargo.toml" | "cargo.lock");
    is_document(file) && !is_about_the_past
        || is_configuration
        || matches!(extension, Some("toml" | "yaml" | "yml" | "sh" | "env")) && !is_manifest
}

/// Whether seven bytes are a year and a month, as `2026-11`.
fn is_month(text: &[u8]) -> bool {
    let is_digit = |at: usize| text[at].is_ascii_digit();
    text.starts_with(b"20") && is_digit(2) && is_digit(3) && text[4] == b'-' && is_digit(5) && is_digit(6)
}

fn is_document(file: &FilePath) -> bool {
    matches!(file.as_str().rsplit_once('.'), Some((_, "md" | "adoc" | "rst")))
}
