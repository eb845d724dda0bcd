//! `ssot find`: existing code that resembles a given function.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::cache::CacheArguments;
use super::duplicates::CodeLocation;
use super::failure::Failure;
use super::listing::Listing;
use super::output::print_status;
use super::root::WorkspaceRoot;
use super::{Outcome, scope};
use crate::clones::{Code, Nearest};
use crate::config::Config;
use crate::facts::FileFacts;
use crate::finding::FilePath;
use crate::link::Workspace;
use crate::report::text::clean;
use crate::rules::{Contract, contracts, import_of, percent};

/// Arguments of `find`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// A line of a function, such as `src/lib.rs:42`, or `-` to read code from stdin
    #[arg(value_name = "FILE:LINE")]
    what: String,
    /// The workspace to search [default: the workspace of the file, or of the current folder]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Report at most this many
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    cache: CacheArguments,
}

/// Existing code, as it is written.
#[derive(Serialize)]
struct ExistingCode {
    similarity: f32,
    /// The concept whose canonical source contains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<String>,
    #[serde(flatten)]
    there: CodeLocation,
}

/// The file name of code from stdin; it belongs to no package.
const STDIN: &str = "stdin.rs";

/// Writes the code that most resembles the given code.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (root, file, line) = match arguments.what.as_str() {
        "-" => (
            WorkspaceRoot::find(arguments.path.as_deref(), &[])?,
            FilePath::new(STDIN),
            None,
        ),
        place => at(place, arguments.path.as_deref())?,
    };
    let mut snapshot = scope::snapshot(&root)?;
    let file = snapshot.end_of(&file);
    let line = match line {
        Some(line) => line,
        None => {
            let (code, line) = with_function(read_stdin()?);
            snapshot = snapshot.with(file.clone(), code);
            line
        }
    };
    let config = Config::from_snapshot(&snapshot);
    let workspace = arguments.cache.workspace(&snapshot, &config);
    let (asked, nearest) = Code::new(&workspace, |_| true).nearest(&file, line).ok_or_else(|| {
        let cause = format!("`{}` has no function of twenty tokens or more at this line", arguments.what);
        Failure::new(
            "there is nothing to compare",
            cause,
            "give a line inside a function, or code that contains one",
        )
    })?;
    let contracts = contracts(&config, &workspace);
    let lines: Vec<ExistingCode> = nearest
        .iter()
        .take(arguments.limit)
        .map(|likely| ExistingCode {
            similarity: likely.similarity,
            concept: concept(likely, &contracts, &workspace),
            there: CodeLocation::new(
                &likely.fragment,
                import_of(&likely.fragment, &asked, &workspace).and_then(Result::ok),
                &workspace,
            ),
        })
        .collect();
    arguments.listing.write("found", &lines, ExistingCode::write_line)?;
    if lines.is_empty() {
        print_status(&format!(
            "no code in {} files resembles `{}`",
            workspace.files().len(),
            asked.name
        ));
    }
    Ok(Outcome::Clean)
}

/// The workspace around a place, the file in it and the line.
fn at(place: &str, path: Option<&Path>) -> Result<(WorkspaceRoot, FilePath, Option<u32>), Failure> {
    let is_no_place = || {
        let next = "give it as `src/lib.rs:42`, or `-` for code on stdin";
        Failure::new("this is not a place in a file", format!("`{place}` has no line"), next)
    };
    let (file, line) = place.rsplit_once(':').ok_or_else(is_no_place)?;
    let line: u32 = line.parse().map_err(|_| is_no_place())?;
    let file = PathBuf::from(file);
    let root = match path {
        Some(path) => WorkspaceRoot::find(Some(path), &[file])?,
        None => WorkspaceRoot::find(Some(&file), &[])?,
    };
    let file = root.only.first().cloned().ok_or_else(is_no_place)?;
    Ok((root, file, Some(line)))
}

fn read_stdin() -> Result<String, Failure> {
    let mut code = String::new();
    io::stdin().read_to_string(&mut code).map_err(|error| {
        Failure::new(
            "stdin cannot be read",
            error.to_string(),
            "pipe the code of a function into it",
        )
    })?;
    Ok(code)
}

/// The code, and a line of the first function in it. Statements without a function are wrapped in one.
fn with_function(code: String) -> (String, u32) {
    let facts = FileFacts::parse(&code);
    let bodies = facts.bodies();
    match bodies.iter().map(|body| facts.item(body.item).span.line).min() {
        Some(line) => (code, line),
        None => (format!("fn stdin() {{\n{code}\n}}"), 1),
    }
}

/// The concept whose canonical source contains an implementation.
fn concept(likely: &Nearest, contracts: &[Contract<'_>], workspace: &Workspace) -> Option<String> {
    let scope = workspace.scope_of_item(likely.fragment.item);
    let owner = contracts.iter().find(|contract| contract.owns(workspace, scope))?;
    Some(owner.concept.name.to_string())
}

impl ExistingCode {
    fn write_line(&self, out: &mut dyn Write) -> io::Result<()> {
        let CodeLocation {
            file,
            start_line,
            end_line,
            item,
            r#use,
            ..
        } = &self.there;
        let concept = self.concept.as_ref();
        let concept = concept.map_or_else(String::new, |concept| format!(", the source of `{}`", clean(concept)));
        writeln!(out, "{} % the same: `{}`{concept}", percent(self.similarity), clean(item))?;
        writeln!(out, "  {}:{start_line}-{end_line}", clean(file))?;
        match r#use {
            Some(import) => writeln!(out, "  {}", clean(import)),
            None => Ok(()),
        }
    }
}
