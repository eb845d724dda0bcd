//! Input that nobody writes by hand: every one of it ends, and ends in a report.

use std::fs;
use std::path::Path;

use ssot::report::Report;
use ssot::snapshot::Snapshot;

use crate::harness::{Files, report, report_on};

fn report_of_text(text: &str) -> Report {
    report(&Files::from([("main.rs".into(), text.into())]))
}

fn rules(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| &*finding.rule).collect()
}

/// The first statement is fine; what follows it must neither hide it nor stop the run.
fn with_a_finding_before(hostile: &str) -> String {
    format!("fn fine() {{ std::env::var(\"X\").ok(); }}\n{hostile}\n")
}

#[test]
fn too_deep_nesting_is_a_finding() {
    const DEEP: usize = 100_000;
    let nested = |open: &str, middle: &str, close: &str| {
        let (open, close) = (open.repeat(DEEP), close.repeat(DEEP));
        with_a_finding_before(&format!("fn deep() {{ {open}{middle}{close}; }}"))
    };
    let texts = [
        nested("(", "x", ")"),
        nested("[", "x", "]"),
        nested("{", "x", "}"),
        nested("!", "x", ""),
        nested("&", "x", ""),
        nested("x + ", "x", ""),
        nested("x = ", "x", ""),
        nested("|x| ", "x", ""),
        nested("return ", "x", ""),
        nested("if x {} else ", "{}", ""),
        nested("x.y()", "", ""),
        nested("a::", "b", ""),
        nested("m!(", "x", ")"),
        with_a_finding_before(&format!("type T = {}u8;", "&".repeat(DEEP))),
        with_a_finding_before(&format!("type T = {}u8{};", "A<".repeat(DEEP), ">".repeat(DEEP))),
        with_a_finding_before(&format!("use {}b{};", "a::{".repeat(DEEP), "}".repeat(DEEP))),
        with_a_finding_before(&format!("{}{}", "mod m {".repeat(DEEP), "}".repeat(DEEP))),
        with_a_finding_before(&format!("fn f() {{ match x {{ {}x => {{}} }} }}", "&".repeat(DEEP))),
        with_a_finding_before(&"(".repeat(DEEP)),
        with_a_finding_before(&"/*".repeat(DEEP)),
        with_a_finding_before(&format!(
            "#[cfg({}test{})] fn f() {{}}",
            "all(".repeat(DEEP),
            ")".repeat(DEEP)
        )),
    ];
    for text in &texts {
        let report = report_of_text(text);
        let start: String = text.lines().nth(1).unwrap_or_default().chars().take(30).collect();
        assert_eq!(rules(&report), ["direct-env-access", "unparsed-code"], "{start}");
        assert_eq!(report.looked_at.unread, 1, "{start}");
    }
}

