//! Everything that concerns a user, as server-sent events.

use crate::Backend;
use crate::caller::Caller;
use crate::server_sent::{ServerSent, server_sent};
use axum::extract::State;
use axum::http::HeaderMap;
use events::Encoded;
use foundation::clock::Clock;
use foundation::errors::AppError;
use foundation::identity::Permission;
use foundation::ids::UserId;
use foundation::names::routes;
use foundation::retry::within;
use futures_util::stream::unfold;
use std::sync::Arc;
use std::time::Duration;
use web::Failure;
use websocket::{ManagerFactory, Subscription};

/// After so much silence the service says that it is there.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// One stream, until its time is up or the service ends.
struct Stream {
    events: Subscription,
    managers: Arc<ManagerFactory>,
    clock: Arc<dyn Clock>,
    user: UserId,
    begun: bool,
    until: Duration,
}

/// Streams the events of all threads of the user, from now on, or from the last one that the client names. It begins with
/// a heartbeat, and ends after a while: clients of such streams come back by themselves, with the token that they have
/// then.
#[utoipa::path(get, path = routes::EVENTS_STREAM, tag = "live", responses(
    (status = 200, body = String, content_type = "text/event-stream"), (status = 401), (status = 403), (status = 429)))]
pub(crate) async fn stream(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<ServerSent, Failure> {
    caller.demand(Permission::Read)?;
    let events = backend
        .managers
        .subscribe(caller.id(), last_event(&headers));
    let clock = backend.vitals.clock.clone();
    let stream = Stream {
        events: events.map_err(|_| AppError::RateLimited)?,
        managers: backend.managers(),
        user: caller.user.id,
        begun: false,
        until: clock.running_for().saturating_add(backend.stream_life),
        clock,
    };
    Ok(server_sent(unfold(stream, async |mut stream| {
        let event = stream.next().await?;
        Some((event, stream))
    })))
}

/// What a client that comes back heard last.
fn last_event(headers: &HeaderMap) -> Option<u64> {
    let id = headers.get("last-event-id")?.to_str().ok()?;
    id.parse().ok()
}

impl Stream {
    async fn next(&mut self) -> Option<Encoded> {
        if !self.begun {
            self.begun = true;
            return self.heartbeat();
        }
        let left = self.until.saturating_sub(self.clock.running_for());
        if left.is_zero() {
            return None;
        }
        match within(left.min(HEARTBEAT), self.events.next()).await {
            Ok(event) => event,
            Err(_) => self.heartbeat(),
        }
    }

    fn heartbeat(&self) -> Option<Encoded> {
        self.managers.heartbeat(&self.user).ok()
    }
}
