//! From a canonical path to what one has to write in some place to reach it.

use super::lookup::Asking;
use super::resolve::Mode;
use super::symbols::{CRATE, Symbol};
use super::types::{Bindings, Ty};
use super::typing::Typing;
use super::{Def, Extern, Item, Scope, Space, Workspace};
use crate::facts::ItemKind;

/// A path as it is written in some place, and what it names there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What to write.
    pub written: String,
    /// What that names, in any space; never empty.
    pub defs: Vec<Def>,
}

impl Workspace {
    /// How code in a scope reaches a path that begins with a crate's name; `None` where that crate is none that it depends on,
    /// where there is no such item, and where it may not name it.
    pub fn reached(&self, from: Scope, path: &str) -> Option<Reached> {
        let mut parts = path.trim_end_matches('!').split("::");
        let first = self.crate_as_seen(from, parts.next()?)?;
        let rest: Option<Vec<Symbol>> = parts.map(|part| self.symbol(part)).collect();
        let segments: Vec<Symbol> = std::iter::once(first).chain(rest?).collect();
        let mut defs: Vec<Def> = Vec::new();
        for space in [Space::Type, Space::Value, Space::Macro] {
            let mut steps = self.resolve_path(&segments, false, space, Mode::Code, &mut Asking::from(from));
            let is_visible = |binding: &_| self.is_visible(binding, from);
            let is_whole = steps.len() == segments.len() && steps.iter().all(|step| step.iter().all(is_visible));
            let last = steps.pop().filter(|_| is_whole).unwrap_or_default();
            defs.extend(last.into_iter().map(|binding| binding.def));
        }
        defs.sort();
        defs.dedup();
        let texts: Vec<&str> = segments.iter().map(|&segment| self.text(segment)).collect();
        let written = texts.join("::");
        (!defs.is_empty()).then_some(Reached { written, defs })
    }

    /// The first segment of a path to a crate.
    fn crate_as_seen(&self, from: Scope, name: &str) -> Option<Symbol> {
        let own = self.crate_of(from);
        let data = &self.crates[own.0 as usize];
        if name == "crate" || self.text(data.name) == name {
            return Some(CRATE);
        }
        let names = |found: &Extern| match found {
            Extern::Member(krate) => self.text(self.crates[krate.0 as usize].name) == name,
            Extern::Outside(symbol) => self.text(*symbol) == name,
        };
        let known = data
            .externs
            .iter()
            .filter(|(_, found)| names(found))
            .map(|(symbol, _)| *symbol);
        let known = known.min_by_key(|symbol| self.text(*symbol));
        known.or_else(|| self.standard_crate(name).and_then(|_| self.symbol(name)))
    }

    /// Two functions of which one can be called in the place of the other: they take and give the same. `literal` says that the
    /// only argument is a string literal, which a `&str` takes as well as anything generic does.
    pub fn stands_in_for(&self, new: &Def, old: &Def, literal: bool) -> bool {
        let (Some((inputs, output)), Some((old_inputs, old_output))) = (self.shape_of(new), self.shape_of(old)) else {
            return false;
        };
        let is_text = |ty: &Ty| matches!(ty, Ty::Reference(of) if matches!(**of, Ty::Primitive(name) if self.text(name) == "str"));
        let takes_literal = literal && old_inputs.len() == 1 && matches!(inputs.as_slice(), [only] if is_text(only));
        // `&T` and `&mut T` are not told apart here.
        let takes_the_same = inputs == old_inputs && !inputs.iter().any(|ty| matches!(ty, Ty::Reference(_)));
        output.is_complete() && output == old_output && (takes_literal || takes_the_same)
    }

    /// The item of a definition; of one of the standard library, that in its stubs.
    fn function_behind(&self, def: &Def) -> Option<Item> {
        let outside = match def {
            Def::Item(item) => return Some(*item),
            Def::Outside(outside) => outside,
            Def::Crate(_) | Def::Member(..) => return None,
        };
        let (first, rest) = outside.segments.split_first()?;
        let krate = self.standard_crate(self.text(*first))?;
        let found = self.find_from_root(krate, rest);
        found.into_iter().find_map(|def| match def {
            Def::Item(item) if self.is_function(&def) => Some(item),
            _ => None,
        })
    }

    /// The types that a plain function takes, and the one that it returns.
    fn shape_of(&self, def: &Def) -> Option<(Vec<Ty>, Ty)> {
        let item = self.function_behind(def)?;
        let (ItemKind::Function(signature) | ItemKind::AssociatedFunction(signature, _)) = &self.item(item).kind else {
            return None;
        };
        if signature.takes_self || signature.is_async {
            return None;
        }
        let scope = self.inner_of(item)?;
        let typing = Typing::new(self, self.instance_of_item(item));
        let lower = |ty| typing.lower(ty, scope, &Bindings::default());
        Some((
            signature.inputs.iter().map(|&ty| lower(ty)).collect(),
            lower(signature.output),
        ))
    }
}
