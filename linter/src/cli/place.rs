//! `ssot explain FILE[:LINE]`: which concepts and rules look at a place, and why the others do not.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::output::Color;
use super::page::{field, heading};
use super::root::WorkspaceRoot;
use super::today::today;
use super::{Outcome, scope};
use crate::check::Request;
use crate::check::place::{PlaceExplanation, explain};
use crate::config::Config;
use crate::report::{Style, text};

/// A place as an argument names it.
pub(super) struct NamedPlace {
    file: PathBuf,
    line: Option<u32>,
}

impl NamedPlace {
    /// An existing file, perhaps with a line, or with a line and a column as other commands print places.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
        let with_line = name
            .rsplit_once(':')
            .and_then(|(file, line)| Some((file, Some(number(line)?))));
        let with_column = with_line.and_then(|(place, _)| place.rsplit_once(':'));
        let with_column = with_column.and_then(|(file, line)| Some((file, Some(number(line)?))));
        let mut readings = [Some((name, None)), with_line, with_column].into_iter().flatten();
        let (file, line) = readings.find(|(file, _)| Path::new(file).is_file())?;
        Some(Self {
            file: PathBuf::from(file),
            line,
        })
    }

    /// Explains the place, in the workspace of `path` or the one around the file.
    pub(super) fn explain(&self, path: Option<&Path>, color: &Color) -> Result<Outcome, Failure> {
        let root = WorkspaceRoot::holding(&self.file, path, &[])?;
        let snapshot = scope::snapshot(&root)?;
        let config = Config::from_snapshot(&snapshot);
        let request = Request {
            today: today(),
            ..Request::default()
        };
        let file = root.file(&self.file)?;
        let Some(explanation) = explain(&snapshot, &config, &request, (&file, self.line)) else {
            return Err(Failure::new(
                format!("`{}` is not checked", self.file.display()),
                "it is ignored, excluded, or not Rust",
                "name a Rust file of the workspace; `[files] exclude` in `ssot.toml` lists what is left out",
            ));
        };
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        color.print(true, |style, out| write(&format!("{file}{line}"), &explanation, style, out))?;
        Ok(Outcome::Clean)
    }
}

fn write(place: &str, explanation: &PlaceExplanation, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    heading(place, style, out)?;
    writeln!(out)?;
    field("class", explanation.class.name(), out)?;
    let item = match explanation.item.as_str() {
        "" => "in no crate",
        item => item,
    };
    field("item", item, out)?;
    let (free, bound): (Vec<_>, Vec<_>) = explanation.concepts.iter().partition(|concept| concept.free.is_some());
    title("Concepts that bind this place", style, out)?;
    for concept in &bound {
        let home = concept
            .canonical
            .as_deref()
            .map_or_else(String::new, |home| format!(" `{home}`"));
        let summary = match concept.summary.as_str() {
            "" => String::new(),
            summary => format!(": {summary}"),
        };
        item_of_list(&concept.name, &format!("{home}{summary}"), out)?;
    }
    if !free.is_empty() {
        title("Concepts that do not", style, out)?;
    }
    for concept in &free {
        item_of_list(
            &concept.name,
            &format!(" {}", concept.free.as_deref().unwrap_or_default()),
            out,
        )?;
    }
    let (blind, looking): (Vec<_>, Vec<_>) = explanation.rules.iter().partition(|rule| rule.blind.is_some());
    title("Rules that look at this place", style, out)?;
    for rule in &looking {
        item_of_list(&rule.id, &format!(" {}", rule.summary), out)?;
    }
    if !blind.is_empty() {
        title("Rules that do not", style, out)?;
    }
    for rule in &blind {
        item_of_list(&rule.id, &format!(" {}", rule.blind.as_deref().unwrap_or_default()), out)?;
    }
    title("Findings", style, out)?;
    if explanation.findings.is_empty() {
        writeln!(out, "  none")?;
    }
    for finding in &explanation.findings {
        let (line, message) = (finding.place.span.line, &finding.message);
        writeln!(
            out,
            "  {line}: {}[{}] {}",
            finding.severity,
            text::clean(&finding.rule),
            text::clean(message)
        )?;
    }
    Ok(())
}

fn title(words: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    heading(words, style, out)
}

fn item_of_list(name: &str, words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {:<30}{}", text::clean(name), text::clean(words).trim_end())
}
