//! The documents that are open in the editor: their present texts, each with the version number of the client.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::positions::{Encoding, LineIndex};
use crate::finding::FilePath;

/// An open file.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The URI as the client spells it, because clients compare URIs byte by byte.
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: Arc<str>,
}

/// The open files of the workspace.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<FilePath, Document>);

impl Documents {
    /// Opens a file, or replaces its text.
    pub(super) fn open(&mut self, file: FilePath, document: Document) {
        self.0.insert(file, document);
    }

    /// Applies changes in order, each to the result of the previous one. `false` for a file that is not open.
    pub(super) fn change(
        &mut self,
        file: &FilePath,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let Some(document) = self.0.get_mut(file) else { return false };
        let mut text = document.text.to_string();
        for change in changes {
            match change.range {
                Some(range) => text.replace_range(LineIndex::new(&text, encoding).bytes(range), &change.text),
                None => text = change.text,
            }
        }
        document.text = text.into();
        document.version = version;
        true
    }

    /// Closes a file; `false` for one that is not open.
    pub(super) fn close(&mut self, file: &FilePath) -> bool {
        self.0.remove(file).is_some()
    }

    pub(super) fn get(&self, file: &FilePath) -> Option<&Document> {
        self.0.get(file)
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.0.keys()
    }

    /// The text of each open file.
    pub(super) fn texts(&self) -> BTreeMap<FilePath, Arc<str>> {
        let texts = self.0.iter();
        texts
            .map(|(file, document)| (file.clone(), Arc::clone(&document.text)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    fn changed(text: &str, changes: &[(Option<[u32; 4]>, &str)]) -> String {
        let mut documents = Documents::default();
        let file = FilePath::new("src/lib.rs");
        let document = Document {
            uri: "file:///src/lib.rs".parse().expect("a URI"),
            version: 1,
            text: text.into(),
        };
        documents.open(file.clone(), document);
        let changes = changes.iter().map(|(range, text)| TextDocumentContentChangeEvent {
            range: range.map(|[line, character, to_line, to_character]| {
                Range::new(Position::new(line, character), Position::new(to_line, to_character))
            }),
            range_length: None,
            text: (*text).into(),
        });
        assert!(documents.change(&file, 2, changes.collect(), Encoding::Utf16));
        let document = documents.get(&file).expect("it is open");
        assert_eq!(document.version, 2);
        document.text.to_string()
    }

    #[test]
    fn changes_build_on_one_another() {
        let after = changed("one\ntwo\n", &[(Some([0, 0, 0, 3]), "𝄞x"), (Some([0, 2, 1, 1]), "-")]);
        assert_eq!(after, "𝄞-wo\n");
        assert_eq!(changed("one", &[(None, "two"), (Some([0, 3, 0, 3]), "!")]), "two!");
    }

    #[test]
    fn edits_out_of_range_are_clamped_to_the_end() {
        assert_eq!(changed("one\n", &[(Some([7, 7, 9, 9]), "two")]), "one\ntwo");
        assert_eq!(changed("one\n", &[(Some([0, 9, 0, 1]), "x")]), "ox\n");
    }

    #[test]
    fn a_file_that_is_not_open_is_not_changed() {
        let file = FilePath::new("src/lib.rs");
        assert!(!Documents::default().change(&file, 1, Vec::new(), Encoding::Utf8));
        assert!(!Documents::default().close(&file));
    }
}
