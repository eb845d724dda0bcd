//! Every effective value with its origin, as `ssot config --show` prints it.
//!
//! Knows nothing of what the values mean.

use std::collections::BTreeMap;

use super::rule::RuleConfig;
use super::value::{Data, TomlTable, TomlValue};
use crate::finding::{Place, Severity};

/// Values by their dotted keys. The later of two values for one key applies, except for lists that add up.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings(BTreeMap<String, Vec<Setting>>);

#[derive(Clone, Debug)]
struct Setting {
    value: String,
    /// `None` for what nobody wrote.
    origin: Option<Place>,
}

/// Keys of a rule that are its documentation.
const PROSE: [&str; 7] = ["id", "summary", "why", "help", "invalid", "valid", "options"];

/// The depth to which keys of `ssot.toml` are split: a facet of a concept is one value.
const DEPTH: usize = 3;

impl Settings {
    /// What a file says about everything but rules.
    pub(super) fn add_file(&mut self, file: &TomlTable) {
        for (key, entry) in &file.entries {
            if key != "rule" {
                self.add(quoted(key), &entry.value, DEPTH - 1);
            }
        }
    }

    /// What a file says about the rule `id`.
    pub(super) fn add_rule(&mut self, id: &str, rule: &TomlTable, options: &TomlTable) {
        let of_rule = rule.entries.iter().filter(|(key, _)| !PROSE.contains(&key.as_str()));
        for (key, entry) in of_rule.chain(&options.entries) {
            self.add(format!("rule.{}.{}", quoted(id), quoted(key)), &entry.value, 0);
        }
    }

    /// Forgets the rule `id`, which is defined anew.
    pub(super) fn forget_rule(&mut self, id: &str) {
        let prefix = format!("rule.{}.", quoted(id));
        self.0.retain(|key, _| !key.starts_with(&prefix));
    }

    /// Adds what holds where nobody wrote anything.
    pub(super) fn add_defaults<'a>(&mut self, rules: impl IntoIterator<Item = &'a RuleConfig>) {
        self.add_default("packs".to_owned(), "[\"core\"]".to_owned());
        self.add_default("gate.fail-on".to_owned(), format!("\"{}\"", Severity::High));
        for rule in rules {
            let key = |key: &str| format!("rule.{}.{key}", quoted(&rule.id));
            self.add_default(key("category"), format!("\"{}\"", rule.category));
            self.add_default(key("severity"), format!("\"{}\"", rule.severity));
            self.add_default(key("level"), "\"on\"".to_owned());
            self.add_default(key("classes"), "[\"production\"]".to_owned());
        }
    }

    fn add_default(&mut self, key: String, value: String) {
        self.0.entry(key).or_insert_with(|| vec![Setting { value, origin: None }]);
    }

    fn add(&mut self, key: String, value: &TomlValue, depth: usize) {
        match &value.data {
            Data::Table(table) if depth > 0 => {
                for (below, entry) in &table.entries {
                    self.add(format!("{key}.{}", quoted(below)), &entry.value, depth - 1);
                }
            }
            _ => {
                let setting = Setting {
                    value: value.to_string(),
                    origin: Some(value.place()),
                };
                let is_added = adds_up(&key);
                let settings = self.0.entry(key).or_default();
                if !is_added {
                    settings.clear();
                }
                settings.push(setting);
            }
        }
    }

    /// One line for each value; `+=` is before what is added to the line above.
    pub(super) fn show(&self) -> String {
        let mut shown = String::new();
        for (key, settings) in &self.0 {
            for (at, Setting { value, origin }) in settings.iter().enumerate() {
                let origin = match origin {
                    Some(place) => format!("{}:{}", place.file, place.span.line),
                    None => "default".to_owned(),
                };
                let sign = if at == 0 { "=" } else { "+=" };
                shown.push_str(&format!("{key} {sign} {value}  # {origin}\n"));
            }
        }
        shown
    }
}

/// Whether a list of one file adds to that of another file.
fn adds_up(key: &str) -> bool {
    const LISTS: [&str; 6] = [
        "exempt",
        "files.example",
        "files.exclude",
        "files.generated",
        "files.production",
        "files.test",
    ];
    LISTS.contains(&key) || key.starts_with("concept.") && key.ends_with(".allow-in")
}

/// `key` as TOML writes it.
fn quoted(key: &str) -> String {
    let is_bare = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        format!("\"{}\"", key.escape_debug())
    }
}
