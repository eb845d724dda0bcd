//! `cargo ssot`: the same program under the name that cargo looks for.

use std::process::ExitCode;

use ssot::cli::{self, Caller};

// As in `ssot`: a linter allocates many small values in many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(Caller::Cargo, std::env::args_os())
}
