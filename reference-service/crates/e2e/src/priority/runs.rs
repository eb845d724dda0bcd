//! 022: the life of runs.

use crate::books::{self, QUESTION, long_question};
use crate::evidence::same;
use crate::run_events::{Crowd, caught, up_to_the_end};
use crate::shown::ShownRun;
use crate::{Outcome, Person, Platform, filled};
use events::Event;
use foundation::errors::ErrorCode;
use foundation::ids::RunId;
use foundation::names::routes;
use foundation::outcome::WorkOutcome;
use foundation::retry::pause;
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

/// So many users begin so many runs each at a time: more than are worked on, as many as a user may have.
const USERS: usize = 6;
const RUNS_EACH: usize = 5;

/// Begins a run that is not waited for.
pub(crate) async fn begin(person: &Person<'_>, question: &str) -> Outcome<ShownRun> {
    let begun = person.post(routes::RUNS, json!({"message": question}));
    let begun: ShownRun = begun.await?.read(StatusCode::ACCEPTED)?;
    same("begun", begun.status.as_str(), "running")?;
    Ok(begun)
}

/// Waits until a run is over.
pub(crate) async fn end_of(person: &Person<'_>, run: &RunId) -> Outcome<ShownRun> {
    loop {
        let shown = ShownRun::of(person, run).await?;
        if !shown.is_under_way() {
            return Ok(shown);
        }
        pause(Duration::from_millis(10)).await;
    }
}

pub(super) async fn agent_lifecycle_management(platform: &Platform) -> Outcome<String> {
    let (ada, bob) = (platform.person().await?, platform.person().await?);
    for person in [&ada, &bob] {
        books::fill(person).await?;
    }
    let begun = begin(&ada, QUESTION).await?;
    let over = end_of(&ada, &begun.run_id).await?;
    same("end", over.status.as_str(), "completed")?;
    let response = over.response.clone().ok_or("completed without an answer")?;
    let kept = ada.history(&begun.thread_id).await?;
    let answer = kept.messages.last().ok_or("nothing kept")?;
    same(
        "kept",
        (answer.author.as_str(), &answer.content),
        ("agent", &response),
    )?;

    let cancel = |run: &RunId| filled(routes::RUN_CANCEL, run);
    let late = ada.post(cancel(&begun.run_id), json!({})).await?;
    late.refusal(ErrorCode::Conflict)?;
    for path in [
        filled(routes::RUN, &begun.run_id),
        filled(routes::RUN, "run_1_2_0000000a"),
    ] {
        bob.get(path).await?.refusal(ErrorCode::NotFound)?;
    }
    let foreign = bob.post(cancel(&begun.run_id), json!({})).await?;
    foreign.refusal(ErrorCode::NotFound)?;

    let crowd = Crowd::around(ada, USERS, RUNS_EACH, platform).await?;
    let (by_request, runs) = crowd.caught(cancelled_by_request).await?;
    let ((), on_a_socket) = caught(async || {
        let is_caught = cancelled_on_a_socket(&bob).await?;
        Ok(is_caught.then_some(()))
    })
    .await?;
    Ok(format!(
        "running to completed with the kept answer; caught before their end {by_request} of {runs} by HTTP and 1 of {on_a_socket} on a socket: cancelled for good, no answer kept, the others completed; over: 409, another's: 404"
    ))
}

/// Begins a run and cancels it; whether it was still under way. If not, it has to be complete.
async fn cancelled_by_request(person: &Person<'_>) -> Outcome<bool> {
    let begun = begin(person, &long_question()).await?;
    let cancel = filled(routes::RUN_CANCEL, &begun.run_id);
    let answer = person.post(cancel, json!({})).await?;
    let over = end_of(person, &begun.run_id).await?;
    if answer.http.status == StatusCode::CONFLICT {
        same("too late to cancel", over.status.as_str(), "completed")?;
        return Ok(false);
    }
    let cancelled: ShownRun = answer.read(StatusCode::OK)?;
    same("cancelled", &cancelled, &over)?;
    is_cancelled(person, &over).await.map(|()| true)
}

/// The same on a socket, as soon as the run is heard of.
async fn cancelled_on_a_socket(person: &Person<'_>) -> Outcome<bool> {
    let mut live = person.live("").await?;
    let question = json!({"type": "start_agent", "id": "begin", "content": long_question()});
    live.say(&question).await?;
    let Event::StreamStart(begun) = live.hear().await?.event else {
        return Err("a run does not begin with its beginning".into());
    };
    let cancel = json!({"type": "cancel_run", "id": "cancel", "run_id": begun.run_id});
    live.say(&cancel).await?;
    let told = up_to_the_end(&mut live).await?;
    live.leave().await?;
    let ending = told.iter().find_map(|it| match &it.event {
        Event::AgentCompleted(completed) => Some(completed.status),
        _ => None,
    });
    let over = end_of(person, &begun.run_id).await?;
    match ending {
        Some(WorkOutcome::Cancelled) => is_cancelled(person, &over).await.map(|()| true),
        Some(WorkOutcome::Completed) => {
            same("told as completed", over.status.as_str(), "completed").map(|()| false)
        }
        other => Err(format!("a run that was cancelled ended as {other:?}").into()),
    }
}

/// Demands that a run is cancelled for good and left no answer.
async fn is_cancelled(person: &Person<'_>, over: &ShownRun) -> Outcome {
    let state = (over.status.as_str(), over.response.as_deref());
    same("for good", state, ("cancelled", None))?;
    let again = person.post(filled(routes::RUN_CANCEL, &over.run_id), json!({}));
    again.await?.refusal(ErrorCode::Conflict)?;
    let kept = person.history(&over.thread_id).await?;
    let answers = kept.messages.iter().filter(|it| it.author == "agent");
    same("answers of a cancelled run", answers.count(), 0_usize)
}
