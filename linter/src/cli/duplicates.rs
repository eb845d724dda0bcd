//! `ssot duplicates`: duplicated code, one clone class per line.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::cache::CacheArguments;
use super::drift::{CommitsByCopy, Drift};
use super::failure::Failure;
use super::listing::Listing;
use super::output::print_status;
use super::scope::EmptyArguments;
use super::{Outcome, scope};
use crate::clones::{CloneClass, Code, Fragment, Likeness, Noise};
use crate::config::Config;
use crate::finding::Class;
use crate::history::History;
use crate::link::Workspace;
use crate::report::text::{clean, count};
use crate::rules::{Keepers, contracts, import_of, percent};

/// Arguments of `duplicates`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    /// The workspace, package or folder to search
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Ignore bodies with fewer tokens
    #[arg(long, value_name = "N", default_value_t = 30)]
    min_tokens: u32,
    /// The least similarity of two bodies, in percent; small bodies must be more similar than large ones
    #[arg(long, value_name = "PERCENT", default_value_t = 30, value_parser = clap::value_parser!(u8).range(1..=100))]
    similarity: u8,
    /// Report only classes with members in several crates
    #[arg(long)]
    across_crates: bool,
    /// Report also what is not counted as duplication: test code and the like, or code that is similar for a reason
    #[arg(long, value_name = "WHAT", value_parser = ShowFilter::parser(), value_delimiter = ',')]
    show: Vec<ShowFilter>,
    /// For the first N classes, ask git which copies were changed after they were made; 0 asks nothing
    #[arg(long, value_name = "N", default_value_t = 50)]
    history: usize,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// What `--show` adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShowFilter {
    /// Copies in code of this class.
    Class(Class),
    /// Code that is similar for this reason.
    Noise(Noise),
    /// Everything.
    All,
}

impl ShowFilter {
    /// The values of `--show`.
    fn words() -> impl Iterator<Item = (&'static str, Self)> {
        let classes = [
            ("tests", Class::Test),
            ("examples", Class::Example),
            ("generated", Class::Generated),
        ];
        let classes = classes.into_iter().map(|(word, class)| (word, Self::Class(class)));
        let noise = Noise::ALL.into_iter().map(|noise| (noise.name(), Self::Noise(noise)));
        classes.chain(noise).chain([("all", Self::All)])
    }

    fn parser() -> impl TypedValueParser<Value = Self> {
        let words = PossibleValuesParser::new(Self::words().map(|(word, _)| word));
        words.map(|given| {
            let found = Self::words().find(|(word, _)| *word == given);
            found.map_or(Self::All, |(_, shown)| shown)
        })
    }

    fn has_class(self, class: Class) -> bool {
        self == Self::All || self == Self::Class(class)
    }

    fn has_noise(self, noise: Noise) -> bool {
        self == Self::All || self == Self::Noise(noise)
    }
}

/// A clone class, as it is written.
#[derive(Serialize)]
struct CloneRecord {
    similarity: f32,
    r#type: u8,
    kind: &'static str,
    /// Why it is not counted as duplication: a value of `--show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    noise: Option<&'static str>,
    /// The copies that were changed after they were made, if others were not.
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<Drift>,
    canonical: String,
    /// What the canonical copy is called in text.
    #[serde(skip)]
    keep: String,
    fingerprint: String,
    copies: Vec<CodeLocation>,
}

/// A place of code, as it is written.
#[derive(Serialize)]
pub(super) struct CodeLocation {
    pub(super) file: String,
    pub(super) start_line: u32,
    pub(super) end_line: u32,
    /// The path of the item; of copied statements, that of the function around them.
    pub(super) item: String,
    /// What the copy is called in text: for statements, their number and the function.
    #[serde(skip)]
    name: String,
    /// The import that makes the canonical copy usable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) r#use: Option<String>,
}

impl CodeLocation {
    pub(super) fn new(copy: &Fragment, r#use: Option<String>, workspace: &Workspace) -> Self {
        Self {
            file: copy.place.file.to_string(),
            start_line: copy.first_line,
            end_line: copy.last_line,
            item: copy.path(workspace),
            name: copy.name.clone(),
            r#use,
        }
    }
}

