//! `ssot explain`: what a rule finds, why that matters, and what to do; or which concepts and rules look at a place.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::Color;
use super::page::{field, heading, prose};
use super::place::NamedPlace;
use super::root::WorkspaceRoot;
use super::{rule_names, scope};
use crate::config::{Config, Example, RuleConfig, RuleLevel};
use crate::report::{Style, text};
use crate::rules::input::{INPUT_RULES, InputRule};
use crate::rules::{KINDS, Kind};

/// Arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// A rule, such as `direct-env-access`, a kind of rules, or a place: `src/boot.rs`, `src/boot.rs:12`
    #[arg(value_name = "RULE|FILE[:LINE]")]
    name: String,
    /// The workspace whose rules are known
    path: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

/// The meaning of a name.
enum Subject<'a> {
    Rule(&'a RuleConfig),
    Input(&'static InputRule),
    Kind(&'static Kind),
}

/// Explains a rule or a kind.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(place) = NamedPlace::parse(&arguments.name) {
        return place.explain(arguments.path.as_deref(), &arguments.color);
    }
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let config = Config::from_snapshot(&scope::snapshot(&root)?);
    let subject = find(&config, &arguments.name)?;
    arguments.color.print(true, |style, out| match subject {
        Subject::Rule(rule) => write_rule(rule, style, out),
        Subject::Input(rule) => write_input_rule(rule, style, out),
        Subject::Kind(kind) => prose(kind.page, style, out),
    })?;
    Ok(Outcome::Clean)
}

fn find<'a>(config: &'a Config, name: &str) -> Result<Subject<'a>, Failure> {
    let rule = config.rules.iter().find(|rule| *rule.id == *name).map(Subject::Rule);
    let input = || INPUT_RULES.iter().find(|rule| rule.id == name).map(Subject::Input);
    let kind = || KINDS.iter().find(|kind| kind.name == name).map(Subject::Kind);
    let found = rule.or_else(input).or_else(kind);
    found.ok_or_else(|| {
        if name.contains(".rs") {
            let next = "give a Rust file of the workspace, with or without a line: `src/boot.rs:12`";
            return Failure::new("there is no such file", format!("`{name}` does not exist"), next);
        }
        rule_names::unknown(
            config,
            name,
            "neither a pack nor `ssot.toml` defines it, and it is not a kind",
        )
    })
}

fn write_rule(rule: &RuleConfig, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    heading(&rule.id, style, out)?;
    if !rule.summary.is_empty() {
        prose(&rule.summary, style, out)?;
    }
    writeln!(out)?;
    let classes: Vec<&str> = rule.classes.iter().map(|class| class.name()).collect();
    let level = if rule.level == RuleLevel::Off { "off" } else { "on" };
    field("severity", &format!("{}, {level}", rule.severity), out)?;
    field("category", &rule.category, out)?;
    field("looks at", &format!("{} code", classes.join(", ")), out)?;
    field("from", rule.origin.as_str(), out)?;
    section("Why", &rule.why, style, out)?;
    section("What to do", &rule.help, style, out)?;
    write_examples("Reported", &rule.examples, false, style, out)?;
    write_examples("Kept", &rule.examples, true, style, out)?;
    let Some(kind) = KINDS.iter().find(|kind| kind.name == rule.kind.value) else {
        return Ok(());
    };
    writeln!(out)?;
    heading(&format!("The kind of the rule: {}", kind.name), style, out)?;
    writeln!(out)?;
    // Its first line is its name, which has been said.
    prose(kind.page.split_once('\n').map_or(kind.page, |(_, rest)| rest), style, out)
}

fn write_input_rule(rule: &InputRule, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    heading(rule.id, style, out)?;
    prose(rule.summary, style, out)?;
    writeln!(out)?;
    field("severity", rule.severity.name(), out)?;
    field("category", "input, not counted in the score", out)?;
    section("Why, and what to do", rule.why, style, out)
}

fn section(title: &str, words: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if words.trim().is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    heading(title, style, out)?;
    prose(words, style, out)
}

fn write_examples(title: &str, examples: &[Example], valid: bool, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for example in examples.iter().filter(|example| example.valid == valid) {
        writeln!(out)?;
        heading(title, style, out)?;
        let files = example.files.iter().map(|(path, text)| (Some(path), text));
        let codes = [(None, &example.config), (None, &example.code)].into_iter().chain(files);
        for (path, code) in codes.filter(|(_, code)| !code.trim().is_empty()) {
            writeln!(out)?;
            if let Some(path) = path {
                writeln!(out, "    {}:", text::clean(path))?;
            }
            code.trim_matches('\n')
                .lines()
                .try_for_each(|line| writeln!(out, "    {}", text::clean(line).trim_end()))?;
        }
    }
    Ok(())
}
