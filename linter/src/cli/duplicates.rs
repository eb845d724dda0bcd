//! `ssot duplicates`: functions that do the same, one class a line.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::Failure;
use super::output::{Color, tell};
use super::{Outcome, scope};
use crate::config::Config;
use crate::finding::Class;
use crate::link::{CloneClass, Def, Likeness, Workspace};
use crate::rules::{Keepers, contracts, import_of, percent};

/// Arguments of `duplicates`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace, package or folder to look in
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Bodies with fewer tokens are too small to be worth one place
    #[arg(long, value_name = "N", default_value_t = 40)]
    min_tokens: u32,
    /// The share of two bodies that must be the same at least, in percent; small bodies must be more alike than large ones
    #[arg(long, value_name = "PERCENT", default_value_t = 30, value_parser = clap::value_parser!(u8).range(1..=100))]
    similarity: u8,
    /// Only classes with members in several crates
    #[arg(long)]
    across_crates: bool,
    /// How to tell the result
    #[arg(long, visible_alias = "output-format", value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    color: Color,
}

/// How classes are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people
    #[default]
    Human,
    /// An object a line
    Jsonl,
}

/// One line of `jsonl`.
#[derive(Serialize)]
struct Line {
    similarity: f32,
    r#type: u8,
    kind: &'static str,
    canonical: String,
    fingerprint: String,
    copies: Vec<Copy>,
}

#[derive(Serialize)]
struct Copy {
    file: String,
    start_line: u32,
    end_line: u32,
    item: String,
    /// The import that would replace it.
    #[serde(skip_serializing_if = "Option::is_none")]
    r#use: Option<String>,
}

/// Writes the classes.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let snapshot = scope::snapshot_of(&folder)?;
    let config = Config::of(&snapshot);
    let workspace = crate::workspace(&snapshot, &config);
    let likeness = Likeness {
        min_tokens: arguments.min_tokens,
        similarity: f32::from(arguments.similarity) / 100.0,
        same_trait: false,
    };
    let mut classes = workspace.clones(likeness, |item| workspace.class(item) == Class::Production);
    if arguments.across_crates {
        classes.retain(|class| {
            let crates = class.members.iter().map(|item| workspace.crate_of_item(*item));
            crates.collect::<std::collections::BTreeSet<_>>().len() > 1
        });
    }
    // What is worth most first; classes of equal worth stay in the order of the workspace.
    classes.sort_by(|one, other| workspace.worth(other).total_cmp(&workspace.worth(one)));
    let contracts = contracts(&config, &workspace);
    let keepers = Keepers::among(&classes, &contracts, &workspace);
    arguments.color.print(true, |_, out| {
        classes
            .iter()
            .try_for_each(|class| arguments.format.write(class, &keepers, &workspace, out))
    })?;
    let (count, files) = (classes.len(), workspace.files().len());
    let noun = if count == 1 { "class" } else { "classes" };
    tell(&format!("{count} {noun} in {files} files"));
    Ok(Outcome::Clean)
}

impl Format {
    fn write(self, class: &CloneClass, keepers: &Keepers<'_>, workspace: &Workspace, out: &mut dyn Write) -> io::Result<()> {
        let canonical = keepers.canonical(class);
        let copies = class.members.iter().map(|&item| {
            let place = workspace.place(item);
            Copy {
                file: place.file.to_string(),
                start_line: workspace.first_line(item),
                end_line: workspace.last_line(item),
                item: workspace.path(&Def::Item(item)),
                r#use: import_of(canonical, item, workspace).filter(|_| item != canonical),
            }
        });
        let line = Line {
            similarity: class.similarity,
            r#type: class.kind.number(),
            kind: "function",
            canonical: workspace.path(&Def::Item(canonical)),
            fingerprint: format!("{:016x}", workspace.body_hash(canonical)),
            copies: copies.collect(),
        };
        match self {
            Self::Human => {
                let (share, copies) = (percent(line.similarity), line.copies.len());
                writeln!(out, "{copies} copies, {share} % the same: keep `{}`", line.canonical)?;
                for copy in &line.copies {
                    writeln!(out, "  {}:{}-{}: {}", copy.file, copy.start_line, copy.end_line, copy.item)?;
                }
                writeln!(out)
            }
            Self::Jsonl => {
                serde_json::to_writer(&mut *out, &line)?;
                writeln!(out)
            }
        }
    }
}
