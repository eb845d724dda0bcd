//! Each test is a snapshot written as one text: `//- path` begins a file.

mod classes;
mod dependencies;
mod hostile;
mod problems;
mod special_targets;
mod targets;
mod workspace_problems;
mod workspaces;

use super::*;

/// What is found in the files of `text`.
fn layout(text: &str) -> String {
    Layout::new(&snapshot(text), &ClassGlobs::default()).dump()
}

fn snapshot(text: &str) -> Snapshot {
    let files = text.split("//- ").skip(1);
    Snapshot::from_texts(
        files
            .map(|file| file.split_once('\n').unwrap_or((file, "")))
            .map(|(path, text)| (path.trim(), text)),
    )
}
