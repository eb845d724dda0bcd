//! Several files in one string, each after a `//- path` line. A `//^` mark under a path states what it refers to.

use super::*;
use crate::config::Config;
use crate::finding::FilePath;
use crate::snapshot::Snapshot;

pub(super) fn link(fixture: &str) -> Workspace {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in fixture.lines() {
        match line.trim_start().strip_prefix("//- ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => {
                let (_, text) = files.last_mut().expect("a fixture begins with a file name");
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    let snapshot = Snapshot::from_texts(files);
    crate::check::workspace(&snapshot, &Config::from_snapshot(&snapshot), None)
}

/// Checks that each `//^ path` is what the path above the caret refers to. `?` means unknown.
fn check(fixture: &str) {
    let workspace = link(fixture);
    let mut wanted: Vec<(String, u32, u32, String)> = Vec::new();
    let (mut file, mut line) = (String::new(), 0);
    for text in fixture.lines() {
        if let Some(path) = text.trim_start().strip_prefix("//- ") {
            (file, line) = (path.trim().to_owned(), 0);
            continue;
        }
        line += 1;
        if let Some((at, _)) = text.match_indices("//").next()
            && let Some(caret) = text[at..].find('^')
        {
            let column = (at + caret + 1) as u32;
            let target = text[at + caret..].trim_start_matches('^').trim().to_owned();
            let above = (1..=line)
                .rev()
                .find(|above| !fixture_line(fixture, &file, above - 1).trim_start().starts_with("//"));
            wanted.push((file.clone(), above.map_or(line - 1, |above| above - 1), column, target));
        }
    }
    assert!(!wanted.is_empty(), "the fixture marks nothing");
    let uses = workspace.uses(&Interest::Everything, Some);
    let mut failures = Vec::new();
    for (file, line, column, target) in wanted {
        let here = uses.iter().filter(|usage| {
            let place = workspace.place_of(usage);
            (place.file.as_str(), place.span.line, place.span.column) == (file.as_str(), line, column)
        });
        let mut named: Vec<String> = here
            .map(|usage| match usage.target() {
                [] => "?".to_owned(),
                targets => targets
                    .iter()
                    .map(|binding| workspace.path(&binding.def))
                    .collect::<Vec<_>>()
                    .join(" | "),
            })
            .collect();
        named.dedup();
        let named = if named.is_empty() {
            "nothing".to_owned()
        } else {
            named.join(", ")
        };
        if named != target {
            failures.push(format!("{file}:{line}:{column} names {named}, not {target}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn fixture_line<'a>(fixture: &'a str, file: &str, line: u32) -> &'a str {
    let mut lines = fixture
        .lines()
        .skip_while(|text| text.trim_start().strip_prefix("//- ").map(str::trim) != Some(file))
        .skip(1);
    lines.nth(line.saturating_sub(1) as usize).unwrap_or_default()
}

const MANIFEST: &str = "//- Cargo.toml\n[package]\nname = \"app\"\nedition = \"2021\"\n[dependencies]\nserde = \"1\"\n";

#[track_caller]
fn check_app(files: &str) {
    check(&format!("{MANIFEST}{files}"));
}

#[test]
fn a_renamed_import_of_std() {
    check_app(
        r#"//- src/lib.rs
use std::env as e;
fn f() {
    e::var("X");
  //^ std::env::var
    std::env::var("X");
  //^ std::env::var
    core::mem::swap(a, b);
  //^ std::mem::swap
}
"#,
    );
}

#[test]
fn another_module_of_the_same_name() {
    check_app(
        r#"//- src/lib.rs
mod env;
fn f() {
    env::var("X");
  //^ app::env::var
}
//- src/env.rs
pub fn var(_: &str) {}
"#,
    );
}

#[test]
fn re_exports_through_hops_globs_and_crates() {
    check(
        r#"//- Cargo.toml
[workspace]
members = ["a", "b"]
//- a/Cargo.toml
[package]
name = "first-crate"
edition = "2021"
//- a/src/lib.rs
mod inner { pub struct Thing; impl Thing { pub fn new() -> Self { Thing } } }
pub mod facade { pub use crate::inner::*; }
pub use facade::Thing as Renamed;
//- b/Cargo.toml
[package]
name = "b"
edition = "2021"
[dependencies]
other = { path = "../a", package = "first-crate" }
//- b/src/main.rs
use other::{facade::Thing, Renamed};
                         //^ first_crate::inner::Thing
fn main() {
    Thing::new();
  //^ first_crate::inner::Thing::new
    Renamed { };
  //^ first_crate::inner::Thing
}
"#,
    );
}

#[test]
fn a_declaration_shadows_a_glob() {
    check_app(
        "//- src/lib.rs
mod a { pub fn f() {} pub fn g() {} }
use a::*;
fn f() {}
fn h() {
    f();
  //^ app::f
    g();
  //^ app::a::g
}
",
    );
}

#[test]
fn locals_parameters_and_generics_shadow_items() {
    check_app(
        "//- src/lib.rs
fn f() {}
struct T;
fn g<T: Default>(f: fn()) {
    f();
  //^ nothing
    let x: T = T::default();
         //^ nothing
}
fn h() {
    let f = 1;
    { fn f() {} f(); }
              //^ app::h::f
    T;
  //^ app::T
}
",
    );
}

#[test]
fn blocks_have_imports_of_their_own() {
    check_app(
        "//- src/lib.rs
fn f() {
    use std::collections::HashMap as M;
    M::new();
  //^ std::collections::HashMap::new
    {
        mod inner { pub fn g() {} }
        inner::g();
      //^ app::f::inner::g
    }
}
fn g() {
    M::new();
  //^ ?
}
",
    );
}

#[test]
fn variants_associated_items_and_aliases() {
    check_app(
        "//- src/lib.rs
enum E { A, B { x: u8 } }
impl E { const C: u8 = 1; fn make() -> Self { Self::B { x: Self::C } }
                                            //^ app::E::B
}
type Alias = E;
use E::A;
     //^ app::E::A
fn f() {
    Alias::make();
  //^ app::E::make
    match e { A => {}, Alias::B { .. } => {}, Other => {} }
            //^ app::E::A
}
trait Tr { fn t(); fn u() { Self::t() } }
                          //^ app::Tr::t
impl Tr for E { fn t() { Self::make(); } }
                       //^ app::E::make
fn g() { <E as Tr>::t(); E::default(); }
       //^ nothing
",
    );
}

#[test]
fn macros_by_scope_and_by_path() {
    check_app(
        r#"//- src/lib.rs
#[macro_use]
mod macros;
mod early { macro_rules! local { () => {} } fn f() { local!(); } }
                                                   //^ app::early::local!
fn f() {
    shared!();
  //^ app::macros::shared!
    crate::exported!();
  //^ app::exported!
    println!("{}", std::env::var("X"));
  //^ std::println!
    local!();
  //^ ?
}
//- src/macros.rs
macro_rules! shared { () => { $crate::g() } }
                            //^ ?
#[macro_export]
macro_rules! exported { () => {} }
"#,
    );
}

/// The crate of `src/z.rs`, which no target reaches, is the third before the expansion of `declare`, and the second after it.
#[test]
fn dollar_crate_is_the_same_crate_after_an_expansion_reaches_files() {
    check_app(
        r#"//- src/lib.rs
macro_rules! declare { ($name:ident) => { mod $name; } }
declare!(a);
fn f() { a::g(); }
       //^ app::a::g
//- src/a.rs
pub fn g() {}
//- src/z.rs
macro_rules! call { () => { $crate::inner::h() } }
                          //^ z::inner::h
mod inner { pub fn h() {} }
fn k() { call!() }
"#,
    );
}

#[test]
fn paths_inside_macro_arguments() {
    check_app(
        r#"//- src/lib.rs
use std::env;
fn f() {
    println!("{}", env::var("X").unwrap());
                 //^ std::env::var
    select! { x = env::var("X") => {} }
                //^ std::env::var
    matches!(x, Some(env::VarError::NotPresent));
                   //^ std::env::VarError::NotPresent
}
"#,
    );
}

#[test]
fn a_file_module_with_a_path_attribute() {
    check_app(
        r#"//- src/lib.rs
#[path = "elsewhere/code.rs"]
mod a;
mod b { #[path = "c.rs"] mod inner; fn f() { inner::g(); } }
                                           //^ app::b::inner::g
fn f() { a::sub::h(); }
       //^ app::a::sub::h
//- src/elsewhere/code.rs
pub mod sub;
//- src/elsewhere/sub.rs
pub fn h() {}
//- src/b/c.rs
pub fn g() {}
"#,
    );
}

#[test]
fn branches_of_cfg_are_both_known() {
    check_app(
        "//- src/lib.rs
#[cfg(unix)] mod unix; #[cfg(windows)] mod windows;
#[cfg(unix)] use unix::open;
#[cfg(windows)] use windows::open;
fn f() {
    open();
  //^ app::unix::open | app::windows::open
}
//- src/unix.rs
pub fn open() {}
//- src/windows.rs
pub fn open() {}
",
    );
}

#[test]
fn the_library_of_a_package_is_a_crate_to_its_binary() {
    check_app(
        "//- src/lib.rs
pub fn run() {}
//- src/main.rs
fn main() {
    app::run();
  //^ app::run
    serde::de::value();
  //^ serde::de::value
}
",
    );
}

#[test]
fn the_2015_edition_begins_at_the_root() {
    check(
        r#"//- Cargo.toml
[package]
name = "old"
//- src/lib.rs
extern crate rand;
mod a { pub fn f() {} }
mod b { use a::f; fn g() { f(); ::a::f(); ::rand::random(); } }
                         //^ old::a::f
}
"#,
    );
}

#[test]
fn imports_in_a_circle_end() {
    check_app(
        "//- src/lib.rs
mod a { pub use crate::b::*; pub use crate::b::x; pub struct S; }
mod b { pub use crate::a::*; pub use crate::a::x; }
use b::S;
     //^ app::a::S
use b::x;
     //^ ?
",
    );
}

#[test]
fn an_import_is_not_its_own_beginning() {
    check_app(
        "//- src/lib.rs
mod log { pub fn log() {} }
use log::log;
       //^ app::log::log
use serde::serde as s;
         //^ serde::serde
fn f() { log(); log::log(); }
       //^ app::log::log
",
    );
}

#[test]
fn super_and_self_lead_through_the_tree() {
    check_app(
        "//- src/lib.rs
pub fn top() {}
mod a {
    pub fn here() {}
    mod b {
        fn f() {
            super::super::top();
          //^ app::top
            super::here();
          //^ app::a::here
        }
        mod tests { use super::*; fn f() { self::super::super::here(); } }
                                         //^ app::a::here
    }
}
",
    );
}

/// A trait with the name of a lang item is not that lang item.
#[test]
fn what_the_language_knows_is_an_item_and_no_name() {
    check_app(
        "//- src/lib.rs
trait Iterator { type Item; }
struct Mine;
struct Wrong;
impl Wrong { fn go(&self) {} }
struct Right;
impl Right { fn go(&self) {} }
impl Iterator for Mine { type Item = Wrong; }
impl IntoIterator for Mine {
    type Item = Right;
    type IntoIter = std::vec::IntoIter<Right>;
    fn into_iter(self) -> Self::IntoIter { Vec::new().into_iter() }
}
fn f(mine: Mine) { for one in mine { one.go(); } }
                                       //^ app::Right::go
",
    );
}

#[test]
fn what_is_under_the_cursor_is_found_where_it_is_written() {
    let lib = "#[macro_use]\nmod macros;\npub mod place { pub fn go() {} }\nmake!(run, place::go);\n";
    let macros = "macro_rules! make {\n    ($name:ident, $path:path) => { pub fn $name() { $path(); crate::place::go(); } };\n}\n";
    let workspace = link(&format!("//- lib.rs\n{lib}//- macros.rs\n{macros}"));
    let named = |file: &str, text: &str, before: &str, name: &str| {
        let at = text.find(before).expect("the text contains it") + before.len();
        let found = workspace.named_at(&FilePath::new(file), name, at as u32);
        found.iter().map(|def| workspace.path(def)).collect::<Vec<_>>()
    };
    // The name of a definition, a path in an argument, and a path in the rules, which another file calls.
    assert_eq!(named("lib.rs", lib, "make!(", "run"), ["lib::run"]);
    assert!(named("lib.rs", lib, "run, place::", "go").contains(&"lib::place::go".to_owned()));
    assert!(named("macros.rs", macros, "crate::place::", "go").contains(&"lib::place::go".to_owned()));
    // No place has a span of an expansion instead of the file.
    let spans = workspace.items().map(|(item, _)| workspace.place(item));
    assert!(
        spans
            .filter(|place| place.file.as_str() == "lib.rs")
            .all(|place| place.span.end as usize <= lib.len())
    );
}
