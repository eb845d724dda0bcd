//! The canonical path of a concept must exist. See `missing_canonical.md`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audit, Contract, Judgement, Kind, Probe, ProbeText, Reads, Rule};
use crate::config::{FILE, nearest};
use crate::finding::{Class, FilePath};
use crate::link::Workspace;

pub(super) const KIND: Kind = Kind::new::<MissingCanonical>("missing_canonical", include_str!("missing_canonical.md"));

/// Reads `canonical` and `factory` of concepts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
struct MissingCanonical {}

impl Rule for MissingCanonical {
    fn reads(&self) -> Reads {
        Reads::Declarations
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        let concept: Arc<str> = "ssot-probe".into();
        let declared = format!("[concept.{concept}]\ncanonical = \"ssot_probe::nowhere\"\n");
        let text = ProbeText {
            file: FilePath::new(FILE),
            before: None,
            text: declared,
        };
        vec![Probe::in_files("canonical", vec![text]).of(&concept)]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        for contract in audit.contracts {
            judge(contract, audit.workspace, judgement);
            judge_factories(contract, audit.workspace, judgement);
        }
    }
}

fn judge(contract: &Contract<'_>, workspace: &Workspace, judgement: &mut Judgement) {
    let (Some(canonical), Some(written)) = (&contract.concept.canonical, contract.written()) else {
        return;
    };
    let concept = &contract.concept.name;
    // An existing canonical path is no conforming site: it says nothing about the code.
    if !contract.canonical.is_empty() {
        return;
    }
    let message = format!("`{written}`, the canonical path of `{concept}`, is not in the workspace");
    let help = instead(&canonical.value, workspace);
    judgement
        .violation(
            Some(concept),
            Class::Production,
            canonical.place.clone(),
            String::new(),
            written,
            message,
        )
        .help(help);
}

/// Reports factories that do not exist: without them, `factory_only` reports every construction.
fn judge_factories(contract: &Contract<'_>, workspace: &Workspace, judgement: &mut Judgement) {
    let factories = contract.concept.factory.iter();
    let paths = factories.flat_map(|factory| factory.value.plain_paths().map(move |path| (factory, path)));
    for (factory, path) in paths {
        let path: Vec<String> = path.into_iter().map(str::to_owned).collect();
        if workspace.find(&path).is_empty() {
            let concept = &contract.concept.name;
            let content = path.join("::");
            let message = format!("`{content}`, a factory of `{concept}`, is not in the workspace");
            judgement
                .violation(
                    Some(concept),
                    Class::Production,
                    factory.place.clone(),
                    String::new(),
                    content,
                    message,
                )
                .help(instead(&path, workspace));
        }
    }
}

/// A suggestion for a path that does not exist.
fn instead(path: &[String], workspace: &Workspace) -> String {
    let name = path.last().map(String::as_str).unwrap_or_default();
    let krate = path
        .first()
        .filter(|krate| !workspace.crate_names().any(|name| name == krate.as_str()));
    let of_name = workspace.of_name(name);
    if !of_name.is_empty() {
        return format!("found instead: {}", listed(&of_name));
    }
    if let Some(near) = nearest(name, workspace.item_names()) {
        return format!("did you mean {}?", listed(&workspace.of_name(near)));
    }
    match krate {
        Some(krate) => format!("no crate of the workspace is called `{krate}`"),
        None => format!("nothing in the workspace is called `{name}`"),
    }
}

/// Formats paths as "`a`, `b`, `c` and 4 more".
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    match paths.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
