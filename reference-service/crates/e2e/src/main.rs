//! Tries a platform, wherever it is, and tells what came of it.

use clap::Parser;
use e2e::cli::Cli;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => complain(&*error),
    }
}

#[expect(clippy::print_stderr, reason = "the console of the process")]
fn complain(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("p1: {error}");
    ExitCode::from(2)
}
