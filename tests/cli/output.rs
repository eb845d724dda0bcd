//! Where it is written, how, and for whom.

use std::fs;
use std::io;
use std::process::Stdio;

use ssot::report::FORMATS;

use super::{SSOT, Workspace};

#[test]
fn several_formats_go_to_several_places() {
    let workspace = Workspace::broken();
    let run = workspace.run(&[
        "check",
        "--format",
        "concise",
        "--format",
        "sarif=out.sarif",
        "--format=json=a=b.json",
    ]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.starts_with("src/boot.rs:1:13: "), "{}", run.out);
    assert!(
        run.err.starts_with("wrote sarif to `out.sarif`\nwrote json to `a=b.json`\n"),
        "{}",
        run.err
    );
    let read = |file: &str| fs::read_to_string(workspace.folder().join(file)).expect("the file is there");
    assert!(read("out.sarif").contains("ssotFingerprint/v1"));
    assert_eq!(read("a=b.json"), workspace.run(&["check", "--format", "json"]).out);
    let entries = fs::read_dir(workspace.folder()).expect("the folder can be read");
    let mut names = entries.map(|entry| entry.expect("the folder can be read").file_name());
    assert!(
        !names.any(|name| name.to_string_lossy().starts_with(".tmp")),
        "what was written beside is gone"
    );
}

#[test]
fn output_replaces_a_file_and_leaves_stdout_alone() {
    let workspace = Workspace::broken();
    workspace.write(
        "out.txt",
        "as it was, and longer than what comes after it by much\n".repeat(99).as_str(),
    );
    let run = workspace.run_with(&[("AI_AGENT", "1")], &["check", "--output", "out.txt", "--color", "always"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.starts_with("wrote full to `out.txt`\n"), "{}", run.err);
    let written = fs::read_to_string(workspace.folder().join("out.txt")).expect("the file is there");
    assert_eq!(
        written,
        workspace.run(&["check"]).out,
        "as without colour, and not for an agent"
    );
    let quiet = workspace.run(&["check", "-qq", "--format", "github", "--output", "out.txt"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (1, "", ""));
    let written = fs::read_to_string(workspace.folder().join("out.txt")).expect("the file is there");
    assert!(written.starts_with("::error file=src/boot.rs,"), "{written}");
}

#[test]
#[cfg(unix)]
fn output_goes_through_links_and_into_devices() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let workspace = Workspace::broken();
    let at = |name: &str| workspace.folder().join(name);
    symlink("real.json", at("link.json")).expect("a link can be made");
    workspace.write("real.json", "");
    assert_eq!(workspace.run(&["check", "--format", "json=link.json"]).code, 1);
    assert!(
        fs::symlink_metadata(at("link.json")).expect("it is there").is_symlink(),
        "a link stays one"
    );
    assert!(fs::read_to_string(at("real.json")).expect("it is there").starts_with('{'));
    assert_eq!(workspace.run(&["check", "--format", "json=/dev/null"]).code, 1);
    assert!(
        !fs::metadata("/dev/null").expect("it is there").is_file(),
        "a device stays one"
    );
    fs::write(at("by_hand"), "").expect("the folder can be written");
    assert_eq!(workspace.run(&["check", "--output", "by_ssot"]).code, 1);
    let mode = |name: &str| fs::metadata(at(name)).expect("it is there").permissions().mode();
    assert_eq!(mode("by_ssot"), mode("by_hand"), "whoever may read a file may read this one");
}

#[test]
fn an_agent_gets_a_line_for_each_finding() {
    let workspace = Workspace::broken();
    let asked = workspace.run(&["check", "--format", "agent"]).out;
    assert!(asked.contains("; help: "), "{asked}");
    assert_eq!(workspace.run_with(&[("CLAUDECODE", "1")], &["check"]).out, asked);
    let full = workspace.run(&["check"]).out;
    assert_eq!(workspace.run_with(&[("AGENT", "0"), ("AI_AGENT", "")], &["check"]).out, full);
    assert_eq!(
        workspace.run_with(&[("AGENT", "1")], &["check", "--format", "full"]).out,
        full
    );
}

#[test]
fn quiet_once_keeps_the_findings_and_twice_only_the_exit_code() {
    let workspace = Workspace::broken();
    let quiet = workspace.run(&["check", "-q", "--format", "concise"]);
    assert_eq!(quiet.code, 1, "{quiet:?}");
    assert_eq!(
        (quiet.out.lines().count(), quiet.err.as_str()),
        (1, ""),
        "no summary, no time: {quiet:?}"
    );
    for words in [["check", "-qq"], ["check", "-qqq"]] {
        let silent = workspace.run(&words);
        assert_eq!((silent.code, silent.out.as_str(), silent.err.as_str()), (1, "", ""));
    }
    let clean = Workspace::clean().run(&["check", "-q"]);
    assert_eq!((clean.code, clean.out.as_str(), clean.err.as_str()), (0, "", ""));
    workspace.run(&["check", "-qq", "none"]).is_refused_with(&["error: "]);
}

#[test]
fn colour_is_written_only_where_it_is_wanted() {
    let workspace = Workspace::broken();
    for (environment, words, is_coloured) in [
        (&[][..], &["check"][..], false),
        (&[], &["check", "--color", "never"], false),
        (&[], &["check", "--color", "auto"], false),
        (&[], &["check", "--color", "always"], true),
        (&[("CLICOLOR_FORCE", "1")], &["check"], true),
        (&[("CLICOLOR_FORCE", "1")], &["check", "--color", "never"], false),
        (&[("CARGO_TERM_COLOR", "always")], &["check"], true),
        (&[("CARGO_TERM_COLOR", "never"), ("CLICOLOR_FORCE", "1")], &["check"], false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &["check"], false),
        (&[("NO_COLOR", "1")], &["check", "--color", "always"], true),
        (&[("CLICOLOR_FORCE", "1")], &["rules"], true),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &["rules"], false),
        (&[], &["explain", "direct-access", "--color", "always"], true),
        (&[], &["explain", "direct-access"], false),
        (&[], &["score", "--color", "always"], true),
        (&[], &["score"], false),
    ] {
        let run = workspace.run_with(environment, words);
        assert_eq!(
            run.out.contains('\x1b'),
            is_coloured,
            "{environment:?} {words:?}: {}",
            run.out
        );
    }
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let workspace = Workspace::broken();
    for format in FORMATS {
        let plain = workspace.run(&["check", "--format", format.name]);
        let painted = workspace.run(&["check", "--format", format.name, "--color", "always"]);
        assert_eq!(without_paint(&painted.out), plain.out, "{}", format.name);
    }
}

/// The text without `ESC [ … m`.
fn without_paint(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}

#[test]
fn errors_have_no_colour_in_a_pipe() {
    let workspace = Workspace::clean();
    assert!(!workspace.run(&["none"]).err.contains('\x1b'));
    assert!(!workspace.run(&["check", "--format", "xyzzy"]).err.contains('\x1b'));
}

#[test]
fn a_closed_pipe_ends_the_output_quietly() {
    let workspace = Workspace::broken();
    for words in [
        &["check"][..],
        &["check", "--format", "json"],
        &["rules"],
        &["explain", "direct-access"],
        &["config", "--show"],
        &["--help"],
    ] {
        let (reader, writer) = io::pipe().expect("a pipe can be made");
        drop(reader);
        let mut command = workspace.command(SSOT, words);
        let output = command
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .expect("the program starts");
        let wanted = if words[0] == "check" { 1 } else { 0 };
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(wanted), "{words:?}: {told}");
        assert!(!told.contains("error") && !told.contains("panicked"), "{words:?}: {told}");
    }
}
