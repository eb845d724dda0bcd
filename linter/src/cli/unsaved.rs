//! `--stdin-filename`: a text that has not been saved.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// The text of a file that may not exist.
#[derive(Debug)]
pub(super) struct Unsaved {
    pub(super) file: PathBuf,
    pub(super) text: Vec<u8>,
}

impl Unsaved {
    /// Reads the text of `file` from stdin.
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
