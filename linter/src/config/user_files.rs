//! The files that a user writes: `ssot.toml` at the root of the workspace, and those that it extends.
//!
//! Knows nothing of what the keys mean, apart from `extends`.

use std::sync::Arc;

use super::loading::Loading;
use super::located::Located;
use super::problems::{ConfigProblem, Quoted};
use super::raw::RawFile;
use super::source::TomlSource;
use super::value::TomlTable;
use super::{FILE, reading};
use crate::finding::{FilePath, Place};
use crate::snapshot::Snapshot;

/// The number of files that may extend one another.
const MOST: usize = 8;

/// A file of the user.
pub(super) struct UserFile {
    pub(super) raw: RawFile,
    pub(super) table: TomlTable,
}

/// `ssot.toml` and the files that it extends, those that are extended first. Nothing if there is no `ssot.toml`.
pub(super) fn read(snapshot: &Snapshot, loading: &mut Loading) -> Vec<UserFile> {
    let first = FilePath::new(FILE);
    if !snapshot.files().any(|file| *file == first) {
        return Vec::new();
    }
    let mut files: Vec<UserFile> = Vec::new();
    let mut next = Some(text(snapshot, &first, &Place::file(first.clone())).map(|text| (first, text)));
    while let Some(found) = next.take() {
        let (file, text) = match found {
            Ok(found) => found,
            Err(problem) => {
                loading.problems.meaning.push(problem);
                break;
            }
        };
        let (mut table, _) = loading.parse(&Arc::new(TomlSource::new(file.clone(), text)));
        let raw: RawFile = reading::read_in_place(&mut table, &mut loading.problems.meaning);
        next = raw.extends.as_ref().map(|extends| match files.len() + 1 < MOST {
            true => extended(snapshot, &file, extends),
            false => {
                let message = format!("more than {MOST} files extend one another");
                let problem = ConfigProblem::new(extends.place.clone(), message);
                Err(problem.help("let one file extend another, not in a circle"))
            }
        });
        files.push(UserFile { raw, table });
    }
    if files.is_empty() {
        // The file is there, although nothing of it can be read.
        files.push(UserFile::empty());
    }
    files.reverse();
    files
}

impl UserFile {
    fn empty() -> Self {
        Self {
            raw: RawFile::default(),
            table: TomlTable::new(Place::file(FilePath::new(FILE))),
        }
    }
}

/// The path and the text of the file that `file` extends.
fn extended(snapshot: &Snapshot, file: &FilePath, extends: &Located<String>) -> Result<(FilePath, String), ConfigProblem> {
    let problem = |message: String| ConfigProblem::new(extends.place.clone(), message);
    let Some(path) = join(file.folder(), extends).filter(|path| path.ends_with(".toml")) else {
        let help = "write the path from this file: `extends = \"../ssot-base.toml\"`";
        return Err(problem(format!("{} is no relative path of a TOML file", Quoted(extends))).help(help));
    };
    let base = FilePath::new(&path);
    if !path.starts_with("../") {
        return text(snapshot, &base, &extends.place).map(|text| (base, text));
    }
    match snapshot.text_above(&path) {
        Ok(Some(text)) => Ok((base, text)),
        Ok(None) => {
            let help = "correct the path; a file of another repository comes as a submodule";
            Err(problem(format!("`{path}` is not in the repository of the workspace")).help(help))
        }
        Err(error) => Err(problem(error.to_string())),
    }
}

/// The text of a file that is named at a place.
fn text(snapshot: &Snapshot, file: &FilePath, place: &Place) -> Result<String, ConfigProblem> {
    snapshot
        .text(file)
        .map_err(|error| ConfigProblem::new(place.clone(), error.to_string()))
}

/// A relative path from a folder, which may lead above the root; `None` if it is not relative.
fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => drop(names.pop()),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_the_disk() {
        assert_eq!(join("", "../base.toml").as_deref(), Some("../base.toml"));
        assert_eq!(join("..", "org/base.toml").as_deref(), Some("../org/base.toml"));
        assert_eq!(join("config", ".././a/../base.toml").as_deref(), Some("base.toml"));
        assert_eq!(join("..", "../../base.toml").as_deref(), Some("../../../base.toml"));
        assert_eq!(join("", "/etc/base.toml"), None);
        assert_eq!(join("", "C:\\base.toml"), None);
    }
}
