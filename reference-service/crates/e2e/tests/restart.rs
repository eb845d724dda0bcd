//! Services in processes of their own: killed in the middle of work, and seen from outside.

mod collector;
mod processes;

use collector::{Collector, Span};
use e2e::{Outcome, Person, Question, filled};
use foundation::names::{events as names, routes, services, variables};
use foundation::retry::{gather, pause, within};
use libtest_mimic::{Arguments, Trial};
use processes::Processes;
use serde_json::{Value, json};
use std::cell::Cell;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Duration;
use tokio::runtime::Runtime;

const TEN: NonZeroUsize = NonZeroUsize::new(10).unwrap();

/// No test waits longer for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// A test, or one of the services that a test has started.
fn main() -> Outcome<ExitCode> {
    if let Some(service) = processes::role() {
        return Ok(Runtime::new()?.block_on(service));
    }
    let tests = vec![
        trial(
            "messages_are_not_lost",
            no_acknowledged_message_is_lost_when_the_backend_is_killed_while_many_write,
        ),
        trial(
            "conversations_go_on",
            a_conversation_goes_on_after_the_backend_was_killed_in_the_middle_of_an_answer,
        ),
        trial(
            "sessions_go_on",
            sessions_go_on_and_what_was_taken_back_stays_so_after_the_auth_service_was_killed,
        ),
        trial(
            "traces_go_through_both",
            a_question_is_one_trace_through_both_services,
        ),
    ];
    Ok(libtest_mimic::run(&Arguments::from_args(), tests).exit_code())
}

fn trial<F: Future<Output = Outcome> + 'static>(name: &str, test: fn() -> F) -> Trial {
    Trial::test(name, move || Ok(Runtime::new()?.block_on(test())?))
}

async fn a_question_is_one_trace_through_both_services() -> Outcome {
    let collector = Collector::start().await?;
    let processes =
        Processes::start_with(&[(variables::OTEL_EXPORTER_OTLP_ENDPOINT, &collector.url)])?;
    let platform = processes.platform();
    let person = platform.person().await?;
    begin_thread(&person).await?;
    // They send what is left when they stop.
    processes.stop()?;
    let spans = collector.spans();
    let of = |service: &str, name: &str| {
        let found = spans
            .iter()
            .filter(move |span| span.service == service && span.name.starts_with(name));
        found.cloned().collect::<Vec<_>>()
    };
    let made = of(services::BACKEND, "POST /api/threads");
    let [made] = &made[..] else {
        return Err(format!("{spans:?}").into());
    };
    let asked: Vec<_> = of(services::BACKEND, "ask")
        .into_iter()
        .filter(|it| it.parent == made.id)
        .collect();
    let answered = of(services::AUTH, "POST /auth/");
    let goes_on = |ask: &Span| {
        answered
            .iter()
            .any(|it| it.parent == ask.id && it.trace == made.trace)
    };
    assert!(!asked.is_empty() && asked.iter().all(goes_on), "{spans:?}");
    assert!(
        made.parent.is_empty(),
        "a stranger begins a trace of their own"
    );
    Ok(())
}

async fn begin_thread(person: &Person<'_>) -> Outcome<String> {
    let made = person.post(routes::THREADS, json!({})).await?;
    let made: Value = made.read(http::StatusCode::CREATED)?;
    Ok(made["id"].as_str().ok_or("no id")?.to_owned())
}

/// Writes until nobody answers any more; what was acknowledged.
async fn write(person: &Person<'_>, thread: &str, count: &Cell<usize>) -> Outcome<Vec<Value>> {
    let path = filled(routes::THREAD_MESSAGES, thread);
    let mut messages = Vec::new();
    loop {
        let content = format!("number {} Grüße", messages.len());
        let Ok(answer) = person.post(path.clone(), json!({"content": content})).await else {
            return Ok(messages);
        };
        messages.push(answer.read(http::StatusCode::CREATED)?);
        count.set(count.get() + 1);
    }
}

/// Everything that is kept of a thread.
async fn kept(person: &Person<'_>, thread: &str) -> Outcome<Vec<Value>> {
    let path = filled(routes::THREAD_MESSAGES, thread);
    let mut messages = Vec::new();
    loop {
        let query = format!("{path}?limit=100&offset={}", messages.len());
        let page = person.get(query).await?.json()?;
        let more = page["messages"].as_array().ok_or("no list")?;
        messages.extend(more.iter().cloned());
        if page["has_more"] == false {
            return Ok(messages);
        }
    }
}

