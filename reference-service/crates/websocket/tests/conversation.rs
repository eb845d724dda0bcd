//! The life of a connection, over a line in memory. Time stands still but for the waits.

mod world;

use events::{Event, UserMessage};
use foundation::clock::EpochMillis;
use foundation::errors::AppError;
use foundation::ids::{MessageId, RequestId, RunId, ThreadId};
use foundation::names::events as names;
use foundation::retry::within;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use websocket::{
    CloseReason, ConnectionState, Desk, Farewell, Gone, ManagerFactory, Received, Resume, Speaker,
    Transport, Visitor, WebSocketManager, converse,
};
use world::{NOW, Outcome, World, key, status, thought};

const EXPIRES: EpochMillis = EpochMillis(NOW.0 + 7_200_000);

/// The service's end of a line in memory.
struct Wire {
    incoming: mpsc::Receiver<Received>,
    outgoing: mpsc::Sender<String>,
    goodbye: Option<oneshot::Sender<CloseReason>>,
}

impl Transport for Wire {
    async fn send(&mut self, text: &str) -> Result<(), Gone> {
        let sent = self.outgoing.send(text.to_owned()).await;
        sent.map_err(|_| Gone)
    }

    async fn receive(&mut self) -> Received {
        self.incoming.recv().await.unwrap_or(Received::Broken)
    }

    async fn close(&mut self, reason: CloseReason) {
        // It leaves the way that everything else does.
        if self.outgoing.reserve().await.is_err() {
            return;
        }
        if let Some(goodbye) = self.goodbye.take() {
            goodbye.send(reason).unwrap_or_default();
        }
    }
}

/// Keeps nothing, lets users into threads with an even number.
struct EvenDesk(World);

impl Desk for EvenDesk {
    async fn user_message(&self, from: &Speaker, content: String) -> Result<UserMessage, AppError> {
        if content.is_empty() {
            return Err(AppError::InvalidInput("nothing was said".to_owned()));
        }
        Ok(UserMessage {
            message_id: MessageId::generate(&self.0.ids).map_err(AppError::internal)?,
            thread_id: from.key.thread.clone(),
            content,
            reply_to: None,
        })
    }

    async fn start_agent(
        &self,
        from: &Speaker,
        content: String,
        reply_to: Option<String>,
    ) -> Result<(), AppError> {
        let kept = self.user_message(from, content).await?;
        let said = Event::UserMessage(UserMessage { reply_to, ..kept });
        let (factory, key) = (self.0.factory.clone(), from.key.clone());
        // As a run does it: whoever asked does not wait for it.
        tokio::spawn(async move { factory.publish(&key, said, None).await.is_ok() });
        Ok(())
    }

    async fn cancel_run(&self, _: &Speaker, _: &RunId) -> Result<(), AppError> {
        Err(AppError::NotFound)
    }

    async fn may_enter(&self, _: &Speaker, thread: &ThreadId) -> Result<(), AppError> {
        let even = ["_2_", "_4_"].iter().any(|it| thread.as_str().contains(it));
        even.then_some(()).ok_or(AppError::NotFound)
    }
}

/// The client's end.
struct Client {
    says: mpsc::Sender<Received>,
    hears: mpsc::Receiver<String>,
    goodbye: oneshot::Receiver<CloseReason>,
    manager: Arc<WebSocketManager>,
    ending: JoinHandle<Farewell>,
    welcome: Value,
}

impl Client {
    async fn connect(world: &World, thread: u32, resume: Resume) -> Outcome<Self> {
        Self::over(world, thread, resume, 1_000).await
    }

