//! Who wanted the items that went: the code that used them until then, and the documents and configuration that still name them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::inventory::{InventoryItem, InventoryKind, ItemKey, is_distinctive, spans_of};
use super::timeline::Timeline;
use super::version::FileVersion;
use crate::facts::{Context, ItemKind, Shape};
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
    /// The function, constant, macro or type around the use, by its path; `None` for imports and headers of impls.
    pub(super) caller: Option<String>,
    pub(super) key: Option<ItemKey>,
    /// Whether it only matches a variant. Who builds none does without it.
    pub(super) is_match: bool,
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
        let around = workspace.definition_around(usage).or_else(|| workspace.type_around(usage));
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
            is_match: usage.context == Context::Pattern && of.local.key.kind == InventoryKind::Variant && !is_built(workspace, of),
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

/// Derives that build no value of an enum.
const BUILD_NOTHING: [&str; 8] = ["Clone", "Copy", "Debug", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];

/// Whether a derive may build a variant: that of a parser or of a command line, and that of an error whose `#[from]` is not known here.
fn is_built(workspace: &Workspace, variant: &InventoryItem) -> bool {
    let facts = &workspace.file(workspace.file_of(variant.item)).facts;
    let ItemKind::Variant { parent, shape } = workspace.item(variant.item).kind else {
        return false;
    };
    let derives = facts.derives.iter().filter(|(of, _)| *of == parent);
    let names = derives.filter_map(|(_, path)| facts.path(*path).segments.last());
    let mut names = names.map(|&name| facts.name(name));
    names.any(|name| !BUILD_NOTHING.contains(&name) && (name != "Error" || shape != Shape::Unit))
}

/// Whether a use is in the header of an impl, which is part of the type.
fn is_in_impl_header(workspace: &Workspace, usage: &Use) -> bool {
    let impls = &workspace.file(usage.file).facts.impls;
    impls
        .iter()
        .any(|block| (block.span.start..block.span.end).contains(&usage.span.start))
}

/// The uses of an item that were still there before a step, and those that commits of the range had added by then: where only this item
/// has the name, and in the file that the item was in, where the name means it. `at_base` are the users of an item that stood at the base.
pub(super) fn users_before(
    timeline: &Timeline,
    step: usize,
    (item, file_of_item): (&ItemKey, &FilePath),
    is_rare: bool,
    at_base: Option<&[UserOf]>,
) -> Vec<UserOf> {
    let mut users: Vec<UserOf> = Vec::new();
    // The files of callers that have other names by now.
    let mut renamed: FxHashSet<FilePath> = FxHashSet::default();
    for user in at_base.into_iter().flatten() {
        let file = timeline.name_before(step, &user.place.file);
        match timeline.before(step, file) {
            None => users.push(user.clone()),
            Some(None) => {}
            Some(Some(version)) => {
                let mentions = mentions(version, item, file == file_of_item);
                let is_by_it = |(_, key): &(u32, Option<ItemKey>)| user.key.is_none() || *key == user.key;
                if mentions.iter().any(is_by_it) {
                    users.push(user.clone());
                } else if !has_item(version, user.key.as_ref()) {
                    renamed.insert(file.clone());
                }
            }
        }
    }
    let files = users.iter().map(|user| timeline.name_before(step, &user.place.file));
    let known: FxHashSet<FilePath> = files.filter(|file| !renamed.contains(*file)).cloned().collect();
    let by_others = |file: &FilePath| {
        let is_known = known.contains(file) || renamed.contains(file);
        let version = timeline.at_base(step, file).filter(|_| !is_known);
        version.is_some_and(|version| !mentions(version, item, file == file_of_item).is_empty())
    };
    // Where the base has the name and does not mean the item, the name is not rare.
    let is_rare = is_rare && !timeline.changed_before(step).any(|(file, _)| by_others(file));
    let changed = timeline.changed_before(step).filter(|(file, _)| !known.contains(*file));
    let changed = changed.filter(|(file, _)| {
        let is_own = *file == file_of_item && !(at_base.is_some() && by_others(file));
        is_rare || is_own || renamed.contains(*file)
    });
    let mut added: Vec<UserOf> = changed
        .flat_map(|(file, version)| {
            let lines = mentions(version, item, file == file_of_item).into_iter();
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
                is_match: false,
            })
        })
        .collect();
    added.sort_by(|one, other| one.place.cmp(&other.place));
    users.extend(added);
    users
}

/// The names that an item of a file mentions; `None` if the file has no such item.
pub(super) fn names_within(version: &FileVersion, key: &ItemKey) -> Option<FxHashSet<String>> {
    let facts = version.facts();
    let spans = spans_of(&facts);
    let (_, span) = spans.iter().find(|(known, _)| known == key)?;
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
    Some(names.map(|name| facts.name(name).to_owned()).collect())
}

/// Whether a file has an item.
fn has_item(version: &FileVersion, key: Option<&ItemKey>) -> bool {
    key.is_some_and(|key| spans_of(&version.facts()).iter().any(|(known, _)| known == key))
}

/// The lines of a file that mention the name of an item, with the items around them. In its own file, what it does within itself is left
/// out.
fn mentions(version: &FileVersion, item: &ItemKey, is_own_file: bool) -> Vec<(u32, Option<ItemKey>)> {
    let name = &*item.name;
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
        let is_itself = is_own_file && around == Some(item);
        (!is_itself).then(|| (spot.line, around.cloned()))
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
