//! One item, one import path. See `scattered_paths.md`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Judgement, Kind, Probe, Reads, Rule};
use crate::finding::{Class, Place};
use crate::link::{Def, Import, Item, ItemImport, Scope, Workspace};

pub(super) const KIND: Kind = Kind::new::<ScatteredPaths>("scattered_paths", include_str!("scattered_paths.md"));

/// Looks at the imports of every item of the workspace.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct ScatteredPaths {
    /// Items that are imported fewer times than this are left alone.
    min_imports: u64,
}

impl Default for ScatteredPaths {
    fn default() -> Self {
        Self { min_imports: 3 }
    }
}

/// The imports of one item, either inside or outside of its crate, by path.
pub(crate) type ImportersByPath = BTreeMap<String, Vec<Importer>>;

/// An import with the data that the rule needs.
#[derive(Clone, Debug)]
pub(crate) struct Importer {
    /// The import itself.
    pub(crate) import: Import,
    /// The scope that contains it.
    pub(crate) scope: Scope,
    class: Class,
    place: Place,
}

impl Rule for ScatteredPaths {
    fn reads(&self) -> Reads {
        Reads::Declarations
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let import = |at: u64| format!("mod user_{at} {{ use super::owner::one::Probe; }}\n");
        let imports: String = (0..self.min_imports).map(import).collect();
        let code = format!(
            "pub mod owner {{ pub mod one {{ pub struct Probe; }} }}\npub mod other {{ pub use super::owner::one::Probe; }}\n\
             mod stray {{ use super::other::Probe; }}\n{imports}"
        );
        vec![Probe::new("a second import path", code)]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for ((item, _), paths) in imports_by_path(audit.workspace) {
            self.judge(item, &paths, audit, judgement);
        }
    }
}

impl ScatteredPaths {
    fn judge(&self, item: Item, paths: &ImportersByPath, audit: &Audit<'_>, judgement: &mut Judgement) {
        let imports: u64 = paths.values().map(|places| places.len() as u64).sum();
        let mut conform = |importers: &[Importer]| {
            importers
                .iter()
                .for_each(|importer| judgement.conforming(None, importer.class, &importer.place.file));
        };
        if paths.len() == 1 {
            paths.values().for_each(|importers| conform(importers));
            return;
        }
        if imports < self.min_imports {
            return;
        }
        let workspace = audit.workspace;
        let definition = workspace.path(&Def::Item(item));
        let Some(kept) = path_to_keep(item, &definition, paths, audit) else {
            return;
        };
        let canonical = match paths.get(&kept) {
            Some(importers) if declared(item, audit).is_none() => as_imported(&kept, importers, workspace),
            _ => kept.clone(),
        };
        let listed = paths
            .iter()
            .map(|(path, importers)| (as_imported(path, importers, workspace), importers.len()));
        let mut listed: Vec<(String, usize)> = listed.collect();
        listed.sort_by_key(|(path, count)| (Reverse(*count), path.len(), path.clone()));
        let words: Vec<String> = listed.iter().map(|(path, count)| format!("`{path}` ({count}×)")).collect();
        let name = audit.workspace.text(audit.workspace.name_of(item));
        let message = format!("`{name}` is imported by {} paths: {}", paths.len(), words.join(", "));
        let providers = workspace.providers(&canonical);
        // The path through the crate that defines the item is not replaced by one through another crate.
        let crate_of = |path: &str| path.split("::").next().map(str::to_owned);
        let home = crate_of(&definition);
        let is_declared = declared(item, audit).is_some();
        let may_stay = |path: &str| !is_declared && crate_of(path) == home && crate_of(&canonical) != home;
        let can_follow =
            |importer: &&Importer| !providers.contains(&importer.import) && workspace.reached(importer.scope, &canonical).is_ok();
        let others = paths.iter().filter(|(path, _)| **path != kept && !may_stay(path));
        let mut strays = others.flat_map(|(path, importers)| importers.iter().filter(can_follow).map(move |stray| (path, stray)));
        paths.get(&kept).into_iter().for_each(|importers| conform(importers));
        let Some((_, first)) = strays.next() else {
            return;
        };
        // The name is the content of the finding, because it stays the same when the module is moved.
        let place = first.place.clone();
        let draft = judgement.violation(None, first.class, place, definition, name.to_owned(), message);
        draft.help(format!("import it as `{canonical}` everywhere"));
        draft.see(audit.workspace.place(item), "defined here");
        for (path, stray) in strays {
            let written = workspace.imported_path(stray.import).unwrap_or_else(|| path.clone());
            draft.also(stray.place.clone(), format!("imported as `{written}`"));
        }
    }
}

