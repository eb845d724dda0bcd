//! `ssot baseline`: records the present findings, so that `ssot check` reports only new ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Outcome;
use super::cache::CacheArguments;
use super::comparison::{ComparisonArguments, unreadable};
use super::failure::Failure;
use super::files::replace;
use super::output::Color;
use super::scope::{EmptyArguments, Progress, RunOptions, ScopeArguments};
use crate::check::baseline::{Baseline, BaselineError, FILE, Record};
use crate::check::gate::QualityGate;
use crate::finding::{Finding, Severity};
use crate::report::text::count;
use crate::snapshot::read_bounded;

/// Arguments of `baseline`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: BaselineCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum BaselineCommand {
    /// Record all findings of the workspace
    Create(WriteArguments),
    /// Add new findings and remove those that are gone
    Update(WriteArguments),
    /// Remove findings that are gone
    Prune(WriteArguments),
    /// Show what `update` would change
    Diff(WorkspaceArguments),
    /// Merge several files into the first one; as a merge driver: `merge --base %O %A %B`
    Merge(Merge),
}

#[derive(Clone, Debug, Args)]
struct WorkspaceArguments {
    /// The workspace
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
    #[command(flatten)]
    color: Color,
}

#[derive(Clone, Debug, Args)]
struct WriteArguments {
    #[command(flatten)]
    of: WorkspaceArguments,
    #[command(flatten)]
    permission: Permission,
}

#[derive(Clone, Debug, Args)]
struct Permission {
    /// Write the baseline even if `CI` is set
    #[arg(long)]
    write_in_ci: bool,
}

#[derive(Clone, Debug, Args)]
struct Merge {
    /// The file to write
    #[arg(value_name = "INTO")]
    into: PathBuf,
    /// The files to merge into it
    #[arg(value_name = "FILE", required = true)]
    others: Vec<PathBuf>,
    /// The common ancestor: a record that one file has removed since is removed
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    #[command(flatten)]
    permission: Permission,
    #[command(flatten)]
    color: Color,
}

/// The recorded findings and the present ones.
struct BaselineStatus {
    file: PathBuf,
    written: Option<Baseline>,
    findings: Vec<Finding>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (text, color) = match &arguments.what {
        BaselineCommand::Create(asked) => (asked.write(created)?, &asked.of.color),
        BaselineCommand::Update(asked) => (
            asked.write(|status| Ok(status.baseline()?.updated(&status.findings)))?,
            &asked.of.color,
        ),
        BaselineCommand::Prune(asked) => (
            asked.write(|status| Ok(status.baseline()?.pruned(&status.findings)))?,
            &asked.of.color,
        ),
        BaselineCommand::Diff(asked) => (asked.diff()?, &asked.color),
        BaselineCommand::Merge(asked) => (asked.merge()?, &asked.color),
    };
    color.print(true, |_, out| write!(out, "{text}"))?;
    Ok(Outcome::Clean)
}

fn created(status: &BaselineStatus) -> Result<Baseline, Failure> {
    match status.written {
        Some(_) => Err(Failure::new(
            "there is a baseline already",
            format!("`{}` is there", status.file.display()),
            "`ssot baseline update` brings it up to date",
        )),
        None => Ok(Baseline::from_findings(&status.findings)),
    }
}

impl WorkspaceArguments {
    fn status(&self) -> Result<BaselineStatus, Failure> {
        let scope = ScopeArguments::all(self.path.clone(), self.cache.clone(), self.emptiness.clone());
        let root = scope.whole()?;
        let file = root.folder.join(FILE);
        let written = match file.is_file() {
            true => Some(read(&file)?),
            false => None,
        };
        let gate = |_: &_| QualityGate {
            fail_on: Severity::Critical,
            min_score: None,
            deny: Vec::new(),
            ratchets: Vec::new(),
        };
        let run = scope.run_in(
            root,
            &ComparisonArguments::NOTHING,
            gate,
            RunOptions::default(),
            Progress::Silent,
        )?;
        let report = run.report;
        let is_strict = |rule: &str| report.rules.iter().any(|known| known.strict && *known.id == *rule);
        let acceptable = report.findings.into_iter().filter(|finding| !is_strict(&finding.rule));
        Ok(BaselineStatus {
            file,
            written,
            findings: acceptable.collect(),
        })
    }

    fn diff(&self) -> Result<String, Failure> {
        let status = self.status()?;
        let written = status.baseline()?;
        Ok(changes(written, &written.updated(&status.findings)))
    }
}

impl WriteArguments {
    /// Writes the baseline that `baseline` makes of the recorded findings, and says what changed.
    fn write(&self, baseline: impl FnOnce(&BaselineStatus) -> Result<Baseline, Failure>) -> Result<String, Failure> {
        self.permission.check()?;
        let status = self.of.status()?;
        let baseline = baseline(&status)?;
        write(&status.file, &baseline)?;
        let before = status.written.unwrap_or_default();
        let missing = |one: &Baseline, other: &Baseline| {
            let there: BTreeSet<Record> = other.records().collect();
            count(
                one.records().filter(|record| !there.contains(record)).count() as u64,
                "record",
            )
        };
        Ok(format!(
            "{} in `{FILE}`: {} added, {} removed\n",
            count(baseline.len() as u64, "finding"),
            missing(&baseline, &before),
            missing(&before, &baseline)
        ))
    }
}

impl Merge {
    fn merge(&self) -> Result<String, Failure> {
        self.permission.check()?;
        let base = self.base.as_deref().map(read).transpose()?;
        let mut merged = read(&self.into)?;
        for other in &self.others {
            merged = merged.merge(&read(other)?, base.as_ref());
        }
        write(&self.into, &merged)?;
        let findings = count(merged.len() as u64, "finding");
        Ok(format!("{findings} in `{}`\n", self.into.display()))
    }
}

impl BaselineStatus {
    fn baseline(&self) -> Result<&Baseline, Failure> {
        self.written.as_ref().ok_or_else(|| {
            Failure::new(
                "there is no baseline",
                format!("`{}` is not there", self.file.display()),
                "`ssot baseline create` writes one",
            )
        })
    }
}

impl Permission {
    /// A check that records its own findings always passes.
    fn check(&self) -> Result<(), Failure> {
        let is_set = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
        if is_set && !self.write_in_ci {
            return Err(Failure::new(
                "a baseline is not written in CI",
                "`CI` is set, and a check that accepts its own findings always passes",
                "run it on your machine and commit the file, or pass `--write-in-ci`",
            ));
        }
        Ok(())
    }
}

/// The removed and the added lines.
fn changes(before: &Baseline, after: &Baseline) -> String {
    let [old, new]: [BTreeSet<Record>; 2] = [before, after].map(|baseline| baseline.records().collect());
    let changed = old.symmetric_difference(&new);
    changed
        .map(|record| format!("{}{record}\n", if new.contains(record) { '+' } else { '-' }))
        .collect()
}

fn read(file: &Path) -> Result<Baseline, Failure> {
    let text = read_bounded(file).map_err(|error| BaselineError::Unreadable { said: error.to_string() });
    let baseline = text.and_then(|text| Baseline::parse(&text));
    baseline.map_err(|error| unreadable(&file.display().to_string(), &error))
}

/// Writes a baseline. If this fails, the old one stays whole.
pub(super) fn write(file: &Path, baseline: &Baseline) -> Result<(), Failure> {
    replace(file, |out| write!(out, "{baseline}")).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be written", file.display()),
            error.to_string(),
            "check its permissions and the free space",
        )
    })
}
