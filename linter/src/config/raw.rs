//! `ssot.toml`, the TOML of a rule and `concepts.toml` of a pack, as written. No defaults are filled in here: an absent key stays
//! absent, because one file is merged over another.
//!
//! `concept` and `rule` check that required keys exist.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::TextPattern;
use super::concept::{AllowIn, CanonicalPath};
use super::file_glob::FileGlob;
use super::located::Located;
use super::pattern::{NamePattern, PathPattern};
use super::rule::RuleLevel;
use super::shapes::{AnyTable, Date, OrPath, OrValue};
use crate::finding::{Class, Severity};

/// `ssot.toml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawFile {
    /// A file with settings that this one adds to and overrides, by a path relative to this file: `../ssot-base.toml`. It may lie above
    /// the workspace, in the same repository.
    pub(super) extends: Option<Located<String>>,
    /// The packs to take rules and concepts from: `core`, `service` and `reference`, or folders of the workspace. `["core"]` when absent.
    pub(super) packs: Option<Vec<Located<String>>>,
    /// The class of files, by glob.
    pub(super) files: RawFiles,
    /// The services of the workspace: the folders of each.
    pub(super) services: BTreeMap<String, Vec<Located<FileGlob>>>,
    /// The concepts by name.
    pub(super) concept: BTreeMap<String, Located<RawConcept>>,
    /// Changes to the rules of the packs, and rules of the workspace, by id. They are parsed separately, because keys without a
    /// field in [`RawRule`] are options of the rule's kind.
    #[serde(rename = "rule")]
    pub(super) _rule: BTreeMap<String, AnyTable>,
    /// Findings that are exempted.
    pub(super) exempt: Vec<Located<RawExempt>>,
    /// The conditions under which a run fails.
    pub(super) gate: RawGate,
    /// The weights of the score.
    pub(super) score: RawScore,
}

impl RawFile {
    /// The same file with the settings of one that extends it: lists add up, and of two values for one key the later counts. Concepts
    /// and rules are left to [`Loading`](super::loading::Loading).
    pub(super) fn overlaid_by(mut self, later: Self) -> Self {
        self.services.extend(later.services);
        self.exempt.extend(later.exempt);
        self.score.weights.extend(later.score.weights);
        Self {
            extends: None,
            packs: later.packs.or(self.packs),
            files: self.files.overlaid_by(later.files),
            services: self.services,
            concept: BTreeMap::new(),
            _rule: BTreeMap::new(),
            exempt: self.exempt,
            gate: self.gate.overlaid_by(later.gate),
            score: self.score,
        }
    }
}

/// `[files]`: globs relative to the root.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawFiles {
    /// Code that ships.
    pub(super) production: Vec<Located<FileGlob>>,
    /// Tests and benchmarks.
    pub(super) test: Vec<Located<FileGlob>>,
    /// The features that are enabled for tests only: code that requires one of them, or `test`, is a test. By default, these are
    /// `test`, `tests`, `testing`, `test-util`, `test-utils`, `test_utils`, `testsuite`, `test-support` and `test-helpers`.
    pub(super) test_features: Option<Vec<String>>,
    /// Whether all rules check tests, too, so that the figures of tests can be compared with those of the rest.
    pub(super) judge_tests: Option<bool>,
    /// Examples.
    pub(super) example: Vec<Located<FileGlob>>,
    /// Generated code.
    pub(super) generated: Vec<Located<FileGlob>>,
    /// Files that are not checked.
    pub(super) exclude: Vec<Located<FileGlob>>,
}

impl RawFiles {
    fn overlaid_by(self, later: Self) -> Self {
        let both = |one: Vec<_>, other: Vec<_>| one.into_iter().chain(other).collect();
        Self {
            production: both(self.production, later.production),
            test: both(self.test, later.test),
            test_features: later.test_features.or(self.test_features),
            judge_tests: later.judge_tests.or(self.judge_tests),
            example: both(self.example, later.example),
            generated: both(self.generated, later.generated),
            exclude: both(self.exclude, later.exclude),
        }
    }
}

/// `[[exempt]]`.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawExempt {
    /// The rule whose findings are exempted.
    pub(super) rule: Located<String>,
    /// The files, modules and items in which they are exempted.
    #[serde(rename = "in")]
    pub(super) within: Vec<Located<AllowIn>>,
    /// The reason.
    pub(super) reason: Located<String>,
    /// The last day of the exemption.
    pub(super) until: Option<Date>,
    /// The maximum number of findings that may be exempted.
    pub(super) max: Option<u64>,
}

/// `[gate]`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawGate {
    /// New findings of this severity and above fail the run.
    pub(super) fail_on: Option<Severity>,
    /// A score below fails the run.
    pub(super) min_score: Option<Located<f64>>,
    /// In comparison with another state, a new finding of any severity fails the run.
    pub(super) no_new: Option<bool>,
    /// In comparison with another state, the score may drop by at most this many points.
    pub(super) min_score_drop: Option<Located<f64>>,
    /// The same for the findings and the score of a category.
    pub(super) category: BTreeMap<String, Located<RawCategoryGate>>,
    /// The same for the findings in a folder or file.
    pub(super) path: BTreeMap<String, Located<RawPathGate>>,
}

impl RawGate {
    /// A later file replaces single settings.
    fn overlaid_by(mut self, later: Self) -> Self {
        self.category.extend(later.category);
        self.path.extend(later.path);
        Self {
            fail_on: later.fail_on.or(self.fail_on),
            min_score: later.min_score.or(self.min_score),
            no_new: later.no_new.or(self.no_new),
            min_score_drop: later.min_score_drop.or(self.min_score_drop),
            category: self.category,
            path: self.path,
        }
    }
}

