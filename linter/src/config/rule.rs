//! A rule as data: what a pack or the user has written, before its kind reads the options.
//!
//! Knows nothing of kinds: `rules` checks whether the kind exists.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::concept::DEFAULT_CATEGORY;
use super::located::Located;
use super::packs::RuleFile;
use super::problems::{ConfigProblem, Quoted};
use super::raw::{RawExample, RawRule};
use super::value::TomlTable;
use crate::finding::{Class, FilePath, Place, Severity};

/// One rule, ready for its kind.
#[derive(Clone, Debug)]
pub struct RuleConfig {
    /// The id, a name of what is found; it reads well after "allow".
    pub id: Arc<str>,
    /// The sort of contract, by the name of the code that checks it.
    pub kind: Located<String>,
    /// The category that its findings count in.
    pub category: Arc<str>,
    /// The severity of its findings.
    pub severity: Severity,
    /// Whether it is asked at all.
    pub level: RuleLevel,
    /// Whether a baseline cannot accept its findings.
    pub strict: bool,
    /// The classes of code that it looks at.
    pub classes: Vec<Class>,
    /// What it finds, in one line; may be empty.
    pub summary: String,
    /// The reason for the rule; may be empty.
    pub why: String,
    /// What to do about a finding; may be empty.
    pub help: String,
    /// What it says to its kind: the pack's `[options]`, over which the user's keys are laid. Each key knows
    /// which file it is from; [`read`](super::read) turns them into the options of the kind.
    pub options: TomlTable,
    /// Where it was defined: `ssot.toml`, or the file of the rule.
    pub origin: FilePath,
    /// Code with what is reported and what is not.
    pub examples: Vec<Example>,
}

/// Whether a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Level")]
pub enum RuleLevel {
    /// The rule does not run: no findings, and no part in the score.
    Off,
    /// The rule runs.
    On,
}

/// An example of a rule: documentation, and a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule is kept.
    pub valid: bool,
    /// The text of `ssot.toml`; may be empty.
    pub config: String,
    /// The code; may be empty.
    pub code: String,
    /// Further files by path.
    pub files: BTreeMap<String, String>,
}

impl RuleConfig {
    /// The rule in a file of a pack; `None`, with a problem, if the file does not name a kind.
    /// `is_whole` says whether the file could be read to its end; if not, keys that seem to be missing may exist.
    pub(super) fn from_file(
        file: &RuleFile,
        is_whole: bool,
        (raw, mut table): (RawRule, TomlTable),
        problems: &mut Vec<ConfigProblem>,
    ) -> Option<Self> {
        let is_missing = |key: &str| is_whole && !table.dropped.iter().any(|dropped| dropped == key);
        let missing = |key: &str| ConfigProblem::new(table.place().clone(), format!("missing key `{key}`"));
        match &raw.id {
            Some(id) => problems.extend(differs(id, &file.id, "the name of its file")),
            None if is_missing("id") => problems.push(missing("id").help(format!("write `id = \"{}\"`", file.id))),
            None => {}
        }
        if let Some(category) = &raw.category {
            problems.extend(differs(category, &file.category, "the folder of its file"));
        }
        if raw.kind.is_none() && is_missing("kind") {
            problems.push(missing("kind").help("say which kind of contract it is"));
        }
        let place = table.place().clone();
        let options = table.take_table("options").unwrap_or_else(|| TomlTable::new(place));
        Self::from_raw(&file.id, &file.category, raw, options, file.source.file.clone())
    }

    /// The rule that the user defines in `ssot.toml`.
    pub(super) fn from_user(id: &str, raw: RawRule, options: TomlTable) -> Option<Self> {
        let origin = options.place().file.clone();
        Self::from_raw(id, DEFAULT_CATEGORY, raw, options, origin)
    }

    fn from_raw(id: &str, category: &str, raw: RawRule, options: TomlTable, origin: FilePath) -> Option<Self> {
        let category = raw.category.as_ref().map_or(category, |category| &category.value);
        let mut rule = Self {
            id: id.into(),
            kind: raw.kind.clone()?,
            category: category.into(),
            severity: Severity::Medium,
            level: RuleLevel::On,
            strict: false,
            classes: vec![Class::Production],
            summary: String::new(),
            why: String::new(),
            help: String::new(),
            options: TomlTable::new(options.place().clone()),
            origin,
            examples: Vec::new(),
        };
        rule.overlay(raw, options);
        Some(rule)
    }

    /// Adds tests to the classes of code that it checks.
    pub(super) fn check_tests(&mut self) {
        if !self.classes.contains(&Class::Test) {
            self.classes.push(Class::Test);
        }
    }

    /// Changes what `raw` says, and leaves the rest. Examples are only added: those of the pack still hold.
    pub(super) fn overlay(&mut self, raw: RawRule, options: TomlTable) {
        self.category = raw
            .category
            .map_or_else(|| Arc::clone(&self.category), |category| category.value.into());
        self.severity = raw.severity.unwrap_or(self.severity);
        self.level = raw.level.unwrap_or(self.level);
        self.strict = raw.strict.unwrap_or(self.strict);
        self.classes = raw.classes.unwrap_or_else(|| std::mem::take(&mut self.classes));
        self.summary = raw.summary.unwrap_or_else(|| std::mem::take(&mut self.summary));
        self.why = raw.why.unwrap_or_else(|| std::mem::take(&mut self.why));
        self.help = raw.help.unwrap_or_else(|| std::mem::take(&mut self.help));
        self.options.overlay(options);
        self.examples.extend(examples(raw.invalid, false));
        self.examples.extend(examples(raw.valid, true));
    }
}

/// Whether `id` can be written after `allow` in a comment.
pub(super) fn check_id(id: &str, place: &Place) -> Option<ConfigProblem> {
    let is_fine = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    if !id.is_empty() && id.chars().all(is_fine) {
        return None;
    }
    let message = format!("{} cannot be the id of a rule", Quoted(id));
    Some(ConfigProblem::new(place.clone(), message).help("an id has letters, digits and `-`"))
}

/// A problem of a word that must equal an existing name.
pub(super) fn differs(written: &Located<String>, expected: &str, what: &str) -> Option<ConfigProblem> {
    let problem = || ConfigProblem::new(written.place.clone(), format!("{} differs from {what}", Quoted(written)));
    (written.value != expected).then(|| problem().help(format!("write `{expected}`")))
}

fn examples(raw: Vec<RawExample>, valid: bool) -> impl Iterator<Item = Example> {
    raw.into_iter().map(move |RawExample { config, code, files }| Example {
        valid,
        config,
        code,
        files,
    })
}
