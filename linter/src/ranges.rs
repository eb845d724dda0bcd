//! Sets of numbers as ranges: bytes of a text, lines of a file.

use bitcode::{Decode, Encode};

/// Half-open ranges, sorted; they neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// The union of some ranges.
    pub(crate) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut union: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match union.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => union.push((start, end)),
            }
        }
        Self(union)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ranges: the first number of each, and the one after its last.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().copied()
    }

    /// Whether a number is in one of the ranges.
    pub(crate) fn contain(&self, number: u32) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= number);
        before.checked_sub(1).is_some_and(|at| number < self.0[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_united() {
        let ranges = Ranges::new(vec![(7, 9), (1, 3), (2, 5), (5, 6)]);
        assert_eq!(ranges, Ranges(vec![(1, 6), (7, 9)]));
        let inside: Vec<u32> = (0..10).filter(|number| ranges.contain(*number)).collect();
        assert_eq!(inside, [1, 2, 3, 4, 5, 7, 8]);
    }
}
