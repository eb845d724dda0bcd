//! Exemptions: `// ssot: allow(rule) reason="…" until="2027-03-31"` in the code, on the line, before the item or statement, or
//! `allow-file` for the whole file; or `[[exempt]]` in `ssot.toml`. They are applied once, after all rules have run. A mistake
//! in an exemption is a finding of its own.

mod covered;

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use covered::CoveredFindings;

use crate::config::{Config, Exemption, is_day, suggestion};
use crate::facts::Directive;
use crate::finding::{Applicability, Edit, FilePath, Finding, Fix, Place, Span};
use crate::link::Workspace;
use crate::report::ExemptionInfo;
use crate::snapshot::Snapshot;

/// The findings that remain, the exemptions with what they exempt, and their problems.
#[derive(Debug)]
pub(crate) struct ExemptionOutcome {
    pub(crate) findings: Vec<Finding>,
    pub(crate) exemptions: Vec<ExemptionInfo>,
    pub(crate) problems: Vec<ExemptionProblem>,
}

/// A problem of an exemption.
#[derive(Debug)]
pub(crate) struct ExemptionProblem {
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) fix: Option<Fix>,
}

/// The rules that an exemption may name, those among them that ran, and those that cannot be exempted.
pub(crate) struct Rules<'a> {
    pub(crate) known: Vec<&'a str>,
    pub(crate) ran: Vec<&'a str>,
    pub(crate) of_input: Vec<&'a str>,
}

/// An exemption without syntax errors.
struct ActiveExemption<'a> {
    written: ExemptionSource<'a>,
    /// The rules that it names, each with the number of findings that it exempts.
    rules: Vec<(&'a str, u64)>,
    reason: &'a str,
    until: Option<&'a str>,
    /// The findings that it exempts, and that no exemption before it does.
    findings: Vec<Finding>,
}

/// Where an exemption is written.
#[derive(Clone, Copy)]
enum ExemptionSource<'a> {
    Comment(&'a FilePath, &'a Directive),
    Config(&'a Exemption),
}

/// Removes exempted findings. `today` is a date such as `2026-11-20`; without it no exemption is past its date.
pub(crate) fn apply(
    (snapshot, config, workspace): (&Snapshot, &Config, &Workspace),
    findings: Vec<Finding>,
    rules: &Rules<'_>,
    today: Option<&str>,
) -> ExemptionOutcome {
    let mut problems = Vec::new();
    let mut active = Vec::new();
    let comments = workspace.files().iter().flat_map(|file| {
        let directives = file.facts.directives.iter();
        directives.map(|directive| comment(&file.path, directive, rules, today))
    });
    let written = config.exemptions.iter().map(|exemption| in_config(exemption, rules, today));
    for read in comments.chain(written) {
        match read {
            Ok(entry) => active.push(entry),
            Err(problem) => problems.push(*problem),
        }
    }
    let findings = not_allowed(findings, &mut active);
    let mut texts = TextReader {
        snapshot,
        read: FxHashMap::default(),
    };
    problems.extend(active.iter().filter_map(|entry| entry.stale(rules, &mut texts)));
    problems.extend(active.iter().filter_map(ActiveExemption::too_wide));
    ExemptionOutcome {
        exemptions: active.into_iter().map(ActiveExemption::info).collect(),
        findings,
        problems,
    }
}

