//! Under which features code is compiled for tests only.
//!
//! `#[cfg(test)]` says it outright. Of `#[cfg(any(test, feature = "fake"))]` it depends on what the feature is for, which a file
//! cannot know: its facts record the question, and whoever knows the configuration answers it.

use bitcode::{Decode, Encode};
use serde::Serialize;

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

    pub(in crate::facts) fn condition(at: usize) -> Self {
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
