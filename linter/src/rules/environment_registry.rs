//! Every environment variable is declared once. See `environment_registry.md`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::environment_reads::{EnvironmentReads, FileTexts, READERS, ReadDefault, VariableRead};
use super::path_options::last_names;
use super::{Audit, Judgement, Kind, Probe, Rule};
use crate::config::{self, Config, ConfigProblem, Located, PathPattern, TextPattern, nearest};
use crate::finding::Class;
use crate::link::Workspace;

pub(super) const KIND: Kind = Kind::new::<EnvironmentRegistry>("environment_registry", include_str!("environment_registry.md"));

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
    /// Who reads it, if the code of the workspace does not: a script, a library.
    #[serde(default)]
    pub(crate) read_elsewhere: Option<String>,
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
        self.report_mistakes(judgement);
        let siblings: Vec<(Self, bool)> = audit
            .siblings
            .iter()
            .map(|sibling| (config::read::<Self>(sibling.options).0, sibling.is_before))
            .collect();
        let except: Vec<&TextPattern> = siblings
            .iter()
            .flat_map(|(sibling, _)| &sibling.except)
            .chain(&self.except)
            .collect();
        let code = (audit.workspace, audit.texts);
        let reads = EnvironmentReads::new(&self.readers, &except, code, judgement).named;
        let reads_before = siblings
            .iter()
            .filter(|(_, is_before)| *is_before)
            .flat_map(|(sibling, _)| EnvironmentReads::new(&sibling.readers, &except, code, &mut Judgement::default()).named);
        let reads_before: BTreeSet<VariableRead> = reads_before.collect();
        let of_others: FxHashSet<&str> = siblings
            .iter()
            .flat_map(|(sibling, _)| sibling.names_of_variables())
            .collect();
        let declared: VariablesByName<'_> = self
            .variables
            .iter()
            .map(|variable| (variable.name.as_str(), &variable.value))
            .collect();
        let is_ours = |read: &&VariableRead| {
            let is_left = of_others.contains(read.name.as_str()) || reads_before.contains(*read);
            declared.contains_key(read.name.as_str()) || !is_left
        };
        let ours: Vec<&VariableRead> = reads.iter().filter(is_ours).collect();
        for read in &ours {
            match declared.contains_key(read.name.as_str()) {
                true => judgement.conforming(None, read.class, &read.place.file),
                false => report_undeclared(read, &declared, judgement),
            }
        }
        self.report_unused(&reads, audit.workspace, judgement);
        report_defaults(&ours, &declared, judgement);
    }
}

/// Declared variables by their names.
type VariablesByName<'r> = BTreeMap<&'r str, &'r DeclaredVariable>;

impl EnvironmentRegistry {
    fn names_of_variables(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|variable| variable.name.as_str())
    }

    fn report_mistakes(&self, judgement: &mut Judgement) {
        let mut seen = BTreeSet::new();
        for variable in &self.variables {
            if variable
                .read_elsewhere
                .as_ref()
                .is_some_and(|reader| reader.trim().is_empty())
            {
                let message = format!("`read-elsewhere` of `{}` does not say who reads it", variable.name);
                let problem = ConfigProblem::new(variable.place.clone(), message);
                judgement.problem(problem.help("name the script or library, or remove `read-elsewhere`"));
            }
            if !seen.insert(variable.name.as_str()) {
                let message = format!("`{}` is declared twice", variable.name);
                judgement.problem(ConfigProblem::new(variable.place.clone(), message).help("remove one of the declarations"));
            }
        }
    }

    /// Reports declared variables whose names no literal has. A name may reach a reader by way of constants and tables.
    fn report_unused(&self, reads: &[VariableRead], workspace: &Workspace, judgement: &mut Judgement) {
        let read: FxHashSet<&str> = reads.iter().map(|read| read.name.as_str()).collect();
        let open: Vec<&Located<DeclaredVariable>> = self
            .variables
            .iter()
            .filter(|variable| !read.contains(variable.name.as_str()) && variable.read_elsewhere.is_none())
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
                .help("remove the declaration, correct its name, or say in `read-elsewhere` who reads it");
        }
    }
}

fn report_undeclared(read: &VariableRead, declared: &VariablesByName<'_>, judgement: &mut Judgement) {
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

/// The variables that the rules of this kind declare, each once, and the reads of all variables. Without such a rule, none is
/// declared.
///
/// # Errors
///
/// The first mistake in the options of such a rule: variables would be missing.
pub(crate) fn registry(
    config: &Config,
    workspace: &Workspace,
    texts: FileTexts<'_>,
) -> Result<(Vec<DeclaredVariable>, EnvironmentReads), ConfigProblem> {
    let mut rules: Vec<EnvironmentRegistry> = Vec::new();
    for rule in config.rules.iter().filter(|rule| rule.kind.value == KIND.name) {
        let (rule, problems) = config::read(&rule.options);
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
        rules.push(rule);
    }
    let readers: Vec<Located<PathPattern>> = rules.iter().flat_map(|rule| rule.readers.iter().cloned()).collect();
    let except: Vec<&TextPattern> = rules.iter().flat_map(|rule| &rule.except).collect();
    let reads = EnvironmentReads::new(&readers, &except, (workspace, texts), &mut Judgement::default());
    let mut declared: Vec<DeclaredVariable> = Vec::new();
    for variable in rules.iter().flat_map(|rule| &rule.variables) {
        if declared.iter().all(|known| known.name != variable.name) {
            declared.push(variable.value.clone());
        }
    }
    Ok((declared, reads))
}

/// Reports defaults that differ from the declared one, or from the first in the code. A computed default cannot be compared.
fn report_defaults(reads: &[&VariableRead], declared: &VariablesByName<'_>, judgement: &mut Judgement) {
    let mut by_name: BTreeMap<&str, Vec<(&str, &VariableRead)>> = BTreeMap::new();
    for read in reads {
        if let Some(ReadDefault::Known(default)) = &read.default {
            by_name.entry(&read.name).or_default().push((default, read));
        }
    }
    for (name, defaults) in by_name {
        let of_declaration = declared.get(name).and_then(|variable| variable.default.as_deref());
        let Some(&(first, at)) = defaults.first() else { continue };
        let expected = of_declaration.unwrap_or(first);
        for (default, read) in defaults.iter().filter(|(default, _)| *default != expected) {
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
