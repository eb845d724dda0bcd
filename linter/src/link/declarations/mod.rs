//! The second phase: the names that scopes, types and traits declare themselves. Imports are not followed yet.

mod macros;

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::discover::Layout;
use crate::facts::{self, FileFacts, ImportKind, ItemKind, ScopeKind, Shape, TypeId};
use crate::link::multimap::Multimap;
use crate::link::program::Program;
use crate::link::program::crates::ExternCrate;
use crate::link::program::modules::{Instance, Modules};
use crate::link::program::symbols::{SELF_TYPE, Symbol};
use crate::link::{Crate, Def, Expansions, Import, Item, Namespace, Scope};
use macros::TextualMacros;

/// The names that a [`Program`] declares.
#[derive(Clone, Debug)]
pub struct Declarations {
    program: Program,
    /// The declarations of a name in a scope, in all namespaces.
    pub(in crate::link) declared: Arc<Multimap<(Scope, Symbol), Declared>>,
    /// For each scope, the innermost scope from itself to its module that declares a name or has a glob. Few blocks do, so a
    /// look-up skips most of them.
    pub(in crate::link) declaring: Arc<Vec<Scope>>,
    /// The body of the prelude module of the newest edition.
    pub(in crate::link) prelude: Option<Scope>,
    /// The variants of enums, and the associated items of traits.
    pub(in crate::link) members: Arc<Multimap<(Item, Symbol), Item>>,
    /// The traits that declare an associated item with a given name.
    pub(in crate::link) traits_having: Arc<Multimap<Symbol, Item>>,
    /// The fields of structs, unions and variants, by their numbers in the file.
    pub(in crate::link) fields: Arc<FxHashMap<(Item, Symbol), u32>>,
    pub(in crate::link) macros: Arc<TextualMacros>,
    /// The `#[macro_use] extern crate` of each crate.
    pub(in crate::link) crates_of_macros: Arc<FxHashMap<Crate, Vec<Import>>>,
}

impl Declarations {
    /// The declarations in some files and expansions. `facts` has one entry for each file of `layout`, in the same order, and for
    /// each expansion. `names` are known besides those in the files.
    pub(crate) fn of_modules(
        (layout, names): (&Layout, &[String]),
        facts: Vec<Arc<FileFacts>>,
        modules: Modules,
        expansions: &Expansions,
    ) -> Self {
        Self::new(Program::new((layout, names), facts, modules, expansions))
    }

    pub(in crate::link) fn new(program: Program) -> Self {
        let mut declared = Multimap::default();
        let mut members = Multimap::default();
        let mut traits_having = Multimap::default();
        for (at, item) in program.items_of(&program.instances) {
            let name = program.name_of(at);
            let instance = program.instance_of_item(at);
            let entry = Declared::Item(at, Namespaces::from_kind(&item.kind));
            match item.kind {
                ItemKind::Variant { parent, .. } => members.push((Item(instance.items + parent.0), name), at),
                ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner) => {
                    if let Some(of_trait) = program.owning_trait(at, owner) {
                        members.push((of_trait, name), at);
                        traits_having.push(name, of_trait);
                    }
                }
                ItemKind::Macro {
                    by_path: false,
                    exported,
                } => {
                    if exported {
                        let root = program.crates[instance.krate.0 as usize].root;
                        declared.push((root, name), entry);
                    }
                }
                _ => declared.push((instance.declaring(item.scope), name), entry),
            }
        }
        for (at, import) in program.imports() {
            if let Some(name) = program.name_of_import(at) {
                let scope = program.instance_of_import(at).declaring(import.scope);
                declared.push((scope, name), Declared::Import(at));
            }
        }
        declared.shrink_to_fit();
        members.shrink_to_fit();
        Self {
            declaring: Arc::new(declaring(&program, &declared)),
            prelude: prelude(&program, &declared),
            declared: Arc::new(declared),
            members: Arc::new(members),
            traits_having: Arc::new(traits_having),
            fields: Arc::new(fields(&program)),
            macros: Arc::new(macros::textual(&program)),
            crates_of_macros: Arc::new(crates_of_macros(&program)),
            program,
        }
    }

    /// The program, to replace facts by others with the same declarations.
    pub(in crate::link) fn program_mut(&mut self) -> &mut Program {
        &mut self.program
    }

    /// A field of a struct, union or variant.
    pub(in crate::link) fn field_fact(&self, item: Item, name: Symbol) -> Option<&facts::Field> {
        let at = *self.fields.get(&(item, name))?;
        let file = self.file(self.instance_of_item(item).file);
        Some(&file.facts.fields[at as usize])
    }

    /// The type of a field of a struct, union or variant.
    pub(in crate::link) fn field(&self, item: Item, name: Symbol) -> Option<TypeId> {
        self.field_fact(item, name).map(|field| field.ty)
    }

    /// The type of a field of a tuple struct or variant, by its index.
    pub(in crate::link) fn field_at(&self, item: Item, at: usize) -> Option<TypeId> {
        self.field(item, self.symbol(&at.to_string())?)
    }

    /// The variants with a given name in a namespace. A variant with named fields is in the type namespace only: it has no
    /// constructor function.
    pub(in crate::link) fn variants_named(&self, of: Item, name: Symbol, space: Namespace) -> impl Iterator<Item = Item> {
        let variants = self.members.get(&(of, name));
        variants.filter(move |variant| {
            let kind = &self.item(*variant).kind;
            matches!(kind, ItemKind::Variant { .. }) && lives_in(kind, space)
        })
    }

    /// The scope in which the look-up of a path can start instead of `scope`, with the same result: the innermost enclosing scope
    /// that declares anything. A path that begins with `Self` depends on the exact scope.
    pub(in crate::link) fn asker(&self, scope: Scope, segments: &[Symbol]) -> Scope {
        match segments.first() {
            Some(&SELF_TYPE) => scope,
            _ => self.declaring[scope.0 as usize],
        }
    }

    /// The crate that a name refers to in the code of `krate`.
    pub(in crate::link) fn extern_crate(&self, krate: Crate, name: Symbol) -> Option<Def> {
        match self.crates[krate.0 as usize].externs.get(&name) {
            Some(ExternCrate::Member(member)) => Some(Def::Crate(*member)),
            Some(ExternCrate::External(outside)) => Some(self.standard.outside(*outside)),
            None => self.renamed_crate(krate, name).or_else(|| {
                let is_facade = self.standard.is_facade(name);
                is_facade.then(|| self.standard.outside(name))
            }),
        }
    }

    /// `extern crate a as name` at the crate root puts the name in scope in all modules of the crate.
    fn renamed_crate(&self, krate: Crate, name: Symbol) -> Option<Def> {
        let root = self.crates[krate.0 as usize].root;
        let mut entries = self.declared.get(&(root, name));
        entries.find_map(|entry| match entry {
            Declared::Import(import) => self.named_crate(import),
            Declared::Item(..) => None,
        })
    }
}

