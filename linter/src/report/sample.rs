//! One report made by hand, with the cases that are hard to draw, for the tests of every format.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{GateResult, LookedAt, Report, VERSION};
use crate::finding::{Class, FilePath, Finding, Fingerprint, Place, Related, Severity, Span};
use crate::rules::run::Conforming;
use crate::score::{INPUT, Score};

const BOOT: &str = "use std::env;\n\npub fn boot() -> Settings {\n    let level = std::env::var(\"RUST_LOG\").unwrap_or_default();\n    \
                    Settings { level }\n}\n\nfn port() -> u16 {\n\tenv::var(\"PORT\").ok().and_then(|p| p.parse().ok()).unwrap_or(8080)\n}\n";
const GREETING: &str = "\u{FEFF}//! Grüße.\r\nconst 挨拶: &str = \"こんにちは\"; let é = read(\"grüße\");\r\n";
const RETRY: &str = "/// Tries again.\npub fn retry() {\n    one();\n    two();\n    three();\n    four();\n    five();\n    six();\n    seven();\n}\n";
const CONFIG: &str = "[concept.environment]\ncanonical = \"foundation::enviroment\"\n";

/// Two findings that a repository of any size has.
pub(super) fn small() -> Report {
    let mut copies = finding(
        "duplicate-implementation",
        Severity::Medium,
        place("src/retry.rs", RETRY, "pub fn retry", "}"),
    );
    copies.message = "`shop::retry::retry` is written 2 times".into();
    copies.help = Some("keep `foundation::retry::retry` and call it from the other place".into());
    copies.related = vec![related(place("src/boot.rs", BOOT, "fn port", "}\n"), "the other copy")];
    report(vec![environment(), copies])
}

/// Everything that is hard to draw.
pub(super) fn hard() -> Report {
    let mut gone = finding("unreadable-file", Severity::Medium, Place::file(FilePath::new("src/gone.rs")));
    gone.category = INPUT.into();
    gone.message = "`src/gone.rs` vanished during the run".into();

    let mut wide = finding(
        "stray-literal",
        Severity::Low,
        place("src/greeting.rs", GREETING, "\"grüße\"", "\""),
    );
    wide.message =
        "a name of `events` is written out by hand, in a message that is so long that it does not fit on a line of eighty columns"
            .into();

    let mut many = finding(
        "scattered-paths",
        Severity::Critical,
        place("src/boot.rs", BOOT, "std::env::var", "r"),
    );
    many.message = "`Manager` is imported by 9 paths\x1b[31m".into();
    many.related = (1..=8)
        .map(|number| related(Place::file(FilePath::new(format!("src/user_{number}.rs"))), "one more path"))
        .collect();

    let mut mistake = finding(
        "config-mistake",
        Severity::High,
        place("ssot.toml", CONFIG, "\"foundation::enviroment\"", "\""),
    );
    mistake.category = INPUT.into();
    mistake.message = "`foundation::enviroment` does not exist".into();
    mistake.help = Some("did you mean `foundation::environment`?".into());

    let generated = generated();
    let mut long = finding(
        "direct-access",
        Severity::High,
        place("src/table.rs", &generated, "env::var", "r"),
    );
    long.message = "`std::env::var` is used outside `foundation::environment`".into();

    let mut root = finding("unreadable-file", Severity::Medium, Place::file(FilePath::new("")));
    root.category = INPUT.into();
    root.message = "the folder `kept` cannot be listed".into();
    let mut report = report(vec![environment(), gone, wide, many, mistake, long, root]);
    report.sources.insert(FilePath::new("src/table.rs"), generated.into());
    report.looked_at.unread = 1;
    report.looked_at.exemptions = 3;
    report.notes = vec!["no ssot.toml: the core rules ran with their defaults; write one to say where each concept lives".into()];
    report
}

/// What somebody who writes names and texts could do to a format.
pub(super) fn hostile() -> Report {
    let text = "let größe = \"]]>\"; /* & */\n";
    let mut all = finding(
        "direct-access",
        Severity::High,
        place("src/größe 100%,a:b\"'<&>`|.rs", text, "\"]]>", "\""),
    );
    all.message = HOSTILE.into();
    all.help = Some(HOSTILE.into());
    all.related = vec![related(all.place.clone(), HOSTILE)];
    let mut report = report(vec![all]);
    report.notes = vec![HOSTILE.into()];
    report.gate.reasons = vec![HOSTILE.into()];
    let path = report.findings[0].place.file.clone();
    report.sources.insert(path, text.into());
    report
}

