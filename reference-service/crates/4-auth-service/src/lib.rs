//! The service that knows who a user is.
//!
//! So far it tells its health. The library is the whole service but for the process around it, so that tests can run
//! it in their own process.

mod failures;
mod health;
mod request_id;
mod router;
mod serve;
mod service;
mod settings;

pub use health::Health;
pub use serve::{Ending, GRACE, serve};
pub use service::AuthService;
pub use settings::{Settings, SettingsError};
