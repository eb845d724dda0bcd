//! `ssot doctor`: shows for each contract that its rule can find something.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::cache::CacheArguments;
use super::failure::Failure;
use super::listing::Listing;
use super::output::print_status;
use super::root::WorkspaceRoot;
use super::scope::EmptyArguments;
use super::today::today;
use super::{Outcome, scope};
use crate::check::Request;
use crate::config::Config;
use crate::doctor::{self, ExaminedRule, Proof, ProofResult};
use crate::report::text::{clean, count};

/// Arguments of `doctor`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace
    path: Option<PathBuf>,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// The contracts of a rule, as they are written.
#[derive(Serialize)]
struct RuleRecord<'a> {
    rule: &'a str,
    contracts: Vec<ProofRecord<'a>>,
}

/// A contract, as it is written.
#[derive(Serialize)]
struct ProofRecord<'a> {
    concept: Option<&'a str>,
    /// What breaks it.
    violation: &'a str,
    found: bool,
    why: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
}

/// Writes what became of each probe. Fails if a rule did not find one of them.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = WorkspaceRoot::find(arguments.path.as_deref(), &[])?;
    let snapshot = scope::snapshot(&root)?.held();
    arguments.emptiness.check(snapshot.has_rust(), &snapshot)?;
    let request = Request {
        today: today(),
        cache: arguments.cache.open(),
        ..Request::default()
    };
    let examined = doctor::examine(&snapshot, &Config::from_snapshot(&snapshot), &request);
    let records: Vec<RuleRecord<'_>> = examined.iter().map(RuleRecord::new).collect();
    arguments.listing.write("rules", &records, RuleRecord::write)?;
    let contracts = || records.iter().flat_map(|rule| &rule.contracts);
    let not_found = contracts().filter(|contract| !contract.found).count() as u64;
    let all = count(contracts().count() as u64, "contract");
    print_status(&match not_found {
        0 => format!("{all}: a violation of each is found"),
        _ => format!("{all}: a violation of {not_found} of them is not found"),
    });
    Ok(if not_found > 0 { Outcome::Failed } else { Outcome::Clean })
}

impl<'a> RuleRecord<'a> {
    fn new(examined: &'a ExaminedRule) -> Self {
        Self {
            rule: &examined.rule,
            contracts: examined.contracts.iter().map(ProofRecord::new).collect(),
        }
    }

    /// Writes the rule, the number of its contracts of which a violation is found, and each of which none is.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.contracts.iter().filter(|contract| contract.found).count();
        let words = match self.contracts.len() {
            0 => "no contract here".to_owned(),
            all => format!("{found} of {}", count(all as u64, "contract")),
        };
        writeln!(out, "{:<32} {words}", clean(self.rule))?;
        let mut not_found = self.contracts.iter().filter(|contract| !contract.found);
        not_found.try_for_each(|contract| contract.write(out))
    }
}

impl<'a> ProofRecord<'a> {
    fn new(proof: &'a Proof) -> Self {
        let why = match &proof.result {
            ProofResult::Found => None,
            ProofResult::NotFound(why) => Some(why.as_str()),
        };
        Self {
            concept: proof.concept.as_deref(),
            violation: &proof.subject,
            found: why.is_none(),
            why,
            file: proof.place.as_ref().map(|place| place.file.as_str()),
            line: proof.place.as_ref().map(|place| place.span.line),
        }
    }

    /// Writes what is not found and why.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let place = match (self.file, self.line) {
            (Some(file), Some(line)) => format!("{}:{line}: ", clean(file)),
            _ => String::new(),
        };
        let concept = self
            .concept
            .map_or_else(String::new, |concept| format!(" of `{}`", clean(concept)));
        writeln!(out, "  {place}no violation is found{concept}: {}", clean(self.violation))?;
        writeln!(out, "    {}", clean(self.why.unwrap_or_default()))
    }
}
