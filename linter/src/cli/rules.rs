//! `ssot rules`: lists the rules, one per line; tests the examples of a pack; writes the beginning of a rule.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Outcome;
use super::failure::Failure;
use super::output::{Color, print_as_it_is, print_status};
use super::root::WorkspaceRoot;
use super::scope::{snapshot, snapshot_of};
use crate::config::{Config, RuleConfig, RuleLevel, suggestion};
use crate::examples::{Files, failures};
use crate::report::table::{Align, Cell, Table};
use crate::report::text::{clean, count};
use crate::report::{Paint, Style};
use crate::rules::input::INPUT_RULES;
use crate::rules::{KINDS, Kind};
use crate::score::INPUT;

/// Arguments of `rules`.
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<RulesCommand>,
    /// The workspace whose rules to list
    path: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

#[derive(Clone, Debug, Subcommand)]
enum RulesCommand {
    /// Run the examples of all rules of a pack
    Test(TestArguments),
    /// Print the beginning of a rule of a kind, for `<pack>/<category>/<rule-id>.toml`
    New(NewArguments),
}

#[derive(Clone, Debug, Args)]
struct TestArguments {
    /// The folder of the pack
    pack: PathBuf,
    #[command(flatten)]
    color: Color,
}

#[derive(Clone, Debug, Args)]
struct NewArguments {
    /// The kind of the rule, such as `direct_access`
    kind: String,
    /// The id of the rule
    #[arg(long, default_value = "my-rule")]
    id: String,
    /// The category of the rule
    #[arg(long, default_value = "general")]
    category: String,
}

/// Lists the rules of the workspace, tests a pack, or prints a new rule.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.what {
        Some(RulesCommand::Test(arguments)) => return test(arguments),
        Some(RulesCommand::New(arguments)) => return new(arguments),
        None => {}
    }
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let config = Config::from_snapshot(&snapshot(&root)?);
    let table = table(&config);
    arguments.color.print(true, |style, out| table.write(0, style, out))?;
    Ok(Outcome::Clean)
}

fn table(config: &Config) -> Table {
    let mut table = Table::new(&["rule", "category", "severity", "kind", "level"], Align::Left);
    for rule in &config.rules {
        let level = match rule.level {
            RuleLevel::On => Cell::painted("on", Paint::Good),
            RuleLevel::Off => Cell::painted("off", Paint::Faint),
        };
        let severity = Cell::painted(rule.severity, rule.severity.into());
        table.row([
            Cell::from(&*rule.id),
            Cell::from(&*rule.category),
            severity,
            Cell::from(&rule.kind.value),
            level,
        ]);
    }
    for rule in INPUT_RULES {
        let severity = Cell::painted(rule.severity, rule.severity.into());
        table.row([
            Cell::from(rule.id),
            Cell::from(INPUT),
            severity,
            Cell::from("-"),
            Cell::painted("on", Paint::Good),
        ]);
    }
    table
}

/// The name of the pack in the workspaces of its examples.
const PACK: &str = "tested-pack";

