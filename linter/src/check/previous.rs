//! The previous check of the same files: what it saw and what the rules said about it. After an edit that changes no declaration, the
//! rules judge only what the edit may have changed (see [`Edit`]); after any other change they judge everything.

use bitcode::{Decode, Encode};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_128, xxh3_128_with_seed};

use super::Request;
use super::input::FactsProvider;
use super::linked::LinkedInput;
use crate::cache;
use crate::config::Config;
use crate::facts::{FileFacts, Grammar};
use crate::finding::{FilePath, Span};
use crate::link::SourceFile;
use crate::rules::{Edit, Judgements};
use crate::snapshot::Snapshot;

/// What a check saw, and the judgements of its rules.
#[derive(Debug, Encode, Decode)]
pub(crate) struct PreviousCheck {
    files: Vec<CheckedFile>,
    /// The Markdown files, each with the hash of its text.
    documents: Vec<(FilePath, u128)>,
    judgements: Judgements,
}

/// A source file as a check saw it.
#[derive(Debug, PartialEq, Eq, Encode, Decode)]
struct CheckedFile {
    path: FilePath,
    grammar: Grammar,
    /// The hash of its text.
    text: u128,
    interface: u128,
    /// Whether all code that is judged at its places is its own: it declares no macro, and no call of one in it is expanded.
    is_plain: bool,
}

impl CheckedFile {
    fn new(file: &SourceFile, has_expansions: bool, snapshot: &Snapshot) -> Self {
        Self {
            path: file.path.clone(),
            grammar: file.facts.grammar,
            text: hash_of_text(snapshot, &file.path),
            interface: file.facts.interface,
            is_plain: file.facts.macros.is_empty() && !has_expansions,
        }
    }

    /// Whether an edit turned `before` into this file and left the meaning of all other code as it was.
    fn is_inner_edit_of(&self, before: &Self) -> bool {
        let is_same = self.path == before.path && self.grammar == before.grammar && self.interface == before.interface;
        is_same && self.is_plain && before.is_plain
    }
}

impl PreviousCheck {
    /// A record of a check.
    pub(super) fn new(linked: &LinkedInput, judgements: Judgements) -> Self {
        Self {
            files: checked_files(linked),
            documents: documents(&linked.snapshot),
            judgements,
        }
    }

    /// The cache key of the last check of the files with these paths and manifests. Unlike other keys it does not say what the texts are,
    /// so a check replaces the record of the one before.
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
            if !file.name().ends_with(".rs") {
                add(&snapshot.hash(file).unwrap_or_default().to_le_bytes());
            }
        }
        for (link, end) in snapshot.links().iter() {
            add(link.as_str().as_bytes());
            add(end.as_str().as_bytes());
        }
        hasher.digest128()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bitcode::decode(bytes).ok()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        bitcode::encode(self)
    }

    /// The edit between this check and the present state. `None` if it may change the meaning of code in other files, or if the facts of
    /// the texts from before are not known any more.
    pub(super) fn into_edit(self, linked: &LinkedInput, facts: &dyn FactsProvider) -> Option<Edit> {
        let files = checked_files(linked);
        if files.len() != self.files.len() {
            return None;
        }
        let mut edited = FxHashSet::default();
        let mut moved = FxHashMap::default();
        for ((before, now), source) in self.files.iter().zip(&files).zip(linked.workspace.files()) {
            if before == now {
                continue;
            }
            if !now.is_inner_edit_of(before) || !edited.insert(now.path.clone()) {
                return None;
            }
            let facts_before = facts.known(before.grammar, before.text)?;
            moved.insert(now.path.clone(), moved_declarations(&facts_before, &source.facts));
        }
        let documents = documents(&linked.snapshot);
        let before: FxHashSet<&(FilePath, u128)> = self.documents.iter().collect();
        let now: FxHashSet<&(FilePath, u128)> = documents.iter().collect();
        edited.extend(before.symmetric_difference(&now).map(|(path, _)| path.clone()));
        Some(Edit {
            edited,
            moved,
            judgements: self.judgements,
        })
    }
}

fn checked_files(linked: &LinkedInput) -> Vec<CheckedFile> {
    let with_expansions = linked.workspace.files_with_expansions();
    let files = linked.workspace.files().iter();
    let files = files.map(|file| CheckedFile::new(file, with_expansions.contains(&file.path), &linked.snapshot));
    files.collect()
}

fn documents(snapshot: &Snapshot) -> Vec<(FilePath, u128)> {
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
