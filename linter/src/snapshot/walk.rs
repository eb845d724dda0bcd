//! Walks a folder in parallel: finds the files below it, and everything that cannot be read.
//!
//! This module reads folders and ignore files, but no texts.

use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::mpsc::{self, Sender};

use ignore::{DirEntry, Error, WalkBuilder, WalkState};

use super::Links;
use crate::finding::FilePath;

/// An entry that the walk finds.
enum WalkEntry {
    File(FilePath),
    Document(FilePath),
    /// A link, and its real target, a file or folder below the root.
    Link(FilePath, FilePath),
    Problem(FilePath, String),
}

/// The files below a folder, sorted by path.
pub(super) struct WalkedFiles {
    /// The `.rs` and `.toml` files.
    pub(super) files: Vec<FilePath>,
    /// The Markdown files, links to them left out: a link says nothing new.
    pub(super) documents: Vec<FilePath>,
    pub(super) links: Links,
    /// Problems, each with its path.
    pub(super) problems: Vec<(FilePath, String)>,
}

/// Walks `root`, which is a canonical path.
pub(super) fn walk(root: &Path) -> WalkedFiles {
    let (sender, sights) = mpsc::channel();
    // Ignore files of parent folders count, too. If one cannot be read, it is not known which files to skip.
    if let Some(problem) = root.ancestors().find_map(unreadable_ignore_file) {
        return WalkedFiles {
            files: Vec::new(),
            documents: Vec::new(),
            links: Links::default(),
            problems: vec![(FilePath::new(""), problem)],
        };
    }
    walker(root, sender.clone()).build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| visit(root, entry, &sender))
    });
    drop(sender);

    let (mut files, mut documents, mut links, mut problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for sight in sights {
        match sight {
            WalkEntry::File(file) => files.push(file),
            WalkEntry::Document(file) => documents.push(file),
            WalkEntry::Link(link, end) => links.push((link, end)),
            WalkEntry::Problem(file, message) => problems.push((file, message)),
        }
    }
    files.sort_unstable();
    // A target that the walk does not list itself, such as an ignored file, is listed under the path of the link.
    let (ways, names): (Vec<_>, Vec<_>) = links
        .into_iter()
        .partition(|(link, end)| root.join(end.as_str()).is_dir() || is_way(link, end, &files));
    files.extend(names.into_iter().map(|(link, _)| link));
    files.sort_unstable();
    documents.sort_unstable();
    problems.sort_unstable();
    problems.dedup();
    WalkedFiles {
        files,
        documents,
        links: ways.into_iter().collect(),
        problems,
    }
}

fn walker(root: &Path, sender: Sender<WalkEntry>) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    let folder = root.to_owned();
    let enters = move |entry: &DirEntry| {
        if is_cargo_output(entry) {
            return false;
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let problem = is_folder.then(|| unreadable_ignore_file(entry.path())).flatten();
        // A send fails only if the receiver is dropped, but it outlives the walk.
        let sent = problem.map(|problem| sender.send(WalkEntry::Problem(lossy(&folder, entry.path()), problem)));
        sent.is_none()
    };
    builder.require_git(false).filter_entry(enters);
    builder
}

/// The size limit in bytes of an ignore file, because every line becomes a part of one automaton. Known ones have at most 20 kB.
const MOST_IGNORED: u64 = 1 << 20;

/// The reason why an ignore file of a folder must not be opened: it is too large, or not a regular file. Opening a pipe may block
/// forever, and a device may never end.
fn unreadable_ignore_file(folder: &Path) -> Option<String> {
    [".gitignore", ".ignore", ".git/info/exclude"].into_iter().find_map(|name| {
        let found = fs::metadata(folder.join(name)).ok()?;
        let why = match found.len() {
            _ if found.is_dir() => return None,
            _ if !found.is_file() => "is no file".to_owned(),
            bytes if bytes > MOST_IGNORED => format!("has {bytes} bytes, and {MOST_IGNORED} are the most"),
            _ => return None,
        };
        Some(format!(
            "is not read: `{name}` {why}, so it is not known which files it excludes"
        ))
    })
}

/// Whether this is cargo's `target` folder. A module or a package may have that name, too.
fn is_cargo_output(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    if !is_folder || entry.depth() == 0 || entry.file_name() != "target" {
        return false;
    }
    let beside_manifest = entry.path().parent().is_some_and(|parent| parent.join("Cargo.toml").exists());
    beside_manifest || entry.path().join("CACHEDIR.TAG").exists()
}

