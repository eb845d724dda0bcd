//! Live connections and streams of events, over real sockets.

mod world;

use foundation::names::{events as names, routes, tokens};
use foundation::retry::within;
use futures_util::StreamExt;
use serde_json::json;
use std::time::Duration;
use test_support::{Outcome, Question};
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::Message;
use world::frames::Reading;
use world::socket::{Shown, connect, welcomed};
use world::{PATIENCE, World, place};

#[tokio::test]
async fn strangers_are_refused_before_the_protocol_changes() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let thread = world.thread(&ada, "of Ada").await?;
    let bob = world.person("bob@example.org").await?;
    let query = format!("?token={}", ada.token);
    for (query, shown, status) in [
        ("", Shown::Nothing, 401),
        (&*query, Shown::Nothing, 401),
        ("", Shown::Header("a.b.c"), 401),
        ("", Shown::Subprotocol("a.b.c"), 401),
        (&*query, Shown::Header(&ada.token), 400),
        (
            &*format!("?thread_id={thread}"),
            Shown::Header(&bob.token),
            404,
        ),
    ] {
        let refused = connect(&world, query, shown).await?;
        assert_eq!(refused.map(|_| ()), Err(status), "{query}");
    }
    let rights = "UPDATE users SET permissions = 'read' WHERE email = 'bob@example.org'";
    let sandbox = world.auth.sandbox.as_ref().ok_or("no database")?;
    sandbox.database.tamper(rights).await?;
    let bob = world.again("bob@example.org").await?;
    let refused = connect(&world, "", Shown::Header(&bob.token)).await?;
    assert_eq!(refused.map(|_| ()), Err(403), "may read and nothing else");
    assert_eq!(world.backend.managers.figures().created, 0);

    let logout = Question::post(routes::AUTH_LOGOUT, &json!({})).bearer(&ada.token);
    assert_eq!(world.auth.ask(logout).await?.status, 204);
    let refused = connect(&world, "", Shown::Header(&ada.token)).await?;
    assert_eq!(refused.map(|_| ()), Err(401), "logged out");
    Ok(())
}

#[tokio::test]
async fn a_browser_connects_by_subprotocol_and_is_answered() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let connected = connect(&world, "", Shown::Subprotocol(&ada.token)).await?;
    let (mut client, agreed) = connected.map_err(|status| format!("refused with {status}"))?;
    assert_eq!(
        agreed.as_deref(),
        Some(tokens::JWT_SUBPROTOCOL),
        "and not the token"
    );
    assert_eq!(client.hear().await?["data"]["user_id"], json!(ada.id));
    let pong = client.ask(json!({"type": "ping", "id": "1"})).await?;
    assert_eq!(
        (&pong["type"], &pong["data"]["reply_to"]),
        (&json!("pong"), &json!("1"))
    );
    let long = client
        .ask(json!({"type": "ping", "id": "x".repeat(8_192)}))
        .await?;
    assert_eq!(long["data"]["code"], "too_large");
    let pong = client.ask(json!({"type": "ping"})).await?;
    assert_eq!(pong["type"], names::PONG, "it goes on");
    Ok(())
}

#[tokio::test]
async fn who_announces_a_piece_that_is_too_long_is_not_waited_for() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (mut client, _) = welcomed(&world, &ada, "").await?;
    // The beginning of a text, masked by zeros, and nothing of what is in it.
    let [text, masked_and_long] = [0x81, 0xff];
    let length = u64::try_from(web::MAX_BODY)? + 1;
    let mut head = vec![text, masked_and_long];
    head.extend(length.to_be_bytes());
    head.extend([0; 4]);
    client.0.get_mut().write_all(&head).await?;
    let next = within(PATIENCE, client.0.next()).await?;
    assert!(!matches!(next, Some(Ok(_))), "{next:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_said_on_a_connection_is_kept_and_told_and_threads_can_be_switched() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (mut client, welcome) = welcomed(&world, &ada, "").await?;
    let said = json!({"type": "user_message", "content": "grüße", "id": "2"});
    let told = client.ask(said).await?;
    assert_eq!(
        (&told["type"], &told["data"]["reply_to"]),
        (&json!("user_message"), &json!("2"))
    );
    let fresh = welcome["thread_id"].as_str().ok_or("no thread")?;
    let history = place(routes::THREAD_MESSAGES, fresh);
    let kept = world.get(&ada, &history).await?.json()?;
    assert_eq!(kept["messages"][0]["content"], "grüße");
    assert_eq!(kept["messages"][0]["id"], told["data"]["message_id"]);

    let thread = world.thread(&ada, "another").await?;
    let switch = json!({"type": "thread_update", "thread_id": thread});
    assert_eq!(client.ask(switch).await?["type"], names::THREAD_UPDATE);
    let asked = json!({"thread_id": thread, "content": "by HTTP"});
    assert_eq!(
        world.post(&ada, routes::MESSAGES, &asked).await?.status,
        201
    );
    assert_eq!(client.hear().await?["data"]["content"], "by HTTP");
    let asked = json!({"thread_id": fresh, "content": "elsewhere"});
    assert_eq!(
        world.post(&ada, routes::MESSAGES, &asked).await?.status,
        201
    );
    let pong = client.ask(json!({"type": "ping"})).await?;
    assert_eq!(
        pong["type"],
        names::PONG,
        "nothing of the thread that was left"
    );

    let bob = world.person("bob@example.org").await?;
    let (mut other, _) = welcomed(&world, &bob, "").await?;
    let enter = json!({"type": "thread_update", "thread_id": thread});
    assert_eq!(other.ask(enter).await?["data"]["code"], "not_found");
    Ok(())
}

