//! What a scope knows of a name: its own items and imports, then what its globs bring, then the scopes around.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::multimap::Multimap;
use super::resolve::Binding;
use super::symbols::{SELF, Symbol};
use super::types::Head;
use super::{Crate, Def, Extern, Import, Item, Scope, Space, Workspace};
use crate::facts::{self, ImportKind, ItemKind, ScopeKind, Shape, TypeId, Visibility};

/// What is known of the workspace by scope, type and import.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// What a scope declares under a name, in every space.
    pub(super) declared: Multimap<(Scope, Symbol), Entry>,
    /// For each scope the innermost one, from itself to its module, that declares anything: few blocks do.
    pub(super) declaring: Vec<Scope>,
    /// The globs of a scope.
    pub(super) globs: FxHashMap<Scope, Vec<Glob>>,
    /// Who declares a name, and which enums have a variant of it: what no glob can bring is not looked for in any.
    pub(super) declarers: Multimap<Symbol, GlobTarget>,
    /// The globs that lead to something, as far as imports are settled.
    pub(super) globbing: FxHashMap<GlobTarget, Vec<Globbing>>,
    /// For each import what it brings, once that is known.
    pub(super) imported: Vec<Imported>,
    /// Root scope of the file behind each `mod name;`.
    pub(super) bodies: FxHashMap<Item, Scope>,
    /// The `mod` that a scope is the body of.
    pub(super) module_of_body: FxHashMap<Scope, Item>,
    /// Variants of an enum, and items of a trait.
    pub(super) members: Multimap<(Item, Symbol), Item>,
    /// The traits that have an item of a name.
    pub(super) traits_having: Multimap<Symbol, Item>,
    /// Items of the impl blocks of a type: inherent ones apart from those of traits.
    pub(super) inherent: Multimap<(Head, Symbol), Item>,
    pub(super) of_traits: Multimap<(Head, Symbol), Item>,
    /// The traits that a scope declares or imports by name: their methods are in reach there.
    pub(super) traits: FxHashMap<Scope, Vec<Item>>,
    /// The traits of a type, each with the scope of the impl, or of the type where they are derived.
    pub(super) implemented: FxHashMap<Head, Vec<(Scope, Def)>>,
    /// The fields of structs, unions and variants: their types, and whether they are marked `#[deprecated]`.
    pub(super) fields: FxHashMap<(Item, Symbol), (TypeId, bool)>,
    /// The items of the standard library that the language itself knows.
    pub(super) known: FxHashMap<&'static str, Item>,
    pub(super) macros: super::macros::TextualMacros,
    /// The `#[macro_use] extern crate` of each crate.
    pub(super) crates_of_macros: FxHashMap<Crate, Vec<Import>>,
}

/// A glob, with what it leads to as far as imports are settled: names are looked for in many globs, and found in few.
#[derive(Clone, Debug)]
pub(super) struct Glob {
    pub(super) import: Import,
    pub(super) visibility: Visibility,
    pub(super) targets: SmallVec<[GlobTarget; 1]>,
}

/// A glob, seen from what it leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Globbing {
    /// The scope that it stands in.
    pub(super) scope: Scope,
    pub(super) import: Import,
    pub(super) visibility: Visibility,
}

/// What a glob may bring names from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GlobTarget {
    Module(Scope),
    Enum(Item),
}

impl GlobTarget {
    pub(super) fn module(self) -> Option<Scope> {
        match self {
            Self::Module(body) => Some(body),
            Self::Enum(_) => None,
        }
    }
}

/// What declares a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// With the spaces that its name lives in: most that are declared under a name are asked for in another.
    Item(Item, Spaces),
    Import(Import),
}

/// Some of the spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spaces(u8);

impl Spaces {
    /// Those that an item's name lives in.
    pub(super) fn of(kind: &ItemKind) -> Self {
        let spaces = [Space::Type, Space::Value, Space::Macro].into_iter();
        let bits = spaces.filter(|space| lives_in(kind, *space)).map(|space| 1 << space as u8);
        Self(bits.sum())
    }

    pub(super) fn has(self, space: Space) -> bool {
        self.0 & 1 << space as u8 != 0
    }
}

/// What an import brings: for a name what it stands for, for a glob its targets, which are types. Most bring one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Imported(SmallVec<[Brought; 1]>);

/// One of the things that an import brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Brought {
    pub(super) space: Space,
    pub(super) def: Def,
    /// The scope and name under which it was found, as in [`Binding`].
    pub(super) declared: Option<(Scope, Symbol)>,
}

