//! The thresholds of the clone search: every number that decides what counts as alike.
//!
//! They were chosen on the labelled clones that [`tests/clonebench/measure.py`](../../../tests/clonebench/measure.py) runs the
//! search over: a generated workspace with injected clones, and a table of which of them were found. After a change, build `ssot`
//! and run `measure.py --bench DIR --set DIR` before and after, and compare recall and precision for each type of
//! clone. `ssot duplicates` on a real workspace shows what the injected clones do not: whether the added classes are worth reading.
//!
//! *Recall* is the share of true copies that are found, *precision* the share of reported classes that are true copies. What a
//! caller chooses (`min_tokens`, `similarity`) is in [`Likeness`](super::Likeness). Three thresholds take effect when a file is
//! read, so they are in `facts/extract`: how small a body may be (`bodies`), how many statements a block needs (`statements`),
//! and what a table is (`plain`).

// Finding candidates

/// Length of a run, in pieces (one piece is one token of a body): the shortest sequence that counts as copied rather than
/// coincidental, both for the index and for the tiling. At least 1. Lower: more recall, less precision, and a larger index.
pub(super) const RUN: usize = 7;

/// Winnowing window, in runs: of this many consecutive runs the index keeps one, so two bodies that share
/// `RUN + WINDOW - 1` consecutive pieces have a fingerprint in common. At least 1. Higher: a smaller index, less recall.
pub(super) const WINDOW: usize = 4;

/// Maximum number of bodies (or types) that may share a fingerprint, a part or a signature for it to nominate candidates; one
/// that more share tells none of them apart. At least 2. Higher: more recall, and time that grows with its square.
pub(super) const MOST_SHARING: usize = 24;

// Comparing bodies

/// Number of pieces at the beginning of a body that are compared; the rest is ignored. It bounds the time for one pair.
/// Higher: more recall among huge bodies.
pub(super) const LONGEST_COMPARED: usize = 2_000;

/// Minimum share of two bodies, by weight, that must be the same, 0 to 1: the limit for large bodies.
/// [`PIECES`] is added to it for small ones, and the index nominates only pairs that can reach it. Higher: less recall, more
/// precision.
pub(super) const LEAST_SHARE: f32 = 0.3;

/// Pieces that are demanded in addition to [`LEAST_SHARE`], relative to the smaller body: `LEAST_SHARE + PIECES / smaller`. Its
/// size is that of one copied statement, which is a large part of a small body. Higher: less recall among small bodies.
pub(super) const PIECES: f32 = 15.0;

/// [`LEAST_SHARE`] for two bodies of one file, which use the same names anyway, 0 to 1. Higher: less recall, more precision.
pub(super) const LEAST_SHARE_IN_ONE_FILE: f32 = 0.4;

/// [`PIECES`] for two bodies of one file. Higher: less recall among small bodies.
pub(super) const PIECES_IN_ONE_FILE: f32 = 25.0;

/// Share of the lighter body, by weight, that makes it contained in the other, 0 to 1: statements were inserted or deleted.
/// A contained body needs only [`LEAST_SHARE_WITHIN`]. Lower: more recall, less precision.
pub(super) const ALL_BUT_A_LITTLE: f32 = 0.9;

/// Minimum share of both bodies, by weight, where one contains the other, 0 to 1: keeps a short body from matching every
/// long one that contains it. Lower: more recall, less precision.
pub(super) const LEAST_SHARE_WITHIN: f32 = 0.6;

/// Minimum share, by weight, of two bodies one of which is a table (short match arms), 0 to 1: all tables have the same form, so
/// more must be the same. Higher: less recall, more precision, for tables only.
pub(super) const LEAST_SHARE_OF_TABLES: f32 = 0.75;

/// Minimum share of names and literals that two tables have in common, 0 to 1: tables of one form about different things are not
/// copies. Higher: less recall, more precision, for tables only.
pub(super) const LEAST_VOCABULARY_OF_TABLES: f32 = 0.3;

// Comparing bodies that share few runs

/// Minimum share of vocabulary (names, types and literals, by weight) of two bodies with one signature that makes them the same
/// code in another form, 0 to 1. Higher: less recall, more precision, for rewritten clones only.
pub(super) const LEAST_VOCABULARY: f32 = 0.55;

