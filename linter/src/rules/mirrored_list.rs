//! Two lists that must agree: an enum and a table, constants and their index. See `mirrored_list.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::items_of;
use super::{Audit, Judgement, Kind, Probe, ProbeText, Rule, members, probe};
use crate::config::{ConfigProblem, Located, PathPattern};
use crate::facts::{Context, ItemKind, SerdeNames, elements, serde_names};
use crate::finding::{Class, Place};
use crate::link::{Def, Interest, Item, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<MirroredList>("mirrored_list", include_str!("mirrored_list.md"));

/// Two lists.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct MirroredList {
    /// One list: the variants of an enum or the items of a module, by a pattern; or a constant that lists texts or paths.
    left: Option<Located<PathPattern>>,
    /// The other list.
    right: Option<Located<PathPattern>>,
    /// The case in which texts write the variants of an enum: then names are compared exactly.
    case: Option<VariantCase>,
}

/// How the name of a variant is written as a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum VariantCase {
    /// `RunStarted`.
    AsIs,
    /// `runStarted`.
    Camel,
    /// `run-started`.
    Kebab,
    /// `runstarted`.
    Lower,
    /// `RUN_STARTED`.
    ScreamingSnake,
    /// `run_started`.
    Snake,
    /// `RUNSTARTED`.
    Upper,
}

/// An entry of a list.
struct ListEntry {
    /// As the list writes it.
    name: String,
    /// What it is compared by.
    meaning: EntryMeaning,
    class: Class,
    place: Place,
    item: String,
}

/// What an entry is compared by.
enum EntryMeaning {
    /// A text: a literal, or the value of a constant.
    Text(String),
    /// The name of a variant.
    Variant(Item),
    /// The name of another item.
    Name,
}

/// The entries of a list, by what they are compared by.
type EntriesByKey<'a> = BTreeMap<String, &'a ListEntry>;

impl Rule for MirroredList {
    fn names(&self) -> Vec<String> {
        members::names(self.left.iter().chain(&self.right))
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let lists = self.left.iter().chain(&self.right);
        let probes = lists.map(|list| {
            let text = items_of(&list.value, audit.workspace).first().and_then(|first| {
                match is_one_constant(&list.value, *first, audit.workspace) {
                    true => one_more_element(*first, audit),
                    false => probe::sibling(*first, audit.workspace),
                }
            });
            Probe::in_files(&list.value, text.into_iter().collect()).at(&list.place)
        });
        // What can be added to a constant that is no array depends on its type.
        probes.filter(Probe::has_code).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let (Some(left), Some(right)) = (&self.left, &self.right) else {
            return;
        };
        let lists = [left, right].map(|list| entries(list, audit, judgement));
        let [left_entries, right_entries] = &lists;
        if left_entries.is_empty() || right_entries.is_empty() {
            return;
        }
        let spelling = Spelling::new(self.case, lists.iter().flatten(), audit);
        let [of_left, of_right] = [left_entries, right_entries].map(|entries| -> EntriesByKey<'_> {
            entries
                .iter()
                .map(|entry| (spelling.key(entry, audit.workspace), entry))
                .collect()
        });
        for (key, entry) in &of_left {
            match of_right.contains_key(key) {
                true => judgement.conforming(None, entry.class, &entry.place.file),
                false => report(entry, &right.value, judgement),
            }
        }
        let missing = of_right.iter().filter(|(key, _)| !of_left.contains_key(*key));
        missing.for_each(|(_, entry)| report(entry, &left.value, judgement));
    }
}

fn report(entry: &ListEntry, other: &PathPattern, judgement: &mut Judgement) {
    let ListEntry {
        name,
        class,
        place,
        item,
        ..
    } = entry;
    let message = format!("`{name}` is not in `{other}`");
    judgement
        .violation(None, *class, place.clone(), item.clone(), name.clone(), message)
        .help(format!("add it to `{other}`, or remove it here"));
}

/// How the entries of two lists are compared.
struct Spelling {
    case: Option<VariantCase>,
    /// The names that serde gives to the variants of enums.
    of_serde: FxHashMap<Item, SerdeNames>,
}