/// As deep as generated code gets, and read all the same.
#[test]
fn usual_nesting_is_parsed() {
    const DEEP: usize = 1_000;
    let texts = [
        format!(
            "fn deep() {{ {}std::env::var(\"X\"){}; }}",
            "(".repeat(DEEP),
            ")".repeat(DEEP)
        ),
        format!("fn deep() {{ {}std::env::var(\"X\"); }}", "x + ".repeat(DEEP)),
        format!("fn deep() {{ {} {{ std::env::var(\"X\"); }} }}", "if x {} else ".repeat(DEEP)),
        format!("fn deep() {{ std::env::var(\"X\"){}; }}", ".or(x)".repeat(DEEP)),
    ];
    for text in &texts {
        assert_eq!(rules(&report_of_text(text)), ["direct-env-access"]);
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_read() {
    let function = format!(
        "fn f(a: u32) -> u32 {{ let b = a + 1; g(b, \"{}\", [1, 2, 3]) }}\n",
        "text ".repeat(100)
    );
    let mut text = function.repeat(50_000_000 / function.len());
    text.push_str("fn last() { std::env::var(\"X\").ok(); }\n");
    assert_eq!(rules(&report_of_text(&text)), ["direct-env-access"]);
}

#[test]
fn an_endless_line_is_parsed() {
    let text = format!(
        "fn f() {{ let text = \"{}\"; std::env::var(\"X\").ok(); }}",
        "ä".repeat(1_000_000)
    );
    let report = report_of_text(&text);
    assert_eq!(report.findings[0].place.span.column, 1_000_025);
}

/// What a program writes may be one line: each token's place must not cost a walk from the start of it.
#[test]
fn a_program_on_one_line_is_read() {
    for text in ["text", "täxt"] {
        let function = format!("fn f(a: u32) -> u32 {{ let b = a + 1; g(b, \"{text}\", h(1), i(2)) }} ");
        let text = function.repeat(40_000) + "fn last() { std::env::var(\"X\").ok(); }";
        assert_eq!(rules(&report_of_text(&text)), ["direct-env-access"]);
    }
}

/// Each alias doubles the one before: a type of 2^64 parts, in 64 lines. And bounds that lead back to themselves.
#[test]
fn infinite_types_are_unknown() {
    let aliases: String = (0..64)
        .map(|at| format!("type A{}<T> = (A{at}<T>, A{at}<T>);\n", at + 1))
        .collect();
    let text = format!(
        "type A0<T> = T;\n{aliases}\
        type B = A64<Vec<u8>>;\n\
        fn f(b: B) {{ b.0.len(); std::env::var(\"X\").ok(); }}\n\
        trait T where Self: U {{ type Item: Iterator<Item = Self::Item>; }} trait U where Self: T {{}}\n\
        fn g<I: Iterator<Item = I::Item> + T>(i: I) where I::Item: T {{ i.none(); for x in i {{ x.none(); }} }}\n\
        type C = D; type D = C; fn h(c: C) {{ c.none(); }}\n\
        struct E; impl std::ops::Deref for E {{ type Target = E; }} fn i(e: E) {{ e.none(); e.field; e[0]; }}\n"
    );
    let lone = "[concept.x]\ncanonical = \"x\"\nbypasses = [\"**::{len, none, field}\"]\n";
    let files = Files::from([("main.rs".into(), text), ("ssot.toml".into(), lone.into())]);
    let report = report(&files);
    assert!(report.findings.iter().any(|finding| &*finding.rule == "direct-env-access"));
    assert!(report.looked_at.unknown_methods >= 4, "{:?}", report.looked_at);
}

/// Each expansion calls its macro twice, or once with twice the text, or defines the macro that it calls.
#[test]
fn macros_without_end_are_not_expanded_to_the_end() {
    let text = with_a_finding_before(
        "macro_rules! twice { () => { twice!(); twice!(); } } twice!();\n\
        macro_rules! double { ($($t:tt)*) => { double!($($t)* $($t)* x); } } double!(x);\n\
        macro_rules! define { ($a:ident) => { macro_rules! $a { () => { define!($a); $a!(); } } } } define!(own); own!();\n\
        fn f() { let x = double!(y); twice!(); }",
    );
    let report = report_of_text(&text);
    assert_eq!(rules(&report), ["direct-env-access"]);
    assert!(
        report.notes.iter().any(|note| note.starts_with("not expanded: ")),
        "{:?}",
        report.notes
    );
}

/// `cfg` may choose between definitions: each of many leads to each of many, and they lead in a circle.
#[test]
fn aliases_of_aliases_do_not_multiply() {
    let circle = "type C = D::X; type D = C::Y; type E = F; type F = E; type G = F::Q;\n".repeat(40);
    let report = report_of_text(&format!(
        "{circle}impl C {{ fn f() {{}} }}\nimpl E {{ fn f() {{}} }}\n\
        fn g(c: C, e: E, g: G) {{ c.none(); e.none(); g.f(); C::f(); std::env::var(\"X\").ok(); }}\n"
    ));
    assert_eq!(rules(&report), ["direct-env-access"]);
}

/// Whatever the bytes, the walk over them ends.
#[test]
fn text_that_is_not_rust_is_reported() {
    for text in [
        "\0\0\0",
        "fn",
        "}",
        "<<<<<<< HEAD",
        "#",
        "'",
        "\"",
        "r#\"",
        "b'",
        "fn f( {",
        "0x",
        "\\",
        "use a::{",
        "mod",
    ] {
        let report = report_of_text(text);
        assert_eq!(rules(&report), ["unparsed-code"], "{text:?}");
        assert_eq!(
            report.score.files.overall.violating, 1,
            "a file that does not parse is a violating file"
        );
    }
}

#[test]
fn characters_that_nobody_sees_are_reported_whatever_the_text() {
    assert_eq!(rules(&report_of_text("\u{feff}")), ["misleading-characters"]);
    assert_eq!(rules(&report_of_text("\u{202e}")), ["misleading-characters", "unparsed-code"]);
}

#[test]
fn empty_files_are_clean() {
    for text in [
        "",
        "\n",
        "#!/bin/sh\n",
        "// comment",
        "/* comment */",
        "#![allow(unused)]",
        "\r\n\r\n",
    ] {
        assert_eq!(rules(&report_of_text(text)), [""; 0], "{text:?}");
    }
}

#[test]
fn an_empty_folder_is_reported() {
    let report = report(&Files::new());
    assert!(
        report.notes.iter().any(|note| note.contains("no Rust file")),
        "{:?}",
        report.notes
    );
    assert_eq!(report.score.files.overall.score, None);
}

#[test]
fn a_file_that_vanishes_in_the_run_is_a_finding() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("a.rs"), "fn f() {}").expect("the folder can be written");
    fs::write(folder.path().join("b.rs"), "fn f() {}").expect("the folder can be written");
    let snapshot = Snapshot::worktree(folder.path()).expect("the folder can be walked");
    fs::remove_file(folder.path().join("b.rs")).expect("the file can be removed");
    let report = report_on(&snapshot);
    assert_eq!(rules(&report), ["unreadable-file"]);
    assert!(
        report.findings[0].message.contains("vanished"),
        "{}",
        report.findings[0].message
    );
}

