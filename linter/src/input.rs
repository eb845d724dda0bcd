//! Reading all files, and telling what is wrong with the input itself as findings.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{Config, ConfigProblem, FileGlob};
use crate::discover::{ClassGlobs, Layout};
use crate::exemptions::Fault;
use crate::facts::FileFacts;
use crate::finding::{Class, FilePath, Finding, Place, Severity};
use crate::link::{MissingModule, Workspace, standard_library};
use crate::rules::input::{
    BROKEN_MANIFEST, CONFIG_MISTAKE, INPUT_RULES, MISSING_MODULE, UNPARSED_CODE, UNREADABLE_FILE, USELESS_EXEMPTION,
};
use crate::rules::run::{content, input_fingerprint};
use crate::score::INPUT;
use crate::snapshot::{LeftOut, Snapshot};

/// The facts of the layout's files, in its order.
pub(crate) struct Read {
    pub(crate) facts: Vec<Arc<FileFacts>>,
    /// Files that could not be read, with the reason.
    pub(crate) problems: Vec<(FilePath, String)>,
}

/// What texts say, from wherever it is known.
pub(crate) trait FactsOf: Sync {
    /// The facts of the text with this hash, if they are at hand.
    fn known(&self, hash: u128) -> Option<Arc<FileFacts>>;

    /// The facts of a text.
    fn of(&self, text: &str) -> Arc<FileFacts>;
}

/// Reads and extracts every file whose facts are not at hand, in parallel, the syntax tree of each gone before the next.
pub(crate) fn read(snapshot: &Snapshot, layout: &Layout, facts: &dyn FactsOf, progress: Option<fn(usize, usize)>) -> Read {
    let done = AtomicUsize::new(0);
    let results: Vec<_> = layout
        .files
        .par_iter()
        .map(|file| {
            let result = match snapshot.hash(&file.path).and_then(|hash| facts.known(hash)) {
                Some(known) => (known, None),
                None => match snapshot.text(&file.path) {
                    Ok(text) => (facts.of(&text), None),
                    Err(error) => (FileFacts::unread().into(), Some((file.path.clone(), error.to_string()))),
                },
            };
            if let Some(progress) = progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, layout.files.len());
            }
            result
        })
        .collect();
    standard_library(|text| facts.of(text));
    let (facts, problems): (Vec<_>, Vec<_>) = results.into_iter().unzip();
    Read {
        facts,
        problems: problems.into_iter().flatten().collect(),
    }
}

/// The user's file classes, and what is wrong with their globs.
pub(crate) fn class_globs(config: &Config) -> (ClassGlobs, Vec<ConfigProblem>) {
    let mut good: Vec<(Class, &str)> = Vec::new();
    let mut problems = Vec::new();
    for (class, glob, place) in &config.classes {
        good.push((*class, glob));
        if let Err((_, message)) = ClassGlobs::new(good.iter().copied()) {
            good.pop();
            problems.push(ConfigProblem::new(place.clone(), message));
        }
    }
    (ClassGlobs::new(good).unwrap_or_default(), problems)
}

/// The globs of files that are not looked at, and what is wrong with the others.
pub(crate) fn excluded(config: &Config) -> (Vec<FileGlob>, Vec<ConfigProblem>) {
    let mut globs = Vec::new();
    let mut problems = Vec::new();
    for written in &config.exclude {
        match FileGlob::parse(&written.value) {
            Ok(glob) => globs.push(glob),
            Err(error) => problems.push(ConfigProblem::new(written.place.clone(), error.message)),
        }
    }
    (globs, problems)
}

/// Globs of `[files]` that match no file of the snapshot, which is that before any file is left out.
pub(crate) fn globs_of_nothing(config: &Config, snapshot: &Snapshot) -> Vec<ConfigProblem> {
    let excluded = config.exclude.iter().map(|glob| (glob.value.as_str(), &glob.place));
    let classes = config.classes.iter().map(|(_, glob, place)| (glob.as_str(), place));
    let dead = excluded.chain(classes).filter(|(glob, _)| {
        let parsed = FileGlob::parse(glob);
        parsed.is_ok_and(|glob| !snapshot.files().any(|file| glob.matches(file)))
    });
    let problem = |(glob, place): (&str, &Place)| {
        let message = format!("no Rust or TOML file matches `{glob}`");
        ConfigProblem::new(place.clone(), message)
            .low()
            .help("correct it, or remove it")
    };
    dead.map(problem).collect()
}

