//! A linked workspace as short text, for tests.

use std::fmt::Write;

use crate::link::{Interest, Workspace};

/// One line a use, by file and place: what each reference and import names, or `?`.
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
