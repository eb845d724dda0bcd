//! Turns the paths that rules advise into edits.

use bitcode::{Decode, Encode};

use crate::facts::{Moved, first_segments, moved_in_use};
use crate::finding::{Applicability, Edit, Fix, Span};

/// A path that replaces a written one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PathFix {
    /// The place of the old path.
    pub site: FixSite,
    /// The new path, as it is to be written there.
    pub by: String,
    /// Whether the edit may be applied without review.
    pub applicability: Applicability,
}

/// The place of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum FixSite {
    /// The first segments of a path.
    Path {
        /// The path.
        span: Span,
        /// The number of segments to replace.
        segments: usize,
    },
    /// A leaf of a `use`.
    Import {
        /// The whole item.
        item: Span,
        /// The leaf.
        leaf: Span,
    },
}

/// A [`Fix`] for the path fixes of each draft of one file; several of one draft are leaves of one `use`. The leaves of one `use` are
/// changed together: each draft gets the same fix, which is safe only if all of them are.
pub(super) fn fixes_of(text: &str, path_fixes: &[&[PathFix]]) -> Vec<Option<Fix>> {
    let fixes = path_fixes.iter().map(|path_fix| {
        let path_fix = path_fix.first()?;
        match path_fix.site {
            FixSite::Path { span, segments } => path_edit(text, path_fix, span, segments),
            FixSite::Import { item, .. } => use_edit(text, item, path_fixes.iter().copied().flatten()),
        }
    });
    fixes.collect()
}

fn path_edit(text: &str, path_fix: &PathFix, span: Span, segments: usize) -> Option<Fix> {
    let path = text.get(span.start as usize..span.end as usize)?;
    let length = first_segments(path, segments)? as u32;
    let colons = leading_colons(text.get(..span.start as usize)?)?;
    let span = Span {
        start: span.start - colons,
        end: span.start + length,
        column: span.column - colons,
        ..span
    };
    Some(Fix {
        title: format!("use `{}`", path_fix.by),
        applicability: path_fix.applicability,
        edits: vec![Edit {
            span,
            text: path_fix.by.clone(),
        }],
    })
}

/// The length of the `::` that a text before a path ends with, and of the space after it; `None` if they are on another line. The
/// new path says by itself whether it begins so.
fn leading_colons(before: &str) -> Option<u32> {
    let end = before.trim_end();
    let Some(rest) = end.strip_suffix("::") else {
        return Some(0);
    };
    let colons = &before[rest.len()..];
    colons
        .is_ascii()
        .then_some(colons.len() as u32)
        .filter(|_| !colons.contains('\n'))
}

/// The edit that changes all of these leaves of one `use`.
fn use_edit<'a>(text: &str, item: Span, path_fixes: impl Iterator<Item = &'a PathFix>) -> Option<Fix> {
    let written = text.get(item.start as usize..item.end as usize)?;
    let before = text.get(..item.start as usize)?;
    let indent = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let mut moved: Vec<(Moved, Applicability)> = Vec::new();
    for path_fix in path_fixes {
        let FixSite::Import { item: of, leaf } = path_fix.site else {
            continue;
        };
        if of != item {
            continue;
        }
        let leaf = Moved {
            at: leaf.start.checked_sub(item.start)?,
            to: path_fix.by.clone(),
        };
        if !moved.iter().any(|(known, _)| known.at == leaf.at) {
            moved.push((leaf, path_fix.applicability));
        }
    }
    let applicability = moved.iter().map(|(_, applicability)| *applicability).max()?;
    let moved: Vec<Moved> = moved.into_iter().map(|(moved, _)| moved).collect();
    let title = match moved.as_slice() {
        [one] => format!("import `{}`", one.to),
        _ => "import by the new paths".to_owned(),
    };
    // Code before the item on its line is not indentation.
    let indent = if indent.trim().is_empty() { indent } else { "" };
    let rewritten = moved_in_use(written, &moved, indent)?;
    let comments = |text: &str| text.matches("//").count() + text.matches("/*").count();
    let loses_words = comments(&rewritten) < comments(written);
    Some(Fix {
        title,
        applicability: if loses_words { Applicability::Unsafe } else { applicability },
        edits: vec![Edit {
            span: item,
            text: rewritten,
        }],
    })
}
