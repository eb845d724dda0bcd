//! Shared parts of the XML formats: the frame of a document, and escaped text. Knows no format.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::text;

/// Writes of elements, to wherever a document goes.
pub(super) type XmlWriter<'a> = Writer<&'a mut dyn Write>;

/// Writes a document: declaration, what `content` writes, a line end.
pub(super) fn document<'a>(out: &'a mut dyn Write, content: impl FnOnce(&mut XmlWriter<'a>) -> io::Result<()>) -> io::Result<()> {
    let mut elements = Writer::new_with_indent(out, b' ', 2);
    elements.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    content(&mut elements)?;
    writeln!(elements.get_mut())
}

/// `text` without what XML 1.0 has no way to write, not even escaped: control characters and two that are none.
pub(super) fn plain(text: &str) -> String {
    text::clean(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_forbids_are_replaced() {
        assert_eq!(
            plain("a\0\x1b\u{FFFE}\u{FFFF}\u{1F600}\tb"),
            "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{1F600}\tb"
        );
    }
}
