//! The auth service, as a program.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    auth_service::serve().await
}
