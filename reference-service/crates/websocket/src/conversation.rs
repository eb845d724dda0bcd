//! The life of one connection.

use crate::inbound::{ClientMessage, Inbound};
use crate::lifecycle::Line;
use crate::transport::{CloseReason, Gone, Received, Transport};
use crate::{ConnectionState, IsolationKey, ManagerFactory, WebSocketManager};
use events::{
    AuthenticationExpired, Encoded, ErrorNotice, Event, Heartbeat, Pong, SystemMessage,
    SystemNotice, ThreadUpdate, UserMessage,
};
use foundation::clock::EpochMillis;
use foundation::errors::{AppError, with_sources};
use foundation::ids::{ConnectionId, RequestId, RunId, ThreadId};
use foundation::retry::within;
use std::sync::Arc;
use std::time::Duration;
use web::Window;

const MINUTE: Duration = Duration::from_secs(60);

/// Does what clients ask for over their connections.
pub trait Desk: Send + Sync {
    /// Keeps what was said in the thread of the connection.
    fn user_message(
        &self,
        from: &Speaker,
        content: String,
    ) -> impl Future<Output = Result<UserMessage, AppError>> + Send;

    /// Has the agents answer a question in the thread of the connection. It returns as soon as the run is on its way: what
    /// comes of it is told to the thread, `reply_to` with the question, and the client can go on speaking meanwhile.
    fn start_agent(
        &self,
        from: &Speaker,
        content: String,
        reply_to: Option<String>,
    ) -> impl Future<Output = Result<(), AppError>> + Send;

    /// Cancels a run of the user.
    fn cancel_run(
        &self,
        from: &Speaker,
        run: &RunId,
    ) -> impl Future<Output = Result<(), AppError>> + Send;

    /// Whether the thread is one of the user's.
    fn may_enter(
        &self,
        from: &Speaker,
        thread: &ThreadId,
    ) -> impl Future<Output = Result<(), AppError>> + Send;
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Whose connection and in which thread.
    pub key: IsolationKey,
    /// Over which connection.
    pub connection: ConnectionId,
    /// The request that asked for the connection.
    pub request: RequestId,
}

/// Who comes, and until when the token counts that let them in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The request that asked for the connection.
    pub request: RequestId,
    /// When they have to show a new token.
    pub expires: EpochMillis,
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// The client said goodbye.
    ByClient,
    /// The line broke; the client may come back.
    Broken,
    /// We said goodbye.
    ByService(CloseReason),
}

/// What happens next on a connection.
enum Step {
    Heard(Received),
    Event(Option<Encoded>),
}

struct Conversation<'a, T, D> {
    factory: &'a ManagerFactory,
    desk: &'a D,
    transport: T,
    manager: Arc<WebSocketManager>,
    line: Line,
    speaker: Speaker,
    expires: EpochMillis,
    window: Window,
}

/// Leads a connection from its first message to its end.
pub async fn converse<T: Transport, D: Desk>(
    factory: &ManagerFactory,
    desk: &D,
    (manager, line): (Arc<WebSocketManager>, Line),
    visitor: Visitor,
    transport: T,
) -> Farewell {
    let speaker = Speaker {
        key: manager.key().clone(),
        connection: line.id.clone(),
        request: visitor.request,
    };
    let mut conversation = Conversation {
        window: Window::new(MINUTE, factory.shared().clock.running_for()),
        factory,
        desk,
        transport,
        manager,
        line,
        speaker,
        expires: visitor.expires,
    };
    let ending = match conversation.begin().await {
        Ok(()) => conversation.go_on().await,
        Err(ending) => ending,
    };
    conversation.end(ending).await;
    ending
}

