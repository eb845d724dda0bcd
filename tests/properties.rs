//! Laws that hold for every input, tried on many.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use ssot::facts::{self, FileFacts, FirstArgument, Grammar, IncludedName, TypeId};
use ssot::finding::Span;
use ssot::report::{FORMATS, Format, Report, Style};
use ssot::snapshot::Snapshot;

use crate::harness::{Files, report, report_on};

/// Words of the language, whole pieces of programs and bits that break both.
const BITS: &[&str] = &[
    "fn f() {",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ";",
    ",",
    "::",
    ".",
    "=",
    "=>",
    "->",
    "&",
    "!",
    "#",
    "$",
    "|",
    "'",
    "\"",
    "`",
    "\\",
    "/*",
    "*/",
    "//",
    "///",
    "//!",
    "r#\"",
    "\"#",
    "b'",
    "'a",
    "'a'",
    "0x",
    "1.0e",
    "1",
    "a",
    "größe",
    "_",
    "r#type",
    "use a::b;",
    "use a::{b, c as d, e::*};",
    "use",
    "pub",
    "pub(crate)",
    "mod m;",
    "mod m {",
    "mod",
    "impl T for S {",
    "impl",
    "struct S;",
    "struct S { a: u8 }",
    "struct",
    "enum E { A, B(u8) }",
    "trait T {",
    "const C: u8 = 1;",
    "static",
    "type A = b::C;",
    "let x = std::env::var(\"X\");",
    "std::env::var(\"X\").ok();",
    "match x {",
    "if x {",
    "else",
    "for i in 0..9 {",
    "while",
    "loop {",
    "return",
    "async",
    "unsafe",
    "extern crate a;",
    "extern \"C\" {",
    "where",
    "dyn",
    "macro_rules! m {",
    "m!(",
    "vec![",
    "println!(\"{x}\");",
    "#[cfg(test)]",
    "#[derive(A)]",
    "#![allow(a)]",
    "#[path = \"a.rs\"]",
    "#[deprecated]",
    "#!/bin/sh",
    "---",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "é",
    "日本",
    "🦀",
    "\u{301}",
    "// ssot: allow(direct-env-access) reason=\"x\"",
    "/* ssot: */",
    "// ssot:",
    "// @generated",
    "|x|",
    "x?",
    "..=",
    "@",
    "yield",
];

/// Pieces that parse, to be put together, cut and broken.
const ITEMS: &[&str] = &[
    "pub fn port() -> u16 { std::env::var(\"PORT\").ok().and_then(|p| p.parse().ok()).unwrap_or(8080) }\n",
    "use std::env::{self as e, var as read, *};\n",
    "mod inner {\n    use super::*;\n    #[cfg(test)] mod tests { fn t() { std::env::vars(); } }\n}\n",
    "impl<T: Into<String>> From<T> for Größe where T: Clone {\n    fn from(value: T) -> Self { Self { name: value.into(), ..Self::default() } }\n}\n",
    "macro_rules! read { ($name:expr) => { ::std::env::var($name) }; }\n",
    "fn f() { vec![std::env::var(\"A\"); 3]; println!(\"{} {x:?}\", y = z!(1, 2)); }\n",
    "#[deprecated(note = \"gone\")]\npub enum E { A, B(u8), C { d: E } }\n",
    "/// Docs.\n// ssot: allow(direct-env-access) reason=\"kept\" until=\"2027-03-31\"\nconst X: Option<&str> = option_env!(\"X\"); // ssot: allow(a)\n",
    "trait T { const N: usize; type A; fn a(&self) -> Self::A { match self { E::A | E::B(_) => todo!(), x @ .. => x } } }\n",
    "extern crate alloc as a;\npub(in crate::a) static S: &str = r#\"fn \"x\" {\"#;\n",
    "async fn g<'a>(x: &'a dyn Fn(u8) -> u8) { let Some(y) = h(x).await? else { return }; 'l: loop { break 'l; } }\n",
];

fn mixed() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BITS), 0..40).prop_map(|bits| bits.join(" "))
}

fn glued() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BITS), 0..40).prop_map(|bits| bits.concat())
}

fn program() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(ITEMS), 0..6).prop_map(|items| items.concat())
}

/// A program of which a stretch is missing.
fn cut() -> impl Strategy<Value = String> {
    (program(), any::<Index>(), any::<Index>()).prop_map(|(program, one, other)| {
        let boundaries: Vec<usize> = program.char_indices().map(|(at, _)| at).chain([program.len()]).collect();
        let (one, other) = (*one.get(&boundaries), *other.get(&boundaries));
        let (from, to) = (one.min(other), one.max(other));
        format!("{}{}", &program[..from], &program[to..])
    })
}

