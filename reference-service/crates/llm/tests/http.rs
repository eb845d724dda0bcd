//! How a model behind a server is asked, and what is made of what the server does.

use axum::Router;
use axum::body::Body;
use axum::extract::{Json, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use foundation::environment::Environment;
use foundation::errors::{AppError, ErrorCode};
use foundation::names::variables;
use futures_util::{StreamExt, stream};
use llm::{
    HttpModel, LanguageModel, LlmError, LlmSettings, Prompt, Side, TokenCount, Turn,
    of_environment, whole,
};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{pending, ready};
use std::net::Ipv4Addr;
use std::sync::Arc;
use test_support::Outcome;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::time::Instant;
use web::{Connections, serve};

/// A server that gives its answers in turn and remembers what it was asked.
#[derive(Clone, Default)]
struct Stub {
    answers: Arc<Mutex<VecDeque<Planned>>>,
    asked: Arc<Mutex<Vec<(HeaderMap, Value)>>>,
}

enum Planned {
    Status(StatusCode),
    Stream(Vec<&'static str>),
    Silence(Vec<&'static str>),
}

async fn answer(State(stub): State<Stub>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    stub.asked.lock().await.push((headers, body));
    let planned = stub.answers.lock().await.pop_front();
    let body = |texts: Vec<&'static str>| stream::iter(texts).map(Ok::<_, Infallible>);
    match planned {
        // A status that no test plans: it was asked more often than it should be.
        None => StatusCode::IM_A_TEAPOT.into_response(),
        Some(Planned::Status(status)) => status.into_response(),
        Some(Planned::Stream(texts)) => Body::from_stream(body(texts)).into_response(),
        Some(Planned::Silence(texts)) => {
            Body::from_stream(body(texts).chain(stream::pending())).into_response()
        }
    }
}

/// The environment that names a server with these answers.
async fn start(answers: Vec<Planned>) -> Outcome<(Stub, Environment)> {
    let stub = Stub::default();
    stub.answers.lock().await.extend(answers);
    let routes = Router::new().route("/v1/chat/completions", post(answer));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}/v1", listener.local_addr()?);
    tokio::spawn(serve(
        listener,
        routes.with_state(stub.clone()),
        Connections::usual(),
        pending(),
    ));
    let environment = Environment::from_iter([
        (variables::LLM_URL, url.as_str()),
        (variables::LLM_API_KEY, "hunter2"),
        (variables::LLM_MODEL, "large"),
    ]);
    Ok((stub, environment))
}

fn prompt() -> Outcome<Prompt> {
    let fact = "Model large cost 12 USD.".to_owned();
    Ok(Prompt::new("Answer shortly.", "What did it cost?", [fact])?)
}

/// What a server with these answers makes of the prompt, and how often it was asked.
async fn asked(answers: Vec<Planned>) -> Outcome<(Result<String, LlmError>, usize)> {
    let (stub, environment) = start(answers).await?;
    let settings = LlmSettings::read(&environment)?.ok_or("not configured")?;
    let answer = match HttpModel::new(settings).answer(&prompt()?).await {
        Ok(stream) => whole(stream, |_| ready(())).await.map(|it| it.text),
        Err(error) => Err(error),
    };
    let times = stub.asked.lock().await.len();
    Ok((answer, times))
}

const GOOD: [&str; 4] = [
    "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n",
    "data: {\"choices\":[{\"delta\":{\"content\":\"12 \"}}]}\n\ndata: {\"choices\":[{\"del",
    "ta\":{\"content\":\"USD\"}}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":2}}\n\n",
    "data: [DONE]\n\n",
];

#[tokio::test]
async fn an_answer_arrives_in_pieces_and_the_question_says_what_it_must() -> Outcome {
    let (stub, environment) = start(vec![Planned::Stream(GOOD.to_vec())]).await?;
    let model = of_environment(&environment)?;
    assert_eq!(model.name(), "large");
    let mut pieces = Vec::new();
    let stream = model.answer(&prompt()?).await?;
    let told = |piece| {
        pieces.push(piece);
        ready(())
    };
    let answered = whole(stream, told).await?;
    let count = TokenCount {
        input: 31,
        output: 2,
    };
    assert_eq!(answered.count, Some(count));
    assert_eq!(
        (answered.text.as_str(), pieces),
        ("12 USD", vec!["12 ".to_owned(), "USD".to_owned()])
    );

    let asked = stub.asked.lock().await;
    let [(headers, body)] = asked.as_slice() else {
        return Err("not asked once".into());
    };
    assert_eq!(headers["authorization"], "Bearer hunter2");
    let expected = json!({
        "model": "large", "stream": true, "stream_options": {"include_usage": true}, "temperature": 0,
        "messages": [
            {"role": "system", "content": "Answer shortly.\nFacts:\n- Model large cost 12 USD.\n"},
            {"role": "user", "content": "What did it cost?"},
        ],
    });
    assert_eq!(*body, expected);
    Ok(())
}

