//! Proposes the module that should read the process environment.

use std::collections::BTreeMap;

use super::{Proposal, counted};
use crate::facts::Context;
use crate::finding::Class;
use crate::link::{Use, Workspace};

/// What reads it, whatever it is called where it is used.
const READS: [&str; 6] = [
    "std::env::var",
    "std::env::var_os",
    "std::env::vars",
    "std::env::vars_os",
    "std::env!",
    "std::option_env!",
];

/// What the module that owns it is called.
const NAMES: [&str; 5] = ["env", "environment", "config", "configuration", "settings"];

/// The module that reads it most; that it is called so counts for as much again.
pub(super) fn proposals(workspace: &Workspace) -> Vec<Proposal> {
    let reads = |usage: Use| {
        let is_read = usage
            .target()
            .iter()
            .any(|binding| READS.contains(&workspace.path(&binding.def).as_str()));
        let counts = is_read && usage.context != Context::Import && usage.class == Class::Production;
        // A build script reads what cargo tells it.
        let is_build = workspace.file(usage.file).path.name() == "build.rs";
        // What cargo tells while it builds is no configuration.
        let argument = usage.argument.map(|argument| workspace.text(argument));
        let of_cargo = argument.is_some_and(|name| name.starts_with("CARGO") || name == "OUT_DIR");
        (counts && !is_build && !of_cargo).then(|| workspace.module_path(usage.scope))
    };
    let names = READS.map(|path| path.rsplit("::").next().unwrap_or(path));
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for module in workspace.uses(&workspace.interest(names), reads) {
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
    let list = counted(modules.iter().map(|(module, count)| (module.clone(), *count)).collect());
    let mut evidence = vec![format!(
        "The environment is read in {places} places of {} modules: {list}.",
        modules.len()
    )];
    let is_guess = reads * 2 < places;
    if is_guess {
        evidence.push("None of them stands out: name the one that is to own it.".into());
    }
    vec![Proposal {
        name: "environment".into(),
        canonical: owner.clone(),
        is_guess,
        evidence,
        ..Proposal::default()
    }]
}
