//! One workspace, told in every format; what programs may rely on in `json` and `jsonl`; and who a finding is across edits.
//!
//! The expected texts are in `tests/snapshots`. `BLESS=1` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use ssot::report::{FORMATS, Format, Report, Style};

use crate::harness::{Files, report};

const CONFIG: &str = r#"[concept.environment]
canonical = "app::config"

[concept.pool]
summary   = "connections are counted"
canonical = "app::pool::Pool"
factory   = ["app::pool::shared"]
rivals    = ["*Pool"]

[concept.ghost]
canonical = "app::gone::Ghost"

[gate]
fail-on = "medium"
"#;

const LIB: &str = r#"mod boot;
mod broken;
mod config;
mod copies;
pub mod pool;
"#;

const BOOT: &str = r#"use crate::pool::Pool;

pub struct TinyPool;

pub fn start() -> Pool {
    let größe = std::env::var("SIZE"); let level = std::env::var("LEVEL");
    drop((größe, level));
    Pool { size: 1 }
}

// ssot: allow(direct-env-access) reason="read before anything else is there"
fn early() { std::env::var("EARLY").ok(); }
"#;

const CONFIG_MODULE: &str = r#"pub fn port() -> Option<String> { std::env::var("PORT").ok() }
"#;

const POOL: &str = r#"pub struct Pool { pub size: u8 }
pub fn shared() -> Pool { Pool { size: 8 } }
"#;

const COPIES: &str = r#"pub fn parse(line: &str) -> Option<(String, u32)> {
    let (name, count) = line.split_once(':')?;
    let count = count.trim().parse().ok()?;
    if name.is_empty() || count == 0 { return None; }
    Some((name.trim().to_owned(), count))
}

fn read(text: &str) -> Option<(String, u32)> {
    let (key, number) = text.split_once(':')?;
    let number = number.trim().parse().ok()?;
    if key.is_empty() || number == 0 { return None; }
    Some((key.trim().to_owned(), number))
}
"#;

const BROKEN: &str = "fn fine() {}\nfn broken(1) {}\n";

fn files() -> Files {
    let files = [
        ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n"),
        ("ssot.toml", CONFIG),
        ("src/lib.rs", LIB),
        ("src/boot.rs", BOOT),
        ("src/broken.rs", BROKEN),
        ("src/config.rs", CONFIG_MODULE),
        ("src/copies.rs", COPIES),
        ("src/pool.rs", POOL),
    ];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

fn told(format: &str, report: &Report) -> String {
    let mut bytes = Vec::new();
    Format::named(format)
        .expect("the format exists")
        .write(report, &Style::PLAIN, &mut bytes)
        .expect("a report can be written to memory");
    String::from_utf8(bytes).expect("reports are text")
}

/// The page without its style, its script and its data, which have tests of their own; other formats as they are.
fn readable(format: &Format, mut told: String) -> String {
    if format.name != "html" {
        return told;
    }
    for (open, close) in [
        ("<style>", "</style>"),
        ("id=\"data\">", "</script>"),
        ("<script>", "</script>"),
        ("'sha256-", "'"),
        ("'sha256-", "'"),
    ] {
        let start = told.find(open).expect("the page has it") + open.len();
        let end = start + told[start..].find(close).expect("it ends");
        told.replace_range(start..end, "…");
        told = told.replacen("'sha256-…", "'…", 1);
    }
    told
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_format_equals_its_snapshot() {
    let report = report(&files());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/snapshots");
    for format in FORMATS {
        let path = folder.join(format!("workspace.{}", format.name));
        let told = readable(format, told(format.name, &report));
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).expect("the folder can be written");
            fs::write(&path, told).expect("the folder can be written");
        } else {
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                told == expected,
                "{}: run the tests once with BLESS=1 and look at the difference\n{told}",
                format.name
            );
        }
    }
}