impl Imported {
    pub(super) fn in_space(&self, space: Space) -> impl Iterator<Item = &Def> {
        let of_space = self.0.iter().filter(move |brought| brought.space == space);
        of_space.map(|brought| &brought.def)
    }

    pub(super) fn all(&self) -> &[Brought] {
        &self.0
    }

    pub(super) fn enter(&mut self, space: Space, found: impl IntoIterator<Item = Binding>) {
        let brought = found
            .into_iter()
            .map(|Binding { def, declared, .. }| Brought { space, def, declared });
        self.0.extend(brought);
    }
}

/// The definitions that a look-up found, with how each is bound.
pub(super) type Bindings = SmallVec<[Binding; 1]>;

/// What an answer hangs on: who has it asks again when that changes.
#[derive(Default)]
pub(super) struct Consulted {
    /// The imports that were gone through.
    pub(super) imports: SmallVec<[Import; 4]>,
    /// The scopes whose globs were.
    pub(super) globs: SmallVec<[Scope; 4]>,
}

impl Consulted {
    /// Each once: a name is looked for in several spaces, and in each at the same places.
    pub(super) fn once(mut self) -> Self {
        self.imports.sort_unstable();
        self.imports.dedup();
        self.globs.sort_unstable();
        self.globs.dedup();
        self
    }
}

/// One question to the tables: who asks, what the answer hangs on, and which import must not answer.
pub(super) struct Asking {
    pub(super) from: Scope,
    pub(super) consulted: Consulted,
    pub(super) except: Option<Import>,
    /// The type aliases that were looked through for a name. Each is once: `cfg` may choose between several that each lead to
    /// several, and some lead to each other.
    pub(super) aliases: SmallVec<[(Item, Symbol, Space); 1]>,
}

impl Asking {
    pub(super) fn from(scope: Scope) -> Self {
        Self {
            from: scope,
            consulted: Consulted::default(),
            except: None,
            aliases: SmallVec::new(),
        }
    }
}

/// Which spaces an item's name lives in.
pub(super) fn lives_in(kind: &ItemKind, space: Space) -> bool {
    match space {
        Space::Type => matches!(
            kind,
            ItemKind::Module { .. }
                | ItemKind::Struct(_)
                | ItemKind::Union
                | ItemKind::Enum
                | ItemKind::Trait
                | ItemKind::TypeAlias
                | ItemKind::Variant { .. }
                | ItemKind::AssociatedType(..)
        ),
        Space::Value => matches!(
            kind,
            ItemKind::Function(_)
                | ItemKind::Const
                | ItemKind::Static
                | ItemKind::Struct(Shape::Unit | Shape::Tuple)
                | ItemKind::Variant {
                    shape: Shape::Unit | Shape::Tuple,
                    ..
                }
                | ItemKind::AssociatedFunction(..)
                | ItemKind::AssociatedConst(_)
        ),
        Space::Macro => matches!(kind, ItemKind::Macro { .. } | ItemKind::ProcMacro { .. }),
    }
}

impl Workspace {
    pub(super) fn scope(&self, scope: Scope) -> &facts::Scope {
        let instance = self.instance_of_scope(scope);
        &self.file(instance.file).facts.scopes[(scope.0 - instance.scopes) as usize]
    }

    /// What opens a scope; an included file is no more than a block of where it is included.
    pub(super) fn kind(&self, scope: Scope) -> ScopeKind {
        match self.scope(scope).kind {
            ScopeKind::File if self.instance_of_scope(scope).included_in.is_some() => ScopeKind::Block,
            kind => kind,
        }
    }

    /// The scope around a scope, of the same file or where that is included.
    pub(super) fn parent(&self, scope: Scope) -> Option<Scope> {
        let instance = self.instance_of_scope(scope);
        match self.file(instance.file).facts.scopes[(scope.0 - instance.scopes) as usize].parent {
            Some(parent) => Some(instance.scope(parent)),
            None => instance.included_in.map(|(around, _)| around),
        }
    }

    /// The module that a scope is in, as the scope that is its body.
    pub fn module(&self, mut scope: Scope) -> Scope {
        while !matches!(self.kind(scope), ScopeKind::Module | ScopeKind::File) {
            let Some(parent) = self.parent(scope) else { break };
            scope = parent;
        }
        scope
    }

    /// The module around a module.
    pub(super) fn parent_module(&self, module: Scope) -> Option<Scope> {
        match self.parent(module) {
            Some(parent) => Some(self.module(parent)),
            None => {
                let declared_by = self.tables.module_of_body.get(&module)?;
                Some(self.module(self.scope_of_item(*declared_by)))
            }
        }
    }

