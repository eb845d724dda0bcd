//! Lists as output of commands: the shared options and the formats.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::failure::Failure;
use super::output::Color;
use crate::report::guard::{Escape, Guard};

/// The options about the output of a list.
#[derive(Clone, Debug, Args)]
pub(super) struct Listing {
    /// The output format
    #[arg(long, visible_alias = "output-format", value_enum, default_value_t)]
    format: ListingFormat,
    #[command(flatten)]
    color: Color,
}

/// The format of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ListingFormat {
    /// Lines for people
    #[default]
    #[value(alias = "lines")]
    Human,
    /// One JSON object per line
    Jsonl,
    /// One JSON object with `version` and the list
    Json,
}

/// The version of what `json` and `jsonl` say.
const VERSION: u32 = 1;

/// The document of the format `json`.
struct ListingDocument<'a, T> {
    name: &'static str,
    entries: &'a [T],
}

impl Listing {
    /// Writes the entries. `name` is their key in `json`; `human` writes one entry for people.
    pub(super) fn write<T: Serialize>(
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
