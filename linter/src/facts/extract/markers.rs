//! Comments that say that work is unfinished: `// TODO: …`. Knows no issue trackers.

use std::ops::Range;

use super::places::Places;
use super::source::Source;
use super::surroundings::Surroundings;
use crate::facts::model::{Marker, MarkerWord};

/// A line of a comment.
struct CommentLine<'t> {
    /// Without the signs of a comment.
    text: &'t str,
    /// Where that begins.
    start: u32,
    /// The comment that it is a line of.
    comment: Range<u32>,
    /// Whether it continues the line before it in this list.
    goes_on: bool,
    /// The markers in it, by where they begin and end in the text.
    markers: Vec<(MarkerWord, Range<usize>)>,
}

/// The markers of a file. `positions` is called if there are any.
pub(super) fn extract<'s>(source: &'s Source, positions: impl FnOnce() -> (Places<'s>, Surroundings)) -> Vec<Marker> {
    let lines = lines(source);
    if lines.iter().all(|line| line.markers.is_empty()) {
        return Vec::new();
    }
    let (places, surroundings) = positions();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for (index, (word, range)) in line.markers.iter().enumerate() {
            let next = line.markers.get(index + 1).map(|(_, next)| next.start);
            let own = line.text[range.end..next.unwrap_or(line.text.len())].trim();
            let mut text = own.to_owned();
            let rest = lines[at + 1..]
                .iter()
                .take_while(|line| line.goes_on && line.markers.is_empty());
            for line in rest.filter(|_| next.is_none()) {
                text.push(' ');
                text.push_str(line.text);
            }
            let (scope, test) = surroundings.of_comment(line.comment.clone(), source);
            let start = line.start + range.start as u32;
            found.push(Marker {
                word: *word,
                text: text.into(),
                span: places.span(start, start + range.len() as u32),
                scope,
                test,
            });
        }
    }
    found
}

/// The lines of all comments that are not empty.
fn lines(source: &Source) -> Vec<CommentLine<'_>> {
    let mut lines: Vec<CommentLine<'_>> = Vec::new();
    for comment in source.all_comments() {
        let mut at = comment.start;
        for written in source.text[comment.start as usize..comment.end as usize].split_inclusive('\n') {
            let body = written.trim_start_matches(['/', '*', '!', ' ', '\t']);
            let start = at + (written.len() - body.len()) as u32;
            at += written.len() as u32;
            let text = body.trim_end().trim_end_matches("*/").trim_end();
            if text.is_empty() {
                continue;
            }
            let goes_on = lines.last().is_some_and(|before| {
                let between = &source.text[before.start as usize + before.text.len()..start as usize];
                let is_between_comments = |it: char| matches!(it, '/' | '*' | '!') || it.is_whitespace();
                between.chars().all(is_between_comments) && between.matches('\n').count() == 1
            });
            lines.push(CommentLine {
                text,
                start,
                comment: comment.clone(),
                goes_on,
                markers: markers(text),
            });
        }
    }
    lines
}

/// The markers in a line: a word at its beginning, or one that `:` or `(` follows. Others are words of a sentence.
fn markers(text: &str) -> Vec<(MarkerWord, Range<usize>)> {
    let is_of_word = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_first = true;
    for part in text.split_inclusive(|it| !is_of_word(it)) {
        let word = part.trim_end_matches(|it| !is_of_word(it));
        let range = at..at + word.len();
        at += part.len();
        if word.is_empty() {
            continue;
        }
        let marks = |word: &str| MarkerWord::ALL.into_iter().find(|marker| marker.text() == word);
        let is_set_off = is_first || text[range.end..].starts_with([':', '(']);
        let is_quoted = text[range.end..].starts_with(['`', '"', '\'']) || text[..range.start].ends_with(['`', '"', '\'']);
        found.extend(marks(word).filter(|_| is_set_off && !is_quoted).map(|marker| (marker, range)));
        is_first = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::facts::{FileFacts, ForTests};

    /// Line, word, text and item of each marker.
    fn found(text: &str) -> Vec<String> {
        let facts = FileFacts::parse(text);
        let markers = facts.markers.iter();
        let lines = markers.map(|marker| {
            let test = if marker.test == ForTests::ALWAYS { " (test)" } else { "" };
            let item = facts.scope(marker.scope).item;
            let item = item.map_or("", |item| facts.name(facts.item(item).name));
            let (line, word) = (marker.span.line, marker.word.text());
            format!("{line} {word}|{}|{item}{test}", marker.text)
        });
        lines.collect()
    }

    #[test]
    fn a_marker_begins_a_line_or_is_set_off() {
        assert_eq!(
            found("// TODO: a\n\n// b FIXME(me) c\n\n/* HACK d */\n\n// See TODO list, a HACKY `TODO:` and NOTODO: or XXX-1.\n"),
            ["1 TODO|: a|", "3 FIXME|(me) c|", "5 HACK|d|"]
        );
    }

    #[test]
    fn the_text_is_that_of_the_paragraph() {
        assert_eq!(
            found("// TODO a\n// b\n//\n// c\n\n// TODO d\n// TODO e\n/*\n * XXX f\n * g\n */\n"),
            ["1 TODO|a b|", "6 TODO|d|", "7 TODO|e|", "9 XXX|f g|"]
        );
    }

    #[test]
    fn a_comment_is_about_the_code_after_it_or_before_it_on_its_line() {
        let text = "// TODO a\nfn f() {\n    // TODO b\n    g(); // TODO c\n} // TODO d\n\n/// TODO e\n#[test]\nfn t() {}\nimpl S {\n    // TODO f\n}\n#[cfg(test)]\nmod tests {\n    // TODO h\n}\n";
        assert_eq!(
            found(text),
            [
                "1 TODO|a|f",
                "3 TODO|b|f",
                "4 TODO|c|f",
                "5 TODO|d|",
                "7 TODO|e|t (test)",
                "11 TODO|f|",
                "15 TODO|h|tests (test)"
            ]
        );
    }

    #[test]
    fn strings_are_no_comments_and_comments_in_macros_count_once() {
        assert_eq!(
            found("macro_rules! m { () => { // TODO a\n let x = \"// TODO b\"; } }\nfn f() { m!(); m!(); }\n"),
            ["1 TODO|a|"]
        );
    }
}
