//! The third phase: the names of each scope, with imports resolved. A scope's own items and imports take precedence over the
//! names that its globs import, and these over the enclosing scopes. It knows modules, enums and crates; associated items need
//! the later phases.

mod globs;
mod imports;

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::facts::{ScopeKind, Visibility};
use crate::link::declarations::{Declarations, Declared};
use crate::link::def_map::globs::Globs;
use crate::link::def_map::imports::Settling;
use crate::link::program::Program;
use crate::link::program::symbols::Symbol;
use crate::link::resolve::{Binding, Bindings};
use crate::link::{Crate, Def, Import, Item, Namespace, Scope};

/// The names of all scopes. The term is that of rustc and rust-analyzer.
#[derive(Clone, Debug)]
pub struct DefMap {
    declarations: Declarations,
    /// For each import, the definitions that it resolves to.
    pub(in crate::link) imported: Arc<Vec<Imported>>,
    pub(in crate::link) globs: Arc<Globs>,
}

impl DefMap {
    /// Resolves all imports.
    pub(crate) fn new(declarations: Declarations) -> Self {
        Settling::new(Self::unresolved(declarations)).finish(|_, _| true)
    }

    /// Resolves the imports that paths with these names can lead through: all globs and re-exports, and the private imports that
    /// bind one of the names, or the beginning of the path of such an import.
    pub(in crate::link) fn for_names(declarations: Declarations, mut names: FxHashSet<Symbol>) -> Self {
        let mut wanted: FxHashSet<Import> = FxHashSet::default();
        loop {
            let before = wanted.len();
            for (at, fact) in declarations
                .imports()
                .filter(|(_, fact)| fact.visibility == Visibility::Private)
            {
                let binds = declarations.name_of_import(at).is_none_or(|name| names.contains(&name));
                if binds && wanted.insert(at) {
                    let scope = declarations.instance_of_import(at).scope(fact.scope);
                    names.extend(declarations.segments(scope, fact.path).0.first());
                }
            }
            if wanted.len() == before {
                break;
            }
        }
        let is_wanted =
            |import: Import, map: &Self| map.import(import).visibility != Visibility::Private || wanted.contains(&import);
        Settling::new(Self::unresolved(declarations)).finish(is_wanted)
    }

    /// The names of all scopes, given what each import resolves to. `None` if there are other imports.
    pub(in crate::link) fn with_imported(declarations: Declarations, imported: Vec<Imported>) -> Option<Self> {
        let mut map = Self::unresolved(declarations);
        (map.imported.len() == imported.len()).then_some(())?;
        map.imported = Arc::new(imported);
        let scopes: FxHashSet<Scope> = map.imports().filter_map(|(at, _)| map.scope_of_glob(at)).collect();
        map.note_globs(&scopes);
        Some(map)
    }

    fn unresolved(declarations: Declarations) -> Self {
        Self {
            imported: Arc::new(vec![Imported::default(); declarations.imports().count()]),
            globs: Arc::new(Globs::new(&declarations)),
            declarations,
        }
    }

    /// The program, to replace facts by others with the same declarations.
    pub(in crate::link) fn program_mut(&mut self) -> &mut Program {
        self.declarations.program_mut()
    }

    /// Drops the resolved imports.
    pub(in crate::link) fn into_declarations(self) -> Declarations {
        self.declarations
    }

    pub(in crate::link) fn imported(&self, import: Import) -> &Imported {
        &self.imported[import.0 as usize]
    }

    /// Updates the targets of the globs in some scopes. Returns these scopes and those whose globs lead to them.
    pub(in crate::link) fn note_globs(&mut self, changed: &FxHashSet<Scope>) -> FxHashSet<Scope> {
        Arc::make_mut(&mut self.globs).enter(changed, &self.imported, &self.declarations)
    }

    /// The bindings of a name in a module or block itself: its declarations, otherwise the names that its globs import.
    pub(in crate::link) fn in_scope(&self, scope: Scope, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let found = self.declared_in(scope, name, space, lookup);
        if !found.is_empty() {
            return found;
        }
        self.through_globs(scope, name, space, lookup)
    }

    pub(in crate::link) fn declared_in(&self, scope: Scope, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let mut found = Bindings::new();
        for entry in self.declared.get(&(scope, name)) {
            match entry {
                Declared::Item(item, spaces) => {
                    if spaces.has(space) {
                        found.push(Binding {
                            def: Def::Item(item),
                            declared: Some((scope, name)),
                            import: None,
                        });
                    }
                }
                Declared::Import(import) => {
                    if lookup.except == Some(import) {
                        continue;
                    }
                    lookup.dependencies.imports.push(import);
                    let defs = self.imported(import).in_space(space);
                    found.extend(defs.map(|def| Binding {
                        def: def.clone(),
                        declared: Some((scope, name)),
                        import: Some(import),
                    }));
                }
            }
        }
        found
    }

    /// The bindings of a bare name in a scope. Searches the enclosing blocks, the module, the extern prelude, the crates with
    /// `#[macro_use]`, and the prelude.
    pub(in crate::link) fn lexical(&self, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let mut from = Some(lookup.from);
        while let Some(scope) = from {
            let at = self.declaring[scope.0 as usize];
            let found = self.in_scope(at, name, space, lookup);
            let yields = || space == Namespace::Type && self.yields_to_crate(&found, name, at);
            if !found.is_empty() && !yields() {
                return found;
            }
            let is_module = matches!(self.kind(at), ScopeKind::Module | ScopeKind::File);
            from = if is_module { None } else { self.parent(at) };
        }
        let krate = self.crate_of(lookup.from);
        let found = match space {
            Namespace::Type => self.extern_crate(krate, name),
            _ => None,
        };
        if let Some(def) = found {
            return smallvec::smallvec![Binding::plain(def)];
        }
        let passed_on = match space {
            Namespace::Macro => self.in_crates_of_macros(krate, name, lookup),
            _ => Bindings::new(),
        };
        if passed_on.is_empty() {
            self.in_prelude(name, space, lookup)
        } else {
            passed_on
        }
    }

