//! Both services as processes, on files in a folder, which can be killed and started again.
//!
//! Cargo tells a test only of the binaries of its own package. So each process is this test's program once more, told which service it
//! is: [`role`].

use e2e::{Answer, Deployment, Outcome, Pace, Platform, Question};
use foundation::names::{routes, services, variables};
use foundation::retry::{Backoff, Retry, retry};
use http::StatusCode;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use tempfile::TempDir;

/// The secret of services and the key of tokens.
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// More than a test asks.
const MUCH: &str = "1000000";

/// What tells this program that it is a service.
const ROLE: &str = "--service=";

/// The service that this process is, if it is one and no run of tests.
pub(crate) fn role() -> Option<impl Future<Output = ExitCode>> {
    let told = std::env::args().nth(1)?;
    let service = told.strip_prefix(ROLE)?.to_owned();
    Some(async move {
        if service == services::BACKEND {
            backend::serve().await
        } else {
            auth_service::serve().await
        }
    })
}

/// Both of them at work.
pub(crate) struct Processes {
    folder: TempDir,
    auth: Process,
    backend: Process,
}

/// A process that does not outlive its test.
struct Process {
    child: Child,
    port: String,
}

impl Processes {
    pub(crate) fn start() -> Outcome<Self> {
        Self::start_with(&[])
    }

    /// The same, with more variables for both.
    pub(crate) fn start_with(more: &[(&str, &str)]) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let auth = start_auth(folder.path(), "0", more)?;
        let backend = start_backend(folder.path(), "0", &auth.port, more)?;
        Ok(Self {
            folder,
            auth,
            backend,
        })
    }

    pub(crate) fn platform(&self) -> Platform {
        let [base, auth] = [&self.backend, &self.auth].map(|it| url(&it.port));
        Platform::new(&base, &auth, Pace::Told, Arc::new(Deployment))
    }

    /// Asks both to stop, and waits until they have.
    pub(crate) fn stop(mut self) -> Outcome {
        for process in [&mut self.backend, &mut self.auth] {
            let id = process.child.id().to_string();
            Command::new("kill").args(["-TERM", &id]).status()?;
            process.child.wait()?;
        }
        Ok(())
    }

    /// Kills the backend, which cannot do anything about it.
    pub(crate) fn kill_backend(&mut self) -> Outcome {
        self.backend.kill()
    }

    /// Starts it again, on the same files and port.
    pub(crate) async fn start_backend(&mut self, platform: &Platform) -> Outcome {
        let (folder, port) = (self.folder.path(), self.backend.port.clone());
        self.backend = start_backend(folder, &port, &self.auth.port, &[])?;
        until_healthy(async || platform.ask(Question::get(routes::HEALTH)).await).await
    }

    /// Kills the auth service and starts it again.
    pub(crate) async fn replace_auth(&mut self, platform: &Platform) -> Outcome {
        self.auth.kill()?;
        self.auth = start_auth(self.folder.path(), &self.auth.port.clone(), &[])?;
        until_healthy(async || platform.ask_auth(Question::get(routes::HEALTH)).await).await
    }
}

/// Asks again while connections turn out to be those of the process that was killed.
async fn until_healthy(ask: impl AsyncFn() -> Outcome<Answer>) -> Outcome {
    let often = Retry {
        attempts: NonZeroU32::MIN.saturating_add(20),
        backoff: Backoff::default(),
    };
    let answer = retry(often, |_| true, |_| ask()).await?;
    answer.expect(StatusCode::OK)
}

impl Process {
    fn start(service: &str, folder: &Path, pairs: &[(&str, &str)]) -> Outcome<Self> {
        let records = File::options()
            .create(true)
            .append(true)
            .open(folder.join(service).with_extension("log"))?;
        let child = Command::new(std::env::current_exe()?)
            .arg(format!("{ROLE}{service}"))
            .current_dir(folder)
            .env_clear()
            .envs([
                (variables::ENVIRONMENT, "development"),
                (variables::JWT_SECRET, KEY),
                (variables::SERVICE_SECRET, KEY),
                (variables::RATE_LIMIT_PER_MINUTE, MUCH),
                (variables::RATE_LIMIT_PER_HOUR, MUCH),
            ])
            .envs(pairs.iter().copied())
            .stdout(Stdio::piped())
            .stderr(records)
            .spawn()?;
        let port = String::new();
        let mut process = Self { child, port };
        let output = process.child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(output).lines() {
            if let Some(port) = line?.strip_prefix("listening on http://127.0.0.1:") {
                port.clone_into(&mut process.port);
                return Ok(process);
            }
        }
        Err(format!("{service} never listened").into())
    }

    fn kill(&mut self) -> Outcome {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        self.kill().unwrap_or_default();
    }
}

fn start_auth(folder: &Path, port: &str, more: &[(&str, &str)]) -> Outcome<Process> {
    let own = [(variables::AUTH_SERVICE_PORT, port)];
    Process::start(services::AUTH, folder, &[&own, more].concat())
}

fn start_backend(folder: &Path, port: &str, auth: &str, more: &[(&str, &str)]) -> Outcome<Process> {
    let auth = url(auth);
    let own = [
        (variables::BACKEND_PORT, port),
        (variables::AUTH_SERVICE_URL, &*auth),
    ];
    Process::start(services::BACKEND, folder, &[&own, more].concat())
}

fn url(port: &str) -> String {
    format!("http://127.0.0.1:{port}")
}
