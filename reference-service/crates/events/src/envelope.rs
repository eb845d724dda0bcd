use crate::Event;
use foundation::clock::EpochMillis;
use foundation::ids::{RequestId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An event, and who is told it when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Envelope {
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// When it was said, in milliseconds since 1970.
    pub timestamp: u64,
    /// Whether it is one of the five that tell the work of agents and may not be missed.
    pub critical: bool,
    /// Whom it concerns.
    #[schema(value_type = String)]
    pub user_id: UserId,
    /// Which request led to it, if one did.
    #[schema(value_type = Option<String>)]
    pub request_id: Option<RequestId>,
    /// Its place among the events of the service: later ones have greater numbers. What is said to one connection about
    /// that connection alone has none, since nobody else can have missed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u64>,
}

impl Envelope {
    /// The event as it is said to `user` at `now`.
    #[must_use]
    pub fn new(
        event: Event,
        user: UserId,
        request: Option<RequestId>,
        now: EpochMillis,
        sequence: Option<u64>,
    ) -> Self {
        Self {
            timestamp: now.0,
            critical: event.is_critical(),
            user_id: user,
            request_id: request,
            sequence,
            event,
        }
    }
}
