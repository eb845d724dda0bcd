//! The output of a check: formats, each written to stdout or to a file of its own.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command};

use super::failure::Failure;
use super::files::replace;
use super::output::{Color, print_status};
use crate::report::{FORMATS, Format, Report, SourceTexts, Style};
use crate::snapshot::path_in_repository;

/// Environment variables that coding agents set for the programs they start. The first two are common to all agents.
const AGENTS: [&str; 7] = [
    "AI_AGENT",
    "AGENT",
    "CLAUDECODE",
    "CODEX_SANDBOX",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "OPENCODE",
];

/// The options about formats and where they go.
#[derive(Clone, Debug, Args)]
pub(super) struct OutputArguments {
    /// The output format, and the file to write it to; may be repeated [default: `full`, or `agent` if a coding agent runs
    /// the command]
    #[arg(long = "format", visible_alias = "output-format", value_name = "FORMAT[=FILE]", value_parser = FormatOutputParser)]
    formats: Vec<FormatOutput>,
    /// Write the result to this file instead of stdout
    #[arg(long, visible_alias = "output-file", value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

/// A format and the file that it is written to; without a file it goes to `--output` or stdout.
#[derive(Clone, Debug)]
struct FormatOutput {
    format: &'static Format,
    file: Option<PathBuf>,
}

/// Each format and its destination: a file, or stdout. No destination has two.
#[derive(Debug)]
pub(super) struct Outputs<'a> {
    outputs: Vec<(&'static Format, Option<&'a Path>)>,
    color: &'a Color,
}

impl OutputArguments {
    /// The destination of each format. Computed before the check, so that contradictory options fail at once.
    pub(super) fn outputs(&self) -> Result<Outputs<'_>, Failure> {
        let output = self.output.as_deref();
        let named = self.formats.iter();
        let mut outputs: Vec<_> = named.map(|named| (named.format, named.file.as_deref().or(output))).collect();
        if outputs.is_empty() {
            outputs.push((default_format(output), output));
        }
        let mut taken = BTreeSet::new();
        if let Some((_, twice)) = outputs.iter().find(|(_, place)| !taken.insert(*place)) {
            let place = twice.map_or_else(|| "stdout".to_owned(), |file| format!("`{}`", file.display()));
            return Err(Failure::new(
                format!("several formats go to {place}"),
                "each destination takes one format",
                "name a file for each of the others, as in `--format sarif=ssot.sarif`",
            ));
        }
        if let Some(file) = output.filter(|file| !taken.contains(&Some(*file))) {
            return Err(Failure::new(
                format!("no format is written to `{}`", file.display()),
                "every format has a file of its own",
                "leave `--output` out, or add a `--format` without a file",
            ));
        }
        Ok(Outputs {
            outputs,
            color: &self.color,
        })
    }
}

impl Outputs<'_> {
    /// The source texts that the formats need.
    pub(super) fn sources(&self) -> SourceTexts {
        let formats = self.outputs.iter().map(|(format, _)| format.sources);
        formats.max().unwrap_or_default()
    }

    /// Whether this format is written to stdout.
    pub(super) fn is_on_stdout(&self, format: &str) -> bool {
        self.outputs
            .iter()
            .any(|(written, place)| place.is_none() && written.name == format)
    }

    /// Writes the report on a folder to each destination. `quiet` is 1 for findings without a summary and no notes about files,
    /// and 2 for nothing on stdout.
    pub(super) fn write(&self, report: &Report, folder: &Path, quiet: u8) -> Result<(), Failure> {
        // What reads reports beside a repository looks for the files from its top.
        let below = path_in_repository(folder);
        let moved = (!below.is_empty()).then(|| report.seen_from_above(&below));
        let moved = moved.as_ref().unwrap_or(report);
        for (format, place) in &self.outputs {
            let report = if format.is_for_repository { moved } else { report };
            match place {
                Some(file) => write_file(file, format, report, quiet)?,
                None if quiet < 2 => self.color.print(quiet == 0, |style, out| format.write(report, style, out))?,
                None => {}
            }
        }
        Ok(())
    }
}

/// Parses `FORMAT` and `FORMAT=FILE`; an error lists the formats.
#[derive(Clone)]
struct FormatOutputParser;

impl TypedValueParser for FormatOutputParser {
    type Value = FormatOutput;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<FormatOutput, clap::Error> {
        let (name, file) = match value.to_str().and_then(|value| value.split_once('=')) {
            Some((name, file)) => (OsStr::new(name), Some(PathBuf::from(file))),
            None => (value, None),
        };
        let formats = PossibleValuesParser::new(names()).try_map(|name| Format::named(&name).ok_or("there is no such format"));
        let format = formats.parse_ref(command, argument, name)?;
        Ok(FormatOutput { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(names()))
    }
}

fn names() -> impl Iterator<Item = PossibleValue> {
    FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.summary).aliases(format.alias))
}

/// The format if none is named: `agent` only on stdout, because people open files.
fn default_format(output: Option<&Path>) -> &'static Format {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0" && value != "false");
    let is_agent = output.is_none() && AGENTS.iter().any(is_set);
    is_agent.then(|| Format::named("agent")).flatten().unwrap_or(&FORMATS[0])
}

fn write_file(file: &Path, format: &Format, report: &Report, quiet: u8) -> Result<(), Failure> {
    let style = Style {
        summary: quiet == 0,
        ..Style::PLAIN
    };
    replace(file, |out| format.write(report, &style, out)).map_err(|error| {
        Failure::new(
            format!("`{}` could not be written", file.display()),
            error.to_string(),
            "check that its folder exists and is writable, or name another file",
        )
    })?;
    if quiet == 0 {
        print_status(&format!("wrote {} to `{}`", format.name, file.display()));
    }
    Ok(())
}
