//! From the text of a TOML file to a [`TomlTable`], with everything that is wrong with its syntax.
//!
//! Knows nothing of what the keys mean.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::nesting;
use super::problems::ConfigProblem;
use super::source::TomlSource;
use super::value::{Data, TomlEntry, TomlTable, TomlValue};
use crate::finding::{Place, Span};

/// The most syntax errors that are reported for one file. A text that is not TOML has one in every line.
const MOST_ERRORS: usize = 50;

/// The tables of a text, as far as they could be made out, and its syntax errors.
pub(super) fn parse(source: &Arc<TomlSource>) -> (TomlTable, Vec<ConfigProblem>) {
    if let Some(range) = nesting::too_deep(&source.text) {
        let problem = ConfigProblem::new(source.place(range), "nested too deeply to be read");
        return (TomlTable::new(Place::file(source.file.clone())), vec![problem]);
    }
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems: Vec<ConfigProblem> = errors.iter().map(|error| syntax_error(source, error)).collect();
    if problems.len() > MOST_ERRORS {
        let more = problems.len() - MOST_ERRORS;
        problems.truncate(MOST_ERRORS);
        let place = problems[MOST_ERRORS - 1].place.clone();
        problems.push(ConfigProblem::new(place, format!("{more} more syntax errors follow")));
    }
    let mut conversion = Conversion { source, problems };
    let mut table = conversion.table(root.get_ref(), root.span());
    table.set_place(Place {
        file: source.file.clone(),
        span: Span::FILE,
    });
    (table, conversion.problems)
}

fn syntax_error(source: &TomlSource, error: &toml::de::Error) -> ConfigProblem {
    let place = match error.span() {
        Some(range) => source.place(range),
        None => Place::file(source.file.clone()),
    };
    ConfigProblem::new(place, error.message())
}

/// Copies the parser's tree, which borrows the text, into one that owns it.
struct Conversion<'a> {
    source: &'a Arc<TomlSource>,
    problems: Vec<ConfigProblem>,
}

impl Conversion<'_> {
    fn table(&mut self, table: &DeTable<'_>, range: Range<usize>) -> TomlTable {
        let mut converted = TomlTable::new(self.source.place(range));
        for (key, value) in table {
            let Some(value) = self.value(value) else { continue };
            let entry = TomlEntry {
                key_place: self.source.place(key.span()),
                value,
            };
            converted.entries.insert(key.get_ref().to_string(), entry);
        }
        converted
    }

    fn array(&mut self, array: &DeArray<'_>) -> Vec<TomlValue> {
        array.iter().filter_map(|value| self.value(value)).collect()
    }

    /// `None` for a number that is none of this machine's.
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Option<TomlValue> {
        let range = value.span();
        let data = match value.get_ref() {
            DeValue::String(text) => Data::Text(text.to_string()),
            DeValue::Integer(integer) => Data::Integer(self.number(&range, parse_integer(integer))?),
            DeValue::Float(float) => Data::Float(self.number(&range, float.as_str().parse().ok())?),
            DeValue::Boolean(boolean) => Data::Boolean(*boolean),
            DeValue::Datetime(datetime) => Data::Text(datetime.to_string()),
            DeValue::Array(array) => Data::Array(self.array(array)),
            DeValue::Table(table) => Data::Table(self.table(table, range.clone())),
        };
        Some(TomlValue {
            data,
            range,
            source: Arc::clone(self.source),
        })
    }

    fn number<T>(&mut self, range: &Range<usize>, number: Option<T>) -> Option<T> {
        if number.is_none() {
            let place = self.source.place(range.clone());
            self.problems
                .push(ConfigProblem::new(place, "this number is too large to be read"));
        }
        number
    }
}

fn parse_integer(integer: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(integer.as_str(), integer.radix()).ok()
}
