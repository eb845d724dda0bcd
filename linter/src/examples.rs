//! Examples: code with marks that say what is reported. A rule's examples are its documentation and its test.
//!
//! - `//~ rule`: a finding of this rule starts on this line. `//~ rule: words`: its message or help contains the words, too.
//! - `//~^ rule` refers to the line above, `//~v rule` to the line below; doubled, to two lines above or below.
//! - `//~| rule` expects another finding on the line of the mark before.
//! - `#~` does the same in TOML.
//!
//! Every finding must be marked, and every mark must match a finding.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::check::gate::QualityGate;
use crate::check::{Request, check};
use crate::config::{Config, Example, RuleConfig};
use crate::finding::Finding;
use crate::report::Report;
use crate::snapshot::Snapshot;

/// Texts of files by path.
pub type Files = BTreeMap<String, String>;

/// A mark: a finding that is expected.
#[derive(Debug)]
struct ExpectedFinding {
    file: String,
    line: u32,
    rule: String,
    words: String,
}

/// The report on files held in memory.
pub fn report(files: &Files) -> Report {
    let snapshot = Snapshot::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    report_on(&snapshot, &Request::default())
}

/// The report on a snapshot, with its own configuration.
pub fn report_on(snapshot: &Snapshot, request: &Request) -> Report {
    let config = Config::from_snapshot(snapshot);
    check(snapshot, &config, &QualityGate::from_config(&config), request)
}

/// The marks without a finding and the findings without a mark, one on a line; `None` if there are none.
pub fn unmet(files: &Files, findings: &[Finding]) -> Option<String> {
    let mut unexpected: Vec<&Finding> = findings.iter().collect();
    let mut missing = Vec::new();
    for mark in marks(files) {
        match unexpected.iter().position(|finding| mark.is_met_by(finding)) {
            Some(at) => drop(unexpected.remove(at)),
            None => missing.push(mark),
        }
    }
    if missing.is_empty() && unexpected.is_empty() {
        return None;
    }
    let mut text = String::new();
    for mark in missing {
        let _ = writeln!(text, "missing    {}:{} {}: {}", mark.file, mark.line, mark.rule, mark.words);
    }
    for finding in unexpected {
        let help = finding.help.as_deref().unwrap_or_default();
        let span = finding.place.span;
        let _ = writeln!(
            text,
            "unexpected {}:{}:{} {}: {} ({help})",
            finding.place.file, span.line, span.column, finding.rule, finding.message
        );
    }
    Some(text)
}

/// The same files, with the manifest of a package called `name` if they have none.
pub fn with_manifest(mut files: Files, name: &str) -> Files {
    if !files.contains_key("Cargo.toml") {
        let dependencies = "[dependencies]\nserde = \"1\"\ntokio = \"1\"\nuuid = \"1\"\n";
        let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2021\"\n{dependencies}");
        files.insert("Cargo.toml".into(), manifest);
    }
    files
}

/// What is wrong with the examples of a rule, one problem after the other. `packs` are the packs of which all rules judge the examples,
/// and `pack` are the files of those that are not shipped.
pub fn failures(rule: &RuleConfig, packs: &[&str], pack: &Files) -> Vec<String> {
    let mut failures = Vec::new();
    for (is_valid, what) in [(true, "code that keeps it"), (false, "code that is reported")] {
        if !rule.examples.iter().any(|example| example.valid == is_valid) {
            failures.push(format!("no example shows {what}"));
        }
    }
    let mut counts = BTreeMap::from([(true, 0), (false, 0)]);
    for example in &rule.examples {
        let count = counts.entry(example.valid).or_insert(0);
        *count += 1;
        let name = format!("[[{}]] {count}", if example.valid { "valid" } else { "invalid" });
        let texts = [&example.code, &example.config].into_iter().chain(example.files.values());
        let is_marked = texts.into_iter().any(|text| text.contains("//~") || text.contains("#~"));
        if is_marked == example.valid {
            let expected = if example.valid { "has a mark" } else { "has no mark" };
            failures.push(format!("{name} {expected}: `//~ {}` marks the line of a finding", rule.id));
            continue;
        }
        let files = workspace_of(example, packs);
        // The marks in the files of the pack are those of its examples.
        let whole: Files = files
            .iter()
            .chain(pack)
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect();
        failures.extend(unmet(&files, &report(&whole).findings).map(|difference| format!("{name}:\n{difference}")));
    }
    failures
}

/// The workspace of an example, without the files of packs.
fn workspace_of(example: &Example, packs: &[&str]) -> Files {
    let mut files = Files::from([
        ("src/lib.rs".into(), example.code.clone()),
        ("ssot.toml".into(), format!("packs = {packs:?}\n{}", example.config)),
    ]);
    files.extend(example.files.clone());
    with_manifest(files, "example")
}

impl ExpectedFinding {
    fn is_met_by(&self, finding: &Finding) -> bool {
        let has_words = |text: &str| text.contains(&self.words);
        finding.place.file.as_str() == self.file
            && finding.place.span.line == self.line
            && *finding.rule == *self.rule
            && (has_words(&finding.message) || finding.help.as_deref().is_some_and(has_words))
    }
}

fn marks(files: &Files) -> Vec<ExpectedFinding> {
    let mut marks = Vec::new();
    for (file, text) in files {
        let sign = if file.ends_with(".toml") { "#~" } else { "//~" };
        let mut last_line = 0;
        for (index, line) in text.lines().enumerate() {
            for mark in line.split(sign).skip(1) {
                let (target, expected) = aim(mark, index as u32 + 1, last_line);
                last_line = target;
                let (rule, words) = expected.split_once(':').unwrap_or((expected, ""));
                marks.push(ExpectedFinding {
                    file: file.clone(),
                    line: target,
                    rule: rule.trim().to_owned(),
                    words: words.trim().to_owned(),
                });
            }
        }
    }
    marks
}

/// The line that a mark on `line` refers to, and the rest of the mark.
fn aim(mark: &str, line: u32, last: u32) -> (u32, &str) {
    if let Some(rest) = mark.strip_prefix('|') {
        return (last, rest);
    }
    let up = mark.bytes().take_while(|&sign| sign == b'^').count();
    let down = mark.bytes().take_while(|&sign| sign == b'v').count();
    match (up, down) {
        (1.., _) => (line.saturating_sub(up as u32), &mark[up..]),
        (0, 1..) if mark[down..].starts_with(' ') => (line + down as u32, &mark[down..]),
        _ => (line, mark),
    }
}
