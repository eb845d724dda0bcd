//! Files that the sources name: what `include!` and `#[path]` lead to, whatever it is called.
//!
//! A walk leaves out what an ignore file names, since that is mostly the output of some program. What the sources name is compiled
//! all the same, and a line in an ignore file must not hide code from a check: only `exclude` in `ssot.toml` does.

use std::fs;
use std::sync::Arc;

use super::{ReadError, Snapshot, Texts, read_from_disk};
use crate::finding::FilePath;

impl Snapshot {
    /// Takes in a file that the sources name, with the text that it has now, if it is there. Whether it is.
    pub fn admit(&mut self, file: &FilePath) -> Result<bool, ReadError> {
        if self.contains(file) {
            return Ok(true);
        }
        let text = match (self.unsaved.get(file), &self.texts) {
            (Some(text), _) => Some(Arc::clone(text)),
            (None, Texts::Folder(root)) => {
                // A link may lead out of the folder that is looked at.
                let found = fs::canonicalize(root.join(file.as_str()));
                let is_inside = found.is_ok_and(|path| path.starts_with(root) && !path.is_dir());
                is_inside.then(|| read_from_disk(root, file)).transpose()?.map(Arc::from)
            }
            (None, Texts::Held(_)) => None,
        };
        let Some(text) = text else { return Ok(false) };
        self.put(file.clone(), text);
        Ok(true)
    }
}
