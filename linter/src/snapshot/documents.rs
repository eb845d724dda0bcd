//! Documents: the Markdown files of a snapshot. They are found together with all other files, but only rules about documentation
//! read them, so they are listed, read and hashed only for a configuration with such a rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Snapshot, TextStore};
use crate::finding::FilePath;

impl Snapshot {
    /// The same snapshot with its Markdown files listed like all others. What cannot be read is a problem.
    pub(crate) fn with_documents(&self) -> Cow<'_, Self> {
        if self.documents.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut snapshot = self.clone();
        let documents = std::mem::take(&mut snapshot.documents);
        let texts = snapshot.other_files.as_ref().map(|others| others.texts(&documents));
        let TextStore::Held(held) = &mut snapshot.texts else {
            snapshot.files.extend(documents);
            snapshot.files.sort_unstable();
            snapshot.files.dedup();
            return Cow::Owned(snapshot);
        };
        let known = std::mem::take(&mut snapshot.files).into_iter().zip(std::mem::take(held));
        let mut all: BTreeMap<FilePath, Arc<[u8]>> = known.collect();
        for (file, text) in documents.into_iter().zip(texts.unwrap_or_default()) {
            match text {
                Ok(text) => drop(all.entry(file).or_insert(text)),
                Err(error) => snapshot.problems.push((file, error.to_string())),
            }
        }
        snapshot.problems.sort_unstable();
        (snapshot.files, *held) = all.into_iter().unzip();
        Cow::Owned(snapshot)
    }

    /// The Markdown files that are listed.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &FilePath> {
        self.files.iter().filter(|file| file.name().ends_with(".md"))
    }
}
