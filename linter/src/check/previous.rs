//! The previous check of the same files: what it saw, what names resolved to, and what the rules said. After an edit inside of bodies, names
//! are not resolved again, and the rules judge only what the edit may have changed (see [`InnerEdit`](crate::rules::InnerEdit)); after any other
//! change everything is done again.

use std::collections::BTreeSet;
use std::sync::Arc;

use bitcode::{Decode, Encode};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_128, xxh3_128_with_seed};

use super::Request;
use super::input::{FactsProvider, ReadInput};
use super::linked::LinkedInput;
use crate::cache;
use crate::config::Config;
use crate::facts::{FileFacts, Grammar};
use crate::finding::{FilePath, Span};
use crate::link::{Expansions, File, LinkRecord, RecordedUses, Workspace};
use crate::rules::{EditedFiles, Judgements};
use crate::snapshot::Snapshot;

/// The previous check of the same files.
#[derive(Debug, Encode, Decode)]
pub(crate) struct PreviousCheck {
    /// The hash of the paths, manifests and configuration that it was about.
    key: u128,
    files: Vec<CheckedFile>,
    documents: Vec<CheckedDocument>,
    /// What names resolved to.
    pub(super) link: LinkRecord,
    /// What the rules said.
    pub(super) judgements: Judgements,
    /// The uses that the rules counted.
    pub(super) uses: RecordedUses,
    /// The workspace itself, if the check was one of this process.
    #[bitcode(skip)]
    linked: Option<LinkedWorkspace>,
}

/// A workspace, and the files that its sources name and that do not exist.
type LinkedWorkspace = (Workspace, BTreeSet<(FilePath, Grammar)>);

/// A Markdown file as a check saw it, with the hash of its text.
type CheckedDocument = (FilePath, u128);

/// A source file as a check saw it.
#[derive(Debug, PartialEq, Eq, Encode, Decode)]
struct CheckedFile {
    path: FilePath,
    grammar: Grammar,
    /// The hash of its text.
    text: u128,
    interface: u128,
}

impl PreviousCheck {
    /// The cache key of the last check of the files with these paths and manifests. Unlike other keys it does not depend on the source
    /// texts, so each check replaces the entry of the one before.
    pub(super) fn key(snapshot: &Snapshot, config: &Config, request: &Request) -> u128 {
        let mut hasher = Xxh3::new();
        let mut add = |word: &[u8]| {
            hasher.update(&(word.len() as u64).to_le_bytes());
            hasher.update(word);
        };
        add(b"previous check");
        add(cache::LINTER_VERSION.as_bytes());
        add(config.as_text().as_bytes());
        add(request.today.as_deref().unwrap_or_default().as_bytes());
        for file in snapshot.files() {
            add(file.as_str().as_bytes());
            if !file.name().ends_with(".rs") && !file.name().ends_with(".md") {
                add(&hash_of_text(snapshot, file).to_le_bytes());
            }
        }
        for (link, end) in snapshot.links().iter() {
            add(link.as_str().as_bytes());
            add(end.as_str().as_bytes());
        }
        hasher.digest128()
    }

    /// A check as the previous one of the next. `before` is the one that it came after.
    pub(super) fn new(key: u128, before: Option<Self>, linked: &LinkedInput, judgements: Judgements) -> Self {
        // Without expansions it has the workspace of the check before, and the calls in the edited files are none that are in the record.
        let record = || {
            LinkRecord::new(
                &linked.workspace,
                linked.expansions.as_ref().unwrap_or(&Expansions::default()),
            )
        };
        let known = before.filter(|_| linked.expansions.is_none()).map(|before| before.link);
        Self {
            key,
            files: checked_files(linked),
            documents: documents(&linked.snapshot),
            link: known.unwrap_or_else(record),
            judgements,
            uses: linked.workspace.counted_uses(),
            linked: Some((linked.workspace.clone(), linked.not_found.clone())),
        }
    }

    /// Whether it was about the files and the configuration with this key.
    pub(super) fn is_about(&self, key: u128) -> bool {
        self.key == key
    }

    /// The workspace of this check with the present facts of the edited files. `None` if it may mean something else, or is not known.
    pub(super) fn workspace_after(&self, edited: &EditedFiles, read: &ReadInput) -> Option<LinkedWorkspace> {
        let files = read.layout.files.iter().zip(&read.facts).zip((0..).map(File));
        let edited = files.filter(|((file, _), _)| edited.paths.contains(&file.path));
        let edited: Vec<(File, Arc<FileFacts>)> = edited.map(|((_, facts), file)| (file, Arc::clone(facts))).collect();
        let (workspace, not_found) = self.linked.as_ref()?;
        Some((workspace.with_edited(&edited)?, not_found.clone()))
    }

    /// The files that were edited since this check. `None` if the edit may change the meaning of code in other files, or if the facts of
    /// the texts from before are not known any more.
    pub(super) fn edited_files(&self, read: &ReadInput, facts: &dyn FactsProvider) -> Option<EditedFiles> {
        if read.layout.files.len() != self.files.len() {
            return None;
        }
        let mut edited = EditedFiles::default();
        let files = self.files.iter().zip(&read.layout.files).zip(&read.facts);
        for (((before, file), of_file), at) in files.zip((0..).map(File)) {
            let text = hash_of_text(&read.snapshot, &file.path);
            if before.path == file.path && before.grammar == of_file.grammar && before.text == text {
                continue;
            }
            let is_same = before.path == file.path && before.grammar == of_file.grammar && before.interface == of_file.interface;
            if !is_same || !edited.paths.insert(file.path.clone()) {
                return None;
            }
            let facts_before = facts.known(before.grammar, before.text)?;
            edited.calls.insert(at, self.link.same_calls(&facts_before, of_file)?);
            edited
                .moved
                .insert(file.path.clone(), moved_declarations(&facts_before, of_file));
        }
        let documents = documents(&read.snapshot);
        let before: FxHashSet<&CheckedDocument> = self.documents.iter().collect();
        let now: FxHashSet<&CheckedDocument> = documents.iter().collect();
        let changed = before.symmetric_difference(&now).map(|(path, _)| path.clone());
        edited.paths.extend(changed);
        Some(edited)
    }
}

fn checked_files(linked: &LinkedInput) -> Vec<CheckedFile> {
    let checked = linked.workspace.files().iter().map(|file| CheckedFile {
        path: file.path.clone(),
        grammar: file.facts.grammar,
        text: hash_of_text(&linked.snapshot, &file.path),
        interface: file.facts.interface,
    });
    checked.collect()
}

fn documents(snapshot: &Snapshot) -> Vec<CheckedDocument> {
    let documents = snapshot.documents();
    documents.map(|file| (file.clone(), hash_of_text(snapshot, file))).collect()
}

/// The hash of a text, or of the reason why it cannot be read.
fn hash_of_text(snapshot: &Snapshot, file: &FilePath) -> u128 {
    snapshot.hash(file).unwrap_or_else(|| match snapshot.read(file) {
        Ok(text) => xxh3_128(&text),
        Err(error) => xxh3_128_with_seed(error.to_string().as_bytes(), 1),
    })
}

/// Where each declaration of a file was, by first and last byte, and where it is now.
fn moved_declarations(before: &FileFacts, now: &FileFacts) -> FxHashMap<(u32, u32), Span> {
    let before = before.places_of_declarations().map(|span| (span.start, span.end));
    before.zip(now.places_of_declarations()).collect()
}

#[cfg(test)]
mod tests;