    /// Over a line with room for so many messages.
    async fn over(world: &World, thread: u32, resume: Resume, room: usize) -> Outcome<Self> {
        let (says, incoming) = mpsc::channel(100);
        let (outgoing, hears) = mpsc::channel(room);
        let (said, goodbye) = oneshot::channel();
        let wire = Wire {
            incoming,
            outgoing,
            goodbye: Some(said),
        };
        let (manager, line) = world.factory.connect(&key(1, thread)?, &resume)?;
        assert_eq!(
            manager.state(&line.id),
            Some(if line.resumed {
                ConnectionState::Reconnecting
            } else {
                ConnectionState::Connecting
            })
        );
        assert!(!manager.is_ready(&line.id));
        let visitor = Visitor {
            request: RequestId::generate(&world.ids)?,
            expires: EXPIRES,
        };
        let factory: Arc<ManagerFactory> = world.factory.clone();
        let desk = EvenDesk(World {
            clock: world.clock.clone(),
            ids: world.ids.clone(),
            factory: factory.clone(),
        });
        let place = (manager.clone(), line);
        let ending =
            tokio::spawn(async move { converse(&factory, &desk, place, visitor, wire).await });
        let mut client = Self {
            says,
            hears,
            goodbye,
            manager,
            ending,
            welcome: Value::Null,
        };
        client.welcome = client.hear().await?;
        assert_eq!(client.welcome["type"], names::SYSTEM_MESSAGE);
        Ok(client)
    }

    async fn hear(&mut self) -> Outcome<Value> {
        let text = self.hears.recv().await.ok_or("nothing more is said")?;
        Ok(serde_json::from_str(&text)?)
    }

    async fn say(&self, message: Value) -> Outcome {
        let text = Received::Text(message.to_string());
        Ok(self.says.send(text).await?)
    }

    /// Says something and hears the answer.
    async fn ask(&mut self, message: Value) -> Outcome<Value> {
        self.say(message).await?;
        self.hear().await
    }

    fn again(&self) -> Outcome<Resume> {
        let connection = self.welcome["data"]["connection_id"].as_str();
        Ok(Resume {
            connection: Some(connection.ok_or("no id")?.parse()?),
            last_sequence: None,
        })
    }

    /// The line breaks.
    async fn break_off(self) -> Outcome {
        drop((self.says, self.hears));
        assert_eq!(self.ending.await?, Farewell::Broken);
        Ok(())
    }

    async fn ended(self) -> Outcome<(Farewell, CloseReason)> {
        Ok((self.ending.await?, self.goodbye.await?))
    }
}