impl Spelling {
    fn new<'e>(case: Option<VariantCase>, entries: impl Iterator<Item = &'e ListEntry>, audit: &Audit<'_>) -> Self {
        let variants = entries.filter_map(|entry| match entry.meaning {
            EntryMeaning::Variant(variant) => audit.workspace.owner_item(variant),
            EntryMeaning::Text(_) | EntryMeaning::Name => None,
        });
        let enums: FxHashSet<Item> = variants.collect();
        let names = enums.into_iter().filter_map(|of| {
            let place = audit.workspace.place(of);
            let names = serde_names(&(audit.texts)(&place.file)?, place.span.start)?;
            (names != SerdeNames::default()).then_some((of, names))
        });
        let of_serde = if case.is_none() {
            names.collect()
        } else {
            FxHashMap::default()
        };
        Self { case, of_serde }
    }

    /// What an entry is compared by: exactly, if the case is known, otherwise without separators in lower case.
    fn key(&self, entry: &ListEntry, workspace: &Workspace) -> String {
        let written = match &entry.meaning {
            EntryMeaning::Text(text) => text,
            EntryMeaning::Variant(_) | EntryMeaning::Name => &entry.name,
        };
        if self.case.is_none() && self.of_serde.is_empty() {
            return loose(written);
        }
        match entry.meaning {
            EntryMeaning::Variant(variant) => self.variant(variant, workspace),
            EntryMeaning::Text(_) | EntryMeaning::Name => written.clone(),
        }
    }

    fn variant(&self, variant: Item, workspace: &Workspace) -> String {
        let name = workspace.text(workspace.name_of(variant));
        let of_serde = workspace.owner_item(variant).and_then(|of| self.of_serde.get(&of));
        if let Some(renamed) = of_serde.and_then(|names| names.renamed.get(name)) {
            return renamed.clone();
        }
        let of_enum = || VariantCase::of_serde(of_serde?.rename_all.as_deref()?);
        let (case, is_screaming_kebab) = self
            .case
            .map(|case| (case, false))
            .or_else(of_enum)
            .unwrap_or((VariantCase::AsIs, false));
        let spelled = case.spell(name);
        if is_screaming_kebab {
            spelled.replace('_', "-")
        } else {
            spelled
        }
    }
}

impl VariantCase {
    /// The case that serde calls so, and whether hyphens separate its words instead of underscores.
    fn of_serde(name: &str) -> Option<(Self, bool)> {
        let case = match name {
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::AsIs,
            "camelCase" => Self::Camel,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" | "SCREAMING-KEBAB-CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            _ => return None,
        };
        Some((case, name == "SCREAMING-KEBAB-CASE"))
    }

    /// A name in this case. Each capital begins a word, as for serde.
    fn spell(self, name: &str) -> String {
        let separated = |separator: char| {
            let mut spelled = String::new();
            for (at, character) in name.char_indices() {
                if at > 0 && character.is_uppercase() {
                    spelled.push(separator);
                }
                spelled.extend(character.to_lowercase());
            }
            spelled
        };
        match self {
            Self::AsIs => name.to_owned(),
            Self::Camel => {
                let mut characters = name.chars();
                let first = characters.next().into_iter().flat_map(char::to_lowercase);
                first.chain(characters.by_ref()).collect()
            }
            Self::Kebab => separated('-'),
            Self::Lower => name.to_lowercase(),
            Self::ScreamingSnake => separated('_').to_uppercase(),
            Self::Snake => separated('_'),
            Self::Upper => name.to_uppercase(),
        }
    }
}

/// The entries of a list. A list without any is a problem.
fn entries(list: &Located<PathPattern>, audit: &Audit<'_>, judgement: &mut Judgement) -> Vec<ListEntry> {
    let workspace = audit.workspace;
    let items = items_of(&list.value, workspace);
    let texts = workspace.texts_of_constants(items.iter().copied().filter(|item| workspace.is_constant_item(*item)));
    let mut entries: Vec<ListEntry> = Vec::new();
    for item in items {
        if is_one_constant(&list.value, item, workspace) {
            entries.extend(listed(item, audit, judgement));
            continue;
        }
        entries.push(ListEntry {
            name: workspace.text(workspace.name_of(item)).to_owned(),
            meaning: meaning(item, texts.get(&item), workspace),
            class: workspace.class(item),
            place: workspace.place(item),
            item: workspace.path(&Def::Item(item)),
        });
    }
    if entries.is_empty() {
        let problem = ConfigProblem::new(list.place.clone(), format!("`{}` lists nothing", list.value));
        judgement
            .problem(problem.help("name a constant with texts or paths in it, or what a pattern such as `app::Event::*` matches"));
    }
    entries
}

/// Whether a pattern names one constant, whose value is the list.
fn is_one_constant(pattern: &PathPattern, item: Item, workspace: &Workspace) -> bool {
    pattern.literal().is_some() && workspace.is_constant_item(item)
}

fn meaning(item: Item, text: Option<&String>, workspace: &Workspace) -> EntryMeaning {
    match (&workspace.item(item).kind, text) {
        (ItemKind::Variant { .. }, _) => EntryMeaning::Variant(item),
        (_, Some(text)) => EntryMeaning::Text(text.clone()),
        _ => EntryMeaning::Name,
    }
}

