//! Mini workspaces in `fixtures/`, one folder a situation, with marks where something is reported.

use std::fs;
use std::path::{Path, PathBuf};

use ssot::snapshot::Snapshot;

use crate::harness::{Files, unmet_in};

#[test]
fn every_fixture_holds() {
    let mut failures = String::new();
    for folder in situations() {
        let snapshot = Snapshot::worktree(&folder).expect("fixtures can be read");
        if let Some(difference) = unmet_in(&snapshot, &marked_texts(&folder)) {
            failures += &format!("{}:\n{difference}\n", folder.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// `fixtures/<subject>/<situation>/`, and the workspaces that stand in `fixtures/` themselves.
pub(crate) fn situations() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let is_situation = |folder: &Path| folder.join("Cargo.toml").exists();
    let (mut situations, subjects): (Vec<PathBuf>, Vec<PathBuf>) = folders(&root).into_iter().partition(|it| is_situation(it));
    situations.extend(subjects.iter().flat_map(|subject| folders(subject)));
    situations.sort();
    assert!(!situations.is_empty(), "there are fixtures");
    situations
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path)
        .expect("fixtures can be read")
        .map(|entry| entry.expect("fixtures can be read").path());
    entries.filter(|path| path.is_dir()).collect()
}

/// The texts that may hold marks, whatever they are called; what is not UTF-8 is input all the same.
pub(crate) fn marked_texts(folder: &Path) -> Files {
    let mut texts = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("fixtures can be read") {
            let path = entry.expect("fixtures can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // What fixes do is shown with their marks.
            if path.extension().is_some_and(|extension| extension == "patch") {
                continue;
            }
            let text = fs::read(&path).expect("fixtures can be read");
            let file = path.strip_prefix(folder).expect("it lies in the folder");
            let file = file.to_string_lossy().replace('\\', "/");
            texts.insert(file, String::from_utf8_lossy(&text).into_owned());
        }
    }
    texts
}
