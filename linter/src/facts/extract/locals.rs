//! Local names: bindings and generic parameters, and which items they shadow. This is the part of name resolution that depends on
//! a single function only.

use rustc_hash::FxHashMap;

use crate::facts::model::{Name, ValueId};

/// The namespaces that locals live in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum LocalNamespace {
    Value,
    /// The names of values that an expansion has from the call. They do not refer to bindings of the definition, nor the other way
    /// round: macros are hygienic.
    ValueOfCall,
    Type,
}

/// What a local name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Local {
    /// A parameter or binding, with its value; or a generic parameter.
    Bound(ValueId),
    /// An identifier pattern with a capital letter: a binding, unless a constant or variant has that name.
    Perhaps,
    /// An item of an inner block, which shadows a binding of an outer one.
    Hidden,
}

impl Local {
    pub(super) fn is_bound(self) -> bool {
        matches!(self, Self::Bound(_))
    }
}

/// A point to which the names in scope can be reset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize);

/// The local names that are in scope at a point of the text.
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
