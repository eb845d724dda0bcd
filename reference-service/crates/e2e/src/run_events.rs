//! What is told of a run, and in which order.

use crate::evidence::{demand, same};
use crate::{Live, Outcome, Person, Platform, Streamed};
use events::{AgentCompleted, Envelope, Event, ToolCompleted, ToolExecuting};
use foundation::errors::ErrorCode;
use foundation::ids::{RunId, ThreadId};
use foundation::names::events as names;
use foundation::outcome::WorkOutcome;
use foundation::retry::gather;
use std::collections::HashMap;
use std::num::NonZeroUsize;

/// The five that may not be missed, in their order.
pub(crate) const CRITICAL: [&str; 5] = [
    names::AGENT_STARTED,
    names::AGENT_THINKING,
    names::TOOL_EXECUTING,
    names::TOOL_COMPLETED,
    names::AGENT_COMPLETED,
];

/// A run as it was told from its beginning to its end, after a look at whether that is how runs are told.
#[derive(Debug)]
pub(crate) struct ToldRun {
    pub(crate) run: RunId,
    pub(crate) thread: ThreadId,
    pub(crate) thoughts: Vec<String>,
    pub(crate) tools: Vec<(ToolExecuting, ToolCompleted)>,
    pub(crate) chunks: Vec<String>,
    pub(crate) completed: AgentCompleted,
    pub(crate) events: Vec<Envelope>,
}

impl ToldRun {
    /// The run that a stream tells, all of it.
    pub(crate) async fn of_stream(stream: Streamed) -> Outcome<Self> {
        let frames = stream.all().await?;
        Self::of(frames.into_iter().map(|it| it.envelope).collect())
    }

    /// The run that is told on a connection next.
    pub(crate) async fn heard_on(live: &mut Live) -> Outcome<Self> {
        Self::of(up_to_the_end(live).await?)
    }

    /// Demands of events that they tell one run: the beginning, the question, the work with its tools in pairs, the
    /// answer in pieces, the end; all with growing sequence.
    pub(crate) fn of(events: Vec<Envelope>) -> Outcome<Self> {
        ascending(&events)?;
        let stages: Vec<u8> = events.iter().map(|it| stage(&it.event)).collect();
        let told: Vec<&str> = events.iter().map(|it| it.event.name()).collect();
        demand(stages.is_sorted(), || format!("out of order: {told:?}"))?;
        for (wanted, name) in [
            (0, names::STREAM_START),
            (1, names::USER_MESSAGE),
            (2, names::AGENT_STARTED),
            (5, names::RESPONSE_COMPLETE),
            (6, names::AGENT_COMPLETED),
            (7, names::STREAM_END),
        ] {
            let count = stages.iter().filter(|stage| **stage == wanted).count();
            same(name, count, 1)?;
        }
        let mut of_run = Self::begun(&events)?;
        of_run.fill(&events)?;
        of_run.events = events;
        Ok(of_run)
    }

    fn begun(events: &[Envelope]) -> Outcome<Self> {
        let start = events.iter().find_map(|it| match &it.event {
            Event::StreamStart(start) => Some(start),
            _ => None,
        });
        let completed = events.iter().find_map(|it| match &it.event {
            Event::AgentCompleted(completed) => Some(completed.clone()),
            _ => None,
        });
        let start = start.ok_or("no beginning")?;
        Ok(Self {
            run: start.run_id.clone(),
            thread: start.thread_id.clone(),
            thoughts: Vec::new(),
            tools: Vec::new(),
            chunks: Vec::new(),
            completed: completed.ok_or("no end")?,
            events: Vec::new(),
        })
    }

    fn fill(&mut self, events: &[Envelope]) -> Outcome {
        let mut open = HashMap::new();
        for envelope in events {
            match &envelope.event {
                Event::AgentStarted(it) => self.is_mine(&it.run_id)?,
                Event::AgentThinking(it) => {
                    self.is_mine(&it.run_id)?;
                    self.thoughts.push(it.reasoning.clone());
                }
                Event::ToolExecuting(it) => {
                    self.is_mine(&it.run_id)?;
                    open.insert(it.execution_id.clone(), it.clone());
                }
                Event::ToolCompleted(it) => {
                    self.is_mine(&it.run_id)?;
                    let begun = open.remove(&it.execution_id);
                    let begun = begun.ok_or("a tool completed that was not executing")?;
                    same("tool", &it.tool_name, &begun.tool_name)?;
                    self.tools.push((begun, it.clone()));
                }
                Event::ResponseChunk(it) => {
                    self.is_mine(&it.run_id)?;
                    same("index", usize::try_from(it.index)?, self.chunks.len())?;
                    self.chunks.push(it.content.clone());
                }
                Event::ResponseComplete(it) => {
                    self.is_mine(&it.run_id)?;
                    same("chunks", usize::try_from(it.chunks)?, self.chunks.len())?;
                }
                _ => {}
            }
        }
        demand(open.is_empty(), || format!("never completed: {open:?}"))?;
        self.is_mine(&self.completed.run_id)?;
        same("status", self.completed.status, WorkOutcome::Completed)?;
        let answer = self.chunks.concat();
        same(
            "the pieces",
            answer.trim(),
            self.completed.final_response.trim(),
        )
    }

