//! A text dump of a linked workspace, for tests.

use std::fmt::Write;

use crate::link::{Interest, Workspace};

/// Lists all references and imports by file and position, one per line, each with what it refers to, or `?`.
pub fn dump(workspace: &Workspace) -> String {
    let mut text = String::new();
    for usage in workspace.uses(&Interest::Everything, Some) {
        let place = workspace.place_of(&usage);
        let mut targets: Vec<String> = usage.target().iter().map(|binding| workspace.path(&binding.def)).collect();
        targets.dedup();
        let target = if targets.is_empty() {
            "?".to_owned()
        } else {
            targets.join(" | ")
        };
        let context = format!("{:?}", usage.context).to_lowercase();
        let _ = writeln!(
            text,
            "{}:{}:{} {context} {target}",
            place.file, place.span.line, place.span.column
        );
    }
    text
}
