//! Maps places from an older text to a newer one. A place in the common prefix or the common suffix of both texts has a new
//! place.

use crate::finding::{Finding, Span};

/// The part in which two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference<'a> {
    after: &'a str,
    /// The length of the common prefix in bytes.
    pub(super) head: usize,
    /// The length of the common suffix in bytes, without the prefix.
    pub(super) tail: usize,
    length_before: usize,
}

impl<'a> Difference<'a> {
    pub(super) fn between(before: &str, after: &'a str) -> Self {
        let same = |one: &[u8], other: &[u8]| one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let is_cut = |head: &usize| before.is_char_boundary(*head) && after.is_char_boundary(*head);
        let head = same(before.as_bytes(), after.as_bytes());
        let head = (0..=head).rev().find(is_cut).unwrap_or(0);
        let backwards = |text: &str| text.as_bytes()[head..].iter().rev().copied().collect::<Vec<u8>>();
        let tail = same(&backwards(before), &backwards(after));
        let is_cut = |tail: &usize| before.is_char_boundary(before.len() - tail) && after.is_char_boundary(after.len() - tail);
        let tail = (0..=tail).rev().find(is_cut).unwrap_or(0);
        Self {
            after,
            head,
            tail,
            length_before: before.len(),
        }
    }

    /// The new span of a span of the old text; `None` if it touches the changed part.
    pub(super) fn carried(&self, span: Span) -> Option<Span> {
        let (start, end) = (span.start as usize, span.end as usize);
        if end <= self.head {
            return Some(span);
        }
        let tail_begins = self.length_before - self.tail;
        let start = start.checked_sub(tail_begins)? + self.after.len() - self.tail;
        let end = end - tail_begins + self.after.len() - self.tail;
        Some(Span::in_text(self.after, start..end))
    }

    /// Maps a finding of a file to the new text, without its fix, because the new text does not parse.
    pub(super) fn carry(&self, mut finding: Finding) -> Option<Finding> {
        let file = finding.place.file.clone();
        finding.place.span = self.carried(finding.place.span)?;
        finding.fix = None;
        self.carry_related(&file, &mut finding);
        Some(finding)
    }

    /// Maps the related places in a file that belong to a finding of any file.
    pub(super) fn carry_related(&self, file: &crate::finding::FilePath, finding: &mut Finding) {
        finding.related.retain_mut(|related| {
            if related.place.file != *file {
                return true;
            }
            let carried = self.carried(related.place.span);
            related.place.span = carried.unwrap_or(related.place.span);
            carried.is_some()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(before: &str, after: &str, what: &str) -> Option<String> {
        let start = before.find(what)?;
        let span = Span::in_text(before, start..start + what.len());
        let span = Difference::between(before, after).carried(span)?;
        assert_eq!(span, Span::in_text(after, span.start as usize..span.end as usize));
        Some(after[span.start as usize..span.end as usize].to_owned())
    }

    #[test]
    fn unchanged_spans_are_carried_over() {
        let (before, after) = ("one();\ntwo();\nthree();\n", "one();\ntwo(é\nmore\nthree();\n");
        assert_eq!(carried(before, after, "one()").as_deref(), Some("one()"));
        assert_eq!(carried(before, after, "three()").as_deref(), Some("three()"));
        assert_eq!(carried(before, after, "two()"), None);
    }

    #[test]
    fn repeated_text_is_carried_over() {
        assert_eq!(carried("aa", "aaaa", "aa").as_deref(), Some("aa"));
        assert_eq!(carried("aéa", "aèa", "é"), None);
        assert_eq!(carried("", "x", ""), Some(String::new()));
        assert_eq!(carried("abc", "", "b"), None);
    }
}