#[test]
fn the_workspace_has_findings_of_many_rules() {
    let report = report(&files());
    let rules: BTreeSet<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
    let wanted = [
        "direct-env-access",
        "duplicate-implementation",
        "missing-canonical",
        "non-factory-construction",
        "rival-definition",
        "unparsed-code",
    ];
    assert_eq!(rules, BTreeSet::from(wanted));
    assert_eq!(report.looked_at.exemptions, 1);
}

#[test]
fn json_has_the_fields_of_its_page() {
    let report = report(&files());
    let json = parsed(&told("json", &report));
    assert_eq!(json["version"], 1);
    let findings = json["findings"].as_array().expect("an array");
    assert_eq!(findings.len(), report.findings.len());
    for finding in findings {
        has_what_findings_have(finding);
    }
    for (name, is_there) in [
        ("looked-at", json["looked-at"].is_object()),
        ("score", json["score"]["overall"].is_number()),
        ("gate", json["gate"]["failed"] == true),
        ("notes", json["notes"].is_array()),
    ] {
        assert!(is_there, "{name}: {json:#}");
    }
    let fingerprints: BTreeSet<&str> = findings
        .iter()
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    assert_eq!(fingerprints.len(), findings.len(), "each finding is someone");
}

fn has_what_findings_have(finding: &Value) {
    for name in ["rule", "category", "severity", "class", "file", "message"] {
        assert!(
            finding[name].as_str().is_some_and(|text| !text.is_empty()),
            "{name}: {finding:#}"
        );
    }
    for name in ["line", "column"] {
        assert!(finding[name].as_u64().is_some_and(|number| number > 0), "{name}: {finding:#}");
    }
    assert!(finding["start"].as_u64() <= finding["end"].as_u64(), "{finding:#}");
    let fingerprint = finding["fingerprint"].as_str().unwrap_or_default();
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    assert!(fingerprint.len() == 32 && fingerprint.bytes().all(is_digit), "{finding:#}");
}

#[test]
fn jsonl_has_an_object_per_line_and_ends_with_the_summary() {
    let report = report(&files());
    let json = parsed(&told("json", &report));
    let jsonl = told("jsonl", &report);
    assert!(jsonl.ends_with('\n'), "a line ends");
    let mut lines: Vec<Value> = jsonl.lines().map(parsed).collect();
    let summary = lines.pop().expect("there is a line");
    assert_eq!(summary["type"], "summary");
    for name in ["version", "looked-at", "score", "gate", "notes"] {
        assert_eq!(summary[name], json[name], "{name}");
    }
    assert_eq!(lines.len(), report.findings.len());
    for (mut line, whole) in lines.into_iter().zip(json["findings"].as_array().expect("an array")) {
        let kind = line.as_object_mut().and_then(|line| line.remove("type"));
        assert_eq!(kind, Some("finding".into()));
        assert_eq!(line, *whole, "the two forms tell the same");
    }
}

#[test]
fn concise_is_a_line_for_each_finding() {
    let report = report(&files());
    let concise = told("concise", &report);
    let lines: Vec<&str> = concise.lines().collect();
    assert_eq!(lines.len(), report.findings.len() + 1, "and one for the whole: {concise}");
    for (line, finding) in lines.iter().zip(&report.findings) {
        let (file, span) = (&finding.place.file, finding.place.span);
        let place = format!(
            "{file}:{}:{}: {}[{}] ",
            span.line, span.column, finding.severity, finding.rule
        );
        assert!(line.starts_with(&place), "{line}");
    }
}

/// The schema is OASIS's own: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.
#[test]
fn sarif_is_valid_by_its_schema() {
    // Its patterns for a language have a bracket too many, which only some engines put up with.
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema = parsed(&schema);
    let schema = jsonschema::validator_for(&schema).expect("the schema is one");
    let report = report(&files());
    let sarif = parsed(&told("sarif", &report));
    let mistakes: Vec<String> = schema
        .iter_errors(&sarif)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    assert!(
        !schema.is_valid(&serde_json::json!({ "version": "2.1.0" })),
        "the schema asks for runs"
    );
}

