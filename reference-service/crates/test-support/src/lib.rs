//! What tests of several crates need. No production crate depends on it.

mod sandbox;
mod world;

pub use sandbox::Sandbox;
pub use world::{NOW, Outcome, World};
