//! Where bytes from outside become text.
//!
//! Text is UTF-8, whatever the platform's habits, and what is not is refused with the place of the first wrong byte.
//! Nothing is replaced by question marks: a changed password or name would be worse than a refused one.

/// The bytes are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not UTF-8 from byte {valid_up_to} on")]
pub struct NotUtf8 {
    /// How many bytes at the start are text.
    pub valid_up_to: usize,
}

/// The text that `bytes` spell.
///
/// # Errors
/// When they are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, NotUtf8> {
    std::str::from_utf8(bytes).map_err(|error| NotUtf8 {
        valid_up_to: error.valid_up_to(),
    })
}

/// The text of a file, without the byte order mark that some editors put first.
///
/// # Errors
/// When the bytes are not UTF-8.
pub fn decode_file(bytes: &[u8]) -> Result<&str, NotUtf8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let Some(rest) = bytes.strip_prefix(MARK) else {
        return decode(bytes);
    };
    decode(rest).map_err(|error| NotUtf8 {
        valid_up_to: error.valid_up_to + MARK.len(),
    })
}

/// At most `max` bytes from the start of `text`, cut between characters.
#[must_use]
pub fn at_most(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_of_any_script_is_read() {
        for text in ["", "plain", "grüße", "日本語", "🦀", "\u{0}"] {
            assert_eq!(decode(text.as_bytes()), Ok(text));
        }
    }

    #[test]
    fn the_first_wrong_byte_is_told() {
        for (bytes, valid_up_to) in [
            (&b"\xff"[..], 0),
            (b"ab\xc3", 2),
            (b"a\xed\xa0\x80", 1), // half of a pair, as UTF-16 systems write it
            (b"\xc0\x80", 0),      // an overlong zero
        ] {
            assert_eq!(decode(bytes), Err(NotUtf8 { valid_up_to }));
        }
    }

    #[test]
    fn a_file_may_begin_with_a_mark() {
        assert_eq!(decode_file(b"\xef\xbb\xbfA=b"), Ok("A=b"));
        assert_eq!(decode_file(b"A=b"), Ok("A=b"));
        assert_eq!(
            decode_file(b"\xef\xbb\xbfA\xff"),
            Err(NotUtf8 { valid_up_to: 4 })
        );
    }

    proptest! {
        #[test]
        fn a_cut_never_splits_a_character(text in "\\PC{0,20}", max in 0_usize..90) {
            let cut = at_most(&text, max);
            prop_assert!(text.starts_with(cut) && cut.len() <= max);
            prop_assert!(cut.len() + 4 > max.min(text.len()));
        }
    }
}