/// Runs the examples of each rule of a pack, under the rules of `core` and of the pack.
fn test(arguments: &TestArguments) -> Result<Outcome, Failure> {
    let pack = pack(&arguments.pack)?;
    let mut files = pack.clone();
    files.insert("ssot.toml".into(), format!("packs = [\"core\", \"{PACK}\"]\n"));
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let config = Config::from_snapshot(&crate::snapshot::Snapshot::from_texts(texts));
    let is_of_pack = |rule: &&RuleConfig| rule.origin.as_str().starts_with(PACK);
    let rules: Vec<&RuleConfig> = config.rules.iter().filter(is_of_pack).collect();
    // A rule that cannot be read is a problem, which is printed.
    let is_in_category = |path: &String| path.matches('/').count() > 1;
    if rules.is_empty() && !pack.keys().any(is_in_category) {
        return Err(Failure::new(
            format!("`{}` has no rules", arguments.pack.display()),
            "a rule of a pack is a file `<category>/<rule-id>.toml` with a `kind`",
            "give the folder of a pack; `ssot rules new KIND` prints the beginning of a rule",
        ));
    }
    let problems = config.problems.iter().map(|problem| {
        let (file, line) = (problem.place.file.as_str(), problem.place.span.line);
        let within = file.strip_prefix(PACK).map_or(file, |file| file.trim_start_matches('/'));
        format!("{within}:{line}: {}", problem.message)
    });
    let problems: Vec<String> = problems.collect();
    let tested: Vec<(&RuleConfig, Vec<String>)> = rules
        .into_iter()
        .map(|rule| (rule, failures(rule, &["core", PACK], &pack)))
        .collect();
    arguments.color.print(true, |style, out| {
        problems.iter().try_for_each(|problem| writeln!(out, "{}", clean(problem)))?;
        tested
            .iter()
            .try_for_each(|(rule, failures)| write_tested(rule, failures, style, out))
    })?;
    let failed = tested.iter().filter(|(_, failures)| !failures.is_empty()).count();
    let examples: usize = tested.iter().map(|(rule, _)| rule.examples.len()).sum();
    let (rules, examples) = (count(tested.len() as u64, "rule"), count(examples as u64, "example"));
    print_status(&format!("{rules} with {examples}: {failed} failed"));
    let is_clean = failed == 0 && problems.is_empty();
    Ok(if is_clean { Outcome::Clean } else { Outcome::Failed })
}

/// The TOML files of a pack.
fn pack(folder: &Path) -> Result<Files, Failure> {
    let snapshot = snapshot_of(folder)?;
    let files = snapshot.files().filter(|file| file.as_str().ends_with(".toml"));
    let texts = files.map(|file| match snapshot.text(file) {
        Ok(text) => Ok((format!("{PACK}/{file}"), text)),
        Err(error) => Err(Failure::new(
            "a rule cannot be read",
            error.to_string(),
            "check its permissions",
        )),
    });
    texts.collect()
}

fn write_tested(rule: &RuleConfig, failures: &[String], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let result = match failures {
        [] => style.paint(Paint::Good, "ok"),
        _ => style.paint(Paint::Alarm, "FAILED"),
    };
    writeln!(out, "{} ... {result}", clean(&rule.id))?;
    let mut lines = failures.iter().flat_map(|failure| failure.trim_end().lines());
    lines.try_for_each(|line| writeln!(out, "  {}", clean(line)))
}

/// Prints the text of a new rule.
fn new(arguments: &NewArguments) -> Result<Outcome, Failure> {
    let kinds = || KINDS.iter().map(|kind| kind.name);
    let Some(kind) = KINDS.iter().find(|kind| kind.name == arguments.kind) else {
        let next = suggestion(&arguments.kind, kinds()).unwrap_or_default();
        let why = format!("the kinds are `{}`", kinds().collect::<Vec<_>>().join("`, `"));
        return Err(Failure::new(format!("there is no kind `{}`", arguments.kind), why, next));
    };
    print_as_it_is(&text_of_new(kind, &arguments.id, &arguments.category))?;
    Ok(Outcome::Clean)
}

fn text_of_new(kind: &Kind, id: &str, category: &str) -> String {
    let mut options = String::new();
    for (name, description) in kind.option_texts() {
        for line in description.lines() {
            options += &format!("# {}\n", line.trim());
        }
        options += &format!("# {name} = \n");
    }
    format!(
        "id = \"{id}\"\nkind = \"{kind}\"\ncategory = \"{category}\"\nseverity = \"medium\"\n\
         summary = \"what it finds, as a lower-case phrase\"\nwhy = \"\"\"\nWhy that matters.\"\"\"\nhelp = \"\"\"\nWhat to do instead.\"\"\"\n\n\
         [options]\n{options}\n\
         # Code that is reported; `//~ {id}` marks the line. `ssot explain {kind}` has examples.\n\
         [[invalid]]\ncode = '''\n'''\n\n\
         # Code that is not.\n[[valid]]\ncode = '''\n'''\n",
        kind = kind.name
    )
}
