//! Whether code is compiled for tests only, as far as its file determines it.
//!
//! `#[cfg(test)]` determines it. `#[cfg(any(test, feature = "fake"))]` depends on the purpose of the feature, which is configured
//! elsewhere. So the facts record a condition on features, and `link` evaluates it with the configuration.

use bitcode::{Decode, Encode};
use serde::Serialize;

use super::{FileFacts, Name};

/// Whether code is compiled for tests only: never, always, or under a condition of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Encode, Decode)]
pub struct ForTests(u32);

/// An entry of [`FileFacts::conditions`]. The conditions that it refers to precede it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Encode, Decode)]
pub enum Condition {
    /// It holds if the feature is one for tests.
    Feature(Name),
    /// It holds if one of the two does: for nested attributes, or for `all(…)`, in which one part for tests only is enough.
    Either(ForTests, ForTests),
    /// It holds if both do: for `any(…)`.
    Both(ForTests, ForTests),
}

impl ForTests {
    /// Also compiled for other purposes, whatever the features are.
    pub const NEVER: Self = Self(0);
    /// Compiled for tests only, whatever the features are.
    pub const ALWAYS: Self = Self(1);

    pub(in crate::facts) fn condition(at: usize) -> Self {
        Self(at as u32 + 2)
    }

    /// The number of the condition, as [`Self::condition`] counts.
    pub(in crate::facts) fn number(self) -> u32 {
        self.0
    }
}

impl FileFacts {
    /// Evaluates all conditions of the file, given which features are for tests.
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

/// The values of a file's conditions: whether code under each of them is compiled for tests only.
#[derive(Clone, Debug)]
pub(crate) struct Answers(Vec<bool>);

impl Answers {
    pub(crate) fn of(&self, code: ForTests) -> bool {
        self.0[code.0 as usize]
    }
}
