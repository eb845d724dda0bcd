//! The command line of `p1`.

use crate::load::{self, HEAD};
use crate::question::Allowance;
use crate::{
    Deployment, Outcome, Pace, Platform, Question, Report, Scenario, SuiteReport, TimeLimits,
};
use crate::{critical, idle, priority, suite};
use clap::{Args, Parser, Subcommand};
use foundation::names::routes;
use foundation::retry::pause;
use http::Uri;
use serde::Serialize;
use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// So many questions the suites ask, with some to spare.
const QUESTIONS: u32 = 1_500;

/// Tries a platform as its clients see it: the suite of 25 and the suite of events.
#[derive(Debug, Parser)]
#[command(name = "p1", version)]
pub struct Cli {
    #[command(flatten)]
    place: Place,
    /// Only these scenarios, such as 003 or M04.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct Place {
    /// Where the backend is.
    #[arg(long, global = true, default_value = "http://127.0.0.1:8000")]
    base_url: Uri,
    /// Where the auth service is.
    #[arg(long, global = true, default_value = "http://127.0.0.1:8081")]
    auth_url: Uri,
    /// Write the report as JSON.
    #[arg(long, global = true, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write the report as Markdown.
    #[arg(long, global = true, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measures how answers slow down as more is asked.
    Load {
        /// How many users ask at the same time.
        #[arg(long, default_value = "20")]
        users: NonZeroUsize,
        /// How much each of them asks.
        #[arg(long, default_value_t = 4)]
        requests: usize,
        /// One measurement for each of these numbers of users instead.
        #[arg(long, value_delimiter = ',')]
        sweep: Vec<NonZeroUsize>,
        /// Also where others work: without it, this machine alone.
        #[arg(long)]
        allow_remote: bool,
    },
    /// Measures what connections cost on which nothing is said.
    Idle {
        /// How many connections.
        #[arg(long, default_value_t = 1_000)]
        connections: usize,
        /// How many of them each user has.
        #[arg(long, default_value = "3")]
        per_user: NonZeroUsize,
        /// For how long.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Also where others work: without it, this machine alone.
        #[arg(long)]
        allow_remote: bool,
    },
}

impl Cli {
    /// Does what the command line says; whether all is well.
    ///
    /// # Errors
    /// When it cannot be done at all.
    pub async fn run(self) -> Outcome<bool> {
        let Place {
            base_url, auth_url, ..
        } = &self.place;
        let (base, auth) = (base_url.to_string(), auth_url.to_string());
        let platform = Platform::new(&base, &auth, Pace::Judged, Arc::new(Deployment));
        match &self.command {
            None => self.suites(&platform).await,
            Some(Command::Load {
                users,
                requests,
                sweep,
                allow_remote,
            }) => {
                self.place.demand_local(*allow_remote)?;
                let sweep = if sweep.is_empty() {
                    vec![*users]
                } else {
                    sweep.clone()
                };
                self.load(&platform, &sweep, *requests).await
            }
            Some(Command::Idle {
                connections,
                per_user,
                seconds,
                allow_remote,
            }) => {
                self.place.demand_local(*allow_remote)?;
                let time = Duration::from_secs(*seconds);
                let seen = idle::measure(&platform, *connections, *per_user, time).await?;
                say(&seen)?;
                self.place.write(&seen, &seen)?;
                Ok(seen.is_served())
            }
        }
    }

    async fn suites(&self, platform: &Platform) -> Outcome<bool> {
        let known = |id: &String| {
            let mut all = priority::TABLE.iter().chain(&critical::TABLE);
            all.any(|it| it.id == id)
        };
        if let Some(id) = self.only.iter().find(|id| !known(id)) {
            return Err(format!("there is no scenario `{id}`").into());
        }
        enough_is_left(platform).await?;
        // The suite of 25 ends with whoever uses up what may be asked.
        let events = self.suite(
            platform,
            "critical events",
            &critical::TABLE,
            critical::LIMITS,
        );
        let events = events.await;
        let of_25 = self
            .suite(platform, "P1", &priority::TABLE, priority::LIMITS)
            .await;
        let suites = [of_25, events].into_iter();
        let report = Report {
            base_url: self.place.base_url.to_string(),
            auth_url: self.place.auth_url.to_string(),
            suites: suites.filter(|it| !it.scenarios.is_empty()).collect(),
        };
        say(&report)?;
        self.place.write(&report, &report.markdown())?;
        Ok(report.is_complete())
    }

