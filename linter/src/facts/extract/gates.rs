//! Gates: the conditions by which attributes restrict code to tests.

use rustc_hash::FxHashMap;

use super::tables::Tables;
use super::walk::Walk;
use crate::facts::model::{Condition, ForTests};

/// The condition under which code with an attribute is compiled for tests only.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Gate {
    #[default]
    Never,
    Always,
    Feature(String),
    /// For tests only if one of these is, as in `all(test, unix)`.
    Either(Vec<Gate>),
    /// For tests only if there is at least one and all of them are, as in `any(test, feature = "fake")`.
    All(Vec<Gate>),
}

/// The conditions of a file that are already recorded.
pub(super) type Conditions = FxHashMap<Condition, ForTests>;

impl Walk<'_> {
    /// The condition of the code under an attribute, combined with the condition of the enclosing code.
    pub(super) fn test_under(&mut self, gate: &Gate) -> ForTests {
        let inside = self.tables.gate(gate);
        self.tables.for_one_of(self.test, inside)
    }
}

impl Tables {
    fn gate(&mut self, gate: &Gate) -> ForTests {
        match gate {
            Gate::Never => ForTests::NEVER,
            Gate::Always => ForTests::ALWAYS,
            Gate::Feature(name) => {
                let name = self.name(name);
                self.condition(Condition::Feature(name))
            }
            Gate::Either(gates) => gates.iter().fold(ForTests::NEVER, |sum, gate| {
                let next = self.gate(gate);
                self.for_one_of(sum, next)
            }),
            Gate::All(gates) if gates.is_empty() => ForTests::NEVER,
            Gate::All(gates) => gates.iter().fold(ForTests::ALWAYS, |sum, gate| {
                let next = self.gate(gate);
                self.for_both(sum, next)
            }),
        }
    }

    fn for_one_of(&mut self, one: ForTests, other: ForTests) -> ForTests {
        self.joined(one, other, ForTests::ALWAYS, Condition::Either)
    }

    fn for_both(&mut self, one: ForTests, other: ForTests) -> ForTests {
        self.joined(one, other, ForTests::NEVER, Condition::Both)
    }

    /// Combines two conditions. If one of them is `decisive`, it is the result; if one is the opposite constant, the other is.
    fn joined(
        &mut self,
        one: ForTests,
        other: ForTests,
        decisive: ForTests,
        condition: fn(ForTests, ForTests) -> Condition,
    ) -> ForTests {
        let is_known = |it: ForTests| it == ForTests::NEVER || it == ForTests::ALWAYS;
        match () {
            () if one == decisive || other == decisive => decisive,
            () if is_known(one) || one == other => other,
            () if is_known(other) => one,
            () => self.condition(condition(one, other)),
        }
    }

    fn condition(&mut self, condition: Condition) -> ForTests {
        let next = ForTests::condition(self.facts.conditions.len());
        let known = *self.conditions.entry(condition).or_insert(next);
        if known == next {
            self.facts.conditions.push(condition);
        }
        known
    }
}
