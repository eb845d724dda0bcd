//! The service that knows who a user is.
//!
//! The library is the whole service, so that tests can have it in a process of their own.

mod asker;
mod operator;
mod process;
mod router;
mod routes;
mod service;
mod settings;

pub use operator::{Cli, Order, carry_out};
pub use process::{attend, serve};
pub use router::{openapi, router};
pub use service::AuthService;
pub use settings::Settings;
