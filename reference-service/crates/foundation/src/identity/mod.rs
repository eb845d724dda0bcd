//! What is said of a user: under which address, and with which permissions.

mod email;
mod permission;

pub use email::{Email, EmailError};
pub use permission::{Permission, Permissions, UnknownPermission};
