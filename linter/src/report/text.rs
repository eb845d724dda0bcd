//! Text helpers for terminal output: safe characters, width, and wrapping. They do not depend on a format.

use std::borrow::Cow;

use crate::finding::{FilePath, Finding, Place};

/// `text` without characters that would move the cursor, change colours or turn the order of what is read: source texts,
/// file names and messages come from others. Tabs stay; a line break becomes a space.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| visible(char) == char && char != '\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|char| if char == '\n' { ' ' } else { visible(char) })
            .collect(),
    )
}

/// The character, or a replacement for one that controls the terminal. The names of Trojan Source: CVE-2021-42574.
pub(crate) fn visible(char: char) -> char {
    let turns_direction = matches!(char, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let has_no_width = matches!(char, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
    let breaks_line = matches!(char, '\u{2028}' | '\u{2029}');
    let controls = char.is_control() && char != '\t' && char != '\n';
    if turns_direction || has_no_width || breaks_line || controls {
        '\u{FFFD}'
    } else {
        char
    }
}

/// The path of a file for people; the root itself is `.`.
pub(crate) fn path(file: &FilePath) -> Cow<'_, str> {
    if file.as_str().is_empty() {
        Cow::Borrowed(".")
    } else {
        clean(file.as_str())
    }
}

/// `path:line:column`, which terminals and editors jump to.
pub(crate) fn place(place: &Place) -> String {
    format!("{}:{}:{}", path(&place.file), place.span.line, place.span.column)
}

/// Message and help as one text, for formats with a single field.
pub(crate) fn with_help(finding: &Finding, between: &str) -> String {
    let message = clean(&finding.message).into_owned();
    match &finding.help {
        Some(help) => format!("{message}{between}help: {}", clean(help)),
        None => message,
    }
}

/// Columns that a terminal needs for `text`.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns that a terminal needs for a character; a tab counts as the four that it takes at most. The ranges are those of
/// East Asian width in round numbers, which do for the alignment of a table and the cut of a line.
pub(super) fn char_width(char: char) -> usize {
    match char {
        '\t' => 4,
        '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// `text` in lines of at most `most` columns, broken at spaces only: a path or a rule's id stays whole, so that it can be
/// copied. A line break is a space, a blank line ends a paragraph.
pub(crate) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim().split("\n\n") {
        let mut line = String::new();
        for word in clean(paragraph).split_whitespace() {
            if !line.is_empty() && width(&line) + 1 + width(word) > most {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// As [`wrap`], and a path that is too long is broken after a `::`: for where a line must not pass the edge.
pub(crate) fn fold(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(text, most) {
        let mut start = 0;
        let mut end = 0;
        let ends = line.match_indices("::").map(|(at, sign)| at + sign.len()).chain([line.len()]);
        for next in ends {
            if end > start && width(&line[start..next]) > most {
                lines.push(line[start..end].to_owned());
                start = end;
            }
            end = next;
        }
        lines.push(line[start..].to_owned());
    }
    lines
}

/// A number with its thousands apart: `1,234`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 file`, `2 files`, `2 classes`, `2 repositories`.
pub(crate) fn count(number: u64, word: &str) -> String {
    let (stem, ending) = match word.strip_suffix('y') {
        _ if number == 1 => (word, ""),
        Some(stem) => (stem, "ies"),
        None if word.ends_with('s') => (word, "es"),
        None => (word, "s"),
    };
    format!("{} {stem}{ending}", thousands(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_move_the_cursor_are_replaced() {
        assert_eq!(clean("a\x1b[2Jb\rc\nd\te"), "a\u{FFFD}[2Jb\u{FFFD}c d\te");
        assert_eq!(clean("if x \u{202E}== y"), "if x \u{FFFD}== y");
        assert!(matches!(clean("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_break_only_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrap("backend::a::very::long::path is", 10),
            ["backend::a::very::long::path", "is"]
        );
        assert_eq!(wrap("one\ntwo\n\nthree\n", 80), ["one two", "three"]);
    }

    #[test]
    fn long_paths_are_folded() {
        assert_eq!(
            fold("imported as `one::two::three`", 12),
            ["imported as", "`one::two::", "three`"]
        );
        assert_eq!(fold("`one::two`", 12), ["`one::two`"]);
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }
}
