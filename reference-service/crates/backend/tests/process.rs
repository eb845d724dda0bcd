//! The service as a process: how it starts, how it ends.

use foundation::names::variables;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A process that does not outlive its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        if self.0.kill().is_ok() {
            self.0.wait().ok();
        }
    }
}

#[cfg(unix)]
#[test]
fn it_starts_says_where_and_ends_by_a_signal() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_backend"));
    command
        .current_dir(folder.path())
        .env_clear()
        .env(variables::ENVIRONMENT, "development")
        .env(variables::BACKEND_PORT, "0")
        .env(
            variables::SERVICE_SECRET,
            "0123456789abcdef0123456789abcdef",
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut process = Process(command.spawn()?);
    let output = process.0.stdout.take().ok_or("no output")?;
    let mut said = BufReader::new(output).lines();
    let mut line = || -> Outcome<String> { Ok(said.next().ok_or("it ended")??) };
    assert_eq!(line()?, "threads are kept in SQLite in backend.sqlite");
    assert!(line()?.starts_with("listening on http://127.0.0.1:"));
    let id = process.0.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status()?;
    assert!(process.0.wait()?.success());
    Ok(())
}

#[test]
fn a_mistake_in_the_configuration_ends_the_process_before_it_listens() -> Outcome {
    let folder = tempfile::tempdir()?;
    let output = Command::new(env!("CARGO_BIN_EXE_backend"))
        .current_dir(folder.path())
        .env_clear()
        .env(variables::ENVIRONMENT, "test")
        .output()?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(foundation::text::decode(&output.stdout)?, "");
    let told = foundation::text::decode(&output.stderr)?;
    assert_eq!(told, "backend: `SERVICE_SECRET` is not set\n");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);
    Ok(())
}
