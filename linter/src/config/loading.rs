//! Merges the configuration: each pack in turn, then the user's file over them.
//!
//! Knows nothing of single keys; `concept` and `rule` do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::concept::Concept;
use super::document;
use super::located::Located;
use super::packs::{Pack, RuleFile};
use super::problems::{ConfigProblem, Quoted, suggestion};
use super::raw::{RawConcept, RawConcepts, RawRule};
use super::reading::{read_in_place, read_with_rest};
use super::rule::{RuleConfig, check_id, differs};
use super::show::Settings;
use super::source::TomlSource;
use super::value::{Data, TomlEntry, TomlTable};
use crate::finding::{FilePath, Place};

/// The configuration as read so far.
#[derive(Default)]
pub(super) struct Loading {
    concepts: BTreeMap<String, Located<RawConcept>>,
    rules: BTreeMap<Arc<str>, RuleConfig>,
    /// Rules that exist but could not be read; changing one is not another mistake.
    broken: BTreeSet<String>,
    pub(super) settings: Settings,
    pub(super) problems: LoadingProblems,
}

/// All problems, syntax and meaning apart.
#[derive(Default)]
pub(super) struct LoadingProblems {
    /// With the form of TOML.
    syntax: Vec<ConfigProblem>,
    /// Lines that for this reason may not say what they seem to.
    unsure: BTreeSet<(FilePath, u32)>,
    /// With what it says.
    pub(super) meaning: Vec<ConfigProblem>,
}

impl Loading {
    /// The tables of a text, and whether it could be read to its end.
    pub(super) fn parse(&mut self, source: &Arc<TomlSource>) -> (TomlTable, bool) {
        let (table, syntax) = document::parse(source);
        let is_whole = syntax.is_empty();
        for problem in &syntax {
            let lines = unsure_lines(source, problem.place.span.line);
            self.problems.unsure.extend(lines.map(|line| (source.file.clone(), line)));
        }
        self.problems.syntax.extend(syntax);
        (table, is_whole)
    }

    pub(super) fn add_pack(&mut self, pack: &Pack) {
        if let Some(source) = &pack.concepts {
            let (mut table, _) = self.parse(source);
            let raw: RawConcepts = read_in_place(&mut table, &mut self.problems.meaning);
            self.add_concepts(raw.concept);
            self.settings.add_file(&table);
        }
        let mut seen = BTreeMap::new();
        for file in &pack.rules {
            if let Some(first) = seen.insert(file.id.as_str(), &file.source.file) {
                self.problems.meaning.push(defined_twice(file, first));
            }
            self.add_rule_file(file);
        }
    }

    fn add_rule_file(&mut self, file: &RuleFile) {
        let (mut table, is_whole) = self.parse(&file.source);
        let problems = &mut self.problems.meaning;
        problems.extend(check_id(&file.id, table.place()));
        let raw: RawRule = read_in_place(&mut table, problems);
        let Some(rule) = RuleConfig::from_file(file, is_whole, (raw, table.clone()), problems) else {
            self.broken.insert(file.id.clone());
            return;
        };
        self.define(rule, &table);
    }

    /// Takes a rule for the only one of its id.
    fn define(&mut self, rule: RuleConfig, table: &TomlTable) {
        self.broken.remove(&*rule.id);
        self.settings.forget_rule(&rule.id);
        self.settings.add_rule(&rule.id, table, &rule.options);
        self.rules.insert(Arc::clone(&rule.id), rule);
    }

    /// Lays concepts over those of the same names, facet by facet.
    pub(super) fn add_concepts(&mut self, later: BTreeMap<String, Located<RawConcept>>) {
        for (name, Located { value, place }) in later {
            let earlier = self.concepts.remove(&name).map(|earlier| earlier.value).unwrap_or_default();
            self.concepts.insert(
                name,
                Located {
                    value: earlier.overlaid_by(value),
                    place,
                },
            );
        }
    }

