//! `ssot init`: what it proposes for a small workspace, and that the next check has nothing to say.

use std::fs;

use crate::cli::{MANIFEST, Workspace};

/// Reads the environment in two modules, makes sessions with and without their factory, writes one function twice, and reaches
/// one type by two paths.
const LIB: &str = "\
pub mod config { pub fn port() -> Option<String> { std::env::var(\"PORT\").ok() } }
pub mod boot { pub fn level() -> Option<String> { std::env::var(\"LEVEL\").ok() } }
pub mod session;
pub use session::Session;
mod a { use crate::session::Session; pub fn f(_: Session) {} }
mod b { use crate::session::Session; pub fn f(_: Session) {} }
mod c { use crate::Session; pub fn f() { Session::open(1); Session::open(2); } }
mod d { use crate::session::SessionFactory; pub fn f(by: &SessionFactory) { by.session(); by.session(); by.session(); } }
mod slug;
mod other_slug;
";
const SESSION: &str = "\
pub struct Session(u8);
impl Session { pub fn open(of: u8) -> Self { Session(of) } }
pub struct SessionFactory;
impl SessionFactory { pub fn session(&self) -> Session { Session::open(0) } }
";
const SLUG: &str = "\
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() { out.extend(character.to_lowercase()); }
        else if !out.ends_with('-') { out.push('-'); }
    }
    out.trim_matches('-').to_owned()
}
";

fn workspace() -> Workspace {
    Workspace::of(&[
        MANIFEST,
        ("src/lib.rs", LIB),
        ("src/session.rs", SESSION),
        ("src/slug.rs", SLUG),
        ("src/other_slug.rs", SLUG),
    ])
}

#[test]
fn concepts_that_the_code_suggests_are_proposed() {
    let run = workspace().run(&["init", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!("proposed", run.out);
}

#[test]
fn the_next_check_reports_nothing() {
    let workspace = workspace();
    let run = workspace.run(&["init"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    let check = workspace.run(&["check", "--format", "concise"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert!(
        check.out.starts_with("0 findings") || check.out.contains("gate passed"),
        "{check:?}"
    );
    let open = workspace.run(&["check", "--no-baseline", "--format", "concise"]);
    assert!(
        open.out.contains("direct-env-access") && open.out.contains("non-factory-construction"),
        "{open:?}"
    );
}

#[test]
fn an_existing_file_is_not_overwritten() {
    let workspace = workspace();
    workspace.write("ssot.toml", "# mine\n");
    workspace
        .run(&["init"])
        .is_refused_with(&["`", "ssot.toml` is there", "--dry-run"]);
    let kept = fs::read_to_string(workspace.folder().join("ssot.toml")).expect("it is there");
    assert_eq!(kept, "# mine\n");
}

#[test]
fn an_empty_workspace_gets_an_example() {
    let workspace = Workspace::of(&[MANIFEST, ("src/lib.rs", "")]);
    let run = workspace.run(&["init"]);
    assert!(run.err.contains("0 concepts"), "{run:?}");
    assert!(!workspace.folder().join("ssot-baseline.txt").exists());
    assert_eq!(workspace.run(&["check"]).code, 0);
}

/// A facade further up has most of the imports, but the defining crate and a crate without the facade could not follow.
#[test]
fn paths_that_some_crates_cannot_use_are_not_proposed() {
    const MEMBERS: [&str; 4] = ["kernel", "facade", "user", "tool"];
    let manifest = |name: &str, on: &[&str]| {
        let on: String = on.iter().map(|on| format!("{on} = {{ path = \"../{on}\" }}\n")).collect();
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{on}")
    };
    let user: String = (0..7)
        .map(|at| format!("mod m{at} {{ use facade::Index; pub fn f(_: Index) {{}} }}\n"))
        .collect();
    let tool: String = (0..3)
        .map(|at| format!("mod m{at} {{ use kernel::Index; pub fn f(_: Index) {{}} }}\n"))
        .collect();
    let files = [
        (
            "Cargo.toml".to_owned(),
            format!("[workspace]\nresolver = \"2\"\nmembers = {MEMBERS:?}\n"),
        ),
        ("kernel/Cargo.toml".to_owned(), manifest("kernel", &[])),
        ("facade/Cargo.toml".to_owned(), manifest("facade", &["kernel"])),
        ("user/Cargo.toml".to_owned(), manifest("user", &["facade", "kernel"])),
        ("tool/Cargo.toml".to_owned(), manifest("tool", &["kernel"])),
        (
            "kernel/src/lib.rs".to_owned(),
            "mod index;\npub use index::Index;\n".to_owned(),
        ),
        ("kernel/src/index.rs".to_owned(), "pub struct Index;\n".to_owned()),
        ("facade/src/lib.rs".to_owned(), "pub use kernel::Index;\n".to_owned()),
        ("user/src/lib.rs".to_owned(), user),
        ("tool/src/lib.rs".to_owned(), tool),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let workspace = Workspace::of(&files);
    let proposed = workspace.run(&["init", "--dry-run"]).out;
    assert!(!proposed.contains("canonical  = \"facade::Index\""), "{proposed}");
    assert!(!proposed.contains("deprecated = [\"kernel::Index\"]"), "{proposed}");
}
