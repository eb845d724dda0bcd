//! `ssot duplicates` and `ssot find`: what is told of copies, in which order, and of what is no copy.

use crate::cli::{CONTRACT, MANIFEST, OWNER, ROOT, Workspace, commit};

const COPIES: (&str, &str) = (
    "src/boot.rs",
    "fn port_of(line: &str) -> Option<u16> {
    let (name, value) = line.split_once('=')?;
    if name.trim() != \"port\" { return None; }
    value.trim().trim_matches('\"').parse::<u16>().ok()
}
pub fn port_in(text: &str) -> Option<u16> {
    let (key, value) = text.split_once('=')?;
    if key.trim() != \"port\" { return None; }
    value.trim().trim_matches('\"').parse::<u16>().ok()
}
",
);

#[test]
fn duplicates_are_listed_in_classes_with_the_copy_to_keep() {
    let workspace = Workspace::of(&[MANIFEST, ROOT, OWNER, COPIES]);
    let run = workspace.run(&["duplicates"]);
    assert_eq!((run.code, run.err.as_str()), (0, "1 class in 3 files\n"), "{run:?}");
    assert_eq!(
        run.out,
        "2 copies of a function, 100 % the same: keep `app::boot::port_in`
  src/boot.rs:1-5: app::boot::port_of
  src/boot.rs:6-10: app::boot::port_in

"
    );
    let run = workspace.run(&["duplicates", ".", "--format", "jsonl"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).expect("a class is an object");
    assert_eq!((&told["type"], &told["kind"]), (&2.into(), &"function".into()), "{told}");
    assert_eq!(told["copies"][1]["item"], told["canonical"], "{told}");
    for words in [&["--min-tokens", "200"][..], &["--across-crates"]] {
        assert_eq!(workspace.run(&[&["duplicates"], words].concat()).out, "", "{words:?}");
    }
    workspace
        .run(&["duplicates", "--similarity", "101"])
        .is_refused_with(&["101"]);
}

#[test]
fn the_class_worth_most_is_listed_first_with_the_import() {
    let small = "{ let (name, value) = line.split_once('=')?; if name.trim() != \"port\" { return None; } value.parse().ok() }";
    let large = "{ let mut all = Vec::with_capacity(line.len()); for word in line.split_whitespace().rev() { \
                 all.extend(word.bytes().filter(u8::is_ascii_digit)); } all.last().copied() }";
    let other = format!("pub fn a(line: &str) -> Option<u16> {small}\npub fn b(line: &str) -> Option<u8> {large}\n");
    let lib = format!("pub fn c(line: &str) -> Option<u16> {small}\npub fn d(line: &str) -> Option<u8> {large}\n");
    let workspace = Workspace::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\n"),
        ("one/Cargo.toml", "[package]\nname = \"one\"\n"),
        ("one/src/lib.rs", &lib),
        (
            "two/Cargo.toml",
            "[package]\nname = \"two\"\n[dependencies]\none = { path = \"../one\" }\n",
        ),
        ("two/src/lib.rs", &other),
    ]);
    let run = workspace.run(&["duplicates", "--across-crates", "--min-tokens", "20", "--format", "jsonl"]);
    let told: Vec<serde_json::Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("a class is an object"))
        .collect();
    let keep = |at: usize| told[at]["canonical"].as_str().expect("a path");
    assert_eq!((told.len(), keep(0), keep(1)), (2, "one::d", "one::c"), "{}", run.out);
    assert_eq!(told[0]["copies"][1]["use"], "use one::d;", "{}", run.out);
}