/// The findings that no exemption covers; the others move to one that does. Every exemption that covers a finding counts as used.
fn not_allowed(findings: Vec<Finding>, active: &mut [ActiveExemption<'_>]) -> Vec<Finding> {
    let mut covered = CoveredFindings::new(&findings);
    let mut in_config = Vec::new();
    let in_comments = active
        .iter()
        .take_while(|entry| matches!(entry.written, ExemptionSource::Comment(..)))
        .count();
    for (number, entry) in active.iter_mut().enumerate() {
        match entry.written {
            ExemptionSource::Comment(file, directive) => {
                let covers = (!is_of_file(directive)).then_some(directive.covers);
                let mut named = FxHashSet::default();
                for (rule, taken) in &mut entry.rules {
                    // A rule that is repeated exempts nothing the second time.
                    if named.insert(*rule) {
                        *taken = covered.by_comment(number, rule, file, covers);
                    }
                }
            }
            ExemptionSource::Config(exemption) => in_config.push((exemption, &mut entry.rules[0].1)),
        }
    }
    let exemptions: Vec<&Exemption> = in_config.iter().map(|(exemption, _)| *exemption).collect();
    for ((_, taken), covers) in in_config.iter_mut().zip(covered.by_config(in_comments, &exemptions)) {
        **taken = covers;
    }
    let exemptions = covered.exemptions();
    let mut kept = Vec::new();
    for (finding, exemption) in findings.into_iter().zip(exemptions) {
        match exemption {
            Some(number) => active[number].findings.push(finding),
            None => kept.push(finding),
        }
    }
    kept
}

impl ExemptionSource<'_> {
    fn place(&self) -> Place {
        match self {
            Self::Comment(file, directive) => Place {
                file: (*file).clone(),
                span: directive.span,
            },
            Self::Config(exemption) => exemption.place.clone(),
        }
    }

    /// Its name in a message.
    fn name(&self) -> String {
        match self {
            Self::Comment(_, directive) => format!("`{}`", directive.text),
            Self::Config(exemption) => format!("the exemption of `{}`", *exemption.rule),
        }
    }
}

fn is_of_file(directive: &Directive) -> bool {
    directive.text.starts_with("allow-file")
}

impl ActiveExemption<'_> {
    /// Its description, with what it exempts.
    fn info(self) -> ExemptionInfo {
        ExemptionInfo {
            place: self.written.place(),
            rules: self.rules.iter().map(|(rule, _)| (*rule).to_owned()).collect(),
            reason: self.reason.to_owned(),
            until: self.until.map(str::to_owned),
            findings: self.findings,
        }
    }

    /// Reports an exemption that matches no finding of all or some of its rules. Rules that did not run are not counted.
    fn stale(&self, rules: &Rules<'_>, texts: &mut TextReader<'_>) -> Option<ExemptionProblem> {
        let is_stale = |(rule, taken): &&(&str, u64)| *taken == 0 && rules.ran.contains(rule);
        let stale: Vec<&str> = self.rules.iter().filter(is_stale).map(|(rule, _)| *rule).collect();
        let first = stale.first()?;
        let is_whole = stale.len() == self.rules.len();
        let fix = match self.written {
            ExemptionSource::Comment(_, directive) if is_whole => removed(directive, Applicability::Safe),
            ExemptionSource::Comment(_, directive) => narrowed(directive, &stale),
            ExemptionSource::Config(exemption) => table_removed(&exemption.place, texts.read(&exemption.place.file)?)?,
        };
        let (what, help) = match is_whole {
            true => (self.written.name(), "remove it: it no longer matches a finding"),
            false => (
                format!("`{first}` in {}", self.written.name()),
                "remove it: it no longer matches a finding",
            ),
        };
        Some(ExemptionProblem {
            place: self.written.place(),
            message: format!("{what} matches no finding here"),
            help: help.into(),
            fix: Some(fix),
        })
    }

    /// Reports an exemption that exempts more than `max` findings.
    fn too_wide(&self) -> Option<ExemptionProblem> {
        let ExemptionSource::Config(exemption) = self.written else {
            return None;
        };
        let (max, taken) = (exemption.max?, self.rules.first()?.1);
        (taken > max).then(|| ExemptionProblem {
            place: exemption.place.clone(),
            message: format!("{} exempts {taken} findings, but its `max` is {max}", self.written.name()),
            help: "fix the new findings, or raise `max`".into(),
            fix: None,
        })
    }
}

