//! Finding out what is asked.

use foundation::errors::AppError;
use serde::{Deserialize, Serialize};
use tools::usage::{MOST_DAYS, Period};

/// The longest message that is looked at.
pub const MOST_CHARACTERS: usize = 8_000;

/// What a user wants to know above all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// What could be saved.
    Savings,
    /// What was spent.
    Costs,
    /// How far models could be relied on.
    Reliability,
    /// How much was used.
    Usage,
}

/// What a message asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Triage {
    /// The message, without white space around it.
    pub question: String,
    /// What it is about.
    pub aim: Aim,
    /// Over how long to look back.
    pub period: Period,
}

/// How words that speak of an aim begin.
const WORDS: [(Aim, &[&str]); 4] = [
    (
        Aim::Savings,
        &["sav", "cheap", "optimi", "reduc", "lower", "cut", "waste"],
    ),
    (
        Aim::Costs,
        &[
            "cost", "spen", "bill", "price", "pric", "expens", "pay", "paid",
        ],
    ),
    (
        Aim::Reliability,
        &["fail", "error", "reliab", "latenc", "slow", "fast", "broke"],
    ),
    (
        Aim::Usage,
        &["token", "call", "request", "usage", "use", "many", "volume"],
    ),
];

/// How long the units of time are that a message may name, in days.
const UNITS: [(&str, u32); 6] = [
    ("today", 1),
    ("day", 1),
    ("week", 7),
    ("month", 30),
    ("quarter", 91),
    ("year", 365),
];

/// If no time is named.
const USUAL_DAYS: u32 = 30;

/// Reads a message. The same message is always read in the same way, whatever words are in it.
pub(crate) fn triage(message: &str) -> Result<Triage, AppError> {
    let question = message.trim();
    if question.is_empty() {
        return Err(AppError::InvalidInput("the message is blank".to_owned()));
    }
    if question.chars().count() > MOST_CHARACTERS {
        let text = format!("the message is longer than {MOST_CHARACTERS} characters");
        return Err(AppError::InvalidInput(text));
    }
    let lower = question.to_lowercase();
    let words: Vec<&str> = lower
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    Ok(Triage {
        question: question.to_owned(),
        aim: aim(&words),
        period: period(&words),
    })
}

/// The aim that most words speak of; the first of equals, and if none speaks of any.
fn aim(words: &[&str]) -> Aim {
    let mut best = (Aim::Savings, 0);
    for (aim, beginnings) in WORDS {
        let speaks = |word: &&&str| beginnings.iter().any(|it| word.starts_with(it));
        let count = words.iter().filter(speaks).count();
        if count > best.1 {
            best = (aim, count);
        }
    }
    best.0
}

/// The first time that is named: `week`, `7 days`, `2 months`.
fn period(words: &[&str]) -> Period {
    for (place, word) in words.iter().enumerate() {
        let named = UNITS
            .iter()
            .find(|(unit, _)| word.trim_end_matches('s') == *unit);
        let Some((_, days)) = named else { continue };
        let number = place
            .checked_sub(1)
            .and_then(|before| words[before].parse().ok());
        let days = days.saturating_mul(number.unwrap_or(1));
        let days = days.clamp(1, MOST_DAYS);
        return Period { days };
    }
    Period { days: USUAL_DAYS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_aim_is_what_most_words_speak_of() {
        for (message, aim) in [
            ("How can I save on my bill?", Aim::Savings),
            ("What did I spend, what did models cost?", Aim::Costs),
            ("Which model fails most and is slow?", Aim::Reliability),
            ("How many tokens did search use?", Aim::Usage),
            ("Hello there", Aim::Savings),
            ("this is a test of what models cost", Aim::Costs),
        ] {
            assert_eq!(triage(message).unwrap().aim, aim, "{message}");
        }
    }

    #[test]
    fn the_period_is_what_the_message_names() {
        for (message, days) in [
            ("costs of the last 7 days", 7),
            ("costs this week", 7),
            ("the past 2 months!", 60),
            ("today", 1),
            ("0 days", 1),
            ("99999999999 years", 365),
            ("9999 years", 366),
            ("costs", 30),
            ("7 models in a year", 365),
        ] {
            assert_eq!(triage(message).unwrap().period.days, days, "{message}");
        }
    }

    #[test]
    fn a_message_has_something_in_it_and_an_end() {
        for message in [" \n".to_owned(), "x".repeat(MOST_CHARACTERS + 1)] {
            assert!(matches!(triage(&message), Err(AppError::InvalidInput(_))));
        }
        assert!(triage(&"日".repeat(MOST_CHARACTERS)).is_ok());
    }
}
