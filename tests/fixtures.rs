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
        if let Some(difference) = unmet_in(&snapshot, &marked_texts(&snapshot)) {
            failures += &format!("{}:\n{difference}\n", folder.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// `fixtures/<subject>/<situation>/`
pub(crate) fn situations() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut situations: Vec<PathBuf> = folders(&root).iter().flat_map(|subject| folders(subject)).collect();
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

/// The texts that may hold marks; what is not UTF-8 is input all the same.
fn marked_texts(snapshot: &Snapshot) -> Files {
    let texts = snapshot.files().map(|file| {
        let bytes = snapshot.read(file).expect("fixtures can be read");
        (file.as_str().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    });
    texts.collect()
}
