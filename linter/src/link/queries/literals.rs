//! String literals: where each stands, and what the code around it does with it.

use crate::facts::LiteralRole;
use crate::finding::{Class, Place, Span};
use crate::link::program::modules::Instance;
use crate::link::{File, Item, Scope, Workspace};

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

    /// The place of a literal.
    pub fn place_of_literal(&self, literal: &StringLiteral<'_>) -> Place {
        self.place_in(literal.file, literal.span)
    }
}
