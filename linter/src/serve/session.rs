//! The pipeline with its data kept between checks: texts on disk and facts, so that a check after an edit reads one file.
//!
//! Checks run on a thread of their own, one after the other. The result of a check is immutable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::carry::Difference;
use super::folder::Folder;
use crate::cache::Cache;
use crate::check::baseline::Baseline;
use crate::check::gate::QualityGate;
use crate::check::input::FactsProvider;
use crate::check::memory::Memory;
use crate::check::{self, PreviousCheck, Request};
use crate::config::Config;
use crate::facts::Grammar;
use crate::finding::{FilePath, Finding};
use crate::link::Workspace;
use crate::report::Report;
use crate::snapshot::Snapshot;

/// A check to run.
#[derive(Debug)]
pub(super) struct Job {
    /// The revision of the editor's state, which every change increments.
    pub(super) revision: u64,
    /// The texts of the open files.
    pub(super) open: BTreeMap<FilePath, Arc<str>>,
    /// The files that may have changed on disk since the last job.
    pub(super) changed: ChangedFiles,
}

/// The files that may have changed on disk.
#[derive(Debug, Default)]
pub(super) struct ChangedFiles {
    /// Whether files may have been added or removed, so that the folder has to be walked again.
    pub(super) tree: bool,
    /// Files whose texts may have changed.
    pub(super) files: BTreeSet<FilePath>,
}

impl ChangedFiles {
    fn is_nothing(&self) -> bool {
        !self.tree && self.files.is_empty()
    }
}

/// The result of a check, with all data that requests about it need.
#[derive(Debug)]
pub(super) struct CheckedState {
    pub(super) revision: u64,
    pub(super) report: Report,
    pub(super) workspace: Workspace,
    pub(super) config: Config,
    /// Open files that do not parse. The workspace has their last texts that did.
    pub(super) unfinished: BTreeSet<FilePath>,
    /// The files of the snapshot. An editor cannot show a finding in another file.
    pub(super) files: BTreeSet<FilePath>,
}

/// The state between checks.
#[derive(Debug)]
pub(super) struct Session {
    folder: Folder,
    today: fn() -> Option<String>,
    memory: Memory,
    /// The files on disk; `None` before the first check.
    disk: Option<Snapshot>,
    /// The last texts of open files that parsed.
    whole: BTreeMap<FilePath, Arc<str>>,
    /// What the last check found out that the next may take over.
    previous: Option<PreviousCheck>,
}

impl Session {
    pub(super) fn new(folder: Folder, cache: Option<Arc<Cache>>, today: fn() -> Option<String>) -> Self {
        Self {
            folder,
            today,
            memory: Memory::new(cache),
            disk: None,
            whole: BTreeMap::new(),
            previous: None,
        }
    }

    /// Checks the workspace with the texts of the open files. If one does not parse, its last text that did is checked, so that a
    /// half-written line does not cause findings all over the workspace. Its own findings are reported in the part of the text
    /// that has not changed since, together with the syntax error.
    pub(super) fn check(&mut self, job: Job) -> Result<CheckedState, String> {
        self.memory.begin(self.disk.is_none() || !job.changed.is_nothing());
        let mut snapshot = self.disk(&job.changed)?;
        let open = job.open.into_iter().map(|(file, text)| (snapshot.end_of(&file), text));
        let open: BTreeMap<FilePath, Arc<str>> = open.collect();
        self.whole.retain(|file, _| open.contains_key(file));
        let mut unfinished = BTreeMap::new();
        for (file, text) in open {
            let whole = self.whole(&file, &text, &snapshot);
            snapshot = snapshot.with_unsaved(file.clone(), whole.as_bytes());
            if whole != text {
                unfinished.insert(file, (whole, text));
            }
        }
        let config = Config::from_snapshot(&snapshot);
        let request = Request {
            today: (self.today)(),
            baseline: Baseline::in_snapshot(&snapshot).map_err(|error| error.to_string())?,
            ..Request::default()
        };
        let gate = QualityGate::from_config(&config).without_score();
        let previous = &mut self.previous;
        let (mut report, linked) = check::check_after(previous, &snapshot, &config, &self.memory, &gate, &request);
        self.memory.flush();
        for (file, (whole, text)) in &unfinished {
            self.carry(&mut report, &linked.workspace, file, whole, text);
        }
        report.findings.sort_by(Finding::order);
        Ok(CheckedState {
            revision: job.revision,
            report,
            workspace: linked.workspace,
            config,
            unfinished: unfinished.into_keys().collect(),
            files: linked.snapshot.files().cloned().collect(),
        })
    }

    /// The files on disk, after the changed ones are read again.
    fn disk(&mut self, changed: &ChangedFiles) -> Result<Snapshot, String> {
        let is_new = |disk: &Snapshot| changed.tree || changed.files.iter().any(|file| !disk.contains(file));
        let disk = match self.disk.take() {
            Some(mut disk) if !is_new(&disk) => {
                disk.hold(&changed.files.iter().cloned().collect::<Vec<_>>());
                disk
            }
            _ => {
                let mut disk = Snapshot::worktree(self.folder.path()).map_err(|error| error.to_string())?;
                disk.hold(&disk.files().cloned().collect::<Vec<_>>());
                disk
            }
        };
        self.disk = Some(disk.clone());
        Ok(disk)
    }

    /// The text of an open file if it parses; otherwise its last text that did, in the editor or on disk.
    fn whole(&mut self, file: &FilePath, text: &Arc<str>, disk: &Snapshot) -> Arc<str> {
        let parses_as = |grammar, text: &str| self.memory.extract(grammar, text).problems.is_empty();
        let parses = |text: &str| Grammar::OF_FILES.into_iter().any(|grammar| parses_as(grammar, text));
        if !file.as_str().ends_with(".rs") || parses(text) {
            self.whole.insert(file.clone(), Arc::clone(text));
            return Arc::clone(text);
        }
        if let Some(whole) = self.whole.get(file) {
            return Arc::clone(whole);
        }
        let saved = disk.text(file).ok().filter(|saved| parses(saved)).map(Arc::from);
        saved.unwrap_or_else(|| Arc::clone(text))
    }

    /// Maps the findings about the earlier text of a file to its present text, and adds the syntax errors.
    fn carry(&self, report: &mut Report, workspace: &Workspace, file: &FilePath, whole: &str, text: &Arc<str>) {
        let Some(source) = workspace.files().iter().find(|source| source.path == *file) else {
            return;
        };
        let difference = Difference::between(whole, text);
        let findings = std::mem::take(&mut report.findings).into_iter();
        let carried = findings.filter_map(|mut finding| match finding.place.file == *file {
            true => difference.carry(finding),
            false => {
                difference.carry_related(file, &mut finding);
                Some(finding)
            }
        });
        report.findings = carried.collect();
        let facts = self.memory.extract(source.facts.grammar, text);
        report.findings.extend(check::input::unparsed(source, &facts));
        report.sources.insert(file.clone(), Arc::clone(text));
    }
}