impl Deref for Declarations {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

/// The prelude of the newest edition. It differs from older ones in traits, whose names no code of an older edition uses without
/// an import, and imports take precedence over the prelude.
const PRELUDE: [&str; 2] = ["prelude", "rust_2024"];

/// The body of the prelude module, which the standard library declares like any other module.
fn prelude(program: &Program, declared: &Multimap<(Scope, Symbol), Declared>) -> Option<Scope> {
    let root = program.crates[program.standard.krate().0 as usize].root;
    PRELUDE.iter().try_fold(root, |at, name| {
        let mut entries = declared.get(&(at, program.symbol(name)?));
        entries.find_map(|entry| match entry {
            Declared::Item(item, _) => program.body(&Def::Item(item)),
            Declared::Import(_) => None,
        })
    })
}

/// For each scope, the one in which the look-up of a bare name starts.
fn declaring(program: &Program, declared: &Multimap<(Scope, Symbol), Declared>) -> Vec<Scope> {
    let scopes = program
        .instances
        .iter()
        .map(|instance| program.file(instance.file).facts.scopes.len());
    let mut declares = vec![false; scopes.sum()];
    let globs = program.imports().filter(|(_, import)| import.kind == ImportKind::Glob);
    let globs = globs.map(|(at, import)| program.instance_of_import(at).declaring(import.scope));
    for scope in declared.keys().map(|(scope, _)| *scope).chain(globs) {
        declares[scope.0 as usize] = true;
    }
    let mut declaring: Vec<Scope> = Vec::with_capacity(declares.len());
    for instance in &program.instances {
        for (at, scope) in program.file(instance.file).facts.scopes.iter().enumerate() {
            let itself = Scope(instance.scopes + at as u32);
            let is_passed_over = match scope.kind {
                ScopeKind::Module | ScopeKind::File => false,
                ScopeKind::Block => !declares[itself.0 as usize],
                ScopeKind::Function | ScopeKind::Impl(_) | ScopeKind::Trait | ScopeKind::Type => true,
            };
            // The enclosing scope has a lower number, so its entry is already there.
            let around = scope.parent.filter(|_| is_passed_over).map(|parent| instance.scope(parent));
            declaring.push(
                around
                    .and_then(|around| declaring.get(around.0 as usize).copied())
                    .unwrap_or(itself),
            );
        }
    }
    declaring
}

fn fields(program: &Program) -> FxHashMap<(Item, Symbol), u32> {
    let of_instance = |instance: &Instance| {
        let file = program.file(instance.file);
        let items = instance.items;
        let fields = file.facts.fields.iter().zip(0..);
        fields.map(move |(field, at)| {
            let name = file.symbols[field.name.0 as usize];
            ((Item(items + field.owner.0), name), at)
        })
    };
    program.instances.iter().flat_map(of_instance).collect()
}

fn crates_of_macros(program: &Program) -> FxHashMap<Crate, Vec<Import>> {
    let mut crates: FxHashMap<Crate, Vec<Import>> = FxHashMap::default();
    for (at, import) in program.imports() {
        if let ImportKind::ExternCrate(_, true) = import.kind {
            crates.entry(program.instance_of_import(at).krate).or_default().push(at);
        }
    }
    crates
}

/// The declaration of a name in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::link) enum Declared {
    /// The namespaces are stored with the item, because most look-ups are for another one: they are rejected without reading
    /// its facts.
    Item(Item, Namespaces),
    Import(Import),
}

/// A set of namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::link) struct Namespaces(u8);

impl Namespaces {
    /// The namespaces of an item's name.
    pub(in crate::link) fn from_kind(kind: &ItemKind) -> Self {
        let spaces = [Namespace::Type, Namespace::Value, Namespace::Macro].into_iter();
        let bits = spaces.filter(|space| lives_in(kind, *space)).map(|space| 1 << space as u8);
        Self(bits.sum())
    }

    pub(in crate::link) fn has(self, space: Namespace) -> bool {
        self.0 & 1 << space as u8 != 0
    }
}

/// Whether the name of such an item is in a namespace.
pub(in crate::link) fn lives_in(kind: &ItemKind, space: Namespace) -> bool {
    match space {
        Namespace::Type => matches!(
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
        Namespace::Value => matches!(
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
        Namespace::Macro => matches!(kind, ItemKind::Macro { .. } | ItemKind::ProcMacro { .. }),
    }
}
