//! Weights of pieces: how much each piece of a body tells about what the body does.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::tuning::{
    FEWEST_BODIES, MENTION_OF_LITERAL, MENTION_OF_NAME, WEIGHT_OF_COMMON_NAME, WEIGHT_OF_LOCAL, WEIGHT_OF_PUNCTUATION,
    WEIGHT_OF_RARITY, WEIGHT_OF_TYPE_OR_LITERAL, WEIGHT_OF_WORD,
};
use crate::facts::{Piece, PieceKind};

/// The statistics that weights depend on: the rarer a name is among all bodies, the more it weighs.
pub(super) struct Weights(FxHashMap<Piece, Spread>);

/// How widespread a name or type is.
struct Spread {
    /// Number of bodies that contain it.
    bodies: u32,
    /// Logarithmic: 0 if one body contains it, 1 if all do.
    commonness: f32,
}

impl Weights {
    pub(super) fn of<'a>(forms: impl IndexedParallelIterator<Item = &'a [Piece]>) -> Self {
        /// Minimum number of bodies for each partial table: merging smaller tables would take longer than filling them.
        const FEWEST_AT_ONCE: usize = 8_192;
        let counted = forms.with_min_len(FEWEST_AT_ONCE).fold(Counted::default, Counted::with);
        let Counted { counts, bodies } = counted.reduce(Counted::default, Counted::and);
        let of_all = (bodies.max(FEWEST_BODIES) as f32).ln();
        let known = counts.into_iter().map(|(piece, (bodies, _))| {
            let commonness = (bodies as f32).ln() / of_all;
            (piece, Spread { bodies, commonness })
        });
        Self(known.collect())
    }

    /// Whether a piece is a name or type that at least one body contains, and at most `bodies`.
    pub(super) fn is_in_at_most(&self, bodies: u32, piece: Piece) -> bool {
        self.0.get(&piece).is_some_and(|known| known.bodies <= bodies)
    }

    /// Weight of a name, type or literal in a vocabulary, whatever the number of its occurrences in the body.
    pub(super) fn of_mention(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Literal => MENTION_OF_LITERAL,
            _ => MENTION_OF_NAME - self.commonness(piece),
        }
    }

    /// Weight of one occurrence of a piece in a body.
    pub(super) fn of_piece(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Punctuation => WEIGHT_OF_PUNCTUATION,
            PieceKind::Word => WEIGHT_OF_WORD,
            PieceKind::Local => WEIGHT_OF_LOCAL,
            PieceKind::Type | PieceKind::Literal => WEIGHT_OF_TYPE_OR_LITERAL,
            PieceKind::Name => WEIGHT_OF_COMMON_NAME + WEIGHT_OF_RARITY * (1.0 - self.commonness(piece)),
        }
    }

    fn commonness(&self, piece: Piece) -> f32 {
        self.0.get(&piece).map_or(0.0, |known| known.commonness)
    }
}

/// The number of bodies counted so far; for each piece, the number of bodies that contain it and the last of these.
#[derive(Default)]
struct Counted {
    counts: FxHashMap<Piece, (u32, u32)>,
    bodies: u32,
}

impl Counted {
    fn with(mut self, form: &[Piece]) -> Self {
        self.bodies += 1;
        let names = form
            .iter()
            .filter(|piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Type));
        for &name in names {
            let (count, last) = self.counts.entry(name).or_default();
            if *last != self.bodies {
                *count += 1;
                *last = self.bodies;
            }
        }
        self
    }

    /// Merges two tables. The result is not counted further, since the last body of each piece is no longer valid.
    fn and(self, other: Self) -> Self {
        let (mut more, fewer) = if self.counts.len() < other.counts.len() {
            (other, self)
        } else {
            (self, other)
        };
        more.bodies += fewer.bodies;
        for (name, (count, _)) in fewer.counts {
            more.counts.entry(name).or_default().0 += count;
        }
        more
    }
}
