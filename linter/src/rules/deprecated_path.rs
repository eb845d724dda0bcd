//! A path with a successor must not be used. See `deprecated_path.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_fixes::PathFix;
use super::{Audit, Contract, Draft, Facet, Judgement, Kind, Probe, Reads, Rule, instead};
use crate::config::{FormerPath, LastNames};
use crate::facts::{Context, Deprecation};
use crate::finding::{Place, Severity};
use crate::link::{Binding, Def, File, Import, Interest, Item, Obstacle, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<DeprecatedPath>("deprecated_path", include_str!("deprecated_path.md"));

/// Reads `deprecated` of concepts, and `#[deprecated]` in the code.
#[derive(Debug, Deserialize, JsonSchema)]
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
    fn facet(&self) -> Option<Facet> {
        Some(Facet::Deprecated)
    }

    fn reads(&self) -> Reads {
        Reads::CodeOfFile
    }

    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe> {
        let entries = audit
            .contracts
            .iter()
            .flat_map(|contract| contract.concept.deprecated.iter().map(move |former| (contract, former)));
        let of_concepts = entries.map(|(contract, former)| {
            Probe::using(&former.path, audit.workspace)
                .of(&contract.concept.name)
                .at(&former.place)
        });
        let attribute = "mod old { #[deprecated] pub fn probe() {} } fn probe() { old::probe(); }";
        let of_attributes = self.attributes.then(|| Probe::new("#[deprecated]", attribute));
        of_concepts.chain(of_attributes).collect()
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for contract in audit
            .contracts
            .iter()
            .filter(|contract| !contract.concept.deprecated.is_empty())
        {
            judge_concept(contract, audit, judgement);
        }
        if self.attributes {
            judge_attributes(audit.workspace, judgement);
        }
    }
}

fn judge_concept(contract: &Contract<'_>, audit: &Audit<'_>, judgement: &mut Judgement) {
    let workspace = audit.workspace;
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
    let providers = providers(contract, workspace);
    let is_provider = |usage: &Use| usage.import.is_some_and(|import| providers.contains(&import));
    let speaks_of = |usage: Use| match deprecated(contract, &usage, workspace) {
        _ if is_provider(&usage) => None,
        Some(found) if is_out_of_reach(contract, found.declared, &usage, workspace) => None,
        Some(found) => Some((usage, Some(found))),
        None => (usage.import.is_some() && names_canonical(contract, &usage)).then_some((usage, None)),
    };
    let mut by_glob: BTreeMap<(File, String), Vec<(Use, &FormerPath)>> = BTreeMap::new();
    for (usage, found) in judgement.uses(workspace, &interest, speaks_of) {
        match found {
            Some(found) if found.by_glob => {
                let same = by_glob.entry((usage.file, found.path)).or_default();
                same.push((usage, found.declared));
            }
            Some(found) => {
                let path_fix = path_fix(contract, &found, &usage, workspace);
                let draft = report(contract, found.declared, &found.path, (&usage, &[]), audit, judgement);
                draft.path_fix(path_fix);
            }
            None if contract.owns(workspace, usage.scope) => {}
            None => judgement.conforming_use(Some(&contract.concept.name), &usage, workspace),
        }
    }
    // All uses in a file that go through the same glob are one finding, because one `use` fixes them all.
    for ((_, path), uses) in by_glob {
        let Some(((first, declared), others)) = uses.split_first() else {
            continue;
        };
        report(contract, declared, &path, (first, others), audit, judgement);
    }
}

/// The re-exports that provide the advised paths. They may use the deprecated path, because they define the new one.
fn providers(contract: &Contract<'_>, workspace: &Workspace) -> FxHashSet<Import> {
    let advised = contract
        .concept
        .deprecated
        .iter()
        .filter_map(|declared| declared.instead.clone());
    let advised = advised.chain(contract.written());
    advised.flat_map(|path| workspace.providers(&path)).collect()
}

/// Whether the successor is in a crate that depends on the crate of the use, so that it cannot be used there.
fn is_out_of_reach(contract: &Contract<'_>, declared: &FormerPath, usage: &Use, workspace: &Workspace) -> bool {
    let successor = declared.instead.clone().or_else(|| contract.written());
    successor.is_some_and(|successor| workspace.reached(usage.scope, &successor) == Err(Obstacle::Cycle))
}

/// The deprecated path that a use goes through, directly or through a glob.
fn deprecated<'c>(contract: &'c Contract<'_>, usage: &Use, workspace: &Workspace) -> Option<DeprecatedUse<'c>> {
    usage.named().find_map(|(step, binding)| {
        let path = workspace.binding_path(binding);
        let segments: Vec<&str> = path.split("::").collect();
        let is_own = binding.declared.is_some() || workspace.is_own(&binding.def);
        let declared = contract
            .concept
            .deprecated
            .iter()
            .find(|declared| declared.path.matches(&segments, is_own))?;
        // A method is found through the type of its receiver. A later step is written in the path itself.
        let by_glob = step == 0 && usage.import.is_none() && binding.declared.is_some() && !is_member(usage);
        (!offers(binding, usage, step, workspace)).then_some(DeprecatedUse {
            declared,
            path,
            by_glob,
            step,
        })
    })
}

/// Whether the use is a method or a field, which need no import.
fn is_member(usage: &Use) -> bool {
    matches!(usage.context, Context::Method | Context::Field)
}

