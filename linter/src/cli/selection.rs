//! The arguments that choose a part of the workspace by crates, owners and categories.

use std::collections::BTreeSet;

use clap::Args;

use super::failure::Failure;
use super::root::WorkspaceRoot;
use super::scope::snapshot;
use crate::check::selection::Selection;
use crate::config::{Config, suggestion};
use crate::discover::{ClassGlobs, CodeOwners, Layout, UNOWNED};
use crate::finding::FilePath;
use crate::score::INPUT;
use crate::snapshot::Snapshot;

/// The part of the workspace to report on, apart from paths.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Selection")]
pub(super) struct SelectionArguments {
    /// Report only on this package; may be repeated
    #[arg(long = "crate", value_name = "NAME")]
    crates: Vec<String>,
    /// Report only on files that CODEOWNERS gives to this owner, or `unowned`; may be repeated
    #[arg(long = "owner", value_name = "OWNER")]
    owners: Vec<String>,
}

impl SelectionArguments {
    /// The part of a workspace in all its files and categories, with the crates and owners of the worktree, and with those crates that
    /// have gone.
    pub(super) fn of_history(&self, root: &WorkspaceRoot, gone: &BTreeSet<&str>) -> Result<Selection, Failure> {
        if self.crates.is_empty() && self.owners.is_empty() {
            return Ok(Selection::default());
        }
        let snapshot = snapshot(root)?;
        let config = Config::from_snapshot(&snapshot);
        let present = Self {
            crates: self.crates.iter().filter(|name| !gone.contains(&***name)).cloned().collect(),
            owners: self.owners.clone(),
        };
        Ok(Selection {
            crates: self.crates.clone(),
            ..present.selection(Vec::new(), &[], (&snapshot, &config))?
        })
    }

    /// The selection of these files and categories. Fails if something is named that does not exist: nothing would be reported then.
    pub(super) fn selection(
        &self,
        only: Vec<FilePath>,
        categories: &[String],
        (snapshot, config): (&Snapshot, &Config),
    ) -> Result<Selection, Failure> {
        check_crates(&self.crates, snapshot)?;
        check_owners(&self.owners, snapshot)?;
        check_categories(categories, config)?;
        Ok(Selection {
            only,
            crates: self.crates.clone(),
            owners: self.owners.clone(),
            categories: categories.to_vec(),
        })
    }
}

fn check_crates(named: &[String], snapshot: &Snapshot) -> Result<(), Failure> {
    if named.is_empty() {
        return Ok(());
    }
    let layout = Layout::new(snapshot, &ClassGlobs::default());
    let known: BTreeSet<&str> = layout.packages.iter().map(|package| &*package.name).collect();
    check("crate", named, &known, "no manifest declares a package of that name")
}

fn check_owners(named: &[String], snapshot: &Snapshot) -> Result<(), Failure> {
    if named.is_empty() {
        return Ok(());
    }
    let owners = CodeOwners::from_snapshot(snapshot);
    let Some(file) = owners.file else {
        return Err(Failure::new(
            "there is no CODEOWNERS",
            "`--owner` asks for the owners of files, and the repository declares none",
            "write `.github/CODEOWNERS`, with lines such as `/crates/core/ @team`",
        ));
    };
    let known: BTreeSet<&str> = owners.all().into_iter().chain([UNOWNED]).collect();
    let known_names: BTreeSet<String> = known.iter().map(|name| name.to_ascii_lowercase()).collect();
    let unknown: Vec<String> = named
        .iter()
        .filter(|name| !known_names.contains(&name.to_ascii_lowercase()))
        .cloned()
        .collect();
    check("owner", &unknown, &known, &format!("`{file}` does not name it"))
}

fn check_categories(named: &[String], config: &Config) -> Result<(), Failure> {
    let of_rules = config.rules.iter().map(|rule| &*rule.category);
    let of_concepts = config.concepts.iter().map(|concept| &*concept.category);
    let known: BTreeSet<&str> = of_rules.chain(of_concepts).chain([INPUT]).collect();
    check("category", named, &known, "no rule and no concept has it")
}

/// Fails at the first name that is not known.
fn check(what: &str, named: &[String], known: &BTreeSet<&str>, cause: &str) -> Result<(), Failure> {
    let Some(unknown) = named.iter().find(|name| !known.contains(&***name)) else {
        return Ok(());
    };
    let near = suggestion(unknown, known.iter().copied());
    let next = near.unwrap_or_else(|| format!("name a {what} of this workspace"));
    Err(Failure::new(format!("there is no {what} `{unknown}`"), cause, next))
}