    fn is_mine(&self, run: &RunId) -> Outcome {
        same("run", run, &self.run)
    }
}

/// Runs are quick: so many are begun until one is still under way when it matters.
const ATTEMPTS: usize = 50;

/// What came of the first attempt that found its run still under way, and of how many it was the last.
pub(crate) async fn caught<T>(
    mut attempt: impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<(T, usize)> {
    for count in 1..=ATTEMPTS {
        if let Some(caught) = attempt().await? {
            return Ok((caught, count));
        }
    }
    Err(format!("none of {ATTEMPTS} runs was still under way").into())
}

/// Users that have so many runs each at a time. Runs that wait for each other last longer than one alone, which may be over
/// before anybody looks at it.
pub(crate) struct Crowd<'p> {
    people: Vec<Person<'p>>,
    runs_each: usize,
    limit: NonZeroUsize,
}

impl<'p> Crowd<'p> {
    /// The first user and as many new ones as make the crowd.
    pub(crate) async fn around(
        first: Person<'p>,
        users: usize,
        runs_each: usize,
        platform: &'p Platform,
    ) -> Outcome<Self> {
        let limit = NonZeroUsize::new(users * runs_each).ok_or("a crowd of nobody")?;
        let others = gather(limit, (1..users).map(|_| platform.person())).await;
        let mut people: Vec<Person<'_>> = others.into_iter().collect::<Outcome<_>>()?;
        people.push(first);
        Ok(Self {
            people,
            runs_each,
            limit,
        })
    }

    /// Of how many runs how many were caught under way by the attempt: one at least.
    pub(crate) async fn caught(
        &self,
        attempt: impl AsyncFn(&Person<'p>) -> Outcome<bool>,
    ) -> Outcome<(usize, usize)> {
        let (caught, rounds) = caught(async || {
            let people = self.people.iter();
            let each = people.flat_map(|it| std::iter::repeat_n(it, self.runs_each));
            let tried = gather(self.limit, each.map(|it| attempt(it))).await;
            let tried: Vec<bool> = tried.into_iter().collect::<Outcome<_>>()?;
            let caught = tried.iter().filter(|it| **it).count();
            Ok((caught > 0).then_some(caught))
        })
        .await?;
        Ok((caught, rounds * self.limit.get()))
    }
}

/// What is told on a connection up to the end of a run.
pub(crate) async fn up_to_the_end(live: &mut Live) -> Outcome<Vec<Envelope>> {
    let mut events = Vec::new();
    loop {
        let envelope = live.hear().await?;
        match &envelope.event {
            Event::Heartbeat(_) | Event::Pong(_) => continue,
            // It was too late to cancel.
            Event::Error(error) if error.error.code == ErrorCode::Conflict => continue,
            Event::Error(error) => return Err(format!("{:?}", error.error).into()),
            _ => {}
        }
        let is_last = matches!(
            envelope.event,
            Event::StreamEnd(_) | Event::TimeoutError(_) | Event::StreamingError(_)
        );
        events.push(envelope);
        if is_last {
            return Ok(events);
        }
    }
}

/// Demands that both hear the same; what is told of a difference is short.
pub(crate) fn same_events(what: &str, heard: &[Envelope], told: &[Envelope]) -> Outcome {
    let short = |events: &[Envelope]| -> Vec<String> {
        let each = events.iter();
        each.map(|it| format!("{} {}", it.sequence.unwrap_or_default(), it.event.name()))
            .collect()
    };
    same(what, short(heard), short(told))?;
    demand(heard == told, || {
        format!("{what}: the same events in other words")
    })
}

/// Demands places that grow.
pub(crate) fn ascending(events: &[Envelope]) -> Outcome {
    let sequences: Vec<Option<u64>> = events.iter().map(|it| it.sequence).collect();
    let is_growing = sequences.is_sorted_by(|a, b| a < b);
    demand(is_growing && !sequences.contains(&None), || {
        format!("sequence {sequences:?}")
    })
}

/// The names of those that may not be missed, each where it comes first.
pub(crate) fn critical_in_order(events: &[Envelope]) -> Vec<&'static str> {
    let mut seen = Vec::new();
    for envelope in events.iter().filter(|it| it.critical) {
        if !seen.contains(&envelope.event.name()) {
            seen.push(envelope.event.name());
        }
    }
    seen
}

