//! An organization: the shards of many repositories as one answer. Which deprecated paths are still used, which types have rivals, which
//! functions stand in several repositories, which shared packages are used in several versions, and how good the score is.
//!
//! 1. [`config`] says what the organization has written down: its repositories and its concepts;
//! 2. [`gather`] reads the tables, each row once;
//! 3. this file orders what was gathered.
//!
//! Everything is a union or a sum over rows, so neither the order of the shards nor a shard that is given twice makes a difference.

mod config;
mod gather;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::score::Points;
use crate::tables::{Shard, ShardError};
pub use config::{OrganizationConfig, OrganizationConfigError};
use gather::Gathered;

/// The version of the report.
pub const VERSION: u32 = 1;

/// Minimum size of a function, in tokens, that counts as a copy of another: smaller ones are alike by chance.
const FEWEST_TOKENS: u64 = 50;

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OrganizationReport {
    /// The version of its form.
    pub version: u32,
    /// The repositories that were joined.
    pub repositories: Vec<JoinedRepository>,
    /// Those that are expected and were not given.
    pub missing: Vec<String>,
    /// The uses of deprecated paths, by path and package.
    pub deprecated: Vec<DeprecatedUses>,
    /// Items with the name of a rival of a concept.
    pub rivals: Vec<RivalItem>,
    /// Functions that stand in several repositories, the largest waste first.
    pub copies: Vec<CopiesAcross>,
    /// Packages of the organization that are used in several versions.
    pub drift: Vec<SharedVersions>,
    /// The scores of the owners of code.
    pub owners: Vec<OwnerScore>,
    /// The number of paths that could not be resolved. What they mean is not counted anywhere.
    pub unresolved: u64,
}

/// A repository.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct JoinedRepository {
    /// Its name.
    pub name: String,
    /// The commit of its tables.
    pub revision: Option<String>,
    /// Its number of Rust files.
    pub files: u64,
    /// Its number of lines.
    pub lines: u64,
    /// Its number of findings.
    pub findings: u64,
    /// Its score, by its own weights.
    pub score: Option<Points>,
}

/// The uses of a deprecated path in a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct DeprecatedUses {
    /// The path.
    pub path: String,
    /// What to do instead: the note of its `#[deprecated]`, or the canonical path of the concept.
    pub instead: String,
    /// The repository that uses it.
    pub repository: String,
    /// The package that uses it.
    pub package: Option<String>,
    /// The number of uses, imports included.
    pub uses: u64,
    /// The first use: `file:line`.
    pub first: String,
}

/// An item with the name of a rival.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RivalItem {
    /// The concept.
    pub concept: String,
    /// Its canonical path.
    pub canonical: String,
    /// The repository of the item.
    pub repository: String,
    /// The path of the item.
    pub path: String,
    /// Its place: `file:line`.
    pub at: String,
}

/// Functions of several repositories that are the same up to the names of locals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CopiesAcross {
    /// The hash of their form.
    pub form: String,
    /// The size of one, in tokens.
    pub tokens: u64,
    /// The copy to keep: that of the package on which most packages of the organization depend, else the first.
    pub keep: String,
    /// All copies, sorted.
    pub copies: Vec<CopyAcross>,
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CopyAcross {
    /// Its repository.
    pub repository: String,
    /// Its package.
    pub package: Option<String>,
    /// The path of the function.
    pub item: String,
    /// Its place: `file:line`.
    pub at: String,
    /// Its owners.
    pub owners: Vec<String>,
}

/// A package of the organization that is used in several versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SharedVersions {
    /// The package.
    pub package: String,
    /// The versions, each with the repositories that use it. A version is what Cargo.lock says, else what the manifest demands.
    pub versions: BTreeMap<String, BTreeSet<String>>,
}

/// The score of the code of an owner, over all repositories. Every category weighs the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OwnerScore {
    /// The owner by CODEOWNERS, or `unowned`.
    pub owner: String,
    /// The number of findings.
    pub findings: u64,
    /// The score.
    pub score: Option<Points>,
}

/// Joins shards.
///
/// # Errors
///
/// A table of a shard cannot be read, or there are two different shards of a repository.
pub fn join(shards: &[Shard], config: &OrganizationConfig) -> Result<OrganizationReport, ShardError> {
    // The same content has the same name, wherever it is.
    let shards: BTreeMap<String, &Shard> = shards.iter().map(|shard| (shard.manifest.name(), shard)).collect();
    let mut given: BTreeMap<&str, &Shard> = BTreeMap::new();
    for shard in shards.values() {
        if let Some(other) = given.insert(&shard.manifest.repository, shard) {
            return Err(ShardError::TwoOfOne {
                one: other.path.clone(),
                other: shard.path.clone(),
            });
        }
    }
    let missing = config.repositories.iter().filter(|name| !given.contains_key(&***name));
    let gathered = Gathered::new(given.values().copied(), config)?;
    Ok(gathered.report(missing.cloned().collect()))
}
