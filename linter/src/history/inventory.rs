//! The items of one state of a workspace, detached from it, so that two states can be compared.
//!
//! Items inside of functions are not listed: they are part of the function.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::facts::{
    Body, FileFacts, ItemFact, ItemId, ItemKind, MacroRules, Outline, Owner, Piece, ScopeId, ScopeKind, TypeId, Visibility,
    is_primitive,
};
use crate::finding::{Class, FilePath, Span};
use crate::link::{Def, File, Item, Workspace};

/// The kind of an item, as history reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InventoryKind {
    /// A free function.
    Function,
    /// An associated function, with or without `self`.
    Method,
    /// A struct, union, enum, type alias or associated type.
    Type,
    /// A trait.
    Trait,
    /// A variant of an enum.
    Variant,
    /// A public field.
    Field,
    /// A constant or static.
    Constant,
    /// A declarative or procedural macro.
    Macro,
    /// A module.
    Module,
    /// A function with `#[test]` or the like.
    Test,
}

impl InventoryKind {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Method => "method",
            Self::Type => "type",
            Self::Trait => "trait",
            Self::Variant => "variant",
            Self::Field => "field",
            Self::Constant => "constant",
            Self::Macro => "macro",
            Self::Module => "module",
            Self::Test => "test",
        }
    }

    /// Whether it has a body that can be compared.
    pub(super) fn has_body(self) -> bool {
        matches!(self, Self::Function | Self::Method | Self::Test)
    }

    /// Whether an item of one kind can become one of the other: a function may become a method.
    pub(super) fn may_become(self, other: Self) -> bool {
        self == other || (self.has_body() && other.has_body() && (self == Self::Test) == (other == Self::Test))
    }
}

/// The identity of an item within its file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ItemKey {
    pub(crate) kind: InventoryKind,
    /// The inline modules around it, and the type, trait or impl that it belongs to; empty at the top level of a file.
    pub(crate) owner: String,
    pub(crate) name: String,
}

/// What is compared of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ItemCode {
    /// Hash of signature and body; 0 without a body.
    pub(crate) exact: u64,
    /// Like `exact`, whatever locals are called.
    pub(crate) renamed: u64,
    /// Hash of the types of parameters and result; 0 if there are none. Of a field, of its type; 0 if that is not primitive.
    pub(crate) signature: u64,
    /// The pieces of the body.
    pub(crate) form: Box<[Piece]>,
    /// The hashes of the parts of a type, trait or constant.
    pub(crate) parts: Box<[u64]>,
}

/// An item of a file.
#[derive(Clone, Debug)]
pub(crate) struct LocalItem {
    pub(crate) key: ItemKey,
    pub(crate) code: ItemCode,
    pub(crate) is_public: bool,
    /// The note of its `#[deprecated]`.
    pub(crate) deprecated: Option<String>,
    /// Whether a trait demands it: a member of a trait's impl.
    pub(crate) is_of_trait_impl: bool,
    item: LocalId,
}

/// Where a local item is in the facts: an item, or a field of one.
#[derive(Clone, Copy, Debug)]
enum LocalId {
    Item(ItemId),
    Field(ItemId),
}

/// An item of a state.
#[derive(Clone, Debug)]
pub(crate) struct InventoryItem {
    /// Its canonical path.
    pub(crate) path: String,
    pub(crate) file: FilePath,
    pub(crate) local: SharedItem,
    pub(crate) class: Class,
    /// The item in the workspace; for a field, its owner.
    pub(crate) item: Item,
}

