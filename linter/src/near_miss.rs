//! Near misses: two texts that differ as by one slip of the finger.

/// The shortest text that another can be a near miss of. A short text is one keystroke away from too many others.
const SHORTEST: usize = 6;

/// Whether a text is a near miss of a value: a letter, `-` or `_` is missing, added or replaced, or two neighbours are swapped.
///
/// Digits number things, an `s` at the end makes a plural, and a `d` at the end of a single word a participle (`closed`), so texts
/// that differ by these are two values. So are `a-b` and `a_b`, as a package and its crate, and texts that differ by other
/// punctuation, such as a path and a prefix of paths.
pub fn is_near_miss(text: &str, value: &str) -> bool {
    if value.chars().count() < SHORTEST || text.len().abs_diff(value.len()) > char::MAX.len_utf8() {
        return false;
    }
    let value_is_compound = !value.chars().all(char::is_alphanumeric);
    let (text, value): (Vec<char>, Vec<char>) = (text.chars().collect(), value.chars().collect());
    let alike = text.iter().zip(&value).take_while(|(one, other)| one == other).count();
    let (text, value) = (&text[alike..], &value[alike..]);
    let alike = text.iter().rev().zip(value.iter().rev());
    let alike = alike.take_while(|(one, other)| one == other).count();
    let (ours, theirs) = (&text[..text.len() - alike], &value[..value.len() - alike]);
    let is_ending = |added: char| alike == 0 && (added == 's' || added == 'd' && !value_is_compound);
    match (ours, theirs) {
        ([added], []) | ([], [added]) => is_of_word(*added) && !is_ending(*added),
        ([one], [other]) => is_of_word(*one) && is_of_word(*other) && !(is_separator(*one) && is_separator(*other)),
        ([a, b], [c, d]) => a == d && b == c && [a, b].into_iter().all(|it| is_of_word(*it)),
        _ => false,
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphabetic() || is_separator(character)
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::is_near_miss;

    #[test]
    fn one_slip_of_the_finger_is_near() {
        for near in [
            "sesion_started",
            "sesssion_started",
            "sessionstarted",
            "sessino_started",
            "Session_started",
            "session_starte",
        ] {
            assert!(is_near_miss(near, "session_started"), "{near}");
        }
    }

    #[test]
    fn what_differs_on_purpose_is_not_near() {
        let apart = [
            ("session_started", "session_started"),
            ("sessions", "session"),
            ("user_ids", "user_id"),
            ("enable", "enabled"),
            ("auth_service", "auth-service"),
            ("worker_1", "worker_2"),
            ("/health/", "/health"),
            ("seson_started", "session_started"),
            ("token", "tokem"),
            ("nessios", "session"),
        ];
        for (text, value) in apart {
            assert!(!is_near_miss(text, value), "{text} {value}");
        }
    }

    proptest! {
        #[test]
        fn what_is_near_has_distance_one(text in "[a-c1s_]{4,9}", value in "[a-c1s_]{4,9}") {
            let near = is_near_miss(&text, &value);
            prop_assert!(!near || strsim::damerau_levenshtein(&text, &value) == 1);
        }

        #[test]
        fn a_letter_is_missing(value in "[a-z_]{5,11}[a-c]", at in 0usize..5) {
            let mut text = value.clone();
            text.remove(at);
            prop_assert!(is_near_miss(&text, &value));
        }
    }
}
