//! Lines that break, and what is said on them that cannot be read.

use super::content::{start, told_run};
use crate::books::{self, QUESTION, long_question};
use crate::evidence::{demand, same};
use crate::run_events::{ascending, caught, same_events};
use crate::shown::ShownRun;
use crate::{Outcome, Person, Platform, Question};
use events::{Envelope, Event, SystemNotice};
use foundation::errors::ErrorCode;
use foundation::names::routes;
use foundation::retry::gather;
use serde_json::json;
use std::num::NonZeroUsize;
use std::time::Duration;

const TEN: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9);

/// A connection that broke is there again within this time.
const BACK: Duration = Duration::from_secs(3);

pub(super) async fn no_event_lost(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let (mut events, mut runs, mut slowest) = (0, 0, Duration::ZERO);
    // After the beginning, a thought, a tool, the next, the first piece of the answer.
    for cut_after in [1, 3, 4, 6, 12] {
        let ((whole, back), attempts) = caught(async || cut(&ada, cut_after).await).await?;
        events += whole;
        runs += attempts;
        slowest = slowest.max(back);
    }
    let slowest = platform.timed("slowest return", slowest, BACK)?;
    Ok(format!(
        "5 of {runs} runs were under way when their line was cut: {events} of {events} critical events, none twice; {slowest}"
    ))
}

pub(super) async fn storm_of_cuts(platform: &Platform) -> Outcome<String> {
    let storms = (0..TEN.get()).map(async |number| {
        let person = platform.person().await?;
        books::fill(&person).await?;
        caught(async || cut(&person, 1 + number * 2).await).await
    });
    let storms = gather(TEN, storms).await;
    let storms: Vec<((usize, Duration), usize)> = storms.into_iter().collect::<Outcome<_>>()?;
    let events: usize = storms.iter().map(|((events, _), _)| events).sum();
    let runs: usize = storms.iter().map(|(_, attempts)| attempts).sum();
    let slowest = storms.iter().map(|((_, back), _)| *back).max();
    let slowest = platform.timed("slowest return", slowest.unwrap_or_default(), BACK)?;
    Ok(format!(
        "10 of 10 users cut at the same time, each elsewhere in a run, 10 of {runs} under way when cut: {events} of {events} critical events, none twice; {slowest}"
    ))
}

/// Cuts a line after so many events of a run and takes it up again; how many events there were that may not be missed,
/// and after how long the line was there again. `None` if the run was over when the line was cut: then as well nothing
/// may be missed.
async fn cut(person: &Person<'_>, cut_after: usize) -> Outcome<Option<(usize, Duration)>> {
    let thread = person.thread("on a bad line").await?;
    // Hears everything: what may not be missed is what it hears.
    let mut witness = person.stream(Question::get(routes::EVENTS_STREAM)).await?;
    let beginning = witness.next().await?;
    beginning.ok_or("a stream without a beginning")?;
    let mut live = person.live(&format!("?thread_id={thread}")).await?;
    start(&mut live, "cut", &long_question()).await?;
    let mut heard = Vec::new();
    while heard.len() < cut_after {
        heard.push(live.hear().await?);
    }
    let run = match heard.first().map(|it| &it.event) {
        Some(Event::StreamStart(start)) => start.run_id.clone(),
        other => return Err(format!("a run does not begin with its beginning: {other:?}").into()),
    };
    let (query, connection) = (live.resumption(), live.welcome.connection_id.clone());
    drop(live);
    let is_caught = ShownRun::of(person, &run).await?.is_under_way();

    let mut live = person.live(&query).await?;
    let event = live.welcome.event;
    same("notice", event, SystemNotice::ConnectionResumed)?;
    same("connection", &live.welcome.connection_id, &connection)?;
    let mut told = Vec::new();
    while !told.last().is_some_and(is_completed) {
        let frame = witness.next().await?.ok_or("the stream ended")?;
        if frame.envelope.sequence.is_some() {
            told.push(frame.envelope);
        }
    }
    while !heard.last().is_some_and(is_completed) {
        heard.push(live.hear().await?);
    }
    ascending(&heard).map_err(|error| format!("a double or a step back: {error}"))?;
    let critical = |events: &[Envelope]| -> Vec<Envelope> {
        let critical = events.iter().filter(|it| it.critical);
        critical.cloned().collect()
    };
    let (heard, told) = (critical(&heard), critical(&told));
    same_events("what may not be missed", &heard, &told)?;
    let back = live.took;
    live.leave().await?;
    Ok(is_caught.then_some((told.len(), back)))
}

