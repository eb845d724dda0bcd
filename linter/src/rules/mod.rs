//! Kinds of rules. Each kind is one file with its page beside it. This file contains what kinds share: the trait, the table of
//! kinds, and the contracts of concepts.
//!
//! A rule queries the [`Workspace`] and reports violations and conforming sites. It does not see syntax, print, sort, or know
//! severities, exemptions or other rules: [`run`] does that once for all rules.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use crate::config::{self, Concept, ConfigProblem, Located, TomlTable};
use crate::discover::Layout;
use crate::finding::{Class, FilePath, Place};
use crate::link::Workspace;

mod advice;
mod built_string;
mod contract;
mod deprecated_path;
mod direct_access;
mod documented_path;
mod duplicate;
mod encoding;
pub(crate) mod environment_reads;
pub(crate) mod environment_registry;
mod factory_only;
mod global_state;
pub mod input;
mod instead;
mod judgement;
mod layers;
mod literals;
mod marker;
mod members;
mod mirrored_list;
mod missing_canonical;
mod must_go_through;
mod open_newtype;
mod parity;
mod path_fixes;
mod path_options;
mod pattern;
mod probe;
mod raw_type;
mod relative_path_depth;
mod reuse;
mod rival;
pub mod run;
mod scattered_paths;
mod stray_literal;
mod test_logic;
mod version_drift;
mod visibility;

pub use contract::Contract;
pub(crate) use duplicate::{Keepers, import_of, percent};
pub use judgement::{Draft, Judgement};
pub(crate) use layers::layers_of;
pub use probe::{Probe, ProbeCode, ProbeText};
pub use reuse::Reads;
pub(crate) use reuse::{EditedFiles, InnerEdit, Judgements};
pub(crate) use run::contracts;
pub(crate) use scattered_paths::{ImportersByPath, imports_by_path};

/// A rule that can check a workspace.
pub trait Rule: Send + Sync {
    /// The names in its options: a use without one of them does not matter to the rule. Names in concepts are not included.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// The facet of concepts that it reads, if there is one.
    fn facet(&self) -> Option<Facet> {
        None
    }

    /// Whether it looks at the Markdown files. They are read only for such a rule.
    fn reads_documents(&self) -> bool {
        false
    }

    /// What its judgement depends on, so that after an edit it is not made again where it still holds.
    fn reads(&self) -> Reads {
        Reads::CodeOfAllFiles
    }

    /// The concept that its options name. If it reads a facet, it is for that concept only, and other rules of its kind leave the
    /// concept to it.
    fn concept(&self) -> Option<&Located<String>> {
        None
    }

    /// Code that breaks each of its contracts; none if it has no contract in this workspace.
    fn probes(&self, audit: &Audit<'_>) -> Vec<Probe>;

    /// Finds the sites that break a contract, and counts those that comply with it.
    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement);
}

/// A part of a concept that makes a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// `bypasses`.
    Bypasses,
    /// `deprecated`.
    Deprecated,
    /// `factory`.
    Factory,
    /// `rivals`.
    Rivals,
    /// `values`.
    Values,
}

impl Facet {
    /// All facets, by key.
    const ALL: [Self; 5] = [Self::Bypasses, Self::Deprecated, Self::Factory, Self::Rivals, Self::Values];

    /// The key in TOML.
    fn key(self) -> &'static str {
        match self {
            Self::Bypasses => "bypasses",
            Self::Deprecated => "deprecated",
            Self::Factory => "factory",
            Self::Rivals => "rivals",
            Self::Values => "values",
        }
    }

    /// The place of its first entry in a concept.
    fn place(self, concept: &Concept) -> Option<&Place> {
        match self {
            Self::Bypasses => concept.bypasses.first().map(|entry| &entry.place),
            Self::Deprecated => concept.deprecated.first().map(|entry| &entry.place),
            Self::Factory => concept.factory.first().map(|entry| &entry.place),
            Self::Rivals => concept.rivals.first().map(|entry| &entry.place),
            Self::Values => concept.values.first().map(|entry| &entry.place),
        }
    }
}

