//! `ssot init`: a first `ssot.toml` proposed from the code, and a baseline of the present findings.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::baseline;
use super::cache::{self, CacheArguments};
use super::failure::Failure;
use super::files::replace;
use super::output::{print_as_it_is, print_status};
use super::scope::{self, EmptyArguments, ScopeArguments};
use super::today::today;
use crate::check::Request;
use crate::check::baseline::{Baseline, FILE as BASELINE};
use crate::check::gate::QualityGate;
use crate::config::{Config, FILE};
use crate::finding::{FilePath, Finding};
use crate::proposals;
use crate::report::text::count;
use crate::snapshot::Snapshot;

/// Arguments of `init`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Print the proposed `ssot.toml` and write no file
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    cache: CacheArguments,
}

/// Analyses the workspace and writes both files.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = ScopeArguments::all(arguments.path.clone(), arguments.cache.clone(), EmptyArguments::default()).whole()?;
    let snapshot = scope::snapshot(&root)?;
    let (file, written) = (root.folder.join(FILE), root.folder.join(BASELINE));
    if let Some(known) = [&file, &written].into_iter().find(|file| file.exists() && !arguments.dry_run) {
        return Err(Failure::new(
            "this workspace is already set up",
            format!("`{}` is there", known.display()),
            "`ssot init --dry-run` shows what would be proposed",
        ));
    }
    let kept = arguments.cache.open();
    let config = Config::from_snapshot(&snapshot);
    let proposals = proposals::propose(&crate::check::workspace(&snapshot, &config, kept.as_deref()));
    let text = proposals::toml(&proposals);
    if arguments.dry_run {
        print_as_it_is(&text)?;
        return Ok(Outcome::Clean);
    }
    let request = Request {
        today: today(),
        cache: kept.clone(),
        ..Request::default()
    };
    let findings = findings(snapshot.with(FilePath::new(FILE), text.clone()), &request);
    cache::close(kept.as_deref());
    let accepted = Baseline::from_findings(&findings);
    replace(&file, |out| out.write_all(text.as_bytes())).map_err(|error| {
        Failure::new(
            "the workspace could not be set up",
            error.to_string(),
            "check that its folder is writable, or use `ssot init --dry-run`",
        )
    })?;
    if !accepted.is_empty() {
        baseline::write(&written, &accepted)?;
    }
    let concepts = count(proposals.len() as u64, "concept");
    print_status(&format!("wrote `{FILE}`: {concepts} to review"));
    if !accepted.is_empty() {
        let findings = count(findings.len() as u64, "finding");
        print_status(&format!("wrote `{BASELINE}`: {findings} accepted for now"));
    }
    print_status("from now on `ssot check` reports what is new, and `ssot score` shows the state of the workspace");
    Ok(Outcome::Clean)
}

/// The findings of a check with the proposed file.
fn findings(snapshot: Snapshot, request: &Request) -> Vec<Finding> {
    let config = Config::from_snapshot(&snapshot);
    let gate = QualityGate::from_config(&config).without_score();
    crate::check::check(&snapshot, &config, &gate, request).findings
}
