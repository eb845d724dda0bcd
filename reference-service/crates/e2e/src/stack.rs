//! What only those can do who run the services.

use crate::{Outcome, Person, Platform};
use foundation::secret::SecretToken;
use futures_util::future::BoxFuture;
use std::fmt::Debug;
use std::sync::Arc;

/// What was restarted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restarted {
    /// Both services, on the data that they had.
    Both,
    /// Nothing: the services belong to somebody else.
    NotOurs,
}

impl Restarted {
    /// What evidence says of it.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Both => "after a restart of both services",
            Self::NotOurs => "not restarted: not ours",
        }
    }
}

/// Where the limit of requests is tried out.
#[derive(Debug)]
pub enum Limited {
    /// At a backend of its own, where nobody else asks.
    Apart(Box<Platform>),
    /// Where everything else is tried as well.
    Here,
}

/// Whoever runs the services.
pub trait Stack: Debug + Send + Sync {
    /// Ends both services and starts them again, on the same data and at the same addresses.
    fn restart(&self) -> BoxFuture<'_, Outcome<Restarted>>;

    /// Where the limit of requests can be reached.
    fn limited(&self) -> BoxFuture<'_, Outcome<Limited>>;

    /// Access tokens of this user as the auth service itself makes them: one that counts, and one whose time is over.
    /// `None` if the key that signs them is not ours.
    fn tokens(&self, person: &Person<'_>) -> Outcome<Option<[SecretToken; 2]>>;
}

/// Services that somebody else runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deployment;

impl Stack for Deployment {
    fn restart(&self) -> BoxFuture<'_, Outcome<Restarted>> {
        Box::pin(async { Ok(Restarted::NotOurs) })
    }

    fn limited(&self) -> BoxFuture<'_, Outcome<Limited>> {
        Box::pin(async { Ok(Limited::Here) })
    }

    fn tokens(&self, _: &Person<'_>) -> Outcome<Option<[SecretToken; 2]>> {
        Ok(None)
    }
}

/// A stack that is handed around.
pub(crate) type SharedStack = Arc<dyn Stack>;
