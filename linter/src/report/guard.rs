//! The edge that every result passes: nothing gets through that a terminal or a log would take for an order.
//!
//! File names, strings and comments come from others, and a format may forget that. What is for people may hold colours and
//! nothing else that is not to be seen; what is JSON says the same in its own escapes, so that a reader loses nothing.

use std::io::{self, Write};

use super::text::visible;

/// How characters that must not be written literally are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Replaced.
    Replacement,
    /// As JSON has it; it can only be part of a string.
    Json,
}

/// A writer that escapes harmful characters. Each write must consist of whole characters.
pub(crate) struct Guard<W> {
    out: W,
    escape: Escape,
}

impl<W: Write> Guard<W> {
    pub(crate) fn new(out: W, escape: Escape) -> Self {
        Self { out, escape }
    }
}

impl<W: Write> Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_plain = bytes.iter().all(|&byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~'));
        match is_plain {
            true => self.out.write_all(bytes)?,
            false => self
                .out
                .write_all(guarded(&String::from_utf8_lossy(bytes), self.escape).as_bytes())?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text with invisible and control characters escaped.
pub(crate) fn guarded(text: &str, escape: Escape) -> String {
    let mut guarded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = match escape {
            Escape::Replacement => colour(rest),
            Escape::Json => 0,
        };
        if length > 0 {
            guarded += &rest[..length];
            rest = &rest[length..];
            continue;
        }
        match (visible(char) == char, escape) {
            (true, _) => guarded.push(char),
            // In Markdown it keeps `@all` from being a name. It moves nothing, and texts of others have been cleaned of it.
            (false, Escape::Replacement) if char == '\u{200B}' => guarded.push(char),
            (false, Escape::Replacement) => guarded.push(visible(char)),
            // All of them are of the plane that has four digits.
            (false, Escape::Json) => guarded += &format!("\\u{:04x}", u32::from(char)),
        }
        rest = &rest[char.len_utf8()..];
    }
    guarded
}

/// The bytes of the sequence for a colour that the text begins with.
fn colour(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\x1b[") else { return 0 };
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if rest[digits..].starts_with('m') { 2 + digits + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_pass_and_control_sequences_do_not() {
        let text = "\x1b[1;31merror\x1b[0m\n\x1b[2J\x1b]0;title\x07\u{9b}2J\u{202e}\u{2060}é";
        let written = guarded(text, Escape::Replacement);
        assert_eq!(
            written,
            "\x1b[1;31merror\x1b[0m\n\u{fffd}[2J\u{fffd}]0;title\u{fffd}\u{fffd}2J\u{fffd}\u{fffd}é"
        );
    }

    #[test]
    fn escaped_json_has_the_same_meaning() {
        let text = "a\u{9b}\u{202e}\u{85}\u{feff}é";
        let json = serde_json::to_string(text).expect("a string");
        let written = guarded(&json, Escape::Json);
        assert_eq!(written, "\"a\\u009b\\u202e\\u0085\\ufeffé\"");
        assert_eq!(serde_json::from_str::<String>(&written).expect("a string"), text);
    }
}
