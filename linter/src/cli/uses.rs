//! `ssot uses`: every use of a path, as the compiler would resolve it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::cache::CacheArguments;
use super::failure::Failure;
use super::listing::Listing;
use super::named_values::named_values;
use super::output::print_status;
use super::scope::EmptyArguments;
use super::{Outcome, scope};
use crate::config::{Config, PathPattern};
use crate::facts::Context;
use crate::report::text::{clean, count};
use crate::uses::{self, PathUse};

/// Arguments of `uses`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// Paths to look for: `std::env::var`, `std::env::{var, var_os}`, `my_crate::**`, `std::println!`
    #[arg(value_name = "PATTERN", required_unless_present = "unknown", value_parser = PathPattern::parse)]
    patterns: Vec<PathPattern>,
    /// The workspace, package or folder to search
    #[arg(last = true, value_name = "PATH")]
    path: Option<PathBuf>,
    /// Report only uses in these contexts
    #[arg(long, value_name = "CONTEXT", value_delimiter = ',', value_parser = named_values(Context::ALL, Context::name))]
    context: Vec<Context>,
    /// Report only uses of items that are marked `#[deprecated]`
    #[arg(long)]
    deprecated: bool,
    /// Instead, list every use that could not be resolved
    #[arg(long, conflicts_with = "patterns")]
    unknown: bool,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// A use, as it is written.
#[derive(Serialize)]
struct UseRecord<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    path: &'a str,
    context: Context,
    in_macro: bool,
    deprecated: bool,
}

/// Writes the uses.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let snapshot = scope::snapshot_of(&folder)?;
    let workspace = arguments.cache.workspace(&snapshot, &Config::from_snapshot(&snapshot));
    arguments.emptiness.check(!workspace.files().is_empty(), &snapshot)?;
    let found = if arguments.unknown {
        uses::unknown(&workspace)
    } else {
        uses::find(&workspace, &arguments.patterns, &arguments.context)
    };
    let found: Vec<PathUse> = found
        .into_iter()
        .filter(|found| found.deprecated || !arguments.deprecated)
        .collect();
    let lines: Vec<UseRecord<'_>> = found.iter().map(UseRecord::new).collect();
    arguments.listing.write("uses", &lines, UseRecord::write_line)?;
    for pattern in &arguments.patterns {
        uses::why_dead(pattern, &workspace)
            .iter()
            .for_each(|why| print_status(&format!("note: {why}")));
    }
    let files = count(workspace.files().len() as u64, "file");
    print_status(&format!("{} in {files}", count(lines.len() as u64, "use")));
    Ok(Outcome::Clean)
}

impl<'a> UseRecord<'a> {
    fn new(found: &'a PathUse) -> Self {
        Self {
            file: found.place.file.as_str(),
            line: found.place.span.line,
            column: found.place.span.column,
            path: &found.path,
            context: found.context,
            in_macro: found.in_macro,
            deprecated: found.deprecated,
        }
    }

    /// Writes place, context and canonical path.
    fn write_line(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self {
            file,
            line,
            column,
            path,
            ..
        } = self;
        let (file, path) = (clean(file), clean(path));
        writeln!(out, "{file}:{line}:{column}: {} {path}", self.context.name())
    }
}
