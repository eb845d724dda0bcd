//! What a report says about rules, concepts, layers and exemptions: their descriptions as plain data.

use std::sync::Arc;

use bitcode::{Decode, Encode};

use crate::config::PathPattern;
use crate::finding::{Finding, Place, Severity};

/// The description of a rule, for formats that contain one.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Its id.
    pub id: Arc<str>,
    /// The name of its kind; empty for a rule about the input.
    pub kind: String,
    /// The category that its findings count in.
    pub category: Arc<str>,
    /// The severity of its findings.
    pub severity: Severity,
    /// What it finds, in one line; may be empty.
    pub summary: String,
    /// The reason for the rule; may be empty.
    pub why: String,
    /// What to do about a finding; may be empty.
    pub help: String,
    /// Whether a baseline cannot accept its findings.
    pub strict: bool,
}

/// The description of a concept: its facets as they are written.
#[derive(Clone, Debug)]
pub struct ConceptInfo {
    /// Its name.
    pub name: Arc<str>,
    /// What it is, in one line; may be empty.
    pub summary: String,
    /// The category that its findings count in.
    pub category: Arc<str>,
    /// The path of the module or item that owns it.
    pub canonical: Option<String>,
    /// Where that module or item is, if there is one.
    pub home: Option<Place>,
    /// The functions that may construct it.
    pub factory: Vec<String>,
    /// Paths that go around the owner.
    pub bypasses: Vec<String>,
    /// Names that only its own types may have.
    pub rivals: Vec<String>,
    /// Its former paths, with dates.
    pub deprecated: Vec<String>,
    /// The places to which its rules do not apply.
    pub allow_in: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// The layers of a rule, the highest first: the crates and modules of each.
#[derive(Clone, Debug)]
pub struct LayersInfo {
    /// The rule's id.
    pub rule: Arc<str>,
    /// The members of each layer.
    pub layers: Vec<Vec<PathPattern>>,
}

/// An exemption in force.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ExemptionInfo {
    /// Where it is written.
    pub place: Place,
    /// The rules that it names.
    pub rules: Vec<String>,
    /// Why it is there, in the words of its author.
    pub reason: String,
    /// Its last day, such as `2026-12-31`; without one it does not end.
    pub until: Option<String>,
    /// The findings that it exempts. One that several exemptions cover is listed once.
    pub findings: Vec<Finding>,
}
