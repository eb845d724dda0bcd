//! `ssot uses`: every use of a path, as the compiler would resolve it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::cache::{self, Kept};
use super::failure::Failure;
use super::output::{Color, tell};
use super::{Outcome, scope};
use crate::config::{Config, PathPattern};
use crate::facts::Context;
use crate::uses::{self, PathUse};

/// Arguments of `uses`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// Paths to look for: `std::env::var`, `std::env::{var, var_os}`, `my_crate::**`, `std::println!`
    #[arg(value_name = "PATTERN", required_unless_present = "unknown", value_parser = PathPattern::parse)]
    patterns: Vec<PathPattern>,
    /// The workspace, package or folder to look in
    #[arg(last = true, value_name = "PATH")]
    path: Option<PathBuf>,
    /// Only uses of these sorts
    #[arg(long, value_name = "CONTEXT", value_delimiter = ',', value_parser = contexts())]
    context: Vec<Context>,
    /// Only uses of what is marked `#[deprecated]`
    #[arg(long)]
    deprecated: bool,
    /// List instead every use whose meaning is not known
    #[arg(long, conflicts_with = "patterns")]
    unknown: bool,
    /// How to tell the result
    #[arg(long, visible_alias = "output-format", value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    cache: Kept,
    #[command(flatten)]
    color: Color,
}

/// How uses are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each use: place, what it is used for, canonical path
    #[default]
    Lines,
    /// An object a line
    Jsonl,
}

/// One line of `jsonl`.
#[derive(Serialize)]
struct Line<'a> {
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
    let kept = arguments.cache.open();
    let workspace = crate::workspace(&snapshot, &Config::of(&snapshot), kept.as_deref());
    cache::close(kept.as_deref());
    let found = if arguments.unknown {
        uses::unknown(&workspace)
    } else {
        uses::find(&workspace, &arguments.patterns, &arguments.context)
    };
    let found: Vec<PathUse> = found
        .into_iter()
        .filter(|found| found.deprecated || !arguments.deprecated)
        .collect();
    arguments.color.print(true, |_, out| {
        found.iter().try_for_each(|found| arguments.format.write(found, out))
    })?;
    let count = if found.len() == 1 {
        "1 use".to_owned()
    } else {
        format!("{} uses", found.len())
    };
    tell(&format!("{count} in {} files", workspace.files().len()));
    Ok(Outcome::Clean)
}

impl Format {
    fn write(self, found: &PathUse, out: &mut dyn Write) -> io::Result<()> {
        let (file, span) = (found.place.file.as_str(), found.place.span);
        match self {
            Self::Lines => writeln!(
                out,
                "{file}:{}:{}: {} {}",
                span.line,
                span.column,
                found.context.name(),
                found.path
            ),
            Self::Jsonl => {
                let line = Line {
                    file,
                    line: span.line,
                    column: span.column,
                    path: &found.path,
                    context: found.context,
                    in_macro: found.in_macro,
                    deprecated: found.deprecated,
                };
                serde_json::to_writer(&mut *out, &line)?;
                writeln!(out)
            }
        }
    }
}

fn contexts() -> impl TypedValueParser<Value = Context> {
    PossibleValuesParser::new(Context::ALL.map(Context::name)).try_map(|name| {
        Context::ALL
            .into_iter()
            .find(|context| context.name() == name)
            .ok_or("there is no such context")
    })
}
