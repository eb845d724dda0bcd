//! Compares what the names of a workspace mean before and after an edit: a fix that changes more than it should is refused.
//!
//! Knows nothing of how a fix came about.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, PathPattern};
use crate::facts::Context;
use crate::finding::FilePath;
use crate::link::{Interest, Workspace};

/// The targets of the paths in each file.
#[derive(Debug, Default)]
pub struct Meaning {
    files: BTreeMap<FilePath, FilePaths>,
    /// The target of the canonical path of each concept.
    canonical: BTreeMap<String, Vec<String>>,
    /// Paths of what contracts advise: a fix may lead there.
    advised: BTreeSet<String>,
    /// What they forbid: a fix may lead away from there.
    forbidden: Vec<PathPattern>,
}

/// The paths of one file.
#[derive(Debug, Default)]
struct FilePaths {
    /// Canonical paths of what is named.
    known: BTreeSet<String>,
    /// How many paths lead nowhere.
    unknown: usize,
}

impl Meaning {
    /// Resolves all paths and imports of a workspace, without methods and fields, whose names no fix writes.
    pub fn new(workspace: &Workspace, config: &Config) -> Self {
        let uses = workspace.uses(&Interest::Everything, |usage| {
            let is_path = !matches!(usage.context, Context::Method | Context::Field | Context::Attribute);
            is_path.then(|| {
                let paths: Vec<String> = usage.target().iter().map(|binding| workspace.path(&binding.def)).collect();
                (usage.file, paths)
            })
        });
        let mut meaning = Self::default();
        for (file, paths) in uses {
            let targets = meaning.files.entry(workspace.file(file).path.clone()).or_default();
            targets.unknown += usize::from(paths.is_empty());
            targets.known.extend(paths);
        }
        for concept in &config.concepts {
            if let Some(canonical) = &concept.canonical {
                let defs = workspace.find(&canonical.value);
                let paths: Vec<String> = defs.iter().map(|def| workspace.path(def)).collect();
                meaning.advised.extend(paths.iter().cloned());
                meaning.canonical.insert(canonical.value.join("::"), paths);
            }
            meaning
                .forbidden
                .extend(concept.bypasses.iter().map(|bypass| bypass.pattern.clone()));
            meaning
                .forbidden
                .extend(concept.deprecated.iter().map(|old| old.path.clone()));
            let of_bypasses = concept.bypasses.iter().filter_map(|bypass| bypass.instead.as_deref());
            let of_deprecated = concept.deprecated.iter().filter_map(|old| old.instead.as_deref());
            for advised in of_bypasses.chain(of_deprecated) {
                let path: Vec<&str> = advised.split("::").collect();
                meaning.advised.extend(workspace.canonical(&path));
            }
        }
        meaning
    }

    /// The damage of edits, if any. `self` is the meaning before them.
    pub fn spoilt_by(&self, after: &Self) -> Option<String> {
        let lost = self
            .canonical
            .iter()
            .find(|(path, defs)| !defs.is_empty() && after.canonical.get(*path) != Some(*defs));
        if let Some((path, _)) = lost {
            return Some(format!("`{path}` would no longer lead where it does"));
        }
        let none = FilePaths::default();
        let files: BTreeSet<&FilePath> = self.files.keys().chain(after.files.keys()).collect();
        files.into_iter().find_map(|file| {
            let then = self.files.get(file).unwrap_or(&none);
            let now = after.files.get(file).unwrap_or(&none);
            if now.unknown > then.unknown {
                return Some(format!("a path in `{file}` would lead nowhere"));
            }
            let foreign = now.known.difference(&then.known).find(|path| !self.is_advised(path));
            let lost = then.known.difference(&now.known).find(|path| !self.is_forbidden(path));
            let changed = foreign.or(lost)?;
            Some(format!("a path in `{file}` would lead elsewhere: `{changed}`"))
        })
    }

    /// What a contract forbids, or what lies below that.
    fn is_forbidden(&self, path: &str) -> bool {
        let segments: Vec<&str> = path.split("::").collect();
        let covers = |pattern: &PathPattern| pattern.covers(&segments, true) || pattern.covers(&segments, false);
        self.forbidden.iter().any(covers)
    }

    /// What a contract advises, or what lies below that.
    fn is_advised(&self, path: &str) -> bool {
        let is_below = |above: &String| {
            path.strip_prefix(above.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        self.advised.iter().any(is_below)
    }
}
