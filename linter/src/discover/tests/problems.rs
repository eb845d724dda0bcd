use super::layout;

#[test]
fn syntax_errors_are_reported_together_and_without_other_problems() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a
edition = 2021
version = = "1"
[dependencies
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @r#"
    a 2021 in .
      lib a src/lib.rs
    Cargo.toml:2:10: manifest is not TOML: invalid basic string, expected `"`
    Cargo.toml:4:11: manifest is not TOML: extra `=`, expected nothing
    Cargo.toml:4:13: manifest is not TOML: unexpected key or value, expected newline, `#`
    Cargo.toml:5:14: manifest is not TOML: unclosed table, expected `]`
    "#);
}

#[test]
fn values_of_the_wrong_type() {
    let found = layout(
        r#"
//- Cargo.toml
package.name = 1
package.edition = 2021
package.autobins = "no"
lib = []
[workspace]
members = "a"
exclude = ["x", 1]
[bin]
name = "b"
[dependencies]
a = 1
b = { path = true }
[target]
unix = "yes"
"#,
    );
    insta::assert_snapshot!(found, @"
    unnamed 2021 in .
    Cargo.toml:1:1: package `unnamed` has no target
      help: add `src/lib.rs` or `src/main.rs`, or declare one
    Cargo.toml:1:16: `name` is of type integer and should be a string
    Cargo.toml:2:19: `edition` is of type integer and should be a string
    Cargo.toml:3:20: `autobins` is of type string and should be true or false
    Cargo.toml:4:7: `lib` is of type array and should be a table
    Cargo.toml:6:11: `members` is of type string and should be an array of strings
    Cargo.toml:7:17: `exclude` should hold only strings, and this is of type integer
    Cargo.toml:8:1: `bin` is of type table and should be an array of tables
    Cargo.toml:11:5: `a` is of type integer and should be a version or a table
    Cargo.toml:12:14: `path` is of type boolean and should be a string
    Cargo.toml:14:8: `unix` is of type string and should be a table
    ");
}

#[test]
fn files_that_are_not_manifests() {
    let found = layout(
        r#"
//- Cargo.toml
[dependencies]
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    loose src/lib.rs
    Cargo.toml:1:1: manifest has neither `[package]` nor `[workspace]`
    ");
}

#[test]
fn names_that_are_missing() {
    let found = layout(
        r#"
//- folder/Cargo.toml
[package]
edition = "2021"
[[bin]]
path = "src/x.rs"
//- folder/src/x.rs
"#,
    );
    insta::assert_snapshot!(found, @r#"
    unnamed 2021 in folder
    folder/Cargo.toml:1:1: package has no name
      help: add `name = "..."`
    folder/Cargo.toml:3:1: target [[bin]] has no name
      help: add `name = "..."`
    "#);
}

#[test]
fn unknown_editions() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
edition = "2020"
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in .
      lib a src/lib.rs
    Cargo.toml:3:11: `2020` is not an edition
      help: write 2015, 2018, 2021 or 2024
    ");
}

#[test]
fn targets_without_a_file() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
edition = "2021"
build = "gone.rs"
[lib]
[[bin]]
name = "b"
path = "src/b.rs"
[[test]]
name = "t"
[[example]]
name = "outside"
path = "../../e.rs"
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in .
    Cargo.toml:4:9: `gone.rs` is not among the files looked at
      help: correct the path, or see whether an ignore file hides it
    Cargo.toml:5:1: library `a` has no file
      help: create `src/lib.rs`, or give its `path`
    Cargo.toml:8:8: `src/b.rs` is not among the files looked at
      help: correct the path, or see whether an ignore file hides it
    Cargo.toml:10:8: target [[test]] `t` has no file
      help: create `tests/t.rs`, or give its `path`
    Cargo.toml:13:8: `../../e.rs` is not among the files looked at
      help: correct the path, or see whether an ignore file hides it
    ");
}

#[test]
fn package_without_a_target() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
//- build.rs
//- source/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in .
      build build_script_build build.rs
    Cargo.toml:2:8: package `a` has no target
      help: add `src/lib.rs` or `src/main.rs`, or declare one
    ");
}

#[test]
fn targets_and_files_of_one_name() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "a"
edition = "2021"
[[test]]
name = "t"
//- src/lib.rs
//- src/bin/b.rs
//- src/bin/b/main.rs
//- tests/t.rs
//- tests/t/main.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2021 in .
      lib a src/lib.rs
      bin b src/bin/b.rs sees a = src/lib.rs
      test t tests/t.rs sees a = src/lib.rs
    test tests/t.rs
    test tests/t/main.rs
    Cargo.toml:2:8: package `a` has several targets [[bin]] named `b`
    Cargo.toml:5:8: target [[test]] `t` could be several files
      help: give its `path`
    ");
}
