//! What events say, in which order and how soon.

use crate::books::{self, QUESTION};
use crate::evidence::{demand, same};
use crate::platform::millis;
use crate::run_events::{CRITICAL, ToldRun, critical_in_order, same_events, up_to_the_end};
use crate::{Live, Outcome, Person, Platform, Question, gauges};
use events::{Envelope, Event};
use foundation::names::{events as names, routes};
use serde_json::json;
use std::time::Duration;

/// A run that is told on a connection of its own.
pub(super) async fn told_run(person: &Person<'_>) -> Outcome<ToldRun> {
    let mut live = person.live("").await?;
    start(&mut live, "critical", QUESTION).await?;
    ToldRun::heard_on(&mut live).await
}

/// Asks agents over a connection.
pub(super) async fn start(live: &mut Live, id: &str, question: &str) -> Outcome {
    live.say(&json!({"type": "start_agent", "id": id, "content": question}))
        .await
}

pub(super) async fn structure_of_each_event(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let told = told_run(&ada).await?;
    let mut seen = [0; 5];
    for envelope in told.events.iter().filter(|it| it.critical) {
        same("user", &envelope.user_id, &ada.id)?;
        demand(
            envelope.timestamp > 0 && envelope.request_id.is_some(),
            || format!("{envelope:?}"),
        )?;
        filled(envelope, &told).map_err(|error| format!("{}: {error}", envelope.event.name()))?;
        let place = CRITICAL
            .iter()
            .position(|name| *name == envelope.event.name());
        seen[place.ok_or("another critical event")?] += 1;
    }
    demand(!seen.contains(&0), || format!("of the 5: {seen:?}"))?;
    let counted: Vec<String> = CRITICAL
        .iter()
        .zip(seen)
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    Ok(format!("every field filled: {}", counted.join(", ")))
}

/// Demands the fields of an event.
fn filled(envelope: &Envelope, told: &ToldRun) -> Outcome {
    let holds = match &envelope.event {
        Event::AgentStarted(it) => {
            same("thread", &it.thread_id, &told.thread)?;
            !it.agent_name.is_empty() && !it.agent_type.is_empty() && !it.message.is_empty()
        }
        Event::AgentThinking(it) => {
            !it.agent_name.is_empty() && it.reasoning.len() > 10 && it.step_number > 0
        }
        Event::ToolExecuting(it) => {
            !it.tool_name.is_empty() && !it.tool_purpose.is_empty() && it.parameters.is_object()
        }
        Event::ToolCompleted(it) => it.success && !it.tool_name.is_empty() && !it.result.is_null(),
        Event::AgentCompleted(it) => {
            same("thread", &it.thread_id, &told.thread)?;
            !it.agent_name.is_empty() && it.final_response.len() > 20 && !it.result.is_null()
        }
        _ => false,
    };
    demand(holds, || format!("{:?}", envelope.event))
}

pub(super) async fn complete_sequence(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let told = told_run(&ada).await?;
    same("in order", critical_in_order(&told.events), CRITICAL)?;
    let critical: Vec<&Envelope> = told.events.iter().filter(|it| it.critical).collect();
    let ends = (critical.first(), critical.last());
    let ends = (
        ends.0.map(|it| it.event.name()),
        ends.1.map(|it| it.event.name()),
    );
    same(
        "ends",
        ends,
        (Some(names::AGENT_STARTED), Some(names::AGENT_COMPLETED)),
    )?;
    let steps: Vec<u32> = critical
        .iter()
        .filter_map(|it| match &it.event {
            Event::AgentThinking(it) => Some(it.step_number),
            _ => None,
        })
        .collect();
    demand(steps.is_sorted_by(|a, b| a < b), || {
        format!("steps {steps:?}")
    })?;
    demand(!told.tools.is_empty(), || "no tool".to_owned())?;
    Ok(format!(
        "started first, completed last, {} tools in pairs, {} thoughts in order, {} chunks",
        told.tools.len(),
        told.thoughts.len(),
        told.chunks.len()
    ))
}

pub(super) async fn event_latency(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let mut live = ada.live("").await?;
    let mut times = Vec::new();
    for number in 0..20 {
        // From the first byte of the message to its event, which is more than the event alone takes.
        let begun = platform.now();
        let id = format!("latency-{number}");
        live.ask(&json!({"type": "user_message", "id": id, "content": id}))
            .await?;
        times.push(platform.now().saturating_sub(begun));
    }
    let mut run = Vec::new();
    start(&mut live, "latency", QUESTION).await?;
    while !matches!(run.last(), Some((Event::StreamEnd(_), _))) {
        let envelope = live.hear().await?;
        let now = platform.clock().now().0;
        run.push((envelope.event, now.saturating_sub(envelope.timestamp)));
    }
    let latest = run
        .iter()
        .map(|(_, after)| *after)
        .max()
        .unwrap_or_default();
    let mean = times.iter().sum::<Duration>() / 20;
    let slowest = times.iter().max().copied().unwrap_or_default();
    let slowest = platform.timed("slowest", slowest, Duration::from_millis(100))?;
    Ok(format!(
        "20 messages kept and heard as events: {slowest}, mean {}, of 100 ms; {} events of a run heard at most {latest} ms after they were said, by two clocks",
        millis(mean),
        run.len()
    ))
}

pub(super) async fn same_on_every_line(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let thread = ada.thread("on three lines").await?;
    let query = format!("?thread_id={thread}");
    let (mut one, mut two) = (ada.live(&query).await?, ada.live(&query).await?);
    let question = json!({"message": QUESTION, "thread_id": thread});
    let stream = ada
        .stream(Question::post(routes::CHAT_STREAM, &question))
        .await?;
    let told = ToldRun::of_stream(stream).await?;
    for live in [&mut one, &mut two] {
        same_events("a socket", &up_to_the_end(live).await?, &told.events)?;
    }
    Ok(format!(
        "{} events, the same on 2 sockets and in the stream",
        told.events.len()
    ))
}

pub(super) async fn counted_in_metrics(platform: &Platform) -> Outcome<String> {
    const LOST: &str = "live_events_lost";
    let names = [
        "agent_runs_total{outcome=\"completed\"}",
        "tool_calls_total{outcome=\"completed\"}",
    ];
    let ada = platform.person().await?;
    books::fill(&ada).await?;
    let mut live = ada.live("").await?;
    let before = [
        gauges::told(platform, names[0]).await?,
        gauges::told(platform, names[1]).await?,
    ];
    let lost = gauges::told(platform, LOST).await?;
    start(&mut live, "counted", QUESTION).await?;
    let told = ToldRun::heard_on(&mut live).await?;
    let tools = f64::from(u32::try_from(told.tools.len())?);
    for ((name, before), least) in names.into_iter().zip(before).zip([1.0, tools]) {
        let after = gauges::told(platform, name).await?;
        // Others may work at the same time.
        demand(after >= before + least, || {
            format!("{name}: {before}, then {after}")
        })?;
    }
    let open = gauges::told(platform, "live_connections").await?;
    demand(open >= 1.0, || {
        format!("{open} connections are open, and one is ours")
    })?;
    // Since the backend began, others may have gone away and not come back.
    same("events lost", gauges::told(platform, LOST).await?, lost)?;
    Ok(format!(
        "a run and {tools} calls of tools counted, {open} connections open, 0 events lost"
    ))
}
