//! What editors start for each check: `--format rustc`, `--wrap`, and `--stdin-filename`.

use std::fs;

use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Applicability, Diagnostic, DiagnosticLevel};
use serde_json::Value;

use crate::cli::{BREAKS, KEEPS, MANIFEST, OWNER, ROOT, Run, Workspace};

/// A contract that says what to write instead.
const CONTRACT: (&str, &str) = (
    "ssot.toml",
    "[concept.environment]\ncanonical = \"app::config\"\n\
     bypasses = [{ path = \"std::env::var\", instead = \"app::config::variable\", drop-in = true }]\n",
);
const CONFIG: (&str, &str) = (
    "src/config.rs",
    "pub fn variable(name: &str) -> Result<String, std::env::VarError> { std::env::var(name) }\n",
);
/// Two sites, the second after characters of several bytes.
const BOOT: (&str, &str) = (
    "src/boot.rs",
    "fn port() { std::env::var(\"PORT\").ok(); }\nfn größe() { /* 𝄞 */ std::env::var(\"SIZE\").ok(); }\n",
);

fn mendable() -> Workspace {
    Workspace::of(&[MANIFEST, CONTRACT, ROOT, CONFIG, BOOT])
}

fn messages(out: &str) -> Vec<Diagnostic> {
    let messages = Message::parse_stream(out.as_bytes()).map(|message| message.expect("a message of cargo"));
    let diagnostics = messages.filter_map(|message| match message {
        Message::CompilerMessage(message) => Some(message.message),
        _ => None,
    });
    diagnostics.collect()
}

#[test]
fn fixes_are_suggestions_of_rustc() {
    let workspace = mendable();
    let run = workspace.run(&["check", "--format", "rustc"]);
    let mut text = BOOT.1.to_owned();
    let found = messages(&run.out);
    assert_eq!(found.len(), 2, "{}", run.out);
    for diagnostic in found.iter().rev() {
        let children = diagnostic.children.iter();
        let fixes: Vec<&Diagnostic> = children.filter(|child| !child.spans.is_empty()).collect();
        assert_eq!(fixes.len(), 1, "{diagnostic:?}");
        assert_eq!(fixes[0].level, DiagnosticLevel::Help);
        let span = &fixes[0].spans[0];
        assert!(span.is_primary && span.file_name == BOOT.0);
        assert_eq!(span.suggestion_applicability, Some(Applicability::MachineApplicable));
        // What a reader does that counts in its own way: the columns in the text that comes with them.
        let line = &span.text[0];
        let marked = line
            .text
            .chars()
            .skip(line.highlight_start - 1)
            .take(line.highlight_end - line.highlight_start);
        assert_eq!(
            marked.collect::<String>(),
            text[span.byte_start as usize..span.byte_end as usize]
        );
        let replacement = span.suggested_replacement.as_deref().expect("a replacement");
        text.replace_range(span.byte_start as usize..span.byte_end as usize, replacement);
    }
    assert_eq!(text, BOOT.1.replace("std::env::var", "crate::config::variable"));
}

#[test]
fn formats_that_support_fixes_contain_them() {
    let workspace = mendable();
    let told = |format: &str| -> Value {
        let run = workspace.run(&["check", "--format", format]);
        serde_json::from_str(&run.out).expect("JSON")
    };
    let suggestion = &told("rdjson")["diagnostics"][1]["suggestions"][0];
    assert_eq!(suggestion["text"], "crate::config::variable");
    let line = BOOT.1.lines().nth(1).expect("a second line");
    let column = line.find("std::env").expect("the path") + 1;
    assert_eq!(suggestion["range"]["start"]["column"], column, "in bytes");
    let fix = &told("sarif")["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "use `crate::config::variable`");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], BOOT.0);
    assert_eq!(
        change["replacements"][0]["insertedContent"]["text"],
        "crate::config::variable"
    );
}

#[cfg(unix)]
#[test]
fn the_wrapped_checker_runs_first_and_its_output_is_passed_on() {
    let workspace = Workspace::clean();
    let theirs = "{\"reason\":\"build-script-executed\"} not even JSON \\xff";
    let script = format!("#!/bin/sh\nprintf '%b\\n' '{theirs}'\necho \"in $1\" >&2\nexit $2\n");
    workspace.write("check it.sh", &script);
    let wrap = |argument: &str, code: &str| {
        let command = format!("sh 'check it.sh' \"{argument}\" {code}");
        workspace.run(&["check", "--quiet", "--format", "rustc", "--wrap", &command])
    };
    let Run { code, out, err } = wrap("two words", "0");
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[0].starts_with("{\"reason\":\"build-script-executed\"} not even JSON"),
        "{out}"
    );
    assert_eq!((code, lines[1]), (0, "{\"reason\":\"build-finished\",\"success\":true}"));
    assert_eq!(err, "in two words\n");
    assert_eq!(wrap("x", "7").code, 1);
    workspace.write(BREAKS.0, BREAKS.1);
    let broken = wrap("x", "0");
    assert_eq!((broken.code, broken.out.lines().count()), (1, 3));
}

#[test]
fn commands_that_cannot_be_wrapped_are_reported() {
    let workspace = Workspace::clean();
    let cases = [
        (vec!["--wrap", "true"], "`--wrap` does not work with this format"),
        (vec!["--format", "rustc", "--wrap", " "], "there is no command to wrap"),
        (vec!["--format", "rustc", "--wrap", "sh 'x"], "is not a command"),
        (
            vec!["--format", "rustc", "--wrap", "there-is-no-such-program"],
            "could not be run",
        ),
    ];
    for (words, why) in cases {
        let run = workspace.run(&[vec!["check"], words].concat());
        assert_eq!(run.code, 2);
        assert!(run.err.contains(why), "{}", run.err);
    }
}

#[test]
fn a_text_from_stdin_replaces_the_file() {
    let workspace = Workspace::clean();
    let run = |text: &str, words: &[&str]| workspace.run_on(text, &[&["check", "--format", "concise", "--quiet"], words].concat());
    let found = run(BREAKS.1, &["--stdin-filename", BREAKS.0]);
    assert!(
        found.code == 1 && found.out.starts_with("src/boot.rs:1:13: high[direct-env-access]"),
        "{found:?}"
    );
    assert_eq!(run(KEEPS.1, &["--stdin-filename", BREAKS.0]).code, 0);
    // What it does to other files is told where these are asked for.
    let without_config = "mod boot;\n";
    let found = run(without_config, &["--stdin-filename", ROOT.0]);
    assert!(found.out.is_empty(), "{found:?}");
    let found = run(without_config, &["--stdin-filename", ROOT.0, "--", "ssot.toml"]);
    assert!(found.out.starts_with("ssot.toml:2:"), "{found:?}");
    // From elsewhere, and for a file that is not there yet.
    let folder = workspace.folder().join("src");
    fs::create_dir_all(folder.join("deep")).expect("the folder can be written");
    let late = folder.join("late.rs");
    let found = run(BREAKS.1, &["--stdin-filename", late.to_str().expect("UTF-8")]);
    assert!(found.out.starts_with("src/late.rs:1:13: "), "{found:?}");
    // The contract itself.
    let found = run(
        "[concept.environment]\ncanonical = \"app::confg\"\n",
        &["--stdin-filename", "ssot.toml"],
    );
    assert!(found.out.starts_with("ssot.toml:2:13: "), "{found:?}");
    assert_eq!(run("", &["--stdin-filename", "/elsewhere/lib.rs"]).code, 2);
    assert_eq!(run(OWNER.1, &["--stdin-filename", OWNER.0, "--fix"]).code, 2);
}
