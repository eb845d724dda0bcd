//! The auth service, as a program.

use auth_service::{Cli, attend, serve};
use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().order {
        None => serve().await,
        Some(order) => attend(&order).await,
    }
}