/// A program into which something was put.
fn spoilt() -> impl Strategy<Value = String> {
    (program(), glued(), any::<Index>()).prop_map(|(program, bits, at)| {
        let boundaries: Vec<usize> = program.char_indices().map(|(at, _)| at).chain([program.len()]).collect();
        let at = *at.get(&boundaries);
        format!("{}{bits}{}", &program[..at], &program[at..])
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), mixed(), glued(), program(), cut(), spoilt()]
}

/// Some files of one package, whose names fit the modules or do not.
fn workspace() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = [
        "src/lib.rs",
        "src/main.rs",
        "src/m.rs",
        "src/inner.rs",
        "src/m/mod.rs",
        "tests/t.rs",
        "build.rs",
    ];
    let rust = prop::sample::subsequence(names.to_vec(), 1..=names.len()).prop_flat_map(|names| {
        let texts = prop::collection::vec(text(), names.len());
        (Just(names), texts)
    });
    rust.prop_map(|(names, texts)| {
        let rust = names.into_iter().map(str::to_owned).zip(texts);
        let others = [
            ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n"),
            (
                "ssot.toml",
                "[concept.environment]\ncanonical = \"app::inner\"\n[rule.duplicate-implementation]\nmin-tokens = 5\n",
            ),
        ];
        rust.chain(others.map(|(path, text)| (path.to_owned(), text.to_owned())))
            .collect()
    })
}

pub(crate) fn in_every_format(report: &Report) -> Vec<Vec<u8>> {
    let told = FORMATS.iter().map(|format| {
        let mut bytes = Vec::new();
        format
            .write(report, &Style::PLAIN, &mut bytes)
            .expect("a report can be written to memory");
        bytes
    });
    told.collect()
}

/// The facts with what lies packed in them.
fn json(facts: &FileFacts) -> Value {
    let mut whole = serde_json::to_value(facts).expect("facts can be written as JSON");
    whole["mentions"] = serde_json::to_value(facts.mentions()).expect("mentions can be written as JSON");
    whole["bodies"] = serde_json::to_value(facts.bodies()).expect("bodies can be written as JSON");
    whole
}

/// Every span of a value, whatever it belongs to.
fn spans(value: &Value) -> Vec<Span> {
    let below = |values: Vec<&Value>| values.into_iter().flat_map(spans).collect();
    match value {
        Value::Object(fields) => match serde_json::from_value(value.clone()) {
            Ok(span) => vec![span],
            Err(_) => below(fields.values().collect()),
        },
        Value::Array(values) => below(values.iter().collect()),
        _ => Vec::new(),
    }
}

/// The place that a person would count out.
fn counted(text: &str, start: usize) -> (u32, u32) {
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let on_line = before[line_start..].trim_start_matches(|it| line_start == 0 && it == '\u{feff}');
    (before.matches('\n').count() as u32 + 1, on_line.chars().count() as u32 + 1)
}