#[test]
fn sarif_has_the_rule_and_region_of_every_finding() {
    let report = report(&files());
    let sarif = parsed(&told("sarif", &report));
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("an array");
    assert_eq!(results.len(), report.findings.len());
    for result in results {
        let rule = result["ruleIndex"].as_u64().expect("every rule is described");
        assert_eq!(run["tool"]["driver"]["rules"][rule as usize]["id"], result["ruleId"]);
    }
    let path = Value::from("src/boot.rs");
    let place = |result: &&Value| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path;
    let rule = |result: &&Value| result["ruleId"] == "direct-env-access";
    let result = results.iter().filter(place).find(rule).expect("the sample has it");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    let (line, start, end) = (&region["endLine"], &region["startColumn"], &region["endColumn"]);
    assert_eq!(
        (line, start, end),
        (&6.into(), &17.into(), &30.into()),
        "after `größe`, in characters"
    );
}

#[test]
fn rustc_format_parses_as_messages_of_cargo() {
    use cargo_metadata::Message;
    let report = report(&files());
    let told = told("rustc", &report);
    let mut messages: Vec<Message> = Message::parse_stream(told.as_bytes())
        .map(|message| message.expect("a message is JSON"))
        .collect();
    let Some(Message::BuildFinished(finished)) = messages.pop() else {
        panic!("the last message says that it is the last: {told}");
    };
    assert!(!finished.success, "the gate failed");
    assert_eq!(messages.len(), report.findings.len());
    for (message, finding) in messages.iter().zip(&report.findings) {
        let Message::CompilerMessage(message) = message else {
            panic!("{message:?}")
        };
        let message = &message.message;
        let code = message.code.as_ref().map(|code| code.code.as_str());
        assert_eq!(code, Some(&*format!("ssot::{}", finding.rule)));
        let primary: Vec<_> = message.spans.iter().filter(|span| span.is_primary).collect();
        assert_eq!(primary.len(), 1, "one is where it is: {message:?}");
        assert_eq!(message.spans.len(), 1 + finding.related.len());
        assert_eq!(message.children.len(), usize::from(finding.help.is_some()));
        for span in &message.spans {
            let lines = span.line_end - span.line_start + 1;
            let is_file = span.byte_end == 0;
            assert!(is_file || span.text.len() == lines, "each line is there: {span:?}");
        }
    }
}

#[test]
fn gitlab_has_a_fingerprint_for_each_finding() {
    let report = report(&files());
    let issues = parsed(&told("gitlab", &report));
    let issues = issues.as_array().expect("an array");
    let fingerprints: BTreeSet<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(
        (issues.len(), fingerprints.len()),
        (report.findings.len(), report.findings.len())
    );
}

#[test]
fn no_format_contains_paths_of_the_machine() {
    let report = report(&files());
    let folder = std::env::current_dir().expect("there is a current folder");
    let folder = folder.to_str().expect("its name is text");
    for format in FORMATS {
        assert!(!told(format.name, &report).contains(folder), "{}", format.name);
    }
}

/// The fingerprints of what is found in `src/lib.rs`, by line.
fn fingerprints(lib: &str) -> Vec<(String, String)> {
    let files = [
        ("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n"),
        (
            "ssot.toml",
            "[concept.pool]\ncanonical = \"app::pool::Pool\"\nfactory = [\"app::pool::shared\"]\nrivals = [\"*Pool\"]\n",
        ),
        ("src/lib.rs", lib),
        ("src/pool.rs", POOL),
    ];
    let report = report(&files.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.place.file.as_str() == "src/lib.rs");
    findings
        .map(|finding| (finding.rule.to_string(), finding.fingerprint.to_string()))
        .collect()
}

