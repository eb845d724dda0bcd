//! Which facts have most to do with a question.

use std::collections::BTreeSet;

/// At most `most` of the facts, those that share the rarest words with the question, in the order in which they stand.
///
/// A word that stands in every fact tells none from another and counts little; one that stands in a single fact counts
/// most. Facts that share nothing come last, earlier ones first: who gathered the facts began with what matters.
pub(super) fn most_relevant<'a>(question: &str, facts: &'a [String], most: usize) -> Vec<&'a str> {
    let wanted = words(question);
    let of_facts: Vec<BTreeSet<String>> = facts.iter().map(|fact| words(fact)).collect();
    let holders = |word: &String| of_facts.iter().filter(|words| words.contains(word)).count();

    let mut ranked: Vec<(usize, u64)> = Vec::with_capacity(facts.len());
    for (place, words) in of_facts.iter().enumerate() {
        // Whole numbers, so that no rounding decides: a word is worth as much as there are facts per fact that holds it.
        let worth = |word| (SCALE * facts.len() / holders(word).max(1)) as u64;
        ranked.push((place, wanted.intersection(words).map(worth).sum()));
    }
    ranked.sort_by_key(|(place, worth)| (u64::MAX - worth, *place));
    let mut chosen: Vec<usize> = ranked.into_iter().take(most).map(|(at, _)| at).collect();
    chosen.sort_unstable();
    chosen.into_iter().map(|at| facts[at].as_str()).collect()
}

/// Keeps the worth of words apart when it is divided.
const SCALE: usize = 1_000;

/// The words of a text in lower case, each once. Shorter ones tell nothing.
fn words(text: &str) -> BTreeSet<String> {
    const SHORTEST: usize = 3;
    text.split(|it: char| !it.is_alphanumeric())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(question: &str, facts: &[&str], most: usize) -> Vec<String> {
        let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
        let chosen = most_relevant(question, &facts, most);
        chosen.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_shares_rare_words_with_the_question_is_chosen() {
        let facts = ["large cost 12", "small cost 1", "medium cost 5"];
        assert_eq!(chosen("cost of SMALL?", &facts, 1), ["small cost 1"]);
        assert_eq!(
            chosen("cost of medium or large", &facts, 2),
            ["large cost 12", "medium cost 5"]
        );
    }

    #[test]
    fn where_nothing_is_shared_the_first_are_chosen() {
        assert_eq!(
            chosen("why?", &["first", "second", "third"], 2),
            ["first", "second"]
        );
    }

    #[test]
    fn no_more_than_there_are() {
        assert_eq!(chosen("first", &["first"], 8), ["first"]);
        assert!(chosen("first", &[], 8).is_empty());
    }
}
