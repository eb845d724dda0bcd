//! Which folder is the workspace, and which part of it was asked for.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::config::{FILE as CONFIG, nearest};
use crate::finding::FilePath;
use crate::snapshot::read_bounded;

const MANIFEST: &str = "Cargo.toml";

/// A workspace on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WorkspaceRoot {
    /// Its folder, absolute.
    pub(super) folder: PathBuf,
    /// What to report on; empty means all of it.
    pub(super) only: Vec<FilePath>,
    /// It was found above the path that was asked for.
    pub(super) is_above: bool,
}

impl WorkspaceRoot {
    /// The root for `path`, the current folder if there is none, with the report restricted to `only`.
    ///
    /// The root is looked for upwards from the path: the nearest `ssot.toml`, else the nearest manifest with `[workspace]`,
    /// else the nearest manifest, else the path itself; and the report is restricted to the path. It makes no difference
    /// whether the path was named or is where one stands.
    pub(super) fn find(path: Option<&Path>, only: &[PathBuf]) -> Result<Self, Failure> {
        let start = absolute(path.unwrap_or(Path::new(".")))?;
        let folder = if start.is_dir() {
            start.as_path()
        } else {
            start.parent().unwrap_or(&start)
        };
        let root = above(folder);
        let only = match only {
            [] if root == start => Vec::new(),
            [] => vec![below(root, &start)?],
            only => only
                .iter()
                .map(|path| below(root, &absolute(path)?))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            folder: root.to_owned(),
            only,
            is_above: root != folder,
        })
    }
}

impl WorkspaceRoot {
    /// The folder of the workspace around `path`, however small a part of it that is, and `path` without links.
    pub(super) fn around(path: &Path) -> Result<(PathBuf, PathBuf), Failure> {
        let start = absolute(path)?;
        Ok((above(&start).to_owned(), start))
    }

    /// The root for a file that need not be there: `path` as in [`find`](Self::find), else the workspace around the file. The
    /// report is restricted to `only`, and to the file where that is empty.
    pub(super) fn holding(file: &Path, path: Option<&Path>, only: &[PathBuf]) -> Result<Self, Failure> {
        let mut root = match path {
            Some(path) => Self::find(Some(path), only)?,
            None => Self {
                folder: Self::around(folder_of(file))?.0,
                only: Vec::new(),
                is_above: false,
            },
        };
        root.only = match only {
            [] => vec![root.file(file)?],
            only => only
                .iter()
                .map(|path| below(&root.folder, &absolute(path)?))
                .collect::<Result<_, _>>()?,
        };
        Ok(root)
    }

    /// A file of the workspace, whether it is there or not.
    pub(super) fn file(&self, path: &Path) -> Result<FilePath, Failure> {
        below(&self.folder, &in_folder(path)?)
    }
}

/// The path without links on the way to it: of a file that is itself a link, the link, since that is what a walk finds.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let failure = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => no_such_path(path),
        _ => Failure::new(
            format!("`{}` cannot be read", path.display()),
            error.to_string(),
            "check its permissions, or give another path",
        ),
    };
    if fs::metadata(path).map_err(failure)?.is_dir() {
        return fs::canonicalize(path).map_err(failure);
    }
    in_folder(path)
}

/// The path of a file, there or not, in a folder without links on the way to it.
fn in_folder(path: &Path) -> Result<PathBuf, Failure> {
    let name = path.file_name().unwrap_or_default();
    Ok(absolute(folder_of(path))?.join(name))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A word that is no path may have been meant for a command: without one, the first word is a path.
fn no_such_path(path: &Path) -> Failure {
    use clap::CommandFactory;
    let commands = super::CommandLine::command();
    let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    let word = path.to_str().unwrap_or_default();
    let next = match nearest(word, names) {
        Some(name) => format!("did you mean the command `{name}`?"),
        None => "give a folder or a file of the workspace".to_owned(),
    };
    Failure::new("there is no such path", format!("`{}` does not exist", path.display()), next)
}

fn above(folder: &Path) -> &Path {
    let nearest = |is_root: &dyn Fn(&Path) -> bool| folder.ancestors().find(|folder| is_root(folder));
    with_config(folder)
        .or_else(|| nearest(&|folder| is_workspace(&folder.join(MANIFEST))))
        .or_else(|| nearest(&|folder| folder.join(MANIFEST).is_file()))
        .unwrap_or(folder)
}

fn with_config(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(CONFIG).is_file())
}

/// The manifest declares a workspace. A broken manifest is searched line by line; its mistakes are reported later.
fn is_workspace(manifest: &Path) -> bool {
    let Ok(text) = read_bounded(manifest) else {
        return false;
    };
    match toml::from_str::<toml::Table>(&text) {
        Ok(table) => table.contains_key("workspace"),
        Err(_) => text.lines().any(|line| line.trim_start().starts_with("[workspace")),
    }
}

fn below(root: &Path, path: &Path) -> Result<FilePath, Failure> {
    let outside = || {
        Failure::new(
            format!("`{}` is not part of the workspace", path.display()),
            format!("the workspace is `{}`", root.display()),
            "give paths inside it, or the workspace of that path as PATH",
        )
    };
    let relative = path.strip_prefix(root).map_err(|_| outside())?;
    let names: Option<Vec<&str>> = relative.iter().map(|name| name.to_str()).collect();
    let names = names.ok_or_else(|| {
        let title = format!("`{}` cannot be reported on", path.display());
        Failure::new(title, "its name is not UTF-8", "rename it, or give the folder around it")
    })?;
    Ok(FilePath::new(names.join("/")))
}
