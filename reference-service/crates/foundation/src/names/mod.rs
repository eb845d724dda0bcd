//! Names that more than one place must agree on: between services, with clients, with those who run them.
//!
//! Here is the spelling of each; `names.toml` beside this file says what each is for and what breaks when it changes.
//! A test holds the two together.

pub mod events;
pub mod headers;
pub mod routes;
pub mod services;
pub mod spans;
pub mod tokens;
pub mod variables;

#[cfg(test)]
mod index;
