//! What services tell of themselves to those who run them: records, in [`logging`],
//! counters, in [`metrics`], and spans, in [`traces`].
//!
//! None may hold a secret. Types see to that (a [`SecretToken`] prints as a mask), and so does what is handed in:
//! routes instead of paths, ids instead of addresses.
//!
//! [`SecretToken`]: foundation::secret::SecretToken

pub mod logging;
mod memory;
pub mod metrics;
pub mod traces;
