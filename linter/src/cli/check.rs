//! `ssot check`: looks, tells, judges.

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

/// Arguments of `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    telling: OutputArguments,
    /// Fail on findings of this severity and above, whatever `ssot.toml` says
    #[arg(long, value_name = "SEVERITY", value_parser = named_values(Severity::ALL, Severity::name))]
    fail_on: Option<Severity>,
    /// Fail when the overall score is lower, from 0 to 100
    #[arg(long, value_name = "SCORE", value_parser = score)]
    min_score: Option<f64>,
    /// Fail on any finding of a rule
    #[arg(short = 'D', long, value_name = "RULE")]
    deny: Vec<String>,
    #[command(flatten)]
    known: ComparisonArguments,
    /// Read the text of FILE from stdin, and report on that file alone unless ONLY says otherwise
    #[arg(long, value_name = "FILE", conflicts_with_all = ["staged", "fix"])]
    stdin_filename: Option<PathBuf>,
    /// Run COMMAND first and pass its messages on, as in `--format rustc --wrap "cargo check --message-format=json"`
    #[arg(long, value_name = "COMMAND")]
    wrap: Option<String>,
    #[command(flatten)]
    fixing: Fixing,
    /// Only the findings, no summary and no progress; twice: only the exit code
    #[arg(short, long, action = clap::ArgAction::Count)]
    quiet: u8,
}

/// Checks a workspace and writes the report.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let outlets = arguments.telling.outlets()?;
    let wrapped = arguments.wrapped(&outlets)?;
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
    };
    let run = arguments
        .scope
        .run(&arguments.known, |config| arguments.gate(config), asked, progress)?;
    if arguments.fixing.is_only_shown() {
        return arguments.fixing.show(&run.fixed);
    }
    arguments.fixing.write(&run)?;
    outlets.tell(&run.report, &run.root.folder, arguments.quiet)?;
    if progress == Progress::Told {
        run.tell();
        arguments.fixing.tell(&run);
    }
    Ok(if run.report.gate.failed { Outcome::Failed } else { wrapped })
}

impl Arguments {
    /// The same, and what can be fixed is.
    pub(super) fn fixing(mut self) -> Self {
        self.fixing.fix = true;
        self
    }

    /// How the other checker ended.
    fn wrapped(&self, outlets: &Outputs<'_>) -> Result<Outcome, Failure> {
        let Some(command) = &self.wrap else {
            return Ok(Outcome::Clean);
        };
        if !outlets.is_on_stdout("rustc") {
            return Err(Failure::new(
                "nothing can be wrapped in this format",
                "`--wrap` puts messages of cargo before ours, so that ours must be such messages, too",
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
        }
    }
}

fn score(written: &str) -> Result<f64, &'static str> {
    let score = written.parse().ok().filter(|score| (0.0..=100.0).contains(score));
    score.ok_or("a score is a number from 0 to 100")
}
