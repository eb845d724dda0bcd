//! The standard library: stubs that are read like any other crate, so that each of its items has one path and its functions have
//! types. `core` and `alloc` are treated as `std`. What the stubs do not declare is opaque, like a crate outside the workspace.

use std::sync::{Arc, OnceLock};

use crate::facts::{FileFacts, ItemKind};
use crate::finding::{Class, FilePath};
use crate::link::program::crates::CrateData;
use crate::link::program::modules::Instance;
use crate::link::program::primitives::Primitives;
use crate::link::program::symbols::{Symbol, Symbols};
use crate::link::resolve::Binding;
use crate::link::{Crate, Def, ExternalPath, Item, SourceFile, Workspace};

/// The facts of the stubs. They are extracted once per process, because the text is long and never changes.
static STUBS: OnceLock<Arc<FileFacts>> = OnceLock::new();

/// The stubs of the standard library, and the macros of well-known crates.
pub(crate) const STANDARD_TEXT: &str = concat!(
    include_str!("../../../std/std.rs"),
    include_str!("../../../std/well_known.rs")
);

/// The byte offset in [`STANDARD_TEXT`] at which the macros of well-known crates begin.
pub(in crate::link) const WELL_KNOWN_FROM: u32 = include_str!("../../../std/std.rs").len() as u32;

/// The facts of the standard library. Calls `read` only if they are not known yet.
pub(crate) fn standard_library(read: impl FnOnce(&str) -> Arc<FileFacts>) -> Arc<FileFacts> {
    Arc::clone(STUBS.get_or_init(|| read(STANDARD_TEXT)))
}

/// The crate of the standard library, and names that it treats specially.
#[derive(Debug)]
pub(in crate::link) struct Standard {
    /// `std`, and the crates that re-export parts of it.
    facades: [Symbol; 3],
    /// The module `primitive`, which re-exports the primitive types.
    primitive: Symbol,
    primitives: Primitives,
    krate: Crate,
}

impl Standard {
    pub(in crate::link) fn new(krate: Crate, symbols: &mut Symbols) -> Self {
        Self {
            facades: ["std", "core", "alloc"].map(|name| symbols.intern(name)),
            primitive: symbols.intern("primitive"),
            primitives: Primitives::new(symbols),
            krate,
        }
    }

    pub(in crate::link) fn file(symbols: &mut Symbols) -> SourceFile {
        let facts = standard_library(|text| FileFacts::parse(text).into());
        SourceFile {
            path: FilePath::new("std.rs"),
            class: Class::Generated,
            is_stray: false,
            origin: None,
            unexpanded: 0,
            tests: facts.answers(|_| false),
            symbols: facts.names.iter().map(|name| symbols.intern(name)).collect(),
            facts,
        }
    }

    pub(in crate::link) fn krate(&self) -> Crate {
        self.krate
    }

    pub(in crate::link) fn data(&self, instance: &Instance) -> CrateData {
        CrateData {
            name: self.facades[0],
            package: None,
            target: None,
            is_build_script: false,
            root: instance.root(),
            edition_2015: false,
            externs: rustc_hash::FxHashMap::default(),
            certain: rustc_hash::FxHashSet::default(),
            open: false,
            has_unnamed: false,
        }
    }

    /// The crate of a name that no crate of the workspace has.
    pub(in crate::link) fn outside(&self, name: Symbol) -> Def {
        if self.is_facade(name) {
            Def::Crate(self.krate)
        } else {
            Def::External(ExternalPath::krate(name))
        }
    }

    pub(in crate::link) fn primitives(&self) -> &Primitives {
        &self.primitives
    }

    /// The path that results from appending a segment to an external path. `std::primitive::u8` is `u8`.
    pub(in crate::link) fn child(&self, outside: &ExternalPath, name: Symbol) -> ExternalPath {
        match outside.segments[..] {
            [krate, module] if krate == self.facades[0] && module == self.primitive => ExternalPath::krate(name),
            _ => outside.child(name),
        }
    }

    /// Whether the name is a crate that every crate has without a dependency: `std`, `core`, `alloc`.
    pub(in crate::link) fn is_facade(&self, name: Symbol) -> bool {
        self.facades.contains(&name)
    }
}

impl Workspace {
    /// The item of the standard library that an external path names.
    pub(in crate::link) fn standard_item(&self, outside: &ExternalPath) -> Option<Item> {
        if let [owner, name] = outside.segments[..]
            && let Some(head) = self.standard.primitives().head(owner)
        {
            return self
                .linked
                .impls
                .inherent
                .get(&(head, name))
                .find(|item| self.is_standard(&Def::Item(*item)));
        }
        let (krate, rest) = outside.segments.split_first()?;
        if *krate != self.standard.facades[0] {
            return None;
        }
        let items = self.find_from_root(self.standard.krate, rest).into_iter();
        let mut items = items.filter_map(|def| match def {
            Def::Item(item) => Some(item),
            _ => None,
        });
        items.find(|item| matches!(self.item(*item).kind, ItemKind::Macro { .. }) == outside.called)
    }

    /// Replaces an item of the stubs by its canonical path. Code outside of `link` does not see the stubs.
    pub(in crate::link) fn seen(&self, def: Def) -> Def {
        if self.is_standard(&def) {
            Def::External(self.as_external(&def))
        } else {
            def
        }
    }

    pub(in crate::link) fn seen_binding(&self, binding: Binding) -> Binding {
        let declared = binding
            .declared
            .filter(|(scope, _)| self.crate_of(*scope) != self.standard.krate);
        Binding {
            def: self.seen(binding.def),
            declared,
            import: binding.import.filter(|_| declared.is_some()),
        }
    }
}
