//! What every service of the workspace stands on: each concept once, in a module of its own.
//!
//! Nothing here knows a service, a route or a table. Modules in reading order; a module may use those
//! above it.

pub mod names;

pub mod clock;
pub mod entropy;
pub mod outcome;
pub mod seats;
pub mod secret;
pub mod tasks;
pub mod text;

pub mod environment;
pub mod identity;
pub mod ids;

pub mod context;
pub mod errors;
pub mod retry;