/// The input of a rule.
pub struct Audit<'a> {
    /// The linked workspace.
    pub workspace: &'a Workspace,
    /// The packages, with the data of their manifests.
    pub layout: &'a Layout,
    /// The concepts with their paths resolved in this workspace.
    pub contracts: &'a [Contract<'a>],
    /// The concepts that have a rule of this kind of their own.
    pub left_to_others: &'a [&'a str],
    /// The other enabled rules of this kind, in the order of their ids.
    pub(crate) siblings: &'a [Sibling<'a>],
    /// The classes of code that the rule is for. Findings in other classes are dropped later, so only expensive rules need this.
    pub classes: &'a [Class],
    /// What the rules of the kind `direct_access` share.
    bypass_uses: &'a direct_access::BypassUses,
    /// The text of a file, for a search by `facts`; `None` if it cannot be read.
    pub texts: &'a (dyn Fn(&FilePath) -> Option<String> + Sync),
    /// The Markdown files, if a rule reads them; sorted by path.
    pub documents: &'a [FilePath],
    /// The date, such as `2026-11-20`; without it nothing is past its date.
    pub today: Option<&'a str>,
}

/// Another rule of the same kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sibling<'a> {
    /// Its options.
    pub(crate) options: &'a TomlTable,
    /// Whether it runs before the rule: what both would report is left to the first.
    pub(crate) is_before: bool,
}

/// A rule of a kind, and the mistakes in its options.
pub type RuleWithProblems = (Box<dyn Rule>, Vec<ConfigProblem>);

/// A kind of rule: Rust code under a name, with the page that documents and tests it.
pub struct Kind {
    /// The name in TOML.
    pub name: &'static str,
    /// The page: the contract, its reason, the options, and examples that tests execute.
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

    /// The names of its options, each with its description.
    pub(crate) fn option_texts(&self) -> Vec<(String, String)> {
        let schema = (self.options)(&mut SchemaGenerator::default());
        let properties = schema.get("properties").and_then(serde_json::Value::as_object);
        let texts = properties.into_iter().flatten().map(|(name, option)| {
            let description = option.get("description").and_then(serde_json::Value::as_str);
            (name.clone(), description.unwrap_or_default().to_owned())
        });
        texts.collect()
    }

    /// A rule of this kind with the given options, and the mistakes in them.
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
    built_string::KIND,
    deprecated_path::KIND,
    direct_access::KIND,
    documented_path::KIND,
    duplicate::KIND,
    encoding::KIND,
    environment_registry::KIND,
    factory_only::KIND,
    global_state::KIND,
    layers::KIND,
    marker::KIND,
    mirrored_list::KIND,
    missing_canonical::KIND,
    must_go_through::KIND,
    open_newtype::KIND,
    parity::KIND,
    pattern::KIND,
    raw_type::KIND,
    relative_path_depth::KIND,
    rival::KIND,
    scattered_paths::KIND,
    stray_literal::KIND,
    test_logic::KIND,
    version_drift::KIND,
    visibility::KIND,
];

impl Audit<'_> {
    /// The contracts that a rule is for: that of the concept `only`, or those of all concepts that have no rule of this kind of their own.
    fn contracts_for<'s>(&'s self, only: Option<&'s Located<String>>) -> impl Iterator<Item = &'s Contract<'s>> {
        self.contracts.iter().filter(move |contract| {
            let name = &*contract.concept.name;
            match only {
                Some(only) => only.value == name,
                None => !self.left_to_others.contains(&name),
            }
        })
    }

    /// The contract of the concept that a rule's options name.
    fn contract_of(&self, concept: Option<&Located<String>>) -> Option<&Contract<'_>> {
        let name = &concept?.value;
        self.contracts.iter().find(|contract| *contract.concept.name == **name)
    }
}

/// The name of a concept as messages write it.
fn concept_words(concept: &Concept) -> String {
    format!("`{}`", concept.name)
}
