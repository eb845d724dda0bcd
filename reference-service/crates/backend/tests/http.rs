//! Threads and messages over HTTP.

mod world;

use foundation::environment::Environment;
use foundation::errors::ErrorCode;
use foundation::names::{routes, variables};
use mcp::McpServerSettings;
use serde_json::{Value, json};
use std::time::Duration;
use test_support::{Outcome, Plan, Question, Sandbox, ask};
use world::{World, place};

#[tokio::test]
async fn what_was_said_is_there_in_order_after_a_restart() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let thread = world.thread(&ada, "Grüße").await?;
    let history = place(routes::THREAD_MESSAGES, &thread);
    for number in 1..=25 {
        let said = json!({"content": format!("number {number} 日本"), "metadata": {"n": number}});
        let answer = world.post(&ada, &history, &said).await?;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()?["sequence"]),
            (201, &json!(number))
        );
    }
    let world = world.restart().await?;
    let mut read = Vec::new();
    for (page, has_more) in [(1, true), (2, true), (3, false)] {
        let path = format!("{history}?page={page}&limit=10");
        let list = world.get(&ada, &path).await?.json()?;
        assert_eq!(
            (&list["total"], &list["pages"], &list["has_more"]),
            (&json!(25), &json!(3), &json!(has_more))
        );
        read.extend(list["messages"].as_array().ok_or("no list")?.clone());
    }
    let numbers: Vec<&Value> = read.iter().map(|it| &it["metadata"]["n"]).collect();
    assert_eq!(
        numbers,
        (1..=25)
            .map(Value::from)
            .collect::<Vec<_>>()
            .iter()
            .collect::<Vec<_>>()
    );
    let newest = world.get(&ada, "/api/messages?limit=1").await?.json()?;
    assert_eq!(newest["messages"][0]["content"], "number 25 日本");
    Ok(())
}

#[tokio::test]
async fn a_thread_is_made_shown_named_and_deleted() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let made = world.post(&ada, routes::THREADS, &json!({})).await?;
    assert_eq!(
        (made.status.as_u16(), made.text("title")?),
        (201, "New thread".to_owned())
    );
    let id = made.text("id")?;
    let (path, title) = (place(routes::THREAD, &id), place(routes::THREAD_TITLE, &id));
    assert_eq!(world.get(&ada, &path).await?.json()?, made.json()?);

    let error = world.post(&ada, &title, &json!({})).await?.error()?;
    assert_eq!(error.code, ErrorCode::Conflict, "nothing was said");
    let said = json!({"thread_id": id, "content": "What does it cost?\nI mean per week."});
    let said = world.post(&ada, routes::MESSAGES, &said).await?;
    assert_eq!(said.status, 201);
    let named = world.post(&ada, &title, &json!({})).await?;
    assert_eq!(named.text("title")?, "What does it cost?");
    let renamed = Question {
        method: "PATCH".to_owned(),
        ..Question::post(&path, &json!({"title": " Costs "}))
    };
    assert_eq!(world.ask(&ada, renamed).await?.text("title")?, "Costs");

    let message = place(routes::MESSAGE, &said.text("id")?);
    assert_eq!(world.get(&ada, &message).await?.json()?, said.json()?);
    for (path, again) in [(&message, 404), (&path, 404)] {
        assert_eq!(
            world.ask(&ada, Question::of("DELETE", path)).await?.status,
            204
        );
        assert_eq!(
            world.ask(&ada, Question::of("DELETE", path)).await?.status,
            again
        );
        assert_eq!(
            world.get(&ada, path).await?.error()?.code,
            ErrorCode::NotFound
        );
    }
    assert_eq!(world.get(&ada, routes::THREADS).await?.json()?["total"], 0);
    Ok(())
}

#[tokio::test]
async fn nobody_sees_or_changes_what_is_another_users_and_strangers_nothing() -> Outcome {
    let world = World::start().await?;
    let (ada, bob) = (
        world.person("ada@example.org").await?,
        world.person("bob@example.org").await?,
    );
    let thread = world.thread(&ada, "of Ada").await?;
    let history = place(routes::THREAD_MESSAGES, &thread);
    let said = world
        .post(&ada, &history, &json!({"content": "secret"}))
        .await?;
    let message = place(routes::MESSAGE, &said.text("id")?);
    let (path, title) = (
        place(routes::THREAD, &thread),
        place(routes::THREAD_TITLE, &thread),
    );
    let new = json!({"content": "mine", "title": "mine", "thread_id": thread});
    let questions = || {
        vec![
            Question::get(&path),
            Question {
                method: "PATCH".to_owned(),
                ..Question::post(&path, &new)
            },
            Question::of("DELETE", &path),
            Question::post(&title, &new),
            Question::get(&history),
            Question::post(&history, &new),
            Question::post(routes::MESSAGES, &new),
            Question::get(&message),
            Question::of("DELETE", &message),
        ]
    };
    for question in questions() {
        let asked = format!("{} {}", question.method, question.path);
        let error = world.ask(&bob, question).await?.error()?;
        assert_eq!(error.code, ErrorCode::NotFound, "{asked}");
    }
    let lists = [
        Question::get(routes::THREADS),
        Question::get(routes::MESSAGES),
    ];
    for question in lists.clone() {
        assert_eq!(world.ask(&bob, question).await?.json()?["total"], 0);
    }
    let more = [
        Question::get(routes::EVENTS_STREAM),
        Question::get(routes::WEBSOCKET),
    ];
    for question in questions().into_iter().chain(lists).chain(more) {
        for question in [question.clone(), question.bearer("a.b.c")] {
            let asked = format!("{} {}", question.method, question.path);
            let answer = ask(world.backend.address, question).await?;
            assert_eq!(answer.error()?.code, ErrorCode::Unauthenticated, "{asked}");
        }
    }
    assert_eq!(world.get(&ada, &message).await?.json()?, said.json()?);
    Ok(())
}

