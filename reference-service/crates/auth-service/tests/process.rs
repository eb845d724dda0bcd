//! The service as a process: how it starts, how it ends.

use foundation::names::variables;
use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const ANY_PORT: (&str, &str) = (variables::AUTH_SERVICE_PORT, "0");

fn auth_service(folder: &Path, pairs: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_auth-service"));
    command
        .current_dir(folder)
        .env_clear()
        .envs(pairs.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A process that does not outlive its test.
struct Process {
    child: Child,
    /// What it said until it listened.
    said: Vec<String>,
}

impl Process {
    fn start(folder: &TempDir, pairs: &[(&str, &str)]) -> Outcome<Self> {
        let mut child = auth_service(folder.path(), pairs).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut process = Self {
            child,
            said: Vec::new(),
        };
        for line in BufReader::new(output).lines() {
            process.said.push(line?);
            if process
                .said
                .last()
                .is_some_and(|line| line.starts_with("listening on "))
            {
                return Ok(process);
            }
        }
        Err(format!("it never listened: {:?}", process.said).into())
    }

    fn signal(&self, signal: &str) -> Outcome {
        let id = self.child.id().to_string();
        Command::new("kill").args([signal, &id]).status()?;
        Ok(())
    }

    fn records(&mut self) -> Outcome<String> {
        let mut records = String::new();
        let mut stderr = self.child.stderr.take().ok_or("no records")?;
        stderr.read_to_string(&mut records)?;
        Ok(records)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

#[cfg(unix)]
#[test]
fn with_no_configuration_it_starts_says_where_and_ends_by_a_signal() -> Outcome {
    for signal in ["-TERM", "-INT"] {
        let folder = tempfile::tempdir()?;
        let home = (variables::ENVIRONMENT, "development");
        let mut process = Process::start(&folder, &[home, ANY_PORT])?;
        assert_eq!(
            process.said[0],
            "accounts are kept in SQLite in auth-service.sqlite"
        );
        assert!(process.said[1].starts_with("listening on http://127.0.0.1:"));
        for file in ["auth-service.sqlite", "auth-service.sqlite-wal"] {
            use std::os::unix::fs::PermissionsExt;
            let permissions = std::fs::metadata(folder.path().join(file))?.permissions();
            assert_eq!(permissions.mode() & 0o077, 0, "nobody else reads `{file}`");
        }

        process.signal(signal)?;
        assert!(process.child.wait()?.success(), "{signal}");
        let records = process.records()?;
        for name in [variables::JWT_SECRET, variables::SERVICE_SECRET] {
            let warning = format!("auth-service: `{name}` is not set");
            assert!(
                records.lines().any(|line| line.starts_with(&warning)),
                "{records}"
            );
        }
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_file_dotenv_is_read_and_the_process_beats_it() -> Outcome {
    let folder = tempfile::tempdir()?;
    let text = "\u{feff}SQLITE_FILE=grüße.sqlite\nAUTH_SERVICE_PORT=http\nENVIRONMENT=test\n";
    std::fs::write(folder.path().join(".env"), text)?;
    let mut process = Process::start(&folder, &[ANY_PORT])?;
    assert_eq!(
        process.said[0],
        "accounts are kept in SQLite in grüße.sqlite"
    );
    process.signal("-TERM")?;
    assert!(process.child.wait()?.success());
    Ok(())
}

#[test]
fn a_mistake_in_the_configuration_ends_the_process_before_it_listens() -> Outcome {
    let folder = tempfile::tempdir()?;
    let pairs = [
        (variables::ENVIRONMENT, "test"),
        (variables::JWT_SECRET, "short"),
        (variables::AUTH_SERVICE_PORT, "http"),
    ];
    let output = auth_service(folder.path(), &pairs).output()?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(foundation::text::decode(&output.stdout)?, "");
    assert_eq!(
        foundation::text::decode(&output.stderr)?,
        "auth-service: `AUTH_SERVICE_PORT`: invalid digit found in string\n\
         `JWT_SECRET`: has to have at least 32 bytes\n"
    );
    assert_eq!(
        std::fs::read_dir(folder.path())?.count(),
        0,
        "no database either"
    );
    Ok(())
}

#[test]
fn a_file_that_is_no_database_ends_the_process_with_a_reason() -> Outcome {
    let folder = tempfile::tempdir()?;
    std::fs::write(
        folder.path().join("notes.txt"),
        "nothing but a long text".repeat(100),
    )?;
    let pairs = [
        (variables::ENVIRONMENT, "test"),
        ANY_PORT,
        (variables::SQLITE_FILE, "notes.txt"),
    ];
    let output = auth_service(folder.path(), &pairs).output()?;
    assert_eq!(output.status.code(), Some(1));
    let told = foundation::text::decode(&output.stderr)?;
    assert!(told.contains("file is not a database"), "{told}");
    Ok(())
}

/// What a command prints, and how it ends.
fn command(folder: &TempDir, arguments: &[&str]) -> Outcome<(bool, String)> {
    let home = (variables::ENVIRONMENT, "development");
    let output = auth_service(folder.path(), &[home])
        .args(arguments)
        .output()?;
    let told = [&output.stdout[..], &output.stderr].concat();
    let told = foundation::text::decode(&told)?.trim().to_owned();
    Ok((output.status.success(), told))
}

#[test]
fn an_operator_gives_orders_beside_the_service() -> Outcome {
    let folder = tempfile::tempdir()?;
    let reset = ["reset-password", "ada@example.org"];
    let (is_done, told) = command(&folder, &reset)?;
    assert!(!is_done && told.contains("not of this version"), "{told}");

    let home = (variables::ENVIRONMENT, "development");
    let _service = Process::start(&folder, &[home, ANY_PORT])?;
    for (arguments, words) in [
        (&reset[..], "there is no account for ada@example.org"),
        (&["disable", "ada"], "an e-mail address has the form"),
        (&["promote", "ada@example.org"], "unrecognized subcommand"),
    ] {
        let (is_done, told) = command(&folder, arguments)?;
        assert!(!is_done && told.contains(words), "{told}");
    }
    Ok(())
}