/// Writes the classes.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = arguments.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let snapshot = scope::snapshot_of(&folder)?;
    let config = Config::from_snapshot(&snapshot);
    let workspace = arguments.cache.workspace(&snapshot, &config);
    arguments.emptiness.check(!workspace.files().is_empty(), &snapshot)?;
    let shows = |is_shown: &dyn Fn(&ShowFilter) -> bool| arguments.show.iter().any(is_shown);
    let noise = Noise::ALL.into_iter().filter(|noise| shows(&|shown| shown.has_noise(*noise)));
    let noise: Vec<Noise> = noise.collect();
    let counts = |class: Class| class == Class::Production || shows(&|shown| shown.has_class(class));
    let likeness = Likeness {
        min_tokens: arguments.min_tokens,
        similarity: f32::from(arguments.similarity) / 100.0,
        shown: &noise,
    };
    let mut classes = Code::new(&workspace, |item| counts(workspace.class(item))).clones(likeness);
    if arguments.across_crates {
        classes.retain(|class| {
            let crates = class.members.iter().map(|copy| workspace.crate_of_item(copy.item));
            crates.collect::<std::collections::BTreeSet<_>>().len() > 1
        });
    }
    // What is worth most first; classes of equal worth stay in the order of the workspace.
    classes.sort_by(|one, other| other.worth(&workspace).total_cmp(&one.worth(&workspace)));
    let contracts = contracts(&config, &workspace);
    let keepers = Keepers::among(&classes, &contracts, &workspace);
    let (asked, history) = match arguments.history.min(classes.len()) {
        0 => (0, None),
        asked => (asked, History::open(&folder)),
    };
    let ages = CommitsByCopy::new(&classes[..asked], history.as_ref());
    let mut lines: Vec<CloneRecord> = classes
        .iter()
        .map(|class| CloneRecord::new(class, &keepers, &ages, &workspace))
        .collect();
    // A copy that missed a change is worth a look before all others.
    lines.sort_by_key(|line| line.drift.is_none());
    arguments.listing.write("classes", &lines, CloneRecord::write_line)?;
    let (classes, files) = (count(lines.len() as u64, "class"), workspace.files().len());
    print_status(&format!("{classes} in {files} files"));
    Ok(Outcome::Clean)
}

impl CloneRecord {
    fn new(class: &CloneClass, keepers: &Keepers<'_>, ages: &CommitsByCopy, workspace: &Workspace) -> Self {
        let canonical = keepers.canonical(class, |copy| ages.born(copy));
        let copies = class.members.iter().map(|copy| {
            let import = import_of(canonical, copy, workspace).and_then(Result::ok);
            CodeLocation::new(copy, import.filter(|_| copy != canonical), workspace)
        });
        Self {
            similarity: class.similarity,
            r#type: class.kind.number(),
            kind: canonical.kind.name(),
            noise: class.noise.map(Noise::name),
            drift: ages.drift(class),
            canonical: canonical.path(workspace),
            keep: canonical.name.clone(),
            fingerprint: format!("{:016x}", class.fingerprint()),
            copies: copies.collect(),
        }
    }

    fn write_line(&self, out: &mut dyn Write) -> io::Result<()> {
        let (share, copies) = (percent(self.similarity), self.copies.len());
        let noise = self.noise.map_or_else(String::new, |noise| format!(" ({noise})"));
        let kind = self.kind;
        let kind = if kind == "impl" {
            "an impl".into()
        } else {
            format!("a {kind}")
        };
        writeln!(
            out,
            "{copies} copies of {kind}, {share} % the same{noise}: keep `{}`",
            clean(&self.keep)
        )?;
        for copy in &self.copies {
            let (file, name) = (clean(&copy.file), clean(&copy.name));
            writeln!(out, "  {file}:{}-{}: {name}", copy.start_line, copy.end_line)?;
        }
        for changed in self.drift.iter().flat_map(|drift| &drift.changed) {
            writeln!(
                out,
                "  drifted: `{}` was changed since, others were not:",
                clean(&changed.item)
            )?;
            for commit in &changed.commits {
                writeln!(out, "    {}", clean(commit))?;
            }
        }
        writeln!(out)
    }
}