async fn no_acknowledged_message_is_lost_when_the_backend_is_killed_while_many_write() -> Outcome {
    let mut processes = Processes::start()?;
    let platform = processes.platform();
    let writers = gather(
        TEN,
        (0..10).map(async |_| {
            let person = platform.person().await?;
            let thread = begin_thread(&person).await?;
            Ok((person, thread))
        }),
    );
    let writers: Outcome<Vec<(Person<'_>, String)>> = writers.await.into_iter().collect();
    let (writers, count) = (writers?, Cell::new(0));
    let writing = writers
        .iter()
        .map(|(person, thread)| write(person, thread, &count));
    let writing = gather(TEN, writing);
    let killing = async {
        while count.get() < 300 {
            pause(Duration::from_millis(5)).await;
        }
        processes.kill_backend()
    };
    let (written, killed) = within(PATIENCE, async { tokio::join!(writing, killing) }).await?;
    killed?;
    processes.start_backend(&platform).await?;

    for ((person, thread), messages) in writers.iter().zip(written) {
        let (messages, kept) = (messages?, kept(person, thread).await?);
        assert_eq!(kept[..messages.len()], messages, "as it was acknowledged");
        let unheard = kept.len() - messages.len();
        assert!(unheard <= 1, "{unheard} were kept whose answers got lost");
        let sequences: Vec<Option<u64>> = kept.iter().map(|it| it["sequence"].as_u64()).collect();
        let wanted: Vec<Option<u64>> = (1..=kept.len() as u64).map(Some).collect();
        assert_eq!(sequences, wanted);
        let path = filled(routes::THREAD_MESSAGES, thread);
        let next = person.post(path, json!({"content": "afterwards"})).await?;
        let next: Value = next.read(http::StatusCode::CREATED)?;
        assert_eq!(next["sequence"], kept.len() + 1, "the thread goes on");
    }
    Ok(())
}

async fn a_conversation_goes_on_after_the_backend_was_killed_in_the_middle_of_an_answer() -> Outcome
{
    let mut processes = Processes::start()?;
    let platform = processes.platform();
    let ada = platform.person().await?;
    for cut_after in [1, 4, 7, 100] {
        let thread = begin_thread(&ada).await?;
        let asked = json!({"message": "What did I spend?", "thread_id": thread});
        let question = || Question::post(routes::CHAT_STREAM, &asked);
        let live = ada.live(&format!("?thread_id={thread}")).await?;
        let mut stream = ada.stream(question()).await?;
        let mut told = Vec::new();
        while told.len() < cut_after {
            let Some(frame) = stream.next().await? else {
                break;
            };
            told.push(frame.envelope.event.name());
        }
        processes.kill_backend()?;
        drop((stream, live));
        processes.start_backend(&platform).await?;

        let messages = kept(&ada, &thread).await?;
        assert_eq!(
            messages[0]["content"], "What did I spend?",
            "kept before it was told"
        );
        let is_answered = messages.len() == 2 && messages[1]["author"] == "agent";
        if told.contains(&names::RESPONSE_COMPLETE) {
            assert!(is_answered, "told complete and not kept: {messages:?}");
        } else {
            assert!(is_answered || messages.len() == 1, "{messages:?}");
        }
        let frames = ada.stream(question()).await?.all().await?;
        let last = frames.last().map(|it| it.envelope.event.name());
        assert_eq!(last, Some(names::STREAM_END), "the thread goes on");
        assert_eq!(kept(&ada, &thread).await?.len(), messages.len() + 2);
        let mut live = ada.live(&format!("?thread_id={thread}")).await?;
        live.ask(&json!({"type": "ping", "id": "afterwards"}))
            .await?;
    }
    Ok(())
}

async fn sessions_go_on_and_what_was_taken_back_stays_so_after_the_auth_service_was_killed()
-> Outcome {
    let mut processes = Processes::start()?;
    let platform = processes.platform();
    let (ada, bob) = (platform.person().await?, platform.person().await?);
    let logout = Question::post(routes::AUTH_LOGOUT, &json!({})).bearer(bob.token());
    let logout = platform.ask_auth(logout).await?;
    logout.expect(http::StatusCode::NO_CONTENT)?;
    processes.replace_auth(&platform).await?;

    assert_eq!(ada.get(routes::THREADS).await?.json()?["total"], 0);
    let refused = bob.get(routes::THREADS).await?;
    refused.expect(http::StatusCode::UNAUTHORIZED)?;
    let asked = json!({"refresh_token": ada.tokens.refresh_token.expose()});
    let refreshed = platform.ask_auth(Question::post(routes::AUTH_REFRESH, &asked));
    let refreshed = refreshed.await?.json()?;
    let session = ada.tokens.session_id.as_ref().map(ToString::to_string);
    assert_eq!(refreshed["session_id"].as_str(), session.as_deref());
    let again = platform.ask_auth(Question::post(routes::AUTH_LOGIN, &ada.credentials));
    again.await?.expect(http::StatusCode::OK)
}
