//! Every environment variable is declared once. See `environment_registry.md`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path_options::{ResolvedPaths, last_names};
use super::{Audit, Judgement, Kind, Probe, Rule};
use crate::config::{self, Config, ConfigProblem, FILE, Located, PathPattern, TextPattern, nearest};
use crate::facts::{CodeShape, Context};
use crate::finding::{Class, FilePath, Place};
use crate::link::{File, Use, Workspace};

pub(super) const KIND: Kind = Kind::new::<EnvironmentRegistry>("environment_registry", include_str!("environment_registry.md"));

/// What reads a variable whose name is the first argument.
const READERS: &str = "std::{env::{var, var_os}, env!, option_env!}";

/// The variables that cargo sets.
const OF_CARGO: [&str; 3] = ["CARGO", "CARGO_*", "OUT_DIR"];

/// Code that gives a default to what a reader returns. The path stands for any reader.
const DEFAULTS: [&str; 9] = [
    "std::env::var($n:literal).unwrap_or($d:literal)",
    "std::env::var($n:literal).unwrap_or($d:literal.into())",
    "std::env::var($n:literal).unwrap_or($d:literal.to_owned())",
    "std::env::var($n:literal).unwrap_or($d:literal.to_string())",
    "std::env::var($n:literal).unwrap_or_else(|_| $d:literal.into())",
    "std::env::var($n:literal).unwrap_or_else(|_| $d:literal.to_owned())",
    "std::env::var($n:literal).unwrap_or_else(|_| $d:literal.to_string())",
    "std::env::var($n:literal).unwrap_or_else(|_| String::from($d:literal))",
    "std::env::var($n:literal, $d:literal)",
];

/// The environment variables of a workspace.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct EnvironmentRegistry {
    /// The variables.
    variables: Vec<Located<DeclaredVariable>>,
    /// Functions, methods and macros of the workspace that read the variable named by their first argument.
    readers: Vec<Located<PathPattern>>,
    /// Names of variables that need no declaration, beside those that cargo sets.
    except: Vec<TextPattern>,
}

/// An environment variable.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub(crate) struct DeclaredVariable {
    /// The name.
    pub(crate) name: String,
    /// What the value is: a url, a number, a path.
    #[serde(rename = "type", default)]
    pub(crate) value_type: Option<String>,
    /// The value if it is not set.
    #[serde(default)]
    pub(crate) default: Option<String>,
    /// Who decides about it.
    #[serde(default)]
    pub(crate) owner: Option<String>,
    /// What it is for, in one line.
    #[serde(default)]
    pub(crate) summary: Option<String>,
    /// Whether its value must not be shown, not even as an example.
    #[serde(default)]
    pub(crate) secret: bool,
}

/// A read of a variable.
#[derive(Debug)]
pub(crate) struct VariableRead {
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) place: Place,
    item: String,
    file: File,
}

impl Rule for EnvironmentRegistry {
    fn names(&self) -> Vec<String> {
        let own = self.readers.iter().map(|pattern| &pattern.value);
        last_names(own.chain(PathPattern::parse(READERS).iter()))
    }

    fn probes(&self, _: &Audit<'_>) -> Vec<Probe> {
        vec![Probe::new(
            "an undeclared variable",
            "fn probe() { std::env::var(\"SSOT_PROBE\").ok(); }",
        )]
    }

    fn check(&self, audit: &Audit<'_>, judgement: &mut Judgement) {
        self.report_repeated(judgement);
        let reads = self.reads(audit.workspace, judgement);
        let declared: BTreeMap<&str, &DeclaredVariable> = self
            .variables
            .iter()
            .map(|variable| (variable.name.as_str(), &variable.value))
            .collect();
        for read in &reads {
            match declared.contains_key(read.name.as_str()) {
                true => judgement.conforming(None, read.class, &read.place.file),
                false => self.report_undeclared(read, &declared, judgement),
            }
        }
        self.report_unused(&reads, audit.workspace, judgement);
        report_defaults(&defaults(&reads, audit), &declared, judgement);
    }
}

