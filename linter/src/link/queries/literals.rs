//! String literals: where each stands, and what the code around it does with it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ItemKind, LiteralRole};
use crate::finding::{Class, Place, Span};
use crate::link::program::modules::Instance;
use crate::link::{Def, File, Item, Scope, Workspace};

/// A string literal.
#[derive(Clone, Copy, Debug)]
pub struct StringLiteral<'v> {
    /// Its value. In a format string, each hole is written `{}`.
    pub value: &'v str,
    /// The file that contains it.
    pub file: File,
    /// The scope that contains it.
    pub scope: Scope,
    /// The span, with quotes.
    pub span: Span,
    /// What the code around it does with it.
    pub role: LiteralRole,
    /// The constant or static that it is the value of.
    pub constant: Option<Item>,
    /// What the enclosing code is for.
    pub class: Class,
}

impl Workspace {
    /// Calls `wanted` for every string literal and collects the results, ordered by file and position. Each literal is visited
    /// once: in a file that several crates share for the first of them, and in a macro where it is written.
    pub fn literals<T: Send>(&self, wanted: impl Fn(StringLiteral<'_>) -> Option<T> + Sync) -> Vec<T> {
        let in_instance = |instance: &Instance| {
            let file = self.file(instance.file);
            if file.origin.is_some() || self.first_instances[instance.file.0 as usize] != self.index_of(instance) {
                return Vec::new();
            }
            let literals = file.facts.literals();
            let found = literals.list.iter().filter_map(|literal| {
                let scope = instance.scope(literal.scope);
                let around = || self.item_around(scope);
                wanted(StringLiteral {
                    value: literals.value(literal),
                    file: instance.file,
                    scope,
                    span: literal.span,
                    role: literal.role,
                    constant: (literal.role == LiteralRole::Initializer).then(around).flatten(),
                    class: self.class_of(instance, [literal.test, self.scope(scope).test]),
                })
            });
            found.collect()
        };
        self.in_instances(in_instance)
    }

    /// The texts that constants and statics have as their values: a string literal, or the name of another such constant. Those
    /// whose values are computed are left out.
    pub fn texts_of_constants(&self, constants: impl IntoIterator<Item = Item>) -> FxHashMap<Item, String> {
        let mut named: FxHashMap<Item, Item> = FxHashMap::default();
        let mut wanted: FxHashSet<Item> = constants.into_iter().collect();
        let mut texts = self.literal_values(&wanted);
        let mut waiting: Vec<Item> = wanted.iter().copied().filter(|item| !texts.contains_key(item)).collect();
        // Each round adds constants that were not known before, so it ends.
        while !waiting.is_empty() {
            let meanings = self.named_in(waiting.iter().copied());
            let next = waiting.iter().filter_map(|constant| {
                let mut of_value = meanings.get(constant)?.iter().filter_map(|def| match def {
                    Def::Item(item) if item != constant && self.is_constant_item(*item) => Some(*item),
                    _ => None,
                });
                // A value with several names in it is computed.
                let only = of_value.next().filter(|_| of_value.next().is_none())?;
                Some((*constant, only))
            });
            let next: Vec<(Item, Item)> = next.collect();
            named.extend(next.iter().copied());
            let new: FxHashSet<Item> = next.into_iter().map(|(_, to)| to).filter(|to| wanted.insert(*to)).collect();
            let found = self.literal_values(&new);
            waiting = new.into_iter().filter(|item| !found.contains_key(item)).collect();
            texts.extend(found);
        }
        let through = |from: &Item| {
            let steps = std::iter::successors(named.get(from), |at| named.get(at)).take(named.len());
            steps.into_iter().find_map(|at| texts.get(at).cloned())
        };
        let by_name: Vec<(Item, String)> = named.keys().filter_map(|from| Some((*from, through(from)?))).collect();
        texts.extend(by_name);
        texts
    }

    /// The constants and statics of these whose value is a string literal.
    fn literal_values(&self, constants: &FxHashSet<Item>) -> FxHashMap<Item, String> {
        let mut by_file: FxHashMap<File, Vec<Item>> = FxHashMap::default();
        for constant in constants {
            by_file.entry(self.file_of(*constant)).or_default().push(*constant);
        }
        if by_file.is_empty() {
            return FxHashMap::default();
        }
        let found = self.literals(|literal| {
            let in_file = by_file
                .get(&literal.file)
                .filter(|_| literal.role == LiteralRole::Initializer)?;
            let of = in_file.iter().copied().filter(|constant| self.has_value(*constant, &literal));
            let of: Vec<(Item, String)> = of.map(|constant| (constant, literal.value.to_owned())).collect();
            (!of.is_empty()).then_some(of)
        });
        found.into_iter().flatten().collect()
    }

    /// Whether a literal is the value of a constant of the same file. A file that several crates share has its literals once, but its
    /// items for each crate, so their places are compared. An associated constant has no scope of its own.
    fn has_value(&self, constant: Item, literal: &StringLiteral<'_>) -> bool {
        let fact = self.item(constant);
        match fact.kind {
            ItemKind::AssociatedConst(_) => (fact.span.start..fact.span.end).contains(&literal.span.start),
            _ => literal
                .constant
                .is_some_and(|other| self.item(other).name_span == fact.name_span),
        }
    }

    /// Whether an item is a constant or static, of a module, type or trait.
    pub fn is_constant_item(&self, item: Item) -> bool {
        matches!(
            self.item(item).kind,
            ItemKind::Const | ItemKind::Static | ItemKind::AssociatedConst(_)
        )
    }

    /// The place of a literal.
    pub fn place_of_literal(&self, literal: &StringLiteral<'_>) -> Place {
        self.place_in(literal.file, literal.span)
    }
}
