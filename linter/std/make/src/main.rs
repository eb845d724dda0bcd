//! Writes the stubs of the standard library to standard output, from the documentation of the toolchain
//! (component `rust-docs`). See `../README.md`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod catalogue;
mod html;
mod page;
mod print;
mod stubs;
mod trim;

use catalogue::Catalogue;

/// What went wrong, beginning with the page.
type Result<T> = std::result::Result<T, String>;

const COMMAND: &str = "cargo run --manifest-path linter/std/make/Cargo.toml > linter/std/std.rs";

fn main() -> ExitCode {
    match make() {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<String> {
    let version = rustc(&["--version"])?;
    let docs = PathBuf::from(rustc(&["--print", "sysroot"])?).join("share/doc/rust/html");
    if !docs.join("std").is_dir() {
        return Err(format!(
            "no documentation in {}: run `rustup component add rust-docs`",
            docs.display()
        ));
    }
    let catalogue = Catalogue::read(&docs)?;
    let root = stubs::of(&catalogue)?;
    let text = format!(
        "// The standard library as stubs. Made from the documentation of {version} by\n// {COMMAND}\n{}",
        print::module(&root)
    );
    syn::parse_file(&text).map_err(|error| format!("the stubs do not parse: {error}"))?;
    Ok(text)
}

fn rustc(arguments: &[&str]) -> Result<String> {
    let output = Command::new("rustc")
        .args(arguments)
        .output()
        .map_err(|error| format!("cannot run rustc: {error}"))?;
    if !output.status.success() {
        return Err(format!("rustc {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The text of one page; `page` is its path below the root of the documentation.
fn read(docs: &Path, page: &str) -> Result<String> {
    std::fs::read_to_string(docs.join(page)).map_err(|error| format!("{page}: {error}"))
}
