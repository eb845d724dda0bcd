//! Hostile manifests: reading them ends, reports the mistakes and stays fast.

use proptest::prelude::*;

use super::*;

fn layout_of(manifest: String) -> Layout {
    Layout::new(&Snapshot::from_texts([("Cargo.toml", manifest)]), &ClassGlobs::default())
}

#[test]
fn a_thousand_mistakes_are_counted() {
    let layout = layout_of("a = = 1\n".repeat(1000));
    let last = layout.problems.first().expect("problems");
    insta::assert_snapshot!(last.message, @"2949 more problems in this manifest are not shown");
    assert_eq!(layout.problems.len(), 51);
}

#[test]
fn deep_nesting_ends() {
    for deep in ["[", "{a=", "a."] {
        let layout = layout_of(format!("[package]\nname = \"a\"\nx = {}", deep.repeat(100_000)));
        assert!(!layout.problems.is_empty());
        let layout = layout_of(format!("[{}]", deep.repeat(100_000)));
        assert!(!layout.problems.is_empty());
    }
}

#[test]
fn problems_of_many_globs_are_capped() {
    let layout = layout_of(format!("[workspace]\nmembers = [{}]", "\"*x\", ".repeat(100_000)));
    assert_eq!(layout.problems.len(), 51);
}

#[test]
fn manifests_that_are_too_large_or_not_utf8() {
    let snapshot = Snapshot::from_texts([("a/Cargo.toml", vec![b' '; 5 << 20]), ("b/Cargo.toml", vec![0xff])]);
    insta::assert_snapshot!(Layout::new(&snapshot, &ClassGlobs::default()).dump(), @"
    a/Cargo.toml:1:1: manifest is larger than 4 MiB and is not read
    b/Cargo.toml:1:1: manifest has no text: `b/Cargo.toml` is not UTF-8 from byte 0 on
    ");
}

#[test]
fn byte_order_mark_is_accepted() {
    let snapshot = Snapshot::from_texts([("Cargo.toml", "\u{feff}[package]\nname = \"a\"\n"), ("src/lib.rs", "")]);
    insta::assert_snapshot!(Layout::new(&snapshot, &ClassGlobs::default()).dump(), @"
    a 2015 in .
      lib a src/lib.rs
    ");
}

#[test]
fn long_chain_of_packages() {
    let count = 20_000;
    let package = |n: usize| {
        let next = (n + 1) % count;
        let text = format!("[package]\nname = \"p{n}\"\n[dependencies]\np{next} = {{ path = \"../p{next}\" }}\n");
        [
            (format!("p{n}/Cargo.toml"), text),
            (format!("p{n}/src/lib.rs"), String::new()),
        ]
    };
    let snapshot = Snapshot::from_texts((0..count).flat_map(package));
    let layout = Layout::new(&snapshot, &ClassGlobs::default());
    assert_eq!(layout.crates.len(), count);
    let [problem] = layout.problems.as_slice() else {
        panic!("one circle: {:?}", layout.problems);
    };
    insta::assert_snapshot!(problem.message, @"`p0` depends on itself through `p1`, `p2`, `p3`, `p4`, `p5`, `p6`, `p7` and 19992 more");
}

/// Pieces of manifests, sound and not.
const PIECES: [&str; 24] = [
    "[package]\n",
    "[workspace]\n",
    "[lib]\n",
    "[[bin]]\n",
    "[dependencies]\n",
    "[patch.crates-io]\n",
    "[target.x]\n",
    "[target.x.dependencies]\n",
    "name = \"a\"\n",
    "name = 1\n",
    "path = \"../..\"\n",
    "path = \"x.rs\"\n",
    "edition.workspace = true\n",
    "edition = \"2021\"\n",
    "members = [\"*\", \"**\", \"[\"]\n",
    "a = { path = \"a\" }\n",
    "a.workspace = true\n",
    "workspace = \"..\"\n",
    "build = [1]\n",
    "exclude = [\"a\"]\n",
    "= ]\n",
    "\"",
    "'''",
    "\u{feff}\u{0}é",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn discovery_ends_for_any_manifests(manifests in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..12), 1..5)) {
        let text = |pieces: &Vec<usize>| pieces.iter().map(|&piece| PIECES[piece]).collect::<String>();
        let folders = ["", "a/", "a/b/", "c/"];
        let files = folders.iter().zip(&manifests).map(|(folder, pieces)| (format!("{folder}Cargo.toml"), text(pieces)));
        let sources = folders.iter().map(|folder| (format!("{folder}src/lib.rs"), String::new()));
        let snapshot = Snapshot::from_texts(files.chain(sources));
        let layout = Layout::new(&snapshot, &ClassGlobs::default());
        prop_assert_eq!(layout.dump(), Layout::new(&snapshot, &ClassGlobs::default()).dump());
        prop_assert_eq!(layout.files.len(), 4);
    }
}