/// Removes the comment.
fn removed(directive: &Directive, applicability: Applicability) -> Fix {
    let edit = Edit {
        span: directive.removed,
        text: String::new(),
    };
    Fix {
        title: "remove the exemption".into(),
        applicability,
        edits: vec![edit],
    }
}

/// Removes the stale rules from a comment.
fn narrowed(directive: &Directive, stale: &[&str]) -> Fix {
    let text = &*directive.text;
    let narrower = list(text).map(|(head, listed, tail)| {
        let kept: Vec<&str> = listed
            .split(',')
            .map(str::trim)
            .filter(|rule| !stale.contains(rule))
            .collect();
        format!("{head}{}{tail}", kept.join(", "))
    });
    Fix {
        title: format!("remove `{}` from the exemption", stale.join("`, `")),
        applicability: Applicability::Safe,
        edits: vec![Edit {
            span: directive.text_span,
            text: narrower.unwrap_or_else(|| text.to_owned()),
        }],
    }
}

/// The parts of an exemption: the text before its list of rules, the list, and the rest.
fn list(text: &str) -> Option<(&str, &str, &str)> {
    let (open, close) = (text.find('(')?, text.find(')')?);
    (open < close).then(|| (&text[..=open], &text[open + 1..close], &text[close..]))
}

/// The texts of files, each read once, because a file may contain thousands of exemptions.
struct TextReader<'a> {
    snapshot: &'a Snapshot,
    read: FxHashMap<FilePath, Option<String>>,
}

impl TextReader<'_> {
    /// The text of a file; `None` if it can no longer be read.
    fn read(&mut self, file: &FilePath) -> Option<&str> {
        let text = match self.read.entry(file.clone()) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(new) => new.insert(self.snapshot.text(file).ok()),
        };
        text.as_deref()
    }
}

/// Removes a table of `ssot.toml`, from its header to its last value.
fn table_removed(place: &Place, text: &str) -> Option<Fix> {
    let start = text.get(..place.span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let mut end = start;
    let mut at = start;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        if index > 0 && line.starts_with('[') {
            break;
        }
        at += line.len();
        let says_something = !line.trim().is_empty() && !line.trim_start().starts_with('#');
        if says_something {
            end = at;
        }
    }
    // Also remove one of the empty lines around it.
    let blank = text[end..].split_inclusive('\n').next().filter(|line| line.trim().is_empty());
    let end = end + blank.map_or(0, str::len);
    Some(Fix {
        title: "remove the exemption".into(),
        applicability: Applicability::Safe,
        edits: vec![Edit {
            // The header is at the beginning of a line.
            span: Span {
                start: start as u32,
                end: end as u32,
                line: place.span.line,
                column: 1,
            },
            text: String::new(),
        }],
    })
}

fn in_config<'a>(
    exemption: &'a Exemption,
    rules: &Rules<'_>,
    today: Option<&str>,
) -> Result<ActiveExemption<'a>, Box<ExemptionProblem>> {
    let written = ExemptionSource::Config(exemption);
    if let Some((message, help)) = unknown(&exemption.rule, rules) {
        let place = exemption.rule.place.clone();
        return Err(problem(place, message, help, None));
    }
    if let Some((message, help)) = past(exemption.until.as_deref(), today) {
        return Err(problem(exemption.place.clone(), message, help.into(), None));
    }
    Ok(ActiveExemption {
        written,
        rules: vec![(exemption.rule.as_str(), 0)],
        reason: &exemption.reason,
        until: exemption.until.as_deref(),
        findings: Vec::new(),
    })
}

