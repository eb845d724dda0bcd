//! How a check is told, and where: formats, each to stdout or into a file of its own.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command};

use super::failure::Failure;
use super::files::replace;
use super::output::{Color, tell};
use crate::report::{FORMATS, Format, Report, Style};

/// What coding agents set for the programs that they start; the first two are those meant for all of them.
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
    /// How to tell the result, and into which file; may be given several times. By default `full`, and `agent` where the
    /// environment says that a coding agent runs it
    #[arg(long = "format", visible_alias = "output-format", value_name = "FORMAT[=FILE]", value_parser = FormatOutputParser)]
    formats: Vec<FormatOutput>,
    /// Write the result into this file instead of stdout
    #[arg(long, visible_alias = "output-file", value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

/// A format and the file that it goes to; without one it goes where results go.
#[derive(Clone, Debug)]
struct FormatOutput {
    format: &'static Format,
    file: Option<PathBuf>,
}

/// Each format and the file that it goes to, or stdout; no place has two.
#[derive(Debug)]
pub(super) struct Outputs<'a> {
    told: Vec<(&'static Format, Option<&'a Path>)>,
    color: &'a Color,
}

impl OutputArguments {
    /// Where each format goes. Asked for before the work begins: what contradicts itself need not be waited for.
    pub(super) fn outlets(&self) -> Result<Outputs<'_>, Failure> {
        let output = self.output.as_deref();
        let named = self.formats.iter();
        let mut told: Vec<_> = named.map(|told| (told.format, told.file.as_deref().or(output))).collect();
        if told.is_empty() {
            told.push((default_format(output), output));
        }
        let mut taken = BTreeSet::new();
        if let Some((_, twice)) = told.iter().find(|(_, place)| !taken.insert(*place)) {
            let place = twice.map_or_else(|| "stdout".to_owned(), |file| format!("`{}`", file.display()));
            return Err(Failure::new(
                format!("several formats go to {place}"),
                "a reader expects one in one place",
                "name a file for each of the others, as in `--format sarif=ssot.sarif`",
            ));
        }
        if let Some(file) = output.filter(|file| !taken.contains(&Some(*file))) {
            return Err(Failure::new(
                format!("nothing goes to `{}`", file.display()),
                "every format has a file of its own",
                "leave `--output` out, or add a `--format` without a file",
            ));
        }
        Ok(Outputs {
            told,
            color: &self.color,
        })
    }
}

impl Outputs<'_> {
    /// What stdout gets is of this format.
    pub(super) fn is_on_stdout(&self, format: &str) -> bool {
        self.told.iter().any(|(told, place)| place.is_none() && told.name == format)
    }

    /// Tells the report on a folder in each place. As quiet as asked for: once, findings without summary, and files without a word;
    /// twice, nothing on stdout.
    pub(super) fn tell(&self, report: &Report, folder: &Path, quiet: u8) -> Result<(), Failure> {
        let moved = below_repository(folder).map(|below| report.seen_from_above(&below));
        let moved = moved.as_ref().unwrap_or(report);
        for (format, place) in &self.told {
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

/// The way to a folder from the repository that it lies in: what reads reports beside a repository looks for the files from its
/// root. `None` where the folder is the root, or under no repository.
fn below_repository(folder: &Path) -> Option<String> {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists())?;
    let names: Option<Vec<&str>> = folder.strip_prefix(root).ok()?.iter().map(|name| name.to_str()).collect();
    let names = names.filter(|names| !names.is_empty())?;
    Some(names.join("/") + "/")
}

/// Takes `FORMAT` and `FORMAT=FILE`; of what is neither, says which formats there are.
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

/// The format where none is named. A file is for whoever opens it, so only stdout is for an agent.
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
            "see whether its folder is there and may be written, or name another file",
        )
    })?;
    if quiet == 0 {
        tell(&format!("wrote {} to `{}`", format.name, file.display()));
    }
    Ok(())
}
