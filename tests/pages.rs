//! Every kind's page is a test: each section with code is a workspace, with marks where something is reported.

use ssot::rules::KINDS;

use crate::harness::{Files, unmet, with_manifest};

#[test]
fn every_section_of_every_page_holds() {
    let mut failures = String::new();
    for kind in KINDS {
        let sections = sections(kind.page);
        assert!(
            sections.len() >= 2,
            "the page of `{}` shows what is reported and what is kept",
            kind.name
        );
        for (title, files) in sections {
            if let Some(difference) = unmet(&with_manifest(files, "app")) {
                failures += &format!("{}, {title}:\n{difference}\n", kind.name);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The sections of a page that have code. A code block is a file: the path stands on the line before it, and a TOML
/// block without one is `ssot.toml`.
pub(crate) fn sections(page: &str) -> Vec<(String, Files)> {
    let mut sections: Vec<(String, Files)> = Vec::new();
    let (mut title, mut path) = (String::new(), None::<String>);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix('#') {
            title = heading.trim_start_matches('#').trim().to_owned();
        } else if let Some(named) = line.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:")) {
            path = Some(named.to_owned());
        } else if let Some(language) = line.strip_prefix("```") {
            // A Markdown file has blocks of its own, so its block has a longer fence.
            let ticks = language.len() - language.trim_start_matches('`').len();
            let (fence, language) = (format!("```{}", &language[..ticks]), &language[ticks..]);
            let text: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with(&fence)).collect();
            let default = if language == "toml" { "ssot.toml" } else { "src/lib.rs" };
            let path = path.take().unwrap_or_else(|| default.to_owned());
            if sections.last().is_none_or(|(last, _)| *last != title) {
                sections.push((title.clone(), Files::new()));
            }
            let (_, files) = sections.last_mut().expect("a section was pushed on the line before");
            files.insert(path, text.join("\n") + "\n");
        }
    }
    sections
}
