//! `ssot`, the single-source-of-truth linter for Rust workspaces.

pub mod finding;

pub mod snapshot;

pub mod discover;