/// The items of a file that are not inside of functions.
pub(crate) fn local_items(facts: &FileFacts) -> Vec<LocalItem> {
    let mut bodies: FxHashMap<ItemId, Body> = FxHashMap::default();
    let of_functions = facts.bodies().into_iter().filter(|body| body.closure.is_none());
    bodies.extend(of_functions.map(|body| (body.item, body)));
    let outlines: FxHashMap<ItemId, &Outline> = facts.outlines.iter().map(|outline| (outline.item, outline)).collect();
    let rules: FxHashMap<ItemId, &MacroRules> = facts.macros.iter().map(|rules| (rules.item, rules)).collect();
    let local = |(at, fact): (usize, &ItemFact)| {
        let item = ItemId(at as u32);
        let kind = kind_of(fact)?;
        let body = bodies.remove(&item);
        let parts = match outlines.get(&item) {
            Some(outline) => outline.parts.clone(),
            None => rules.get(&item).map(|rules| parts_of_macro(facts, rules)).unwrap_or_default(),
        };
        Some(LocalItem {
            key: ItemKey {
                kind,
                owner: owner(facts, fact)?,
                name: facts.name(fact.name).to_owned(),
            },
            code: code(body, parts),
            is_public: fact.visibility == Visibility::Public,
            deprecated: fact
                .deprecated
                .as_ref()
                .map(|it| it.note.as_deref().unwrap_or_default().to_owned()),
            is_of_trait_impl: is_of_trait_impl(facts, fact),
            item: LocalId::Item(item),
        })
    };
    let mut items: Vec<LocalItem> = facts.items.iter().enumerate().filter_map(local).collect();
    let fields = facts.fields.iter().filter(|field| field.visibility == Visibility::Public);
    let fields = fields.filter(|field| !matches!(facts.item(field.owner).kind, ItemKind::Variant { .. }));
    items.extend(fields.filter_map(|field| {
        let of = facts.item(field.owner);
        Some(LocalItem {
            key: ItemKey {
                kind: InventoryKind::Field,
                owner: within(&owner(facts, of)?, facts.name(of.name)),
                name: facts.name(field.name).to_owned(),
            },
            code: ItemCode {
                signature: primitive(facts, field.ty).map_or(0, |name| xxh3_64(name.as_bytes())),
                ..ItemCode::default()
            },
            is_public: of.visibility == Visibility::Public,
            deprecated: field.deprecated.then(String::new),
            is_of_trait_impl: false,
            item: LocalId::Field(field.owner),
        })
    }));
    items
}

/// The name of a primitive type.
fn primitive(facts: &FileFacts, ty: TypeId) -> Option<&str> {
    match *facts.path(facts.type_path(ty)?).segments {
        [only] => Some(facts.name(only)).filter(|name| is_primitive(name)),
        _ => None,
    }
}

fn code(body: Option<Body>, parts: Box<[u64]>) -> ItemCode {
    match body {
        Some(body) => ItemCode {
            exact: body.exact,
            renamed: body.renamed,
            signature: body.signature,
            form: body.form,
            parts,
        },
        None => ItemCode {
            parts,
            ..ItemCode::default()
        },
    }
}

/// The rules of a macro as a whole, and each name in them.
fn parts_of_macro(facts: &FileFacts, rules: &MacroRules) -> Box<[u64]> {
    let names = rules.names.iter().map(|&name| xxh3_64(facts.name(name).as_bytes()));
    std::iter::once(rules.hash).chain(names).collect()
}

fn kind_of(fact: &ItemFact) -> Option<InventoryKind> {
    Some(match &fact.kind {
        ItemKind::Function(signature) if signature.is_test => InventoryKind::Test,
        ItemKind::Function(_) => InventoryKind::Function,
        ItemKind::AssociatedFunction(..) => InventoryKind::Method,
        ItemKind::AssociatedConst(_) | ItemKind::Const | ItemKind::Static => InventoryKind::Constant,
        ItemKind::AssociatedType(_) | ItemKind::Expanded => return None,
        ItemKind::Struct(_) | ItemKind::Union | ItemKind::Enum | ItemKind::TypeAlias => InventoryKind::Type,
        ItemKind::Trait => InventoryKind::Trait,
        ItemKind::Variant { .. } => InventoryKind::Variant,
        ItemKind::Macro { .. } | ItemKind::ProcMacro { .. } => InventoryKind::Macro,
        ItemKind::Module { .. } => InventoryKind::Module,
    })
}

fn is_of_trait_impl(facts: &FileFacts, fact: &ItemFact) -> bool {
    match fact.kind {
        ItemKind::AssociatedFunction(_, Owner::Impl(block)) | ItemKind::AssociatedConst(Owner::Impl(block)) => {
            facts.impls[block.0 as usize].trait_path.is_some()
        }
        _ => false,
    }
}

/// The owner of an item, as [`ItemKey`] has it; `None` inside of a function.
fn owner(facts: &FileFacts, fact: &ItemFact) -> Option<String> {
    let modules = modules_around(facts, fact.scope)?;
    let of = match fact.kind {
        ItemKind::Variant { parent, .. } => facts.name(facts.item(parent).name).to_owned(),
        ItemKind::AssociatedFunction(_, owner) | ItemKind::AssociatedConst(owner) | ItemKind::AssociatedType(owner) => {
            match owner {
                Owner::Trait(of) => facts.name(facts.item(of).name).to_owned(),
                Owner::TraitAround => return Some(modules),
                Owner::Impl(block) => {
                    let block = &facts.impls[block.0 as usize];
                    let last = |path| facts.path(path).segments.last().map(|&name| facts.name(name));
                    let of = facts.type_path(block.self_type).and_then(last).unwrap_or("_");
                    match block.trait_path.and_then(last) {
                        Some(implemented) => format!("{of} as {implemented}"),
                        None => of.to_owned(),
                    }
                }
            }
        }
        _ => return Some(modules),
    };
    Some(within(&modules, &of))
}