#[tokio::test(start_paused = true)]
async fn the_welcome_says_that_the_connection_is_ready_and_it_is() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let data = client.welcome["data"].clone();
    let id = client.again()?.connection.ok_or("no id")?;
    assert_eq!(
        data,
        json!({
            "event": "connection_established",
            "connection_id": id,
            "user_id": key(1, 1)?.user,
            "thread_id": key(1, 1)?.thread,
            "server_time": NOW.0,
            "connection_ready": true,
            "environment": "test",
            "replayed": 0,
            "config": {
                "heartbeat_interval_ms": 20_000,
                "max_message_bytes": 8_192,
                "messages_per_minute": 1_000,
                "resume_within_ms": 3_000,
            },
        })
    );
    let pong = client.ask(json!({"type": "ping", "id": "a"})).await?;
    assert_eq!(
        (&pong["type"], &pong["data"]["reply_to"]),
        (&json!("pong"), &json!("a"))
    );
    assert!(client.manager.is_ready(&id));

    client.says.send(Received::Goodbye).await?;
    let manager = client.manager.clone();
    assert_eq!(
        client.ended().await?,
        (Farewell::ByClient, CloseReason::Normal)
    );
    assert_eq!((manager.state(&id), manager.is_ready(&id)), (None, false));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_line_on_which_the_welcome_does_not_leave_fails_in_time() -> Outcome {
    let world = World::new();
    let (manager, line) = world.factory.connect(&key(1, 1)?, &Resume::default())?;
    let (_says, incoming) = mpsc::channel(1);
    let (outgoing, _hears) = mpsc::channel(1);
    outgoing.send("the line is full".to_owned()).await?;
    let wire = Wire {
        incoming,
        outgoing,
        goodbye: None,
    };
    let visitor = Visitor {
        request: RequestId::generate(&world.ids)?,
        expires: EXPIRES,
    };
    let begin = Instant::now();
    let desk = EvenDesk(World::new());
    let ending = converse(
        &world.factory,
        &desk,
        (manager.clone(), line),
        visitor,
        wire,
    )
    .await;
    assert_eq!(ending, Farewell::ByService(CloseReason::Failed));
    let goodbye = Duration::from_secs(20);
    assert_eq!(begin.elapsed(), Duration::from_millis(100) + goodbye);
    assert_eq!(manager.connections(), 0);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_client_that_stops_reading_is_taken_for_gone() -> Outcome {
    let world = World::new();
    let client = Client::over(&world, 1, Resume::default(), 1).await?;
    let begin = Instant::now();
    for _ in 0..2 {
        world.factory.publish(&key(1, 1)?, thought(), None).await?;
    }
    let Client { manager, hears, .. } = client;
    let ending = within(Duration::from_secs(60), client.ending).await??;
    assert_eq!(ending, Farewell::Broken);
    assert_eq!(begin.elapsed(), Duration::from_secs(20));
    assert_eq!((manager.connections(), hears.len()), (0, 1));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn silence_is_broken_by_heartbeats_until_the_client_is_taken_for_gone() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let (begin, id) = (Instant::now(), client.again()?.connection.ok_or("no id")?);
    for beat in 1..=3 {
        assert_eq!(client.hear().await?["type"], names::HEARTBEAT);
        assert_eq!(begin.elapsed(), Duration::from_secs(20 * beat));
        assert_eq!(client.manager.state(&id), Some(ConnectionState::Idle));
    }
    world.clock.advance(Duration::from_secs(1_799));
    client.says.send(Received::Sign).await?;
    assert_eq!(client.hear().await?["type"], names::HEARTBEAT);
    world.clock.advance(Duration::from_secs(1_799));
    assert_eq!(
        client.hear().await?["type"],
        names::HEARTBEAT,
        "a sign is enough"
    );
    world.clock.advance(Duration::from_secs(1));
    let gone = Farewell::ByService(CloseReason::Silent);
    assert_eq!(client.ended().await?, (gone, CloseReason::Silent));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_ends_the_connection_with_a_word() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    world.clock.advance(Duration::from_millis(7_199_999));
    assert_eq!(
        client.ask(json!({"type": "ping"})).await?["type"],
        names::PONG
    );
    world.clock.advance(Duration::from_millis(1));
    let told = client.ask(json!({"type": "ping"})).await?;
    assert_eq!(told["type"], names::AUTHENTICATION_EXPIRED);
    assert_eq!(told["data"]["expired_at"], EXPIRES.0);
    let ending = Farewell::ByService(CloseReason::Unauthenticated);
    assert_eq!(
        client.ended().await?,
        (ending, CloseReason::Unauthenticated)
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_done_is_told_in_the_one_shape_and_the_connection_goes_on() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let long = format!(r#"{{"type":"ping","id":"{}"}}"#, "x".repeat(8_192));
    let text = |text: &str| Received::Text(text.to_owned());
    for (received, code, reply_to) in [
        (Received::Other, "invalid_input", Value::Null),
        (text("{"), "invalid_input", Value::Null),
        (
            text(r#"{"type":"dance","id":"1"}"#),
            "invalid_input",
            json!("1"),
        ),
        (Received::Text(long), "too_large", Value::Null),
        (
            text(r#"{"type":"chat","content":"","id":"2"}"#),
            "invalid_input",
            json!("2"),
        ),
        (
            text(r#"{"type":"thread_update","thread_id":"thread_1_3_0000000a","id":"3"}"#),
            "not_found",
            json!("3"),
        ),
    ] {
        client.says.send(received).await?;
        let told = client.hear().await?;
        let data = &told["data"];
        assert_eq!(told["type"], names::ERROR);
        assert_eq!(
            (&data["code"], &data["reply_to"]),
            (&json!(code), &reply_to)
        );
        assert!(
            data["message"].is_string() && data["request_id"].is_string(),
            "{data}"
        );
    }
    let exact = r#"{"type":"ping","id":""}"#.len();
    let exact = json!({"type": "ping", "id": "x".repeat(8_192 - exact)});
    assert_eq!(client.ask(exact).await?["type"], names::PONG);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn so_many_messages_are_read_in_a_minute() -> Outcome {
    let world = World::with(|limits| limits.messages_per_minute = 3);
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    for expected in ["pong", "pong", "pong", "error", "error"] {
        assert_eq!(client.ask(json!({"type": "ping"})).await?["type"], expected);
    }
    world.clock.advance(Duration::from_secs(60));
    assert_eq!(
        client.ask(json!({"type": "ping"})).await?["type"],
        names::PONG
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn what_a_user_says_is_told_to_all_connections_of_the_thread() -> Outcome {
    let world = World::new();
    let mut first = Client::connect(&world, 1, Resume::default()).await?;
    let mut second = Client::connect(&world, 1, Resume::default()).await?;
    let mut elsewhere = Client::connect(&world, 2, Resume::default()).await?;
    first
        .say(json!({"type": "user_message", "content": "grüße", "id": "7"}))
        .await?;
    let (heard, same) = (first.hear().await?, second.hear().await?);
    assert_eq!(heard, same);
    assert_eq!(heard["type"], names::USER_MESSAGE);
    assert_eq!(heard["data"]["content"], "grüße");
    assert_eq!(heard["data"]["reply_to"], "7");
    let pong = elsewhere.ask(json!({"type": "ping"})).await?;
    assert_eq!(pong["type"], names::PONG, "and nothing before it");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_connection_goes_over_to_another_thread_under_its_id() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let update = json!({"type": "thread_update", "thread_id": key(1, 2)?.thread, "id": "1"});
    let told = client.ask(update).await?;
    assert_eq!(told["type"], names::THREAD_UPDATE);
    assert_eq!(told["data"]["reply_to"], "1");
    for (thread, listeners) in [(1, 0), (2, 1)] {
        let receipt = world
            .factory
            .publish(&key(1, thread)?, thought(), None)
            .await?;
        assert_eq!(receipt.listeners, listeners, "thread {thread}");
    }
    assert_eq!(client.hear().await?["type"], names::AGENT_THINKING);
    let id = client.again()?.connection.ok_or("no id")?;
    assert!(world.factory.manager(&key(1, 2)?)?.is_ready(&id));
    assert_eq!(client.manager.state(&id), None);

    let resume = client.again()?;
    client.break_off().await?;
    let client = Client::connect(&world, 2, resume).await?;
    assert_eq!(client.welcome["data"]["event"], "connection_resumed");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_comes_back_in_time_has_the_connection_and_all_that_was_missed() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let mut heard = Vec::new();
    for _ in 0..2 {
        world.factory.publish(&key(1, 1)?, thought(), None).await?;
        heard.push(client.hear().await?["sequence"].clone());
    }
    let (first, resume) = (client.welcome.clone(), client.again()?);
    client.break_off().await?;
    let mut missed = Vec::new();
    for number in 0..3 {
        let receipt = world.factory.publish(&key(1, 1)?, thought(), None).await?;
        assert_eq!(receipt.listeners, 0, "nobody is there");
        missed.push(json!(receipt.sequence));
        if number == 1 {
            world.factory.publish(&key(1, 1)?, status(), None).await?;
        }
    }
    world.clock.advance(Duration::from_secs(3));
    let begin = Instant::now();
    let mut client = Client::connect(&world, 1, resume).await?;
    let welcome = &client.welcome["data"];
    assert_eq!(welcome["event"], "connection_resumed");
    assert_eq!(welcome["connection_id"], first["data"]["connection_id"]);
    assert_eq!(welcome["replayed"], 3, "what is critical");
    for expected in missed {
        let event = client.hear().await?;
        assert_eq!(
            (&event["type"], &event["sequence"]),
            (&json!("agent_thinking"), &expected)
        );
    }
    assert_eq!(begin.elapsed(), Duration::ZERO);
    let pong = client.ask(json!({"type": "ping"})).await?;
    assert_eq!(pong["type"], names::PONG, "nothing is said twice");

    // What was written to a line that broke may not have arrived: the client knows better.
    let resume = Resume {
        last_sequence: heard[0].as_u64(),
        ..client.again()?
    };
    client.break_off().await?;
    let client = Client::connect(&world, 1, resume).await?;
    assert_eq!(client.welcome["data"]["replayed"], 4);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_comes_back_late_has_a_new_connection_and_all_that_was_missed() -> Outcome {
    let world = World::new();
    let client = Client::connect(&world, 1, Resume::default()).await?;
    let resume = client.again()?;
    client.break_off().await?;
    world.factory.publish(&key(1, 1)?, thought(), None).await?;
    world.clock.advance(Duration::from_millis(3_001));
    let mut client = Client::connect(&world, 1, resume.clone()).await?;
    assert_eq!(client.welcome["data"]["event"], "connection_established");
    assert_ne!(client.again()?, resume);
    assert_eq!(client.hear().await?["type"], names::AGENT_THINKING);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_back_before_we_know_takes_the_place_of_its_old_line() -> Outcome {
    let world = World::with(|limits| limits.connections_per_user = 1);
    let old = Client::connect(&world, 1, Resume::default()).await?;
    let mut new = Client::connect(&world, 1, old.again()?).await?;
    assert_eq!(new.welcome["data"]["event"], "connection_resumed");
    let ending = Farewell::ByService(CloseReason::GoingAway);
    assert_eq!(old.ended().await?, (ending, CloseReason::GoingAway));
    world.factory.publish(&key(1, 1)?, thought(), None).await?;
    assert_eq!(new.hear().await?["type"], names::AGENT_THINKING);
    assert_eq!(world.factory.figures().connections, 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn rapid_reconnections_lose_nothing_and_keep_the_order() -> Outcome {
    let world = World::new();
    let (mut expected, mut heard) = (Vec::new(), Vec::new());
    let mut resume = Resume::default();
    for round in 0..20 {
        let mut client = Client::connect(&world, 1, resume).await?;
        let replayed = client.welcome["data"]["replayed"]
            .as_u64()
            .ok_or("no number")?;
        for _ in 0..replayed {
            heard.push(client.hear().await?["sequence"].as_u64());
        }
        for _ in 0..round % 3 {
            let receipt = world.factory.publish(&key(1, 1)?, thought(), None).await?;
            expected.push(Some(receipt.sequence));
        }
        resume = Resume {
            last_sequence: heard.last().copied().flatten().or(Some(0)),
            ..client.again()?
        };
        client.break_off().await?;
    }
    let mut client = Client::connect(&world, 1, resume).await?;
    while heard.len() < expected.len() {
        heard.push(client.hear().await?["sequence"].as_u64());
    }
    assert_eq!(heard, expected);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_slow_client_misses_the_trivial_and_is_cut_off_from_the_critical() -> Outcome {
    let world = World::with(|limits| limits.waiting = 2);
    // The line takes the welcome and nothing more.
    let mut slow = Client::over(&world, 1, Resume::default(), 1).await?;
    let mut quick = Client::connect(&world, 1, Resume::default()).await?;
    let id = slow.again()?.connection.ok_or("no id")?;
    let mut dropped = 0;
    while dropped == 0 {
        world.factory.publish(&key(1, 1)?, status(), None).await?;
        assert_eq!(quick.hear().await?["type"], names::HEARTBEAT);
        dropped = world.factory.figures().dropped;
    }
    assert_eq!(slow.manager.state(&id), Some(ConnectionState::Degraded));
    assert!(slow.manager.is_ready(&id));

    let begin = Instant::now();
    let receipt = world.factory.publish(&key(1, 1)?, thought(), None).await?;
    assert_eq!(receipt.listeners, 1, "the quick one");
    assert_eq!(
        begin.elapsed(),
        Duration::from_millis(5 + 10),
        "three attempts"
    );
    assert_eq!(slow.manager.state(&id), Some(ConnectionState::Reconnecting));
    assert_eq!(quick.hear().await?["type"], names::AGENT_THINKING);

    let resume = Resume {
        last_sequence: Some(receipt.sequence - 1),
        ..slow.again()?
    };
    while slow.hears.recv().await.is_some() {}
    assert_eq!(
        slow.ending.await?,
        Farewell::ByService(CloseReason::GoingAway)
    );
    let mut back = Client::connect(&world, 1, resume).await?;
    assert_eq!(back.welcome["data"]["event"], "connection_resumed");
    assert_eq!(back.hear().await?["sequence"], receipt.sequence);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn at_the_end_of_the_service_all_clients_are_told_goodbye() -> Outcome {
    let world = World::new();
    let clients = [
        Client::connect(&world, 1, Resume::default()).await?,
        Client::connect(&world, 2, Resume::default()).await?,
    ];
    world.factory.close();
    for client in clients {
        let ending = Farewell::ByService(CloseReason::GoingAway);
        assert_eq!(client.ended().await?, (ending, CloseReason::GoingAway));
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn twelve_users_at_once_hear_their_own_events_in_order() -> Outcome {
    let world = World::new();
    let mut work = Vec::new();
    for number in 1..=12 {
        let factory = world.factory.clone();
        let mut stream = factory.subscribe(&world::user(number)?, None)?;
        let key = key(number, 1)?;
        work.push(tokio::spawn(async move {
            let mut sent = Vec::new();
            for _ in 0..50 {
                let receipt = factory.publish(&key, thought(), None).await;
                sent.push(receipt.map_err(|error| error.to_string())?.sequence);
                tokio::task::yield_now().await;
            }
            for expected in sent {
                let event = stream.next().await.ok_or("over")?;
                if event.sequence() != Some(expected) || !event.json().contains(key.user.as_str()) {
                    return Err(format!("{expected}: {}", event.json()));
                }
            }
            Ok(())
        }));
    }
    for one in work {
        one.await??;
    }
    Ok(())
}

#[test]
fn a_desk_can_be_shared_between_tasks() {
    fn shared<T: Send + Sync>() {}
    shared::<EvenDesk>();
    shared::<WebSocketManager>();
    let event: fn(Event) -> bool = |event| event.is_critical();
    assert!(event(thought()) && !event(status()));
}

#[tokio::test(start_paused = true)]
async fn a_question_is_told_to_the_thread_and_a_run_that_is_not_there_is_refused() -> Outcome {
    let world = World::new();
    let mut client = Client::connect(&world, 1, Resume::default()).await?;
    let asked = json!({"type": "start_agent", "id": "1", "content": "why?"});
    let told = client.ask(asked).await?;
    assert_eq!(
        (&told["type"], &told["data"]["reply_to"]),
        (&json!(names::USER_MESSAGE), &json!("1"))
    );
    let run = "run_1_2_0000000a";
    let cancel = json!({"type": "cancel_run", "id": "2", "run_id": run});
    let refused = client.ask(cancel).await?;
    assert_eq!(
        (&refused["data"]["code"], &refused["data"]["reply_to"]),
        (&json!("not_found"), &json!("2"))
    );
    Ok(())
}
