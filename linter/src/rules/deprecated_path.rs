//! What has a successor is not reached any more. See `deprecated_path.md`.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{Audit, Contract, Judgement, Kind, Rule};
use crate::config::{DeprecatedPath as Declared, LastNames};
use crate::link::{Binding, Def, Interest, Use, Workspace};

pub(super) const KIND: Kind = Kind::of::<DeprecatedPath>("deprecated_path", include_str!("deprecated_path.md"));

/// Reads `deprecated` of concepts, and `#[deprecated]` in the code.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct DeprecatedPath {
    /// Report uses of items and re-exports that are marked `#[deprecated]`, too.
    attributes: bool,
}

impl Default for DeprecatedPath {
    fn default() -> Self {
        Self { attributes: true }
    }
}

impl Rule for DeprecatedPath {
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for contract in audit
            .contracts
            .iter()
            .filter(|contract| !contract.concept.deprecated.is_empty())
        {
            judge_concept(contract, audit.workspace, judgement);
        }
        if self.attributes {
            judge_attributes(audit.workspace, judgement);
        }
    }
}

fn judge_concept(contract: &Contract<'_>, workspace: &Workspace, judgement: &mut Judgement) {
    let mut names: Vec<String> = Vec::new();
    let mut everything = false;
    for declared in &contract.concept.deprecated {
        match declared.path.last_names() {
            LastNames::Exact(exact) => names.extend(exact.iter().map(|name| name.to_string())),
            LastNames::Any => everything = true,
        }
    }
    let canonical = contract
        .concept
        .canonical
        .as_ref()
        .and_then(|path| path.value.last().cloned());
    names.extend(canonical);
    let interest = if everything {
        Interest::Everything
    } else {
        workspace.interest(names.iter().map(String::as_str))
    };
    for usage in workspace.uses(&interest) {
        let deprecated = usage.steps.iter().flatten().find_map(|binding| {
            let declared = contract.concept.deprecated.iter().find_map(|declared| {
                reaches(binding, &usage, workspace, &|path| matches(declared, path)).map(|path| (declared, path))
            })?;
            Some(declared)
        });
        match deprecated {
            Some((declared, path)) => report(contract, declared, &path, &usage, workspace, judgement),
            None if usage.import.is_some() && names_canonical(contract, &usage) && !contract.owns(workspace, usage.scope) => {
                judgement.conforming(Some(&contract.concept.name), usage.class, &workspace.file(usage.file).path);
            }
            None => {}
        }
    }
}

fn matches(declared: &Declared, path: &str) -> bool {
    let segments: Vec<&str> = path.split("::").collect();
    declared.path.matches(&segments, true)
}

/// Whether a binding goes through a path that `is_deprecated`, by itself or by way of a glob; a named import on the
/// way is a site of its own, so what goes through it is not told again.
fn reaches(binding: &Binding, usage: &Use, workspace: &Workspace, is_deprecated: &dyn Fn(&str) -> bool) -> Option<String> {
    let path = workspace.binding_path(binding);
    if !is_deprecated(&path) {
        return None;
    }
    // What the path leads through is the site, not the place that offers it.
    let offers = usage.import.is_some() && binding.import == usage.import;
    (!offers).then_some(path)
}

fn names_canonical(contract: &Contract<'_>, usage: &Use) -> bool {
    usage.target().iter().any(|binding| contract.canonical.contains(&binding.def))
}

fn report(contract: &Contract<'_>, declared: &Declared, path: &str, usage: &Use, workspace: &Workspace, judgement: &mut Judgement) {
    let since = declared
        .since
        .as_ref()
        .map(|since| format!(" since {since}"))
        .unwrap_or_default();
    let until = declared
        .remove_after
        .as_ref()
        .map(|date| format!("; it goes after {date}"))
        .unwrap_or_default();
    let instead = declared.instead.clone().or_else(|| contract.written());
    let message = format!("`{path}` is deprecated{since}{until}");
    let item = workspace.path_around(usage.scope);
    let place = workspace.place_of(usage);
    let draft = judgement.violation(
        Some(&contract.concept.name),
        usage.class,
        place,
        item,
        path.to_owned(),
        message,
    );
    if let Some(instead) = instead {
        draft.help(format!("use `{instead}`"));
    }
    if let Some(place) = contract.place(workspace) {
        draft.see(place, "the canonical definition");
    }
}

/// Uses of what is marked `#[deprecated]` in the workspace: items, and re-exports, where rustc ignores the mark.
fn judge_attributes(workspace: &Workspace, judgement: &mut Judgement) {
    let names: FxHashSet<_> = workspace.deprecated_names();
    if names.is_empty() {
        return;
    }
    let texts: Vec<&str> = names.iter().map(|name| workspace.text(*name)).collect();
    for usage in workspace.uses(&workspace.interest(texts)) {
        let Some((path, note, place)) = marked(&usage, workspace) else {
            continue;
        };
        let is_allowed = usage.import.is_some_and(|import| workspace.import_allows_deprecated(import));
        if is_allowed || workspace.tolerates_deprecated(usage.scope) {
            continue;
        }
        let message = format!("`{path}` is marked `#[deprecated]`");
        let item = workspace.path_around(usage.scope);
        let draft = judgement.violation(None, usage.class, workspace.place_of(&usage), item, path, message);
        if let Some(note) = note {
            draft.help(note);
        }
        draft.see(place, "marked here");
    }
}

/// The first step of a use that is marked, with the note and place of the mark.
fn marked(usage: &Use, workspace: &Workspace) -> Option<(String, Option<String>, crate::finding::Place)> {
    usage.steps.iter().flatten().find_map(|binding| {
        if let Some(import) = binding.import.filter(|import| Some(*import) != usage.import)
            && let Some((deprecation, place)) = workspace.deprecated_import(import)
        {
            let path = workspace.binding_path(binding);
            return Some((path, deprecation.note.as_deref().map(str::to_owned), place));
        }
        let Def::Item(item) = &binding.def else { return None };
        let deprecation = workspace.item(*item).deprecated.as_ref()?;
        let path = workspace.path(&binding.def);
        Some((path, deprecation.note.as_deref().map(str::to_owned), workspace.place(*item)))
    })
}
