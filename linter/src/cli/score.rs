//! `ssot score`: the figures, and on request each deduction behind them.

use clap::Args;

use super::Outcome;
use super::comparison::ComparisonArguments;
use super::failure::Failure;
use super::output::Color;
use super::scope::{Progress, RunOptions, ScopeArguments};
use crate::check::gate::QualityGate;
use crate::report::ledger;

/// Arguments of `score`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// List every deduction; they add up to 100 minus the score
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    color: Color,
}

/// Writes the score. The gate is not applied, so the exit code is 0.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let gate = |config: &crate::config::Config| QualityGate::from_config(config).without_score();
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
