//! `ssot report`: the report as one page for a browser, with the trend and the look back; in a file, or served and refreshed.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::comparison::ComparisonArguments;
use super::failure::Failure;
use super::files::replace;
use super::output::print_status;
use super::page_server;
use super::root::WorkspaceRoot;
use super::scope::{CheckRun, Progress, RunOptions, ScopeArguments, snapshot};
use crate::check::Request;
use crate::check::gate::QualityGate;
use crate::config::Config;
use crate::discover::codeowners;
use crate::git::{Git, GitError, HEAD, RevisionRange};
use crate::history::audit;
use crate::history::fates::FateReport;
use crate::history::trend::{TrendPoint, trend};
use crate::report::SourceTexts;
use crate::report::html::{ForgeLink, HtmlPage, PageHistory};
use crate::rules;
use crate::snapshot::path_in_repository;

/// The file that the page is written to, unless another is named.
const DEFAULT_OUTPUT: &str = "ssot-report.html";

/// Arguments of `report`.
#[derive(Clone, Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// Write the page to this file [default: ssot-report.html]
    #[arg(long, value_name = "FILE", conflicts_with = "serve")]
    output: Option<PathBuf>,
    /// Show the trend of the last N commits, and what became of the items that they took away; 0 for neither
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=500))]
    last: u16,
    /// Link each line to a web page, such as `https://example.org/app/blob/{rev}/{file}#L{line}`
    #[arg(long, value_name = "TEMPLATE", value_parser = ForgeLink::parse)]
    link: Option<ForgeLink>,
    /// Show the page at a local address, and refresh it when files change, instead of writing a file
    #[arg(long)]
    serve: bool,
    /// The port of that address [default: a free one]
    #[arg(long, value_name = "PORT", requires = "serve")]
    port: Option<u16>,
    #[command(flatten)]
    known: ComparisonArguments,
}

/// What a page shows of the past.
struct KnownHistory {
    trend: Vec<TrendPoint>,
    audit: FateReport,
}

/// The commit that is checked out, and its past; the reason if there is none to show.
struct HeadHistory {
    head: Option<String>,
    link: Option<ForgeLink>,
    history: Result<KnownHistory, String>,
}

/// Writes or serves the page. The gate is shown in it, and the exit code is 0.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match arguments.serve {
        true => arguments.serve(),
        false => arguments.write(),
    }?;
    Ok(Outcome::Clean)
}

impl Arguments {
    fn write(&self) -> Result<(), Failure> {
        let run = self.check(Progress::Told)?;
        let past = self.past(&run.root)?;
        let file = &self.destination()?;
        replace(file, |out| Self::page(&run, &past, None).write(out)).map_err(|error| {
            Failure::new(
                format!("`{}` could not be written", file.display()),
                error.to_string(),
                "check that its folder exists and is writable, or name another file with `--output`",
            )
        })?;
        print_status(&format!("wrote the report to `{}`", file.display()));
        run.print_status();
        Ok(())
    }

    /// The file that the page is written to. A repository may have a link of the name that nobody chose, to anywhere.
    fn destination(&self) -> Result<PathBuf, Failure> {
        if let Some(output) = &self.output {
            return Ok(output.clone());
        }
        let file = PathBuf::from(DEFAULT_OUTPUT);
        if file.is_symlink() {
            return Err(Failure::new(
                format!("`{DEFAULT_OUTPUT}` is a link"),
                "the page would be written to wherever it leads",
                "remove it, or name a file with `--output`",
            ));
        }
        Ok(file)
    }

    fn check(&self, progress: Progress) -> Result<CheckRun, Failure> {
        let options = RunOptions {
            sources: SourceTexts::All,
            ..RunOptions::default()
        };
        self.scope.run(&self.known, |config| self.gate(config), options, progress)
    }

    /// The gate of `check`.
    fn gate(&self, config: &Config) -> QualityGate {
        let gate = QualityGate::from_config(config);
        match self.known.is_change() {
            true => gate.without_score(),
            false => gate,
        }
    }

    /// The past of the workspace. That there is none, as without git, is something that the page says.
    fn past(&self, root: &WorkspaceRoot) -> Result<HeadHistory, Failure> {
        let head = head(root);
        let history = match self.last {
            0 => Err("`--last 0` leaves the trend and the look back out".to_owned()),
            last => {
                let config = Config::from_snapshot(&snapshot(root)?);
                let request = self.scope.request_in(root)?;
                let known = || known_history(root, &config, last.into(), &request);
                self.scope
                    .in_threads(known)?
                    .map_err(|error| format!("{error}: {}", error.next()))
            }
        };
        let below = path_in_repository(&root.folder);
        let link = self
            .link
            .as_ref()
            .map(|link| link.at(head.as_deref().unwrap_or(HEAD), &below));
        Ok(HeadHistory { head, link, history })
    }

    fn page<'a>(run: &'a CheckRun, past: &'a HeadHistory, state: Option<u64>) -> HtmlPage<'a> {
        let title = run.root.folder.file_name().and_then(|name| name.to_str());
        HtmlPage {
            report: &run.report,
            title: title.unwrap_or_default(),
            revision: past.head.as_deref(),
            history: match &past.history {
                Ok(KnownHistory { trend, audit }) => PageHistory::Known { trend, audit },
                Err(reason) => PageHistory::Absent(reason),
            },
            link: past.link.as_ref(),
            state,
        }
    }

    /// Serves the page until the program is stopped. The past is read again when another commit is checked out.
    fn serve(&self) -> Result<(), Failure> {
        let root = self.scope.root()?;
        let mut past = self.past(&root)?;
        let key = || Ok((sources(&root)?, head(&root)));
        page_server::serve(self.port.unwrap_or_default(), key, |state| {
            if head(&root) != past.head {
                past = self.past(&root)?;
            }
            let run = self.check(Progress::Silent)?;
            let mut page = Vec::new();
            Self::page(&run, &past, Some(state))
                .write(&mut page)
                .map_err(|error| Failure::new("the page could not be made", error.to_string(), "free some memory"))?;
            Ok(page)
        })
    }
}

fn known_history(root: &WorkspaceRoot, config: &Config, last: usize, request: &Request) -> Result<KnownHistory, GitError> {
    let audit = audit(&root.folder, &RevisionRange::Last(last), request.cache.clone())?;
    Ok(KnownHistory {
        trend: trend(&root.folder, config, last, 0, request)?,
        audit: audit.selected(&request.selection),
    })
}

/// The commit that is checked out; `None` before the first one, and without git.
fn head(root: &WorkspaceRoot) -> Option<String> {
    let commit = Git::at(&root.folder).commit(HEAD).ok()?;
    Some(commit.as_str().to_owned())
}

/// What a page depends on, apart from the commit: a hash of all files that a check reads, and CODEOWNERS.
type PageSources = (u128, Option<(&'static str, String)>);

fn sources(root: &WorkspaceRoot) -> Result<PageSources, Failure> {
    let snapshot = snapshot(root)?;
    let config = Config::from_snapshot(&snapshot);
    let digest = rules::run::snapshot_for(&config, &snapshot).digest();
    Ok((digest, codeowners(&snapshot)))
}
