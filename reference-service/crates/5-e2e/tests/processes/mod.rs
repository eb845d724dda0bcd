//! Both services as processes, on files in a folder, which can be killed and started again.

use e2e::{Answer, Deployment, Outcome, Pace, Platform, Question};
use foundation::names::{routes, variables};
use foundation::retry::{Backoff, Retry, retry};
use http::StatusCode;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

/// The secret of services and the key of tokens.
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// More than a test asks.
const MUCH: &str = "1000000";

/// The compiled services; once for all tests.
static BUILT: LazyLock<Result<[PathBuf; 2], String>> =
    LazyLock::new(|| built().map_err(|error| error.to_string()));

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
        let folder = tempfile::tempdir()?;
        let auth = start_auth(folder.path(), "0")?;
        let backend = start_backend(folder.path(), "0", &auth.port)?;
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

    /// Kills the backend, which cannot do anything about it.
    pub(crate) fn kill_backend(&mut self) -> Outcome {
        self.backend.kill()
    }

    /// Starts it again, on the same files and port.
    pub(crate) async fn start_backend(&mut self, platform: &Platform) -> Outcome {
        let (folder, port) = (self.folder.path(), self.backend.port.clone());
        self.backend = start_backend(folder, &port, &self.auth.port)?;
        until_healthy(async || platform.ask(Question::get(routes::HEALTH)).await).await
    }

    /// Kills the auth service and starts it again.
    pub(crate) async fn replace_auth(&mut self, platform: &Platform) -> Outcome {
        self.auth.kill()?;
        self.auth = start_auth(self.folder.path(), &self.auth.port.clone())?;
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
    fn start(binary: &Path, folder: &Path, pairs: &[(&str, &str)]) -> Outcome<Self> {
        let name = binary.file_name().ok_or("a binary without a name")?;
        let records = File::options()
            .create(true)
            .append(true)
            .open(folder.join(name).with_extension("log"))?;
        let child = Command::new(binary)
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
        Err(format!("{} never listened", binary.display()).into())
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

fn start_auth(folder: &Path, port: &str) -> Outcome<Process> {
    let [_, binary] = BUILT.as_ref().map_err(String::clone)?;
    Process::start(binary, folder, &[(variables::AUTH_SERVICE_PORT, port)])
}

fn start_backend(folder: &Path, port: &str, auth: &str) -> Outcome<Process> {
    let [binary, _] = BUILT.as_ref().map_err(String::clone)?;
    let auth = url(auth);
    let pairs = [
        (variables::BACKEND_PORT, port),
        (variables::AUTH_SERVICE_URL, &auth),
    ];
    Process::start(binary, folder, &pairs)
}

fn url(port: &str) -> String {
    format!("http://127.0.0.1:{port}")
}

/// Backend and auth service as Cargo has built them by now: it tells tests of other packages' binaries nothing.
fn built() -> Outcome<[PathBuf; 2]> {
    let packages = ["--package", "backend", "--package", "auth-service"];
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--quiet", "--message-format", "json"])
        .args(packages)
        .stderr(Stdio::inherit())
        .output()?;
    let told = foundation::text::decode(&output.stdout)?;
    let executable = |name: &str| -> Outcome<PathBuf> {
        let mut told = told.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            (message["target"]["name"] == name).then_some(())?;
            message["executable"].as_str().map(PathBuf::from)
        });
        Ok(told.next().ok_or_else(|| format!("no binary `{name}`"))?)
    };
    Ok([executable("backend")?, executable("auth-service")?])
}
