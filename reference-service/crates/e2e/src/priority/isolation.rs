//! 016: nobody sees what is another's.

use super::runs;
use crate::books::QUESTION;
use crate::evidence::{demand, same};
use crate::shown::{ShownMessages, ShownThreads};
use crate::{Live, Outcome, Person, Platform, Question, Refused, filled};
use events::Event;
use foundation::errors::ErrorCode;
use foundation::ids::{MessageId, RunId, ThreadId};
use foundation::names::routes;
use foundation::retry::pause;
use http::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;

pub(super) async fn user_context_isolation(platform: &Platform) -> Outcome<String> {
    let (ada, bob) = (platform.person().await?, platform.person().await?);
    let thread = ada.thread("of Ada").await?;
    let message = ada.say(&thread, "a secret of Ada").await?.id;
    let mut feed = bob.stream(Question::get(routes::EVENTS_STREAM)).await?;
    feed.next().await?.ok_or("a stream without a beginning")?;

    let run = runs::begin(&ada, QUESTION).await?.run_id;
    runs::end_of(&ada, &run).await?;
    let questions = questions(&thread, &message, &run);
    for question in &questions {
        let answer = bob.ask(question.clone()).await?;
        answer.refusal(ErrorCode::NotFound)?;
        let stranger = platform.ask(question.clone()).await?;
        stranger.refusal(ErrorCode::Unauthenticated)?;
    }
    lists_are_empty(&bob).await?;
    let foreign = [("authorization", bob.bearer())];
    let query = format!("?thread_id={thread}");
    let foreign = Live::open(platform, &query, &foreign).await?;
    same("a connection", foreign.err(), Some(Refused(404)))?;
    let mut live = bob.live("").await?;
    let enter = json!({"type": "thread_update", "id": "p1-016", "thread_id": thread});
    let Event::Error(error) = live.ask(&enter).await?.event else {
        return Err("another's thread was entered".into());
    };
    same("entering", error.error.code, ErrorCode::NotFound)?;

    ada.say(&thread, "another secret of Ada").await?;
    let own = bob.thread("of Bob").await?;
    let said = bob.say(&own, "of Bob").await?;
    let told = feed.next().await?.ok_or("the stream ended")?.envelope;
    same("the stream is whose", &told.user_id, &bob.id)?;
    let Event::UserMessage(told) = told.event else {
        return Err(format!("`{}`, not a message", told.event.name()).into());
    };
    same("the stream tells", &told.message_id, &said.id)?;
    pause(Duration::from_millis(50)).await;
    live.ping("p1-016-ping").await?;
    let kept = ada.history(&thread).await?;
    demand(kept.messages.len() == 2, || {
        format!("{} kept", kept.messages.len())
    })?;
    Ok(format!(
        "{} questions for another's data answered 404, strangers 401; 2 lists, stream and socket show nothing of it",
        questions.len() + 2
    ))
}

/// Every question that names something, on what is Ada's.
fn questions(thread: &ThreadId, message: &MessageId, run: &RunId) -> Vec<Question> {
    let mine = json!({"content": "mine"});
    let title = json!({"title": "mine"}).to_string();
    let addressed = json!({"content": "mine", "thread_id": thread});
    let asked = json!({"message": "What did I spend?", "thread_id": thread});
    let path = |route: &str| filled(route, thread);
    vec![
        Question::get(path(routes::THREAD)),
        Question::sending(Method::PATCH, path(routes::THREAD), title),
        Question::of(Method::DELETE, path(routes::THREAD)),
        Question::post(path(routes::THREAD_TITLE), &json!({})),
        Question::get(path(routes::THREAD_MESSAGES)),
        Question::post(path(routes::THREAD_MESSAGES), &mine),
        Question::post(routes::MESSAGES, &addressed),
        Question::get(filled(routes::MESSAGE, message)),
        Question::of(Method::DELETE, filled(routes::MESSAGE, message)),
        Question::post(routes::CHAT_STREAM, &asked),
        Question::post(routes::AGENTS_EXECUTE, &asked),
        Question::post(routes::RUNS, &asked),
        Question::get(filled(routes::RUN, run)),
        Question::post(filled(routes::RUN_CANCEL, run), &json!({})),
    ]
}

async fn lists_are_empty(person: &Person<'_>) -> Outcome {
    let threads: ShownThreads = person.get(routes::THREADS).await?.read(StatusCode::OK)?;
    same("threads", (threads.total, threads.threads.len()), (0, 0))?;
    let messages: ShownMessages = person.get(routes::MESSAGES).await?.read(StatusCode::OK)?;
    same("messages", (messages.total, messages.messages), (0, vec![]))
}