    /// Tries what is asked for of a table.
    async fn suite(
        &self,
        platform: &Platform,
        name: &'static str,
        table: &[Scenario],
        limits: TimeLimits,
    ) -> SuiteReport {
        let is_asked_for = |id: &str| self.only.is_empty() || self.only.iter().any(|it| it == id);
        let asked_for = table.iter().copied().filter(|it| is_asked_for(it.id));
        let asked_for: Vec<Scenario> = asked_for.collect();
        suite::run(platform, name, &asked_for, limits).await
    }

    async fn load(
        &self,
        platform: &Platform,
        sweep: &[NonZeroUsize],
        requests: usize,
    ) -> Outcome<bool> {
        let mut measured = Vec::new();
        let mut page = vec![HEAD.to_owned()];
        say(&HEAD)?;
        for users in sweep {
            let load = load::measure(platform, *users, requests).await?;
            say(&load)?;
            page.push(load.to_string());
            measured.push(load);
        }
        self.place.write(&measured, &page.join("\n"))?;
        Ok(measured.iter().all(load::Load::is_served))
    }
}

impl Place {
    /// Load is for machines of one's own.
    fn demand_local(&self, allow_remote: bool) -> Outcome {
        for uri in [&self.base_url, &self.auth_url] {
            if !allow_remote && !is_local(uri) {
                return Err(format!(
                    "{uri} is not this machine; `--allow-remote` if it may be loaded"
                )
                .into());
            }
        }
        Ok(())
    }

    fn write(&self, json: &impl Serialize, markdown: &impl Display) -> Outcome {
        if let Some(file) = &self.json {
            fs::write(file, serde_json::to_string_pretty(json)?)?;
        }
        if let Some(file) = &self.markdown {
            fs::write(file, markdown.to_string())?;
        }
        Ok(())
    }
}

fn is_local(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|it| it.is_loopback())
}

/// Waits until as much may be asked as the suites ask, of both services.
async fn enough_is_left(platform: &Platform) -> Outcome {
    let asked = [
        platform.ask(Question::get(routes::THREADS)).await?,
        platform
            .ask_auth(Question::get(routes::AUTH_VERIFY))
            .await?,
    ];
    for answer in asked {
        let Allowance {
            limit,
            remaining,
            reset,
        } = Allowance::told_in(&answer)?;
        if limit < QUESTIONS {
            return Err(format!(
                "{limit} questions may be asked, the suites ask up to {QUESTIONS}: set RATE_LIMIT_PER_MINUTE and RATE_LIMIT_PER_HOUR"
            )
            .into());
        }
        if remaining < QUESTIONS {
            say(&format!(
                "waiting for {reset} s: too few questions are left"
            ))?;
            pause(Duration::from_secs(reset + 1)).await;
        }
    }
    Ok(())
}

fn say(what: &impl Display) -> Outcome {
    Ok(writeln!(io::stdout(), "{what}")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed_and_means_this_machine() {
        Cli::command().debug_assert();
        let cli = Cli::parse_from(["p1", "load", "--sweep", "20,50"]);
        assert!(cli.place.demand_local(false).is_ok());
    }

    #[test]
    fn others_are_loaded_only_if_that_is_said() {
        for (base, is_local) in [
            ("http://127.0.0.1:8000", true),
            ("http://localhost:8000", true),
            ("http://[::1]:8000", true),
            ("http://10.0.0.1:8000", false),
            ("https://localhost.example.org", false),
        ] {
            let cli = Cli::parse_from(["p1", "idle", "--base-url", base]);
            assert_eq!(cli.place.demand_local(false).is_ok(), is_local, "{base}");
            assert!(cli.place.demand_local(true).is_ok());
        }
    }
}
