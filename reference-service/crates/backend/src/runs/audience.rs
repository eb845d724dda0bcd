use events::{Encoded, Event};
use foundation::ids::RequestId;
use foundation::retry::within;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{SetOnce, mpsc};
use websocket::{IsolationKey, ManagerFactory};

/// A front that takes nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who hears of a run: whoever listens to its thread or to all that concerns its user, and the front that waits for it,
/// all of them the same, in the same order.
#[derive(Debug)]
pub(crate) struct Audience {
    pub(crate) managers: Arc<ManagerFactory>,
    pub(crate) key: IsolationKey,
    pub(crate) request: RequestId,
    pub(crate) listener: Option<Listener>,
}

/// The front that waits.
///
/// What it has not read waits for it, so much and no more: then the telling waits, and soon the work. A front that
/// still reads nothing is cut off, like one that left: an answer with a hole in it would look whole.
#[derive(Debug)]
pub(crate) struct Listener {
    line: mpsc::Sender<Encoded>,
    cut: SetOnce<()>,
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
        if let Some(listener) = &self.listener
            && listener.take(&event).await
        {
            self.managers.taken(&self.key, &event);
        }
    }

    /// Ready when the front that waited has let go or was cut off; never if none waits.
    pub(crate) async fn left(&self) {
        match &self.listener {
            Some(listener) => listener.left().await,
            None => pending().await,
        }
    }
}

impl Listener {
    pub(crate) fn new(line: mpsc::Sender<Encoded>) -> Self {
        let cut = SetOnce::new();
        Self { line, cut }
    }

    /// Whether it has the event.
    async fn take(&self, event: &Encoded) -> bool {
        if self.cut.initialized() {
            return false;
        }
        match within(PATIENCE, self.line.send(event.clone())).await {
            Ok(Ok(())) => true,
            Ok(Err(_)) => {
                tracing::debug!(name = event.name(), "the client left before it was told");
                false
            }
            Err(_) => {
                tracing::info!(
                    name = event.name(),
                    "a client that does not read is cut off"
                );
                let cut = self.cut.set(());
                debug_assert!(cut.is_ok(), "events are told one after the other");
                false
            }
        }
    }

    async fn left(&self) {
        tokio::select! {
            () = self.line.closed() => {}
            _ = self.cut.wait() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::ResponseChunk;
    use foundation::clock::{EpochMillis, ManualClock};
    use foundation::entropy::SystemEntropy;
    use foundation::environment::EnvironmentName;
    use foundation::ids::IdGenerator;
    use futures_util::FutureExt;
    use tokio::time::Instant;
    use websocket::Limits;

    fn piece(index: u32) -> Event {
        Event::ResponseChunk(ResponseChunk {
            run_id: "run_1_2_0000000a".parse().unwrap(),
            index,
            content: "it is known".to_owned(),
        })
    }

    fn audience(line: mpsc::Sender<Encoded>) -> Audience {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        let ids = Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)));
        let name = EnvironmentName::Test;
        Audience {
            managers: Arc::new(ManagerFactory::new(name, clock, ids, Limits::of(name))),
            key: IsolationKey {
                user: "user_1_2_0000000a".parse().unwrap(),
                thread: "thread_1_2_0000000a".parse().unwrap(),
            },
            request: "req_1_2_0000000a".parse().unwrap(),
            listener: Some(Listener::new(line)),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_is_waited_for_and_hears_everything() {
        let (line, mut events) = mpsc::channel(2);
        let audience = audience(line);
        let begin = Instant::now();
        let telling = async {
            for index in 0..10 {
                audience.tell(piece(index)).await;
            }
        };
        let reading = async {
            for index in 0..10 {
                foundation::retry::pause(PATIENCE / 2).await;
                let event = events.recv().await.unwrap();
                assert!(event.json().contains(&format!("\"index\":{index}")));
            }
        };
        tokio::join!(telling, reading);
        assert_eq!(begin.elapsed(), PATIENCE * 5);
        assert_eq!(audience.left().now_or_never(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_nothing_is_cut_off_and_holds_up_nobody_after() {
        let (line, mut events) = mpsc::channel(2);
        let audience = audience(line);
        let begin = Instant::now();
        for index in 0..1_000 {
            audience.tell(piece(index)).await;
        }
        assert_eq!(begin.elapsed(), PATIENCE);
        assert_eq!(audience.left().now_or_never(), Some(()));
        drop(audience);
        let mut read = 0;
        while events.recv().await.is_some() {
            read += 1;
        }
        assert_eq!(read, 2, "what waited, without a hole, and then the end");
    }
}
