//! Writing to stdout, in colour or not, for a reader that may close the pipe at any time.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};

use super::failure::Failure;
use crate::report::guard::{Escape, Guard};
use crate::report::{Style, text};

/// Columns of the output, the same everywhere, so that a line in a log equals the line in a terminal.
const WIDTH: usize = 80;

/// The options about colour, which every subcommand has.
#[derive(Clone, Debug, Args)]
pub(super) struct Color {
    /// When to use colours [default: decided by CARGO_TERM_COLOR, NO_COLOR, CLICOLOR_FORCE and the terminal]
    #[arg(long, value_name = "WHEN", value_enum)]
    color: Option<ColorWhen>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorWhen {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always, also in files and pipes
    Always,
    /// Never
    Never,
}

impl Color {
    /// The option, else the setting of cargo, else what the environment and the terminal say.
    fn choice(&self) -> ColorChoice {
        let of_cargo = || {
            std::env::var("CARGO_TERM_COLOR")
                .ok()
                .and_then(|when| ColorWhen::from_str(&when, true).ok())
        };
        match self.color.or_else(of_cargo) {
            Some(ColorWhen::Always) => ColorChoice::Always,
            Some(ColorWhen::Never) => ColorChoice::Never,
            Some(ColorWhen::Auto) | None => AutoStream::choice(&io::stdout()),
        }
    }

    /// Calls `write` with stdout and its style. A closed pipe, as after `head`, is no error.
    pub(super) fn print(&self, summary: bool, write: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let choice = self.choice();
        let style = Style {
            color: choice != ColorChoice::Never,
            width: WIDTH,
            summary,
        };
        let stdout = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        let mut out = Guard::new(stdout, Escape::Replacement);
        unless_gone(write(&style, &mut out).and_then(|()| out.flush()))
    }
}

/// Writes a text to stdout unchanged; on a terminal, control characters are replaced.
pub(super) fn print_as_it_is(text: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        let mut out = Guard::new(io::stdout().lock(), Escape::Replacement);
        return unless_gone(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }
    let mut out = io::stdout().lock();
    unless_gone(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn unless_gone(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(
            "the result could not be written",
            error.to_string(),
            "check the free space where stdout is written",
        )),
        _ => Ok(()),
    }
}

/// Writes a line to stderr.
pub(super) fn print_status(line: &str) {
    let mut stderr = AutoStream::auto(io::stderr().lock());
    // There is nobody left to tell that it failed.
    let _ = writeln!(stderr, "{}", text::clean(line));
}

/// Whether stderr is a terminal.
pub(super) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}