/// `[gate.category.<name>]`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawCategoryGate {
    /// A new finding of the category fails the run.
    pub(super) no_new: bool,
    /// The score of the category may drop by at most this many points.
    pub(super) min_score_drop: Option<Located<f64>>,
}

/// `[gate.path."<path>"]`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawPathGate {
    /// A new finding below the path fails the run.
    pub(super) no_new: bool,
}

/// `[score]`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawScore {
    /// The weight of each category in the overall score; 1 if absent.
    pub(super) weights: BTreeMap<String, Located<f64>>,
}

/// `[concept.<name>]`.
#[derive(Clone, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawConcept {
    /// What the concept is, in one line.
    pub(super) summary: Option<String>,
    /// The category that its findings count in.
    pub(super) category: Option<String>,
    /// The module or item that owns it.
    pub(super) canonical: Option<Located<CanonicalPath>>,
    /// Paths that go around the owner.
    pub(super) bypasses: Option<Vec<Located<OrPath<RawBypass>>>>,
    /// The functions that may construct it.
    pub(super) factory: Option<Vec<Located<PathPattern>>>,
    /// Paths that it was once found under.
    pub(super) deprecated: Option<Vec<Located<OrPath<RawDeprecated>>>>,
    /// Names that only its own types may have.
    pub(super) rivals: Option<Vec<Located<NamePattern>>>,
    /// Texts that only the owner writes out.
    pub(super) values: Option<Vec<Located<OrValue<RawNamedValue>>>>,
    /// Files, modules and items in which its rules do not hold.
    pub(super) allow_in: Option<Vec<Located<AllowIn>>>,
}

impl RawConcept {
    /// The same concept as declared later, facet by facet over this one. What is allowed in either is allowed in both: a place of
    /// one's own does not take away `build.rs`.
    pub(super) fn overlaid_by(self, later: Self) -> Self {
        Self {
            summary: later.summary.or(self.summary),
            category: later.category.or(self.category),
            canonical: later.canonical.or(self.canonical),
            bypasses: later.bypasses.or(self.bypasses),
            factory: later.factory.or(self.factory),
            deprecated: later.deprecated.or(self.deprecated),
            rivals: later.rivals.or(self.rivals),
            values: later.values.or(self.values),
            allow_in: both(self.allow_in, later.allow_in),
        }
    }
}

fn both<T>(one: Option<Vec<T>>, other: Option<Vec<T>>) -> Option<Vec<T>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.into_iter().chain(other).collect()),
        (one, other) => one.or(other),
    }
}

/// An entry of `bypasses`.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawBypass {
    /// The paths that go around the owner.
    pub(super) path: PathPattern,
    /// What to use instead.
    pub(super) instead: Option<String>,
    /// Whether `instead` takes and returns the same, and may be called wherever the path may.
    #[serde(default)]
    pub(super) drop_in: bool,
    /// Calls with such a text as first argument are fine.
    #[serde(default)]
    pub(super) except_arguments: Vec<TextPattern>,
    /// The severity of a use; if absent, that of the rule.
    pub(super) severity: Option<Severity>,
}

/// An entry of `deprecated`.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawDeprecated {
    /// The old path.
    pub(super) path: PathPattern,
    /// What to use instead.
    pub(super) instead: Option<String>,
    /// The day from which it is old.
    pub(super) since: Option<Date>,
    /// The day after which it may be removed.
    pub(super) remove_after: Option<Located<Date>>,
}

/// An entry of `values`.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawNamedValue {
    /// The text.
    pub(super) value: String,
    /// What to use instead. Where this is not written, it is the constant of the owner that has this text.
    pub(super) instead: Option<String>,
}

/// A rule: the whole of its file in a pack, or `[rule.<id>]` in `ssot.toml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawRule {
    /// The id; equal to the name of the file.
    pub(super) id: Option<Located<String>>,
    /// The kind of contract that it is. In `ssot.toml` it makes a rule of one's own.
    pub(super) kind: Option<Located<String>>,
    /// The category that its findings count in; the same as its folder.
    pub(super) category: Option<Located<String>>,
    /// The severity of its findings.
    pub(super) severity: Option<Severity>,
    /// Whether it is asked at all.
    pub(super) level: Option<RuleLevel>,
    /// Whether a baseline cannot accept its findings.
    pub(super) strict: Option<bool>,
    /// The classes of code that it looks at.
    pub(super) classes: Option<Vec<Class>>,
    /// What the rule finds, in one line.
    pub(super) summary: Option<String>,
    /// The reason for the rule.
    pub(super) why: Option<String>,
    /// What to do about a finding.
    pub(super) help: Option<String>,
    /// The options of the rule, which its kind reads.
    #[serde(rename = "options")]
    pub(super) _options: AnyTable,
    /// Code that is reported.
    pub(super) invalid: Vec<RawExample>,
    /// Code that is not.
    pub(super) valid: Vec<RawExample>,
}

/// An example of a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawExample {
    /// The text of `ssot.toml`.
    #[serde(default)]
    pub(super) config: String,
    /// The code: `src/lib.rs`.
    pub(super) code: String,
    /// Further files by path, for what one file cannot show.
    #[serde(default)]
    pub(super) files: BTreeMap<String, String>,
}

/// `concepts.toml` of a pack.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(super) struct RawConcepts {
    /// Concepts by name, each facet of which `ssot.toml` may override.
    pub(super) concept: BTreeMap<String, Located<RawConcept>>,
}
