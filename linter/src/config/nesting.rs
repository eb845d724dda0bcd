//! How deep a TOML text nests, measured before it is parsed.
//!
//! The parser bounds brackets but not dotted keys: `a.a.a.a = 1` with a hundred thousand parts makes a tree as
//! deep, and dropping that tree overflows the stack. Strings and comments are skipped as the parser's lexer does.

use std::ops::Range;

/// Brackets around one value. The deepest shape that `ssot.toml` knows has two.
const MOST_BRACKETS: usize = 16;

/// Dots in one key. The longest key that `ssot.toml` knows has three.
const MOST_DOTS: usize = 16;

/// Where `text` begins to nest deeper than any configuration does.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut brackets, mut dots) = (0, 0usize, 0);
    while at < bytes.len() {
        let start = at;
        at = token_end(bytes, start);
        match bytes[start] {
            b'[' | b'{' => (brackets, dots) = (brackets + 1, 0),
            b']' | b'}' => (brackets, dots) = (brackets.saturating_sub(1), 0),
            b'=' | b',' | b'\n' => dots = 0,
            b'.' => dots += 1,
            _ => {}
        }
        if brackets > MOST_BRACKETS || dots > MOST_DOTS {
            return Some(start..at);
        }
    }
    None
}

/// The byte after the token that begins at `start`. Where text is broken this follows the parser's lexer to the
/// letter, lest a stray quote hide the dots from one and not from the other.
fn token_end(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start..];
    let until = |ends: &[u8]| rest.iter().position(|byte| ends.contains(byte)).unwrap_or(rest.len());
    let length = match rest {
        [b'#', ..] => until(b"\r\n"),
        [b'"', b'"', b'"', ..] => long_string(rest, b'"'),
        [b'\'', b'\'', b'\'', ..] => long_string(rest, b'\''),
        [quote @ (b'"' | b'\''), ..] => short_string(rest, *quote),
        // A quote inside a bare word opens nothing.
        _ => until(b".=,[]{} \t#\r\n").max(1),
    };
    start + length
}

/// The length of a string that ends with three quotes, at which `rest` begins; up to two more belong to it.
fn long_string(rest: &[u8], quote: u8) -> usize {
    let mut at = 3;
    while at < rest.len() {
        if rest[at..].starts_with(&[quote; 3]) {
            let more = rest[at + 3..].iter().take(2).take_while(|&&byte| byte == quote).count();
            return at + 3 + more;
        }
        at += character_length(&rest[at..], quote);
    }
    rest.len()
}

/// The length of a string that ends with one quote or, broken, with its line.
fn short_string(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\n' => return at,
            byte if byte == quote => return at + 1,
            _ => at += character_length(&rest[at..], quote),
        }
    }
    rest.len()
}

/// Two for an escaped quote or backslash, else one. Strings in `'` know no escapes.
fn character_length(rest: &[u8], quote: u8) -> usize {
    match rest {
        [b'\\', b'\\' | b'"', ..] if quote == b'"' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_dotted_keys_nest() {
        assert!(too_deep(&"[".repeat(17)).is_some());
        assert!(too_deep(&"a.".repeat(17)).is_some());
        assert!(too_deep(&"\"a\" . ".repeat(17)).is_some());
        assert_eq!(too_deep(&"[".repeat(16)), None);
    }

    #[test]
    fn strings_comments_and_neighbours_do_not_nest() {
        assert_eq!(too_deep(&"\"...{[\\\"[[[[[[[...............\"\n".repeat(30)), None);
        assert_eq!(too_deep(&"'''\n{[{[{[{[\n'''\n".repeat(30)), None);
        assert_eq!(too_deep(&format!("# {}", "[.".repeat(100))), None);
        assert_eq!(too_deep(&"[1.5, 2.5],".repeat(100)), None);
    }

    #[test]
    fn a_broken_string_hides_no_dots() {
        let deep = "a.".repeat(17);
        assert!(too_deep(&format!("x = \"\n{deep}")).is_some());
        assert!(too_deep(&format!("x = a\"\"\"\n{deep}")).is_some());
        assert!(too_deep(&format!("x = \"\"\"\"\"\"\"\"\n{deep}")).is_some());
    }
}
