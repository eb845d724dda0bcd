//! The standard library: stubs of it, read like any other crate, so that a path into it has one name and its functions
//! have types. `core` and `alloc` speak with the name of `std`. What the stubs do not know is opaque, as any crate
//! outside of the workspace.

use std::sync::{Arc, OnceLock};

use super::lookup::{Asking, Bindings, Entry};
use super::modules::Instance;
use super::primitives::Primitives;
use super::resolve::Binding;
use super::symbols::{Symbol, Symbols};
use super::{Crate, CrateData, Def, Item, Outside, Scope, SourceFile, Space, Workspace};
use crate::facts::{FileFacts, ItemKind};
use crate::finding::{Class, FilePath};

/// Read once a process: the text is long and never changes.
static STUBS: OnceLock<Arc<FileFacts>> = OnceLock::new();

/// The facts of the standard library, by `read` if nobody has asked for them before.
pub(crate) fn standard_library(read: impl FnOnce(&str) -> Arc<FileFacts>) -> Arc<FileFacts> {
    Arc::clone(STUBS.get_or_init(|| read(include_str!("../../std/std.rs"))))
}

/// Where the standard library is among the crates.
#[derive(Debug)]
pub(super) struct Standard {
    /// `std`, and the crates that speak with its name.
    facades: [Symbol; 3],
    /// The module that has the primitive types under their names.
    primitive: Symbol,
    primitives: Primitives,
    krate: Crate,
    /// The newest edition's prelude, once the items are declared.
    prelude: Option<Scope>,
}

/// What the newest edition sees of std without an import. What older ones lack is traits, which no code names without an
/// import that goes before.
const PRELUDE: [&str; 2] = ["prelude", "rust_2024"];

/// What `?`, `*`, `for`, `.await`, `vec!`, indexing, closures and derived constructors are made of.
const KNOWN: [&str; 17] = [
    "ops::Deref",
    "ops::Index",
    "iter::Iterator",
    "iter::IntoIterator",
    "future::Future",
    "future::IntoFuture",
    "option::Option",
    "result::Result",
    "vec::Vec",
    "clone::Clone",
    "default::Default",
    "convert::From",
    "convert::TryFrom",
    "iter::FromIterator",
    "ops::Fn",
    "ops::FnMut",
    "ops::FnOnce",
];

impl Standard {
    pub(super) fn of(krate: Crate, symbols: &mut Symbols) -> Self {
        Self {
            facades: ["std", "core", "alloc"].map(|name| symbols.intern(name)),
            primitive: symbols.intern("primitive"),
            primitives: Primitives::of(symbols),
            krate,
            prelude: None,
        }
    }

    pub(super) fn file(symbols: &mut Symbols) -> SourceFile {
        let facts = standard_library(|text| FileFacts::of(text).into());
        SourceFile {
            path: FilePath::new("std.rs"),
            class: Class::Generated,
            is_stray: false,
            tests: facts.answers(|_| false),
            symbols: facts.names.iter().map(|name| symbols.intern(name)).collect(),
            facts,
        }
    }

    pub(super) fn krate(&self) -> Crate {
        self.krate
    }

    pub(super) fn data(&self, instance: &Instance) -> CrateData {
        CrateData {
            name: self.facades[0],
            package: None,
            root: instance.root(),
            edition_2015: false,
            externs: rustc_hash::FxHashMap::default(),
            certain: rustc_hash::FxHashSet::default(),
            open: false,
            has_unnamed: false,
        }
    }

    /// The crate of a name that the workspace does not have.
    pub(super) fn outside(&self, name: Symbol) -> Def {
        if self.is_facade(name) {
            Def::Crate(self.krate)
        } else {
            Def::Outside(Outside::krate(name))
        }
    }

    pub(super) fn primitives(&self) -> &Primitives {
        &self.primitives
    }

    /// What the path of a crate outside goes on to. `std::primitive::u8` is `u8`.
    pub(super) fn child(&self, outside: &Outside, name: Symbol) -> Outside {
        match outside.segments[..] {
            [krate, module] if krate == self.facades[0] && module == self.primitive => Outside::krate(name),
            _ => outside.child(name),
        }
    }

    pub(super) fn prelude(&self) -> Option<Scope> {
        self.prelude
    }

    /// The crate is there without a manifest that names it.
    pub(super) fn is_facade(&self, name: Symbol) -> bool {
        self.facades.contains(&name)
    }
}

