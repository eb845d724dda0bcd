//! How much each piece of a body says.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Piece, PieceKind};

/// In fewer bodies than these every name is rare, however many share it.
const FEWEST_BODIES: u32 = 1_000;

/// How much each piece says: the rarer a name among all bodies, the more.
pub(super) struct Weights {
    names: FxHashMap<Piece, f32>,
    /// In how many bodies a name or type is.
    pub(super) counts: FxHashMap<Piece, u32>,
    bodies: u32,
}

impl Weights {
    pub(super) fn of<'a>(forms: impl Iterator<Item = &'a [Piece]>) -> Self {
        let mut counts: FxHashMap<Piece, u32> = FxHashMap::default();
        let mut bodies = 0u32;
        for form in forms {
            bodies += 1;
            let names = form
                .iter()
                .filter(|piece| matches!(piece.kind(), PieceKind::Name | PieceKind::Type));
            for &name in names.collect::<FxHashSet<_>>() {
                *counts.entry(name).or_default() += 1;
            }
        }
        let bodies = bodies.max(FEWEST_BODIES);
        let all = (bodies as f32).ln();
        let rarity = |count: u32| 1.0 - (count as f32).ln() / all;
        let names = counts.iter().filter(|(name, _)| name.kind() == PieceKind::Name);
        let names = names.map(|(&name, &count)| (name, 0.6 + 1.4 * rarity(count)));
        Self {
            names: names.collect(),
            counts,
            bodies,
        }
    }

    /// How much it says that a name, type or literal is in a body at all.
    pub(super) fn of_mention(&self, piece: Piece) -> f32 {
        match (piece.kind(), self.counts.get(&piece)) {
            (PieceKind::Literal, _) => 0.3,
            (_, Some(&count)) => 1.05 - (count as f32).ln() / (self.bodies as f32).ln(),
            (_, None) => 1.05,
        }
    }

    pub(super) fn of_piece(&self, piece: Piece) -> f32 {
        match piece.kind() {
            PieceKind::Punctuation => 0.1,
            PieceKind::Word => 0.5,
            PieceKind::Local => 0.4,
            PieceKind::Type | PieceKind::Literal => 0.6,
            PieceKind::Name => self.names.get(&piece).copied().unwrap_or(2.0),
        }
    }
}
