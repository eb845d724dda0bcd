//! Locals across expansions: those around a call that its arguments may refer to, and those that an expansion binds for the code
//! after the call. Macros are hygienic: a name in the definition refers to no local of the caller, and vice versa.

use rustc_hash::FxHashMap;

use crate::facts::{Captured, Origin};
use crate::finding::Span;
use crate::link::program::Program;
use crate::link::program::modules::Instance;
use crate::link::program::symbols::Symbol;

impl Program {
    /// Whether a name in an expansion refers to a local that is in scope at the call or, if it is written in the definition,
    /// there. The first segment of a longer path can only be a generic parameter.
    pub(in crate::link) fn is_captured(&self, instance: &Instance, name: Symbol, span: Span, goes_on: bool) -> bool {
        let (mut instance, mut span) = (instance, span);
        while let Some((from, file, within)) = self.outer(instance.file, span) {
            let is_name = |captured: &Captured| {
                let may_begin = !goes_on || captured.value.is_none();
                may_begin && self.file(file).symbols[captured.name.0 as usize] == name
            };
            let facts = &self.file(file).facts;
            let (Some(inclusion), Origin::Call) = (instance.included_in, from) else {
                let rules = facts.rules_at(within.start);
                return rules.is_some_and(|rules| rules.captured.iter().any(is_name));
            };
            let call = inclusion.call.and_then(|call| facts.calls.get(call as usize));
            if call.is_some_and(|call| call.captured.iter().any(is_name)) {
                return true;
            }
            instance = &self.instances[inclusion.instance as usize];
            if !goes_on && self.is_bound_by_call(instance, name, within.start) {
                return true;
            }
            span = within;
        }
        false
    }

    /// For each instance, the names that the statements of expansions bind in it, each with the range of bytes in which it is in
    /// scope.
    pub(in crate::link) fn bound_by_calls(&self) -> FxHashMap<u32, Vec<(Symbol, u32, u32)>> {
        let mut bound: FxHashMap<u32, Vec<(Symbol, u32, u32)>> = FxHashMap::default();
        for instance in &self.instances {
            let file = self.file(instance.file);
            for binding in &file.facts.bound_by_call {
                let name = file.symbols[binding.name.0 as usize];
                let (mut inner, mut span) = (instance, binding.span);
                while let Some((Origin::Call, outer, within)) = self.outer(inner.file, span)
                    && let Some(inclusion) = inner.included_in
                    && let Some(call) = inclusion
                        .call
                        .and_then(|call| self.file(outer).facts.calls.get(call as usize))
                {
                    let end = call.bytes_of_scope.map_or(u32::MAX, |bytes| call.span.end + bytes);
                    bound.entry(inclusion.instance).or_default().push((name, call.span.end, end));
                    (inner, span) = (&self.instances[inclusion.instance as usize], within);
                    if call.bytes_of_scope.is_some() {
                        break;
                    }
                }
            }
        }
        bound
    }

    /// Whether a name refers, at a byte offset of an instance, to a binding that an expansion makes.
    pub(in crate::link) fn is_bound_by_call(&self, instance: &Instance, name: Symbol, at: u32) -> bool {
        let bound = self.bound_by_calls.get(&self.index_of(instance));
        bound.is_some_and(|bound| {
            bound
                .iter()
                .any(|(other, from, to)| *other == name && (*from..*to).contains(&at))
        })
    }
}
