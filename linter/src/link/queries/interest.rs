//! The filter of a query by names: it decides which files, paths and method calls have to be resolved.

use rustc_hash::FxHashSet;

use crate::facts::{Member, Mentions};
use crate::link::program::modules::Instance;
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::queries::call_candidates::CallCandidates;
use crate::link::queries::spellings::Spellings;
use crate::link::{Crate, Item, SourceFile, Workspace};

/// The spellings that match a query.
#[derive(Clone, Debug)]
pub enum Interest<'a> {
    /// All spellings.
    Everything,
    /// Paths with one of these names, or with an alias of one.
    Names(FxHashSet<Symbol>),
    /// Paths and method calls that may refer to some items.
    Items(Spellings, CallCandidates<'a>),
}

impl Interest<'static> {
    /// Interest in what either is about, if both are about names.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Names(one), Self::Names(other)) => Self::Names(one.into_iter().chain(other).collect()),
            _ => Self::Everything,
        }
    }
}

impl Interest<'_> {
    pub(in crate::link) fn wants(&self, mut segments: impl Iterator<Item = Symbol> + Clone) -> bool {
        match self {
            Self::Everything => true,
            Self::Names(names) => segments.any(|segment| names.contains(&segment)),
            Self::Items(paths, _) => paths.may_lead(segments.clone()) || segments.any(|segment| paths.may_be_self(segment)),
        }
    }

    /// Whether a file with these names may contain a match. `Self` alone does not count, because the impl or type that defines it
    /// contains the name of the type.
    pub(super) fn is_among(&self, names: &[Symbol]) -> bool {
        match self {
            Self::Everything => true,
            Self::Names(_) => self.is_spelled_by(names.iter().copied()),
            Self::Items(paths, _) => names.iter().any(|name| paths.have(*name)),
        }
    }

    /// Whether a type-relative name may match, whatever the type is.
    pub(super) fn has(&self, name: Symbol) -> bool {
        match self {
            Self::Everything => true,
            Self::Names(names) => names.contains(&name),
            Self::Items(paths, _) => paths.have(name),
        }
    }

    /// Whether a path may match.
    pub(super) fn is_spelled_by(&self, mut segments: impl Iterator<Item = Symbol>) -> bool {
        match self {
            Self::Everything => true,
            Self::Names(names) => segments.any(|name| names.contains(&name) && (names.len() == 1 || name != SELF_TYPE)),
            Self::Items(paths, _) => paths.may_lead(segments),
        }
    }

    /// Whether a file may contain a method call or field access that matches.
    pub(super) fn is_among_members(&self, file: &SourceFile, krate: Crate) -> bool {
        match self {
            Self::Everything | Self::Names(_) => true,
            Self::Items(_, called) => called.is_among(file.facts.called.iter().map(|name| file.symbols[name.0 as usize]), krate),
        }
    }

    pub(super) fn wants_member(&self, member: &Member, mentions: &Mentions, instance: &Instance, name: Symbol) -> bool {
        match self {
            Self::Everything => true,
            Self::Names(names) => names.contains(&name),
            Self::Items(_, called) => called.may_be(member, mentions, instance),
        }
    }
}

impl Workspace {
    /// Interest in these names, their aliases, the aliases of these, and so on.
    pub fn interest<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Interest<'static> {
        let names = names.into_iter().filter_map(|name| self.symbol(name.trim_end_matches('!')));
        let mut names = self.aliases().with(names);
        names.insert(SELF_TYPE);
        Interest::Names(names)
    }

    /// Interest in these items, and in all paths with one of the names `others`.
    pub fn interest_in(&self, items: &[Item], others: impl IntoIterator<Item = Symbol>) -> Interest<'_> {
        let items = items.iter().copied();
        Interest::Items(
            Spellings::new(items.clone(), others, self),
            CallCandidates::among(items, self),
        )
    }
}