/// Number of rare names that two rewritten bodies must share. Higher: less recall, more precision.
pub(super) const FEWEST_RARE: usize = 2;

/// Maximum number of bodies in which a name or type is rare. Higher: more names are rare, so more recall and less precision.
pub(super) const RARE: u32 = 12;

/// Minimum similarity, 0 to 1, at which `nearest` lists a function; below it, two functions have only idioms in common. Lower: a
/// longer list.
pub(super) const LEAST_SIMILARITY_OF_NEAREST: f32 = 0.2;

// Weights of pieces. Only their ratios matter: a higher one makes the share of two bodies depend more on that kind of piece.

/// Weight of a bracket, comma or semicolon: every body has them.
pub(super) const WEIGHT_OF_PUNCTUATION: f32 = 0.1;

/// Weight of a keyword or operator.
pub(super) const WEIGHT_OF_WORD: f32 = 0.5;

/// Weight of a local variable, whose name is not compared.
pub(super) const WEIGHT_OF_LOCAL: f32 = 0.4;

/// Weight of a type or literal, which a renamed copy replaces.
pub(super) const WEIGHT_OF_TYPE_OR_LITERAL: f32 = 0.6;

/// Weight of a name that every body uses.
pub(super) const WEIGHT_OF_COMMON_NAME: f32 = 0.6;

/// Weight that a name gains as it gets rarer: the full amount if only one body uses it.
pub(super) const WEIGHT_OF_RARITY: f32 = 1.4;

/// Weight of a literal in a vocabulary.
pub(super) const MENTION_OF_LITERAL: f32 = 0.3;

/// Weight of the rarest name or type in a vocabulary. Its commonness, 0 to 1, is subtracted, so one that all bodies use weighs
/// almost nothing.
pub(super) const MENTION_OF_NAME: f32 = 1.05;

/// Minimum number of bodies from which commonness is computed: in a small workspace a name that several bodies share is not a
/// common name. Higher: names weigh more in small workspaces.
pub(super) const FEWEST_BODIES: u32 = 1_000;

// Blocks, impls, types, constants

/// Minimum size of a block (consecutive statements inside bodies), in tokens; a smaller one is an idiom. Higher: less recall, more
/// precision, for blocks only.
pub(super) const FEWEST_TOKENS_OF_BLOCKS: u32 = 60;

/// Minimum share of an impl block, by tokens of its functions, that must be copied for the block to be reported as a whole, 0 to 1.
/// Otherwise its functions are reported one by one: this decides the grouping, not what is found.
pub(super) const LEAST_SHARE_OF_IMPLS: f32 = 0.8;

/// Minimum number of copied functions for an impl block to be reported as a whole. As for [`LEAST_SHARE_OF_IMPLS`], it decides
/// the grouping.
pub(super) const FEWEST_FUNCTIONS_OF_IMPLS: usize = 2;

/// Minimum number of parts (fields, variants, items of a trait) for a type or trait to be compared; smaller ones are alike by
/// chance. Higher: less recall, more precision.
pub(super) const FEWEST_PARTS: usize = 3;

/// Minimum share of the parts of two types with different names that must be in both, 0 to 1. Higher: less recall, more precision.
pub(super) const LEAST_SHARE_OF_TYPES: f32 = 0.8;

/// Minimum share of the parts of two types with the same name that must be in both, 0 to 1. It is lower because the name itself
/// is evidence. Higher: less recall, more precision.
pub(super) const LEAST_SHARE_OF_NAMESAKES: f32 = 0.6;

/// Minimum number of parts that two types must share if they do not share all. Higher: less recall among small types.
pub(super) const FEWEST_SHARED_PARTS: usize = 5;

/// Minimum size of a string constant, in bytes with its quotes, that is compared although its name is a single word.
/// Lower: more recall, less precision.
pub(super) const LONG_TEXT: u32 = 12;

/// Minimum size of a constant's type and value, in tokens, at which two of them are copies whatever they are called. Higher: less
/// recall among constants that were renamed.
pub(super) const FEWEST_TOKENS_OF_CONSTANTS: u32 = 16;