impl EnvironmentRegistry {
    /// The reads of variables whose names are known, in the order of their places.
    pub(crate) fn reads(&self, workspace: &Workspace, judgement: &mut Judgement) -> Vec<VariableRead> {
        let mut readers = ResolvedPaths::new(&self.readers, workspace, judgement);
        if let Ok(pattern) = PathPattern::parse(READERS) {
            readers.add(&pattern, &Place::file(FilePath::new(FILE)), workspace, judgement);
        }
        let read = |usage: Use| {
            let is_call = matches!(usage.context, Context::Call | Context::Method | Context::Macro);
            let name = usage.argument.filter(|_| is_call).map(|argument| workspace.text(argument))?;
            let is_excepted = OF_CARGO
                .map(TextPattern::new)
                .iter()
                .chain(&self.except)
                .any(|pattern| pattern.matches(name));
            // What cargo tells a build script is no configuration.
            let is_build_script = workspace.file(usage.file).path.name() == "build.rs";
            if is_excepted || is_build_script || readers.named_by(&usage, workspace).is_none() {
                return None;
            }
            Some(VariableRead {
                name: name.to_owned(),
                class: usage.class,
                place: workspace.place_of(&usage),
                item: workspace.path_around(usage.scope),
                file: usage.file,
            })
        };
        let mut reads = judgement.uses(workspace, &readers.interest(workspace), read);
        reads.sort_by(|one, other| (&one.place, &one.name).cmp(&(&other.place, &other.name)));
        reads
    }

    fn report_repeated(&self, judgement: &mut Judgement) {
        let mut seen = BTreeSet::new();
        for variable in &self.variables {
            if !seen.insert(variable.name.as_str()) {
                let message = format!("`{}` is declared twice", variable.name);
                judgement.problem(ConfigProblem::new(variable.place.clone(), message).help("remove one of the declarations"));
            }
        }
    }

    fn report_undeclared(&self, read: &VariableRead, declared: &BTreeMap<&str, &DeclaredVariable>, judgement: &mut Judgement) {
        let VariableRead {
            name,
            class,
            place,
            item,
            ..
        } = read;
        let message = format!("`{name}` is not a declared environment variable");
        let help = match nearest(name, declared.keys().copied()) {
            Some(near) => format!("did you mean `{near}`? If not, declare it in `variables` of the rule"),
            None => "declare it in `variables` of the rule, with what it is for".to_owned(),
        };
        judgement
            .violation(None, *class, place.clone(), item.clone(), name.clone(), message)
            .help(help);
    }

    /// Reports declared variables whose names no literal has. A name may reach a reader by way of constants and tables.
    fn report_unused(&self, reads: &[VariableRead], workspace: &Workspace, judgement: &mut Judgement) {
        let read: FxHashSet<&str> = reads.iter().map(|read| read.name.as_str()).collect();
        let open: Vec<&Located<DeclaredVariable>> = self
            .variables
            .iter()
            .filter(|variable| !read.contains(variable.name.as_str()))
            .collect();
        if open.is_empty() {
            return;
        }
        let names: FxHashSet<&str> = open.iter().map(|variable| variable.name.as_str()).collect();
        let written = workspace.literals(|literal| names.contains(literal.value).then(|| literal.value.to_owned()));
        let written: FxHashSet<String> = written.into_iter().collect();
        for variable in open.into_iter().filter(|variable| !written.contains(&variable.name)) {
            let message = format!("`{}` is declared, but nothing reads it", variable.name);
            let place = variable.place.clone();
            judgement
                .violation(None, Class::Production, place, String::new(), variable.name.clone(), message)
                .help("remove the declaration, or correct its name");
        }
    }
}

