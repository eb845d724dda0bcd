//! The first part of a check: reads the texts, resolves their names, and collects the problems on the way.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Request;
use super::analysis::Analysis;
use super::input::{self, Expanded, FactsProvider, InputReader};
use super::previous::PreviousCheck;
use crate::cache::{Bundle, Cache};
use crate::config::{Config, ConfigProblem};
use crate::discover::Layout;
use crate::facts::{Expansion, FileFacts, Grammar};
use crate::finding::{FilePath, Finding};
use crate::link::{AskedNames, Expansions, Workspace};
use crate::rules::{self, EditedFiles};
use crate::snapshot::Snapshot;

/// Links the files of a snapshot, for commands that query names without a check.
pub fn workspace(snapshot: &Snapshot, config: &Config, cache: Option<&Cache>) -> Workspace {
    LinkedInput::with_cache(snapshot, config, &AskedNames::All, cache, None, None).workspace
}

/// The names in the paths that a configuration mentions. They are names of the workspace whether or not its code contains them, so that
/// it depends on declarations alone what the paths mean.
fn names_in_paths(config: &Config) -> Vec<String> {
    let concepts = config.concepts.iter();
    let paths = concepts.flat_map(|concept| {
        let bypasses = concept.bypasses.iter().filter_map(|bypass| bypass.instead.as_deref());
        let former = concept.deprecated.iter().filter_map(|former| former.instead.as_deref());
        bypasses.chain(former)
    });
    let canonical = config.concepts.iter().filter_map(|concept| concept.canonical.as_ref());
    let canonical = canonical.flat_map(|path| path.value.iter().cloned());
    let names = paths
        .flat_map(|path| path.split("::"))
        .map(|name| name.trim_end_matches('!').to_owned());
    names.chain(canonical).chain(rules::run::names_in_options(config)).collect()
}

/// Takes facts from the cache, if there is one.
impl FactsProvider for Option<&Cache> {
    fn known(&self, grammar: Grammar, hash: u128) -> Option<Arc<FileFacts>> {
        self.and_then(|cache| cache.known(grammar, hash)).map(Arc::new)
    }

    fn extract(&self, grammar: Grammar, text: &str) -> Arc<FileFacts> {
        let facts = match self {
            Some(cache) => cache.facts(grammar, text),
            None => FileFacts::parsed_as(grammar, text),
        };
        Arc::new(facts)
    }

    fn is_shared(&self) -> bool {
        self.is_some_and(|cache| cache.shared().is_some())
    }

    fn fetch(&self, bundles: &[Bundle], text: &(dyn Fn(&FilePath) -> Option<String> + Sync)) {
        self.inspect(|cache| cache.fetch(bundles, text));
    }

    fn share(&self, bundles: &[Bundle]) {
        self.inspect(|cache| cache.share(bundles));
    }

    fn known_expansions(&self, key: u128) -> Option<Expanded> {
        let expansions = self.and_then(|cache| cache.known_expansions(key))?;
        Some(expansions.into_iter().map(|expansion| expansion.map(Arc::new)).collect())
    }

    fn expansions(&self, key: u128, expand: &dyn Fn() -> Vec<Option<Expansion>>) -> Expanded {
        let expansions = match self {
            Some(cache) => cache.expansions(key, expand),
            None => expand(),
        };
        expansions.into_iter().map(|expansion| expansion.map(Arc::new)).collect()
    }
}

/// A workspace whose names are resolved, and the problems of reading it.
#[derive(Debug)]
pub(crate) struct LinkedInput {
    /// The files that the configuration does not exclude.
    pub(crate) snapshot: Snapshot,
    pub(crate) layout: Layout,
    pub(crate) workspace: Workspace,
    pub(crate) unreadable: Vec<(FilePath, String)>,
    /// Mistakes in the globs of the configuration.
    pub(crate) problems: Vec<ConfigProblem>,
    /// The files that were edited since the previous check, if what that knows of the other files still holds.
    pub(super) edited: Option<EditedFiles>,
    /// The macro calls with their expansions; `None` if the workspace is that of the previous check with other facts.
    pub(super) expansions: Option<Expansions>,
    /// The files that the sources name, but that are excluded or do not exist.
    pub(super) not_found: BTreeSet<(FilePath, Grammar)>,
}

impl LinkedInput {
    /// Like [`Self::new`], but takes facts from the cache and stores new ones in it.
    pub(super) fn with_cache(
        snapshot: &Snapshot,
        config: &Config,
        asked: &AskedNames,
        cache: Option<&Cache>,
        progress: Option<fn(usize, usize)>,
        previous: Option<&PreviousCheck>,
    ) -> Self {
        let linked = Self::after(previous, (snapshot, config), asked, &cache, progress);
        cache.inspect(|cache| cache.flush());
        linked
    }

    /// The findings that are not exempted, in the order of reports.
    pub(crate) fn findings(&self, config: &Config, request: &Request) -> Vec<Finding> {
        Analysis::new(self, config, request).findings
    }

    /// Reads and links the files of a snapshot. `asked` are the names that later queries may ask about.
    pub(crate) fn new(
        snapshot: &Snapshot,
        config: &Config,
        asked: &AskedNames,
        facts: &dyn FactsProvider,
        progress: Option<fn(usize, usize)>,
    ) -> Self {
        Self::after(None, (snapshot, config), asked, facts, progress)
    }

    /// The same; what a previous check knows is not found out again if it still holds.
    pub(super) fn after(
        previous: Option<&PreviousCheck>,
        (snapshot, config): (&Snapshot, &Config),
        asked: &AskedNames,
        facts: &dyn FactsProvider,
        progress: Option<fn(usize, usize)>,
    ) -> Self {
        let (classes, mut problems) = input::class_globs(config);
        let (excluded, exclude_problems) = input::excluded(config);
        problems.extend(exclude_problems);
        let is_excluded = |file: &FilePath| excluded.iter().any(|glob| glob.matches(file));
        let reading = InputReader {
            facts,
            classes: &classes,
            is_excluded: &is_excluded,
            test_features: &config.test_features,
            asked,
            configured: &names_in_paths(config),
            progress,
            previous,
        };
        let snapshot = rules::run::snapshot_for(config, snapshot);
        let (read, workspace) = reading.read(snapshot.without(is_excluded));
        problems.extend(input::globs_of_nothing(config, &snapshot, &read));
        Self {
            workspace,
            snapshot: read.snapshot,
            layout: read.layout,
            unreadable: read.problems,
            problems,
            edited: read.edited,
            expansions: read.expansions,
            not_found: read.not_found,
        }
    }
}