fn visit(root: &Path, entry: Result<DirEntry, Error>, sender: &Sender<WalkEntry>) -> WalkState {
    // A send fails only if the receiver is dropped, but it outlives the walk.
    let send = |sight| drop(sender.send(sight));
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            failures(root, &error).into_iter().for_each(send);
            return WalkState::Continue;
        }
    };
    if let Some(error) = entry.error() {
        failures(root, error).into_iter().for_each(send);
    }
    let Some(file) = relative(root, entry.path()) else {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if is_folder || is_kept(entry.path()) {
            send(WalkEntry::Problem(
                lossy(root, entry.path()),
                "has a name that is not UTF-8".to_owned(),
            ));
        }
        return WalkState::Skip;
    };
    if let Some(sight) = look(root, &entry, file) {
        send(sight);
    }
    WalkState::Continue
}

fn look(root: &Path, entry: &DirEntry, file: FilePath) -> Option<WalkEntry> {
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        return follow(root, entry.path(), file);
    }
    if kind.is_file() && super::is_document(file.name()) {
        return Some(WalkEntry::Document(file));
    }
    if kind.is_dir() || !is_kept(entry.path()) {
        return None;
    }
    Some(if kind.is_file() {
        WalkEntry::File(file)
    } else {
        no_file(file)
    })
}

fn no_file(file: FilePath) -> WalkEntry {
    WalkEntry::Problem(file, "is a pipe, a socket or a device, and is not read".to_owned())
}

/// Follows a link to a file or folder below the root. A link that leads elsewhere is a problem.
fn follow(root: &Path, link: &Path, file: FilePath) -> Option<WalkEntry> {
    let problem = |message: &str| Some(WalkEntry::Problem(file.clone(), message.to_owned()));
    let may_matter = is_kept(link) || link.extension().is_none();
    let target = match fs::canonicalize(link) {
        Ok(target) => target,
        Err(_) if !may_matter => return None,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return problem("is a link to nothing"),
        Err(error) => return problem(&format!("is a link that cannot be followed: {error}")),
    };
    let is_folder = target.is_dir();
    if is_folder && link.starts_with(&target) {
        return problem("is a link to a folder that contains it, and is not followed");
    }
    if !target.starts_with(root) && (is_folder || is_kept(link)) {
        return problem("is a link that leads out of the folder and is not followed");
    }
    if !is_folder && !is_kept(link) {
        return None;
    }
    if !is_folder && !target.is_file() {
        return Some(no_file(file));
    }
    let end = relative(root, &target)?;
    Some(WalkEntry::Link(file, end))
}

/// Whether a link is an alias of one of the sorted `files`. Only links to Rust files are: paths in a configuration file are
/// relative to the place of the link.
pub(super) fn is_way(link: &FilePath, end: &FilePath, files: &[FilePath]) -> bool {
    link.name().ends_with(".rs") && files.binary_search(end).is_ok()
}

fn is_kept(path: &Path) -> bool {
    path.file_name().is_some_and(|name| super::is_kept(&name.to_string_lossy()))
}

pub(super) fn relative(root: &Path, path: &Path) -> Option<FilePath> {
    let path = path.strip_prefix(root).ok()?.to_str()?;
    if MAIN_SEPARATOR == '/' {
        return Some(FilePath::new(path));
    }
    Some(FilePath::new(path.replace(MAIN_SEPARATOR, "/")))
}

/// The path of a problem relative to the root. A problem above the root, such as in an ignore file there, is reported for the
/// root, because a report contains no path of the machine.
fn lossy(root: &Path, path: &Path) -> FilePath {
    let path = path.strip_prefix(root).unwrap_or(Path::new("")).to_string_lossy();
    FilePath::new(path.replace(MAIN_SEPARATOR, "/"))
}

/// Splits `error` into one problem for each of its causes.
fn failures(root: &Path, error: &Error) -> Vec<WalkEntry> {
    let mut sights = Vec::new();
    let mut todo = vec![(FilePath::new(""), None, error)];
    while let Some((file, at, error)) = todo.pop() {
        match (error, at) {
            (Error::Partial(errors), at) => todo.extend(errors.iter().map(|error| (file.clone(), at, error))),
            (Error::WithPath { path, err }, at) => todo.push((lossy(root, path), at, err)),
            (Error::WithLineNumber { line, err }, _) => todo.push((file, Some(*line), err)),
            (Error::WithDepth { err, .. }, at) => todo.push((file, at, err)),
            (error, Some(line)) => sights.push(WalkEntry::Problem(file, format!("has a mistake in line {line}: {error}"))),
            (error, None) => sights.push(WalkEntry::Problem(file, format!("cannot be read: {error}"))),
        }
    }
    sights
}
