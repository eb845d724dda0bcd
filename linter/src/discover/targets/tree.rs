//! The Rust files of the snapshot as a tree of folders, over the sorted list of their paths.

use crate::discover::{FileId, SourceFile};

/// Sorted by path.
pub(super) struct Tree<'a>(pub(super) &'a [SourceFile]);

/// What lies directly in a folder.
#[derive(Debug, PartialEq)]
pub(super) enum Entry<'a> {
    File(&'a str, FileId),
    Folder(&'a str),
}

impl<'a> Tree<'a> {
    pub(super) fn file(&self, path: &str) -> Option<FileId> {
        let index = self.0.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(FileId(index as u32))
    }

    /// What lies directly in `folder`, by name. Steps over what lies deeper without looking at it.
    pub(super) fn entries(&self, folder: &str) -> Vec<Entry<'a>> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let mut entries = Vec::new();
        let mut index = self.position(&prefix);
        while let Some(rest) = self.0.get(index).and_then(|file| file.path.as_str().strip_prefix(&prefix)) {
            let Some((name, _)) = rest.split_once('/') else {
                entries.push(Entry::File(rest, FileId(index as u32)));
                index += 1;
                continue;
            };
            entries.push(Entry::Folder(name));
            // '0' follows '/', so this comes right after everything in the folder.
            index = self.position(&format!("{prefix}{name}0"));
        }
        entries
    }

    /// Where `path` is or would be.
    fn position(&self, path: &str) -> usize {
        self.0.partition_point(|file| file.path.as_str() < path)
    }
}
