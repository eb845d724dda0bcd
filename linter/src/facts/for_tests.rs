//! Under which features code is compiled for tests only.
//!
//! `#[cfg(test)]` says it outright. Of `#[cfg(any(test, feature = "fake"))]` it depends on what the feature is for, which a file
//! cannot know: its facts record the question, and whoever knows the configuration answers it.

use bitcode::{Decode, Encode};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::walk::Walk;
use super::{FileFacts, Name};

/// Whether code is compiled for tests only: never, always, or by a condition of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ForTests(u32);

/// A condition of [`FileFacts::conditions`]. What it is made of stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub enum Condition {
    /// The feature is one for tests.
    Feature(Name),
    /// One of the two holds: two attributes, one inside the other, or `all(…)`.
    Either(ForTests, ForTests),
    /// Both hold: `any(…)`.
    Both(ForTests, ForTests),
}

impl ForTests {
    /// Compiled for more than tests, whatever a feature is for.
    pub const NEVER: Self = Self(0);
    /// Compiled for tests only, whatever a feature is for.
    pub const ALWAYS: Self = Self(1);

    fn condition(at: usize) -> Self {
        Self(at as u32 + 2)
    }
}

impl FileFacts {
    /// For each [`ForTests`] of the file, by its number, whether it holds where these features are for tests.
    pub(crate) fn answers(&self, is_for_tests: impl Fn(&str) -> bool) -> Answers {
        let mut answers = Answers(vec![false, true]);
        for condition in &self.conditions {
            let answer = match *condition {
                Condition::Feature(name) => is_for_tests(self.name(name)),
                Condition::Either(one, other) => answers.of(one) || answers.of(other),
                Condition::Both(one, other) => answers.of(one) && answers.of(other),
            };
            answers.0.push(answer);
        }
        answers
    }
}

/// What of a file is for tests, once it is known which features are.
#[derive(Debug)]
pub(crate) struct Answers(Vec<bool>);

impl Answers {
    pub(crate) fn of(&self, code: ForTests) -> bool {
        self.0[code.0 as usize]
    }
}

/// What an attribute says of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Gate {
    #[default]
    Never,
    Always,
    Feature(String),
    /// It is for tests if one of these is.
    Either(Vec<Gate>),
    /// It is for tests if there are some, and all of them are.
    All(Vec<Gate>),
}

/// The conditions of a file, each once.
pub(super) type Conditions = FxHashMap<Condition, ForTests>;

impl Walk<'_> {
    /// What holds of the code under an attribute, given what holds around it.
    pub(super) fn test_under(&mut self, gate: &Gate) -> ForTests {
        let inside = self.gate(gate);
        self.for_one_of(self.test, inside)
    }

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

    /// `decisive` on one side decides; what else is known on one side leaves it to the other.
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
