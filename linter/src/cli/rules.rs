//! `ssot rules`: lists the rules, one per line.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::Color;
use super::root::WorkspaceRoot;
use super::scope::snapshot;
use crate::config::{Config, RuleLevel};
use crate::report::Paint;
use crate::report::table::{Align, Cell, Table};
use crate::rules::input::INPUT_RULES;
use crate::score::INPUT;

/// Arguments of `rules`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace whose rules to list
    path: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

/// Lists the rules of the workspace.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let config = Config::from_snapshot(&snapshot(&root)?);
    let table = table(&config);
    arguments.color.print(true, |style, out| table.write(0, style, out))?;
    Ok(Outcome::Clean)
}

fn table(config: &Config) -> Table {
    let mut table = Table::new(&["rule", "category", "severity", "kind", "level"], Align::Left);
    for rule in &config.rules {
        let level = match rule.level {
            RuleLevel::On => Cell::painted("on", Paint::Good),
            RuleLevel::Off => Cell::painted("off", Paint::Faint),
        };
        let severity = Cell::painted(rule.severity, rule.severity.into());
        table.row([
            Cell::from(&*rule.id),
            Cell::from(&*rule.category),
            severity,
            Cell::from(&rule.kind.value),
            level,
        ]);
    }
    for rule in INPUT_RULES {
        let severity = Cell::painted(rule.severity, rule.severity.into());
        table.row([
            Cell::from(rule.id),
            Cell::from(INPUT),
            severity,
            Cell::from("-"),
            Cell::painted("on", Paint::Good),
        ]);
    }
    table
}
