//! How alike two items are, and which of several is the most alike. Candidates are found by shared runs of pieces.

use rustc_hash::{FxHashMap, FxHashSet};

use super::inventory::{ItemCode, LocalItem};
use crate::clones;
use crate::facts::Piece;

/// Length of the runs by which bodies are compared, in pieces. Shorter runs occur in all code.
const RUN: usize = 4;

/// Minimum number of runs of a body that can be found in others; smaller bodies are in others by chance.
pub(super) const FEWEST_RUNS: usize = 6;

/// Maximum number of items that may share a run for it to nominate candidates.
const MOST_SHARING: usize = 40;

/// Minimum share of the runs of two bodies that both have, 0 to 1, for one to be the other under another name.
pub(super) const LEAST_ALIKE: f32 = 0.55;

/// [`LEAST_ALIKE`] where more than the body speaks for it: the name, or words of it and the signature.
pub(super) const LEAST_ALIKE_BY_NAME: f32 = 0.3;

/// Minimum share of the runs of a body that another one must contain for it to be part of that, 0 to 1.
pub(super) const LEAST_CONTAINED: f32 = 0.6;

/// Minimum share of the words of two names that both have, 0 to 1, for one to be the other if the code says nothing against it.
pub(super) const LEAST_NAMES_ALIKE: f32 = 0.5;

/// Minimum share of the words of two names, 0 to 1, where the code says something for it.
pub(super) const LEAST_NAMES: f32 = 0.3;

/// Minimum share of the parts or of the methods of two types that both have, 0 to 1, for one to be the other under any name.
pub(super) const LEAST_PARTS_ALIKE: f32 = 0.6;

/// [`LEAST_PARTS_ALIKE`], and the minimum share of the words of the names, where both speak for it.
pub(super) const LEAST_PARTS_BY_NAME: f32 = 0.4;

/// The runs of a body, as hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct BodyRuns(FxHashSet<u64>);

impl BodyRuns {
    pub(super) fn new(form: &[Piece]) -> Self {
        let hash = |run: &[Piece]| clones::folded(run.iter().map(|piece| u64::from(piece.0)));
        Self(form.windows(RUN).map(hash).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn shared(&self, other: &Self) -> usize {
        let (fewer, more) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        fewer.0.iter().filter(|run| more.0.contains(*run)).count()
    }

    /// The share of the runs of both that both have, 0 to 1.
    pub(super) fn alike(&self, other: &Self) -> f32 {
        ratio(2 * self.shared(other), self.len() + other.len())
    }

    /// The share of these runs that the other has, 0 to 1.
    pub(super) fn contained_in(&self, other: &Self) -> f32 {
        ratio(self.shared(other), self.len())
    }

    /// The runs of these that the other does not have.
    pub(super) fn without(&self, other: &Self) -> Self {
        Self(self.0.difference(&other.0).copied().collect())
    }
}

fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// The bodies of some items, found by their runs.
pub(super) struct RunIndex {
    pub(super) runs: Vec<BodyRuns>,
    by_run: FxHashMap<u64, Vec<u32>>,
}

impl RunIndex {
    pub(super) fn new<'a>(codes: impl Iterator<Item = &'a ItemCode>) -> Self {
        let runs: Vec<BodyRuns> = codes.map(|code| BodyRuns::new(&code.form)).collect();
        let mut by_run: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, body) in runs.iter().enumerate() {
            for run in &body.0 {
                by_run.entry(*run).or_default().push(at as u32);
            }
        }
        Self { runs, by_run }
    }

    /// The items that share a run with a body that not all code has, in their order.
    pub(super) fn candidates(&self, body: &BodyRuns) -> Vec<usize> {
        let sharing = body.0.iter().filter_map(|run| self.by_run.get(run));
        let sharing = sharing.filter(|sharing| sharing.len() <= MOST_SHARING);
        let mut found: Vec<usize> = sharing.flatten().map(|&at| at as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether two items have the same code, whatever their locals are called. An item without code is the same as none.
pub(super) fn is_same_code(one: &ItemCode, other: &ItemCode) -> bool {
    let is_body = one.renamed != 0 && (one.exact == other.exact || one.renamed == other.renamed);
    let is_outline = !one.parts.is_empty() && one.parts == other.parts;
    is_body || is_outline
}

/// Whether both have bodies that can be compared, and these have little in common.
pub(super) fn is_other_body(one: &ItemCode, other: &ItemCode) -> bool {
    let (one, other) = (BodyRuns::new(&one.form), BodyRuns::new(&other.form));
    one.len().min(other.len()) >= FEWEST_RUNS && one.alike(&other) < LEAST_ALIKE_BY_NAME
}

/// The share of the parts of two types, traits or constants that both have, 0 to 1.
pub(super) fn parts_alike(one: &ItemCode, other: &ItemCode) -> f32 {
    let parts: FxHashSet<u64> = one.parts.iter().copied().collect();
    let both = other.parts.iter().filter(|part| parts.contains(part)).count();
    ratio(2 * both, one.parts.len() + other.parts.len())
}

/// Whether two items of one key are the same item, changed: in another file, or later.
pub(super) fn is_continued(one: &LocalItem, other: &LocalItem) -> bool {
    let (code, next) = (&one.code, &other.code);
    if is_same_code(code, next) || (code.renamed == 0 && code.parts.is_empty()) {
        return true;
    }
    let is_same_signature = code.signature != 0 && code.signature == next.signature;
    let alike = BodyRuns::new(&code.form)
        .alike(&BodyRuns::new(&next.form))
        .max(parts_alike(code, next));
    alike >= LEAST_ALIKE_BY_NAME || is_same_signature
}

/// Words that say nothing of what an item is for.
const FILLERS: [&str; 14] = [
    "a", "and", "as", "by", "default", "for", "from", "get", "in", "into", "is", "new", "of", "to",
];

/// The words of a name that say what it is for, in lower case.
pub(super) fn words(name: &str) -> FxHashSet<String> {
    let words = clones::words(name).into_iter();
    words.filter(|word| !FILLERS.contains(&&**word)).collect()
}

/// The share of the words of two names that both have, 0 to 1.
pub(super) fn names_alike(one: &str, other: &str) -> f32 {
    let (one, other) = (words(one), words(other));
    ratio(2 * one.intersection(&other).count(), one.len() + other.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::PieceKind;

    fn form(text: &str) -> Vec<Piece> {
        text.split(' ').map(|word| Piece::of(PieceKind::Name, word)).collect()
    }

    #[test]
    fn a_part_is_contained_and_not_alike() {
        let whole = BodyRuns::new(&form("a b c d e f g h i j k l m n o p"));
        let part = BodyRuns::new(&form("c d e f g h"));
        assert!(part.contained_in(&whole) > 0.99);
        assert!(part.alike(&whole) < LEAST_ALIKE);
        assert_eq!(BodyRuns::default().contained_in(&whole), 0.0);
    }

    #[test]
    fn names_share_words() {
        assert!(names_alike("parse_header", "parse_head") > 0.4);
        assert!(names_alike("RetryPolicy", "PolicyOfRetry") > 0.7);
        assert_eq!(names_alike("load", "store"), 0.0);
        assert_eq!(names_alike("HTTPClient", "HTMLCell"), 0.0);
    }
}
