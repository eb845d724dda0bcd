use super::layout;

#[test]
fn library_where_2015_looks_last() {
    let found = layout(
        r#"
//- Cargo.toml
[package]
name = "old-style"
[lib]
//- src/old_style.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    old-style 2015 in .
      lib old_style src/old_style.rs
    ");
}

#[test]
fn procedural_macros_in_every_spelling() {
    let found = layout(
        r#"
//- a/Cargo.toml
[package]
name = "a"
[lib]
proc-macro = true
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
[lib]
proc_macro = true
//- b/src/lib.rs
//- c/Cargo.toml
[package]
name = "c"
[lib]
crate-type = ["proc-macro"]
//- c/src/lib.rs
//- d/Cargo.toml
[package]
name = "d"
[lib]
crate-type = ["cdylib", "rlib"]
//- d/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      proc-macro a a/src/lib.rs
    b 2015 in b
      proc-macro b b/src/lib.rs
    c 2015 in c
      proc-macro c c/src/lib.rs
    d 2015 in d
      lib d d/src/lib.rs
    ");
}

#[test]
fn build_scripts_by_name() {
    let found = layout(
        r#"
//- a/Cargo.toml
[package]
name = "a"
build = "scripts/make.rs"
//- a/scripts/make.rs
//- a/src/lib.rs
//- b/Cargo.toml
[package]
name = "b"
build = true
//- b/build.rs
//- b/src/lib.rs
//- c/Cargo.toml
[package]
name = "c"
build = ["one.rs", "two.rs"]
//- c/one.rs
//- c/two.rs
//- c/src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2015 in a
      lib a a/src/lib.rs
      build build_script_make a/scripts/make.rs
    b 2015 in b
      lib b b/src/lib.rs
      build build_script_build b/build.rs
    c 2015 in c
      lib c c/src/lib.rs
      build build_script_one c/one.rs
      build build_script_two c/two.rs
    ");
}

#[test]
fn project_table_is_read_as_package() {
    let found = layout(
        r#"
//- Cargo.toml
[project]
name = "a"
edition = "2018"
//- src/lib.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    a 2018 in .
      lib a src/lib.rs
    ");
}

#[test]
fn files_without_a_manifest_are_loose() {
    let found = layout(
        r#"
//- a.rs
//- sub/b.rs
//- tests/c.rs
"#,
    );
    insta::assert_snapshot!(found, @"
    loose a.rs
    loose sub/b.rs
    test tests/c.rs
    ");
}
