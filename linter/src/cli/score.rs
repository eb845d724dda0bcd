//! `ssot score`: the figures, and on request each deduction behind them.

use clap::{Args, ValueEnum};

use super::Outcome;
use super::comparison::{ComparisonArguments, history_failure};
use super::failure::Failure;
use super::output::Color;
use super::scope::{Progress, RunOptions, ScopeArguments, snapshot};
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::history::trend::trend;
use crate::report::ledger;
use crate::report::trend::{write_csv, write_json, write_table};

/// Arguments of `score`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// List every deduction; they add up to 100 minus the score
    #[arg(long)]
    why: bool,
    /// Show the score at each of the last N commits instead, along first parents, by the present configuration
    #[arg(long, value_name = "N", conflicts_with = "why", value_parser = clap::value_parser!(u16).range(1..))]
    trend: Option<u16>,
    /// Leave out commits that are less than this apart: a number of days or weeks, such as `7d` or `1w`
    #[arg(long, value_name = "TIME", requires = "trend", value_parser = seconds)]
    every: Option<u64>,
    /// The output format of the trend
    #[arg(long, value_enum, default_value_t, requires = "trend")]
    format: TrendFormat,
    #[command(flatten)]
    color: Color,
}

/// The format of a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TrendFormat {
    /// A table for people
    #[default]
    Table,
    /// One JSON object
    Json,
    /// Comma-separated values
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
    arguments.color.print(true, |style, out| {
        ledger::write_score(&run.report.score, style, out)?;
        if arguments.why {
            ledger::write_why(&run.report.score, style, out)
        } else {
            Ok(())
        }
    })?;
    run.print_status();
    Ok(Outcome::Clean)
}

/// Writes the score over time.
fn run_trend(arguments: &Arguments, count: usize) -> Result<Outcome, Failure> {
    let root = arguments.scope.whole()?;
    let config = Config::from_snapshot(&snapshot(&root)?);
    let (apart, cache) = (arguments.every.unwrap_or_default(), arguments.scope.cache());
    let points = arguments
        .scope
        .in_threads(|| trend(&root.folder, &config, count, apart, cache))?;
    let points = points.map_err(history_failure)?;
    if points.is_empty() {
        return Err(Failure::new(
            "there is nothing to look back on",
            "none of the commits has a Rust file in this folder",
            "commit the workspace, or give the folder of another one as PATH",
        ));
    }
    let write = match arguments.format {
        TrendFormat::Table => write_table,
        TrendFormat::Json => write_json,
        TrendFormat::Csv => write_csv,
    };
    arguments.color.print(true, |style, out| write(&points, style, out))?;
    Ok(Outcome::Clean)
}