    /// The `mod` that a scope is the body of; `None` for the root of a crate.
    pub(super) fn item_of_module(&self, module: Scope) -> Option<Item> {
        let declared_by = self.tables.module_of_body.get(&module).copied();
        declared_by.or_else(|| {
            let inner = self.scope(module).item?;
            Some(Item(self.instance_of_scope(module).items + inner.0))
        })
    }

    /// The scope that declares an item.
    pub fn scope_of_item(&self, item: Item) -> Scope {
        self.instance_of_item(item).scope(self.item(item).scope)
    }

    /// The scope that is the body of a module.
    pub(super) fn body(&self, def: &Def) -> Option<Scope> {
        match def {
            Def::Crate(krate) => Some(self.crates[krate.0 as usize].root),
            Def::Item(item) => match &self.item(*item).kind {
                ItemKind::Module { inline: true, .. } => {
                    let instance = self.instance_of_item(*item);
                    self.item(*item).inner.map(|inner| instance.scope(inner))
                }
                ItemKind::Module { inline: false, .. } => self.tables.bodies.get(item).copied(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The crate that a scope is part of.
    pub fn crate_of(&self, scope: Scope) -> Crate {
        self.instance_of_scope(scope).krate
    }

    /// What a module or block says of a name by itself: declarations first, globs where there are none.
    pub(super) fn in_scope(&self, scope: Scope, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let found = self.declared_in(scope, name, space, asking);
        if !found.is_empty() {
            return found;
        }
        self.through_globs(scope, name, space, asking)
    }

    pub(super) fn declared_in(&self, scope: Scope, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let mut found = Bindings::new();
        for entry in self.tables.declared.get(&(scope, name)) {
            match entry {
                Entry::Item(item, spaces) => {
                    if spaces.has(space) {
                        found.push(Binding {
                            def: Def::Item(item),
                            declared: Some((scope, name)),
                            import: None,
                        });
                    }
                }
                Entry::Import(import) => {
                    if asking.except == Some(import) {
                        continue;
                    }
                    asking.consulted.imports.push(import);
                    let defs = self.tables.imported[import.0 as usize].in_space(space);
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

    pub(super) fn is_visible(&self, binding: &Binding, importer: Scope) -> bool {
        let Some((scope, _)) = binding.declared else { return true };
        let visibility = match (binding.import, &binding.def) {
            (Some(import), _) => self.import(import).visibility,
            (None, Def::Item(item)) => self.item(*item).visibility,
            (None, _) => Visibility::Public,
        };
        self.is_visible_by(visibility, scope, importer)
    }

    /// What is declared in `scope` with this visibility can be named in `importer`.
    pub(super) fn is_visible_by(&self, visibility: Visibility, scope: Scope, importer: Scope) -> bool {
        let within = match visibility {
            Visibility::Public => return true,
            Visibility::Private => Some(scope),
            // `pub(in path)` names an ancestor; that it is in the same crate is near enough for code that compiles.
            Visibility::Crate | Visibility::In(_) => return self.crate_of(scope) == self.crate_of(importer),
            Visibility::Super => self.parent_module(self.module(scope)),
        };
        within.is_some_and(|within| self.is_within(importer, self.module(within)))
    }

    /// A scope lies in a module or in one below it.
    pub(super) fn is_within(&self, scope: Scope, module: Scope) -> bool {
        // Most that are not are of another crate.
        let is_of_crate = self.crate_of(scope) == self.crate_of(module);
        let mut at = is_of_crate.then(|| self.module(scope));
        while let Some(here) = at {
            if here == module {
                return true;
            }
            at = self.parent_module(here);
        }
        false
    }

    /// What a bare name means in a scope: the blocks around it, its module, the crates, the prelude.
    pub(super) fn lexical(&self, name: Symbol, space: Space, asking: &mut Asking) -> Bindings {
        let mut from = Some(asking.from);
        while let Some(scope) = from {
            let at = self.tables.declaring[scope.0 as usize];
            let found = self.in_scope(at, name, space, asking);
            let yields = || space == Space::Type && self.yields_to_crate(&found, name, at);
            if !found.is_empty() && !yields() {
                return found;
            }
            let is_module = matches!(self.kind(at), ScopeKind::Module | ScopeKind::File);
            from = if is_module { None } else { self.parent(at) };
        }
        let krate = self.crate_of(asking.from);
        let found = match space {
            Space::Type => self.extern_crate(krate, name),
            _ => None,
        };
        if let Some(def) = found {
            return smallvec::smallvec![Binding::plain(def)];
        }
        let passed_on = match space {
            Space::Macro => self.in_crates_of_macros(krate, name, asking),
            _ => Bindings::new(),
        };
        if passed_on.is_empty() {
            self.in_prelude(name, space, asking)
        } else {
            passed_on
        }
    }

    /// What `#[macro_use] extern crate` brings to a whole crate.
    fn in_crates_of_macros(&self, krate: Crate, name: Symbol, asking: &mut Asking) -> Bindings {
        let crates = self.tables.crates_of_macros.get(&krate).into_iter().flatten();
        let mut bodies = crates.filter_map(|import| self.body(&self.named_crate(*import)?));
        let found = bodies.find_map(|body| {
            let found = self.declared_in(body, name, Space::Macro, asking);
            (!found.is_empty()).then_some(found)
        });
        found.unwrap_or_default()
    }

    /// The traits whose methods can be called in a scope without naming them.
    pub(super) fn traits_in_reach(&self, scope: Scope) -> FxHashSet<Item> {
        let mut waiting: Vec<Scope> = self.standard.prelude().into_iter().collect();
        let mut at = Some(scope);
        while let Some(scope) = at {
            waiting.push(scope);
            let is_module = matches!(self.kind(scope), ScopeKind::Module | ScopeKind::File);
            at = if is_module { None } else { self.parent(scope) };
        }
        let mut seen: FxHashSet<Scope> = waiting.iter().copied().collect();
        let mut found = FxHashSet::default();
        while let Some(scope) = waiting.pop() {
            found.extend(self.tables.traits.get(&scope).into_iter().flatten().copied());
            let globs = self.tables.globs.get(&scope).into_iter().flatten();
            let modules = globs.flat_map(|glob| glob.targets.iter().filter_map(|target| target.module()));
            waiting.extend(modules.filter(|body| seen.insert(*body)));
        }
        found
    }

    /// An import of something outside may be of a function; if a crate has the name and the import is not that crate
    /// itself, code that compiles means the crate.
    fn yields_to_crate(&self, found: &Bindings, name: Symbol, scope: Scope) -> bool {
        found
            .iter()
            .all(|binding| matches!(&binding.def, Def::Outside(outside) if outside.segments.len() > 1))
            && self.crates[self.crate_of(scope).0 as usize].externs.contains_key(&name)
    }

    /// The crate that a name stands for in the code of `krate`.
    pub(super) fn extern_crate(&self, krate: Crate, name: Symbol) -> Option<Def> {
        match self.crates[krate.0 as usize].externs.get(&name) {
            Some(Extern::Member(member)) => Some(Def::Crate(*member)),
            Some(Extern::Outside(outside)) => Some(self.standard.outside(*outside)),
            None => self.renamed_crate(krate, name).or_else(|| {
                let is_facade = self.standard.is_facade(name);
                is_facade.then(|| self.standard.outside(name))
            }),
        }
    }

    /// `extern crate a as name` at a crate's root gives the name to all of its modules.
    fn renamed_crate(&self, krate: Crate, name: Symbol) -> Option<Def> {
        let root = self.crates[krate.0 as usize].root;
        let mut entries = self.tables.declared.get(&(root, name));
        entries.find_map(|entry| match entry {
            Entry::Import(import) => self.named_crate(import),
            Entry::Item(..) => None,
        })
    }

    /// What an `extern crate` is of.
    pub(super) fn named_crate(&self, import: Import) -> Option<Def> {
        let fact = self.import(import);
        let ImportKind::ExternCrate(given, _) = fact.kind else {
            return None;
        };
        let instance = self.instance_of_import(import);
        let (segments, _) = self.segments(instance.scope(fact.scope), fact.path);
        let &name = segments.last()?;
        if name == SELF {
            return Some(Def::Crate(instance.krate));
        }
        let is_own_name = self.file(instance.file).symbols[given.0 as usize] == name;
        let known = match self.crates[instance.krate.0 as usize].externs.get(&name) {
            Some(Extern::Member(member)) => Some(Def::Crate(*member)),
            Some(Extern::Outside(outside)) => Some(self.standard.outside(*outside)),
            None => None,
        };
        // A crate that no manifest names is outside, and its own name says no more than that.
        known.or_else(|| (!is_own_name || self.standard.is_facade(name)).then(|| self.standard.outside(name)))
    }

    pub(super) fn import(&self, import: Import) -> &facts::Import {
        let instance = self.instance_of_import(import);
        &self.file(instance.file).facts.imports[(import.0 - instance.imports) as usize]
    }

    pub(super) fn instance_of_import(&self, import: Import) -> &super::modules::Instance {
        &self.instances[self.owners.imports[import.0 as usize] as usize]
    }
}
