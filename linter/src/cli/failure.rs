//! Why a run could not be done, for the person who started it: exit code 2.

use std::io::Write;

use anstream::AutoStream;

use crate::report::{Paint, Style, text};

/// What went wrong, why, and what to do next; each one sentence without full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) title: String,
    pub(super) cause: String,
    pub(super) next: String,
}

impl Failure {
    pub(super) fn new(title: impl Into<String>, cause: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            cause: cause.into(),
            next: next.into(),
        }
    }

    /// A panic: no input should bring one about.
    pub(super) fn bug() -> Self {
        Self::new(
            "ssot stopped because of a bug",
            "the message above names the place",
            "please report it with that message and the input",
        )
    }

    /// Writes it to stderr. When that fails too, the exit code has to do.
    pub(super) fn print(&self) {
        let mut stderr = AutoStream::auto(std::io::stderr().lock());
        let _ = stderr.write_all(self.text().as_bytes());
    }

    /// Three lines, painted: the stream takes the paint off where it does not belong.
    fn text(&self) -> String {
        let style = Style {
            color: true,
            ..Style::PLAIN
        };
        let title = style.paint(Paint::Alarm, "error");
        let (cause, next) = (style.paint(Paint::Faint, "cause"), style.paint(Paint::Faint, "next"));
        let [text, why, then] = [&self.title, &self.cause, &self.next].map(|line| text::clean(line));
        format!("{title}: {text}\n  {cause}  {why}\n  {next}   {then}\n")
    }
}
