//! What outlives a process.
//!
//! SQLite in a file if nothing is said, PostgreSQL if a server is named; the same SQL and the same tests for both. A
//! request gets a [`RequestScope`], which is one transaction, and hands it to the functions of the table modules.
//! Nothing here knows HTTP, tokens or passwords; what is a secret arrives hashed.

mod database;
mod error;
mod page;
mod scope;
mod sql;
mod url;

pub mod migrations;

pub mod api_keys;
pub mod messages;
pub mod oauth_identities;
pub mod oauth_states;
pub mod password_resets;
pub mod prices;
pub mod revocations;
pub mod sessions;
pub mod threads;
pub mod usage;
pub mod users;

pub use database::Database;
pub use error::StorageError;
pub use page::Page;
pub use scope::{Access, RequestScope, ScopeTag};
pub use url::{DATABASE_REQUIREMENTS, DatabaseUrl};
