//! Two lists that must agree: an enum and a table, constants and their index. See `mirrored_list.md`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::items_of;
use super::{Audit, Judgement, Kind, Probe, Rule, members, probe};
use crate::config::{ConfigProblem, Located, PathPattern};
use crate::facts::{Context, ItemKind};
use crate::finding::{Class, Place};
use crate::link::{Def, Item, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<MirroredList>("mirrored_list", include_str!("mirrored_list.md"));

/// Two lists.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct MirroredList {
    /// One list: the variants of an enum or the items of a module, by a pattern; or a constant that lists texts or paths.
    left: Option<Located<PathPattern>>,
    /// The other list.
    right: Option<Located<PathPattern>>,
}

/// An entry of a list.
struct ListEntry {
    name: String,
    class: Class,
    place: Place,
    item: String,
}

/// The entries of a list, by their names in lower case without separators: `RunStarted` is `run_started`.
type EntriesByKey = BTreeMap<String, ListEntry>;

impl Rule for MirroredList {
    fn names(&self) -> Vec<String> {
        members::names(self.left.iter().chain(&self.right))
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let lists = self.left.iter().chain(&self.right);
        let probes = lists.map(|list| {
            // What can be added to a constant depends on its type, so only a list of items has a probe.
            let is_pattern = list.value.literal().is_none();
            let first = items_of(&list.value, audit.workspace)
                .into_iter()
                .next()
                .filter(|_| is_pattern);
            let text = first.and_then(|item| probe::sibling(item, audit.workspace));
            Probe::in_files(&list.value, text.into_iter().collect()).at(&list.place)
        });
        probes.filter(Probe::has_code).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        let (Some(left), Some(right)) = (&self.left, &self.right) else {
            return;
        };
        let [left_entries, right_entries] = [left, right].map(|list| entries(list, audit.workspace, judgement));
        if left_entries.is_empty() || right_entries.is_empty() {
            return;
        }
        for (key, entry) in &left_entries {
            match right_entries.contains_key(key) {
                true => judgement.conforming(None, entry.class, &entry.place.file),
                false => report(entry, &right.value, judgement),
            }
        }
        let missing = right_entries.iter().filter(|(key, _)| !left_entries.contains_key(*key));
        missing.for_each(|(_, entry)| report(entry, &left.value, judgement));
    }
}

fn report(entry: &ListEntry, other: &PathPattern, judgement: &mut Judgement) {
    let ListEntry {
        name,
        class,
        place,
        item,
    } = entry;
    let message = format!("`{name}` is not in `{other}`");
    judgement
        .violation(None, *class, place.clone(), item.clone(), name.clone(), message)
        .help(format!("add it to `{other}`, or remove it here"));
}

/// The entries of a list. A list without any is a problem.
fn entries(list: &Located<PathPattern>, workspace: &Workspace, judgement: &mut Judgement) -> EntriesByKey {
    let mut entries = EntriesByKey::new();
    for item in items_of(&list.value, workspace) {
        let is_constant = matches!(
            workspace.item(item).kind,
            ItemKind::Const | ItemKind::Static | ItemKind::AssociatedConst(_)
        );
        let is_one = list.value.literal().is_some();
        let found = match is_constant && is_one {
            true => listed(item, workspace, judgement),
            false => vec![ListEntry {
                name: workspace.text(workspace.name_of(item)).to_owned(),
                class: workspace.class(item),
                place: workspace.place(item),
                item: workspace.path(&Def::Item(item)),
            }],
        };
        entries.extend(found.into_iter().map(|entry| (key(&entry.name), entry)));
    }
    if entries.is_empty() {
        let problem = ConfigProblem::new(list.place.clone(), format!("`{}` lists nothing", list.value));
        judgement
            .problem(problem.help("name a constant with texts or paths in it, or what a pattern such as `app::Event::*` matches"));
    }
    entries
}

/// What the value of a constant lists: the texts in it; if there are none, the last names of the paths in it.
fn listed(constant: Item, workspace: &Workspace, judgement: &mut Judgement) -> Vec<ListEntry> {
    let item = workspace.path(&Def::Item(constant));
    let class = workspace.class(constant);
    let file = workspace.file_of(constant);
    let span = workspace.item(constant).span;
    let is_inside = |at: u32| (span.start..span.end).contains(&at);
    let texts = workspace.literals(|literal| {
        let is_here = literal.file == file && is_inside(literal.span.start);
        is_here.then(|| ListEntry {
            name: literal.value.to_owned(),
            class,
            place: workspace.place_of_literal(&literal),
            item: item.clone(),
        })
    });
    if !texts.is_empty() {
        return texts;
    }
    let path = |usage: Use| {
        let is_value = matches!(usage.context, Context::Value | Context::Call | Context::Construct);
        let is_here = usage.file == file && is_inside(usage.span.start) && is_value;
        is_here.then(|| ListEntry {
            name: usage.written.last().map_or("", |name| workspace.text(*name)).to_owned(),
            class,
            place: workspace.place_of(&usage),
            item: item.clone(),
        })
    };
    judgement.uses(workspace, &crate::link::Interest::Everything, path)
}

/// The name without separators, in lower case.
fn key(name: &str) -> String {
    name.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
