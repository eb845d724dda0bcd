use proptest::prelude::*;

use super::*;
use crate::config::Config;
use crate::finding::Span;
use crate::snapshot::Snapshot;

fn edit(range: std::ops::Range<u32>, text: &str) -> Edit {
    Edit {
        span: Span {
            start: range.start,
            end: range.end,
            line: 1,
            column: 1 + range.start,
        },
        text: text.into(),
    }
}

fn fix(edits: impl IntoIterator<Item = Edit>) -> Fix {
    Fix {
        title: "fix it".into(),
        applicability: Applicability::Safe,
        edits: edits.into_iter().collect(),
    }
}

fn fixed(text: &str, fixes: &[Fix]) -> (String, usize) {
    let (edits, findings) = together(fixes.iter().collect());
    (edited(text, &edits).expect("the edits are of the text"), findings)
}

#[test]
fn fixes_that_do_not_touch_are_all_applied() {
    let fixes = [fix([edit(4..7, "two")]), fix([edit(0..3, "one")])];
    assert_eq!(fixed("aaa bbb ccc", &fixes), ("one two ccc".into(), 2));
}

#[test]
fn of_two_overlapping_fixes_the_first_is_applied() {
    let fixes = [fix([edit(2..5, "x")]), fix([edit(0..3, "one")])];
    assert_eq!(fixed("aaa bbb", &fixes), ("one bbb".into(), 1));
}

#[test]
fn a_fix_is_applied_completely_or_not_at_all() {
    let fixes = [fix([edit(0..1, "x"), edit(8..9, "y")]), fix([edit(0..1, "z")])];
    let (text, findings) = fixed("a b c d e", &fixes);
    assert_eq!((&*text, findings), ("x b c d y", 1));
}

#[test]
fn equal_fixes_are_applied_once() {
    let fixes = [fix([edit(0..3, "one")]), fix([edit(0..3, "one")])];
    assert_eq!(fixed("aaa", &fixes), ("one".into(), 2));
}

#[test]
fn edits_outside_the_text_are_refused() {
    assert_eq!(edited("é", &[&edit(1..2, "x")]), None);
    assert_eq!(edited("short", &[&edit(3..99, "x")]), None);
}

#[test]
fn a_text_that_parses_worse_is_refused_with_the_reason() {
    let (code, manifest) = (FilePath::new("src/lib.rs"), FilePath::new("Cargo.toml"));
    let why = why_worse(&code, "fn f() {}\n", "fn f() {}\nfn g( {\n").expect("it is worse");
    assert!(why.starts_with("the edited text does not parse: line 2: "), "{why}");
    assert_eq!(why_worse(&code, "fn f( {\n", "fn g( {\n"), None);
    let why = why_worse(&manifest, "a = 1\n", "a = \n").expect("it is worse");
    assert!(why.starts_with("the edited text is not TOML: "), "{why}");
}

#[test]
fn a_diff_is_a_patch() {
    let file = FilePath::new("src/lib.rs");
    let patch = diff(&file, "a\nb\nc", "a\nB\nc");
    assert_eq!(
        patch,
        "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
    );
}

fn meaning(lib: &str) -> Meaning {
    let snapshot = Snapshot::from_texts([
        ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n"),
        (
            "ssot.toml",
            "[concept.manager]\ncanonical = \"app::Manager\"\ndeprecated = [\"app::inner::Manager\"]\n",
        ),
        ("src/lib.rs", lib),
        ("src/user.rs", "use crate::Manager; pub fn f(_: Manager) {}"),
    ]);
    let config = Config::from_snapshot(&snapshot);
    Meaning::new(&crate::check::workspace(&snapshot, &config, None), &config)
}

/// The second text is what a fix makes of the first.
#[test]
fn a_changed_meaning_is_reported() {
    const MODULES: &str = "pub mod user; pub mod inner { pub struct Manager; } pub mod other { pub struct Manager; }\n";
    let spoilt =
        |before: &str, after: &str| meaning(&format!("{MODULES}{before}")).spoilt_by(&meaning(&format!("{MODULES}{after}")));
    let made = "pub use inner::Manager;";
    assert_eq!(
        spoilt(
            &format!("{made} mod a {{ use crate::inner::Manager; }}"),
            &format!("{made} mod a {{ use crate::Manager; }}")
        ),
        None
    );
    let cyclic = spoilt(made, "pub use crate::Manager;");
    assert_eq!(cyclic.as_deref(), Some("`app::Manager` would no longer lead where it does"));
    let lost = spoilt(
        &format!("{made} mod a {{ use crate::inner::Manager; }}"),
        &format!("{made} mod a {{ use crate::gone::Manager; }}"),
    );
    assert_eq!(lost.as_deref(), Some("a path in `src/lib.rs` would lead nowhere"));
    let foreign = spoilt(
        &format!("{made} mod a {{ use crate::inner::Manager; }}"),
        &format!("{made} mod a {{ use crate::other::Manager; }}"),
    );
    assert_eq!(
        foreign.as_deref(),
        Some("a path in `src/lib.rs` would lead elsewhere: `app::other::Manager`")
    );
    let unmade = meaning("fn f() { std::mem::drop(1); }").spoilt_by(&meaning("fn f() {}"));
    assert_eq!(
        unmade.as_deref(),
        Some("a path in `src/lib.rs` would lead elsewhere: `std::mem::drop`"),
        "of a file that names nothing any more, all is lost"
    );
}

proptest! {
    /// Whatever is asked for, in whatever order: the same text, and each piece in it is of the text or of a fix.
    #[test]
    fn the_order_of_fixes_does_not_matter(spans in prop::collection::vec((0u32..40, 0u32..5), 0..12)) {
        let text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        let mut fixes: Vec<Fix> = spans.iter().map(|&(start, length)| fix([edit(start..start + length, "#")])).collect();
        let one = fixed(text, &fixes);
        fixes.reverse();
        prop_assert_eq!(one, fixed(text, &fixes));
    }
}
