//! How much each piece of a body says.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::facts::{Piece, PieceKind};

/// In fewer bodies than these every name is rare, however many share it.
const FEWEST_BODIES: u32 = 1_000;

/// How much each piece says: the rarer a name among all bodies, the more.
pub(super) struct Weights(FxHashMap<Piece, Spread>);

/// What is known of a name or type.
struct Spread {
    /// In how many bodies it is.
    bodies: u32,
    /// From 0 for what is in one body to 1 for what is in all.
    commonness: f32,
}

impl Weights {
    pub(super) fn of<'a>(forms: impl IndexedParallelIterator<Item = &'a [Piece]>) -> Self {
        /// Tables of fewer bodies take longer to be put together than to be filled.
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

    /// It is a name or type that some bodies have, and no more than so many.
    pub(super) fn is_in_at_most(&self, bodies: u32, piece: Piece) -> bool {
        self.0.get(&piece).is_some_and(|known| known.bodies <= bodies)
    }

    /// How much it says that a name, type or literal is in a body at all.
    pub(super) fn of_mention(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Literal => 0.3,
            _ => self.0.get(&piece).map_or(1.05, |known| 1.05 - known.commonness),
        }
    }

    pub(super) fn of_piece(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Punctuation => 0.1,
            PieceKind::Word => 0.5,
            PieceKind::Local => 0.4,
            PieceKind::Type | PieceKind::Literal => 0.6,
            PieceKind::Name => {
                let known = self.0.get(&piece);
                known.map_or(2.0, |known| 0.6 + 1.4 * (1.0 - known.commonness))
            }
        }
    }
}

/// The bodies that were counted so far, and for each piece in how many it is, and the last of them.
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

    /// Both together; it is for no more bodies.
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
