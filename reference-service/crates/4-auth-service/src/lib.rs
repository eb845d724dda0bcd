//! The service that knows who a user is.
//!
//! The library is the whole service but for the process around it, so that tests can run it in their own process.

mod asker;
mod router;
mod routes;
mod service;
mod settings;

pub use router::{openapi, router};
pub use service::AuthService;
pub use settings::Settings;
