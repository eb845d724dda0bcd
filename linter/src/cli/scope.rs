//! The arguments that `check` and `score` share, which say what is checked and with which rules, and the run itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::cache::{self, CacheArguments};
use super::comparison::{ComparedSnapshots, ComparisonArguments};
use super::failure::Failure;
use super::root::WorkspaceRoot;
use super::selection::SelectionArguments;
use super::today::today;
use super::unsaved::Unsaved;
use super::{output, progress, rule_names};
use crate::cache::Cache;
use crate::check::Request;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::finding::{Applicability, FilePath};
use crate::fix::Fixed;
use crate::report::{Report, SourceTexts, text};
use crate::snapshot::Snapshot;

/// The stack of a thread, in bytes. Most code is parsed on it; code that is nested deeper gets a stack of its own. Unused stack
/// takes no memory.
const STACK: usize = 16 << 20;

/// What is checked and with which rules.
#[derive(Clone, Debug, Args)]
pub(super) struct ScopeArguments {
    /// The workspace, or a folder or file in it to report on
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Report only on these files and folders of the workspace
    #[arg(last = true, value_name = "ONLY")]
    only: Vec<PathBuf>,
    #[command(flatten)]
    selection: SelectionArguments,
    /// Report only on findings of this category; may be repeated
    #[arg(long = "category", value_name = "NAME", help_heading = "Selection")]
    categories: Vec<String>,
    /// Switch a rule off for this run
    #[arg(short = 'A', long, value_name = "RULE")]
    allow: Vec<String>,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    emptiness: EmptyArguments,
}

/// Whether a run without files may pass. A gate that checked nothing passes everything, so the user has to ask for it.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct EmptyArguments {
    /// Pass even if no Rust file was checked
    #[arg(long)]
    allow_empty: bool,
}

impl EmptyArguments {
    /// Fails if no Rust file was checked.
    pub(super) fn check(&self, has_looked: bool, snapshot: &Snapshot) -> Result<(), Failure> {
        if has_looked || self.allow_empty {
            return Ok(());
        }
        let why = match snapshot.problems().first() {
            Some((file, problem)) => format!("no Rust file was found: `{}` {problem}", text::path(file)),
            None => "there is no Rust file, or all are ignored or excluded".to_owned(),
        };
        let next = "give the folder of a workspace as PATH, or pass `--allow-empty` if that is intended";
        Err(Failure::new("no file was checked", why, next))
    }
}

fn request_names_a_file(only: &[FilePath], snapshot: &Snapshot) -> bool {
    only.iter().any(|only| snapshot.contains(only))
}

/// The options of a run, apart from its scope and its comparison.
#[derive(Clone, Copy, Default)]
pub(super) struct RunOptions<'a> {
    /// Rules of which any finding fails the run.
    pub(super) deny: &'a [String],
    /// Apply fixes of this applicability or safer.
    pub(super) fixes: Option<Applicability>,
    /// A text that replaces the one on disk. The report is on this file, unless other paths are given.
    pub(super) unsaved: Option<&'a Unsaved>,
    /// The source texts that the report has.
    pub(super) sources: SourceTexts,
}

/// Whether progress is shown on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// A progress bar, and the elapsed time.
    Told,
    /// Nothing but errors.
    Silent,
}

/// A finished run.
pub(super) struct CheckRun {
    pub(super) report: Report,
    /// The fixes that were applied before that report.
    pub(super) fixed: Fixed,
    pub(super) root: WorkspaceRoot,
    started: Instant,
}

impl ScopeArguments {
    /// Checks the workspace. `gate` makes the gate from the configuration.
    pub(super) fn run(
        &self,
        known: &ComparisonArguments,
        gate: impl FnOnce(&Config) -> QualityGate,
        asked: RunOptions<'_>,
        progress: Progress,
    ) -> Result<CheckRun, Failure> {
        let root = match asked.unsaved {
            Some(unsaved) => WorkspaceRoot::holding(&unsaved.file, self.path.as_deref(), &self.only)?,
            None => WorkspaceRoot::find(self.path.as_deref(), &self.only)?,
        };
        self.run_in(root, known, gate, asked, progress)
    }

    /// A scope of everything in the workspace of a path.
    pub(super) fn all(path: Option<PathBuf>, cache: CacheArguments, emptiness: EmptyArguments) -> Self {
        Self {
            path,
            only: Vec::new(),
            selection: SelectionArguments::default(),
            categories: Vec::new(),
            allow: Vec::new(),
            threads: None,
            cache,
            emptiness,
        }
    }

    /// The workspace, and the part of it that was named.
    pub(super) fn root(&self) -> Result<WorkspaceRoot, Failure> {
        WorkspaceRoot::find(self.path.as_deref(), &self.only)
    }

