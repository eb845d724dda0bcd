//! Which findings are not new and therefore not reported: the arguments about git and the baseline, and the states of the
//! workspace that they name.

use clap::Args;

use super::failure::Failure;
use super::root::WorkspaceRoot;
use super::scope;
use crate::check::baseline::{Baseline, BaselineError, FILE};
use crate::check::gate::QualityGate;
use crate::check::{ComparedState, Request};
use crate::config::Config;
use crate::finding::FilePath;
use crate::git::{Git, GitError, HEAD};
use crate::rules::input::CONFIG_MISTAKE;
use crate::snapshot::Snapshot;

/// What the findings are compared with.
#[derive(Clone, Debug, Args)]
pub(super) struct ComparisonArguments {
    /// Check what is staged instead of the worktree; report only what the commit would add
    #[arg(long, conflicts_with = "since")]
    staged: bool,
    /// Report only what is new since the merge base of REV and HEAD
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Report findings that are in the baseline, too
    #[arg(long)]
    no_baseline: bool,
    /// Fail if a finding in the baseline is gone
    #[arg(long, conflicts_with = "no_baseline")]
    pub(super) locked: bool,
}

/// The snapshot to check, and the state that it is compared with.
pub(super) struct ComparedSnapshots {
    pub(super) snapshot: Snapshot,
    pub(super) before: Option<ComparisonBase>,
}

/// An earlier state of the workspace.
pub(super) struct ComparisonBase {
    /// Its name, as it follows "compared with" in a message.
    name: String,
    /// `None` before the first commit.
    snapshot: Option<Snapshot>,
}

impl ComparisonArguments {
    /// No comparison: all findings of the worktree.
    pub(super) const NOTHING: Self = Self {
        staged: false,
        since: None,
        no_baseline: true,
        locked: false,
    };

    /// Whether a change is checked rather than a workspace.
    pub(super) fn is_change(&self) -> bool {
        self.staged || self.since.is_some()
    }

    /// The baseline of a snapshot, if it has one that applies.
    pub(super) fn baseline(&self, snapshot: &Snapshot) -> Result<Option<Baseline>, Failure> {
        if self.no_baseline {
            return Ok(None);
        }
        Baseline::in_snapshot(snapshot).map_err(|error| unreadable(FILE, &error))
    }

    /// Reads the snapshots from the disk and from git.
    pub(super) fn states(&self, root: &WorkspaceRoot) -> Result<ComparedSnapshots, Failure> {
        let folder = &root.folder;
        if self.staged {
            let snapshot = Snapshot::index(folder).map_err(git_failure)?;
            let before = Some(committed(root).map_err(git_failure)?);
            return Ok(ComparedSnapshots { snapshot, before });
        }
        let worktree = scope::snapshot(root)?;
        let Some(revision) = &self.since else {
            return Ok(ComparedSnapshots {
                snapshot: worktree,
                before: None,
            });
        };
        let before = branched_off(root, revision).map_err(git_failure)?;
        let snapshot = match &before.snapshot {
            Some(before) => worktree.committable(&Git::at(folder), before).map_err(git_failure)?,
            None => worktree,
        };
        Ok(ComparedSnapshots {
            snapshot,
            before: Some(before),
        })
    }
}

/// HEAD, with which staged files are compared.
fn committed(root: &WorkspaceRoot) -> Result<ComparisonBase, GitError> {
    let git = Git::at(&root.folder);
    match git.commit(HEAD) {
        Ok(commit) => Ok(ComparisonBase {
            name: format!("HEAD ({commit})"),
            snapshot: Some(Snapshot::revision(&root.folder, &commit)?),
        }),
        Err(GitError::Unborn) => Ok(ComparisonBase {
            name: "nothing, since this is the first commit".into(),
            snapshot: None,
        }),
        Err(error) => Err(error),
    }
}

/// The merge base of HEAD and a revision.
fn branched_off(root: &WorkspaceRoot, revision: &str) -> Result<ComparisonBase, GitError> {
    let git = Git::at(&root.folder);
    git.check()?;
    let commit = git.merge_base(revision)?;
    let snapshot = Snapshot::revision(&root.folder, &commit)?;
    let without = match snapshot.submodules().len() {
        0 => String::new(),
        count => format!(", without {}", crate::report::text::count(count as u64, "submodule")),
    };
    Ok(ComparisonBase {
        name: format!("{commit}, the merge base of `{revision}` and HEAD{without}"),
        snapshot: Some(snapshot),
    })
}

impl ComparisonBase {
    /// The findings in it under the present rules, so that code does not become new because a contract is. A mistake in the
    /// configuration is reported until it is fixed, because every other finding depends on it.
    pub(super) fn judged(self, config: &Config, gate: &QualityGate, request: &Request) -> ComparedState {
        let request = Request {
            today: request.today.clone(),
            allow: request.allow.clone(),
            cache: request.cache.clone(),
            ..Request::default()
        };
        let report = self
            .snapshot
            .map(|snapshot| crate::check::check(&snapshot, config, gate, &request));
        let selection = &request.selection;
        let score = report.as_ref().map(|report| {
            let is_selected = |file: &FilePath| {
                report
                    .files
                    .get(file)
                    .is_some_and(|known| selection.has_file(file, &known.membership))
            };
            report.score_of(is_selected, |category| selection.has_category(category))
        });
        let findings = report.iter().flat_map(|report| &report.findings);
        ComparedState {
            name: self.name,
            findings: Baseline::from_findings(findings.filter(|finding| &*finding.rule != CONFIG_MISTAKE)),
            score,
        }
    }
}

/// Why a baseline cannot be used.
pub(super) fn unreadable(file: &str, error: &BaselineError) -> Failure {
    Failure::new(
        format!("the baseline `{file}` cannot be used"),
        error.to_string(),
        format!("restore it (`git checkout HEAD -- {file}`), or remove it and run `ssot baseline create`"),
    )
}

/// Why the history of a workspace cannot be read.
pub(super) fn history_failure(error: GitError) -> Failure {
    Failure::new("the history cannot be read", error.to_string(), error.next())
}

pub(super) fn git_failure(error: GitError) -> Failure {
    Failure::new("git cannot determine what is new", error.to_string(), error.next())
}
