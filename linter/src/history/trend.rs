//! The score of a workspace over the commits of a branch.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::check::gate::QualityGate;
use crate::check::memory::Memory;
use crate::check::{Request, check_linked};
use crate::config::Config;
use crate::git::{Git, GitError, Revision, RevisionRange};
use crate::report::Report;
use crate::score::Points;
use crate::snapshot::Snapshot;

/// The state of a workspace at a commit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct TrendPoint {
    /// The commit.
    pub commit: String,
    /// Seconds since 1970, as the committer's clock had it.
    pub time: i64,
    /// The first line of its message.
    pub summary: String,
    /// The score from 0 to 100; `None` if nothing could be judged.
    pub score: Option<Points>,
    /// The number of findings of each rule that found something.
    pub findings: BTreeMap<String, u64>,
    /// The number of files.
    pub files: u64,
    /// The number of lines in them.
    pub lines: u64,
    /// The number of findings that exemptions cover.
    pub exemptions: u64,
}

/// The states at the last `count` commits of HEAD along first parents, oldest first, at least `apart` seconds apart. All are checked as
/// `request` says and judged by one configuration, so that a changed rule does not look like changed code. Commits before the workspace was in its folder are
/// left out.
pub fn trend(folder: &Path, config: &Config, count: usize, apart: u64, request: &Request) -> Result<Vec<TrendPoint>, GitError> {
    let git = Git::at(folder);
    let most = if apart > 0 { MOST_LISTED } else { count.saturating_sub(1) };
    let revisions = git.revisions(&RevisionRange::Last(most))?;
    let mut chosen: Vec<Revision> = Vec::new();
    for revision in revisions.into_iter().rev() {
        if chosen.last().is_none_or(|later| later.time.abs_diff(revision.time) >= apart) && chosen.len() < count {
            chosen.push(revision);
        }
    }
    let memory = Memory::new(request.cache.clone());
    let gate = QualityGate::from_config(config).without_score();
    let states = chosen.into_iter().rev().filter_map(|revision| {
        let snapshot = match Snapshot::revision(folder, &revision.id) {
            Err(GitError::Elsewhere { .. }) => return None,
            read => read,
        };
        let point = snapshot.map(|snapshot| {
            let (report, _) = check_linked(&snapshot, config, &memory, &gate, request);
            snapshot.has_rust().then(|| TrendPoint::new(revision, &report))
        });
        point.transpose()
    });
    let states = states.collect();
    memory.flush();
    states
}

/// Maximum number of commits that are looked through for those that are far enough apart.
const MOST_LISTED: usize = 100_000;

impl TrendPoint {
    fn new(revision: Revision, report: &Report) -> Self {
        let mut findings: BTreeMap<String, u64> = BTreeMap::new();
        for finding in &report.findings {
            *findings.entry(finding.rule.to_string()).or_default() += 1;
        }
        Self {
            commit: revision.id.as_str().to_owned(),
            time: revision.time,
            summary: revision.summary,
            score: report.score.overall,
            findings,
            files: report.looked_at.files.values().sum(),
            lines: report.looked_at.lines,
            exemptions: report.looked_at.exemptions,
        }
    }
}