#[test]
fn find_lists_existing_implementations() {
    let workspace = Workspace::of(&[MANIFEST, CONTRACT, ROOT, OWNER, COPIES]);
    let run = workspace.run(&["find", "src/boot.rs:2"]);
    let told = "100 % the same: `app::boot::port_in`\n  src/boot.rs:6-10\n";
    assert_eq!((run.code, run.out.as_str()), (0, told), "{run:?}");
    let copy = "let (name, value) = text.split_once('=')?; // as everywhere
        if name.trim() != \"port\" { return None; }
        value.trim().trim_matches('\"').parse::<u16>().ok()";
    for code in [
        copy.to_owned(),
        format!("use std::io;\nfn mine(text: &str) -> Option<u16> {{ {copy} }}"),
    ] {
        let run = workspace.run_on(&code, &["find", "-", "--limit", "1", "--format", "jsonl"]);
        let told: serde_json::Value = serde_json::from_str(&run.out).expect("one object");
        assert_eq!((run.code, &told["item"]), (0, &"app::boot::port_of".into()), "{run:?}");
    }
    workspace.run(&["find", "src/boot.rs"]).is_refused_with(&["src/lib.rs:42"]);
    workspace
        .run(&["find", "src/lib.rs:1"])
        .is_refused_with(&["nothing to compare"]);
    workspace.run(&["find", "src/none.rs:1"]).is_refused_with(&["src/none.rs"]);
}

#[test]
fn probable_non_copies_are_listed_on_request() {
    let lib =
        "pub fn max_of(of: &[u8]) -> u32 { of.chunks(4).map(|part| u32::from(part[0]).rotate_left(7).wrapping_mul(31)).sum() }
pub fn min_of(of: &[u8]) -> u32 { of.chunks(4).map(|part| u32::from(part[0]).rotate_right(7).wrapping_mul(31)).sum() }
#[cfg(test)] mod tests {
    fn one(of: &str) -> usize { of.split(',').filter(|part| part.starts_with('x')).map(|part| part.trim().len() + 2).sum() }
    fn two(of: &str) -> usize { of.split(',').filter(|part| part.starts_with('x')).map(|part| part.trim().len() + 2).sum() }
}
";
    let workspace = Workspace::of(&[MANIFEST, ("src/lib.rs", lib)]);
    let told = |show: &[&str]| {
        let run = workspace.run(&[&["duplicates", "--format", "json"], show].concat());
        let told: serde_json::Value = serde_json::from_str(&run.out).expect("one object");
        assert_eq!(told["version"], 1);
        let classes = told["classes"].as_array().expect("a list").clone();
        classes
            .iter()
            .map(|class| format!("{} {}", class["canonical"], class["noise"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), [""; 0]);
    assert_eq!(told(&["--show", "opposites"]), ["\"app::max_of\" \"opposites\""]);
    assert_eq!(told(&["--show", "tests"]), ["\"app::tests::one\" null"]);
    assert_eq!(told(&["--show", "tests,opposites"]).len(), 2);
    assert_eq!(told(&["--show", "all"]).len(), 2);
    workspace
        .run(&["duplicates", "--show", "everything"])
        .is_refused_with(&["everything", "cfg-twins"]);
}

#[test]
fn drifted_copies_are_listed_first_with_the_commit() {
    let parse = "    let (name, value) = text.split_once('=')?;
    if name.trim() != \"port\" { return None; }
    let port = value.trim().trim_matches('\"').parse::<u16>().ok()?;
    (port > 10).then_some(port.swap_bytes())
";
    let one = format!("pub fn one(text: &str) -> Option<u16> {{\n{parse}}}\n");
    let two = format!("pub fn two(text: &str) -> Option<u16> {{\n{parse}}}\n");
    let workspace = Workspace::of(&[MANIFEST, ("src/lib.rs", "mod one;\nmod two;\n"), ("src/one.rs", &one)]);
    if !commit(&workspace, 1, "one is written") {
        // There is no git here.
        return;
    }
    workspace.write("src/two.rs", &two);
    assert!(commit(&workspace, 2, "two is copied"));
    let told = || workspace.run(&["duplicates"]).out;
    assert!(!told().contains("drifted"), "{}", told());
    // Which of two equals is the older git knows.
    assert!(told().contains("keep `app::one::one`"), "{}", told());
    workspace.write("src/one.rs", &one.replace("port > 10", "port > 1024"));
    assert!(commit(&workspace, 3, "low ports are refused"));
    let out = told();
    assert!(
        out.contains("drifted: `app::one::one` was changed since, others were not:"),
        "{out}"
    );
    assert!(out.contains("low ports are refused"), "{out}");
    assert!(!workspace.run(&["duplicates", "--history", "0"]).out.contains("drifted"));
}
