//! `ssot config`: the effective configuration, and where each value was written.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::{self, Color};
use super::root::WorkspaceRoot;
use super::scope::snapshot;
use crate::config::Config;
use crate::report::text;

/// Arguments of `config`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace whose configuration to show
    path: Option<PathBuf>,
    /// Show every value with its origin (the default)
    #[arg(long)]
    show: bool,
    #[command(flatten)]
    color: Color,
}

/// Shows every effective value. Mistakes are only counted; `check` reports them.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let config = Config::from_snapshot(&snapshot(&root)?);
    arguments
        .color
        .print(true, |_, out| writeln!(out, "{}", config.show().trim_end()))?;
    if !config.problems.is_empty() {
        let mistakes = text::count(config.problems.len() as u64, "mistake");
        output::print_status(&format!("{mistakes} in the configuration: `ssot check` shows where"));
    }
    Ok(Outcome::Clean)
}