impl<T: Transport, D: Desk> Conversation<'_, T, D> {
    /// From the line to readiness: the first message is the proof that the line works, and readiness is final.
    async fn begin(&mut self) -> Result<(), Farewell> {
        for next in [
            ConnectionState::Accepted,
            ConnectionState::Authenticated,
            ConnectionState::ServicesReady,
        ] {
            self.become_state(next)?;
        }
        let shared = self.factory.shared();
        let event = if self.line.resumed {
            SystemNotice::ConnectionResumed
        } else {
            SystemNotice::ConnectionEstablished
        };
        let welcome = Event::SystemMessage(SystemMessage {
            event,
            connection_id: self.line.id.clone(),
            user_id: self.speaker.key.user.clone(),
            thread_id: self.speaker.key.thread.clone(),
            server_time: shared.clock.now().0,
            connection_ready: true,
            environment: shared.environment,
            replayed: self.line.replayed,
            config: shared.limits.told(),
        });
        let welcome = self.encoded(welcome)?;
        let sent = within(shared.limits.handshake, self.transport.send(welcome.json())).await;
        match sent {
            Ok(Ok(())) => self.become_state(ConnectionState::ProcessingReady),
            Ok(Err(Gone)) => Err(Farewell::Broken),
            Err(_) => Err(Farewell::ByService(CloseReason::Failed)),
        }
    }

    async fn go_on(&mut self) -> Farewell {
        loop {
            if let Err(ending) = self.step().await {
                return ending;
            }
        }
    }

    async fn step(&mut self) -> Result<(), Farewell> {
        let (transport, line) = (&mut self.transport, &mut self.line);
        let next = async {
            tokio::select! {
                received = transport.receive() => Step::Heard(received),
                event = line.events.recv() => Step::Event(event),
            }
        };
        let next = within(self.factory.shared().limits.heartbeat, next).await;
        self.check_token().await?;
        match next {
            Err(_) => self.be_silent().await,
            Ok(Step::Event(Some(event))) => {
                self.send(&event).await?;
                self.manager.sent(&event);
                Ok(())
            }
            Ok(Step::Event(None)) => Err(Farewell::ByService(CloseReason::GoingAway)),
            Ok(Step::Heard(Received::Goodbye)) => Err(Farewell::ByClient),
            Ok(Step::Heard(Received::Broken)) => Err(Farewell::Broken),
            Ok(Step::Heard(Received::Sign)) => {
                self.manager.heard(&self.line);
                Ok(())
            }
            Ok(Step::Heard(Received::Other)) => {
                let error = AppError::InvalidInput("messages are texts".to_owned());
                self.hear(Inbound::refused(None, error)).await
            }
            Ok(Step::Heard(Received::Text(text))) => {
                let longest = self.factory.shared().limits.max_message;
                let inbound = if text.len() > longest {
                    Inbound::refused(None, AppError::TooLarge(longest))
                } else {
                    Inbound::read(&text)
                };
                self.hear(inbound).await
            }
        }
    }

    /// Ends the connection when the token does that let it in.
    async fn check_token(&mut self) -> Result<(), Farewell> {
        if self.factory.shared().clock.now() < self.expires {
            return Ok(());
        }
        let expired = AuthenticationExpired {
            expired_at: self.expires.0,
        };
        self.say(Event::AuthenticationExpired(expired)).await?;
        Err(Farewell::ByService(CloseReason::Unauthenticated))
    }

    /// Nobody has said anything for a while.
    async fn be_silent(&mut self) -> Result<(), Farewell> {
        if self.manager.is_silent(&self.line) {
            return Err(Farewell::ByService(CloseReason::Silent));
        }
        self.become_state(ConnectionState::Idle)?;
        let server_time = self.factory.shared().clock.now().0;
        self.say(Event::Heartbeat(Heartbeat { server_time })).await
    }

    async fn hear(&mut self, inbound: Inbound) -> Result<(), Farewell> {
        self.manager.heard(&self.line);
        self.become_state(ConnectionState::Processing)?;
        let shared = self.factory.shared();
        let now = shared.clock.running_for();
        let Inbound { id, message } = inbound;
        let message = if self.window.admit(shared.limits.messages_per_minute, now) {
            message
        } else {
            Err(AppError::RateLimited)
        };
        let outcome = match message {
            Ok(message) => self.answer(message, id.clone()).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(Some(answer)) => self.say(answer).await?,
            Ok(None) => {}
            Err(error) => self.complain(&error, id).await?,
        }
        self.become_state(ConnectionState::ProcessingReady)
    }

    /// Does what the message asks for; what is to be said to this client alone.
    async fn answer(
        &mut self,
        message: ClientMessage,
        reply_to: Option<String>,
    ) -> Result<Option<Event>, AppError> {
        match message {
            ClientMessage::Pong => Ok(None),
            ClientMessage::Ping => {
                let server_time = self.factory.shared().clock.now().0;
                Ok(Some(Event::Pong(Pong {
                    server_time,
                    reply_to,
                })))
            }
            ClientMessage::UserMessage { content } => {
                let kept = self.desk.user_message(&self.speaker, content).await?;
                let said = Event::UserMessage(UserMessage { reply_to, ..kept });
                let (key, request) = (&self.speaker.key, Some(&self.speaker.request));
                // To this client as well, in its place among the others.
                let told = self.factory.publish(key, said, request).await;
                told.map(|_| None).map_err(AppError::internal)
            }
            ClientMessage::StartAgent { content } => {
                let started = self.desk.start_agent(&self.speaker, content, reply_to);
                started.await.map(|()| None)
            }
            ClientMessage::CancelRun { run_id } => {
                let cancelled = self.desk.cancel_run(&self.speaker, &run_id);
                cancelled.await.map(|()| None)
            }
            ClientMessage::ThreadUpdate { thread_id } => {
                self.enter(thread_id.clone()).await?;
                Ok(Some(Event::ThreadUpdate(ThreadUpdate {
                    thread_id,
                    reply_to,
                })))
            }
        }
    }

    /// Makes the connection one of another thread. The old one is left only when the new one is there.
    async fn enter(&mut self, thread: ThreadId) -> Result<(), AppError> {
        if thread == self.speaker.key.thread {
            return Ok(());
        }
        self.desk.may_enter(&self.speaker, &thread).await?;
        let key = IsolationKey {
            user: self.speaker.key.user.clone(),
            thread,
        };
        let manager = self.factory.manager(&key);
        let manager = manager.map_err(|_| AppError::RateLimited)?;
        let line = manager.adopt(self.line.id.clone())?;
        for next in [
            ConnectionState::Accepted,
            ConnectionState::Authenticated,
            ConnectionState::ServicesReady,
            ConnectionState::ProcessingReady,
            ConnectionState::Processing,
        ] {
            let step = manager.become_state(&line, next);
            step.map_err(AppError::internal)?;
        }
        self.manager.disconnect(&self.line);
        self.speaker.key = key;
        self.manager = manager;
        self.line = line;
        Ok(())
    }

    async fn complain(
        &mut self,
        error: &AppError,
        reply_to: Option<String>,
    ) -> Result<(), Farewell> {
        if let Some(cause) = error.cause() {
            tracing::error!(cause = with_sources(cause), "a message failed");
        }
        let error = error.body(Some(&self.speaker.request));
        self.say(Event::Error(ErrorNotice { error, reply_to }))
            .await
    }

    /// Says something to this client alone.
    async fn say(&mut self, event: Event) -> Result<(), Farewell> {
        let event = self.encoded(event)?;
        self.send(&event).await
    }

    /// A client that takes nothing for so long has gone, whatever its line looks like.
    async fn send(&mut self, event: &Encoded) -> Result<(), Farewell> {
        let limit = self.factory.shared().limits.heartbeat;
        match within(limit, self.transport.send(event.json())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Gone)) | Err(_) => Err(Farewell::Broken),
        }
    }

    fn encoded(&self, event: Event) -> Result<Encoded, Farewell> {
        let encoded = self
            .factory
            .shared()
            .encode_for_one(event, &self.speaker.key.user);
        encoded.map_err(|error| {
            tracing::error!(%error, "an event that cannot be written");
            Farewell::ByService(CloseReason::Failed)
        })
    }

    fn become_state(&mut self, next: ConnectionState) -> Result<(), Farewell> {
        self.manager
            .become_state(&self.line, next)
            .map_err(|error| {
                if error.from == ConnectionState::Reconnecting {
                    // It was cut while the client spoke.
                    return Farewell::ByService(CloseReason::GoingAway);
                }
                tracing::error!(%error, "state of a connection");
                Farewell::ByService(CloseReason::Failed)
            })
    }

    async fn end(&mut self, ending: Farewell) {
        let reason = match ending {
            // A line that broke is kept for a while; a manager that cut this one has forgotten it already.
            Farewell::Broken => return self.manager.lose(&self.line),
            Farewell::ByService(reason) => reason,
            Farewell::ByClient => CloseReason::Normal,
        };
        if reason == CloseReason::GoingAway {
            self.manager.lose(&self.line);
        } else {
            self.manager.disconnect(&self.line);
        }
        let limit = self.factory.shared().limits.heartbeat;
        if let Err(error) = within(limit, self.transport.close(reason)).await {
            tracing::debug!(%error, "the client did not take the goodbye");
        }
    }
}
