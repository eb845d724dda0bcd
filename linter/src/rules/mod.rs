//! Kinds of rules. Each kind is one file with its page beside it; this file holds what kinds share:
//! the trait, the table of kinds, and the contracts of concepts in terms of the workspace.
//!
//! A rule asks the [`Workspace`] and answers with findings and sites. It does not see syntax, print, sort, or know
//! severities, exemptions or other rules: [`run`] does that once, for all.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use crate::config::{self, Concept, ConfigProblem, TomlTable};
use crate::discover::Layout;
use crate::finding::Class;
use crate::link::Workspace;

mod advice;
mod contract;
mod deprecated_path;
mod direct_access;
mod duplicate;
mod encoding;
mod factory_only;
pub mod input;
mod instead;
mod judgement;
mod marker;
mod missing_canonical;
mod open_newtype;
mod path_fixes;
mod raw_type;
mod relative_path_depth;
mod rival;
pub mod run;
mod scattered_paths;
mod version_drift;

pub use contract::Contract;
pub(crate) use duplicate::{Keepers, import_of, percent};
pub use judgement::{Draft, Judgement};
pub(crate) use run::contracts;
pub(crate) use scattered_paths::{ImportersByPath, imports_by_path};

/// A rule that can check a workspace.
pub trait Rule: Send + Sync {
    /// The names in its options without which no use is of interest to it. Those of concepts are known already.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Finds the sites that break a contract, and counts those that keep it.
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement);
}

/// The input of a rule.
#[derive(Debug)]
pub struct Audit<'a> {
    /// The linked workspace.
    pub workspace: &'a Workspace,
    /// The packages, with what their manifests say.
    pub layout: &'a Layout,
    /// The concepts, each with what its canonical path means in this workspace.
    pub contracts: &'a [Contract<'a>],
    /// The classes of code that the rule is for. Findings in other classes are dropped, so only expensive rules need to look at this.
    pub classes: &'a [Class],
    /// The date, such as `2026-11-20`; without it nothing is past its date.
    pub today: Option<&'a str>,
}

/// A rule of a kind, and the mistakes in its options.
pub type RuleWithProblems = (Box<dyn Rule>, Vec<ConfigProblem>);

/// A kind of rule: Rust code under a name, with the page that documents and tests it.
pub struct Kind {
    /// The name in TOML.
    pub name: &'static str,
    /// The page: what holds, why, options, and examples that are executed.
    pub page: &'static str,
    /// The JSON schema of its options.
    pub(crate) options: fn(&mut SchemaGenerator) -> Schema,
    read: fn(&TomlTable) -> RuleWithProblems,
}

impl Kind {
    const fn new<R: Rule + DeserializeOwned + JsonSchema + Default + 'static>(name: &'static str, page: &'static str) -> Self {
        Self {
            name,
            page,
            options: R::json_schema,
            read: |table| {
                let (rule, problems) = config::read::<R>(table);
                (Box::new(rule), problems)
            },
        }
    }

    /// A rule of this kind with the given options, and what is wrong with them.
    pub fn rule(&self, options: &TomlTable) -> RuleWithProblems {
        (self.read)(options)
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Kind").field(&self.name).finish()
    }
}

/// Every kind, by name.
pub const KINDS: &[Kind] = &[
    deprecated_path::KIND,
    direct_access::KIND,
    duplicate::KIND,
    encoding::KIND,
    factory_only::KIND,
    marker::KIND,
    missing_canonical::KIND,
    open_newtype::KIND,
    raw_type::KIND,
    relative_path_depth::KIND,
    rival::KIND,
    scattered_paths::KIND,
    version_drift::KIND,
];

impl Audit<'_> {
    /// The contracts of the concepts that a rule is for: of one, or of all but some.
    fn contracts_for<'s>(&'s self, only: Option<&'s str>, except: &'s [String]) -> impl Iterator<Item = &'s Contract<'s>> {
        self.contracts.iter().filter(move |contract| {
            let name = &*contract.concept.name;
            only.is_none_or(|only| only == name) && !except.iter().any(|except| except == name)
        })
    }
}

/// The words for a concept in a message: its summary says what it is.
fn concept_words(concept: &Concept) -> String {
    format!("`{}`", concept.name)
}