const ONE_OF_EACH: &str = r#"pub mod pool;
fn first(size: u8) {
    std::env::var("A").ok();
    pool::Pool { size };
}
struct TinyPool;
fn parse(line: &str) -> Option<(String, u32)> {
    let (name, count) = line.split_once(':')?;
    let count = count.trim().parse().ok()?;
    if name.is_empty() || count == 0 { return None; }
    Some((name.trim().to_owned(), count))
}
fn read(text: &str) -> Option<(String, u32)> {
    let (key, number) = text.split_once(':')?;
    let number = number.trim().parse().ok()?;
    if key.is_empty() || number == 0 { return None; }
    Some((key.trim().to_owned(), number))
}
"#;

#[test]
fn fingerprints_stay_when_lines_are_inserted_above() {
    let before = fingerprints(ONE_OF_EACH);
    assert_eq!(before.len(), 4, "{before:?}");
    let lines = "//! Docs.\n\nuse std::fmt::Debug;\n\nfn nothing() -> u8 { 7 }\n\n";
    assert_eq!(fingerprints(&format!("{lines}{ONE_OF_EACH}")), before);
    assert_eq!(
        fingerprints(&ONE_OF_EACH.replace("    std", "\n    // why\n    let x = 1;\n    std")),
        before
    );
}

#[test]
fn fingerprints_stay_when_the_file_is_reformatted() {
    let before = fingerprints(ONE_OF_EACH);
    let wide = ONE_OF_EACH
        .replace("    ", "\t\t")
        .replace("::", " :: ")
        .replace('{', "\n{\n");
    assert_eq!(fingerprints(&wide), before);
    let flat = ONE_OF_EACH.replace("\n    ", " ");
    assert_eq!(fingerprints(&flat), before);
    assert_eq!(fingerprints(&ONE_OF_EACH.replace('\n', "\r\n")), before);
}

#[test]
fn fingerprints_stay_when_the_formatter_adds_a_trailing_comma() {
    let before = fingerprints(ONE_OF_EACH);
    let is_copy = |findings: &[(String, String)]| findings.iter().any(|(rule, _)| rule == "duplicate-implementation");
    let everywhere = ONE_OF_EACH.replace(".split_once(':')", ".split_once(\n        ':',\n    )");
    let once = ONE_OF_EACH.replacen(".split_once(':')", ".split_once(\n        ':',\n    )", 1);
    assert!(is_copy(&before) && is_copy(&fingerprints(&once)), "a copy stays a copy");
    assert_eq!(fingerprints(&everywhere), before);
}

#[test]
fn fingerprints_stay_when_another_item_has_a_finding() {
    let before = fingerprints(ONE_OF_EACH);
    let another = "fn another() { std::env::var(\"A\").ok(); pool::Pool { size: 1 }; }\nstruct BigPool;\n";
    for text in [format!("{ONE_OF_EACH}{another}"), format!("{another}{ONE_OF_EACH}")] {
        let after = fingerprints(&text);
        assert_eq!(after.len(), before.len() + 3, "{after:?}");
        let kept: Vec<_> = before.iter().filter(|finding| !after.contains(finding)).collect();
        assert!(kept.is_empty(), "these are others now: {kept:?}");
    }
}

#[test]
fn equal_findings_have_different_fingerprints() {
    for text in [
        "fn f() { std::env::var(\"A\").ok(); std::env::var(\"A\").ok(); }",
        "fn f() { std::env::var(\"A\").ok(); std::env::var(\"B\").ok(); }",
        "fn f() { std::env::var(\"A\").ok(); } fn g() { std::env::var(\"A\").ok(); }",
        "mod a { fn f() { std::env::var(\"A\").ok(); } } mod b { fn f() { std::env::var(\"A\").ok(); } }",
    ] {
        let found = fingerprints(&format!("pub mod pool;\n{text}"));
        assert_eq!(found.len(), 2, "{text}: {found:?}");
        assert_ne!(found[0], found[1], "{text}");
    }
}