#[tokio::test]
async fn what_was_said_before_stands_between_the_facts_and_the_question() -> Outcome {
    let (stub, environment) = start(vec![Planned::Stream(GOOD.to_vec())]).await?;
    let turn = |by, text: &str| Turn {
        by,
        text: text.to_owned(),
    };
    let turns = [
        turn(Side::User, "What did I use?"),
        turn(Side::Model, "40 calls."),
    ];
    let model = of_environment(&environment)?;
    let answer = model.answer(&prompt()?.after(&turns)).await?;
    whole(answer, |_| ready(())).await?;
    let asked = stub.asked.lock().await;
    let messages = asked[0].1["messages"].as_array().ok_or("none")?;
    let said = |message: &Value| {
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        (text("role"), text("content"))
    };
    let said: Vec<(String, String)> = messages.iter().map(said).collect();
    assert_eq!(said[0].0, "system");
    let rest: Vec<(&str, &str)> = said[1..]
        .iter()
        .map(|(role, text)| (role.as_str(), text.as_str()))
        .collect();
    let expected = [
        ("user", "What did I use?"),
        ("assistant", "40 calls."),
        ("user", "What did it cost?"),
    ];
    assert_eq!(rest, expected);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn each_failure_is_of_its_class_and_only_passing_ones_are_asked_again() -> Outcome {
    use ErrorCode::{Internal, Unavailable};
    for (status, shown, expected, times) in [
        (401, LlmError::Unauthenticated, Internal, 1),
        (403, LlmError::Unauthenticated, Internal, 1),
        (400, LlmError::Refused(400), Internal, 1),
        (429, LlmError::RateLimited, Unavailable, 3),
        (500, LlmError::Failed(500), Unavailable, 3),
        (503, LlmError::Failed(503), Unavailable, 3),
    ] {
        let status = StatusCode::from_u16(status)?;
        let answers = (0..times).map(|_| Planned::Status(status)).collect();
        let (answer, asked) = asked(answers).await?;
        let error = answer.err().ok_or("answered")?;
        assert_eq!((error.to_string(), asked), (shown.to_string(), times));
        assert_eq!(AppError::from(error).code(), expected, "{status}");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_passes_is_waited_out() -> Outcome {
    let begin = Instant::now();
    let failing = Planned::Status(StatusCode::BAD_GATEWAY);
    let (answer, times) = asked(vec![failing, Planned::Stream(GOOD.to_vec())]).await?;
    assert_eq!((answer?.as_str(), times), ("12 USD", 2));
    assert_eq!(begin.elapsed().as_millis(), 100, "the one formula");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_breaks_off_or_is_none_is_an_error() -> Outcome {
    let begun = GOOD[..2].to_vec();
    for (texts, expected) in [
        (begun, LlmError::BrokenOff),
        (vec!["data: {\"error\": \"hunter2\"}\n"], LlmError::Form),
        (vec!["data: [DONE]\n"], LlmError::Blank),
        (vec![], LlmError::BrokenOff),
    ] {
        let (answer, times) = asked(vec![Planned::Stream(texts)]).await?;
        let error = answer.err().ok_or("answered")?;
        assert_eq!((error.to_string(), times), (expected.to_string(), 1));
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_stops_in_the_middle_is_not_waited_for() -> Outcome {
    let (answer, times) = asked(vec![Planned::Silence(GOOD[..2].to_vec())]).await?;
    let error = answer.err().ok_or("answered")?;
    assert_eq!(
        (AppError::from(error).code(), times),
        (ErrorCode::TimedOut, 1)
    );
    Ok(())
}

#[tokio::test]
async fn without_configuration_the_model_is_local() -> Outcome {
    let model = of_environment(&Environment::default())?;
    assert_eq!(model.name(), "local extractive composer");
    let answer = whole(model.answer(&prompt()?).await?, |_| ready(()))
        .await?
        .text;
    assert!(answer.contains("Model large cost 12 USD."), "{answer}");
    Ok(())
}
