//! The service as a process: how it starts, how it ends.

use foundation::names::variables;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn auth_service(pairs: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_auth-service"));
    command
        .env_clear()
        .envs(pairs.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

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
fn a_signal_ends_the_process_without_an_error() -> Outcome {
    for signal in ["-TERM", "-INT"] {
        let port = (variables::AUTH_SERVICE_PORT, "0");
        let mut process = Process(auth_service(&[port, (variables::ENVIRONMENT, "test")]).spawn()?);
        let mut said = String::new();
        BufReader::new(process.0.stdout.take().ok_or("no output")?).read_line(&mut said)?;
        assert!(said.starts_with("listening on http://127.0.0.1:"), "{said}");

        Command::new("kill")
            .args([signal, &process.0.id().to_string()])
            .status()?;
        assert!(process.0.wait()?.success(), "{signal}");
    }
    Ok(())
}

#[test]
fn a_mistake_in_the_configuration_ends_the_process_before_it_listens() -> Outcome {
    let pairs = [
        (variables::ENVIRONMENT, "production"),
        (variables::AUTH_SERVICE_PORT, "http"),
    ];
    let output = auth_service(&pairs).output()?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout)?, "");
    assert_eq!(
        String::from_utf8(output.stderr)?,
        "auth-service: `AUTH_SERVICE_ADDRESS` is not set\n`AUTH_SERVICE_PORT`: invalid digit found in string\n"
    );
    Ok(())
}
