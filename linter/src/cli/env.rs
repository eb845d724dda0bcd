//! `ssot env`: the environment variables of a workspace.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::cache::CacheArguments;
use super::failure::Failure;
use super::output::{Color, print_as_it_is, print_status};
use super::root::WorkspaceRoot;
use super::scope::EmptyArguments;
use super::{Outcome, scope};
use crate::config::Config;
use crate::finding::Class;
use crate::report::guard::{Escape, Guard};
use crate::report::table::{Align, Cell, Table};
use crate::report::text::{clean, count, place};
use crate::report::{Paint, VERSION};
use crate::rules::environment_reads::{ReadDefault, VariableRead};
use crate::rules::environment_registry::{DeclaredVariable, registry};

/// Arguments of `env`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace
    path: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t)]
    format: EnvFormat,
    #[command(flatten)]
    color: Color,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// The format of the variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum EnvFormat {
    /// A table for people
    #[default]
    Table,
    /// The text of `.env.example`, without the values of secrets
    Dotenv,
    /// One JSON object with `version` and the variables
    Json,
}

/// A variable, as it is written.
#[derive(Default, Serialize)]
struct VariableRecord<'a> {
    name: &'a str,
    declared: bool,
    #[serde(rename = "type")]
    value_type: Option<&'a str>,
    default: Option<&'a str>,
    owner: Option<&'a str>,
    summary: Option<&'a str>,
    secret: bool,
    /// Who reads it, if the code of the workspace does not.
    read_elsewhere: Option<&'a str>,
    /// Where it is read, outside of tests.
    reads: Vec<String>,
    /// What the code takes where it reads the variable and it is not set.
    defaults: Vec<DefaultRecord<'a>>,
}

/// A default in the code, as it is written.
#[derive(Serialize)]
struct DefaultRecord<'a> {
    /// The value; without one, it is known only while the program runs.
    value: Option<&'a str>,
    /// The code of a default without a value.
    code: Option<&'a str>,
    at: String,
}

#[derive(Serialize)]
struct VariablesDocument<'a> {
    version: u32,
    variables: &'a [VariableRecord<'a>],
}

/// Writes the variables that are declared, and those that are read.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let snapshot = scope::snapshot(&root)?;
    let config = Config::from_snapshot(&snapshot);
    let workspace = arguments.cache.workspace(&snapshot, &config);
    arguments.emptiness.check(!workspace.files().is_empty(), &snapshot)?;
    let (declared, reads) = registry(&config, &workspace, &|file| snapshot.text(file).ok()).map_err(|problem| {
        let (file, line) = (&problem.place.file, problem.place.span.line);
        Failure::new(
            "the variables cannot be read",
            format!("{file}:{line}: {}", problem.message),
            "correct the rule; `ssot check` shows all mistakes",
        )
    })?;
    let variables = records(&declared, &reads.named);
    match arguments.format {
        EnvFormat::Table => {
            let table = table(&variables);
            arguments.color.print(true, |style, out| table.write(0, style, out))?;
        }
        EnvFormat::Dotenv => print_as_it_is(&dotenv(&variables))?,
        EnvFormat::Json => arguments.color.print(true, |_, out| write_json(&variables, out))?,
    }
    let undeclared = variables.iter().filter(|variable| !variable.declared).count();
    let all = count(variables.len() as u64, "variable");
    print_status(&format!("{all}, {undeclared} of them not declared"));
    if let Some(first) = reads.unnamed.first() {
        let unnamed = count(reads.unnamed.len() as u64, "read");
        print_status(&format!(
            "{unnamed} of a variable whose name only the running program knows, the first at {}: a function that is given the name \
             belongs in `readers` of the rule",
            place(first)
        ));
    }
    Ok(Outcome::Clean)
}