fn comment<'a>(
    file: &'a FilePath,
    directive: &'a Directive,
    rules: &Rules<'_>,
    today: Option<&str>,
) -> Result<ActiveExemption<'a>, Box<ExemptionProblem>> {
    const FORM: &str = "write `ssot: allow(rule-id) reason=\"why\"`, or `allow-file(…)`, with `until=\"2027-03-31\"` if it ends";
    let written = ExemptionSource::Comment(file, directive);
    let wrong = |message: String, help: &str, fix| problem(written.place(), message, help.into(), fix);
    let text = &*directive.text;
    let is_allowance = |head: &str| matches!(head.trim_end_matches('(').trim_end(), "allow" | "allow-file");
    let Some((_, listed, rest)) = list(text).filter(|(head, ..)| is_allowance(head)) else {
        return Err(wrong(format!("`{text}` is not an exemption"), FORM, None));
    };
    let listed: Vec<&str> = listed.split(',').map(str::trim).filter(|rule| !rule.is_empty()).collect();
    if listed.is_empty() {
        return Err(wrong("an exemption must name its rules".into(), FORM, None));
    }
    if let Some((message, help)) = listed.iter().find_map(|rule| unknown(rule, rules)) {
        // Removing a misspelt exemption would not fix the mistake.
        let applicability = if help.starts_with("did you mean") {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        let fix = (listed.len() == 1).then(|| removed(directive, applicability));
        return Err(wrong(message, &help, fix));
    }
    let terms =
        parse_terms(rest.trim_start_matches(')')).map_err(|word| wrong(format!("`{word}` is not understood"), FORM, None))?;
    let Some(reason) = terms.reason.filter(|reason| !reason.trim().is_empty()) else {
        return Err(wrong("an exemption must give a reason".into(), FORM, None));
    };
    let until = terms.until;
    if let Some(until) = until.filter(|until| !is_day(until)) {
        return Err(wrong(format!("`{until}` is not a date"), FORM, None));
    }
    if let Some((message, help)) = past(until, today) {
        return Err(wrong(message, help, Some(removed(directive, Applicability::Unsafe))));
    }
    Ok(ActiveExemption {
        written,
        rules: listed.into_iter().map(|rule| (rule, 0)).collect(),
        reason,
        until,
        findings: Vec::new(),
    })
}

fn problem(place: Place, message: String, help: String, fix: Option<Fix>) -> Box<ExemptionProblem> {
    Box::new(ExemptionProblem {
        place,
        message,
        help,
        fix,
    })
}

/// Message and help for a wrong name of a rule.
fn unknown(rule: &str, rules: &Rules<'_>) -> Option<(String, String)> {
    if rules.of_input.contains(&rule) {
        let message = format!("`{rule}` cannot be exempted: unread code is not checked");
        return Some((message, "fix it, or exclude the file with `exclude` in [files]".into()));
    }
    if rules.known.contains(&rule) {
        return None;
    }
    let help = suggestion(rule, rules.known.iter().copied()).unwrap_or_else(|| "`ssot rules` lists them".into());
    Some((format!("there is no rule `{rule}`"), help))
}

/// Message and help for an exemption whose last day has passed.
fn past(until: Option<&str>, today: Option<&str>) -> Option<(String, &'static str)> {
    let (until, today) = (until?, today?);
    (until < today).then(|| {
        (
            format!("the exemption ended on {until}"),
            "fix the finding, or set a later date",
        )
    })
}

/// The parts of an exemption other than its rules.
#[derive(Default)]
struct ExemptionTerms<'a> {
    reason: Option<&'a str>,
    until: Option<&'a str>,
}

/// Parses `reason="…" until="…"` up to the end or to a nested `//`. Any other word is an error and is returned, because a typo in
/// `until` would exempt forever.
fn parse_terms(text: &str) -> Result<ExemptionTerms<'_>, &str> {
    let mut terms = ExemptionTerms::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() && !rest.starts_with("//") {
        let word = rest.split_whitespace().next().unwrap_or(rest);
        let (key, value) = rest.split_once('=').ok_or(word)?;
        let (value, after) = value
            .trim_start()
            .strip_prefix('"')
            .and_then(|value| value.split_once('"'))
            .ok_or(word)?;
        match key.trim() {
            "reason" => terms.reason = Some(value),
            "until" => terms.until = Some(value),
            _ => return Err(word),
        }
        rest = after.trim_start();
    }
    Ok(terms)
}
