//! Mistakes in TOML: where, what, and what was probably meant.
//!
//! Does not know which mistakes exist: whoever finds one writes its message.

use std::fmt;

use bitcode::{Decode, Encode};

use crate::finding::{Place, Severity};

/// Something wrong with what the user, or a pack, wrote in TOML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct ConfigProblem {
    /// The place, in `ssot.toml` or in the TOML of a rule.
    pub place: Place,
    /// The message: a lower-case phrase without full stop.
    pub message: String,
    /// The help.
    pub help: Option<String>,
    /// The severity: `High` if less is checked than the user asked for, `Low` if nothing is lost.
    pub severity: Severity,
}

impl ConfigProblem {
    /// A mistake that makes a check cover less than the user asked for.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            help: None,
            severity: Severity::High,
        }
    }

    /// The same problem with a help text.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// The same problem with severity `Low`.
    #[must_use]
    pub fn low(self) -> Self {
        Self {
            severity: Severity::Low,
            ..self
        }
    }
}

/// A suggestion for the unknown `name`: the nearest of `known`, or all of them.
pub fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let longer = || {
        known
            .iter()
            .copied()
            .filter(|known| known.starts_with(name))
            .min_by_key(|known| known.len())
    };
    if let Some(meant) = nearest(name, known.iter().copied()).or_else(longer) {
        return Some(format!("did you mean `{meant}`?"));
    }
    let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    (!listed.is_empty()).then(|| format!("known are {}", listed.join(", ")))
}

/// The one of `known` that is nearest to `name`, where two thirds of it are right at least.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within_distance(name, (name.len() / 3).max(1), known)
}

/// The one of `known` that `name` is one keystroke away from, not the first; a short name is so from too many.
pub fn slip<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const SHORTEST: usize = 5;
    let begins_alike = |known: &&str| name.chars().next() == known.chars().next();
    within_distance(name, 1, known.into_iter().filter(begins_alike)).filter(|_| name.len() >= SHORTEST)
}

fn within_distance<'a>(name: &str, most: usize, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer names are no slips of the finger, and the distance takes time that grows with the square.
    const LONGEST: usize = 80;
    let close = known
        .into_iter()
        .filter(|known| name.len() <= LONGEST && known.len() <= LONGEST);
    let (distance, nearest) = close.map(|known| (strsim::damerau_levenshtein(name, known), known)).min()?;
    (distance <= most).then_some(nearest)
}

/// Text of the user, for a message: in backticks, on one line, and shortened.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 80;
        let start: String = self.0.chars().take(LONGEST).collect();
        let more = if start.len() < self.0.len() { "…" } else { "" };
        write!(
            f,
            "`{}{more}`",
            start.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
        )
    }
}