fn records<'a>(declared: &'a [DeclaredVariable], reads: &'a [VariableRead]) -> Vec<VariableRecord<'a>> {
    let mut records: BTreeMap<&str, VariableRecord<'_>> = BTreeMap::new();
    for variable in declared {
        let record = VariableRecord {
            name: &variable.name,
            declared: true,
            value_type: variable.value_type.as_deref(),
            default: variable.default.as_deref(),
            owner: variable.owner.as_deref(),
            summary: variable.summary.as_deref(),
            secret: variable.secret,
            read_elsewhere: variable.read_elsewhere.as_deref(),
            ..VariableRecord::default()
        };
        records.entry(&variable.name).or_insert(record);
    }
    for read in reads.iter().filter(|read| read.class != Class::Test) {
        let record = records.entry(&read.name).or_default();
        record.name = &read.name;
        record.reads.push(place(&read.place));
        record.defaults.extend(read.default.as_ref().map(|default| DefaultRecord {
            value: match default {
                ReadDefault::Known(value) => Some(value.as_str()),
                ReadDefault::Computed(_) => None,
            },
            code: match default {
                ReadDefault::Known(_) => None,
                ReadDefault::Computed(code) => Some(code.as_str()),
            },
            at: place(&read.place),
        }));
    }
    records.into_values().collect()
}

fn table(variables: &[VariableRecord<'_>]) -> Table {
    let mut table = Table::new(
        &["variable", "type", "default", "owner", "reads", "what it is for"],
        Align::Left,
    );
    for variable in variables {
        let elsewhere = variable.read_elsewhere.map(|reader| format!("read by {reader}"));
        let purpose = [variable.summary, elsewhere.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        let purpose = match variable.declared {
            false => Cell::painted("not declared", Paint::Warn),
            true => Cell::from(purpose.join("; ")),
        };
        table.row([
            Cell::from(variable.name),
            Cell::from(variable.value_type.unwrap_or("-")),
            Cell::from(default_in_words(variable)),
            Cell::from(variable.owner.unwrap_or("-")),
            Cell::from(variable.reads.len()),
            purpose,
        ]);
    }
    table
}

/// The declared default, otherwise that of the code. One that is known only while the program runs is not the same as none.
fn default_in_words<'a>(variable: &VariableRecord<'a>) -> &'a str {
    let of_code = || variable.defaults.iter().find_map(|default| default.value);
    match variable.default.or_else(of_code) {
        Some(_) if variable.secret => "(secret)",
        Some(default) => default,
        None if variable.defaults.is_empty() => "-",
        None => "(computed)",
    }
}

fn dotenv(variables: &[VariableRecord<'_>]) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let entries = variables.iter().map(|variable| {
        let about = match (variable.declared, variable.summary) {
            (false, _) => "not declared".to_owned(),
            (true, summary) => {
                let facts = [summary, variable.value_type, variable.owner.filter(|owner| !owner.is_empty())];
                one_line(&facts.into_iter().flatten().collect::<Vec<_>>().join("; "))
            }
        };
        let comment = if about.is_empty() {
            String::new()
        } else {
            format!("# {}\n", clean(&about))
        };
        let value = variable.default.filter(|_| !variable.secret).unwrap_or_default();
        let name = clean(variable.name);
        // What is not declared, and what no shell can set, is there to be read only.
        let is_name = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
        match variable.declared && is_name {
            true => format!("{comment}{name}={}\n", quoted(value)),
            false => format!("{comment}# {}=\n", one_line(&name)),
        }
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// A value as `.env` files write it: in quotes, if it has characters that mean something there.
fn quoted(value: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.' | '/' | ':' | ',' | '@' | '+' | '%');
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let escaped = value.chars().map(|it| match it {
        '"' | '\\' | '$' | '`' => format!("\\{it}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        it => it.to_string(),
    });
    format!("\"{}\"", clean(&escaped.collect::<String>()))
}

fn write_json(variables: &[VariableRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
    let document = VariablesDocument {
        version: VERSION,
        variables,
    };
    serde_json::to_writer_pretty(Guard::new(&mut *out, Escape::Json), &document)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_have_to_be() {
        assert_eq!(quoted("postgres://localhost:5432/a"), "postgres://localhost:5432/a");
        assert_eq!(quoted("a b$c\"d\n"), "\"a b\\$c\\\"d\\n\"");
        assert_eq!(quoted("é ü"), "\"é ü\"");
        assert_eq!(quoted(""), "");
    }
}
