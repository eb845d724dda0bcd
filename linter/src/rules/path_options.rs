//! Paths in the options of rules: reported if they match nothing, led through re-exports, and compared with what code refers to.

use super::Judgement;
use crate::config::{AllowIn, ConfigProblem, LastNames, Located, PathPattern};
use crate::facts::ItemKind;
use crate::finding::{FilePath, Place};
use crate::link::{Def, Interest, Item, Use, Workspace};
use crate::uses::{interest, why_dead};

/// Patterns of paths, resolved in a workspace.
#[derive(Debug, Default)]
pub(super) struct ResolvedPaths(Vec<PathPattern>);

impl ResolvedPaths {
    /// The patterns in an option. One that can match nothing is a problem.
    pub(super) fn new(patterns: &[Located<PathPattern>], workspace: &Workspace, judgement: &mut Judgement) -> Self {
        let mut resolved = Self::default();
        for pattern in patterns {
            resolved.add(&pattern.value, &pattern.place, workspace, judgement);
        }
        resolved
    }

    /// Adds a pattern that is written at a place.
    pub(super) fn add(&mut self, pattern: &PathPattern, place: &Place, workspace: &Workspace, judgement: &mut Judgement) {
        for why in why_dead(pattern, workspace) {
            judgement.problem(ConfigProblem::new(place.clone(), why).help("correct it, or remove it"));
        }
        self.0.push(pattern.led_on(|path| workspace.canonical(path)));
    }

    /// Adds an item of the workspace.
    pub(super) fn add_item(&mut self, item: Item, workspace: &Workspace) {
        self.0.extend(PathPattern::parse(&workspace.path(&Def::Item(item))));
    }

    /// What a query for these paths is interested in.
    pub(super) fn interest(&self, workspace: &Workspace) -> Interest<'static> {
        interest(workspace, &self.0)
    }

    /// The path of a definition, if one of the patterns matches it.
    pub(super) fn matching(&self, def: &Def, workspace: &Workspace) -> Option<String> {
        let path = workspace.path(def);
        let segments: Vec<&str> = path.split("::").collect();
        let is_own = workspace.is_own(def);
        let is_match = self.0.iter().any(|pattern| pattern.matches(&segments, is_own));
        is_match.then_some(path)
    }

    /// The path of what a use refers to, if one of the patterns matches it.
    pub(super) fn named_by(&self, usage: &Use, workspace: &Workspace) -> Option<String> {
        usage.targets().find_map(|binding| self.matching(&binding.def, workspace))
    }

    /// Whether a path of the workspace is one of these, or below one.
    pub(super) fn cover(&self, path: &str) -> bool {
        let segments: Vec<&str> = path.split("::").collect();
        self.0.iter().any(|pattern| pattern.covers(&segments, true))
    }
}

/// The last names of what patterns match, without those of patterns that end in a wildcard.
pub(super) fn last_names<'p>(patterns: impl Iterator<Item = &'p PathPattern>) -> Vec<String> {
    let names = patterns.flat_map(|pattern| match pattern.last_names() {
        LastNames::Exact(names) => names,
        LastNames::Any => Vec::new(),
    });
    names.map(|name| name.trim_end_matches('!').to_owned()).collect()
}

/// The items of the workspace that a pattern matches. What is associated with a type is matched only by a plain path: `app::Event::*`
/// are the variants of an enum.
pub(super) fn items_of(pattern: &PathPattern, workspace: &Workspace) -> Vec<Item> {
    let is_plain = pattern.literal().is_some();
    let is_associated = |kind: &ItemKind| {
        matches!(
            kind,
            ItemKind::AssociatedFunction(..) | ItemKind::AssociatedConst(_) | ItemKind::AssociatedType(_)
        )
    };
    let is_match = |item: &Item| pattern.matches_own(&workspace.path(&Def::Item(*item)));
    let items = workspace.items().filter(|(_, fact)| is_plain || !is_associated(&fact.kind));
    items.map(|(item, _)| item).filter(is_match).collect()
}

/// Whether an `allow-in` contains a file, or the item at a path.
pub(super) fn is_allowed(allow_in: &[Located<AllowIn>], file: &FilePath, path: &str) -> bool {
    let segments: Vec<&str> = path.split("::").collect();
    allow_in.iter().any(|allowed| allowed.value.allows(file, &segments))
}
