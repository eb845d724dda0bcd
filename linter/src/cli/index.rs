//! `ssot index`: the string literals of a workspace by category, and where one of them stands.

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
use crate::config::Config;
use crate::facts::LiteralRole;
use crate::finding::Class;
use crate::index::{self, CLASSIFICATIONS, IndexedText, TextCategory, TextPlace};
use crate::report::text::{clean, count};

/// Arguments of `index`.
#[derive(Clone, Debug, Args)]
#[command(after_help = categories())]
pub(super) struct Arguments {
    /// Texts to look for: the places of each, and of its near misses; by default, the index of all texts
    #[arg(value_name = "VALUE")]
    values: Vec<String>,
    /// The workspace, package or folder to search
    #[arg(last = true, value_name = "PATH")]
    path: Option<PathBuf>,
    /// Report only texts of these categories
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = named_values(TextCategory::ALL, TextCategory::name))]
    category: Vec<TextCategory>,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// A text, as it is written.
#[derive(Serialize)]
struct TextRecord<'a> {
    category: TextCategory,
    value: &'a str,
    /// The value that was looked for, if this is a near miss of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    near_miss_of: Option<&'a str>,
    places: Vec<PlaceRecord<'a>>,
}

/// A place, as it is written.
#[derive(Serialize)]
struct PlaceRecord<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    item: &'a str,
    role: LiteralRole,
    class: Class,
}

/// Writes the index.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let snapshot = scope::snapshot_of(&folder)?;
    let workspace = arguments.cache.workspace(&snapshot, &Config::from_snapshot(&snapshot));
    arguments.emptiness.check(!workspace.files().is_empty(), &snapshot)?;
    let texts = index::index(&workspace);
    let is_wanted = |text: &&IndexedText| arguments.category.is_empty() || arguments.category.contains(&text.category);
    let texts = texts.iter().filter(is_wanted);
    if arguments.values.is_empty() {
        let records: Vec<TextRecord<'_>> = texts.map(|text| TextRecord::new(text, None)).collect();
        arguments.listing.write("texts", &records, TextRecord::write_line)?;
        print_status(&totals(&records));
        return Ok(Outcome::Clean);
    }
    let texts: Vec<&IndexedText> = texts.collect();
    let looked_for = arguments.values.iter().flat_map(|value| {
        let same = texts.iter().filter(move |text| text.value == *value);
        let near = texts.iter().filter(move |text| text.is_near(value));
        let near = near.map(|text| TextRecord::new(text, Some(value)));
        same.map(|text| TextRecord::new(text, None)).chain(near)
    });
    let records: Vec<TextRecord<'_>> = looked_for.collect();
    arguments.listing.write("texts", &records, TextRecord::write_places)?;
    let places = records.iter().map(|record| record.places.len() as u64).sum();
    print_status(&count(places, "place"));
    Ok(Outcome::Clean)
}

impl<'a> TextRecord<'a> {
    fn new(text: &'a IndexedText, near_miss_of: Option<&'a str>) -> Self {
        Self {
            category: text.category,
            value: &text.value,
            near_miss_of,
            places: text.places.iter().map(PlaceRecord::new).collect(),
        }
    }

    /// Writes category, number of places, the first place and the text.
    fn write_line(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(first) = self.places.first() else { return Ok(()) };
        let (category, value) = (self.category.name(), on_one_line(self.value));
        let place = format!("{}:{}:{}", clean(first.file), first.line, first.column);
        writeln!(out, "{category:<13} {:>5}  {value}  ({place})", self.places.len())
    }

    /// Writes each place, with the text if it is a near miss.
    fn write_places(&self, out: &mut dyn Write) -> io::Result<()> {
        for place in &self.places {
            let PlaceRecord {
                file,
                line,
                column,
                item,
                ..
            } = place;
            let near = self
                .near_miss_of
                .map_or_else(String::new, |of| format!(", nearly {}", on_one_line(of)));
            let (file, item, value) = (clean(file), clean(item), on_one_line(self.value));
            writeln!(
                out,
                "{file}:{line}:{column}: {} {value} in {item}{near}",
                self.category.name()
            )?;
        }
        Ok(())
    }
}

impl<'a> PlaceRecord<'a> {
    fn new(place: &'a TextPlace) -> Self {
        Self {
            file: place.place.file.as_str(),
            line: place.place.span.line,
            column: place.place.span.column,
            item: &place.item,
            role: place.role,
            class: place.class,
        }
    }
}

fn on_one_line(text: &str) -> String {
    format!("\"{}\"", text.escape_debug().to_string().replace("\\'", "'"))
}

/// The number of texts of each category.
fn totals(records: &[TextRecord<'_>]) -> String {
    let of_category = |category: TextCategory| {
        let texts = records.iter().filter(|record| record.category == category).count();
        (texts > 0).then(|| format!("{texts} {}", category.name()))
    };
    let totals: Vec<String> = TextCategory::ALL.into_iter().filter_map(of_category).collect();
    format!("{}: {}", count(records.len() as u64, "text"), totals.join(", "))
}

/// The table of categories, for the help.
fn categories() -> String {
    let lines = CLASSIFICATIONS
        .iter()
        .map(|entry| format!("  {:<13}  {}\n", entry.category.name(), entry.when));
    format!(
        "Categories, the first that fits:\n  {:<13}  all texts that occur in tests only\n{}  {:<13}  anything else",
        TextCategory::TestLiterals.name(),
        lines.collect::<String>(),
        TextCategory::Other.name()
    )
}
