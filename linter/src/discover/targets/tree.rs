//! The Rust files of the snapshot as a tree of folders, over the sorted list of their paths.

use crate::discover::{FileId, LayoutFile};
use crate::finding::FilePath;
use crate::snapshot::Links;

/// The files of the snapshot as a tree, in which cargo's conventional names are looked up.
pub(in crate::discover) struct FileTree<'a> {
    /// Sorted by path.
    files: &'a [LayoutFile],
    links: &'a Links,
}

/// The root file of a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TargetRoot {
    pub(super) file: FileId,
    /// The folder in which cargo finds it: another than the file's own where a link leads there.
    pub(super) folder: String,
}

/// A file or folder directly in a folder.
#[derive(Debug, PartialEq)]
pub(super) enum FolderEntry<'a> {
    File(&'a str),
    Folder(&'a str),
}

impl<'a> FileTree<'a> {
    pub(in crate::discover) fn new(files: &'a [LayoutFile], links: &'a Links) -> Self {
        Self { files, links }
    }

    pub(super) fn file(&self, path: &str) -> Option<TargetRoot> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let end = self.links.follow(path);
        let path = end.as_ref().map_or(path, FilePath::as_str);
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        let file = FileId(index as u32);
        Some(TargetRoot { file, folder })
    }

    /// What lies directly in `folder`, by name, and then what links in it lead to. Steps over what lies deeper without looking
    /// at it.
    pub(super) fn entries(&self, folder: &str) -> Vec<FolderEntry<'a>> {
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
                entries.push(FolderEntry::File(rest));
                index += 1;
                continue;
            };
            entries.push(FolderEntry::Folder(name));
            // '0' follows '/', so this comes right after everything in the folder.
            index = self.position(&format!("{prefix}{name}0"));
        }
        let links = self.links.iter().filter(|(link, _)| link.folder() == folder);
        entries.extend(links.map(|(link, end)| match end.name().ends_with(".rs") {
            true => FolderEntry::File(link.name()),
            false => FolderEntry::Folder(link.name()),
        }));
        entries
    }

    /// The position of `path` in the sorted files, or where it would be.
    fn position(&self, path: &str) -> usize {
        self.files.partition_point(|file| file.path.as_str() < path)
    }
}