#[tokio::test]
async fn mistakes_are_told_in_the_one_shape() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let thread = world.thread(&ada, "one").await?;
    let history = place(routes::THREAD_MESSAGES, &thread);
    let table = [
        (Question::get("/api/threads?limit=0"), 400),
        (Question::get("/api/threads?limit=101"), 400),
        (Question::get("/api/threads?page=0"), 400),
        (Question::get("/api/threads?page=1&offset=1"), 400),
        (Question::get("/api/threads?size=1"), 400),
        (Question::get("/api/threads/nonsense"), 400),
        (Question::get("/api/threads/../../etc/passwd"), 404),
        (Question::get("/api/threads/thread_1_2_0000000a"), 404),
        (Question::post(&history, &json!({"content": ""})), 400),
        (
            Question::post(&history, &json!({"content": "a\u{0}b"})),
            400,
        ),
        (
            Question::post(&history, &json!({"content": "x".repeat(8_001)})),
            400,
        ),
        (Question::post(&history, &json!({})), 400),
        (Question::of("PUT", &history), 405),
        (Question::of("POST", &history), 415),
        (Question::get(routes::WEBSOCKET), 400),
    ];
    for (question, status) in table {
        let asked = format!("{} {}", question.method, question.path);
        let answer = world.ask(&ada, question).await?;
        assert_eq!(answer.status, status, "{asked}");
        answer.error()?;
    }
    Ok(())
}

#[tokio::test]
async fn health_tells_of_the_database_and_the_description_of_all_routes() -> Outcome {
    let world = World::start().await?;
    let health = ask(world.backend.address, Question::get(routes::HEALTH))
        .await?
        .json()?;
    assert_eq!(
        (&health["status"], &health["service"]),
        (&json!("healthy"), &json!("backend"))
    );
    let metrics = ask(world.backend.address, Question::get(routes::METRICS)).await?;
    assert!(foundation::text::decode(&metrics.body)?.contains("http_requests_total"));
    let document = ask(world.backend.address, Question::get(routes::OPENAPI))
        .await?
        .json()?;
    assert_eq!(document, serde_json::to_value(backend::openapi())?);
    assert_eq!(document["paths"].as_object().ok_or("no paths")?.len(), 46);

    world.sandbox.database.close().await;
    for (path, status) in [
        (routes::READY, 503),
        (routes::HEALTH, 503),
        (routes::LIVE, 200),
    ] {
        assert_eq!(
            ask(world.backend.address, Question::get(path))
                .await?
                .status,
            status,
            "{path}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_description_says_who_has_to_be_known_and_names_each_operation_once() -> Outcome {
    let world = World::start().await?;
    let document = serde_json::to_value(backend::openapi())?;
    let mut guarded = 0;
    for (path, method, operation) in test_support::operations(&document)? {
        let question = Question {
            method: method.to_uppercase(),
            ..Question::post(&place(path, "x"), &json!({}))
        };
        let answer = ask(world.backend.address, question).await?;
        let is_guarded = operation["security"].is_array();
        assert_eq!(answer.status == 401, is_guarded, "{method} {path}");
        guarded += u32::from(is_guarded);
    }
    assert!(guarded >= 30, "{guarded}");
    assert!(document["components"]["securitySchemes"]["bearer"].is_object());
    Ok(())
}

#[tokio::test]
async fn readiness_tells_of_all_that_is_needed_and_finds_out_when_it_is_back() -> Outcome {
    let gone = json!({"gone": {"url": "http://127.0.0.1:1/mcp"}}).to_string();
    let environment = Environment::from_iter([(variables::MCP_SERVERS, gone.as_str())]);
    let servers = McpServerSettings::read(&environment).map_err(|it| format!("{it:?}"))?;
    let world = World::with(|settings| settings.tool_servers = servers).await?;
    let ready = async || ask(world.backend.address, Question::get(routes::READY)).await;
    let up = |name: &str, is_up: bool, is_needed: bool| json!({"name": name, "is_up": is_up, "is_needed": is_needed});
    let expected = json!([
        up("database", true, true),
        up("auth-service", true, true),
        up("tool server gone", false, false),
    ]);
    assert_eq!(ready().await?.json()?["dependencies"], expected);

    let ada = world.person("ada@example.org").await?;
    let World { auth, backend, .. } = world;
    let (clock, address) = (auth.clock.clone(), auth.address);
    auth.stop().await?;
    for _ in 0..5 {
        let asked = Question::get(routes::THREADS).bearer(&ada.token);
        assert_eq!(ask(backend.address, asked).await?.status, 503);
    }
    let ready = async || ask(backend.address, Question::get(routes::READY)).await;
    let error = ready().await?.error()?;
    assert_eq!(
        error.message,
        "not ready: database is up, auth-service is down, tool server gone is down"
    );
    clock.advance(Duration::from_secs(10));
    assert_eq!(ready().await?.status, 503);
    let sandbox = Sandbox::sqlite().await?;
    let plan = Plan {
        clock: clock.clone(),
        ..Plan::default()
    };
    let _back = plan.start_at(address, &sandbox.database).await?;
    clock.advance(Duration::from_secs(10));
    assert_eq!(ready().await?.status, 200);
    Ok(())
}
