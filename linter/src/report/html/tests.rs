//! The page as a whole: what it contains, and that nothing from the code is markup in it.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::*;
use crate::discover::Membership;
use crate::finding::{Class, FilePath, Finding, Fingerprint, Place, Span};
use crate::history::fates::{Fate, ItemFate};
use crate::history::inventory::InventoryKind;
use crate::history::plan::PlannedAction;
use crate::report::{ConceptInfo, ExemptionInfo, ReportedFile, RuleInfo, sample};
use crate::score::Points;

/// What a person could write who wants a name to be more than a name.
const MARKUP: &str =
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload='alert(3)' &lt; \u{202E}\u{2028} <!--";

fn written(page: &HtmlPage<'_>) -> String {
    let mut bytes = Vec::new();
    page.write(&mut bytes).expect("a vector takes everything");
    String::from_utf8(bytes).expect("pages are text")
}

fn page(report: &Report) -> HtmlPage<'_> {
    HtmlPage {
        report,
        title: "shop",
        revision: Some("0123456789abcdef"),
        history: PageHistory::Absent("the folder is not under git"),
        link: None,
        state: None,
    }
}

/// The texts between an opening and a closing tag.
fn between<'a>(page: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    page.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

fn unpacked(page: &str) -> serde_json::Value {
    let data = between(page, "id=\"data\">", "</script>")[0];
    let bytes = STANDARD.decode(data).expect("it is base64");
    serde_json::from_reader(flate2::read::DeflateDecoder::new(&bytes[..])).expect("it is JSON")
}

/// A report in which every text is hostile.
fn hostile() -> Report {
    let mut report = sample::hostile();
    let text: Arc<str> = MARKUP.into();
    for finding in &mut report.findings {
        finding.message = MARKUP.into();
        finding.rule = Arc::clone(&text);
        finding.concept = Some(Arc::clone(&text));
        finding.item = MARKUP.into();
        finding.help = Some(MARKUP.into());
    }
    report.gate.reasons = vec![MARKUP.into()];
    report.notes = vec![MARKUP.into()];
    report.concepts = vec![ConceptInfo {
        name: Arc::clone(&text),
        summary: MARKUP.into(),
        category: Arc::clone(&text),
        canonical: Some(MARKUP.into()),
        home: Some(Place::file(FilePath::new(MARKUP))),
        factory: vec![MARKUP.into()],
        bypasses: vec![MARKUP.into()],
        rivals: vec![MARKUP.into()],
        deprecated: vec![MARKUP.into()],
        allow_in: vec![MARKUP.into()],
        place: Place::file(FilePath::new(MARKUP)),
    }];
    report.exemptions = vec![ExemptionInfo {
        place: Place::file(FilePath::new(MARKUP)),
        rules: vec![MARKUP.into()],
        reason: MARKUP.into(),
        until: Some(MARKUP.into()),
        findings: report.findings.clone(),
    }];
    report.rules = vec![RuleInfo {
        id: Arc::clone(&text),
        kind: "rival".into(),
        category: text,
        severity: crate::finding::Severity::High,
        summary: MARKUP.into(),
        why: MARKUP.into(),
        help: MARKUP.into(),
        strict: false,
    }];
    report
}

fn hostile_history() -> (Vec<TrendPoint>, FateReport) {
    let point = TrendPoint {
        commit: MARKUP.into(),
        time: 0,
        summary: MARKUP.into(),
        score: Some(Points(90_000_000_000)),
        findings: [(MARKUP.to_owned(), 3)].into(),
        files: 1,
        lines: 1,
        exemptions: 0,
    };
    let item = |fate| ItemFate {
        path: MARKUP.into(),
        file: FilePath::new("src/lib.rs"),
        membership: Membership::default(),
        kind: InventoryKind::Function,
        fate,
        commit: MARKUP.into(),
        to: vec![MARKUP.into()],
        lost_callers: 1,
        lost_tests: 0,
        wanted_by: Vec::new(),
        subject: None,
    };
    let audit = FateReport {
        items: vec![item(Fate::Gap), item(Fate::Renamed)],
        plan: vec![PlannedAction {
            priority: 1,
            action: MARKUP.into(),
            items: Vec::new(),
        }],
        ..FateReport::default()
    };
    (vec![point.clone(), point], audit)
}

