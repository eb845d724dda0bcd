//! What tests of several crates need. No production crate depends on it.

mod at_work;
mod books;
mod client;
mod random;
mod running;
mod sandbox;
mod world;

pub use at_work::AtWork;
pub use books::Books;
pub use client::{Answer, Question, ask, operations};
pub use random::{Random, any_json};
pub use running::{Plan, Running, SERVICE_KEY};
pub use sandbox::Sandbox;
pub use world::{NOW, Outcome, World};
