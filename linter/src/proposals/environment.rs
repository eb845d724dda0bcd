//! Who reads the process environment.

use std::collections::BTreeMap;

use super::{Proposal, counted};
use crate::facts::Context;
use crate::finding::Class;
use crate::link::{Use, Workspace};

/// What reads it, whatever it is called where it is used.
const READS: [&str; 4] = ["var", "var_os", "vars", "vars_os"];

/// What the module that owns it is called.
const NAMES: [&str; 5] = ["env", "environment", "config", "configuration", "settings"];

/// The module that reads it most; that it is called so counts for as much again.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let reads = |usage: Use| {
        let is_read = usage.target().iter().any(|binding| {
            let path = workspace.path(&binding.def);
            path.strip_prefix("std::env::").is_some_and(|name| READS.contains(&name))
        });
        let counts = is_read && usage.context != Context::Import && usage.class == Class::Production;
        // A build script reads what cargo tells it.
        let is_build = workspace.file(usage.file).path.name() == "build.rs";
        (counts && !is_build).then(|| workspace.module_path(usage.scope))
    };
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for module in workspace.uses(&workspace.interest(READS), reads) {
        *modules.entry(module).or_default() += 1;
    }
    let weight = |(module, count): &(&String, &usize)| {
        let last = module.rsplit("::").next().unwrap_or(module);
        **count * if NAMES.contains(&last) { 2 } else { 1 }
    };
    let Some((owner, reads)) = modules.iter().max_by_key(weight) else {
        return Vec::new();
    };
    let places: usize = modules.values().sum();
    let told = counted(modules.iter().map(|(module, count)| (module.clone(), *count)).collect());
    let mut evidence = vec![format!(
        "The environment is read in {places} places of {} modules: {told}.",
        modules.len()
    )];
    if reads * 2 < places {
        evidence.push("None of them stands out: name the one that is to own it.".into());
    }
    vec![Proposal {
        name: "environment".into(),
        canonical: owner.clone(),
        evidence,
        ..Proposal::default()
    }]
}
