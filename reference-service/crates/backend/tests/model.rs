//! Questions that a server answers which speaks as OpenAI's does, from the request of a user to its answer.

mod world;

use axum::body::Body;
use axum::extract::{Json, State};
use axum::http::HeaderMap;
use axum::routing::post;
use foundation::environment::Environment;
use foundation::names::{routes, variables};
use serde_json::{Value, json};
use std::future::pending;
use std::net::Ipv4Addr;
use std::sync::Arc;
use test_support::Outcome;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use web::{Connections, serve};
use world::World;

/// What the server was asked.
type Asked = Arc<Mutex<Vec<(HeaderMap, Value)>>>;

/// Counts its answers.
async fn answer(State(asked): State<Asked>, headers: HeaderMap, Json(body): Json<Value>) -> Body {
    let mut asked = asked.lock().await;
    asked.push((headers, body));
    let piece = |text: &str| {
        let chunk =
            json!({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]});
        format!("data: {chunk}\n\n")
    };
    let number = asked.len().to_string();
    Body::from(piece("answer ") + &piece(&number) + "data: [DONE]\n\n")
}

/// A backend whose model is such a server.
async fn start() -> Outcome<(World, Asked)> {
    let asked = Asked::default();
    let routes = axum::Router::new()
        .route("/v1/chat/completions", post(answer))
        .with_state(asked.clone());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}/v1", listener.local_addr()?);
    tokio::spawn(serve(listener, routes, Connections::usual(), pending()));
    let environment = Environment::from_iter([
        (variables::LLM_URL, url.as_str()),
        (variables::LLM_API_KEY, "hunter2"),
        (variables::LLM_MODEL, "large"),
    ]);
    let model = llm::of_environment(&environment)?;
    let world = World::with(|settings| settings.agents.model = model).await?;
    Ok((world, asked))
}

fn said(body: &Value) -> Vec<(&str, &str)> {
    fn text(it: &Value) -> &str {
        it.as_str().unwrap_or_default()
    }
    let messages = body["messages"].as_array().into_iter().flatten();
    messages
        .map(|it| (text(&it["role"]), text(&it["content"])))
        .collect()
}

#[tokio::test]
async fn a_model_knows_what_was_said_before_in_its_thread_and_nowhere_else() -> Outcome {
    let (world, asked) = start().await?;
    let ada = world.person("ada@example.org").await?;
    world.books(&ada).await?;
    let mut thread = Value::Null;
    let ask = async |message: &str, thread: &Value| -> Outcome<Value> {
        let mut question = json!({"message": message});
        if !thread.is_null() {
            question["thread_id"] = thread.clone();
        }
        world
            .post(&ada, routes::AGENTS_EXECUTE, &question)
            .await?
            .json()
    };
    for (number, message) in ["What did it cost?", "And today?", "Why?"]
        .into_iter()
        .enumerate()
    {
        let told = ask(message, &thread).await?;
        assert_eq!(told["response"], format!("answer {}", number + 1), "{told}");
        thread = told["thread_id"].clone();
    }
    // In another thread nothing was said.
    ask("What did I spend?", &Value::Null).await?;

    let asked = asked.lock().await;
    assert_eq!(asked[0].0["authorization"], "Bearer hunter2");
    let dialogue = [
        ("user", "What did it cost?"),
        ("assistant", "answer 1"),
        ("user", "And today?"),
        ("assistant", "answer 2"),
        ("user", "Why?"),
    ];
    for (number, length) in [(0, 1), (1, 3), (2, 5)] {
        let said = said(&asked[number].1);
        assert_eq!(said[0].0, "system");
        assert!(said[0].1.contains("The models cost 2.00 USD"), "{said:?}");
        assert_eq!(said[1..], dialogue[..length]);
    }
    assert_eq!(said(&asked[3].1)[1..], [("user", "What did I spend?")]);
    Ok(())
}

#[tokio::test]
async fn only_the_newest_of_a_long_thread_goes_with_a_question() -> Outcome {
    let (world, asked) = start().await?;
    let ada = world.person("ada@example.org").await?;
    world.books(&ada).await?;
    let thread = world.thread(&ada, "long").await?;
    for number in 0..20 {
        let message = json!({"thread_id": thread, "content": format!("cost {number}")});
        world.post(&ada, routes::MESSAGES, &message).await?;
    }
    let question = json!({"message": "What did it cost?", "thread_id": thread});
    world.post(&ada, routes::AGENTS_EXECUTE, &question).await?;
    let asked = asked.lock().await;
    let said = said(&asked[0].1);
    assert_eq!(said.len(), 1 + llm::MOST_TURNS + 1);
    assert_eq!(said[1], ("user", "cost 8"));
    assert_eq!(said[llm::MOST_TURNS + 1], ("user", "What did it cost?"));
    Ok(())
}
