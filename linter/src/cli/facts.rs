//! `ssot facts`: tables of what repositories declare, refer to and repeat.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::cache::{self, CacheArguments};
use super::failure::Failure;
use super::output::{Color, print_status};
use super::scope::EmptyArguments;
use super::today::today;
use super::{Outcome, scope};
use crate::check::Request;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::git::Git;
use crate::report::SourceTexts;
use crate::report::text::count;
use crate::tables::{Repository, Shard, ShardError, TablesOfRepository, page};

/// Arguments of `facts`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The repositories
    #[arg(value_name = "DIR", default_value = ".")]
    repositories: Vec<PathBuf>,
    /// The folder of the shards: one for each repository, in place of its earlier one
    #[arg(long, value_name = "DIR", required_unless_present = "columns")]
    out: Option<PathBuf>,
    /// Instead, describe the tables and their columns
    #[arg(long, conflicts_with = "out")]
    columns: bool,
    /// The name of the repository, if there is only one [default: the name of its folder]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    color: Color,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// Writes a shard for each repository.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(out) = arguments.out.as_deref().filter(|_| !arguments.columns) else {
        arguments.color.print(true, |_, to| write!(to, "{}", page()))?;
        return Ok(Outcome::Clean);
    };
    for (name, folder) in arguments.named()? {
        let shard = arguments.write(name, &folder, out)?;
        let rows = |table: &str| shard.manifest.tables.get(table).map_or(0, |table| table.rows);
        let (items, references) = (count(rows("items"), "item"), count(rows("references"), "reference"));
        let findings = count(rows("findings"), "finding");
        print_status(&format!(
            "wrote `{}`: {items}, {references}, {findings}",
            shard.path.display()
        ));
    }
    Ok(Outcome::Clean)
}

impl Arguments {
    /// The repositories by name.
    fn named(&self) -> Result<BTreeMap<String, PathBuf>, Failure> {
        let mut named = BTreeMap::new();
        if self.name.is_some() && self.repositories.len() > 1 {
            return Err(Failure::new(
                "`--name` names one repository, and several were given",
                "each needs a name of its own",
                "leave `--name` out, or run the command once for each repository",
            ));
        }
        for folder in &self.repositories {
            let name = self.name.clone().map_or_else(|| name_of(folder), Ok)?;
            if let Some(other) = named.insert(name.clone(), folder.clone()) {
                return Err(Failure::new(
                    format!("two repositories have the name `{name}`"),
                    format!("their folders are `{}` and `{}`", other.display(), folder.display()),
                    "run the command for each of them, with `--name`",
                ));
            }
        }
        Ok(named)
    }

    fn write(&self, name: String, folder: &Path, out: &Path) -> Result<Shard, Failure> {
        let snapshot = scope::snapshot_of(folder)?;
        let config = Config::from_snapshot(&snapshot);
        let kept = self.cache.open();
        let request = Request {
            today: today(),
            sources: SourceTexts::Unread,
            cache: kept.clone(),
            ..Request::default()
        };
        let (report, linked) = crate::check::check_and_link(&snapshot, &config, &QualityGate::from_config(&config), &request);
        self.emptiness.check(!report.looked_at.files.is_empty(), &snapshot)?;
        let head = Git::at(folder).commit("HEAD").ok();
        let tables = TablesOfRepository {
            repository: &Repository {
                name,
                revision: head.map(|commit| commit.as_str().to_owned()),
            },
            report: &report,
            workspace: &linked.workspace,
            layout: &linked.layout,
            snapshot: &linked.snapshot,
            config: &config,
        };
        let shard = tables.write(out).map_err(|error| failure(&error));
        cache::close(kept.as_deref());
        shard
    }
}

/// The name of a repository: that of its folder.
fn name_of(folder: &Path) -> Result<String, Failure> {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| {
        let cause = format!("`{}` has no name, or one that is no text", whole.display());
        Failure::new("the repository has no name", cause, "name it with `--name`")
    })
}

/// What to do about a shard that cannot be written or read.
pub(super) fn failure(error: &ShardError) -> Failure {
    let next = match error {
        ShardError::Io { .. } => "check that the folder exists and that you may write to it",
        ShardError::Rule(_) => "correct the rule; `ssot check` shows all mistakes",
        ShardError::OtherVersion { .. } => "write it again with this version of ssot",
        ShardError::Manifest { .. } | ShardError::Damaged { .. } => "delete the folder, and write it again",
        ShardError::TwoOfOne { .. } => {
            "delete the older one, or write both to one folder, where the newer takes the place of the other"
        }
        ShardError::Table { .. } => "this is a bug in ssot: please report it",
    };
    Failure::new("the tables cannot be written or read", error.to_string(), next)
}