/// The variables that the rules of this kind declare, and the reads of all variables. Without such a rule, none is declared.
///
/// # Errors
///
/// The first mistake in the options of such a rule: variables would be missing.
pub(crate) fn registry(
    config: &Config,
    workspace: &Workspace,
) -> Result<(Vec<DeclaredVariable>, Vec<VariableRead>), ConfigProblem> {
    let mut rules: Vec<EnvironmentRegistry> = Vec::new();
    for rule in config.rules.iter().filter(|rule| rule.kind.value == KIND.name) {
        let (rule, problems) = config::read(&rule.options);
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
        rules.push(rule);
    }
    if rules.is_empty() {
        rules.push(EnvironmentRegistry::default());
    }
    let mut reads: Vec<VariableRead> = Vec::new();
    for rule in &rules {
        reads.extend(rule.reads(workspace, &mut Judgement::default()));
    }
    reads.sort_by(|one, other| (&one.place, &one.name).cmp(&(&other.place, &other.name)));
    reads.dedup_by(|one, other| one.place == other.place && one.name == other.name);
    let declared = rules.into_iter().flat_map(|rule| rule.variables);
    Ok((declared.map(|variable| variable.value).collect(), reads))
}

/// A default of a variable in the code: its text and the read.
type DefaultsByName<'r> = BTreeMap<&'r str, Vec<(String, &'r VariableRead)>>;

/// The defaults that the code gives to variables, in the order of their places.
fn defaults<'r>(reads: &'r [VariableRead], audit: &Audit<'_>) -> DefaultsByName<'r> {
    let shapes: Vec<CodeShape> = DEFAULTS.iter().filter_map(|shape| CodeShape::parse(shape).ok()).collect();
    let mut by_name = DefaultsByName::new();
    for of_file in reads.chunk_by(|one, other| one.file == other.file) {
        let Some(text) = of_file.first().and_then(|read| (audit.texts)(&read.place.file)) else {
            continue;
        };
        let found = shapes.iter().flat_map(|shape| shape.find(&text));
        for found in found {
            let mut starts = found.paths.iter().map(|(_, start)| *start);
            let default = found.holes.iter().find(|(hole, _)| hole == "d");
            let read = starts.find_map(|start| of_file.iter().find(|read| read.place.span.start == start));
            if let (Some(read), Some((_, default))) = (read, default) {
                by_name.entry(read.name.as_str()).or_default().push((unquoted(default), read));
            }
        }
    }
    by_name.values_mut().for_each(|defaults| {
        defaults.sort_by(|(_, one), (_, other)| one.place.cmp(&other.place));
        defaults.dedup_by(|(_, one), (_, other)| one.place == other.place);
    });
    by_name
}

/// The text between the quotes of a literal, as written; a number as it is.
fn unquoted(literal: &str) -> String {
    let raw = literal.trim_start_matches('r').trim_matches('#');
    let text = raw.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    text.unwrap_or(literal).to_owned()
}

/// Reports defaults that differ from the declared one, or from the first in the code.
fn report_defaults(defaults: &DefaultsByName<'_>, declared: &BTreeMap<&str, &DeclaredVariable>, judgement: &mut Judgement) {
    for (name, defaults) in defaults {
        let of_declaration = declared.get(name).and_then(|variable| variable.default.as_deref());
        let Some((first, at)) = defaults.first() else { continue };
        let expected = of_declaration.unwrap_or(first);
        for (default, read) in defaults.iter().filter(|(default, _)| default != expected) {
            let place = if of_declaration.is_some() {
                "in its declaration"
            } else {
                "elsewhere"
            };
            let message = format!("the default of `{name}` is `{default}` here, and `{expected}` {place}");
            let content = format!("{name} {default}");
            let draft = judgement.violation(None, read.class, read.place.clone(), read.item.clone(), content, message);
            draft.help("read it in one place, with one default");
            if of_declaration.is_none() {
                draft.see(at.place.clone(), "the other default");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_defaults_are_shapes() {
        for shape in DEFAULTS {
            let shape = CodeShape::parse(shape).expect("it is one");
            let code = format!("fn f() {{ {}; }}", shape.example());
            assert_eq!(shape.find(&code).len(), 1, "{code}");
        }
    }
}
