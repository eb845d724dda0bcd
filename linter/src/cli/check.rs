//! `ssot check`: checks a workspace, writes the report, applies the gate.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::comparison::ComparisonArguments;
use super::failure::Failure;
use super::fix::Fixing;
use super::formats::{OutputArguments, Outputs};
use super::named_values::named_values;
use super::scope::{Progress, RunOptions, ScopeArguments};
use super::unsaved::Unsaved;
use super::wrap;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::finding::Severity;
use crate::report::groups::Grouping;

/// Arguments of `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// Fail on findings of this severity or above; overrides `ssot.toml`
    #[arg(long, value_name = "SEVERITY", value_parser = named_values(Severity::ALL, Severity::name))]
    fail_on: Option<Severity>,
    /// Fail if the overall score is below this, from 0 to 100
    #[arg(long, value_name = "SCORE", value_parser = score)]
    min_score: Option<f64>,
    /// Fail on any finding of this rule
    #[arg(short = 'D', long, value_name = "RULE")]
    deny: Vec<String>,
    /// Group the findings in formats for people; a file with several owners is in the group of each
    #[arg(long, value_name = "BY", help_heading = "Selection", value_parser = named_values(Grouping::ALL, Grouping::name))]
    group_by: Option<Grouping>,
    #[command(flatten)]
    known: ComparisonArguments,
    /// Read the text of FILE from stdin; report only on that file unless ONLY is given
    #[arg(long, value_name = "FILE", conflicts_with_all = ["staged", "fix"])]
    stdin_filename: Option<PathBuf>,
    /// Run COMMAND first and pass its messages on, for example `--format rustc --wrap "cargo check --message-format=json"`
    #[arg(long, value_name = "COMMAND")]
    wrap: Option<String>,
    #[command(flatten)]
    fixing: Fixing,
    /// Print only findings, no summary and no progress; given twice, print nothing
    #[arg(short, long, action = clap::ArgAction::Count)]
    quiet: u8,
}

/// Checks a workspace and writes the report.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let outputs = arguments.output.outputs()?;
    let wrapped = arguments.wrapped(&outputs)?;
    let unsaved = arguments.stdin_filename.as_deref().map(Unsaved::from_stdin).transpose()?;
    let progress = if arguments.quiet == 0 {
        Progress::Told
    } else {
        Progress::Silent
    };
    let asked = RunOptions {
        deny: &arguments.deny,
        fixes: arguments.fixing.least(),
        unsaved: unsaved.as_ref(),
        sources: outputs.sources(),
    };
    let mut run = arguments
        .scope
        .run(&arguments.known, |config| arguments.gate(config), asked, progress)?;
    if arguments.fixing.is_only_shown() {
        return arguments.fixing.show(&run.fixed);
    }
    arguments.fixing.write(&run)?;
    run.report.grouping = arguments.group_by;
    outputs.write(&run.report, &run.root.folder, arguments.quiet)?;
    if progress == Progress::Told {
        run.print_status();
        arguments.fixing.print_status(&run);
    }
    Ok(if run.report.gate.failed { Outcome::Failed } else { wrapped })
}

impl Arguments {
    /// Checks the workspace and applies fixes.
    pub(super) fn fixing(mut self) -> Self {
        self.fixing.fix = true;
        self
    }

    /// Whether the wrapped checker passed.
    fn wrapped(&self, outputs: &Outputs<'_>) -> Result<Outcome, Failure> {
        let Some(command) = &self.wrap else {
            return Ok(Outcome::Clean);
        };
        if !outputs.is_on_stdout("rustc") {
            return Err(Failure::new(
                "`--wrap` does not work with this format",
                "`--wrap` passes on messages of cargo, so ours must have the same format",
                "add `--format rustc`",
            ));
        }
        wrap::run(command)
    }

    fn gate(&self, config: &Config) -> QualityGate {
        QualityGate {
            fail_on: self.fail_on.unwrap_or(config.gate.fail_on),
            // A change is not judged by what was there before it.
            min_score: self.min_score.or(config.gate.min_score.filter(|_| !self.known.is_change())),
            deny: self.deny.clone(),
            ratchets: config.gate.ratchets.clone(),
        }
    }
}

fn score(written: &str) -> Result<f64, &'static str> {
    let score = written.parse().ok().filter(|score| (0.0..=100.0).contains(score));
    score.ok_or("a score is a number from 0 to 100")
}
