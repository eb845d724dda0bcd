//! How it is told: one [`Report`], plain data, and the table of formats that turn it into bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::finding::{Class, FilePath, Finding};
use crate::score::Score;

/// Version of the JSON formats; a change that breaks a reader is a new number.
pub const VERSION: u32 = 1;

/// All that a check has to tell.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Version of this form.
    pub version: u32,
    /// What was looked at.
    pub looked_at: LookedAt,
    /// What was found, by place.
    pub findings: Vec<Finding>,
    /// What it comes to.
    pub score: Score,
    /// Whether the gate lets it pass, and if not why.
    pub gate: Verdict,
    /// One sentence each: what the reader should know of this run.
    pub notes: Vec<String>,
    /// The texts of the files with findings, for excerpts.
    #[serde(skip)]
    pub sources: BTreeMap<FilePath, Arc<str>>,
}

/// The extent of a check, so that a clean result says how much it is worth.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct LookedAt {
    /// Number of files by class.
    pub files: BTreeMap<Class, u64>,
    /// Number of lines in them.
    pub lines: u64,
    /// Number of crates that their manifests declare.
    pub crates: u64,
    /// Files of which a part or all could not be read.
    pub unread: u64,
    /// Rules that ran.
    pub rules: u64,
    /// Concepts declared.
    pub concepts: u64,
    /// Findings that a person's written allowance takes out of the report.
    pub exemptions: u64,
}

/// What the gate says.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// The check failed.
    pub failed: bool,
    /// Why, one phrase each.
    pub reasons: Vec<String>,
}
