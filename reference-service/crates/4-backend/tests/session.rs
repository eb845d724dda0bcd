//! What a page needs that knows the backend alone, and what the service counts.

mod world;

use foundation::names::{events as names, routes};
use serde_json::json;
use std::sync::Arc;
use test_support::{Outcome, Question, ask};
use world::World;
use world::models::Broken;
use world::socket::welcomed;

#[tokio::test]
async fn an_account_is_made_and_used_through_the_backend() -> Outcome {
    let world = World::start().await?;
    let backend = |path: &str, body| ask(world.backend.address, Question::post(path, &body));
    let ada = json!({"email": "ada@example.org", "password": "correct horse"});
    let made = backend(routes::SESSION_REGISTER, ada.clone()).await?;
    assert_eq!(
        (made.status.as_u16(), made.text("email")?),
        (201, "ada@example.org".to_owned())
    );
    let login = backend(routes::SESSION, ada.clone()).await?;
    let token = login.text("access_token")?;
    let threads = Question::get(routes::THREADS).bearer(&token);
    assert_eq!(ask(world.backend.address, threads).await?.status, 200);

    let leave = || {
        let leaving = Question::of("DELETE", routes::SESSION).bearer(&token);
        ask(world.backend.address, leaving)
    };
    assert_eq!(leave().await?.status, 204);
    let threads = Question::get(routes::THREADS).bearer(&token);
    assert_eq!(ask(world.backend.address, threads).await?.status, 401);
    assert_eq!(leave().await?.status, 401);

    let wrong = json!({"email": "ada@example.org", "password": "wrong horse"});
    let weak = json!({"email": "bob@example.org", "password": "short"});
    for (path, body, status, words) in [
        (routes::SESSION_REGISTER, ada, 409, ""),
        (routes::SESSION_REGISTER, weak, 400, "8 characters"),
        (routes::SESSION_REGISTER, json!({"email": "x"}), 400, ""),
        (routes::SESSION, wrong, 401, ""),
        (routes::SESSION, json!({}), 400, ""),
    ] {
        let answer = backend(path, body).await?;
        assert_eq!(answer.status, status, "{path}");
        let error = answer.error()?;
        assert!(error.message.contains(words), "{}", error.message);
    }
    Ok(())
}

#[tokio::test]
async fn a_session_is_prolonged_through_the_backend() -> Outcome {
    let world = World::start().await?;
    let backend = |path: &str, body| ask(world.backend.address, Question::post(path, &body));
    let ada = json!({"email": "ada@example.org", "password": "correct horse"});
    backend(routes::SESSION_REGISTER, ada.clone()).await?;
    let login = backend(routes::SESSION, ada).await?;
    let first = json!({"refresh_token": login.text("refresh_token")?});
    let next = backend(routes::SESSION_REFRESH, first.clone()).await?;
    let threads = Question::get(routes::THREADS).bearer(&next.text("access_token")?);
    assert_eq!(ask(world.backend.address, threads).await?.status, 200);

    for (body, status) in [
        (first, 401),
        // The session is over for both who showed a token of it.
        (json!({"refresh_token": next.text("refresh_token")?}), 401),
        (json!({"refresh_token": "x"}), 401),
        (json!({}), 400),
    ] {
        let answer = backend(routes::SESSION_REFRESH, body).await?;
        assert_eq!(answer.status, status);
    }
    Ok(())
}

#[tokio::test]
async fn what_agents_and_connections_do_is_counted() -> Outcome {
    let world = World::with(|settings| settings.agents.model = Arc::new(Broken)).await?;
    let (ada, bob) = (
        world.person("ada@example.org").await?,
        world.person("bob@example.org").await?,
    );
    world.books(&ada).await?;
    let (_client, _) = welcomed(&world, &ada, "").await?;
    let asked = json!({"message": "Where can I save?"});
    for (person, last) in [(&ada, names::STREAMING_ERROR), (&bob, names::STREAM_END)] {
        let told = world.chat(person, &asked).await?;
        assert_eq!(told.last().map(|it| it.event.as_str()), Some(last));
    }
    let failing = json!({"tool": "usage_costs", "arguments": {"days": 0}});
    world.post(&ada, routes::TOOLS_EXECUTE, &failing).await?;

    let metrics = ask(world.backend.address, Question::get(routes::METRICS)).await?;
    let text = foundation::text::decode(&metrics.body)?;
    for line in [
        "agent_runs_total{outcome=\"completed\"} 1",
        "agent_runs_total{outcome=\"failed\"} 1",
        "tool_calls_total{outcome=\"completed\"} 6",
        "tool_calls_total{outcome=\"failed\"} 1",
        "live_connections 1",
        "live_managers 3",
        "live_events_dropped 0",
        "live_events_lost 0",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    Ok(())
}

#[tokio::test]
async fn who_guessed_too_often_is_told_when_to_come_back() -> Outcome {
    let world = World::start().await?;
    world.auth.log_in("ada@example.org").await?;
    let wrong = json!({"email": "ada@example.org", "password": "wrong horse"});
    let asked = async || {
        ask(
            world.backend.address,
            Question::post(routes::SESSION, &wrong),
        )
        .await
    };
    for _ in 0..10 {
        assert_eq!(asked().await?.status, 401);
    }
    let refused = asked().await?;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.headers["retry-after"], "30");
    Ok(())
}
