//! Rules about the input itself: files that cannot be read or parsed, manifests, modules, configuration. They report ordinary
//! findings, so that no problem is dropped silently.

use crate::finding::Severity;

/// A rule about the input. It has no options and no kind: the earlier stages find the violations.
#[derive(Debug)]
pub struct InputRule {
    /// The rule id in findings.
    pub id: &'static str,
    /// The severity of a finding, unless configured otherwise.
    pub severity: Severity,
    /// What the rule finds.
    pub summary: &'static str,
    /// Why it matters, and what to do.
    pub why: &'static str,
}

/// A file or folder that cannot be read.
pub const UNREADABLE_FILE: &str = "unreadable-file";
/// Code that does not parse.
pub const UNPARSED_CODE: &str = "unparsed-code";
/// A manifest with invalid content.
pub const BROKEN_MANIFEST: &str = "broken-manifest";
/// A module without a file.
pub const MISSING_MODULE: &str = "missing-module";
/// A mistake in `ssot.toml` or a rule.
pub const CONFIG_MISTAKE: &str = "config-mistake";

/// An exemption that is invalid, past its date or without effect.
pub const USELESS_EXEMPTION: &str = "useless-exemption";

/// Every rule about the input, by id.
pub const INPUT_RULES: &[InputRule] = &[
    InputRule {
        id: BROKEN_MANIFEST,
        severity: Severity::Medium,
        summary: "a Cargo.toml contains a mistake",
        why: "Crates and targets are read from the manifests. A mistake there hides code from every rule: a member that is not \
              found is not checked.",
    },
    InputRule {
        id: CONFIG_MISTAKE,
        severity: Severity::High,
        summary: "ssot.toml or a rule contains a mistake",
        why: "A mistake in the configuration can make a rule check nothing, and such a rule always passes. So all mistakes are \
              reported at once, each with its place.",
    },
    InputRule {
        id: MISSING_MODULE,
        severity: Severity::Low,
        summary: "a `mod name;` or an `include!` has no file, or is its own ancestor",
        why: "The code of the missing file is not checked. The usual cause is a file that a build step writes: put the \
              declaration that needs it under a `cfg`, or allow this rule.",
    },
    InputRule {
        id: UNPARSED_CODE,
        severity: Severity::Medium,
        summary: "a file or a part of it is not Rust",
        why: "Code that does not parse is not checked; the items around it are. The file counts as violating in file compliance. \
              Exclude files that are not meant to compile with `[files] exclude`.",
    },
    InputRule {
        id: UNREADABLE_FILE,
        severity: Severity::Medium,
        summary: "a file or folder cannot be read, or is not UTF-8",
        why: "A file that cannot be read is not checked, so a clean result does not cover it.",
    },
    InputRule {
        id: USELESS_EXEMPTION,
        severity: Severity::Medium,
        summary: "an exemption is wrong, past its date, or matches no finding",
        why: "An exemption without a reason cannot be reviewed, and one that matches nothing hides the next violation on its line.",
    },
];
