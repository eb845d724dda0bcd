//! The number of threads changes how long it takes and nothing else.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixtures::situations;

/// What the program says of a folder, in the two formats that say everything.
fn told(folder: &Path, threads: &str) -> Vec<Vec<u8>> {
    let outputs = ["full", "json"].map(|format| {
        let output = Command::new(env!("CARGO_BIN_EXE_ssot"))
            .args([
                "check",
                ".",
                "--quiet",
                "--no-cache",
                "--color",
                "never",
                "--format",
                format,
                "--threads",
                threads,
            ])
            .current_dir(folder)
            .output()
            .expect("the program starts");
        let (code, told) = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        assert!(matches!(code, Some(0 | 1)) && told.is_empty(), "{code:?}: {told}");
        output.stdout
    });
    outputs.into()
}

#[track_caller]
fn is_the_same_for_any_number_of_threads(folder: &Path) -> String {
    let one = told(folder, "1");
    for threads in ["2", "8"] {
        for (one, many) in one.iter().zip(told(folder, threads)) {
            assert!(
                *one == many,
                "1 thread says one thing, {threads} another:\n{}\n{}",
                String::from_utf8_lossy(one),
                String::from_utf8_lossy(&many)
            );
        }
    }
    String::from_utf8_lossy(&one[1]).into_owned()
}

#[test]
fn all_situations_in_one_tree() {
    let tree = tempfile::tempdir().expect("a folder for the test");
    for situation in situations() {
        let (subject, name) = (situation.parent().and_then(Path::file_name), situation.file_name());
        let to = tree.path().join(subject.expect("a subject")).join(name.expect("a situation"));
        copy(&situation, &to);
    }
    fs::write(tree.path().join("ssot.toml"), "").expect("the folder can be written");
    let json = is_the_same_for_any_number_of_threads(tree.path());
    assert!(json.contains("unparsed-code") && json.contains("unreadable-file"), "{json}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be written");
    for entry in fs::read_dir(from).expect("fixtures can be read") {
        let entry = entry.expect("fixtures can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("the folder can be written");
        }
    }
}

/// Its own contracts find nothing in it, so it gets some that it was not written for.
#[test]
fn the_source_of_the_linter() {
    const MANIFEST: &str = "[package]\nname = \"ssot\"\nedition = \"2024\"\n[dependencies]\nsyn = \"3\"\nserde = \"1\"\n";
    const CONTRACTS: &str = r#"
[concept.parser]
bypasses = ["syn::**"]

[concept.findings]
canonical = "ssot::finding::Finding"
factory   = ["ssot::input::finding"]
rivals    = ["*Problem"]

[rule.duplicate-implementation]
min-tokens = 12
"#;
    let tree = tempfile::tempdir().expect("a folder for the test");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &tree.path().join("src"));
    fs::write(tree.path().join("Cargo.toml"), MANIFEST).expect("the folder can be written");
    fs::write(tree.path().join("ssot.toml"), CONTRACTS).expect("the folder can be written");
    let json = is_the_same_for_any_number_of_threads(tree.path());
    for rule in [
        "direct-access",
        "duplicate-implementation",
        "non-factory-construction",
        "rival-definition",
    ] {
        assert!(json.contains(rule), "{rule} is not among what was found");
    }
}

#[test]
fn a_workspace_of_three_hundred_files() {
    const CRATES: usize = 6;
    const MODULES: usize = 50;
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be written");
        fs::write(path, text).expect("the folder can be written");
    };
    write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n");
    write("ssot.toml", CONTRACTS);
    for package in 0..CRATES {
        let mut manifest = format!("[package]\nname = \"part{package}\"\nedition = \"2021\"\n[dependencies]\n");
        for below in 0..package {
            let _ = writeln!(manifest, "part{below} = {{ path = \"../part{below}\" }}");
        }
        write(&format!("crates/part{package}/Cargo.toml"), &manifest);
        let mut lib: String = (0..MODULES).map(|module| format!("pub mod m{module};\n")).collect();
        let _ = writeln!(
            lib,
            "pub use m0::*;\npub mod prelude {{ pub use crate::m1::*; pub use crate::m2::Value2 as First; }}"
        );
        write(&format!("crates/part{package}/src/lib.rs"), &lib);
        for module in 0..MODULES {
            write(
                &format!("crates/part{package}/src/m{module}.rs"),
                &text_of(package, module, MODULES),
            );
        }
    }
    let json = is_the_same_for_any_number_of_threads(folder.path());
    for rule in [
        "direct-env-access",
        "duplicate-implementation",
        "missing-canonical",
        "non-factory-construction",
        "rival-definition",
        "scattered-import-paths",
    ] {
        assert!(json.contains(rule), "{rule} is not among what was found");
    }
}

const CONTRACTS: &str = r#"
[concept.environment]
canonical = "part0::m0"

[concept.value]
canonical = "part0::m3::Value3"
factory   = ["part0::m3::make3"]
rivals    = ["Rival*"]

[concept.ghost]
canonical = "part0::ghost"
"#;

/// Imports in a chain and in a circle, globs over globs, copies within and across crates, reads of the environment.
fn text_of(package: usize, module: usize, modules: usize) -> String {
    let (next, far) = ((module + 1) % modules, (module * 7 + 3) % modules);
    let mut text = format!("pub use crate::m{next}::*;\nuse crate::m{far}::Value{far} as Far;\n");
    if package > 0 {
        let below = (module + package) % package;
        let path = ["m2::Value2", "prelude::First", "m1::Value2"][module % 3];
        let _ = writeln!(
            text,
            "use part{below}::{path} as Below;\nuse part0::m3::Value3;\nuse part{below}::prelude::*;"
        );
        let _ = writeln!(text, "fn build{module}(_: Below) -> Value3 {{ Value3 {{ size: {module} }} }}");
    }
    let _ = writeln!(text, "#[derive(Default)]\npub struct Value{module} {{ pub size: usize }}");
    let _ = writeln!(
        text,
        "pub fn make{module}(_: Far) -> Value{module} {{ Value{module} {{ size: {package} }} }}"
    );
    if module.is_multiple_of(5) {
        let _ = writeln!(
            text,
            "fn read{module}() {{ std::env::var(\"V{package}\").ok(); }}\npub struct Rival{module};"
        );
    }
    if module.is_multiple_of(4) {
        let _ = writeln!(
            text,
            "pub fn parse{module}(line{module}: &str) -> Option<(String, u32)> {{
    let (name, count) = line{module}.split_once(':')?;
    let count = count.trim().parse().ok()?;
    if name.is_empty() || count == {} {{ return None; }}
    Some((name.trim().to_owned(), count))
}}",
            module % 3
        );
    }
    text
}
