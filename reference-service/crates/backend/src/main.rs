//! The backend, as a program.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    backend::serve().await
}
