//! The result of a rule: drafts of findings, and counts of conforming sites.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bitcode::{Decode, Encode};

use super::path_fixes::PathFix;
use crate::config::ConfigProblem;
use crate::facts::Context;
use crate::finding::{Class, FilePath, Place, Related, Severity};
use crate::link::{Interest, Use, Workspace};

/// The result of one rule.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub struct Judgement {
    pub(super) drafts: Vec<Draft>,
    pub(super) conforming: BTreeMap<(Option<Arc<str>>, Class, FilePath), u64>,
    /// The conforming sites in macros. Each counts once, however many expansions contain it.
    in_macros: BTreeSet<(Option<Arc<str>>, FilePath, u32)>,
    pub(super) unknown: BTreeSet<Unknown>,
    pub(super) problems: Vec<ConfigProblem>,
}

/// A place with a name that a rule queries and that could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Unknown {
    /// The file.
    pub file: FilePath,
    /// The byte offset of its start.
    pub start: u32,
    /// Whether it is a method call on a receiver of unknown type.
    pub is_method: bool,
}

/// A finding as a rule reports it: without its final severity, exemptions and fingerprint.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Draft {
    pub(super) concept: Option<Arc<str>>,
    pub(super) class: Class,
    pub(super) place: Place,
    pub(super) item: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) related: Vec<Related>,
    /// The paths to write instead: several for the leaves of one `use`.
    pub(super) path_fixes: Vec<PathFix>,
    /// The severity of this site, if it differs from that of the rule.
    pub(super) severity: Option<Severity>,
    pub(super) content: String,
}

impl Judgement {
    /// Adds a site of `concept` that breaks the contract. `item` is the path of the enclosing item. `content` identifies the
    /// finding independently of its position, so that it is recognized when lines move.
    pub fn violation(
        &mut self,
        concept: Option<&Arc<str>>,
        class: Class,
        place: Place,
        item: String,
        content: String,
        message: String,
    ) -> &mut Draft {
        let draft = Draft {
            concept: concept.cloned(),
            class,
            place,
            item,
            message,
            help: None,
            related: Vec::new(),
            path_fixes: Vec::new(),
            severity: None,
            content,
        };
        self.drafts.push(draft);
        self.drafts.last_mut().expect("a draft was pushed on the line before")
    }

    /// Calls `wanted` for each use that matches `interest` and collects the results. An unresolved use without a result is
    /// recorded in `unknown`.
    pub fn uses<T: Send>(
        &mut self,
        workspace: &Workspace,
        interest: &Interest<'_>,
        wanted: impl Fn(Use) -> Option<T> + Sync,
    ) -> Vec<T> {
        let answers = workspace.uses(interest, |usage| {
            let unknown = usage.target().is_empty().then(|| Unknown {
                file: workspace.file(usage.file).path.clone(),
                start: usage.span.start,
                is_method: usage.context == Context::Method,
            });
            match wanted(usage) {
                Some(found) => Some(Ok(found)),
                None => unknown.map(Err),
            }
        });
        let mut found = Vec::new();
        for answer in answers {
            match answer {
                Ok(answer) => found.push(answer),
                Err(unknown) => {
                    self.unknown.insert(unknown);
                }
            }
        }
        found
    }

    /// Counts a use that complies with the contract of `concept`.
    pub fn conforming_use(&mut self, concept: Option<&Arc<str>>, usage: &Use, workspace: &Workspace) {
        let file = &workspace.file(usage.file).path;
        if !usage.is_expanded || self.in_macros.insert((concept.cloned(), file.clone(), usage.span.start)) {
            self.conforming(concept, usage.class, file);
        }
    }

    /// A problem of the rule's options that only the workspace can show.
    pub fn problem(&mut self, problem: ConfigProblem) {
        self.problems.push(problem);
    }

    /// Counts a site of `concept` in `file` that complies with the contract.
    pub fn conforming(&mut self, concept: Option<&Arc<str>>, class: Class, file: &FilePath) {
        *self.conforming.entry((concept.cloned(), class, file.clone())).or_default() += 1;
    }
}

impl Draft {
    /// Sets the help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the fix.
    pub fn path_fix(&mut self, path_fix: Option<PathFix>) -> &mut Self {
        self.path_fixes = path_fix.into_iter().collect();
        self
    }

    /// Sets the fix of several leaves of one `use`.
    pub fn path_fixes(&mut self, path_fixes: Vec<PathFix>) -> &mut Self {
        self.path_fixes = path_fixes;
        self
    }

    /// Sets the severity, if it differs from that of the rule.
    pub fn severity(&mut self, severity: Option<Severity>) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Adds a related place that breaks no contract, such as the canonical definition.
    pub fn see(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.related.push(Related {
            place,
            label: label.into(),
            violating: false,
        });
        self
    }

    /// Adds a related place that breaks the contract, too, such as another copy.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.related.push(Related {
            place,
            label: label.into(),
            violating: true,
        });
        self
    }
}
