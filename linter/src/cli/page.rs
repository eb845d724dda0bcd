//! Pages of prose at the prompt: headings stand out, paragraphs fill the width, everything else stays as it was written.

use std::io::{self, Write};

use crate::report::{Paint, Style, text};

/// A line that stands out.
pub(super) fn heading(title: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", style.paint(Paint::Strong, text::clean(title)))
}

/// A name and its value, in line with others.
pub(super) fn field(name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {name:<10}{}", text::clean(value))
}

/// Markdown, as far as rules and kinds use it.
pub(super) fn prose(page: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut paragraph = String::new();
    // The fence of the block that the line is in: a block of Markdown has blocks of its own.
    let mut fence: Option<&str> = None;
    for line in page.trim_matches('\n').lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        let is_code = fence.is_some();
        let is_fence = ticks.len() >= fence.map_or(3, str::len);
        let is_laid_out = is_code || is_fence || line.trim().is_empty() || line.starts_with(['#', '|', '-', '*', ' ', '\t']);
        if is_fence {
            fence = fence.is_none().then_some(ticks);
        }
        if !is_laid_out {
            paragraph += line;
            paragraph.push('\n');
            continue;
        }
        write_paragraph(&mut paragraph, style, out)?;
        match line.trim_start_matches('#') {
            title if !is_code && title.len() < line.len() => heading(title.trim_start(), style, out)?,
            _ if is_fence => writeln!(out, "{}", style.paint(Paint::Faint, text::clean(line)))?,
            _ => writeln!(out, "{}", text::clean(line).trim_end())?,
        }
    }
    write_paragraph(&mut paragraph, style, out)
}

fn write_paragraph(paragraph: &mut String, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if paragraph.is_empty() {
        return Ok(());
    }
    text::wrap(paragraph, style.width)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))?;
    paragraph.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_filled_and_code_is_left_alone() {
        let mut out = Vec::new();
        let page = "# kind\n\nOne\ntwo.\n\n```rust\n# [x]\nfn f()\n{}\n```\n- a\n- b\n";
        prose(page, &Style::PLAIN, &mut out).expect("a vector takes everything");
        let written = String::from_utf8(out).expect("UTF-8");
        assert_eq!(written, "kind\n\nOne two.\n\n```rust\n# [x]\nfn f()\n{}\n```\n- a\n- b\n");
    }
}
