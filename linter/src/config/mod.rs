//! The configuration: `ssot.toml` and the packs that it names, checked as far as that is possible without the code.
//!
//! The steps are `source` → `document` → `value` → `reading` → `raw` → `concept` and `rule`. Each mistake is a
//! [`ConfigProblem`] with a place. All are reported at once, and the rest of the configuration still applies.
//! Knows nothing of the code: later stages check whether a path exists, whether a pattern matches and whether there is a
//! kind of that name.

mod concept;
mod deserializer;
mod document;
mod elements;
mod exemption;
mod file_glob;
mod loading;
mod located;
mod mistake;
mod nesting;
mod packs;
mod pattern;
mod problems;
mod raw;
mod reading;
mod rule;
mod schema;
mod shapes;
mod show;
mod source;
#[cfg(test)]
mod tests;
mod user_files;
mod value;

use std::collections::{BTreeMap, BTreeSet};

pub use concept::{AllowIn, Bypass, Concept, DEFAULT_CATEGORY, FormerPath, NamedValue};
pub use exemption::Exemption;
pub use file_glob::FileGlob;
pub use located::Located;
pub use pattern::{LastNames, NamePattern, PathPattern, PatternError, TextPattern};
pub use problems::{ConfigProblem, nearest, slip, suggestion};
pub use reading::read;
pub use rule::{Example, RuleConfig, RuleLevel};
pub(crate) use schema::schema;
pub(crate) use shapes::{filled, is_day};
pub use value::TomlTable;

use crate::finding::{Class, FilePath, Place, Severity};
use crate::snapshot::Snapshot;
use loading::Loading;
use packs::Shipped;
use raw::{RawFile, RawFiles, RawGate};
use user_files::UserFile;

/// The name of the user's file, at the root of the snapshot.
pub const FILE: &str = "ssot.toml";

/// The configuration: concepts, rules, file classes and gate.
#[derive(Clone, Debug)]
pub struct Config {
    /// The concepts, sorted by name.
    pub concepts: Vec<Concept>,
    /// The rules of the packs and of the user, sorted by id; those that are off as well.
    pub rules: Vec<RuleConfig>,
    /// The class of files by glob, in the order written: the last match counts.
    pub classes: Vec<(Class, String, Place)>,
    /// Features that are switched on for tests only.
    pub test_features: Vec<String>,
    /// Globs of files that are not checked.
    pub exclude: Vec<Located<String>>,
    /// The services of the workspace: the globs of the folders of each.
    pub services: BTreeMap<String, Vec<Located<String>>>,
    /// The exemptions, in the order written.
    pub exemptions: Vec<Exemption>,
    /// The conditions under which a check fails.
    pub gate: GateConfig,
    /// The weight of categories in the overall score; a missing one weighs 1.
    pub weights: BTreeMap<String, f64>,
    /// Whether there is an `ssot.toml` at all.
    pub declared: bool,
    /// The problems of `ssot.toml` and the packs, in the order of their places.
    pub problems: Vec<ConfigProblem>,
    settings: show::Settings,
    shipped: Shipped,
}

/// The conditions under which a check fails.
#[derive(Clone, Debug, PartialEq)]
pub struct GateConfig {
    /// New findings of this severity and above fail it.
    pub fail_on: Severity,
    /// A score below fails it.
    pub min_score: Option<f64>,
    /// What may not get worse in comparison with another state.
    pub ratchets: Vec<Ratchet>,
}

/// What may not get worse in comparison with another state of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratchet {
    /// The part of the workspace that it is about.
    pub scope: RatchetScope,
    /// Whether a new finding of any severity fails the check.
    pub no_new: bool,
    /// The number of points by which the score may drop at most, 0 to 100. There is no score for a path.
    pub most_drop: Option<f64>,
}

/// The part of a workspace that a ratchet is about.
#[derive(Clone, Debug, PartialEq)]
pub enum RatchetScope {
    /// All of it.
    Workspace,
    /// A category of rules.
    Category(String),
    /// A folder or file, with its place in the configuration.
    Path(Located<FilePath>),
}

