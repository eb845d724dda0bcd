//! How commands tell a list: the options that they share, and the forms.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::failure::Failure;
use super::output::Color;
use crate::report::guard::{Escape, Guard};

/// How a list is told.
#[derive(Clone, Debug, Args)]
pub(super) struct Listing {
    /// How to tell the result
    #[arg(long, visible_alias = "output-format", value_enum, default_value_t)]
    format: ListingFormat,
    #[command(flatten)]
    color: Color,
}

/// The form of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ListingFormat {
    /// Lines for people
    #[default]
    #[value(alias = "lines")]
    Human,
    /// An object a line
    Jsonl,
    /// One object, with `version` and the list
    Json,
}

/// The version of what `json` and `jsonl` say.
const VERSION: u32 = 1;

/// All of `json`.
struct ListingDocument<'a, T> {
    name: &'static str,
    entries: &'a [T],
}

impl Listing {
    /// Tells the entries; `name` is what `json` calls them, `human` writes one for people.
    pub(super) fn tell<T: Serialize>(
        &self,
        name: &'static str,
        entries: &[T],
        human: impl Fn(&T, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        self.color.print(true, |_, out| match self.format {
            ListingFormat::Human => entries.iter().try_for_each(|entry| human(entry, out)),
            ListingFormat::Jsonl => entries.iter().try_for_each(|entry| {
                serde_json::to_writer(Guard::new(&mut *out, Escape::Json), entry)?;
                writeln!(out)
            }),
            ListingFormat::Json => {
                serde_json::to_writer_pretty(Guard::new(&mut *out, Escape::Json), &ListingDocument { name, entries })?;
                writeln!(out)
            }
        })
    }
}

impl<T: Serialize> Serialize for ListingDocument<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry(self.name, self.entries)?;
        map.end()
    }
}