#[tokio::test]
async fn a_thread_that_was_deleted_does_not_come_back() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (mut client, welcome) = welcomed(&world, &ada, "").await?;
    let said = json!({"type": "user_message", "content": "hello"});
    assert_eq!(client.ask(said.clone()).await?["type"], names::USER_MESSAGE);
    let fresh = welcome["thread_id"].as_str().ok_or("no thread")?;
    let deleting = Question::of("DELETE", &place(routes::THREAD, fresh));
    assert_eq!(world.ask(&ada, deleting).await?.status, 204);
    assert_eq!(client.ask(said).await?["data"]["code"], "not_found");
    let asked = json!({"type": "start_agent", "content": "Where can I save?"});
    assert_eq!(client.ask(asked).await?["data"]["code"], "not_found");
    Ok(())
}

#[tokio::test]
async fn a_connection_that_broke_is_had_back_over_a_new_socket() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (client, welcome) = welcomed(&world, &ada, "").await?;
    let text = |name: &str| welcome[name].as_str().map(str::to_owned).ok_or("no text");
    let (connection, thread) = (text("connection_id")?, text("thread_id")?);
    drop(client);
    let asked = json!({"title": "x"});
    world.post(&ada, routes::THREADS, &asked).await?;
    // The thread was never written to, so it is named by the connection alone.
    let query = format!("?thread_id={thread}&connection_id={connection}");
    let refused = connect(&world, &query, Shown::Header(&ada.token));
    assert_eq!(refused.await?.map(|_| ()), Err(404));

    let thread = world.thread(&ada, "kept").await?;
    let (client, welcome) = welcomed(&world, &ada, &format!("?thread_id={thread}")).await?;
    let connection = welcome["connection_id"].as_str().ok_or("no id")?;
    drop(client);
    let query = format!("?thread_id={thread}&connection_id={connection}");
    let (_client, again) = welcomed(&world, &ada, &query).await?;
    assert_eq!(again["event"], "connection_resumed");
    assert_eq!(again["connection_id"], connection);
    Ok(())
}

#[tokio::test]
async fn five_connections_of_a_user_answer_at_the_same_time() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let mut clients = Vec::new();
    for _ in 0..5 {
        clients.push(welcomed(&world, &ada, "").await?.0);
    }
    let pings = clients.iter_mut().map(|it| it.ask(json!({"type": "ping"})));
    for pong in futures_util::future::join_all(pings).await {
        assert_eq!(pong?["type"], names::PONG);
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_has_the_events_of_all_threads_and_ends_in_time() -> Outcome {
    let world = World::start().await?;
    let (ada, bob) = (
        world.person("ada@example.org").await?,
        world.person("bob@example.org").await?,
    );
    let threads = [
        world.thread(&ada, "a").await?,
        world.thread(&ada, "b").await?,
    ];
    let of_bob = world.thread(&bob, "c").await?;
    let all = Reading::events(&world, &ada).await?;
    for (person, thread) in [(&ada, &threads[0]), (&bob, &of_bob), (&ada, &threads[1])] {
        let said = json!({"thread_id": thread, "content": format!("said in {thread}")});
        assert_eq!(
            world.post(person, routes::MESSAGES, &said).await?.status,
            201
        );
    }
    world.auth.clock.advance(Duration::from_secs(25));
    let said = json!({"thread_id": threads[0], "content": "the last"});
    assert_eq!(world.post(&ada, routes::MESSAGES, &said).await?.status, 201);
    let text = all.rest().await?;
    assert!(text.contains("content-type: text/event-stream"), "{text}");
    let places = threads.map(|thread| text.find(&format!("said in {thread}")));
    assert!(places[0].is_some() && places[0] < places[1], "{text}");
    assert!(!text.contains(&of_bob), "somebody else's: {text}");
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_service_ends_connections_and_streams() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (mut client, _) = welcomed(&world, &ada, "").await?;
    let ending = within(PATIENCE, world.backend.stop()).await??;
    assert_eq!(ending, web::Ending::Complete);
    let goodbye = within(PATIENCE, client.0.next()).await?.ok_or("over")??;
    assert!(matches!(goodbye, Message::Close(Some(frame)) if u16::from(frame.code) == 1001));
    Ok(())
}
