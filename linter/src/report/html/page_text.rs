//! Every text that a template is given, as a page shows it.

use std::fmt::{Result, Write};

use askama::filters::{Escaper, Html};

use crate::report::text::clean;

/// Without markup, on one line, and without characters that are not to be seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageText;

impl Escaper for PageText {
    fn write_escaped_str<W: Write>(&self, page: W, text: &str) -> Result {
        Html.write_escaped_str(page, &clean(text))
    }
}