/// The same inputs in every run, so that a failure is a failure again; the fuzz targets look for new ones.
fn tries(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0x5507),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(tries(512))]

    /// That it returns is the first half of the law.
    #[test]
    fn every_place_lies_in_the_text(text in text()) {
        for span in spans(&json(&FileFacts::parse(&text))) {
            let (start, end) = (span.start as usize, span.end as usize);
            prop_assert!(start <= end && end <= text.len(), "{span:?} of {} bytes", text.len());
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?}");
            prop_assert_eq!((span.line, span.column), counted(&text, start), "{:?}", span);
        }
    }

    #[test]
    fn every_index_is_in_bounds(text in text()) {
        let facts = FileFacts::parse(&text);
        let _ = ssot::facts::dump(&facts);
        for item in &facts.items {
            facts.name(item.name);
            facts.scope(item.scope);
            item.inner.map(|inner| facts.scope(inner));
        }
        for import in &facts.imports {
            facts.spelled(import.path);
            facts.scope(import.scope);
        }
        let mentions = facts.mentions();
        for reference in &mentions.references {
            facts.spelled(reference.path);
            facts.scope(reference.scope);
            reference.expected.map(|value| mentions.value(value));
            match reference.argument {
                Some(FirstArgument::Text(name)) => {
                    facts.name(name);
                }
                Some(FirstArgument::Path(path, scope)) => {
                    facts.spelled(path);
                    facts.scope(scope);
                }
                None => {}
            }
        }
        for body in facts.bodies() {
            facts.item(body.item);
        }
        for member in &mentions.members {
            mentions.value(member.value);
            facts.name(member.name);
            facts.scope(member.scope);
        }
        for value in &mentions.values {
            if let facts::Value::Call(of, list) | facts::Value::Method(of, _, list, _) = *value {
                mentions.value(of);
                for &value in mentions.values_of(list) {
                    mentions.value(value);
                }
            }
        }
        for at in 0..facts.types.len() {
            facts.paths_in(TypeId(at as u32)).into_iter().for_each(|path| drop(facts.spelled(path)));
        }
        for field in &facts.fields {
            facts.item(field.owner);
            facts.ty(field.ty);
        }
        for link in &mentions.doc_links {
            facts.spelled(link.path);
            facts.scope(link.scope);
        }
        for include in &facts.includes {
            if let IncludedName::Beside(name) | IncludedName::InPackage(name) = include.name {
                facts.name(name);
            }
            facts.scope(include.scope);
        }
        // They are looked up by their scope.
        prop_assert!(facts.generics.is_sorted_by_key(|(scope, _)| *scope));
        for scope in &facts.scopes {
            scope.item.map(|item| facts.item(item));
            scope.parent.map(|parent| facts.scope(parent));
        }
    }

    #[test]
    fn facts_survive_being_written_and_read(text in text()) {
        for grammar in Grammar::OF_FILES {
            let facts = FileFacts::parsed_as(grammar, &text);
            let written = bitcode::encode(&facts);
            prop_assert_eq!(facts, bitcode::decode(&written).expect("facts can be read again"));
        }
    }

    #[test]
    fn the_number_of_lines_equals_that_of_the_text(text in text()) {
        let lines = text.split('\n').count() - usize::from(text.is_empty() || text.ends_with('\n'));
        prop_assert_eq!(FileFacts::parse(&text).lines as usize, lines);
    }

    #[test]
    fn a_comment_at_the_top_shifts_the_facts_by_a_line(text in text()) {
        const COMMENT: &str = "// one more line\n";
        // These mean something at the top of a file and nowhere else.
        prop_assume!(!["\u{feff}", "#!", "---"].iter().any(|top| text.trim_start().starts_with(top)));
        let mut expected = json(&FileFacts::parse(&text));
        shift_facts(&mut expected, COMMENT.len() as u64);
        prop_assert_eq!(json(&FileFacts::parse(&format!("{COMMENT}{text}"))), expected);
    }
}

/// Moves every place one line down and `bytes` on, but for the empty one at the start: the file as a whole.
fn shift_facts(facts: &mut Value, bytes: u64) {
    let add = |value: &mut Value, more: u64| *value = (value.as_u64().expect("a place is a number") + more).into();
    match facts {
        Value::Object(fields) if fields.get("start") == Some(&0.into()) && fields.get("end") == Some(&0.into()) => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), &mut *value) {
                    ("start" | "end", Value::Number(_)) => add(value, bytes),
                    ("line" | "end_line" | "lines" | "Line", Value::Number(_)) => add(value, 1),
                    ("Bytes", Value::Array(range)) => range.iter_mut().for_each(|end| add(end, bytes)),
                    _ => shift_facts(value, bytes),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| shift_facts(value, bytes)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn the_order_of_the_files_does_not_matter(
        (files, shuffled) in workspace().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle())),
    ) {
        prop_assert_eq!(in_every_format(&report_on(&Snapshot::from_texts(files))), in_every_format(&report_on(&Snapshot::from_texts(shuffled))));
    }

    #[test]
    fn checking_twice_gives_the_same_report(files in workspace()) {
        let files: Files = files.into_iter().collect();
        prop_assert_eq!(in_every_format(&report(&files)), in_every_format(&report(&files)));
    }

    #[test]
    fn findings_have_places_in_their_files_and_unique_fingerprints(files in workspace()) {
        let files: Files = files.into_iter().collect();
        let report = report(&files);
        for finding in &report.findings {
            for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place)) {
                let Some(text) = files.get(place.file.as_str()) else {
                    continue; // a shipped rule, or the workspace itself
                };
                let (start, end) = (place.span.start as usize, place.span.end as usize);
                prop_assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{finding:?}");
                prop_assert_eq!((place.span.line, place.span.column), counted(text, start), "{:?}", finding);
            }
        }
        let fingerprints: BTreeSet<_> = report.findings.iter().map(|finding| finding.fingerprint).collect();
        prop_assert_eq!(fingerprints.len(), report.findings.len());
    }

    #[test]
    fn the_deductions_and_the_score_add_up_to_100(files in workspace()) {
        let score = report(&files.into_iter().collect()).score;
        if let Some(overall) = score.overall {
            let sum: u64 = score.ledger.iter().map(|deduction| deduction.points.0).sum();
            prop_assert_eq!(sum + overall.0, ssot::score::Points::FULL.0);
        }
    }

    #[test]
    fn a_comment_at_the_top_shifts_the_findings_by_a_line(text in prop_oneof![program(), cut()]) {
        const COMMENT: &str = "// one more line\n";
        let json = |text: String| {
            let config = "[rule.duplicate-implementation]\nmin-tokens = 5\n".to_owned();
            let report = report(&Files::from([("main.rs".into(), text), ("ssot.toml".into(), config)]));
            let mut json = Vec::new();
            let format = Format::named("json").expect("the format exists");
            format.write(&report, &Style::PLAIN, &mut json).expect("a report can be written to memory");
            serde_json::from_slice::<Value>(&json).expect("it is JSON")
        };
        prop_assume!(!text.trim_start().starts_with("#!"));
        let mut expected = json(text.clone());
        shift_report(&mut expected, COMMENT.len() as u64);
        prop_assert_eq!(json(format!("{COMMENT}{text}")), expected);
    }
}

