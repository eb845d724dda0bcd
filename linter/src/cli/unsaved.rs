//! `--stdin-filename`: a text that somebody has not saved yet.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// A text for a file, which may be there or not.
#[derive(Debug)]
pub(super) struct Unsaved {
    pub(super) file: PathBuf,
    pub(super) text: Vec<u8>,
}

impl Unsaved {
    /// The text for `file` that comes from stdin.
    pub(super) fn from_stdin(file: &Path) -> Result<Self, Failure> {
        let mut text = Vec::new();
        io::stdin().lock().read_to_end(&mut text).map_err(|error| {
            let next = format!("give it the text of `{}`", file.display());
            Failure::new("stdin cannot be read", error.to_string(), next)
        })?;
        Ok(Self {
            file: file.to_owned(),
            text,
        })
    }
}
