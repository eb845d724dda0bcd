//! `ssot schema`: the JSON schema of `ssot.toml`, for editors.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::Color;
use crate::config::schema;
use crate::rules::KINDS;

/// Arguments of `schema`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    color: Color,
}

/// Writes the schema.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let options = KINDS.iter().map(|kind| (kind.name, kind.options));
    let schema = schema(options);
    arguments.color.print(true, |_, out| writeln!(out, "{schema:#}"))?;
    Ok(Outcome::Clean)
}
