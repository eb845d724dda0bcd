//! Which concepts and rules look at a place, and why the others do not: what to know before an edit there.

use std::sync::Arc;

use super::linked::LinkedInput;
use super::result::rules_in_force;
use super::{Request, exemptions, linked};
use crate::config::{Config, RuleConfig, RuleLevel};
use crate::finding::{Class, FilePath, Finding, Fingerprint, Place, Span};
use crate::link::File;
use crate::rules::{Contract, contracts};
use crate::snapshot::Snapshot;

/// A place as the rules see it.
#[derive(Debug)]
pub struct PlaceExplanation {
    /// The class of the code.
    pub class: Class,
    /// The path of the innermost item around it; empty outside of any crate.
    pub item: String,
    /// The concepts, in the order of their names.
    pub concepts: Vec<ConceptAtPlace>,
    /// The rules, in the order of their ids.
    pub rules: Vec<RuleAtPlace>,
    /// The findings there: on the line, or in the file if there is no line.
    pub findings: Vec<Finding>,
}

/// A concept as it is at a place.
#[derive(Debug)]
pub struct ConceptAtPlace {
    /// The concept.
    pub name: Arc<str>,
    /// What it is, in one line; may be empty.
    pub summary: String,
    /// The path of its owner, if it has one.
    pub canonical: Option<String>,
    /// Why its contracts do not hold here; `None` if they do.
    pub free: Option<String>,
}

/// A rule as it is at a place.
#[derive(Debug)]
pub struct RuleAtPlace {
    /// The id.
    pub id: Arc<str>,
    /// What it finds, in one line; may be empty.
    pub summary: String,
    /// Why it does not look at the place; `None` if it does.
    pub blind: Option<String>,
}

/// Explains a line of a file, or a file. `None` if the file is not among those that are checked.
pub fn explain(
    snapshot: &Snapshot,
    config: &Config,
    request: &Request,
    (file, line): (&FilePath, Option<u32>),
) -> Option<PlaceExplanation> {
    let linked = linked(snapshot, config, request);
    let workspace = &linked.workspace;
    let at = workspace.files().iter().position(|known| known.path == *file)?;
    let text = snapshot.text(file).unwrap_or_default();
    let byte = line.map_or(0, |line| start_of_line(&text, line));
    let (class, item) = workspace.around(File(at as u32), byte);
    let all = linked.findings(config, request);
    let place = Place {
        file: file.clone(),
        span: Span {
            start: byte,
            end: byte + 1,
            line: line.unwrap_or(1),
            column: 1,
        },
    };
    let exempt = exempt_rules(&linked, config, request, (&place, class, &item));
    let is_here = |finding: &Finding| finding.place.file == *file && line.is_none_or(|line| finding.place.span.line == line);
    let concepts = contracts(config, workspace).into_iter().map(|contract| ConceptAtPlace {
        name: contract.concept.name.clone(),
        summary: contract.concept.summary.clone(),
        canonical: contract.written(),
        free: why_free(&contract, file, &item),
    });
    let rules = config.rules.iter().map(|rule| RuleAtPlace {
        id: rule.id.clone(),
        summary: rule.summary.clone(),
        blind: why_blind(rule, class).or_else(|| {
            let is_exempt = exempt.contains(&&*rule.id);
            is_exempt.then(|| "an exemption covers this".to_owned())
        }),
    });
    Some(PlaceExplanation {
        class,
        concepts: concepts.collect(),
        rules: rules.collect(),
        findings: all.into_iter().filter(is_here).collect(),
        item,
    })
}

/// The rules whose findings at a place are exempted.
fn exempt_rules<'c>(
    linked: &LinkedInput,
    config: &'c Config,
    request: &Request,
    (place, class, item): (&Place, Class, &str),
) -> Vec<&'c str> {
    let finding = |rule: &RuleConfig| Finding {
        rule: rule.id.clone(),
        category: rule.category.clone(),
        concept: None,
        severity: rule.severity,
        class,
        place: place.clone(),
        item: item.to_owned(),
        message: String::new(),
        help: None,
        related: Vec::new(),
        fix: None,
        fingerprint: Fingerprint::default(),
        content: Fingerprint::default(),
    };
    let rules = rules_in_force(config, request);
    let looked = (&linked.snapshot, config, &linked.workspace);
    let findings = config.rules.iter().map(finding).collect();
    let left = exemptions::apply(looked, findings, &rules, request.today.as_deref()).findings;
    let is_left = |rule: &str| left.iter().any(|finding| *finding.rule == *rule);
    config
        .rules
        .iter()
        .map(|rule| &*rule.id)
        .filter(|rule| !is_left(rule))
        .collect()
}

/// The byte offset of the first character of a line that is no white space.
fn start_of_line(text: &str, line: u32) -> u32 {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize)
        .map(str::len)
        .sum();
    let rest = &text[before..];
    let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (before + indent) as u32
}

fn why_free(contract: &Contract<'_>, file: &FilePath, item: &str) -> Option<String> {
    let mut allowed = contract.concept.allow_in.iter();
    if contract.is_home_of(item) {
        return Some("this is its owner".to_owned());
    }
    let segments: Vec<&str> = item.split("::").collect();
    let allowed = allowed.find(|allowed| allowed.value.allows(file, &segments))?;
    Some(format!("`allow-in` names `{}`", allowed.value))
}

fn why_blind(rule: &RuleConfig, class: Class) -> Option<String> {
    if rule.level == RuleLevel::Off {
        return Some("off".to_owned());
    }
    if rule.classes.contains(&class) {
        return None;
    }
    let classes: Vec<&str> = rule.classes.iter().map(|class| class.name()).collect();
    Some(format!("it looks at {} code only", classes.join(" and ")))
}
