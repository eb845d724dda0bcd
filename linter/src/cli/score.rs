//! `ssot score`: the figures, and on request each deduction behind them.

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::comparison::{ComparisonArguments, history_failure};
use super::failure::Failure;
use super::named_values::named_values;
use super::output::Color;
use super::scope::{Progress, RunOptions, ScopeArguments, snapshot};
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::finding::{Finding, Fingerprint};
use crate::history::trend::trend;
use crate::report::groups::{self, Grouping};
use crate::report::trend::{write_csv, write_json, write_table};
use crate::report::what_if::Prospect;
use crate::report::{Report, ledger};

/// Arguments of `score`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// List every deduction; they add up to 100 minus the score
    #[arg(long)]
    why: bool,
    /// Show the figures of each crate, owner or category by itself
    #[arg(long, value_name = "BY", conflicts_with = "why", value_parser = named_values(Grouping::ALL, Grouping::name))]
    by: Option<Grouping>,
    /// Show the score if these findings were fixed: beginnings of their fingerprints, or rules
    #[arg(long, value_names = ["fix", "ID"], num_args = 2.., conflicts_with_all = ["why", "by"])]
    what_if: Vec<String>,
    /// Show the score at each of the last N commits instead, along first parents, by the present configuration
    #[arg(long, value_name = "N", conflicts_with_all = ["why", "by", "what_if"], value_parser = clap::value_parser!(u16).range(1..))]
    trend: Option<u16>,
    /// Leave out commits that are less than this apart: a number of days or weeks, such as `7d` or `1w`
    #[arg(long, value_name = "TIME", requires = "trend", value_parser = seconds)]
    every: Option<u64>,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    format: ScoreFormat,
    #[command(flatten)]
    color: Color,
}

/// The format of a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ScoreFormat {
    /// Tables for people
    #[default]
    Table,
    /// One JSON object
    Json,
    /// Comma-separated values, of `--trend` and `--by`
    Csv,
}

/// Parses a number of days or weeks, into seconds.
fn seconds(time: &str) -> Result<u64, &'static str> {
    const DAY: u64 = 24 * 60 * 60;
    let (number, unit) = time.split_at_checked(time.len().saturating_sub(1)).unwrap_or_default();
    let days = match unit {
        "d" => 1,
        "w" => 7,
        _ => 0,
    };
    let number: Option<u64> = number.parse().ok().filter(|number| (1..=3650).contains(number) && days > 0);
    number
        .map(|number| number * days * DAY)
        .ok_or("a time is a number of days or weeks: `7d`, `1w`")
}

/// Writes the score. The gate is not applied, so the exit code is 0.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(count) = arguments.trend {
        return run_trend(arguments, usize::from(count));
    }
    let gate = |config: &Config| QualityGate::from_config(config).without_score();
    let run = arguments
        .scope
        .run(&ComparisonArguments::NOTHING, gate, RunOptions::default(), Progress::Told)?;
    match (arguments.by, &arguments.what_if[..]) {
        (Some(by), _) => arguments.print_groups(&run.report, by)?,
        (None, []) => arguments.print_score(&run.report)?,
        (None, asked) => arguments.print_prospect(&run.report, asked)?,
    }
    run.print_status();
    Ok(Outcome::Clean)
}

impl Arguments {
    fn print_score(&self, report: &Report) -> Result<(), Failure> {
        match self.format {
            ScoreFormat::Json => self.color.print(true, |_, out| ledger::write_json(&report.score, out)),
            ScoreFormat::Csv => Err(no_csv()),
            ScoreFormat::Table => self.color.print(true, |style, out| {
                ledger::write_score(&report.score, style, out)?;
                match self.why {
                    true => ledger::write_why(&report.score, style, out),
                    false => Ok(()),
                }
            }),
        }
    }

    fn print_groups(&self, report: &Report, by: Grouping) -> Result<(), Failure> {
        let groups = report.groups(by);
        let write = match self.format {
            ScoreFormat::Table => groups::write_table,
            ScoreFormat::Json => groups::write_json,
            ScoreFormat::Csv => groups::write_csv,
        };
        self.color.print(true, |style, out| write(by, &groups, style, out))
    }

    fn print_prospect(&self, report: &Report, asked: &[String]) -> Result<(), Failure> {
        let prospect = Prospect::new(report, &fixed(report, asked)?);
        match self.format {
            ScoreFormat::Json => self.color.print(true, |style, out| prospect.write_json(style, out)),
            ScoreFormat::Csv => Err(no_csv()),
            ScoreFormat::Table => self.color.print(true, |style, out| prospect.write_table(style, out)),
        }
    }
}

fn no_csv() -> Failure {
    Failure::new(
        "there is no CSV of one score",
        "CSV has a line for each commit or each group",
        "add `--trend N` or `--by category`, or use `--format json`",
    )
}

/// The findings that `fix ID…` names.
fn fixed(report: &Report, asked: &[String]) -> Result<BTreeSet<Fingerprint>, Failure> {
    let Some(("fix", ids)) = asked.split_first().map(|(verb, ids)| (&**verb, ids)) else {
        return Err(Failure::new(
            "`--what-if` asks about fixes only",
            format!("`{}` is not `fix`", asked.first().map_or("", |verb| verb)),
            "write `--what-if fix ID`; `ssot score --why` has the ids",
        ));
    };
    let mut fixed = BTreeSet::new();
    for id in ids {
        let is_named = |finding: &&Finding| *finding.rule == **id || is_beginning(id, finding.fingerprint);
        let named: Vec<&Finding> = report.scored_findings().filter(is_named).collect();
        let of_rule = named.iter().any(|finding| *finding.rule == **id);
        match named.len() {
            0 => return Err(nothing_named(id, "no rule with findings and no finding has this id")),
            1 => {}
            _ if of_rule => {}
            count => {
                return Err(nothing_named(
                    id,
                    &format!("{count} findings have a fingerprint that begins so"),
                ));
            }
        }
        fixed.extend(named.into_iter().map(|finding| finding.fingerprint));
    }
    Ok(fixed)
}

fn nothing_named(id: &str, why: &str) -> Failure {
    Failure::new(
        format!("`{id}` does not name a finding"),
        why,
        "give an id of `ssot score --why`, more digits of it, or a rule",
    )
}

/// Whether an id is the beginning of a fingerprint, of four digits at least.
fn is_beginning(id: &str, fingerprint: Fingerprint) -> bool {
    id.len() >= 4 && fingerprint.to_string().starts_with(id)
}

/// Writes the score over time.
fn run_trend(arguments: &Arguments, count: usize) -> Result<Outcome, Failure> {
    let root = arguments.scope.root()?;
    let config = Config::from_snapshot(&snapshot(&root)?);
    let (apart, request) = (arguments.every.unwrap_or_default(), arguments.scope.request_in(&root)?);
    let points = arguments
        .scope
        .in_threads(|| trend(&root.folder, &config, count, apart, &request))?;
    let points = points.map_err(history_failure)?;
    if points.is_empty() {
        return Err(Failure::new(
            "there is nothing to look back on",
            "none of the commits has a Rust file in this folder",
            "commit the workspace, or give the folder of another one as PATH",
        ));
    }
    let write = match arguments.format {
        ScoreFormat::Table => write_table,
        ScoreFormat::Json => write_json,
        ScoreFormat::Csv => write_csv,
    };
    arguments.color.print(true, |style, out| write(&points, style, out))?;
    Ok(Outcome::Clean)
}
