//! How other services ask the auth service.
//!
//! [`AuthClient`] asks again when the line is bad, stops asking when nobody answers, and remembers for a while what it was
//! told of a token - but never uses what it remembers without asking whether the token was taken back.

mod cache;
mod client;
mod error;
mod settings;

pub use client::{AuthClient, KnownUser};
pub use error::ClientError;
pub use settings::{AuthClientSettings, CLIENT_REQUIREMENTS};