impl Workspace {
    /// Finds the items that the language itself knows.
    pub(super) fn enter_known(&mut self) {
        for path in KNOWN {
            let segments: Option<Vec<Symbol>> = path.split("::").map(|segment| self.symbol(segment)).collect();
            let found = segments.map(|segments| self.find_from_root(self.standard.krate, &segments));
            let item = found.into_iter().flatten().find_map(|def| match def {
                Def::Item(item) => Some(item),
                _ => None,
            });
            if let Some(item) = item {
                self.tables.known.insert(path, item);
            }
        }
    }

    /// Finds the prelude among the items.
    pub(super) fn open_prelude(&mut self) {
        let names = PRELUDE.map(|name| self.symbol(name));
        let mut at = Some(self.crates[self.standard.krate.0 as usize].root);
        for name in names {
            let keys = at.zip(name).into_iter();
            let mut entries = keys.flat_map(|key| self.tables.declared.get(&key));
            at = entries.find_map(|entry| match entry {
                Entry::Item(item, _) => self.body(&Def::Item(item)),
                Entry::Import(_) => None,
            });
        }
        self.standard.prelude = at;
    }

    /// What every module sees of a name without an import.
    pub(super) fn in_prelude(&self, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let prelude = self.standard.prelude;
        let mut found = prelude
            .map(|prelude| self.in_scope(prelude, name, space, asking))
            .unwrap_or_default();
        if found.is_empty() && space == Space::Macro {
            let root = self.crates[self.standard.krate.0 as usize].root;
            found = self.in_scope(root, name, space, asking);
        }
        found.into_iter().map(|binding| Binding::plain(binding.def)).collect()
    }

    /// A definition of the standard library.
    pub(super) fn is_standard(&self, def: &Def) -> bool {
        match def {
            Def::Crate(krate) => *krate == self.standard.krate,
            Def::Item(item) | Def::Member(item, _) => self.crate_of_item(*item) == self.standard.krate,
            Def::Outside(_) => false,
        }
    }

    /// What a module of the standard library has under a name that its stubs do not know.
    pub(super) fn beyond_stubs(&self, module: &Def, body: Scope, name: Symbol, asking: &mut Asking) -> Bindings {
        if !self.is_standard(module) {
            return Bindings::new();
        }
        let is_known = [Space::Type, Space::Value, Space::Macro]
            .into_iter()
            .any(|space| !self.in_scope(body, name, space, asking).is_empty());
        if is_known {
            return Bindings::new();
        }
        smallvec::smallvec![Binding::plain(Def::Outside(self.as_outside(module).child(name)))]
    }

    /// The standard library, by one of its names.
    pub(super) fn standard_crate(&self, name: &str) -> Option<Crate> {
        let is_facade = self.symbol(name).is_some_and(|name| self.standard.is_facade(name));
        is_facade.then_some(self.standard.krate)
    }

    /// The item of the standard library that a path names.
    pub(super) fn standard_item(&self, outside: &Outside) -> Option<Item> {
        if let [owner, name] = outside.segments[..]
            && let Some(head) = self.standard.primitives().head(owner)
        {
            return self
                .tables
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

    /// A definition as those who ask see it: what is not of the workspace is a path, whatever is known of it here.
    pub(super) fn seen(&self, def: Def) -> Def {
        if self.is_standard(&def) {
            Def::Outside(self.as_outside(&def))
        } else {
            def
        }
    }

    pub(super) fn seen_binding(&self, binding: Binding) -> Binding {
        let declared = binding
            .declared
            .filter(|(scope, _)| self.crate_of(*scope) != self.standard.krate);
        Binding {
            def: self.seen(binding.def),
            declared,
            import: binding.import.filter(|_| declared.is_some()),
        }
    }

    /// The files of the workspace are all but the last, which is the standard library's.
    pub(super) fn own_files(&self) -> &[SourceFile] {
        &self.files[..self.files.len() - 1]
    }

    /// The instances of the workspace are all but the last, which is the standard library's.
    pub(super) fn own_instances(&self) -> &[Instance] {
        &self.instances[..self.instances.len() - 1]
    }

    /// The crates of the workspace with their numbers.
    pub(super) fn own_crates(&self) -> impl Iterator<Item = (usize, &CrateData)> {
        let crates = self.crates.iter().enumerate();
        crates.filter(|(at, _)| *at != self.standard.krate.0 as usize)
    }
}