/// Where in a run an event stands.
fn stage(event: &Event) -> u8 {
    match event {
        Event::StreamStart(_) => 0,
        Event::UserMessage(_) => 1,
        Event::AgentStarted(_) => 2,
        Event::AgentThinking(_) | Event::ToolExecuting(_) | Event::ToolCompleted(_) => 3,
        Event::ResponseChunk(_) => 4,
        Event::ResponseComplete(_) => 5,
        Event::AgentCompleted(_) => 6,
        Event::StreamEnd(_) => 7,
        // Nothing else belongs to a run that went well; it is told as one too many.
        _ => u8::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A run as short as one can be, with one tool.
    fn run() -> Vec<Envelope> {
        let run = json!("run_1_2_0000000a");
        let thread = json!("thread_1_2_0000000a");
        let tool = json!("exec_1_2_0000000a");
        let told = [
            ("stream_start", json!({"run_id": run, "thread_id": thread})),
            (
                "user_message",
                json!({"message_id": "msg_1_2_0000000a", "thread_id": thread, "content": "why?"}),
            ),
            (
                "agent_started",
                json!({"run_id": run, "thread_id": thread, "agent_name": "a", "agent_type": "a", "message": "m"}),
            ),
            (
                "agent_thinking",
                json!({"run_id": run, "agent_name": "a", "reasoning": "because", "step_number": 1}),
            ),
            (
                "tool_executing",
                json!({"run_id": run, "execution_id": tool, "tool_name": "t", "tool_purpose": "p", "parameters": {}}),
            ),
            (
                "tool_completed",
                json!({"run_id": run, "execution_id": tool, "tool_name": "t", "success": true, "result": [], "duration_ms": 1}),
            ),
            (
                "response_chunk",
                json!({"run_id": run, "index": 0, "content": "therefore"}),
            ),
            ("response_complete", json!({"run_id": run, "chunks": 1})),
            (
                "agent_completed",
                json!({"run_id": run, "thread_id": thread, "agent_name": "a", "status": "completed", "final_response": "therefore", "result": {}, "duration_ms": 1}),
            ),
            ("stream_end", json!({"run_id": run})),
        ];
        let envelope = |(place, (name, data)): (usize, (&str, serde_json::Value))| {
            let event: Event = serde_json::from_value(json!({"type": name, "data": data})).unwrap();
            Envelope {
                timestamp: 1,
                critical: event.is_critical(),
                event,
                user_id: "user_1_2_0000000a".parse().unwrap(),
                request_id: None,
                sequence: Some(place as u64),
            }
        };
        told.into_iter().enumerate().map(envelope).collect()
    }

    #[test]
    fn a_run_in_disorder_or_with_a_hole_is_found_out() {
        let told = ToldRun::of(run()).unwrap();
        assert_eq!((told.thoughts.len(), told.tools.len()), (1, 1));
        assert_eq!(critical_in_order(&told.events), CRITICAL);
        let whole = run();
        for place in 1..whole.len() {
            let mut turned = run();
            turned.swap(place - 1, place);
            let (one, two) = (turned[place - 1].sequence, turned[place].sequence);
            (turned[place - 1].sequence, turned[place].sequence) = (two, one);
            // A thought may come before a tool or after it.
            let is_free = whole[place - 1].event.name() == names::AGENT_THINKING;
            assert_eq!(ToldRun::of(turned).is_ok(), is_free, "{place} came early");
        }
        for place in 0..whole.len() {
            let mut holed = run();
            let lost = holed.remove(place).event.name();
            let is_free = lost == names::AGENT_THINKING;
            assert_eq!(ToldRun::of(holed).is_ok(), is_free, "without `{lost}`");
        }
        let mut twice = run();
        twice.push(whole[0].clone());
        assert!(ToldRun::of(twice).is_err());
    }
}
