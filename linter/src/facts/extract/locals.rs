//! Local names: bindings and generic parameters, and the items that shadow them. This is the part of name resolution that depends
//! on a single function only.

use rustc_hash::FxHashMap;

use crate::facts::model::{Name, ValueId};

/// The namespaces of locals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum LocalNamespace {
    Value,
    /// Values in an expansion whose names come from the call. They do not refer to bindings of the definition, and vice versa,
    /// because macros are hygienic.
    ValueOfCall,
    Type,
}

/// The kind of a local name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Local {
    /// A parameter or binding, with its value; or a generic parameter.
    Bound(ValueId),
    /// An identifier pattern that begins with a capital letter: a binding, unless a constant or variant has that name.
    Perhaps,
    /// A binding that is shadowed by an item of an inner block.
    Hidden,
}

impl Local {
    pub(super) fn is_bound(self) -> bool {
        matches!(self, Self::Bound(_))
    }
}

/// A state to which the names in scope can be reset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize);

/// The local names that are in scope at a position of the text.
#[derive(Debug, Default)]
pub(super) struct Locals {
    in_force: FxHashMap<(Name, LocalNamespace), Vec<Local>>,
    order: Vec<(Name, LocalNamespace)>,
}

impl Locals {
    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.order.len())
    }

    pub(super) fn bind(&mut self, name: Name, space: LocalNamespace, local: Local) {
        self.in_force.entry((name, space)).or_default().push(local);
        self.order.push((name, space));
    }

    pub(super) fn get(&self, name: Name, space: LocalNamespace) -> Option<Local> {
        let local = self.in_force.get(&(name, space))?.last().copied()?;
        (local != Local::Hidden).then_some(local)
    }

    pub(super) fn end(&mut self, mark: Mark) {
        for key in self.order.drain(mark.0..) {
            if let Some(stack) = self.in_force.get_mut(&key) {
                stack.pop();
            }
        }
    }
}
