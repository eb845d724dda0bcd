//! The analysis of a workspace: all data that a report needs, whichever part of the workspace is requested. It is plain data
//! that depends only on the key (see [`key`]) and on the files that only sources name, so the cache keeps it.

use std::collections::BTreeMap;
use std::sync::Arc;

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::linked::LinkedInput;
use super::previous::PreviousCheck;
use super::result::rules_in_force;
use super::{Request, exemptions, input};
use crate::config::Config;
use crate::discover::PackageNames;
use crate::facts::{FileFacts, IncludedName};
use crate::finding::{Class, FilePath, Finding, Place};
use crate::link::{MissingFile, Workspace};
use crate::report::ExemptionInfo;
use crate::rules::run::Conforming;
use crate::rules::{InnerEdit, Judgements};
use crate::snapshot::{LookupResults, Snapshot};
use crate::{cache, rules};

/// The analysis of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub(crate) struct Analysis {
    /// The findings that are not exempted, in the order of reports.
    pub(crate) findings: Vec<Finding>,
    /// Sites that comply with a contract.
    pub(crate) conforming: Vec<Conforming>,
    /// The files that were checked.
    pub(crate) files: Vec<FileSummary>,
    /// Modules and `include!` whose file is not in the snapshot; it may exist on disk.
    pub(crate) missing: Vec<MissingFile>,
    /// The lookups of files that only sources name. They are not part of the key and are compared separately.
    pub(crate) asked: LookupResults,
    /// The number of crates that the manifests declare.
    pub(crate) crates: u64,
    /// The names of the packages by their folders.
    pub(crate) packages: PackageNames,
    /// The exemptions in force, with the findings that they exempt.
    pub(crate) exemptions: Vec<ExemptionInfo>,
    /// The places of the canonical modules and items of concepts.
    pub(crate) homes: BTreeMap<Arc<str>, Place>,
}

/// A file that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct FileSummary {
    pub(crate) path: FilePath,
    pub(crate) class: Class,
    pub(crate) lines: u64,
    /// The number of paths that contain a name queried by a rule and could not be resolved.
    pub(crate) unknown_paths: u64,
    /// The number of unresolved method calls with such a name.
    pub(crate) unknown_methods: u64,
    /// The number of `include!` whose file name is known only during a build.
    pub(crate) unknown_includes: u64,
    /// The number of calls of workspace macros that could not be expanded.
    pub(crate) unexpanded: u64,
}

impl Analysis {
    /// Runs the rules, then removes the exempted findings.
    pub(crate) fn new(linked: &LinkedInput, config: &Config, request: &Request) -> Self {
        Self::after(None, linked, config, request).0
    }

    /// The same after an earlier check, from which it takes what still holds. Also returns what the rules said.
    pub(super) fn after(
        previous: Option<&mut PreviousCheck>,
        linked: &LinkedInput,
        config: &Config,
        request: &Request,
    ) -> (Self, Judgements) {
        let LinkedInput {
            snapshot,
            layout,
            workspace,
            unreadable,
            problems,
            edited,
            expansions: _,
            not_found: _,
        } = linked;
        let edit = edited.as_ref().zip(previous).map(|(files, previous)| {
            workspace.remember_uses(std::mem::take(&mut previous.uses), &files.paths);
            InnerEdit {
                files,
                judgements: &previous.judgements,
            }
        });
        let documents: Vec<FilePath> = snapshot.documents().cloned().collect();
        let text = |file: &FilePath| snapshot.text(file).ok();
        let today = request.today.as_deref();
        let verdict = rules::run::run((workspace, layout), config, (today, &documents), text, edit);
        let looked = (snapshot, config, workspace);
        let exempted = exemptions::apply(
            looked,
            verdict.findings,
            &rules_in_force(config, request),
            request.today.as_deref(),
        );
        let mut findings = exempted.findings;
        let config_problems = config.problems.iter().chain(problems).chain(&verdict.problems);
        findings.extend(input::findings(
            snapshot,
            layout,
            workspace,
            unreadable,
            config_problems,
            exempted.problems,
        ));
        findings.sort_by(Finding::order);
        rules::run::number_equals(&mut findings);
        let mut unknown: FxHashMap<&FilePath, [u64; 2]> = FxHashMap::default();
        for place in &verdict.unknown {
            unknown.entry(&place.file).or_default()[usize::from(place.is_method)] += 1;
        }
        let files = workspace.files().iter().map(|file| {
            let [unknown_paths, unknown_methods] = unknown.get(&file.path).copied().unwrap_or_default();
            FileSummary {
                path: file.path.clone(),
                class: file.class,
                lines: file.facts.lines.into(),
                unknown_paths,
                unknown_methods,
                unknown_includes: unknown_includes(&file.facts),
                unexpanded: file.unexpanded,
            }
        });
        let mut files: Vec<FileSummary> = files.collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        // A file that is read both as items and as an expression is listed once.
        files.dedup_by(|other, one| one.path == other.path);
        let analysis = Self {
            findings,
            files,
            conforming: verdict.conforming,
            missing: workspace.missing_files().to_vec(),
            asked: snapshot.asked().clone(),
            crates: layout.crates.len() as u64,
            packages: layout.package_names(),
            exemptions: exempted.exemptions,
            homes: homes(config, workspace),
        };
        (analysis, verdict.judgements)
    }
}

/// The places of the canonical modules and items of concepts.
fn homes(config: &Config, workspace: &Workspace) -> BTreeMap<Arc<str>, Place> {
    let contracts = rules::contracts(config, workspace);
    let places = contracts.iter().filter_map(|contract| {
        let place = workspace.place_of_def(contract.canonical.first()?)?;
        Some((contract.concept.name.clone(), place))
    });
    places.collect()
}

fn unknown_includes(facts: &FileFacts) -> u64 {
    let unknown = facts.includes.iter().filter(|include| include.name == IncludedName::Unknown);
    unknown.count() as u64
}

/// The cache key of an analysis: the texts, the configuration (which may be that of another state) and the options that rules
/// depend on. Files that only sources name are not part of it; they are compared separately (`asked`).
pub(crate) fn key(snapshot: &Snapshot, config: &Config, request: &Request) -> u128 {
    let mut hasher = Xxh3::new();
    hasher.update(&snapshot.digest().to_le_bytes());
    let config = config.as_text();
    let words = [cache::LINTER_VERSION, &config, request.today.as_deref().unwrap_or_default()];
    for word in words.into_iter().chain(request.allow.iter().map(String::as_str)) {
        hasher.update(&(word.len() as u64).to_le_bytes());
        hasher.update(word.as_bytes());
    }
    hasher.digest128()
}
