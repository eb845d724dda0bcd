//! What every service has around its own work.
//!
//! How it is configured: [`Problems`], [`key`], [`SettingsError`]. How it starts and stops: [`lead`], and
//! [`errand`] for what is done beside it.
//! How it is: [`health`]. How it describes itself: [`describe`]. Who logs
//! in: [`Credentials`].

pub mod describe;
pub mod health;

mod credentials;
mod dotenv;
mod keys;
mod problems;
mod process;
mod signals;
mod traces;

use dotenv::dotenv_text;
use signals::stop;

pub use credentials::Credentials;
pub use keys::key;
pub use problems::{Problems, SettingsError, SettingsWarning};
pub use process::{Process, Surroundings, Work, errand, lead};
