//! `markdown`: a summary for a pull request: the verdict, the score, findings by rule, and the worst findings. What comes
//! from the code is escaped, so that no name draws a table, loads a picture or calls a person.

use std::io::{self, Write};

use super::style::Style;
use super::{Report, summary, text};
use crate::finding::{Finding, Severity};

/// The most findings that are shown, the worst first; the rest are counted.
const MOST_FINDINGS: usize = 20;

/// Writes the summary.
pub(super) fn write(report: &Report, _: &Style, out: &mut dyn Write) -> io::Result<()> {
    write_verdict(report, out)?;
    write_rules(&report.findings, out)?;
    write_findings(report, out)?;
    for note in &report.notes {
        writeln!(out, "\n> {}", prose(note))?;
    }
    Ok(())
}

fn write_verdict(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let verdict = if report.gate.failed { "failed" } else { "passed" };
    writeln!(out, "## ssot: {verdict}\n")?;
    let score = &report.score;
    let overall = score.overall.map_or_else(String::new, |overall| format!("{overall} "));
    let files = summary::files(report);
    let findings = match &report.findings[..] {
        [] => format!("nothing found in {files}"),
        findings => {
            let count = text::count(findings.len() as u64, "finding");
            format!("{count} ({}) in {files}", summary::severities(findings, &Style::PLAIN))
        }
    };
    writeln!(out, "**Score {overall}{}**: {findings}", score.label.name())?;
    for (index, reason) in report.gate.reasons.iter().enumerate() {
        let before = if index == 0 { "\n" } else { "" };
        writeln!(out, "{before}- {}", prose(reason))?;
    }
    Ok(())
}

fn write_rules(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| rule | findings | sites | worst |\n|---|--:|--:|---|")?;
    for count in summary::by_rule(findings) {
        let (findings, sites) = (text::thousands(count.findings), text::thousands(count.sites));
        let rule = cell(&code(count.rule));
        writeln!(out, "| {rule} | {findings} | {sites} | {} |", count.worst)?;
    }
    Ok(())
}

fn write_findings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (index, finding) in report.worst_first().into_iter().take(MOST_FINDINGS).enumerate() {
        let before = if index == 0 { "\n" } else { "" };
        let (place, message) = (code(&text::place(&finding.place)), prose(&finding.message));
        let severity = strong(finding.severity);
        writeln!(out, "{before}- {severity} {place} {message} ({})", code(&finding.rule))?;
        if let Some(help) = &finding.help {
            writeln!(out, "  <br>help: {}", prose(help))?;
        }
    }
    let more = report.findings.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        writeln!(out, "\nand {}", text::count(more as u64, "more finding"))?;
    }
    Ok(())
}

fn strong(severity: Severity) -> String {
    format!("**{severity}**")
}

/// Markdown for a cell of a table, which is cut into cells before code is looked for. A `|` that is escaped already stays so.
pub(super) fn cell(markdown: &str) -> String {
    let mut cell = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for char in markdown.chars() {
        if char == '|' && !is_escaped {
            cell.push('\\');
        }
        is_escaped = char == '\\' && !is_escaped;
        cell.push(char);
    }
    cell
}

/// A code span with exactly this text; its fence is longer than any in it.
pub(super) fn code(words: &str) -> String {
    let words = text::clean(words);
    let longest = words.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{words}{pad}{fence}")
}

/// A sentence of ours with what it quotes between backticks as code, and nothing else of it as Markdown. Where backticks do not
/// pair, none of them counts.
pub(super) fn prose(words: &str) -> String {
    let words = text::clean(words);
    if words.matches('`').count() % 2 == 1 {
        return escaped(&words);
    }
    let parts = words.split('`').enumerate();
    let words = parts.map(|(index, part)| match (index % 2, part) {
        (0, prose) => escaped(prose),
        (_, "") => "\\`\\`".to_owned(),
        (_, part) => code(part),
    });
    words.collect()
}

/// Hosts look for names and numbers to link after they have read the Markdown, where escapes are gone: a space of no width
/// keeps `@name` and `#1` from being any.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        if matches!(
            char,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(char);
        if matches!(char, '@' | '#') {
            escaped.push('\u{200B}');
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backquoted_text_is_code_and_all_other_markup_is_escaped() {
        assert_eq!(prose("`a::b<T>` is <b>used</b>"), "`a::b<T>` is \\<b\\>used\\</b\\>");
        assert_eq!(prose("![x](y) | @all #1"), "\\!\\[x\\](y) \\| @\u{200B}all #\u{200B}1");
        assert_eq!(prose("one ` alone"), "one \\` alone");
        assert_eq!(prose("`` is empty"), "\\`\\` is empty");
        assert_eq!(prose("a\n# b"), "a #\u{200B} b");
    }

    #[test]
    fn a_cell_has_no_bar_that_ends_it() {
        assert_eq!(cell("`a|b` \\| c \\\\| d"), "`a\\|b` \\| c \\\\\\| d");
        assert_eq!(cell(&prose("one | `a|b`")), "one \\| `a\\|b`");
    }

    #[test]
    fn code_may_contain_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "``` a``b ```");
    }
}