impl Config {
    /// Reads `ssot.toml` at the root of `snapshot` and the packs that it names. Never fails: mistakes become problems, and the
    /// rest applies.
    pub fn from_snapshot(snapshot: &Snapshot) -> Self {
        Self::with_shipped(snapshot, ssot_lint_rules::SHIPPED)
    }

    /// All settings, with their places: two configurations with one text are the same.
    pub(crate) fn as_text(&self) -> String {
        // The derived output contains every field, so that no new field can be forgotten here.
        format!("{self:?}")
    }

    fn with_shipped(snapshot: &Snapshot, shipped: Shipped) -> Self {
        let mut loading = Loading::default();
        let files = user_files::read(snapshot, &mut loading);
        let declared = !files.is_empty();
        let (mut raw, mut classes, mut written) = (RawFile::default(), Vec::new(), Vec::new());
        for UserFile { raw: mut later, table } in files {
            classes.extend(self::classes(&later.files));
            written.push((std::mem::take(&mut later.concept), table));
            raw = raw.overlaid_by(later);
        }
        for pack in packs::packs(raw.packs, shipped, snapshot, &mut loading.problems.meaning) {
            loading.add_pack(&pack);
        }
        for (concepts, mut table) in written {
            loading.add_concepts(concepts);
            loading.settings.add_file(&table);
            if let Some(rules) = table.take_table("rule") {
                loading.add_user_rules(rules);
            }
        }
        let (concepts, mut rules) = (loading.take_concepts(), loading.take_rules());
        if raw.files.judge_tests == Some(true) {
            rules.iter_mut().for_each(RuleConfig::check_tests);
        }
        let problems = &mut loading.problems.meaning;
        let categories = concepts.iter().map(|concept| &concept.category);
        let categories = categories.chain(rules.iter().map(|rule| &rule.category));
        let categories: BTreeSet<&str> = categories.map(|category| &**category).collect();
        let weights = weights(raw.score.weights, &categories, problems);
        let gate = gate(raw.gate, &categories, problems);
        let exemptions = raw
            .exempt
            .into_iter()
            .filter_map(|raw| Exemption::from_raw(raw, problems))
            .collect();
        loading.settings.add_defaults(&rules);
        Self {
            concepts,
            rules,
            exclude: raw.files.exclude.iter().map(as_text).collect(),
            test_features: test_features(raw.files.test_features.as_deref()),
            classes,
            services: raw
                .services
                .iter()
                .map(|(name, globs)| (name.clone(), globs.iter().map(as_text).collect()))
                .collect(),
            exemptions,
            gate,
            weights,
            declared,
            problems: loading.problems.take(),
            settings: loading.settings,
            shipped,
        }
    }

    /// The text of a file of a shipped pack, which no snapshot has, for showing a place in it.
    pub fn text(&self, file: &FilePath) -> Option<&'static str> {
        let shipped = self.shipped.iter().find(|(shipped, _)| *shipped == file.as_str());
        shipped.map(|(_, text)| *text)
    }

    /// Every effective value, each on a line with its origin.
    pub fn show(&self) -> String {
        self.settings.show()
    }
}

fn as_text(glob: &Located<FileGlob>) -> Located<String> {
    glob.clone().map(|glob| glob.to_string())
}

/// The class of files as one file writes it, in the order written.
fn classes(files: &RawFiles) -> Vec<(Class, String, Place)> {
    let by_class = [
        (Class::Production, &files.production),
        (Class::Test, &files.test),
        (Class::Example, &files.example),
        (Class::Generated, &files.generated),
    ];
    let globs = by_class
        .into_iter()
        .flat_map(|(class, globs)| globs.iter().map(move |glob| (class, glob)));
    let mut classes: Vec<_> = globs
        .map(|(class, glob)| (class, glob.to_string(), glob.place.clone()))
        .collect();
    classes.sort_by(|(_, _, one), (_, _, other)| one.cmp(other));
    classes
}