fn is_completed(envelope: &Envelope) -> bool {
    matches!(envelope.event, Event::AgentCompleted(_))
}

pub(super) async fn rapid_reconnects(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let thread = ada.thread("in a hurry").await?;
    let mut live = ada.live(&format!("?thread_id={thread}")).await?;
    let mut times = Vec::new();
    for _ in 0..10 {
        let query = live.resumption();
        drop(live);
        live = ada.live(&query).await?;
        same(
            "notice",
            live.welcome.event,
            SystemNotice::ConnectionResumed,
        )?;
        times.push(live.took);
    }
    live.ping("after all").await?;
    let slowest = times.iter().max().copied().unwrap_or_default();
    let slowest = platform.timed("slowest", slowest, BACK)?;
    Ok(format!("10 of 10 had back under one id, {slowest}"))
}

pub(super) async fn malformed_messages(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let mut live = ada.live("").await?;
    let longest = live.welcome.config.max_message_bytes;
    let table = [
        (String::new(), ErrorCode::InvalidInput),
        ("no JSON".to_owned(), ErrorCode::InvalidInput),
        ("{\"type\":".to_owned(), ErrorCode::InvalidInput),
        ("[]".to_owned(), ErrorCode::InvalidInput),
        ("null".to_owned(), ErrorCode::InvalidInput),
        (
            json!({"type": "agent_started"}).to_string(),
            ErrorCode::InvalidInput,
        ),
        (json!({"type": 7}).to_string(), ErrorCode::InvalidInput),
        (
            json!({"type": "user_message"}).to_string(),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"type": "user_message", "content": ""}).to_string(),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"type": "thread_update", "thread_id": "x"}).to_string(),
            ErrorCode::InvalidInput,
        ),
        ("[".repeat(longest), ErrorCode::InvalidInput),
        ("x".repeat(longest + 1), ErrorCode::TooLarge),
    ];
    let count = table.len() + 1;
    for (text, code) in table {
        let told: String = text.chars().take(40).collect();
        live.say_text(text).await?;
        refused(&live.hear().await?, code).map_err(|error| format!("{told}: {error}"))?;
    }
    live.say_bytes(vec![0xff, 0x00]).await?;
    refused(&live.hear().await?, ErrorCode::InvalidInput)?;
    live.ping("still there").await?;
    Ok(format!(
        "{count} of {count} refused by an error event, then a ping answered on the same connection"
    ))
}

fn refused(envelope: &Envelope, code: ErrorCode) -> Outcome {
    let Event::Error(notice) = &envelope.event else {
        return Err(format!("answered by `{}`", envelope.event.name()).into());
    };
    same("code", notice.error.code, code)?;
    demand(!notice.error.message.is_empty(), || "no words".to_owned())
}

pub(super) async fn late_listener(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let first = told_run(&ada).await?;
    let thread = ada.thread("nobody listens").await?;
    let question = json!({"message": QUESTION, "thread_id": thread});
    let done = ada.post(routes::AGENTS_EXECUTE, &question).await?;
    done.expect(http::StatusCode::OK)?;
    let mut live = ada.live(&format!("?thread_id={thread}")).await?;
    let replayed = live.welcome.replayed;
    demand(replayed >= 5, || format!("{replayed} events replayed"))?;
    let mut heard = Vec::new();
    for _ in 0..replayed {
        heard.push(live.hear().await?);
    }
    ascending(&heard)?;
    let is_whole = heard.iter().all(|it| it.critical) && heard.last().is_some_and(is_completed);
    demand(is_whole, || format!("{heard:?}"))?;
    let is_of_this = heard.iter().all(|it| !first.events.contains(it));
    demand(is_of_this, || "events of another thread".to_owned())?;
    Ok(format!(
        "{replayed} events of a run that nobody heard, from started to completed, replayed at the welcome"
    ))
}