    /// The workspace as a whole, whichever part of it was named.
    pub(super) fn whole(&self) -> Result<WorkspaceRoot, Failure> {
        Ok(WorkspaceRoot {
            only: Vec::new(),
            ..self.root()?
        })
    }

    /// Checks a workspace that has been found.
    pub(super) fn run_in(
        &self,
        root: WorkspaceRoot,
        known: &ComparisonArguments,
        gate: impl FnOnce(&Config) -> QualityGate,
        asked: RunOptions<'_>,
        progress: Progress,
    ) -> Result<CheckRun, Failure> {
        let started = Instant::now();
        let ComparedSnapshots { mut snapshot, before } = known.states(&root)?;
        if let Some(unsaved) = asked.unsaved {
            snapshot = snapshot.with_unsaved(root.file(&unsaved.file)?, unsaved.text.as_slice());
        }
        if asked.fixes.is_some() {
            snapshot = snapshot.held();
        }
        let config = Config::from_snapshot(&snapshot);
        rule_names::check(&config, &self.allow, asked.deny)?;
        let kept = self.cache.open();
        let only = root.only.iter().map(|only| snapshot.end_of(only)).collect();
        let request = Request {
            selection: self.selection.selection(only, &self.categories, (&snapshot, &config))?,
            allow: self.allow.clone(),
            today: today(),
            baseline: known.baseline(&snapshot)?,
            locked: known.locked,
            before: None,
            sources: asked.sources,
            cache: kept.clone(),
            progress: if progress == Progress::Told {
                progress::callback()
            } else {
                None
            },
        };
        let gate = gate(&config);
        let seen = snapshot.clone();
        let (report, fixed) = self.in_threads(|| {
            let request = Request {
                before: before.map(|before| before.judged(&config, &gate, &request)),
                ..request
            };
            match asked.fixes {
                None => (crate::check::check(&snapshot, &config, &gate, &request), Fixed::default()),
                Some(least) => crate::fix::check_and_fix(snapshot, config, &gate, &request, least),
            }
        })?;
        progress::finish();
        // A change need not touch Rust; but a state without Rust is none that was meant.
        let has_looked = match known.is_change() {
            true => seen.has_rust(),
            // What was named may be a manifest, or a file that is excluded, which the report says.
            false => !report.looked_at.files.is_empty() || request_names_a_file(&root.only, &seen),
        };
        self.emptiness.check(has_looked, &seen)?;
        cache::close(kept.as_deref());
        Ok(CheckRun {
            report,
            fixed,
            root,
            started,
        })
    }

    /// A check of the same part of another state, by the same rules.
    pub(super) fn request_in(&self, root: &WorkspaceRoot) -> Result<Request, Failure> {
        let snapshot = snapshot(root)?;
        let config = Config::from_snapshot(&snapshot);
        rule_names::check(&config, &self.allow, &[])?;
        let only = root.only.iter().map(|only| snapshot.end_of(only)).collect();
        Ok(Request {
            selection: self.selection.selection(only, &self.categories, (&snapshot, &config))?,
            allow: self.allow.clone(),
            cache: self.cache(),
            ..Request::default()
        })
    }

    /// The cache, if one is wanted.
    pub(super) fn cache(&self) -> Option<Arc<Cache>> {
        self.cache.open()
    }

    /// Runs work on as many threads as were asked for.
    pub(super) fn in_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let threads = self.threads.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(STACK)
            .build()
            .map_err(|error| {
                Failure::new(
                    "the threads could not be started",
                    error.to_string(),
                    "ask for fewer with `--threads`",
                )
            })?;
        Ok(pool.install(work))
    }
}

/// The files of a root.
pub(super) fn snapshot(root: &WorkspaceRoot) -> Result<Snapshot, Failure> {
    snapshot_of(&root.folder)
}

/// The files of a folder.
pub(super) fn snapshot_of(folder: &Path) -> Result<Snapshot, Failure> {
    Snapshot::worktree(folder).map_err(|error| {
        Failure::new(
            "the workspace cannot be read",
            error.to_string(),
            "check its permissions, or give another folder",
        )
    })
}

impl CheckRun {
    /// Prints to stderr how long the run took, and the workspace if the user did not name it.
    pub(super) fn print_status(&self) {
        let files = text::count(self.report.looked_at.files.values().sum(), "file");
        let of = if self.root.is_above {
            format!(" of `{}`", self.root.folder.display())
        } else {
            String::new()
        };
        output::print_status(&format!(
            "checked {files}{of} in {:.2} s",
            self.started.elapsed().as_secs_f64()
        ));
    }
}