/// Names by which crates offer to others what only tests are to use.
const TEST_FEATURES: [&str; 9] = [
    "test",
    "tests",
    "testing",
    "test-util",
    "test-utils",
    "test_utils",
    "testsuite",
    "test-support",
    "test-helpers",
];

fn test_features(written: Option<&[String]>) -> Vec<String> {
    written.map_or_else(|| TEST_FEATURES.map(str::to_owned).to_vec(), <[String]>::to_vec)
}

fn gate(raw: RawGate, categories: &BTreeSet<&str>, problems: &mut Vec<ConfigProblem>) -> GateConfig {
    let mut ratchets = vec![Ratchet {
        scope: RatchetScope::Workspace,
        no_new: raw.no_new.unwrap_or_default(),
        most_drop: points(raw.min_score_drop, "a drop of the score", problems),
    }];
    for (name, Located { value, place }) in raw.category {
        check_category(&name, &place, categories, problems);
        ratchets.push(Ratchet {
            scope: RatchetScope::Category(name),
            no_new: value.no_new,
            most_drop: points(value.min_score_drop, "a drop of the score", problems),
        });
        check_ratchet(ratchets.last(), &place, problems);
    }
    for (path, Located { value, place }) in raw.path {
        ratchets.push(Ratchet {
            scope: RatchetScope::Path(Located {
                value: FilePath::new(path.trim_end_matches('/')),
                place: place.clone(),
            }),
            no_new: value.no_new,
            most_drop: None,
        });
        check_ratchet(ratchets.last(), &place, problems);
    }
    ratchets.retain(Ratchet::holds_something);
    GateConfig {
        fail_on: raw.fail_on.unwrap_or(Severity::High),
        min_score: points(raw.min_score, "a score", problems),
        ratchets,
    }
}

impl Ratchet {
    /// Whether it can fail a check.
    fn holds_something(&self) -> bool {
        self.no_new || self.most_drop.is_some()
    }
}

/// Reports a table that can fail no check.
fn check_ratchet(ratchet: Option<&Ratchet>, place: &Place, problems: &mut Vec<ConfigProblem>) {
    if ratchet.is_some_and(|ratchet| !ratchet.holds_something()) {
        let message = "a ratchet that holds nothing: it has neither `no-new = true` nor `min-score-drop`";
        problems.push(ConfigProblem::new(place.clone(), message));
    }
}

/// A number of points from 0 to 100; another number is a mistake.
fn points(written: Option<Located<f64>>, what: &str, problems: &mut Vec<ConfigProblem>) -> Option<f64> {
    let Located { value, place } = written?;
    let is_score = (0.0..=100.0).contains(&value);
    if !is_score {
        problems.push(ConfigProblem::new(place, format!("{what} is a number from 0 to 100")));
    }
    is_score.then_some(value)
}

/// Reports a category that no rule and no concept has.
fn check_category(name: &str, place: &Place, categories: &BTreeSet<&str>, problems: &mut Vec<ConfigProblem>) {
    if categories.contains(name) {
        return;
    }
    let message = format!("no rule and no concept is of category {}", problems::Quoted(name));
    problems.push(ConfigProblem {
        help: suggestion(name, categories.iter().copied()),
        ..ConfigProblem::new(place.clone(), message)
    });
}

fn weights(
    raw: BTreeMap<String, Located<f64>>,
    categories: &BTreeSet<&str>,
    problems: &mut Vec<ConfigProblem>,
) -> BTreeMap<String, f64> {
    let mut weights = BTreeMap::new();
    for (category, weight) in raw {
        if !weight.is_finite() || *weight < 0.0 {
            problems.push(ConfigProblem::new(weight.place, "a weight is a number, 0 or more"));
            continue;
        }
        check_category(&category, &weight.place, categories, problems);
        weights.insert(category, weight.value);
    }
    weights
}
