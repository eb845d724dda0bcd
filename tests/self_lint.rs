//! The linter obeys the contracts that it is made for: the repository's own `ssot.toml`.

use std::path::Path;

use ssot::report::{FORMATS, Style};
use ssot::snapshot::Snapshot;

use crate::harness::report_on;

#[test]
fn this_repository_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let report = report_on(&Snapshot::worktree(&root).expect("the repository can be walked"));
    let mut told = Vec::new();
    FORMATS[0]
        .write(&report, &Style::PLAIN, &mut told)
        .expect("a report can be written to memory");
    let told = String::from_utf8(told).expect("reports are text");
    assert!(report.findings.is_empty() && !report.gate.failed, "{told}");
    assert_eq!(
        report.score.overall.map(|overall| overall.to_string()).as_deref(),
        Some("100.0"),
        "{told}"
    );
    assert!(report.notes.is_empty(), "{told}");
    assert!(report.looked_at.crates >= 2, "{told}");
}
