//! The history of a workspace: what became of its items between two states, and when lines were last changed.
//!
//! 1. [`timeline`] follows the items of files through the commits of a range, from facts alone;
//! 2. [`inventory`] lists the items of the first and the last state, with their canonical paths;
//! 3. [`matching`] finds the successors of items by their code and their names;
//! 4. [`wanted`] and [`callers`] find who used the items that went, [`replacements`] and [`inlining`] what was put in their place;
//! 5. [`followers`] lets items share the fate of their owners, members and callers;
//! 6. [`settling`] decides about tests, modules and what is left;
//! 7. [`fates`] lists what became of each item that went, and [`plan`] derives what to do.
//!
//! [`difference`] compares two states as a whole: what is found in them, and their [`public_items`].
//!
//! Knows neither formats nor arguments.

mod blame;
mod callers;
mod departures;
pub mod difference;
pub mod fates;
mod followers;
mod inlining;
pub(crate) mod inventory;
mod matching;
mod pairing;
pub mod plan;
pub mod public_items;
mod range;
pub mod remains;
mod replacements;
mod settling;
mod successors;
mod summary;
mod timeline;
pub mod trend;
mod version;
pub mod wanted;

pub use blame::{Commit, History};
pub use range::audit;
