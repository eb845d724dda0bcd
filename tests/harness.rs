//! Source text with marks, and the one check that every such test makes.
//!
//! - `//~ rule` says that a finding of this rule starts on this line; `//~ rule: words`, that its message or help
//!   contains the words, too.
//! - `//~^ rule` points one line up, `//~v rule` one line down; doubled, two lines.
//! - `//~| rule` adds another finding on the line of the mark before.
//! - `#~` does the same in TOML.
//!
//! Every finding must be marked and every mark must be met.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use ssot::check::gate::QualityGate;
use ssot::check::{Request, check};
use ssot::config::Config;
use ssot::finding::Finding;
use ssot::report::Report;
use ssot::snapshot::Snapshot;

/// Files by path.
pub(crate) type Files = BTreeMap<String, String>;

/// A claim of the test's author.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    file: String,
    line: u32,
    rule: String,
    words: String,
}

/// The report of `ssot check` on files held in memory.
pub(crate) fn report(files: &Files) -> Report {
    let snapshot = Snapshot::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    report_on(&snapshot)
}

/// The report of `ssot check` on a snapshot.
pub(crate) fn report_on(snapshot: &Snapshot) -> Report {
    report_as_asked(snapshot, &Request::default())
}

/// The same, with options.
pub(crate) fn report_as_asked(snapshot: &Snapshot, request: &Request) -> Report {
    let config = Config::from_snapshot(snapshot);
    let gate = QualityGate::from_config(&config);
    check(snapshot, &config, &gate, request)
}

/// What is wrong with the marks of these files; `None` when each is met and nothing else is found.
pub(crate) fn unmet(files: &Files) -> Option<String> {
    differences(marks(files), &report(files).findings)
}

/// The same for a snapshot whose texts are `files`.
pub(crate) fn unmet_in(snapshot: &Snapshot, files: &Files) -> Option<String> {
    differences(marks(files), &report_on(snapshot).findings)
}

fn differences(marks: Vec<Mark>, findings: &[Finding]) -> Option<String> {
    let mut unexpected: Vec<&Finding> = findings.iter().collect();
    let mut missing = Vec::new();
    for mark in marks {
        match unexpected.iter().position(|finding| meets(finding, &mark)) {
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

fn meets(finding: &Finding, mark: &Mark) -> bool {
    finding.place.file.as_str() == mark.file
        && finding.place.span.line == mark.line
        && *finding.rule == *mark.rule
        && (finding.message.contains(&mark.words) || finding.help.as_deref().is_some_and(|help| help.contains(&mark.words)))
}

fn marks(files: &Files) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (file, text) in files {
        let sign = if file.ends_with(".toml") { "#~" } else { "//~" };
        let mut last_line = 0;
        for (index, line) in text.lines().enumerate() {
            for mark in line.split(sign).skip(1) {
                let (target, claim) = aim(mark, index as u32 + 1, last_line);
                last_line = target;
                let (rule, words) = claim.split_once(':').unwrap_or((claim, ""));
                let (rule, words) = (rule.trim().to_owned(), words.trim().to_owned());
                marks.push(Mark {
                    file: file.clone(),
                    line: target,
                    rule,
                    words,
                });
            }
        }
    }
    marks
}

/// The line that a mark on `line` speaks of, and the rest of the mark.
fn aim(mark: &str, line: u32, last: u32) -> (u32, &str) {
    let up = mark.chars().take_while(|&character| character == '^').count();
    let down = if up == 0 {
        mark.chars().take_while(|&character| character == 'v').count()
    } else {
        0
    };
    let is_down = down > 0 && mark[down..].starts_with(' ');
    if let Some(rest) = mark.strip_prefix('|') {
        return (last, rest);
    }
    match (up, is_down) {
        (0, true) => (line + down as u32, &mark[down..]),
        (0, false) => (line, mark),
        (up, _) => (line - up as u32, &mark[up..]),
    }
}

/// The manifest of a package called `name`, for tests that give none.
pub(crate) fn with_manifest(mut files: Files, name: &str) -> Files {
    if !files.keys().any(|path| path == "Cargo.toml") {
        let dependencies = "[dependencies]\nserde = \"1\"\ntokio = \"1\"\nuuid = \"1\"\n";
        files.insert(
            "Cargo.toml".into(),
            format!("[package]\nname = \"{name}\"\nedition = \"2021\"\n{dependencies}"),
        );
    }
    files
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names of the folders in a folder of the repository.
pub(crate) fn folders_in(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is part of the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let names = paths.filter(|path| path.is_dir());
    names
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect()
}

/// The packs that are shipped.
pub(crate) fn shipped_packs() -> BTreeSet<String> {
    let mut packs = folders_in("lint-rules");
    packs.remove("src");
    packs
}

/// The configuration with all packs that are shipped.
pub(crate) fn all_packs() -> Config {
    let text = format!("packs = {:?}\n", Vec::from_iter(shipped_packs()));
    Config::from_snapshot(&Snapshot::from_texts([("ssot.toml", text.as_str())]))
}
