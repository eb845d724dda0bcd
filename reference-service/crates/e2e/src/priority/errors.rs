//! 018 and 019: what is refused.

use crate::evidence::{demand, same};
use crate::platform::AT_A_TIME;
use crate::question::Allowance;
use crate::{Limited, Outcome, Platform, Question, Verdict, filled};
use foundation::errors::ErrorCode;
use foundation::names::routes;
use foundation::retry::{gather, pause};
use http::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;

/// A limit that is not reached with fewer questions than this is not tried.
const MOST_QUESTIONS: u32 = 5_000;

pub(super) async fn rate_limiting(platform: &Platform) -> Outcome<Verdict> {
    match platform.stack().limited().await? {
        Limited::Apart(other) => reached(&other).await,
        Limited::Here => reached(platform).await,
    }
}

async fn reached(platform: &Platform) -> Outcome<Verdict> {
    let question = Question::get(routes::THREADS);
    let first = platform.ask_once(&question).await?;
    let mut begun = Allowance::told_in(&first)?;
    let limit = begun.limit;
    if limit > MOST_QUESTIONS {
        let reason =
            format!("{limit} questions are allowed, more than the {MOST_QUESTIONS} that are tried");
        return Ok(Verdict::Skipped(reason));
    }
    if begun.reset < 10 {
        // So that the window does not end in the middle.
        pause(Duration::from_secs(begun.reset + 1)).await;
        begun = Allowance::told_in(&platform.ask_once(&question).await?)?;
    }
    // Few at a time: a service with much under way allows less.
    let asked = (0..begun.remaining).map(|_| platform.ask_once(&question));
    for answer in gather(AT_A_TIME, asked).await {
        let answer = answer?;
        answer.refusal(ErrorCode::Unauthenticated)?;
        same("limit", Allowance::told_in(&answer)?.limit, limit)?;
    }
    for _ in 0..3 {
        let refused = platform.ask_once(&question).await?;
        refused.refusal(ErrorCode::RateLimited)?;
        let told = Allowance::told_in(&refused)?;
        same("limit and rest", (told.limit, told.remaining), (limit, 0))?;
        let wait: u64 = refused.header("retry-after")?.parse()?;
        demand(wait.abs_diff(told.reset) <= 1, || format!("wait {wait}"))?;
    }
    let health = platform.ask_once(&Question::get(routes::HEALTH)).await?;
    health.expect(StatusCode::OK)?;
    Ok(Verdict::Passed(format!(
        "limit {limit}: all {} that were left answered, then 3 of 3 with 429, rest 0 and Retry-After; health is not limited",
        begun.remaining
    )))
}

pub(super) async fn error_handling(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let thread = ada.thread("for mistakes").await?;
    let path = filled(routes::THREAD_MESSAGES, &thread);
    let post = |body: &str| Question::sending(Method::POST, path.clone(), body);
    let table = [
        (
            "an unknown path",
            Question::get("/api/nothing"),
            ErrorCode::NotFound,
        ),
        (
            "a wrong method",
            Question::of(Method::PUT, path.clone()),
            ErrorCode::MethodNotAllowed,
        ),
        ("no JSON", post("{\"content\": "), ErrorCode::InvalidInput),
        ("a missing field", post("{}"), ErrorCode::InvalidInput),
        (
            "a wrong type",
            post("{\"content\": 7}"),
            ErrorCode::InvalidInput,
        ),
        (
            "a blank text",
            post("{\"content\": \" \"}"),
            ErrorCode::InvalidInput,
        ),
        (
            "no UTF-8",
            Question::sending(Method::POST, path.clone(), [0xff, 0xfe]),
            ErrorCode::InvalidInput,
        ),
        ("too much", post(&"x".repeat(100_000)), ErrorCode::TooLarge),
        (
            "another form",
            Question::of(Method::POST, path.clone()),
            ErrorCode::UnsupportedMediaType,
        ),
        (
            "a way out",
            Question::get("/api/threads/../../etc/passwd"),
            ErrorCode::NotFound,
        ),
        (
            "a way out in disguise",
            Question::get("/api/threads/..%2f..%2fetc%2fpasswd"),
            ErrorCode::InvalidInput,
        ),
        (
            "no id",
            Question::get("/api/threads/nonsense"),
            ErrorCode::InvalidInput,
        ),
        (
            "an unknown id",
            Question::get("/api/threads/thread_1_2_0000000a"),
            ErrorCode::NotFound,
        ),
    ];
    let count = table.len() + 3;
    for (what, question, code) in table {
        let answer = ada.ask(question).await?;
        answer
            .refusal(code)
            .map_err(|error| format!("{what}: {error}"))?;
    }
    let stranger = platform.ask(Question::get(routes::THREADS)).await?;
    stranger.refusal(ErrorCode::Unauthenticated)?;
    let mut wrong = ada.credentials.clone();
    wrong["password"] = json!("wrong horse");
    let wrong = platform.ask_auth(Question::post(routes::AUTH_LOGIN, &wrong));
    wrong.await?.refusal(ErrorCode::Unauthenticated)?;
    let twice = platform.ask_auth(Question::post(routes::AUTH_REGISTER, &ada.credentials));
    twice.await?.refusal(ErrorCode::Conflict)?;
    ada.say(&thread, "and goes on").await?;
    Ok(format!(
        "{count} mistakes answered with the right status in the one shape, with the id of the request"
    ))
}