/// The same in a report, for places in the file; 0 to 0 is the file as a whole.
fn shift_report(report: &mut Value, bytes: u64) {
    report["looked-at"]["lines"] = (report["looked-at"]["lines"].as_u64().expect("a number") + 1).into();
    shift_places(report, bytes);
}

fn shift_places(value: &mut Value, bytes: u64) {
    if value["file"] == "main.rs" && (value["start"] != 0 || value["end"] != 0) {
        shift(value, bytes);
        // Edits are of the file of their finding.
        for edit in value
            .pointer_mut("/fix/edits")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            shift(edit, bytes);
        }
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|value| shift_places(value, bytes)),
        Value::Array(values) => values.iter_mut().for_each(|value| shift_places(value, bytes)),
        _ => {}
    }
}

fn shift(place: &mut Value, bytes: u64) {
    for (name, more) in [("start", bytes), ("end", bytes), ("line", 1)] {
        place[name] = (place[name].as_u64().expect("a place is of numbers") + more).into();
    }
}

/// What is declared and has no site is no merit: neither alone nor twelve times over.
const WITHOUT_SITES: [&str; 6] = [
    "canonical = \"app::config\"\n",
    "canonical = \"app::config\"\nbypasses = [\"md5::digest\"]\n",
    "canonical = \"app::config\"\nbypasses = [\"std::env::vra\", \"std::process::abort\"]\n",
    "canonical = \"app::config\"\ndeprecated = [\"app::gone::Config\"]\n",
    "canonical = \"app::Unheard\"\n",
    "canonical = \"app::config\"\nrivals = [\"*Unheard\"]\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_concept_without_sites_changes_no_score(chosen in prop::collection::vec(0..WITHOUT_SITES.len(), 1..12), reads in 0usize..4) {
        let score = |concepts: &str| {
            let mut lib = String::from("pub mod config;\n");
            for at in 0..reads {
                lib += &format!("pub fn f{at}() {{ std::env::var(\"V{at}\").ok(); config::port(); config::limit(); }}\n");
            }
            let environment = "[concept.environment]\ncanonical = \"app::config\"\n";
            let files = Files::from([
                ("Cargo.toml".into(), "[package]\nname = \"app\"\nedition = \"2021\"\n".into()),
                ("ssot.toml".into(), format!("{environment}{concepts}")),
                ("src/lib.rs".into(), lib),
                ("src/config.rs".into(), "pub fn port() { std::env::var(\"PORT\").ok(); }\npub fn limit() {}\n".into()),
            ]);
            let report = report(&files);
            (report.score.overall, report.score.label, report.score.categories)
        };
        // A contract whose canonical path is not there is a violation, which may only lower it.
        let concepts: String = chosen.iter().enumerate().map(|(at, which)| format!("[concept.c{at}]\n{}", WITHOUT_SITES[*which])).collect();
        let (with, without) = (score(&concepts), score(""));
        let is_broken = chosen.iter().any(|which| WITHOUT_SITES[*which].contains("app::Unheard"));
        match is_broken {
            false => prop_assert_eq!(with, without),
            true => prop_assert!(with.0 <= without.0, "{:?} {:?}", with, without),
        }
    }
}
