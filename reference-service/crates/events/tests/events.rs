//! What clients rely on: names, fields, and the same bytes on every line.

use events::{
    AgentCompleted, AgentStarted, AgentThinking, AuthenticationExpired, Delivery, Encoded,
    Envelope, ErrorNotice, Event, Frame, Heartbeat, LineConfig, Pong, ResponseChunk,
    ResponseComplete, RunFailed, StreamEnd, StreamStart, SystemMessage, SystemNotice, ThreadUpdate,
    ToolCompleted, ToolExecuting, UserMessage,
};
use foundation::clock::EpochMillis;
use foundation::environment::EnvironmentName;
use foundation::errors::AppError;
use foundation::ids::{RequestId, RunId, ThreadId, UserId};
use foundation::names::events as names;
use foundation::outcome::WorkOutcome;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::error::Error;
use utoipa::{OpenApi, ToSchema};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// One event of each kind, in the order of the definition.
fn one_of_each() -> Outcome<Vec<Event>> {
    let run_id = RunId::try_from("run_1_2_0000000a")?;
    let thread_id = ThreadId::try_from("thread_1_2_0000000a")?;
    let metadata = || serde_json::Map::from_iter([("model".to_owned(), json!("local"))]);
    let text = |text: &str| text.to_owned();
    let notice = || ErrorNotice {
        error: AppError::NotFound.body(None),
        reply_to: Some(text("7")),
    };
    let failed = || RunFailed {
        run_id: run_id.clone(),
        notice: notice(),
    };
    Ok(vec![
        Event::AgentStarted(AgentStarted {
            run_id: run_id.clone(),
            thread_id: thread_id.clone(),
            agent_name: text("triage"),
            agent_type: text("triage"),
            message: text("looking at the question"),
            metadata: metadata(),
        }),
        Event::AgentThinking(AgentThinking {
            run_id: run_id.clone(),
            agent_name: text("triage"),
            reasoning: text("zwei Zeilen:\nKöln, 東京"),
            step_number: 1,
            metadata: metadata(),
        }),
        Event::ToolExecuting(ToolExecuting {
            run_id: run_id.clone(),
            execution_id: "exec_1_2_0000000a".parse()?,
            tool_name: text("search"),
            tool_purpose: text("find what is known"),
            parameters: json!({"query": "cost"}),
            metadata: metadata(),
        }),
        Event::ToolCompleted(ToolCompleted {
            run_id: run_id.clone(),
            execution_id: "exec_1_2_0000000a".parse()?,
            tool_name: text("search"),
            success: true,
            result: json!(["a", 1]),
            duration_ms: 12,
            metadata: metadata(),
        }),
        Event::AgentCompleted(AgentCompleted {
            run_id: run_id.clone(),
            thread_id: thread_id.clone(),
            agent_name: text("triage"),
            status: WorkOutcome::Completed,
            final_response: text("it is known"),
            result: json!({"found": 2}),
            duration_ms: 34,
            metadata: metadata(),
        }),
        Event::StreamStart(StreamStart {
            run_id: run_id.clone(),
            thread_id: thread_id.clone(),
        }),
        Event::UserMessage(UserMessage {
            message_id: "msg_1_2_0000000a".parse()?,
            thread_id: thread_id.clone(),
            content: text("hello"),
            reply_to: None,
        }),
        Event::ResponseChunk(ResponseChunk {
            run_id: run_id.clone(),
            index: 0,
            content: text("it is known"),
        }),
        Event::ResponseComplete(ResponseComplete {
            run_id: run_id.clone(),
            chunks: 1,
        }),
        Event::StreamEnd(StreamEnd {
            run_id: run_id.clone(),
        }),
        Event::ThreadUpdate(ThreadUpdate {
            thread_id: thread_id.clone(),
            reply_to: Some(text("8")),
        }),
        Event::SystemMessage(SystemMessage {
            event: SystemNotice::ConnectionEstablished,
            connection_id: "ws_conn_1_2_0000000a".parse()?,
            user_id: "user_1_2_0000000a".parse()?,
            thread_id,
            server_time: 1,
            connection_ready: true,
            environment: EnvironmentName::Test,
            replayed: 0,
            config: LineConfig {
                heartbeat_interval_ms: 20_000,
                max_message_bytes: 8_192,
                messages_per_minute: 30,
                resume_within_ms: 3_000,
            },
        }),
        Event::Heartbeat(Heartbeat { server_time: 1 }),
        Event::Pong(Pong {
            server_time: 1,
            reply_to: Some(text("9")),
        }),
        Event::AuthenticationExpired(AuthenticationExpired { expired_at: 1 }),
        Event::Error(notice()),
        Event::TimeoutError(failed()),
        Event::StreamingError(failed()),
    ])
}

