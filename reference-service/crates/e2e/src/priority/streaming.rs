//! 008, 023 and 025: answers that arrive bit by bit.

use crate::books::{self, QUESTION, long_question};
use crate::evidence::{demand, same};
use crate::platform::millis;
use crate::run_events::{CRITICAL, Crowd, ToldRun, critical_in_order, same_events};
use crate::shown::ShownRun;
use crate::{Arrived, Outcome, Person, Platform, Question};
use events::{Envelope, Event};
use foundation::errors::ErrorCode;
use foundation::names::{events as names, routes};
use serde_json::json;
use std::time::Duration;

/// So many users have so many runs each at a time, all of them worked on.
const USERS: usize = 4;
const RUNS_EACH: usize = 2;

pub(super) async fn agent_streaming_capabilities(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    ada.get(routes::CHAT_STREAM)
        .await?
        .refusal(ErrorCode::MethodNotAllowed)?;
    let question = Question::post(routes::CHAT_STREAM, &json!({"message": QUESTION}));
    let stranger = platform.ask(question.clone()).await?;
    stranger.refusal(ErrorCode::Unauthenticated)?;
    let stream = ada.stream(question).await?;
    let content_type = stream.headers()["content-type"].to_str()?.to_owned();
    for (name, wanted) in [("cache-control", "no-store"), ("x-accel-buffering", "no")] {
        let seen = stream.headers().get(name).map(|it| it.as_bytes());
        same(name, seen, Some(wanted.as_bytes()))?;
    }
    let is_open_to_all = stream.headers().contains_key("access-control-allow-origin");
    same("any origin", is_open_to_all, false)?;
    let told = ToldRun::of_stream(stream).await?;
    Ok(format!(
        "GET 405, stranger 401, POST {content_type} with {} events, id and name of each as in its data",
        told.events.len()
    ))
}

pub(super) async fn streaming_partial_results(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let question = Question::post(routes::CHAT_STREAM, &json!({"message": QUESTION}));
    let begun = platform.now();
    let frames = ada.stream(question).await?.all().await?;
    let took = platform.now().saturating_sub(begun);
    let first = after(&frames, names::RESPONSE_CHUNK)?;
    let complete = after(&frames, names::RESPONSE_COMPLETE)?;
    demand(first < complete, || {
        format!("the first piece after {first:?}, completion after {complete:?}")
    })?;
    let told = ToldRun::of(frames.into_iter().map(|it| it.envelope).collect())?;
    demand(told.chunks.len() >= 3, || {
        format!("{} chunks", told.chunks.len())
    })?;
    let kept = ada.history(&told.thread).await?;
    same(
        "kept",
        kept.contents(),
        vec![QUESTION, told.completed.final_response.as_str()],
    )?;
    let authors: Vec<&str> = kept.messages.iter().map(|it| it.author.as_str()).collect();
    same("authors", authors, vec!["user", "agent"])?;

    let mut live = ada.live("").await?;
    live.say(&json!({"type": "start_agent", "id": "p1-023", "content": QUESTION}))
        .await?;
    let heard = ToldRun::heard_on(&mut live).await?;
    demand(heard.chunks.len() >= 3, || {
        format!("{} chunks on a socket", heard.chunks.len())
    })?;
    let crowd = Crowd::around(ada, USERS, RUNS_EACH, platform).await?;
    let (early, runs) = crowd.caught(first_before_the_end).await?;
    let took = platform.timed("whole answer after", took, Duration::from_secs(30))?;
    Ok(format!(
        "{} chunks, the first after {}, completion after {}; {took}; kept as told; {} chunks on a socket; the first read while its run was under way in {early} of {runs}",
        told.chunks.len(),
        millis(first),
        millis(complete),
        heard.chunks.len()
    ))
}

/// Whether the first piece of an answer was there before the answer was complete, which its run is not as long as it is
/// under way. What is gathered on the way never is.
async fn first_before_the_end(person: &Person<'_>) -> Outcome<bool> {
    let question = json!({"message": long_question()});
    let mut stream = person
        .stream(Question::post(routes::CHAT_STREAM, &question))
        .await?;
    loop {
        let frame = stream.next().await?.ok_or("an answer without a piece")?;
        if let Event::ResponseChunk(chunk) = frame.envelope.event {
            let run = ShownRun::of(person, &chunk.run_id).await?;
            stream.all().await?;
            return Ok(run.is_under_way());
        }
    }
}

/// When the first event of this name arrived.
fn after(frames: &[Arrived], name: &str) -> Outcome<Duration> {
    let frame = frames.iter().find(|it| it.envelope.event.name() == name);
    Ok(frame.ok_or_else(|| format!("no `{name}`"))?.after)
}

pub(super) async fn critical_event_delivery(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let mut feed = ada.stream(Question::get(routes::EVENTS_STREAM)).await?;
    feed.next().await?.ok_or("a stream without a beginning")?;
    let mut live = ada.live("").await?;
    live.say(&json!({"type": "start_agent", "id": "p1-025", "content": QUESTION}))
        .await?;
    let told = ToldRun::heard_on(&mut live).await?;
    same("critical events", critical_in_order(&told.events), CRITICAL)?;
    let Some(Event::UserMessage(question)) = told.events.get(1).map(|it| &it.event) else {
        return Err("the question was not told second".into());
    };
    same("reply", question.reply_to.as_deref(), Some("p1-025"))?;
    let mut streamed: Vec<Envelope> = Vec::new();
    while streamed.len() < told.events.len() {
        let frame = feed.next().await?.ok_or("the stream ended")?;
        if frame.envelope.sequence.is_some() {
            streamed.push(frame.envelope);
        }
    }
    same_events("the stream", &streamed, &told.events)?;
    Ok(format!(
        "all 5 in order among {} events of one run; the stream of events tells the same in the same words",
        told.events.len()
    ))
}