    /// `[rule]` of the user's file.
    pub(super) fn add_user_rules(&mut self, rules: TomlTable) {
        for (id, TomlEntry { key_place, value }) in rules.entries {
            let Data::Table(mut table) = value.data else { continue };
            let problems = &mut self.problems.meaning;
            let (raw, loose) = read_with_rest::<RawRule>(&mut table, problems);
            let place = table.place().clone();
            let mut options = table.take_table("options").unwrap_or_else(|| TomlTable::new(place));
            options.overlay(loose);
            problems.extend(
                raw.id
                    .as_ref()
                    .and_then(|written| differs(written, &id, "the key of its table")),
            );
            if raw.kind.is_some() {
                problems.extend(check_id(&id, &key_place));
                let rule = RuleConfig::from_user(&id, raw, options);
                self.define(rule.expect("a rule with a kind is whole"), &table);
            } else if let Some(rule) = self.rules.get_mut(id.as_str()) {
                self.settings.add_rule(&id, &table, &options);
                rule.overlay(raw, options);
            } else if !self.broken.contains(&id) && !table.dropped.iter().any(|dropped| dropped == "kind") {
                let known = self.rules.keys().map(|id| &**id);
                let problem = ConfigProblem::new(key_place, format!("unknown rule {}", Quoted(&id)));
                problems.push(problem.help(help_for_unknown_rule(&id, known)));
            }
        }
    }

    /// The concepts, sorted by name.
    pub(super) fn take_concepts(&mut self) -> Vec<Concept> {
        let mut concepts: Vec<Concept> = Vec::new();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (name, raw) in std::mem::take(&mut self.concepts) {
            let key = name.to_lowercase().replace('_', "-");
            if let Some(other) = seen.insert(key, name.clone()) {
                let message = format!("concept {} differs from `{other}` only in spelling", Quoted(&name));
                self.problems.meaning.push(ConfigProblem::new(raw.place.clone(), message));
            }
            concepts.push(Concept::from_raw(&name, raw, &mut self.problems.meaning));
        }
        concepts
    }

    /// The rules, sorted by id.
    pub(super) fn take_rules(&mut self) -> Vec<RuleConfig> {
        std::mem::take(&mut self.rules).into_values().collect()
    }
}

fn defined_twice(file: &RuleFile, first: &FilePath) -> ConfigProblem {
    let place = Place::file(file.source.file.clone());
    let problem = ConfigProblem::new(place, format!("rule {} is defined twice in this pack", Quoted(&file.id)));
    problem.help(format!("the other is `{first}`"))
}

fn help_for_unknown_rule<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    match suggestion(id, known) {
        Some(help) if help.starts_with("did you mean") => help,
        _ => "a rule of your own needs `kind`; `ssot rules` lists the others".to_owned(),
    }
}

/// What cannot be relied on because of a syntax error in `line`: the line, and where it is the header of a table,
/// the whole table, which the parser takes for a part of the table before it.
fn unsure_lines(source: &TomlSource, line: u32) -> std::ops::Range<u32> {
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let mut following = source.text.lines().skip(line as usize - 1);
    let rest = if following.next().is_some_and(is_header) {
        following.take_while(|line| !is_header(line)).count()
    } else {
        0
    };
    line..line + 1 + rest as u32
}

impl LoadingProblems {
    /// All of them, in the order of their places. What a broken line seems to say is not held against it.
    pub(super) fn take(self) -> Vec<ConfigProblem> {
        let is_sure = |problem: &ConfigProblem| {
            let line = (problem.place.file.clone(), problem.place.span.line);
            !self.unsure.contains(&line)
        };
        let meaning = self.meaning.into_iter().filter(is_sure);
        let mut problems: Vec<ConfigProblem> = meaning.chain(self.syntax).collect();
        problems.sort();
        problems.dedup();
        problems
    }
}
