//! What tests of several crates need. No production crate depends on it.

mod books;
mod client;
mod running;
mod sandbox;
mod world;

pub use books::Books;
pub use client::{Answer, Question, ask};
pub use running::{Plan, Running, SERVICE_KEY};
pub use sandbox::Sandbox;
pub use world::{NOW, Outcome, World};
