//! The Rust files of the snapshot as a tree of folders, over the sorted list of their paths.

use crate::discover::{FileId, SourceFile};
use crate::finding::FilePath;
use crate::snapshot::Links;

/// What lies where, by the names that cargo looks for.
pub(in crate::discover) struct Tree<'a> {
    /// Sorted by path.
    files: &'a [SourceFile],
    links: &'a Links,
}

/// The root file of a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Root {
    pub(super) file: FileId,
    /// The folder in which cargo finds it: another than the file's own where a link leads there.
    pub(super) folder: String,
}

/// What lies directly in a folder.
#[derive(Debug, PartialEq)]
pub(super) enum Entry<'a> {
    File(&'a str),
    Folder(&'a str),
}

impl<'a> Tree<'a> {
    pub(in crate::discover) fn new(files: &'a [SourceFile], links: &'a Links) -> Self {
        Self { files, links }
    }

    pub(super) fn file(&self, path: &str) -> Option<Root> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let end = self.links.follow(path);
        let path = end.as_ref().map_or(path, FilePath::as_str);
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        let file = FileId(index as u32);
        Some(Root { file, folder })
    }

    /// What lies directly in `folder`, by name, and then what links in it lead to. Steps over what lies deeper without looking
    /// at it.
    pub(super) fn entries(&self, folder: &str) -> Vec<Entry<'a>> {
        let folder = self
            .links
            .follow(folder)
            .map_or_else(|| folder.to_owned(), |end| end.to_string());
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let mut entries = Vec::new();
        let mut index = self.position(&prefix);
        while let Some(rest) = self
            .files
            .get(index)
            .and_then(|file| file.path.as_str().strip_prefix(&prefix))
        {
            let Some((name, _)) = rest.split_once('/') else {
                entries.push(Entry::File(rest));
                index += 1;
                continue;
            };
            entries.push(Entry::Folder(name));
            // '0' follows '/', so this comes right after everything in the folder.
            index = self.position(&format!("{prefix}{name}0"));
        }
        let links = self.links.iter().filter(|(link, _)| link.folder() == folder);
        entries.extend(links.map(|(link, end)| match end.name().ends_with(".rs") {
            true => Entry::File(link.name()),
            false => Entry::Folder(link.name()),
        }));
        entries
    }

    /// Where `path` is or would be.
    fn position(&self, path: &str) -> usize {
        self.files.partition_point(|file| file.path.as_str() < path)
    }
}
