//! `ssot`: parses arguments, calls the library, gives the exit code.

use std::process::ExitCode;

use ssot::cli::{self, Caller};

// A linter allocates many small values in many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(Caller::Shell, std::env::args_os())
}