/// What the value of a constant lists: of each element of an array the first text, string constant or variant, or if it has none the
/// first path. Of another value, all texts; if there are none, all paths.
fn listed(constant: Item, audit: &Audit<'_>, judgement: &mut Judgement) -> Vec<ListEntry> {
    let workspace = audit.workspace;
    let texts = texts_in(constant, workspace);
    let place = workspace.place(constant);
    let source = (audit.texts)(&place.file).unwrap_or_default();
    let Some(elements) = elements(&source, place.span.start) else {
        return if texts.is_empty() {
            paths_in(constant, workspace, judgement)
        } else {
            texts
        };
    };
    // A path may be before the first text of an element: a constant, or the type of a struct.
    let begins_with_text = |element: &Range<u32>| {
        let first = texts.iter().find(|entry| element.contains(&entry.place.span.start));
        let before = first.and_then(|first| source.get(element.start as usize..first.place.span.start as usize));
        before.is_some_and(|before| !before.contains(char::is_alphabetic))
    };
    let paths = match elements.iter().all(begins_with_text) {
        true => Vec::new(),
        false => paths_in(constant, workspace, judgement),
    };
    let mut all: Vec<ListEntry> = texts.into_iter().chain(paths).collect();
    all.sort_by_key(|entry| (matches!(entry.meaning, EntryMeaning::Name), entry.place.span.start));
    let mut all: Vec<Option<ListEntry>> = all.into_iter().map(Some).collect();
    let of_elements = elements.iter().filter_map(|element| {
        let is_inside =
            |entry: &&mut Option<ListEntry>| entry.as_ref().is_some_and(|entry| element.contains(&entry.place.span.start));
        all.iter_mut().find(is_inside)?.take()
    });
    of_elements.collect()
}

/// The texts in the value of a constant.
fn texts_in(constant: Item, workspace: &Workspace) -> Vec<ListEntry> {
    let (file, span) = (workspace.file_of(constant), workspace.item(constant).span);
    workspace.literals(|literal| {
        let is_here = literal.file == file && (span.start..span.end).contains(&literal.span.start);
        is_here.then(|| ListEntry {
            name: literal.value.to_owned(),
            meaning: EntryMeaning::Text(literal.value.to_owned()),
            class: workspace.class(constant),
            place: workspace.place_of_literal(&literal),
            item: workspace.path(&Def::Item(constant)),
        })
    })
}

/// The paths in the value of a constant: variants by their names, constants with a text by their values, others by their last names.
fn paths_in(constant: Item, workspace: &Workspace, judgement: &mut Judgement) -> Vec<ListEntry> {
    let (file, span) = (workspace.file_of(constant), workspace.item(constant).span);
    let path = |usage: Use| {
        let is_value = matches!(usage.context, Context::Value | Context::Call | Context::Construct);
        let is_here = usage.file == file && (span.start..span.end).contains(&usage.span.start) && is_value;
        let target = usage.target().iter().find_map(|binding| match binding.def {
            Def::Item(item) => Some(item),
            _ => None,
        });
        is_here.then(|| {
            let entry = ListEntry {
                name: usage.written.last().map_or("", |name| workspace.text(*name)).to_owned(),
                meaning: EntryMeaning::Name,
                class: workspace.class(constant),
                place: workspace.place_of(&usage),
                item: workspace.path(&Def::Item(constant)),
            };
            (entry, target)
        })
    };
    let found = judgement.uses(workspace, &Interest::Everything, path);
    let constants = found
        .iter()
        .filter_map(|(_, target)| target.filter(|item| workspace.is_constant_item(*item)));
    let texts = workspace.texts_of_constants(constants);
    let entries = found.into_iter().map(|(entry, target)| ListEntry {
        meaning: target.map_or(EntryMeaning::Name, |item| meaning(item, texts.get(&item), workspace)),
        ..entry
    });
    entries.collect()
}

/// One more element of an array: the last one with another text or path.
fn one_more_element(constant: Item, audit: &Audit<'_>) -> Option<ProbeText> {
    let place = audit.workspace.place(constant);
    let text = (audit.texts)(&place.file)?;
    let last = elements(&text, place.span.start)?.pop()?;
    let entries = listed(constant, audit, &mut Judgement::default());
    let entry = entries.iter().find(|entry| last.contains(&entry.place.span.start))?;
    let span = entry.place.span;
    let other = if text[span.start as usize..].starts_with(['"', 'r']) && matches!(entry.meaning, EntryMeaning::Text(_)) {
        "\"ssot-element\""
    } else {
        "SSOT_ELEMENT"
    };
    let before = text.get(last.start as usize..span.start as usize)?;
    let after = text.get(span.end as usize..last.end as usize)?;
    Some(ProbeText {
        file: place.file,
        before: Some(last.end),
        text: format!(", {before}{other}{after}"),
    })
}

/// A name without separators, in lower case: `RunStarted` is `run_started`.
fn loose(name: &str) -> String {
    name.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