#[test]
fn hostile_texts_are_shown_as_text() {
    let report = hostile();
    let (trend, audit) = hostile_history();
    let page = HtmlPage {
        title: MARKUP,
        revision: Some(MARKUP),
        history: PageHistory::Known {
            trend: &trend,
            audit: &audit,
        },
        ..page(&report)
    };
    let page = written(&page);
    assert_eq!(page.matches("<script").count(), 2, "the data and our own");
    assert_eq!(page.matches("</script>").count(), 2);
    for markup in ["<img", "<!--", "onload='", "alert(1)</", "\u{202E}", "\u{2028}"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(
        !page.lines().any(|line| line.starts_with("&#60;/script")),
        "no name begins a line"
    );
    // Each place of the page that shows such a text shows all of it.
    let escaped =
        "&#60;/script&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#60;img src=x onerror=alert(2)&#62;&#34;&#39; onload=&#39;";
    assert!(page.matches(escaped).count() > 20, "{}", page.matches(escaped).count());
    let data = unpacked(&page);
    let words = data["words"].as_array().expect("a list");
    assert!(
        words
            .iter()
            .any(|word| word.as_str().is_some_and(|word| word.contains("</script><script>")))
    );
    assert!(!data.to_string().contains('\u{202E}'));
}

#[test]
fn the_policy_allows_exactly_the_texts_between_the_tags() {
    let report = sample::small();
    let page = written(&page(&report));
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"")[0];
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let style = between(&page, "<style>", "</style>")[0];
    let script = between(&page, "<script>", "</script>")[0];
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(
        policy.contains(&format!("style-src {}; script-src {};", hash(style), hash(script))),
        "{policy}"
    );
    for forbidden in [
        " style=\"",
        "onclick",
        "innerHTML",
        "http-equiv=\"refresh\"",
        "src=\"http",
        "@import",
        "url(http",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn headings_ids_and_landmarks_are_in_order() {
    let report = sample::hard();
    let page = written(&page(&report));
    for landmark in ["<header", "<nav", "<main", "<footer", "<h1>"] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    let levels: Vec<u32> = between(&page, "<h", ">")
        .iter()
        .filter_map(|tag| tag.get(..1)?.parse().ok())
        .collect();
    assert_eq!(levels.first(), Some(&1), "{levels:?}");
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "a level is left out: {levels:?}"
    );
    let mut ids: Vec<&str> = between(&page, " id=\"", "\"");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    assert_eq!(
        page.matches("<table").count(),
        page.matches("<caption").count(),
        "each table has a caption"
    );
}

#[test]
fn the_data_has_every_finding_with_its_lines() {
    let report = sample::small();
    let data = unpacked(&written(&page(&report)));
    assert_eq!(data["findings"].as_array().map(Vec::len), Some(report.findings.len()));
    let lines = data["lines"].to_string();
    for line in ["let level = std::env::var", "pub fn retry() {"] {
        assert!(lines.contains(line), "{lines}");
    }
    assert_eq!(lines.matches("fn port() -> u16").count(), 1, "each line once");
}

/// Findings in many files, each with lines and messages of its own.
pub(super) fn many(count: u32) -> Report {
    let mut report = sample::small();
    let first = report.findings[0].clone();
    report.findings.clear();
    for file in 0..count.div_ceil(20) {
        let path = FilePath::new(format!("crates/part-{}/src/module_{file}.rs", file % 40));
        let mut text = String::new();
        for line in 0..20 {
            let start = text.len() as u32 + 4;
            let number = file * 20 + line;
            text += &format!(
                "    let value_{number} = std::env::var(\"SETTING_{number}\").unwrap_or_default(); // {:x}\n",
                number.wrapping_mul(2_654_435_761)
            );
            let span = Span {
                start,
                end: start + 20,
                line: line + 1,
                column: 5,
            };
            report.findings.push(Finding {
                place: Place {
                    file: path.clone(),
                    span,
                },
                item: format!("part::module_{file}::read_{line}"),
                message: format!("`std::env::var` is read for `SETTING_{number}` outside `foundation::environment`"),
                fingerprint: Fingerprint(number.into()),
                related: Vec::new(),
                ..first.clone()
            });
        }
        report.sources.insert(path, text.into());
    }
    report.findings.truncate(count as usize);
    report
}

#[test]
fn the_size_of_a_page_is_bounded() {
    const LIMIT: usize = 2_000_000;
    let report = many(20_000);
    let page = written(&page(&report));
    assert!(page.len() < LIMIT, "{} bytes", page.len());
    assert_eq!(
        unpacked(&page)["findings"].as_array().map(Vec::len),
        Some(20_000),
        "no finding is left out"
    );
}

/// Whatever there is a thousand of: crates, concepts, owners, exemptions.
#[test]
fn lists_of_the_page_are_bounded() {
    let mut report = many(2_000);
    let of = |number: u32| format!("a-name-of-{number}-that-is-not-short");
    report.files = (0..20_000)
        .map(|number| {
            let membership = Membership {
                package: Some(of(number / 10).into()),
                owners: vec![of(number).into()],
            };
            let code = Some((Class::Production, 100));
            (
                FilePath::new(format!("crates/{}/src/f{number}.rs", number / 10)),
                ReportedFile { code, membership },
            )
        })
        .collect();
    let place = Place::file(FilePath::new("ssot.toml"));
    let concept = hostile().concepts.remove(0);
    report.concepts = (0..2_000)
        .map(|number| ConceptInfo {
            name: of(number).into(),
            ..concept.clone()
        })
        .collect();
    let exemption = |number| ExemptionInfo {
        place: place.clone(),
        rules: vec![of(number)],
        reason: of(number),
        until: None,
        findings: vec![report.findings[0].clone()],
    };
    report.exemptions = (0..2_000).map(exemption).collect();
    let page = written(&page(&report));
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    for told in ["1,800 more concepts", "1,700 more crates", "1,500 more exemptions"] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn what_has_no_room_is_left_out_step_by_step() {
    let report = many(400);
    let findings = stated(&report);
    let packed = |most| packed(&report, &findings, None, most).expect("memory takes everything");
    let whole = packed(usize::MAX);
    assert_eq!((whole.kept, whole.is_short), (400, false));
    let short = packed(whole.data.len() * 4 / 5);
    assert_eq!((short.kept, short.is_short), (400, true));
    let few = packed(whole.data.len() / 10);
    assert!(few.kept > 0 && few.kept < 400, "{}", few.kept);
}
