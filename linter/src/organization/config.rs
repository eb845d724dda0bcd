//! `ssot-org.toml`: the repositories of an organization, and the concepts that hold for all of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use thiserror::Error;

use crate::config::{NamePattern, PathPattern, PatternError};

/// What an organization has written down.
#[derive(Clone, Debug, Default)]
pub struct OrganizationConfig {
    /// The repositories that a join should have.
    pub repositories: BTreeSet<String>,
    pub(super) concepts: Vec<OrganizationConcept>,
}

/// A concept of all repositories.
#[derive(Clone, Debug)]
pub(super) struct OrganizationConcept {
    pub(super) name: String,
    /// The path of its source.
    pub(super) canonical: String,
    pub(super) deprecated: Vec<PathPattern>,
    pub(super) rivals: Vec<NamePattern>,
}

/// A mistake in the file.
#[derive(Debug, Error)]
pub enum OrganizationConfigError {
    /// It is not TOML, or has keys or values of other kinds.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A pattern is wrong.
    #[error("concept `{concept}`: `{pattern}`: {}", error.message)]
    Pattern {
        /// The concept.
        concept: String,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        error: PatternError,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawOrganization {
    #[serde(default)]
    repositories: BTreeSet<String>,
    #[serde(default)]
    concept: BTreeMap<String, RawOrganizationConcept>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawOrganizationConcept {
    canonical: String,
    #[serde(default)]
    deprecated: Vec<String>,
    #[serde(default)]
    rivals: Vec<String>,
}

impl OrganizationConfig {
    /// Parses the text of the file.
    ///
    /// # Errors
    ///
    /// The first mistake.
    pub fn parse(text: &str) -> Result<Self, OrganizationConfigError> {
        let raw: RawOrganization = toml::from_str(text)?;
        let concept = |(name, raw): (String, RawOrganizationConcept)| {
            Ok(OrganizationConcept {
                deprecated: parsed(&name, &raw.deprecated, PathPattern::parse)?,
                rivals: parsed(&name, &raw.rivals, NamePattern::parse)?,
                canonical: raw.canonical,
                name,
            })
        };
        Ok(Self {
            repositories: raw.repositories,
            concepts: raw
                .concept
                .into_iter()
                .map(concept)
                .collect::<Result<_, OrganizationConfigError>>()?,
        })
    }
}

fn parsed<P>(
    concept: &str,
    written: &[String],
    parse: impl Fn(&str) -> Result<P, PatternError>,
) -> Result<Vec<P>, OrganizationConfigError> {
    let parsed = written.iter().map(|pattern| {
        parse(pattern).map_err(|error| OrganizationConfigError::Pattern {
            concept: concept.to_owned(),
            pattern: pattern.clone(),
            error,
        })
    });
    parsed.collect()
}