/// Ends of lines, commands, attributes, tables and sections; escapes of every format; controls.
pub(super) const HOSTILE: &str =
    "100%0A\r\n::error file=x::y ]]> \"'<b>&amp;</b>` | ![p](q) @all #1 \0\x1b[31m\u{202E}\u{FFFE} größe\n<!-- --> ##[error]z";

/// Nothing found.
pub(super) fn clean() -> Report {
    report(Vec::new())
}

fn environment() -> Finding {
    let mut finding = finding(
        "direct-access",
        Severity::High,
        place("src/boot.rs", BOOT, "std::env::var", "r"),
    );
    finding.concept = Some("environment".into());
    finding.message = "`std::env::var` is used outside `foundation::environment`".into();
    finding.help = Some("ask `foundation::environment::get` for it".into());
    finding.related = vec![related(place("src/boot.rs", BOOT, "env::var(\"PORT", "r"), "and here")];
    finding
}

fn generated() -> String {
    format!(
        "static T: [u8; 900] = [{}env::var(\"X\"), {}];",
        "1, ".repeat(200),
        "2, ".repeat(200)
    )
}

/// The place from the start of `from` to the end of the first `to` after it.
fn place(file: &str, text: &str, from: &str, to: &str) -> Place {
    let start = text.find(from).expect("the sample has the text");
    let after = start + from.len() - to.len();
    let end = after + text[after..].find(to).expect("the sample has the end") + to.len();
    Place {
        file: FilePath::new(file),
        span: Span::in_text(text, start..end),
    }
}

fn related(place: Place, label: &str) -> Related {
    Related {
        place,
        label: label.into(),
        violating: true,
    }
}

fn finding(rule: &str, severity: Severity, place: Place) -> Finding {
    Finding {
        rule: rule.into(),
        category: "configuration".into(),
        concept: None,
        severity,
        class: Class::Production,
        item: String::new(),
        message: "something was found".into(),
        help: None,
        related: Vec::new(),
        fix: None,
        fingerprint: Fingerprint(u128::from(place.span.start)),
        content: Fingerprint::default(),
        place,
    }
}

fn report(mut findings: Vec<Finding>) -> Report {
    findings.sort_by(Finding::order);
    let files =
        ["src/boot.rs", "src/greeting.rs", "src/retry.rs", "src/table.rs"].map(|file| (FilePath::new(file), Class::Production));
    let conforming = |category: &str, sites| Conforming {
        rule: "direct-access".into(),
        category: category.into(),
        concept: Some("environment".into()),
        class: Class::Production,
        file: FilePath::new("src/boot.rs"),
        sites,
    };
    let conforming = vec![conforming("configuration", 1_200), conforming("websocket", 17)];
    let score = Score::new(
        &files,
        &Vec::from_iter(&findings),
        &Vec::from_iter(&conforming),
        &BTreeMap::new(),
    );
    let reasons: Vec<String> = if findings.is_empty() {
        vec![]
    } else {
        vec!["1 finding of severity high or above".into()]
    };
    let texts = [
        ("src/boot.rs", BOOT),
        ("src/greeting.rs", GREETING),
        ("src/retry.rs", RETRY),
        ("ssot.toml", CONFIG),
    ];
    Report {
        version: VERSION,
        looked_at: LookedAt {
            files: BTreeMap::from([(Class::Production, 4)]),
            lines: 1_234,
            crates: 1,
            unread: 0,
            unknown_paths: 0,
            unknown_methods: 0,
            rules: 7,
            concepts: 2,
            exemptions: 0,
            baselined: 0,
        },
        findings,
        known: Vec::new(),
        exemptions: Vec::new(),
        before: None,
        score,
        gate: GateResult {
            failed: !reasons.is_empty(),
            reasons,
        },
        notes: Vec::new(),
        conforming,
        files: BTreeMap::new(),
        grouping: None,
        weights: BTreeMap::new(),
        rules: Vec::new(),
        concepts: Vec::new(),
        layers: Vec::new(),
        sources: texts.map(|(file, text)| (FilePath::new(file), Arc::from(text))).into(),
    }
}
