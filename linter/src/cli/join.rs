//! `ssot join`: the tables of many repositories as one answer.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::facts::failure;
use super::failure::Failure;
use super::output::{Color, print_status};
use crate::organization::{OrganizationConfig, OrganizationReport, join};
use crate::report::Style;
use crate::report::guard::{Escape, Guard};
use crate::report::table::{Align, Cell, Table};
use crate::report::text::{clean, count};
use crate::snapshot::read_bounded;
use crate::tables::Shard;

/// The file that an organization writes down its concepts in.
const FILE: &str = "ssot-org.toml";

/// The maximum number of entries of a list in the format for people.
const MOST_LISTED: usize = 20;

/// Arguments of `join`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The folders with shards, which `ssot facts` wrote
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// The concepts and the repositories of the organization [default: `ssot-org.toml` in the current folder, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Join what there is, although expected repositories are missing
    #[arg(long)]
    partial: bool,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    format: JoinFormat,
    #[command(flatten)]
    color: Color,
}

/// The format of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum JoinFormat {
    /// For people: the largest of each kind
    #[default]
    Full,
    /// One JSON object with everything
    Json,
}

/// Joins the shards.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let config = arguments.organization()?;
    let mut shards = Vec::new();
    for folder in &arguments.folders {
        shards.extend(Shard::all_in(folder).map_err(|error| failure(&error))?);
    }
    if shards.is_empty() {
        return Err(Failure::new(
            "there are no shards",
            "none of the folders has one, so the answer would be about nothing",
            "write some with `ssot facts REPOSITORY --out DIR`",
        ));
    }
    let report = join(&shards, &config).map_err(|error| failure(&error))?;
    if !report.missing.is_empty() && !arguments.partial {
        return Err(Failure::new(
            format!("{} missing", count(report.missing.len() as u64, "expected repository")),
            format!("there are no shards of {}", report.missing.join(", ")),
            "write them with `ssot facts`, or join what there is with `--partial`",
        ));
    }
    arguments.color.print(true, |style, out| match arguments.format {
        JoinFormat::Full => write_full(&report, style, out),
        JoinFormat::Json => {
            serde_json::to_writer_pretty(Guard::new(&mut *out, Escape::Json), &report)?;
            writeln!(out)
        }
    })?;
    let expected = config.repositories.len() as u64;
    let coverage = match expected {
        0 => String::new(),
        expected => format!(" of {expected} expected"),
    };
    let given = count(report.repositories.len() as u64, "repository");
    print_status(&format!(
        "joined {given}{coverage}; {} not resolved",
        count(report.unresolved, "path")
    ));
    Ok(Outcome::Clean)
}

impl Arguments {
    fn organization(&self) -> Result<OrganizationConfig, Failure> {
        let file = self.config.as_deref().unwrap_or(Path::new(FILE));
        if self.config.is_none() && !file.exists() {
            return Ok(OrganizationConfig::default());
        }
        let problem = |cause: String| Failure::new(format!("`{}` cannot be used", file.display()), cause, "correct it");
        let text = read_bounded(file).map_err(|error| problem(error.to_string()))?;
        OrganizationConfig::parse(&text).map_err(|error| problem(error.to_string()))
    }
}

fn write_full(report: &OrganizationReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut repositories = Table::new(&["repository", "files", "lines", "findings", "score"], Align::Right);
    for repository in &report.repositories {
        repositories.row([
            Cell::from(&repository.name),
            Cell::from(repository.files),
            Cell::from(repository.lines),
            Cell::from(repository.findings),
            Cell::from(repository.score.map_or_else(|| "-".to_owned(), |score| score.to_string())),
        ]);
    }
    repositories.write(0, style, out)?;
    let mut owners = Table::new(&["owner", "findings", "score"], Align::Right);
    for owner in &report.owners {
        let score = owner.score.map_or_else(|| "-".to_owned(), |score| score.to_string());
        owners.row([Cell::from(&owner.owner), Cell::from(owner.findings), Cell::from(score)]);
    }
    titled("owners", &owners, style, out)?;
    let mut deprecated = Table::new(&["path", "uses", "by", "first", "instead"], Align::Left);
    for uses in report.deprecated.iter().take(MOST_LISTED) {
        let package = uses.package.as_deref().unwrap_or("-");
        deprecated.row([
            Cell::from(&uses.path),
            Cell::from(uses.uses),
            Cell::from(format!("{}//{package}", uses.repository)),
            Cell::from(&uses.first),
            Cell::from(&uses.instead),
        ]);
    }
    titled("deprecated paths in use", &deprecated, style, out)?;
    more(report.deprecated.len(), out)?;
    let mut rivals = Table::new(&["path", "repository", "at", "concept", "canonical"], Align::Left);
    for rival in report.rivals.iter().take(MOST_LISTED) {
        let columns = [&rival.path, &rival.repository, &rival.at, &rival.concept, &rival.canonical];
        rivals.row(columns.map(Cell::from));
    }
    titled("rivals", &rivals, style, out)?;
    more(report.rivals.len(), out)?;
    let mut copies = Table::new(&["keep", "tokens", "copies"], Align::Left);
    for class in report.copies.iter().take(MOST_LISTED) {
        let others = class.copies.iter().map(|copy| format!("{}//{}", copy.repository, copy.item));
        let others: Vec<String> = others.filter(|copy| *copy != class.keep).collect();
        copies.row([
            Cell::from(&class.keep),
            Cell::from(class.tokens),
            Cell::from(others.join(", ")),
        ]);
    }
    titled("functions in several repositories", &copies, style, out)?;
    more(report.copies.len(), out)?;
    let mut drift = Table::new(&["package", "versions"], Align::Left);
    for package in report.drift.iter().take(MOST_LISTED) {
        let versions = package.versions.iter().map(|(version, repositories)| {
            let repositories: Vec<&str> = repositories.iter().map(String::as_str).collect();
            format!("{version} in {}", repositories.join(", "))
        });
        drift.row([
            Cell::from(&package.package),
            Cell::from(versions.collect::<Vec<_>>().join("; ")),
        ]);
    }
    titled("shared packages in several versions", &drift, style, out)?;
    more(report.drift.len(), out)?;
    for missing in &report.missing {
        writeln!(out, "missing: {}", clean(missing))?;
    }
    Ok(())
}

fn titled(title: &str, table: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if table.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    table.write(0, style, out)
}

fn more(all: usize, out: &mut dyn Write) -> io::Result<()> {
    match all.saturating_sub(MOST_LISTED) {
        0 => Ok(()),
        more => writeln!(out, "{more} more: `--format json` lists all"),
    }
}
