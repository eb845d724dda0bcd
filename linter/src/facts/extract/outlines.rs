//! Outlines of types, traits and constants: the parts that a second definition would repeat, such as fields, variants, functions
//! and values.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::bodies::exact;
use super::places::Places;
use super::source::Source;
use super::tokens::TokenKind;
use crate::facts::model::{FileFacts, ItemId, ItemKind, Outline, Owner, ScopeId, ScopeKind, Type, TypeId};

/// Minimum length of a constant's value, `= 0.25;`, in bytes. A shorter one is too common to be a copy.
const SHORTEST_VALUE: u32 = 6;

/// The outlines of a file's items, in their order.
pub(super) fn extract(facts: &FileFacts, source: &Source, places: &Places<'_>) -> Vec<Outline> {
    let parts = parts(facts);
    // An item that is declared in a function is part of the function's body.
    let is_local = |scope: ScopeId| matches!(facts.scope(scope).kind, ScopeKind::Function | ScopeKind::Block);
    let items = facts.items.iter().enumerate();
    let items = items.filter(|(_, item)| !item.in_macro && !is_local(item.scope));
    let outlines = items.filter_map(|(at, item)| {
        let (parts, tokens, text_size) = match item.kind {
            ItemKind::Struct(_) | ItemKind::Union | ItemKind::Enum | ItemKind::Trait => {
                let parts = parts.get(&ItemId(at as u32))?;
                (parts.clone().into(), parts.len() as u32, 0)
            }
            ItemKind::Const | ItemKind::Static => {
                let tokens = source.tokens_in(item.name_span.end..item.span.end);
                let value = || tokens.iter().skip_while(|token| !token.is(b'='));
                if value().map(|token| token.end - token.start).sum::<u32>() < SHORTEST_VALUE {
                    return None;
                }
                // The tokens are `= "text";`.
                let text = value()
                    .nth(1)
                    .filter(|token| token.kind == TokenKind::Str && value().count() == 3);
                let size = text.map_or(0, |token| token.end - token.start);
                ([exact(tokens, source)].into(), tokens.len() as u32, size)
            }
            _ => return None,
        };
        Some(Outline {
            item: ItemId(at as u32),
            parts,
            tokens,
            text_size,
            end_line: places.line(item.span.end),
        })
    });
    outlines.collect()
}

/// Whether a type is a generic parameter or a marker of one, such as `PhantomData<T>`.
fn says_nothing(facts: &FileFacts, ty: TypeId) -> bool {
    match facts.ty(ty) {
        Type::Parameter(_) => true,
        Type::Path(path, _) => facts
            .path(*path)
            .segments
            .last()
            .is_some_and(|name| facts.name(*name) == "PhantomData"),
        _ => false,
    }
}

/// The hashes of the parts of each type and trait.
fn parts(facts: &FileFacts) -> FxHashMap<ItemId, Vec<u64>> {
    let mut fields: FxHashMap<ItemId, Vec<String>> = FxHashMap::default();
    // Fields of generic types are left out: all wrappers of one parameter are alike.
    for field in facts.fields.iter().filter(|field| !says_nothing(facts, field.ty)) {
        let text = format!("{}:{}", facts.name(field.name), facts.spelled_type(field.ty));
        fields.entry(field.owner).or_default().push(text);
    }
    let mut parts: FxHashMap<ItemId, Vec<u64>> = FxHashMap::default();
    for (at, item) in facts.items.iter().enumerate() {
        let at = ItemId(at as u32);
        let name = facts.name(item.name);
        let (owner, text) = match &item.kind {
            ItemKind::Struct(_) | ItemKind::Union => {
                let hashes = fields.get(&at).into_iter().flatten().map(|field| xxh3_64(field.as_bytes()));
                parts.entry(at).or_default().extend(hashes);
                continue;
            }
            ItemKind::Variant { parent, .. } => {
                let fields = fields.get(&at).map(|fields| fields.join(",")).unwrap_or_default();
                (*parent, format!("{name}({fields})"))
            }
            ItemKind::AssociatedFunction(signature, Owner::Trait(owner)) => {
                let types: Vec<String> = signature
                    .inputs
                    .iter()
                    .chain([&signature.output])
                    .map(|ty: &TypeId| facts.spelled_type(*ty))
                    .collect();
                (*owner, format!("fn {name}({})", types.join(",")))
            }
            ItemKind::AssociatedConst(Owner::Trait(owner)) => (*owner, format!("const {name}")),
            ItemKind::AssociatedType(Owner::Trait(owner)) => (*owner, format!("type {name}")),
            _ => continue,
        };
        parts.entry(owner).or_default().push(xxh3_64(text.as_bytes()));
    }
    parts
}