#[cfg(unix)]
#[test]
fn cyclic_links_end() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::create_dir(folder.path().join("src")).expect("the folder can be written");
    fs::write(folder.path().join("src/lib.rs"), "fn f() { std::env::var(\"X\").ok(); }").expect("the folder can be written");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("src/again")).expect("links can be made");
    std::os::unix::fs::symlink("loop.rs", folder.path().join("src/loop.rs")).expect("links can be made");
    let report = report_on(&Snapshot::worktree(folder.path()).expect("the folder can be walked"));
    assert!(rules(&report).contains(&"direct-env-access"));
}

/// Root reads everything, so there the folder is readable and the file in it is checked like any other.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder for the test");
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("the folder can be written");
    fs::write(closed.join("a.rs"), "fn f() { std::env::var(\"X\").ok(); }").expect("the folder can be written");
    fs::write(folder.path().join("b.rs"), "fn f() {}").expect("the folder can be written");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    let is_closed = fs::read_dir(&closed).is_err();
    let report = report_on(&Snapshot::worktree(folder.path()).expect("the folder can be walked"));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("permissions can be set");
    assert_eq!(
        rules(&report),
        if is_closed {
            ["unreadable-file"]
        } else {
            ["direct-env-access"]
        }
    );
}

#[test]
fn a_missing_folder_is_an_error_of_one_sentence() {
    let error = Snapshot::worktree(Path::new("no/such/folder")).expect_err("there is no such folder");
    assert!(error.to_string().contains("does not exist"), "{error}");
}

/// Thousands of modules that name each other, each import hanging on the next.
#[test]
fn a_long_chain_of_re_exports_is_followed() {
    const LENGTH: usize = 5_000;
    let links: String = (0..LENGTH)
        .map(|at| format!("mod m{at} {{ pub use crate::m{}::*; }}\n", at + 1))
        .collect();
    let text = format!("{links}mod m{LENGTH} {{ pub use std::env::var; }}\nfn f() {{ m0::var(\"X\").ok(); }}");
    let report = report_of_text(&text);
    assert_eq!(
        rules(&report).iter().filter(|rule| **rule == "direct-env-access").count(),
        2,
        "the re-export and the use"
    );
}

/// What code that a program wrote, and nobody marked, looks like to the search for copies.
#[test]
fn thousands_of_equal_functions_and_statements_are_one_class() {
    const STATEMENT: &str = "    total += values.get(index).copied().unwrap_or_default().wrapping_mul(31).rotate_left(7);\n";
    let function = |name: String, statements: usize| {
        format!(
            "pub fn {name}(values: &[u64], index: usize) -> u64 {{\n    let mut total = 0;\n{}    total\n}}\n",
            STATEMENT.repeat(statements)
        )
    };
    let equal: String = (0..2_000).map(|number| function(format!("f{number}"), 6)).collect();
    let long = function("long".into(), 5_000);
    let found = report(&Files::from([("equal.rs".into(), equal), ("long.rs".into(), long)])).findings;
    let sites: Vec<(String, u64)> = found
        .iter()
        .map(|finding| (finding.rule.to_string(), finding.sites()))
        .collect();
    assert_eq!(sites, [("duplicate-implementation".to_owned(), 1_999)]);
}
