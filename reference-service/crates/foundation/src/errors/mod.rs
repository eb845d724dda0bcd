//! Errors as the outside sees them: one shape for every service and every failure.
//!
//! [`AppError`] says what went wrong, [`ErrorCode`] names it for programs, [`ErrorBody`] is what is sent.

mod app_error;
mod body;
mod code;
mod sources;

pub use app_error::AppError;
pub use body::ErrorBody;
pub use code::ErrorCode;
pub use sources::with_sources;