fn within(owner: &str, name: &str) -> String {
    if owner.is_empty() {
        return name.to_owned();
    }
    format!("{owner}::{name}")
}

/// The inline modules around a scope; `None` inside of a function.
fn modules_around(facts: &FileFacts, scope: ScopeId) -> Option<String> {
    let fact = facts.scope(scope);
    let outer = match fact.parent {
        Some(parent) => modules_around(facts, parent)?,
        None => String::new(),
    };
    match (fact.kind, fact.item) {
        (ScopeKind::Function | ScopeKind::Block, _) => None,
        (ScopeKind::Module, Some(item)) => Some(within(&outer, facts.name(facts.item(item).name))),
        _ => Some(outer),
    }
}

impl LocalItem {
    /// The item in the workspace, given the first item of its file; for a field, its owner.
    pub(crate) fn item(&self, first: Item) -> Item {
        let (LocalId::Item(id) | LocalId::Field(id)) = self.item;
        first.after(id)
    }
}

/// One of the items of a file, which states share that have the file in common.
#[derive(Clone, Debug)]
pub(crate) struct SharedItem {
    of_file: Arc<[LocalItem]>,
    at: u32,
}

impl Deref for SharedItem {
    type Target = LocalItem;

    fn deref(&self) -> &LocalItem {
        &self.of_file[self.at as usize]
    }
}

/// The items of files, so that they are listed once for all states that have them.
#[derive(Default)]
pub(crate) struct KnownItems(FxHashMap<FactsId, (Arc<FileFacts>, Arc<[LocalItem]>)>);

/// The address of facts, which stays theirs as long as they are held.
type FactsId = *const FileFacts;

impl KnownItems {
    /// Forgets the items of facts that nobody else holds.
    pub(super) fn forget_unused(&mut self) {
        self.0.retain(|_, (facts, _)| Arc::strong_count(facts) > 1);
    }

    fn of(&mut self, facts: &Arc<FileFacts>) -> Arc<[LocalItem]> {
        let listed = || (Arc::clone(facts), local_items(facts).into());
        Arc::clone(&self.0.entry(Arc::as_ptr(facts)).or_insert_with(listed).1)
    }
}

/// The items of a workspace in the order of files and positions, without generated code. Of several files at one path, such as a
/// file and the expansions in it, each has its own.
pub(crate) fn inventory(workspace: &Workspace, known: &mut KnownItems) -> Vec<InventoryItem> {
    let mut firsts: FxHashMap<File, Item> = FxHashMap::default();
    for (item, _) in workspace.items() {
        firsts.entry(workspace.file_of(item)).or_insert(item);
    }
    let mut files: Vec<(File, Item)> = firsts.into_iter().collect();
    files.sort_unstable();
    let mut seen = FxHashSet::default();
    let mut items = Vec::new();
    for (file, first) in files {
        let source = workspace.file(file);
        let of_file = known.of(&source.facts);
        for (at, local) in (0..).zip(of_file.iter()) {
            let item = local.item(first);
            let of = workspace.path(&Def::Item(item));
            let path = match local.item {
                LocalId::Item(_) => of,
                LocalId::Field(_) => within(&of, &local.key.name),
            };
            let class = workspace.class(item);
            if class != Class::Generated && seen.insert((local.key.kind, path.clone())) {
                let file = source.path.clone();
                items.push(InventoryItem {
                    path,
                    file,
                    local: SharedItem {
                        of_file: Arc::clone(&of_file),
                        at,
                    },
                    class,
                    item,
                });
            }
        }
    }
    items
}

/// The spans of the items of a file that are not inside of functions, with their keys.
pub(crate) fn spans_of(facts: &FileFacts) -> Vec<(ItemKey, Span)> {
    let span = |fact: &ItemFact| {
        let key = ItemKey {
            kind: kind_of(fact)?,
            owner: owner(facts, fact)?,
            name: facts.name(fact.name).to_owned(),
        };
        Some((key, fact.span))
    };
    facts.items.iter().filter_map(span).collect()
}

/// Whether a name means an item wherever it is written: it has several words, as `retry_policy` and `RetryPolicy` have.
pub(crate) fn is_distinctive(name: &str) -> bool {
    let is_joined = name.trim_matches('_').contains('_');
    let has_inner_capital = name.chars().skip(1).any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    is_joined || has_inner_capital
}
