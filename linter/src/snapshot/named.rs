//! Files that the sources name: the targets of `include!`, `#[path]` and `mod`, with any extension.
//!
//! A walk skips ignored files, because most of them are generated. rustc compiles a file that the sources name in any case, so an
//! ignore file must not hide it from a check; only `exclude` in `ssot.toml` does.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128_with_seed;

use super::walk::relative;
use super::{ReadError, Snapshot, TextStore, UnsavedText, hash, read_from_disk};
use crate::finding::FilePath;

/// The result of each lookup: a hash of the file's real path and text, or of the reason why it has none.
pub(crate) type LookupResults = BTreeMap<FilePath, u128>;

impl Snapshot {
    /// Adds a file that the sources name, with its present text, if it exists. Returns its real path.
    pub(crate) fn admit(&mut self, file: &FilePath) -> Result<Option<FilePath>, ReadError> {
        let end = self.end_of(file);
        if self.contains(&end) {
            return Ok(Some(end));
        }
        let found = self.find(&end);
        self.asked.insert(file.clone(), digest(&found));
        let Some((lies_at, text)) = found? else { return Ok(None) };
        if lies_at != end {
            self.links.insert(end, lies_at.clone());
        }
        let unsaved = self.unsaved.get(&lies_at).cloned();
        let text = unsaved.unwrap_or_else(|| UnsavedText::new(text));
        self.put(lies_at.clone(), text);
        Ok(Some(lies_at))
    }

    /// The results of looking up files that the sources name.
    pub(crate) fn asked(&self) -> &LookupResults {
        &self.asked
    }

    /// The same snapshot with these lookups repeated.
    pub(crate) fn after_asking(&self, asked: &LookupResults) -> Cow<'_, Self> {
        let mut snapshot = Cow::Borrowed(self);
        for file in asked.keys() {
            // A read error is part of the lookup result.
            let _ = snapshot.to_mut().admit(file);
        }
        snapshot
    }

    /// A file that is not yet part of the snapshot: its real path and its text.
    fn find(&self, file: &FilePath) -> Result<Option<(FilePath, Vec<u8>)>, ReadError> {
        match (&self.texts, &self.other_files) {
            _ if self.unsaved.contains_key(file) => Ok(Some((file.clone(), self.unsaved[file].bytes.to_vec()))),
            (TextStore::Folder(root), _) => on_disk(root, file),
            (TextStore::Held(_), Some(other_files)) => other_files.find(file),
            (TextStore::Held(_), None) => Ok(None),
        }
    }
}

/// The real path and the text of a file below a folder. `None` if it does not exist or a link leads out of the folder.
fn on_disk(root: &Path, file: &FilePath) -> Result<Option<(FilePath, Vec<u8>)>, ReadError> {
    let found = fs::canonicalize(root.join(file.as_str())).ok();
    let found = found.filter(|found| !found.is_dir());
    let Some(lies_at) = found.and_then(|found| relative(root, &found)) else {
        return Ok(None);
    };
    let text = read_from_disk(root, &lies_at)?;
    Ok(Some((lies_at, text)))
}

fn digest(found: &Result<Option<(FilePath, Vec<u8>)>, ReadError>) -> u128 {
    match found {
        Ok(Some((lies_at, text))) => xxh3_128_with_seed(text, hash(&Ok(lies_at.as_str())) as u64),
        Ok(None) => 0,
        Err(error) => xxh3_128_with_seed(error.to_string().as_bytes(), 1),
    }
}
