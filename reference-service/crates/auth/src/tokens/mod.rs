//! Tokens: signed statements on who somebody is, for a while.
//!
//! [`TokenMint`] signs them and reads them, [`Lifetimes`] says for how long, [`Claims`] is what they say,
//! [`SharedKey`] and [`open_by_public_key`] are all that knows signatures.

mod claims;
mod envelope;
mod lifetimes;
mod mint;

pub use claims::{Claims, TokenId, TokenKind};
pub use envelope::{Address, SHORTEST_KEY, SharedKey, WeakKey, open_by_public_key};
pub use lifetimes::Lifetimes;
pub use mint::{Issued, Subject, TokenError, TokenMint};