fn envelope(event: Event) -> Outcome<Envelope> {
    let user = UserId::try_from("user_1_2_0000000a")?;
    let request = RequestId::try_from("req_1_2_0000000a")?;
    let now = EpochMillis(1_757_364_000_000);
    Ok(Envelope::new(event, user, Some(request), now, Some(42)))
}

/// The schema of everything that is sent, as the snapshot has it.
fn schema() -> Outcome<Value> {
    #[derive(OpenApi)]
    #[openapi(components(schemas(Envelope, Event)))]
    struct Description;
    let mut document = serde_json::to_value(Description::openapi())?;
    Ok(document["components"]["schemas"].take())
}

#[test]
fn the_schema_is_the_one_that_clients_know() -> Outcome {
    let known: Value = serde_json::from_str(include_str!("schema.json"))?;
    let now = schema()?;
    assert!(
        now == known,
        "if clients can live with it, `tests/schema.json` becomes:\n{now:#}"
    );
    Ok(())
}

#[test]
fn the_list_of_this_test_is_complete() -> Outcome {
    let schema = schema()?;
    let variants = schema[&*Event::name_of_schema()]["oneOf"].as_array();
    assert_eq!(
        variants.ok_or("no variants")?.len(),
        one_of_each()?.len(),
        "an event is missing in `one_of_each`"
    );
    Ok(())
}

/// The name of a schema, whatever trait it comes from.
trait NameOfSchema: ToSchema {
    fn name_of_schema() -> String {
        <Self as ToSchema>::name().into_owned()
    }
}

impl NameOfSchema for Event {}

#[test]
fn every_event_is_known_under_its_name_and_reads_back() -> Outcome {
    let mut names = BTreeSet::new();
    for event in one_of_each()? {
        let name = event.name();
        let envelope = envelope(event)?;
        let encoded = Encoded::of(&envelope)?;
        let json: Value = serde_json::from_str(encoded.json())?;
        assert_eq!(json["type"], name);
        assert_eq!(encoded.name(), name);
        assert!(json["data"].is_object(), "{name}");
        for (field, value) in [
            ("timestamp", json!(1_757_364_000_000_u64)),
            ("user_id", json!("user_1_2_0000000a")),
            ("request_id", json!("req_1_2_0000000a")),
            ("sequence", json!(42)),
        ] {
            assert_eq!(json[field], value, "{name}");
        }
        assert_eq!(serde_json::from_str::<Envelope>(encoded.json())?, envelope);
        assert!(names.insert(name), "`{name}` stands for two events");
    }
    Ok(())
}

#[test]
fn the_bytes_are_the_same_on_every_line() -> Outcome {
    for event in one_of_each()? {
        let encoded = Encoded::of(&envelope(event)?)?;
        let server_sent = encoded.server_sent();
        let lines: Vec<&str> = server_sent.split('\n').collect();
        let [id, event, data, "", ""] = lines[..] else {
            return Err(format!("not one event: {server_sent:?}").into());
        };
        assert_eq!(id, "id: 42");
        assert_eq!(event, format!("event: {}", encoded.name()));
        assert_eq!(data.strip_prefix("data: "), Some(encoded.json()));
        let read = Frame {
            id: Some("42"),
            name: encoded.name(),
            data: encoded.json(),
        };
        assert_eq!(Frame::read(&server_sent), Some(read));
        let stream = format!("{server_sent}{server_sent}");
        assert_eq!(Frame::end(stream.as_bytes()), Some(server_sent.len()));
        let part = &server_sent.as_bytes()[..server_sent.len() - 1];
        assert_eq!(Frame::end(part), None, "one that has not come whole");
        assert!(!encoded.json().contains('\r'), "would end the line as well");
    }
    Ok(())
}

#[test]
fn five_events_are_critical_and_kept_with_the_ends_of_failed_runs() -> Outcome {
    let events = one_of_each()?;
    let those = |property: fn(&Event) -> bool| -> Vec<&str> {
        let found = events.iter().filter(|event| property(event));
        found.map(Event::name).collect()
    };
    let critical = [
        names::AGENT_STARTED,
        names::AGENT_THINKING,
        names::TOOL_EXECUTING,
        names::TOOL_COMPLETED,
        names::AGENT_COMPLETED,
    ];
    assert_eq!(those(Event::is_critical), critical);
    let failed = [names::TIMEOUT_ERROR, names::STREAMING_ERROR];
    assert_eq!(those(Event::is_kept), [&critical[..], &failed[..]].concat());
    for event in &events {
        let expected = match event {
            Event::AuthenticationExpired(_) => Delivery::Authentication,
            event if event.is_kept() => Delivery::Kept,
            _ => Delivery::Once,
        };
        assert_eq!(Delivery::of(event), expected, "{}", event.name());
        assert_eq!(envelope(event.clone())?.critical, event.is_critical());
    }
    Ok(())
}
