//! The command line: one file for each subcommand, each a thin layer over the library.
//!
//! Only this module knows arguments, the current folder, terminals and exit codes. Results go to stdout; progress, elapsed
//! time and errors go to stderr, so that a pipe or a file gets results and nothing else.

mod audit;
mod baseline;
mod cache;
mod check;
mod comparison;
mod config;
mod diff;
mod doctor;
mod drift;
mod duplicates;
mod env;
mod explain;
mod facts;
mod failure;
mod files;
mod find;
mod fix;
mod formats;
mod hook;
mod index;
mod init;
mod join;
mod listing;
mod lsp;
mod named_values;
mod output;
mod page;
mod page_server;
mod place;
mod progress;
mod report;
mod rewriting;
mod root;
mod rule_names;
mod rules;
mod schema;
mod scope;
mod score;
mod selection;
mod shell;
mod today;
mod unsaved;
mod uses;
mod wrap;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;

/// How the program was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// As `ssot`.
    Shell,
    /// As `cargo ssot`: cargo passes the name of the subcommand as the first argument.
    Cargo,
}

/// Find code that bypasses the single source of truth
///
/// Without a command, `ssot PATH` is `ssot check PATH`.
#[derive(Debug, Parser)]
#[command(name = "ssot", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: check::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a workspace and decide whether it passes (the default)
    Check(check::Arguments),
    /// Fix what can be fixed automatically: the same as `check --fix`
    Fix(check::Arguments),
    /// Propose an `ssot.toml` from the code, and accept the present findings
    Init(init::Arguments),
    /// Explain a rule or a kind of rule
    Explain(explain::Arguments),
    /// Accept the present findings, so that only new ones are reported
    Baseline(baseline::Arguments),
    /// List the rules
    Rules(rules::Arguments),
    /// Show that each rule can find something in the workspace
    ///
    /// For each contract, code that breaks it is put into the workspace in memory and checked. A contract that nothing can break fails.
    Doctor(doctor::Arguments),
    /// Show the score and the figures behind it
    Score(score::Arguments),
    /// Write the report as one HTML page, with drawings, the trend and the look back; or serve it and refresh it
    Report(report::Arguments),
    /// Show the effective configuration
    Config(config::Arguments),
    /// Find every use of a path, as the compiler would resolve it
    Uses(uses::Arguments),
    /// List the string literals by category, or the places of one of them and its near misses
    Index(index::Arguments),
    /// Look back on the last commits: what was removed, what took its place, and what is missing
    Audit(audit::Arguments),
    /// Compare two states: findings fixed and new, the score, public items, exemptions
    Diff(diff::Arguments),
    /// List the environment variables: declared ones, undeclared ones, and where each is read
    Env(env::Arguments),
    /// Write tables of what repositories declare, refer to and repeat, for DuckDB, Polars or Spark
    Facts(facts::Arguments),
    /// Join the tables of many repositories: deprecated paths in use, rivals, copies, versions, scores
    Join(join::Arguments),
    /// Find duplicated code
    Duplicates(duplicates::Arguments),
    /// Find existing code that resembles a function, before a second one is written
    Find(find::Arguments),
    /// Run the language server: findings while you type, fixes, hovers
    Lsp(lsp::Arguments),
    /// Show or clean the cache
    Cache(cache::Arguments),
    /// Install a git hook that checks each commit
    Hook(hook::Arguments),
    /// Print the JSON schema of `ssot.toml`, with which editors complete and check it
    Schema(schema::Arguments),
    /// Print a completion script for a shell
    Completions(shell::Completions),
    /// Print the manual page
    Man(shell::Man),
}

/// The result of a run that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The check passed.
    Clean,
    /// The gate failed.
    Failed,
}

/// Runs the program and gives its exit code: 0 clean, 1 the gate failed, 2 the run could not be done.
pub fn run(caller: Caller, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match parse(caller, arguments) {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version come this way as well. That nobody reads on is no reason to complain.
            let _ = answer.print();
            return ExitCode::from(if answer.use_stderr() { 2 } else { 0 });
        }
    };
    // The panic itself has been told by then, in whichever thread it was; what is left is the exit code.
    let outcome = catch_unwind(AssertUnwindSafe(|| dispatch(arguments))).unwrap_or_else(|_| Err(Failure::bug()));
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

fn parse(caller: Caller, arguments: impl IntoIterator<Item = OsString>) -> Result<CommandLine, clap::Error> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let name = match caller {
        Caller::Shell => "ssot",
        Caller::Cargo => "cargo ssot",
    };
    if caller == Caller::Cargo && arguments.get(1).is_some_and(|first| first == "ssot") {
        arguments.remove(1);
    }
    let matches = CommandLine::command().bin_name(name).try_get_matches_from(arguments)?;
    CommandLine::from_arg_matches(&matches)
}

fn dispatch(arguments: CommandLine) -> Result<Outcome, Failure> {
    match arguments.command.unwrap_or(Command::Check(arguments.check)) {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fix(arguments) => check::run(&arguments.fixing()),
        Command::Init(arguments) => init::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Baseline(arguments) => baseline::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Uses(arguments) => uses::run(&arguments),
        Command::Index(arguments) => index::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Env(arguments) => env::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Join(arguments) => join::run(&arguments),
        Command::Duplicates(arguments) => duplicates::run(&arguments),
        Command::Find(arguments) => find::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Cache(arguments) => cache::run(&arguments),
        Command::Hook(arguments) => hook::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
    }
}
