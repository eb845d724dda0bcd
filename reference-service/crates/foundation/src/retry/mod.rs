//! Waiting: how long to wait before the next try, how long to wait at all, how much to wait for at a time, when not
//! to try at all.
//!
//! The only module that sleeps. There is one formula for delays, [`Backoff::delay`].

mod backoff;
mod breaker;
mod deadline;
mod gather;
mod pause;
mod policy;

pub use backoff::Backoff;
pub use breaker::{Breaker, BreakerLimits, BreakerOpen, BreakerState, Permit};
pub use deadline::{Deadline, TimedOut, within};
pub use gather::gather;
pub use pause::pause;
pub use policy::{Retry, retry};
