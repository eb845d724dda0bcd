//! How answers slow down as more is asked.

use crate::books::{self, QUESTION};
use crate::figures::Latencies;
use crate::platform::AT_A_TIME;
use crate::{Outcome, Person, Platform, Question, Streamed, filled, gauges};
use foundation::names::routes;
use foundation::retry::gather;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::time::Duration;

/// What users ask for, in turn.
const KINDS: [&str; 4] = ["thread", "message", "history", "answer"];

/// What came of so many users.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Load {
    /// How many users there were at a time.
    pub users: usize,
    /// How much was asked in all.
    pub requests: usize,
    /// What went wrong, by what it was and how often.
    pub errors: BTreeMap<String, usize>,
    /// Requests in a second.
    pub throughput: f64,
    /// How long all answers took.
    pub latencies: Latencies,
    /// How long they took, by what was asked for.
    pub by_kind: BTreeMap<&'static str, Latencies>,
    /// The memory of the backend before and after, in MiB.
    pub memory_mib: [f64; 2],
}

struct Asked {
    kind: &'static str,
    took: Duration,
    error: Option<String>,
}

impl Load {
    /// Whether everything was served.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Lets `users` ask so many questions each, all at the same time: a thread, a message, its history, an answer of the
/// agents to its end, and again.
///
/// # Errors
/// When users cannot be made or the backend does not tell its memory.
pub async fn measure(platform: &Platform, users: NonZeroUsize, requests: usize) -> Outcome<Load> {
    let made = gather(AT_A_TIME, (0..users.get()).map(|_| prepared(platform))).await;
    let people: Vec<Person<'_>> = made.into_iter().collect::<Outcome<_>>()?;
    let before = gauges::memory(platform).await?;
    let begun = platform.now();
    let asked = gather(users, people.iter().map(|it| visit(it, requests))).await;
    let took = platform.now().saturating_sub(begun);
    let asked: Vec<Asked> = asked.into_iter().flatten().collect();

    let mut errors = BTreeMap::new();
    for error in asked.iter().filter_map(|it| it.error.clone()) {
        *errors.entry(error).or_default() += 1;
    }
    let of_kind = |kind| {
        asked
            .iter()
            .filter(move |it| it.kind == kind)
            .map(|it| it.took)
    };
    let by_kind = KINDS.map(|kind| (kind, Latencies::of(of_kind(kind).collect())));
    let all = asked.iter().map(|it| it.took).collect();
    let rate = f64::from(u32::try_from(asked.len())?) / took.as_secs_f64();
    Ok(Load {
        users: users.get(),
        requests: asked.len(),
        errors,
        throughput: (rate * 10.0).round() / 10.0,
        latencies: Latencies::of(all),
        by_kind: BTreeMap::from(by_kind),
        memory_mib: [before, gauges::memory(platform).await?],
    })
}

async fn prepared(platform: &Platform) -> Outcome<Person<'_>> {
    let person = platform.person().await?;
    books::fill(&person).await?;
    Ok(person)
}

async fn visit(person: &Person<'_>, requests: usize) -> Vec<Asked> {
    let mut thread = None;
    let mut asked = Vec::new();
    for kind in KINDS.into_iter().cycle().take(requests) {
        let begun = person.platform.now();
        let error = ask(person, kind, &mut thread).await.err();
        asked.push(Asked {
            kind,
            took: person.platform.now().saturating_sub(begun),
            error: error.map(|error| told(kind, &error.to_string())),
        });
    }
    asked
}

/// What went wrong without what is different each time.
fn told(kind: &str, error: &str) -> String {
    let error = error.rsplit_once(": ").map_or(error, |(_, last)| last);
    format!("{kind}: {error}")
}

async fn ask(person: &Person<'_>, kind: &str, thread: &mut Option<String>) -> Outcome {
    let ask = async |question: Question| {
        let question = question.bearer(person.token());
        person.platform.ask_once(&question).await
    };
    let path = || {
        thread
            .as_deref()
            .map(|it| filled(routes::THREAD_MESSAGES, it))
    };
    let path = path().ok_or("no thread");
    match kind {
        "thread" => {
            let made = ask(Question::post(routes::THREADS, &json!({}))).await?;
            let made: Value = made.read(StatusCode::CREATED)?;
            *thread = made["id"].as_str().map(str::to_owned);
            Ok(())
        }
        "message" => {
            let said = ask(Question::post(path?, &json!({"content": QUESTION}))).await?;
            said.expect(StatusCode::CREATED)
        }
        "history" => ask(Question::get(path?)).await?.expect(StatusCode::OK),
        _ => {
            let asked = json!({"message": QUESTION, "thread_id": thread.as_deref()});
            answered(
                person
                    .stream(Question::post(routes::CHAT_STREAM, &asked))
                    .await?,
            )
            .await
        }
    }
}

/// Reads an answer to its end, which has to be a good one.
async fn answered(stream: Streamed) -> Outcome {
    let frames = stream.all().await?;
    let last = frames
        .last()
        .map_or("nothing", |it| it.envelope.event.name());
    if last == foundation::names::events::STREAM_END {
        Ok(())
    } else {
        Err(format!("ended with {last}").into())
    }
}

/// The head of the table that [`Load`] is a line of.
pub const HEAD: &str = "\
| users | requests | errors | requests/s | p50 ms | p90 ms | p99 ms | max ms | answer p50 ms | answer p99 ms | memory MiB |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

/// A line of a table, and below it what went wrong.
impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: usize = self.errors.values().sum();
        let Latencies { p50, p90, p99, max } = self.latencies;
        let answer = self.by_kind.get("answer").copied().unwrap_or_default();
        let [before, after] = self.memory_mib;
        write!(
            f,
            "| {} | {} | {errors} | {:.1} ",
            self.users, self.requests, self.throughput
        )?;
        write!(f, "| {p50:.1} | {p90:.1} | {p99:.1} | {max:.1} ")?;
        write!(
            f,
            "| {:.1} | {:.1} | {before:.1} to {after:.1} |",
            answer.p50, answer.p99
        )?;
        for (error, count) in &self.errors {
            write!(f, "\n{count} x {error}")?;
        }
        Ok(())
    }
}
