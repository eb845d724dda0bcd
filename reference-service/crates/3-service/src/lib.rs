//! What every service has around its own work.
//!
//! How it is configured: [`Problems`], [`key`], [`SettingsError`]. How it starts and stops: [`dotenv_text`], [`stop`].
//! How it is: [`health`]. How it describes itself: [`describe`].

pub mod describe;
pub mod health;

mod dotenv;
mod keys;
mod problems;
mod signals;

pub use dotenv::dotenv_text;
pub use keys::key;
pub use problems::{Problems, SettingsError, SettingsWarning, deployed, malformed, optional};
pub use signals::stop;
