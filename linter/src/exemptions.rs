//! A person's written allowance in the code: `// ssot: allow(rule) reason="…" until="2027-03-31"`, on the line, before
//! the item or statement, or `allow-file` for the whole file. Applied once, after all rules have run; what is wrong
//! with an allowance is a finding of its own.

use crate::config::suggestion;
use crate::facts::{Covers, Directive};
use crate::finding::{FilePath, Finding, Place, Problem};
use crate::link::Workspace;

/// The findings that no allowance takes away, how many one does, and what is wrong with allowances.
#[derive(Debug)]
pub(crate) struct Exempted {
    pub(crate) findings: Vec<Finding>,
    pub(crate) exempted: u64,
    pub(crate) faults: Vec<Problem>,
}

/// An allowance as written.
struct Allowance<'a> {
    file: &'a FilePath,
    directive: &'a Directive,
    rules: Vec<&'a str>,
    whole_file: bool,
    used: bool,
}

/// The rules that an allowance may name, and those among them that ran.
pub(crate) struct Rules<'a> {
    pub(crate) known: Vec<&'a str>,
    pub(crate) ran: Vec<&'a str>,
}

/// Takes away what is allowed. `today` is a date such as `2026-11-20`; without it no allowance is past its date.
pub(crate) fn apply(workspace: &Workspace, findings: Vec<Finding>, rules: &Rules<'_>, today: Option<&str>) -> Exempted {
    let mut faults = Vec::new();
    let mut allowances = Vec::new();
    for file in workspace.files() {
        for directive in &file.facts.directives {
            match read(&file.path, directive, &rules.known, today) {
                Ok(allowance) => allowances.push(allowance),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let before = findings.len();
    let findings: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| !is_allowed(finding, &mut allowances))
        .collect();
    // What a rule that did not run would have found is not known.
    let is_useless = |allowance: &&Allowance<'_>| !allowance.used && allowance.rules.iter().all(|rule| rules.ran.contains(rule));
    faults.extend(allowances.iter().filter(is_useless).map(|allowance| {
        let message = format!("`{}` allows nothing here", allowance.directive.text);
        fault(
            allowance.file,
            allowance.directive,
            message,
            "remove it: what it allowed is gone",
        )
    }));
    Exempted {
        exempted: (before - findings.len()) as u64,
        findings,
        faults,
    }
}

/// Every allowance that covers the finding counts as used.
fn is_allowed(finding: &Finding, allowances: &mut [Allowance<'_>]) -> bool {
    let mut allowed = false;
    for allowance in allowances
        .iter_mut()
        .filter(|allowance| *allowance.file == finding.place.file)
    {
        if allowance.rules.iter().any(|rule| **rule == *finding.rule) && allowance.covers(finding) {
            allowance.used = true;
            allowed = true;
        }
    }
    allowed
}

impl Allowance<'_> {
    fn covers(&self, finding: &Finding) -> bool {
        let span = finding.place.span;
        self.whole_file
            || match self.directive.covers {
                Covers::Line(line) => span.line == line,
                Covers::Bytes(start, end) => (start..end).contains(&span.start),
            }
    }
}

fn fault(file: &FilePath, directive: &Directive, message: String, help: impl Into<String>) -> Problem {
    Problem {
        place: Place {
            file: file.clone(),
            span: directive.span,
        },
        message,
        help: Some(help.into()),
    }
}

fn read<'a>(file: &'a FilePath, directive: &'a Directive, known: &[&str], today: Option<&str>) -> Result<Allowance<'a>, Problem> {
    const FORM: &str = "write `ssot: allow(rule-id) reason=\"why\"`, or `allow-file(…)`, with `until=\"2027-03-31\"` if it ends";
    let wrong = |message: String, help: String| fault(file, directive, message, help);
    let text = &*directive.text;
    let whole_file = text.starts_with("allow-file");
    let rest = text
        .strip_prefix("allow-file")
        .or_else(|| text.strip_prefix("allow"))
        .and_then(|rest| rest.trim_start().strip_prefix('('));
    let Some((rules, rest)) = rest.and_then(|rest| rest.split_once(')')) else {
        return Err(wrong(format!("`{text}` is no allowance"), FORM.into()));
    };
    let rules: Vec<&str> = rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()).collect();
    if rules.is_empty() {
        return Err(wrong("an allowance names the rules that it is for".into(), FORM.into()));
    }
    if let Some(unknown) = rules.iter().find(|rule| !known.contains(rule)) {
        let help = suggestion(unknown, known.iter().copied()).unwrap_or_else(|| "`ssot rules` lists them".into());
        return Err(wrong(format!("there is no rule `{unknown}`"), help));
    }
    match value(rest, "reason") {
        Some(reason) if !reason.trim().is_empty() => {}
        _ => return Err(wrong("an allowance says its reason".into(), FORM.into())),
    }
    if let Some(until) = value(rest, "until") {
        if !is_date(until) {
            return Err(wrong(format!("`{until}` is no date"), FORM.into()));
        }
        if today.is_some_and(|today| until < today) {
            return Err(wrong(
                format!("the allowance ended on {until}"),
                "mend what it allowed, or give it another date".into(),
            ));
        }
    }
    Ok(Allowance {
        file,
        directive,
        rules,
        whole_file,
        used: false,
    })
}

/// The text in quotes after `key=`.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("{key}="))?;
    let (value, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(value)
}

fn is_date(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq("0000-00-00".bytes())
}
