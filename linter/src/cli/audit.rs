//! `ssot audit`: the fates of the items that the last commits took away.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::cache::CacheArguments;
use super::comparison::history_failure;
use super::failure::Failure;
use super::named_values::named_values;
use super::output::{Color, print_status};
use super::root::WorkspaceRoot;
use super::selection::SelectionArguments;
use crate::git::{HEAD, RevisionRange};
use crate::history::audit;
use crate::history::fates::Fate;
use crate::report::fates::{write_full, write_json, write_markdown};
use crate::report::groups::Grouping;
use crate::report::text::count;

/// Arguments of `audit`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace
    path: Option<PathBuf>,
    /// Look back on the last N commits, along first parents
    #[arg(long, value_name = "N", default_value_t = 40, conflicts_with_all = ["range", "since"])]
    last: usize,
    /// Look back on the commits from A to B
    #[arg(long, value_name = "A..B", value_parser = parse_range, conflicts_with = "since")]
    range: Option<(String, String)>,
    /// Look back on the commits since a date, such as 2026-01-31 or `2 weeks ago`
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    #[command(flatten)]
    selection: SelectionArguments,
    /// Group the gaps in formats for people; a file with several owners is in the group of each
    #[arg(long, value_name = "BY", value_parser = named_values([Grouping::Crate, Grouping::Owner], Grouping::name))]
    group_by: Option<Grouping>,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    format: HistoryFormat,
    #[command(flatten)]
    color: Color,
    #[command(flatten)]
    cache: CacheArguments,
}

/// The format of a report about the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum HistoryFormat {
    /// For people
    #[default]
    Full,
    /// One JSON object
    Json,
    /// A document
    Markdown,
}

/// Parses `A..B`; without `B`, it is HEAD.
pub(super) fn parse_range(range: &str) -> Result<(String, String), String> {
    let (base, tip) = range.split_once("..").unwrap_or((range, ""));
    if base.is_empty() || tip.starts_with('.') {
        return Err("a range is `A..B`, the revision to begin after and the last one".into());
    }
    let tip = if tip.is_empty() { HEAD } else { tip };
    Ok((base.to_owned(), tip.to_owned()))
}

/// Writes the fates.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let range = match (&arguments.range, &arguments.since) {
        (Some((base, tip)), _) => RevisionRange::Between(base.clone(), tip.clone()),
        (None, Some(date)) => RevisionRange::Since(date.clone()),
        (None, None) => RevisionRange::Last(arguments.last),
    };
    let cache = arguments.cache.open();
    let report = audit(&root.folder, &range, cache).map_err(history_failure)?;
    if report.revisions.len() < 2 {
        return Err(Failure::new(
            "there is nothing to look back on",
            "the range has no commit after its base",
            "name a longer range: `ssot audit --last 40`; `git log --first-parent` lists the commits",
        ));
    }
    if report.looked_at == 0 {
        return Err(Failure::new(
            "there is nothing to look back on",
            "no Rust item stands at either end of the range",
            "give the folder of a workspace as PATH",
        ));
    }
    let crates: BTreeSet<&str> = report.items.iter().map(|item| item.membership.package_name()).collect();
    let selection = arguments.selection.of_history(&root, &crates)?;
    let mut report = report.selected(&selection);
    report.grouping = arguments.group_by;
    let write = match arguments.format {
        HistoryFormat::Full => write_full,
        HistoryFormat::Json => write_json,
        HistoryFormat::Markdown => write_markdown,
    };
    arguments.color.print(true, |style, out| write(&report, style, out))?;
    let gaps = count(report.count(Fate::Gap), "gap");
    print_status(&format!("{}, {gaps}", count(report.items.len() as u64, "item")));
    Ok(Outcome::Clean)
}