    /// The macros that `#[macro_use] extern crate` imports into a whole crate.
    fn in_crates_of_macros(&self, krate: Crate, name: Symbol, lookup: &mut Lookup) -> Bindings {
        let crates = self.crates_of_macros.get(&krate).into_iter().flatten();
        let mut bodies = crates.filter_map(|import| self.body(&self.named_crate(*import)?));
        let found = bodies.find_map(|body| {
            let found = self.declared_in(body, name, Namespace::Macro, lookup);
            (!found.is_empty()).then_some(found)
        });
        found.unwrap_or_default()
    }

    /// The bindings of a name in the prelude, which includes the macros that `std` exports at its root.
    pub(in crate::link) fn in_prelude(&self, name: Symbol, space: Namespace, lookup: &mut Lookup) -> Bindings {
        let prelude = self.prelude;
        let mut found = prelude
            .map(|prelude| self.in_scope(prelude, name, space, lookup))
            .unwrap_or_default();
        if found.is_empty() && space == Namespace::Macro {
            let root = self.crates[self.standard.krate().0 as usize].root;
            found = self.in_scope(root, name, space, lookup);
        }
        found.into_iter().map(|binding| Binding::plain(binding.def)).collect()
    }

    /// The opaque item of a module of the standard library, for a name that the stubs do not declare in any namespace.
    pub(in crate::link) fn beyond_stubs(&self, module: &Def, body: Scope, name: Symbol, lookup: &mut Lookup) -> Bindings {
        if !self.is_standard(module) {
            return Bindings::new();
        }
        let is_known = [Namespace::Type, Namespace::Value, Namespace::Macro]
            .into_iter()
            .any(|space| !self.in_scope(body, name, space, lookup).is_empty());
        if is_known {
            return Bindings::new();
        }
        smallvec::smallvec![Binding::plain(Def::External(self.path_of_module(body).child(name)))]
    }
}

impl Deref for DefMap {
    type Target = Declarations;

    fn deref(&self) -> &Declarations {
        &self.declarations
    }
}

/// The definitions that an import resolves to, mostly one. For a glob, its targets, which are in the type namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::link) struct Imported(SmallVec<[ImportedDef; 1]>);

/// A definition that an import resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::link) struct ImportedDef {
    pub(in crate::link) space: Namespace,
    pub(in crate::link) def: Def,
    /// As in [`Binding`]: the scope that declares or imports the name of the definition, and that name.
    pub(in crate::link) declared: Option<(Scope, Symbol)>,
}

impl Imported {
    pub(in crate::link) fn in_space(&self, space: Namespace) -> impl Iterator<Item = &Def> {
        let of_space = self.0.iter().filter(move |brought| brought.space == space);
        of_space.map(|brought| &brought.def)
    }

    /// Every definition, by namespace.
    pub(in crate::link) fn all(&self) -> &[ImportedDef] {
        &self.0
    }

    pub(in crate::link) fn enter(&mut self, space: Namespace, found: impl IntoIterator<Item = Binding>) {
        let brought = found
            .into_iter()
            .map(|Binding { def, declared, .. }| ImportedDef { space, def, declared });
        self.0.extend(brought);
    }
}

impl FromIterator<ImportedDef> for Imported {
    fn from_iter<T: IntoIterator<Item = ImportedDef>>(defs: T) -> Self {
        Self(defs.into_iter().collect())
    }
}

/// The dependencies of a look-up: if one of them changes, the result may change.
#[derive(Default)]
pub(in crate::link) struct Dependencies {
    /// The imports that it led through.
    pub(in crate::link) imports: SmallVec<[Import; 4]>,
    /// The scopes whose globs were searched.
    pub(in crate::link) globs: SmallVec<[Scope; 4]>,
}

impl Dependencies {
    /// Removes duplicates: a name is looked up in several namespaces, and in each of them at the same places.
    pub(in crate::link) fn once(mut self) -> Self {
        self.imports.sort_unstable();
        self.imports.dedup();
        self.globs.sort_unstable();
        self.globs.dedup();
        self
    }
}

/// The context of a look-up.
pub(in crate::link) struct Lookup {
    /// The scope whose code contains the name.
    pub(in crate::link) from: Scope,
    /// The dependencies of the result, which the look-up fills in.
    pub(in crate::link) dependencies: Dependencies,
    /// The import that is being resolved, which must not find itself.
    pub(in crate::link) except: Option<Import>,
    /// The type aliases that were expanded for a name. Each is expanded once: `cfg` may choose between several aliases that each
    /// lead to several, and aliases can form a cycle.
    pub(in crate::link) aliases: SmallVec<[(Item, Symbol, Namespace); 1]>,
}

impl Lookup {
    pub(in crate::link) fn from(scope: Scope) -> Self {
        Self {
            from: scope,
            dependencies: Dependencies::default(),
            except: None,
            aliases: SmallVec::new(),
        }
    }
}
