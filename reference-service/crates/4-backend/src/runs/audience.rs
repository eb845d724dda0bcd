use events::{Encoded, Event};
use foundation::ids::RequestId;
use std::future::pending;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;
use websocket::{IsolationKey, ManagerFactory};

/// Who hears of a run: whoever listens to its thread or to all that concerns its user, and the front that waits for it,
/// all of them the same, in the same order.
#[derive(Debug)]
pub(crate) struct Audience {
    pub(crate) managers: Arc<ManagerFactory>,
    pub(crate) key: IsolationKey,
    pub(crate) request: RequestId,
    pub(crate) listener: Option<UnboundedSender<Encoded>>,
}

impl Audience {
    /// Tells everybody.
    pub(crate) async fn tell(&self, event: Event) {
        let name = event.name();
        let told = self.managers.publish(&self.key, event, Some(&self.request));
        let event = match told.await {
            Ok(receipt) => receipt.event,
            Err(error) => return tracing::error!(%error, name, "nobody was told of an event"),
        };
        match &self.listener {
            Some(listener) if listener.send(event.clone()).is_err() => {
                tracing::debug!(name, "the client left before it was told");
            }
            Some(_) => self.managers.taken(&self.key, &event),
            None => {}
        }
    }

    /// Ready when the front that waited has let go; never if none did.
    pub(crate) async fn left(&self) {
        match &self.listener {
            Some(listener) => listener.closed().await,
            None => pending().await,
        }
    }
}
