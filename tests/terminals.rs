//! Names, strings and comments of others reach a terminal or a log as text, and never as an order.

#![cfg(unix)]

use ssot::report::FORMATS;

use crate::cli::{OWNER, Run, Workspace, commit};

/// A file whose name clears the screen, turns the order of what follows, and begins a line that GitHub would obey.
const NAME: &str = "src/a\n::error file=b::c\u{1b}[2J\u{1b}]0;t\u{7}\u{202e}\u{85}\u{9b}1A\u{200b}\u{2066}.rs";

fn hostile() -> Workspace {
    let body = "{ let mut sum = 0; for i in 0..n { if i % 2 == 0 { sum += i * 3; } else { sum += i + 1; } } for j in 0..n { sum -= j; } sum }";
    let code = format!(
        "// \u{1b}[2J\u{202e}\nfn home() {{ std::env::var(\"\u{1b}[2J\u{9b}\u{202e}\").ok(); }}\npub fn one(n: u32) -> u32 {body}\npub fn two(n: u32) -> u32 {body}\n"
    );
    Workspace::of(&[
        (
            "Cargo.toml",
            "[package]\nname = \"app\\u001b[2J\\u202e\\nx\"\nedition = \"2021\"\n",
        ),
        (
            "ssot.toml",
            "[concept.\"environment\\u001b[2J\\u202e\\n::error::d\"]\ncanonical = \"app::config\"\nbypasses = [\"std::env::var\", \"\\u001b[2J\"]\n\
             [rule.\"own\\u001b[2J\\n::error::e\"]\nkind = \"direct_access\"\n\"key\\u009b\\u202e\" = 1\n",
        ),
        ("src/lib.rs", "mod config;\n"),
        OWNER,
        (NAME, &code),
    ])
}

/// Everything but what is to be seen, line ends, tabs and colours.
fn orders(text: &str) -> Vec<String> {
    let mut rest = text;
    let mut orders = Vec::new();
    while let Some(char) = rest.chars().next() {
        let colour = rest
            .strip_prefix("\x1b[")
            .and_then(|rest| rest.split_once('m'))
            .filter(|(code, _)| code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'));
        if let Some((_, after)) = colour {
            rest = after;
            continue;
        }
        let is_hidden = matches!(char, '\u{200c}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if is_hidden || (char.is_control() && !matches!(char, '\n' | '\t')) {
            orders.push(char.escape_unicode().to_string());
        }
        rest = &rest[char.len_utf8()..];
    }
    let lines = text
        .lines()
        .filter(|line| line.starts_with("::error") && (!line.contains("title=ssot") || line.starts_with("::error::")));
    orders.extend(lines.map(str::to_owned));
    orders
}

#[track_caller]
fn is_text(run: &Run, what: &str) {
    for said in [&run.out, &run.err] {
        assert_eq!(orders(said), <[&str; 0]>::default(), "{what}: {}", said.escape_debug());
    }
}

#[test]
fn no_format_writes_control_sequences() {
    let workspace = hostile();
    for format in FORMATS {
        for color in ["always", "never"] {
            let words = ["check", "--format", format.name, "--color", color];
            let run = workspace.run(&words);
            assert!(run.code < 2 && !run.out.is_empty(), "{run:?}");
            is_text(&run, format.name);
        }
        let file = workspace.folder().join("target/report");
        let words = format!("{}={}", format.name, file.display());
        workspace.run(&["check", "--format", &words]);
        let out = std::fs::read_to_string(file).expect("it was written");
        is_text(
            &Run {
                code: 0,
                out,
                err: String::new(),
            },
            format.name,
        );
    }
}

#[test]
fn no_command_writes_control_sequences() {
    let workspace = hostile();
    if !commit(&workspace, 1, "first \u{1b}[2J") {
        return;
    }
    let commands: [&[&str]; 18] = [
        &["check", NAME],
        &["check", "--staged"],
        &["check", "no\u{1b}[2J\nway"],
        &["check", "-A", "no\u{1b}[2J\nrule"],
        &["check", "--since", "no\u{1b}[2J\nrevision"],
        &["uses", "std::env::var"],
        &["uses", "std::env::var", "--format", "json"],
        &["uses", "--unknown"],
        &["duplicates", "--min-tokens", "20"],
        &["duplicates", "--min-tokens", "20", "--format", "jsonl"],
        &["find", NAME],
        &["rules"],
        &["config"],
        &["score"],
        &["explain", "own\u{1b}[2J\n::error::e"],
        &["init", "--dry-run"],
        &["baseline", "create"],
        &["baseline", "diff"],
    ];
    for command in commands {
        is_text(&workspace.run(command), &command.join(" "));
    }
    std::fs::remove_file(workspace.folder().join("ssot.toml")).expect("its own file");
    std::fs::remove_file(workspace.folder().join("ssot-baseline.txt")).expect("its own file");
    is_text(&workspace.run(&["init"]), "init");
    let written = std::fs::read_to_string(workspace.folder().join("ssot.toml")).expect("it was written");
    is_text(
        &Run {
            code: 0,
            out: written,
            err: String::new(),
        },
        "ssot.toml",
    );
}
