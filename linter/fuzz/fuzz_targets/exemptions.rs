//! Whatever a comment says to this tool: it is an allowance or a finding.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ssot::config::Config;
use ssot::finding::Severity;
use ssot::check::gate::QualityGate;
use ssot::snapshot::Snapshot;
use ssot::check::{Request, check};

fuzz_target!(|comment: &str| {
    let comment = comment.replace(['\n', '\r'], " ");
    let code = format!("// ssot: {comment}\nfn f() {{ std::env::var(\"X\").ok(); }} // ssot: allow{comment}\n");
    let snapshot = Snapshot::from_texts([("main.rs", code)]);
    let gate = QualityGate {
        fail_on: Severity::Low,
        min_score: None,
        deny: Vec::new(),
        ratchets: Vec::new(),
    };
    let request = Request {
        today: Some("2026-11-20".into()),
        ..Request::default()
    };
    let report = check(&snapshot, &Config::from_snapshot(&snapshot), &gate, &request);
    assert!(
        report.looked_at.exemptions > 0 || !report.findings.is_empty(),
        "what was found is told or allowed"
    );
});
