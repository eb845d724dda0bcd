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
    let mut next = Some(text(snapshot, &first).map(|text| (first.clone(), text)));
    let mut place = Place::file(first);
    while let Some(found) = next.take() {
        let (file, text) = match found {
            Ok(found) => found,
            Err(problem) => {
                loading.problems.meaning.push(problem(place));
                // The file is there, although nothing of it can be read.
                if files.is_empty() {
                    files.push(UserFile::empty());
                }
                break;
            }
        };
        let (mut table, _) = loading.parse(&Arc::new(TomlSource::new(file.clone(), text)));
        let raw: RawFile = reading::read_in_place(&mut table, &mut loading.problems.meaning);
        if let Some(extends) = &raw.extends {
            place = extends.place.clone();
            next = Some(match files.len() + 1 < MOST {
                true => extended(snapshot, &file, extends),
                false => Err(Box::new(|place| {
                    let problem = ConfigProblem::new(place, format!("more than {MOST} files extend one another"));
                    problem.help("let one file extend another, not in a circle")
                })),
            });
        }
        files.push(UserFile { raw, table });
    }
    files.reverse();
    files
}

/// A problem that needs only its place.
type Unplaced = Box<dyn FnOnce(Place) -> ConfigProblem>;

impl UserFile {
    fn empty() -> Self {
        Self {
            raw: RawFile::default(),
            table: TomlTable::new(Place::file(FilePath::new(FILE))),
        }
    }
}

/// The path and the text of the file that `file` extends.
fn extended(snapshot: &Snapshot, file: &FilePath, extends: &Located<String>) -> Result<(FilePath, String), Unplaced> {
    let Some(path) = join(file.folder(), &extends.value).filter(|path| path.ends_with(".toml")) else {
        let message = format!("{} is no relative path of a TOML file", Quoted(extends));
        return Err(Box::new(|place| {
            ConfigProblem::new(place, message).help("write the path from this file: `extends = \"../ssot-base.toml\"`")
        }));
    };
    let base = FilePath::new(&path);
    if !path.starts_with("../") {
        return text(snapshot, &base).map(|text| (base, text));
    }
    match snapshot.text_above(&path) {
        Ok(Some(text)) => Ok((base, text)),
        Ok(None) => {
            let message = format!("`{path}` is not in the repository of the workspace");
            Err(Box::new(|place| {
                ConfigProblem::new(place, message).help("correct the path; a file of another repository comes as a submodule")
            }))
        }
        Err(error) => Err(unreadable(error.to_string())),
    }
}

fn text(snapshot: &Snapshot, file: &FilePath) -> Result<String, Unplaced> {
    snapshot.text(file).map_err(|error| unreadable(error.to_string()))
}

fn unreadable(message: String) -> Unplaced {
    Box::new(|place| ConfigProblem::new(place, message))
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
