//! Hovers: the findings and concepts at the place under the cursor.

use std::collections::BTreeSet;

use super::session::CheckedState;
use crate::finding::{FilePath, Finding};
use crate::link::{Def, Workspace};
use crate::report::lines::floor;
use crate::report::text::clean;
use crate::rules::{Contract, contracts};

/// The hover text for a byte of a file, as Markdown: the findings there, and the concepts that own or forbid the name there.
pub(super) fn text(checked: &CheckedState, file: &FilePath, text: &str, at: usize) -> Option<String> {
    let mut markdown: Vec<String> = findings_at(checked, file, at).map(|finding| rule(checked, finding)).collect();
    let mut concepts: BTreeSet<&str> = findings_at(checked, file, at)
        .filter_map(|finding| finding.concept.as_deref())
        .collect();
    let workspace = &checked.workspace;
    let contracts = contracts(&checked.config, workspace);
    let mut relations = Vec::new();
    // A file that does not parse is linked with an older text, which has other byte offsets.
    if !checked.unfinished.contains(file) {
        for def in workspace.named_at(file, name_at(text, at), at as u32) {
            let path = workspace.path(&def);
            for contract in &contracts {
                if let Some(relation) = relation(contract, workspace, &def, &path) {
                    concepts.insert(&contract.concept.name);
                    relations.push((&*contract.concept.name, relation));
                }
            }
        }
    }
    for contract in contracts.iter().filter(|contract| concepts.contains(&*contract.concept.name)) {
        let own = relations.iter().filter(|(name, _)| *name == &*contract.concept.name);
        let own: BTreeSet<&str> = own.map(|(_, relation)| relation.as_str()).collect();
        markdown.push(concept(contract, &own));
    }
    (!markdown.is_empty()).then(|| markdown.join("\n\n---\n\n"))
}

fn findings_at<'a>(checked: &'a CheckedState, file: &'a FilePath, at: usize) -> impl Iterator<Item = &'a Finding> {
    checked.report.findings.iter().filter(move |finding| {
        let span = finding.place.span;
        finding.place.file == *file && span.start as usize <= at && at <= span.end as usize
    })
}

/// The identifier that contains a byte.
fn name_at(text: &str, at: usize) -> &str {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    let at = floor(text, at);
    let start = text[..at].trim_end_matches(is_part).len();
    let rest = &text[start..];
    &rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())]
}

fn rule(checked: &CheckedState, finding: &Finding) -> String {
    let infos = &checked.report.rules;
    let info = infos.iter().find(|info| info.id == finding.rule);
    let summary = info.map(|info| info.summary.as_str()).filter(|summary| !summary.is_empty());
    let why = info.map(|info| info.why.trim()).filter(|why| !why.is_empty());
    let mut markdown = format!("**`{}`** ({})", clean(&finding.rule), finding.severity);
    if let Some(summary) = summary {
        markdown += &format!(": {}", clean(summary));
    }
    markdown += &format!("\n\n{}", clean(&finding.message));
    if let Some(help) = &finding.help {
        markdown += &format!("\n\nhelp: {}", clean(help));
    }
    if let Some(why) = why {
        markdown += &format!("\n\n{}", clean(why));
    }
    markdown
}

fn concept(contract: &Contract<'_>, relations: &BTreeSet<&str>) -> String {
    let concept = contract.concept;
    let mut markdown = format!("concept **`{}`**", clean(&concept.name));
    if !concept.summary.is_empty() {
        markdown += &format!(": {}", clean(&concept.summary));
    }
    if let Some(canonical) = contract.written() {
        markdown += &format!("\n\ncanonical: `{}`", clean(&canonical));
    }
    for relation in relations {
        markdown += &format!("\n\n{relation}");
    }
    markdown
}

/// The relation of a name to a concept.
fn relation(contract: &Contract<'_>, workspace: &Workspace, def: &Def, path: &str) -> Option<String> {
    let segments: Vec<&str> = path.split("::").collect();
    let is_own = workspace.is_own(def);
    let concept = contract.concept;
    let owned = contract.contains(workspace, path);
    let deprecated = concept
        .deprecated
        .iter()
        .find(|deprecated| deprecated.path.matches(&segments, is_own));
    let bypass = concept.bypasses.iter().find(|bypass| {
        let pattern = bypass.pattern.led_on(|path| workspace.canonical(path));
        pattern.matches(&segments, is_own)
    });
    let instead = |instead: &Option<String>| match instead {
        Some(instead) => format!(": use `{}`", clean(instead)),
        None => String::new(),
    };
    let path = clean(path);
    if contract.factories.contains(def) {
        return Some(format!("`{path}` constructs it"));
    }
    if let Some(deprecated) = deprecated {
        return Some(format!("`{path}` is an old path to it{}", instead(&deprecated.instead)));
    }
    if let Some(bypass) = bypass {
        return Some(format!("`{path}` goes around it{}", instead(&bypass.instead)));
    }
    owned.then(|| format!("`{path}` is part of it"))
}