/// A use of a deprecated path.
struct DeprecatedUse<'c> {
    declared: &'c FormerPath,
    path: String,
    /// Whether the name was imported by a glob, so that the deprecated path is not written at the use.
    by_glob: bool,
    /// The index of the segment at which the written path reaches the deprecated one.
    step: usize,
}

/// Whether a use is the re-export itself, or code in its module, which are not uses of the deprecated path.
fn offers(binding: &Binding, usage: &Use, step: usize, workspace: &Workspace) -> bool {
    let is_itself = usage.import.is_some() && binding.import == usage.import;
    let in_its_module = binding
        .declared
        .is_some_and(|(scope, _)| workspace.module(usage.scope) == scope);
    is_itself || (in_its_module && step == 0)
}

fn names_canonical(contract: &Contract<'_>, usage: &Use) -> bool {
    usage.targets().any(|binding| contract.canonical.contains(&binding.def))
}

/// Reports one finding at `usage`, with `others` as related places.
fn report<'j>(
    contract: &Contract<'_>,
    declared: &FormerPath,
    path: &str,
    (usage, others): (&Use, &[(Use, &FormerPath)]),
    audit: &Audit<'_>,
    judgement: &'j mut Judgement,
) -> &'j mut Draft {
    let workspace = audit.workspace;
    let since = declared
        .since
        .as_ref()
        .map(|since| format!(" since {since}"))
        .unwrap_or_default();
    let is_overdue = audit
        .today
        .zip(declared.remove_after.as_deref())
        .is_some_and(|(today, last)| last < today);
    let until = match &declared.remove_after {
        Some(date) if is_overdue => format!("; it was to be removed after {date}"),
        Some(date) => format!("; it goes after {date}"),
        None => String::new(),
    };
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
    draft.severity(is_overdue.then_some(Severity::High));
    if let Some(instead) = instead {
        draft.help(format!(
            "use `{instead}`{}",
            instead::obstacle(usage.scope, &instead, workspace)
        ));
    }
    if let Some(place) = contract.place(workspace) {
        draft.see(place, "the canonical definition");
    }
    for (other, _) in others {
        draft.also(workspace.place_of(other), "used here by the same glob");
    }
    draft
}

/// Replaces the old path by its successor. If the deprecated path is a pattern, the item may have the same name in the successor.
fn path_fix(contract: &Contract<'_>, found: &DeprecatedUse<'_>, usage: &Use, workspace: &Workspace) -> Option<PathFix> {
    let successor = found.declared.instead.clone().or_else(|| contract.written())?;
    let name = found.path.rsplit("::").next()?;
    let below = format!("{successor}::{name}");
    let is_one_path = found.declared.path.literal().is_some();
    instead::path(usage, found.step, &[successor, below], is_one_path, workspace)
}

/// Reports uses of items and re-exports of the workspace that are marked `#[deprecated]`. rustc ignores the attribute on
/// re-exports.
fn judge_attributes(workspace: &Workspace, judgement: &mut Judgement) {
    let items: Vec<Item> = workspace.deprecated_items().collect();
    let re_exports = workspace.deprecated_re_exports();
    if items.is_empty() && re_exports.is_empty() {
        return;
    }
    let is_marked = |usage: Use| marked(&usage, workspace).map(|mark| (usage, mark));
    let interest = workspace.interest_in(&items, re_exports);
    for (usage, mark) in judgement.uses(workspace, &interest, is_marked) {
        let is_allowed = usage.import.is_some_and(|import| workspace.import_allows_deprecated(import));
        if is_allowed || workspace.tolerates_deprecated(usage.scope) {
            continue;
        }
        let DeprecatedItem {
            path,
            note,
            place,
            path_fix,
        } = mark;
        let message = format!("`{path}` is marked `#[deprecated]`");
        let item = workspace.path_around(usage.scope);
        let draft = judgement.violation(None, usage.class, workspace.place_of(&usage), item, path, message);
        if let Some(note) = note {
            draft.help(note);
        }
        draft.see(place, "marked here").path_fix(path_fix);
    }
}

/// An item or re-export marked `#[deprecated]` that a use goes through.
struct DeprecatedItem {
    path: String,
    /// The `note` of the attribute.
    note: Option<String>,
    place: Place,
    path_fix: Option<PathFix>,
}

/// The first step of a use that is marked. For each step, the re-export is checked before the item that it names.
fn marked(usage: &Use, workspace: &Workspace) -> Option<DeprecatedItem> {
    usage.named().find_map(|(step, binding)| {
        let note = |deprecation: &Deprecation| deprecation.note.as_deref().map(str::to_owned);
        if let Some(import) = binding.import.filter(|import| Some(*import) != usage.import)
            && let Some((deprecation, place)) = workspace.deprecated_import(import)
        {
            let is_written = step > 0 || usage.import.is_some();
            let itself = workspace.path(&binding.def);
            return Some(DeprecatedItem {
                path: workspace.binding_path(binding),
                note: note(deprecation),
                place,
                path_fix: instead::path(usage, step, &[itself], false, workspace).filter(|_| is_written),
            });
        }
        let Def::Item(item) = &binding.def else { return None };
        let deprecation = workspace.item(*item).deprecated.as_ref()?;
        Some(DeprecatedItem {
            path: workspace.path(&binding.def),
            note: note(deprecation),
            place: workspace.place(*item),
            path_fix: None,
        })
    })
}