/// Everything that stood in the way of a full answer.
pub(crate) fn findings<'a>(
    snapshot: &Snapshot,
    layout: &Layout,
    workspace: &Workspace,
    unreadable: &[(FilePath, String)],
    config: impl Iterator<Item = &'a ConfigProblem>,
    exemptions: Vec<Fault>,
) -> Vec<Finding> {
    let classes: FxHashMap<&FilePath, Class> = workspace.files().iter().map(|file| (&file.path, file.class)).collect();
    let class = |place: &Place| classes.get(&place.file).copied().unwrap_or(Class::Production);
    let mut found = Vec::new();
    for (path, message) in snapshot.problems().iter().chain(unreadable) {
        let place = Place::file(path.clone());
        found.push(finding(UNREADABLE_FILE, place, message.clone(), None));
    }
    for problem in &layout.problems {
        found.push(finding(
            BROKEN_MANIFEST,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        ));
    }
    for file in workspace.files() {
        match file.is_stray && !layout.crates.is_empty() {
            true => found.extend(no_code(&file.path, &file.facts)),
            false => found.extend(unparsed(&file.path, &file.facts)),
        }
    }
    for problem in workspace.problems() {
        found.push(finding(
            MISSING_MODULE,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        ));
    }
    for problem in config {
        let mut mistake = finding(
            CONFIG_MISTAKE,
            problem.place.clone(),
            problem.message.clone(),
            problem.help.clone(),
        );
        mistake.severity = problem.severity;
        found.push(mistake);
    }
    for fault in exemptions {
        let mut useless = finding(USELESS_EXEMPTION, fault.place, fault.message, Some(fault.help));
        useless.fix = fault.fix;
        found.push(useless);
    }
    for finding in &mut found {
        finding.class = class(&finding.place);
        let ships = matches!(finding.class, Class::Production | Class::Generated);
        if *finding.rule == *UNPARSED_CODE && !ships {
            finding.severity = Severity::Low;
        }
    }
    found.sort_by(Finding::order);
    found.dedup_by(|one, other| one.order(other).is_eq());
    found
}

/// Says of each module without a file that is looked at why, where a file is there all the same. A finding keeps its
/// fingerprint: it is the same one, whatever lies on this disk.
pub(crate) fn explain_missing(findings: &mut [Finding], missing: &[MissingModule], snapshot: &Snapshot) {
    let missing: FxHashMap<&Place, &MissingModule> = missing.iter().map(|module| (&module.place, module)).collect();
    for finding in findings.iter_mut().filter(|finding| *finding.rule == *MISSING_MODULE) {
        let Some(module) = missing.get(&finding.place) else { continue };
        let mut reasons = module.looked_for.iter().filter_map(|file| why_left_out(snapshot, file));
        if let Some((why, help)) = reasons.next() {
            finding.message = format!("module `{}` is not read: {why}", module.name);
            finding.help = Some(help);
        }
    }
}

/// Why a file that is there is not looked at, and what to do about it.
fn why_left_out(snapshot: &Snapshot, file: &FilePath) -> Option<(String, String)> {
    if snapshot.contains(file) {
        let why = format!("`exclude` of [files] leaves out `{file}`");
        return Some((why, "take it out of `exclude` to have it judged".into()));
    }
    Some(match snapshot.left_out(file)? {
        LeftOut::Ignored => (
            format!("`{file}` is left out: an ignore file names it or a folder above, or one of these is hidden"),
            format!("to have an ignored file judged, write the line `!{file}` into a file `.ignore`; so for an ignored folder"),
        ),
        LeftOut::OtherKind => (
            format!("`{file}` is not called `*.rs`"),
            "give it that ending to have it judged".into(),
        ),
        LeftOut::BehindLink(folder) => (
            format!("`{folder}` is a link that leads out of the folder looked at, and is not followed"),
            "give the folder that holds both as PATH to have it judged as this module".into(),
        ),
    })
}

/// What of a file is not understood.
pub(crate) fn unparsed(file: &FilePath, facts: &FileFacts) -> impl Iterator<Item = Finding> {
    facts.problems.iter().map(|problem| {
        let place = Place {
            file: file.clone(),
            span: problem.span,
        };
        finding(UNPARSED_CODE, place, problem.message.clone(), None)
    })
}

/// A file that no target reaches and that does not parse may well be data, such as the sample of a highlighter.
fn no_code(file: &FilePath, facts: &FileFacts) -> Option<Finding> {
    let span = facts.problems.first()?.span;
    let place = Place {
        file: file.clone(),
        span,
    };
    let message = "no target reaches this file, and it is not Rust".to_owned();
    let help = "where it is not meant to compile, name it in `exclude` of [files]".to_owned();
    let mut finding = finding(UNPARSED_CODE, place, message, Some(help));
    finding.severity = Severity::Low;
    Some(finding)
}

fn finding(rule: &'static str, place: Place, message: String, help: Option<String>) -> Finding {
    let known = INPUT_RULES.iter().find(|known| known.id == rule);
    let severity = known.map_or(Severity::Medium, |known| known.severity);
    let fingerprint = input_fingerprint(rule, &place.file, &message);
    let content = content(rule, None, &message);
    Finding {
        rule: rule.into(),
        category: INPUT.into(),
        concept: None,
        severity,
        class: Class::Production,
        place,
        item: String::new(),
        message,
        help,
        related: Vec::new(),
        fix: None,
        fingerprint,
        content,
    }
}