/// The path that all of these imports write, where it leads through a glob import of another module; otherwise `path`, which leads to
/// the module that declares or re-exports the name.
fn as_imported(path: &str, importers: &[Importer], workspace: &Workspace) -> String {
    let mut written = importers.iter().map(|importer| workspace.imported_path(importer.import));
    let first = written.next().flatten();
    let only = first.filter(|first| written.all(|other| other.as_ref() == Some(first)));
    only.unwrap_or_else(|| path.to_owned())
}

/// The paths by which every item is imported, separately for imports inside (`true`) and outside of its crate.
pub(crate) fn imports_by_path(workspace: &Workspace) -> BTreeMap<(Item, bool), ImportersByPath> {
    let mut found: BTreeMap<(Item, bool), ImportersByPath> = BTreeMap::new();
    for taken in workspace.item_imports(|taking| PathImport::new(taking, workspace)) {
        let paths = found.entry((taken.item, taken.inside)).or_default();
        let places = paths.entry(taken.path).or_default();
        // An import in a file of several crates counts once.
        if !taken.again || !places.iter().any(|known| known.place == taken.importer.place) {
            places.push(taken.importer);
        }
    }
    found
}

/// An import of an item by one of its paths.
struct PathImport {
    item: Item,
    /// Whether the item is in the same crate.
    inside: bool,
    path: String,
    importer: Importer,
    /// Whether the file is part of several crates.
    again: bool,
}

impl PathImport {
    fn new(taking: ItemImport, workspace: &Workspace) -> Option<Self> {
        let ItemImport { item, file, scope, .. } = taking;
        // The files of a module import from one another by their real paths; its re-exports are for code outside.
        if workspace.is_module_item(item) || workspace.is_beside(scope, item) {
            return None;
        }
        Some(Self {
            item,
            inside: workspace.crate_of_item(item) == workspace.crate_of(scope),
            path: workspace.declared_path(taking.declared),
            importer: Importer {
                import: taking.import,
                scope,
                class: taking.class,
                place: workspace.place_in(file, taking.span),
            },
            again: workspace.is_of_several_crates(file),
        })
    }
}

/// The path that a concept declares, or the most used one that is not deprecated; `None` if that is not clear.
fn path_to_keep(item: Item, definition: &str, paths: &ImportersByPath, audit: &Audit<'_>) -> Option<String> {
    let declared = declared(item, audit);
    if declared.is_some() {
        return declared;
    }
    let kept: Vec<_> = paths.iter().filter(|(path, _)| !is_deprecated(path, audit)).collect();
    if kept.is_empty() {
        return None;
    }
    let (most_used, most) = most_used(definition, &kept);
    // Which of two paths is to be kept is not for a small majority to say.
    let mut others = kept.iter().filter(|(path, _)| **path != most_used);
    let is_clear = !others.any(|(_, places)| places.len() * 2 > most);
    is_clear.then_some(most_used)
}

/// The path that a concept declares.
fn declared(item: Item, audit: &Audit<'_>) -> Option<String> {
    let contract = audit
        .contracts
        .iter()
        .find(|contract| contract.canonical.contains(&Def::Item(item)));
    contract?.written()
}

/// Whether a concept says that a path has a successor, so that it is not the one to keep.
fn is_deprecated(path: &str, audit: &Audit<'_>) -> bool {
    let segments: Vec<&str> = path.split("::").collect();
    let mut former = audit.contracts.iter().flat_map(|contract| &contract.concept.deprecated);
    former.any(|former| former.path.matches(&segments, true))
}

/// The most used path (of several, the shortest) and the number of its imports.
fn most_used(definition: &str, paths: &[(&String, &Vec<Importer>)]) -> (String, usize) {
    let best = paths
        .iter()
        .max_by_key(|(path, places)| (places.len(), Reverse(path.len()), Reverse(*path)));
    best.map_or_else(
        || (definition.to_owned(), 0),
        |(path, places)| ((*path).clone(), places.len()),
    )
}
