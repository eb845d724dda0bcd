//! Sentences for a template: what they quote between backticks is code. The template escapes both.

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ProsePart<'a> {
    pub(super) text: &'a str,
    pub(super) is_code: bool,
}

/// The parts of a sentence. Where backticks do not pair, none of them counts.
pub(super) fn prose(words: &str) -> Vec<ProsePart<'_>> {
    if words.matches('`').count() % 2 == 1 {
        return vec![ProsePart {
            text: words,
            is_code: false,
        }];
    }
    let parts = words.split('`').enumerate().map(|(index, text)| ProsePart {
        text,
        is_code: index % 2 == 1,
    });
    parts.filter(|part| !part.text.is_empty()).collect()
}

/// The texts between backticks.
pub(super) fn quoted(words: &str) -> Vec<&str> {
    let parts = prose(words).into_iter();
    parts.filter(|part| part.is_code).map(|part| part.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_code() {
        let parts: Vec<(&str, bool)> = prose("`a` uses `b<i>`, a ")
            .into_iter()
            .map(|it| (it.text, it.is_code))
            .collect();
        assert_eq!(parts, [("a", true), (" uses ", false), ("b<i>", true), (", a ", false)]);
        assert_eq!(prose("one ` alone").len(), 1);
        assert_eq!(quoted("`a` uses `b`"), ["a", "b"]);
    }
}
