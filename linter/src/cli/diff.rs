//! `ssot diff`: what changed between two states of a workspace.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::audit::{HistoryFormat, parse_range};
use super::cache::{self, CacheArguments};
use super::comparison::{git_failure, unreadable};
use super::failure::Failure;
use super::output::{Color, print_status};
use super::root::WorkspaceRoot;
use super::today::today;
use super::{Outcome, scope};
use crate::check::Request;
use crate::check::baseline::{Baseline, FILE};
use crate::git::{Git, HEAD};
use crate::history::difference::{UncheckedState, difference};
use crate::report::difference::{NamedDifference, write_full, write_json, write_markdown};
use crate::snapshot::Snapshot;

/// Arguments of `diff`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// Compare the commits A and B, or the commit A with the worktree
    #[arg(value_name = "A..B", value_parser = parse_revisions, default_value = HEAD)]
    revisions: ComparedRevisions,
    /// The workspace
    path: Option<PathBuf>,
    /// Compare with what is staged instead of the worktree
    #[arg(long)]
    staged: bool,
    /// Fail if there is such a difference
    #[arg(long, value_name = "DIFFERENCE", value_enum)]
    fail_on: Option<RefusedDifference>,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    format: HistoryFormat,
    #[command(flatten)]
    color: Color,
    #[command(flatten)]
    cache: CacheArguments,
}

/// The revisions to compare.
#[derive(Clone, Debug)]
struct ComparedRevisions {
    before: String,
    /// `None` for what is not committed.
    after: Option<String>,
}

/// A difference that fails the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RefusedDifference {
    /// A finding that the earlier state does not have
    New,
}

/// A state and its name.
struct NamedState {
    name: String,
    state: UncheckedState,
}

fn parse_revisions(written: &str) -> Result<ComparedRevisions, String> {
    if !written.contains("..") {
        return Ok(ComparedRevisions {
            before: written.to_owned(),
            after: None,
        });
    }
    let (before, after) = parse_range(written)?;
    Ok(ComparedRevisions {
        before,
        after: Some(after),
    })
}

/// Writes the difference. Without `--fail-on`, the exit code is 0.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let mut before = committed(&root, &arguments.revisions.before)?;
    let after = arguments.later(&root, &before.state.snapshot)?;
    // What has become a submodule is not gone.
    before.state.snapshot = before.state.snapshot.without_submodules(after.state.snapshot.submodules());
    let kept = arguments.cache.open();
    let request = Request {
        today: today(),
        cache: kept.clone(),
        ..Request::default()
    };
    let difference = difference(before.state, after.state, &request);
    cache::close(kept.as_deref());
    let named = NamedDifference {
        before: &before.name,
        after: &after.name,
        difference: &difference,
    };
    let write = match arguments.format {
        HistoryFormat::Full => write_full,
        HistoryFormat::Json => write_json,
        HistoryFormat::Markdown => write_markdown,
    };
    arguments.color.print(true, |style, out| write(&named, style, out))?;
    let (fixed, new) = (difference.fixed.len(), difference.new.len());
    print_status(&format!("{fixed} fixed, {new} new, {} remaining", difference.remaining.len()));
    match arguments.fail_on {
        Some(RefusedDifference::New) if new > 0 => Ok(Outcome::Failed),
        _ => Ok(Outcome::Clean),
    }
}

impl Arguments {
    /// The state that the commit `before` is compared with.
    fn later(&self, root: &WorkspaceRoot, before: &Snapshot) -> Result<NamedState, Failure> {
        if let Some(after) = &self.revisions.after {
            if self.staged {
                return Err(Failure::new(
                    "`--staged` does not go with two commits",
                    format!("`{after}` is compared already"),
                    format!("`ssot diff {} --staged` compares with what is staged", self.revisions.before),
                ));
            }
            return committed(root, after);
        }
        let (name, snapshot) = match self.staged {
            true => ("what is staged", Snapshot::index(&root.folder).map_err(git_failure)?),
            false => {
                let worktree = scope::snapshot(root)?.committable(&Git::at(&root.folder), before);
                ("the worktree", worktree.map_err(git_failure)?)
            }
        };
        let baseline = Baseline::in_snapshot(&snapshot).map_err(|error| unreadable(FILE, &error))?;
        Ok(NamedState {
            name: name.to_owned(),
            state: UncheckedState { snapshot, baseline },
        })
    }
}

/// The state of a commit.
fn committed(root: &WorkspaceRoot, revision: &str) -> Result<NamedState, Failure> {
    let git = Git::at(&root.folder);
    git.check().map_err(git_failure)?;
    let commit = git.commit(revision).map_err(git_failure)?;
    let snapshot = Snapshot::revision(&root.folder, &commit).map_err(git_failure)?;
    let baseline = Baseline::in_snapshot(&snapshot).map_err(|error| {
        Failure::new(
            format!("the baseline `{FILE}` of {commit} cannot be used"),
            error.to_string(),
            "compare with another commit: `git log -- ssot-baseline.txt` lists those that changed it",
        )
    })?;
    Ok(NamedState {
        name: format!("`{revision}` ({commit})"),
        state: UncheckedState { snapshot, baseline },
    })
}
