//! Server-sent events, as far as models use them: lines that begin with `data:`.

use crate::LlmError;
use foundation::text;
use std::collections::VecDeque;

/// Puts lines together from bytes that are cut anywhere. How much there can be, the client limits.
#[derive(Debug, Default)]
pub(super) struct EventLines {
    bytes: VecDeque<u8>,
}

impl EventLines {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// The data of the next event that has come completely. Comments and other fields are passed over.
    pub(super) fn next(&mut self) -> Result<Option<String>, LlmError> {
        while let Some(end) = self.bytes.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.bytes.drain(..=end).collect();
            let line = text::decode(&line).map_err(|_| LlmError::Form)?;
            if let Some(data) = line.strip_prefix("data:") {
                return Ok(Some(data.trim().to_owned()));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]]) -> Vec<String> {
        let mut lines = EventLines::default();
        let mut read = Vec::new();
        for piece in pieces {
            lines.push(piece);
            while let Some(data) = lines.next().unwrap() {
                read.push(data);
            }
        }
        read
    }

    const STREAM: &str =
        ": hello\r\ndata: {\"a\":\"Ł日\"}\r\n\r\nevent: x\ndata:two\n\ndata: [DONE]\n";

    #[test]
    fn a_line_that_has_not_ended_is_waited_for() {
        assert!(read(&[b"data: half"]).is_empty());
    }

    #[test]
    fn what_is_not_utf8_is_refused() {
        let mut lines = EventLines::default();
        lines.push(b"data: \xff\n");
        assert!(matches!(lines.next(), Err(LlmError::Form)));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_bytes_are_cut(first in 0..STREAM.len(), second in 0..STREAM.len()) {
            let bytes = STREAM.as_bytes();
            let (first, second) = (first.min(second), first.max(second));
            let pieces = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            prop_assert_eq!(read(&pieces), ["{\"a\":\"Ł日\"}", "two", "[DONE]"]);
        }
    }
}
