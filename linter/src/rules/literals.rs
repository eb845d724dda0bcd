//! What the kinds that look at string literals share: patterns of whole texts, and how a text is shown in a message.

use std::borrow::Cow;

use crate::config::TextPattern;

/// Whether one of some patterns matches all of a text. White space at its ends does not count, and any other counts as one space,
/// since a long text may be written on several lines.
pub(super) fn match_text(patterns: &[TextPattern], text: &str) -> bool {
    let text = spaced(text);
    patterns.iter().any(|pattern| pattern.matches(&text))
}

fn spaced(text: &str) -> Cow<'_, str> {
    let is_plain = !text.contains(|it: char| it.is_whitespace() && it != ' ') && !text.contains("  ") && text.trim() == text;
    if is_plain {
        return text.into();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").into()
}

/// A text of the code for a message: on one line, and shortened.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = spaced(text);
    let start: String = text.chars().take(LONGEST).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!(
        "{}{more}",
        start.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
    )
}
