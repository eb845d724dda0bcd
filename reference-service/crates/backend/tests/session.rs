//! What a page needs that knows the backend alone, and what the service counts.

mod world;

use foundation::clock::EpochMillis;
use foundation::names::{events as names, routes};
use serde_json::json;
use std::sync::Arc;
use storage::{Access, Page, messages, prices, threads, usage};
use test_support::{Outcome, Question, ask};
use world::models::Broken;
use world::socket::welcomed;
use world::{Person, World, place};

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

#[tokio::test]
async fn a_password_is_changed_through_the_backend() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let other = world.again("ada@example.org").await?;
    // Both tokens are known here before one of them is to count no more.
    for person in [&ada, &other] {
        assert_eq!(world.get(person, routes::THREADS).await?.status, 200);
    }
    let asked = |old: &str, new: &str| json!({"password": old, "new_password": new});
    for (body, status) in [
        (asked("wrong horse", "another horse"), 400),
        (asked("correct horse", "short"), 400),
        (asked("correct horse", "another horse"), 204),
    ] {
        let path = routes::SESSION_CHANGE_PASSWORD;
        assert_eq!(world.post(&ada, path, &body).await?.status, status);
    }
    assert_eq!(world.get(&ada, routes::THREADS).await?.status, 200);
    assert_eq!(world.get(&other, routes::THREADS).await?.status, 401);
    let reset = json!({"token": "x", "new_password": "another horse"});
    let reset = Question::post(routes::SESSION_RESET_PASSWORD, &reset);
    assert_eq!(ask(world.backend.address, reset).await?.status, 400);
    Ok(())
}

#[tokio::test]
async fn a_closed_account_is_closed_to_who_is_known_here() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    assert_eq!(world.get(&ada, routes::THREADS).await?.status, 200);
    let accounts = world.auth.sandbox.as_ref().ok_or("no database")?;
    let sql = "UPDATE users SET disabled = 1";
    accounts.database.tamper(sql).await?;
    assert_eq!(world.get(&ada, routes::THREADS).await?.status, 401);
    Ok(())
}

/// How many threads, messages, lines of usage and prices there are of somebody.
async fn kept_of(world: &World, person: &Person) -> Outcome<[u64; 4]> {
    let user = person.id.parse()?;
    let tag = test_support::World::new().tag()?;
    let mut scope = world.sandbox.database.scope(tag, Access::Read).await?;
    let always = EpochMillis(0)..EpochMillis(u64::MAX);
    let lines = usage::summed(&mut scope, &user, always).await?.len();
    let messages = messages::newest(&mut scope, &user, Page::ALL).await?.len();
    Ok([
        threads::count(&mut scope, &user).await?,
        messages.try_into()?,
        lines.try_into()?,
        prices::count(&mut scope, &user).await?,
    ])
}

#[tokio::test]
async fn with_an_account_goes_all_that_was_kept_of_its_user() -> Outcome {
    for world in World::each().await? {
        let (ada, bob) = (
            world.person("ada@example.org").await?,
            world.person("bob@example.org").await?,
        );
        for person in [&ada, &bob] {
            world.books(person).await?;
            let asked = json!({"message": "Where can I save?"});
            world.chat(person, &asked).await?;
        }
        let (mut line, _) = welcomed(&world, &ada, "").await?;
        let delete = async |password: &str| {
            let body = json!({"password": password});
            let path = routes::SESSION_DELETE_ACCOUNT;
            world.post(&ada, path, &body).await
        };
        assert_eq!(delete("wrong horse").await?.status, 400);
        assert_eq!(world.get(&ada, routes::THREADS).await?.status, 200);
        assert_eq!(delete("correct horse").await?.status, 204);
        assert_eq!(world.get(&ada, routes::THREADS).await?.status, 401);
        line.hear_end().await?;
        assert_eq!(kept_of(&world, &ada).await?, [0, 0, 0, 0]);
        assert_eq!(kept_of(&world, &bob).await?, [1, 2, 1, 2]);
        world.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_key_opens_everything_but_the_account() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let asked = json!({"name": "nightly build"});
    let made = world.post(&ada, routes::API_KEYS, &asked).await?;
    assert_eq!(made.status, 201);
    let (key, prefix) = (made.text("key")?, made.text("prefix")?);
    let program = Person {
        id: ada.id.clone(),
        token: key.clone(),
    };

    let document = serde_json::to_value(backend::openapi())?;
    for (path, method, operation) in test_support::operations(&document)? {
        let Some(ways) = operation["security"].as_array() else {
            continue;
        };
        let is_live = [routes::EVENTS_STREAM, routes::WEBSOCKET].contains(&path);
        let question = Question {
            method: method.to_uppercase(),
            ..Question::post(path, &json!({}))
        };
        if !is_live {
            let is_known = world.ask(&program, question).await?.status != 401;
            let takes_keys = ways.iter().any(|way| way["api_key"].is_array());
            assert_eq!(is_known, takes_keys, "{method} {path}");
        }
    }
    let in_header = Question::get(routes::THREADS).with("x-api-key", &key);
    assert_eq!(ask(world.backend.address, in_header).await?.status, 200);
    welcomed(&world, &program, "").await?;
    let metrics = ask(world.backend.address, Question::get(routes::METRICS)).await?;
    let metrics = foundation::text::decode(&metrics.body)?;
    assert!(metrics.contains("authentications_total{method=\"ApiKey\",outcome=\"Success\"}"));

    let listed = world.get(&ada, routes::API_KEYS).await?.json()?;
    assert_eq!(listed["api_keys"][0]["prefix"], prefix);
    let revoke = Question::of("DELETE", &place(routes::API_KEY, &prefix));
    assert_eq!(world.ask(&ada, revoke.clone()).await?.status, 204);
    // Known here until now, and refused at once.
    assert_eq!(world.get(&program, routes::THREADS).await?.status, 401);
    assert_eq!(world.ask(&ada, revoke).await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn a_key_does_no_more_than_it_may() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let asked = json!({"name": "dashboard", "permissions": ["read"]});
    let made = world.post(&ada, routes::API_KEYS, &asked).await?;
    let program = Person {
        id: ada.id.clone(),
        token: made.text("key")?,
    };
    assert_eq!(world.get(&program, routes::THREADS).await?.status, 200);
    let refused = world.post(&program, routes::THREADS, &json!({})).await?;
    assert_eq!(refused.status, 403);
    Ok(())
}

#[tokio::test]
async fn address_and_password_may_stand_after_basic() -> Outcome {
    let world = World::start().await?;
    world.auth.log_in("ada@example.org").await?;
    // `ada@example.org:correct horse`
    let basic = "Basic YWRhQGV4YW1wbGUub3JnOmNvcnJlY3QgaG9yc2U=";
    let login = Question::of("POST", routes::SESSION).with("authorization", basic);
    let login = ask(world.backend.address, login).await?;
    let threads = Question::get(routes::THREADS).bearer(&login.text("access_token")?);
    assert_eq!(ask(world.backend.address, threads).await?.status, 200);
    Ok(())
}
