//! The suite of 25: what has to hold before anybody is let in.

mod agents;
mod connection;
mod crowd;
mod errors;
mod isolation;
mod messages;
mod resilience;
mod runs;
mod streaming;
mod tools;

use crate::platform::PATIENCE;
use crate::scenario::scenario;
use crate::{Scenario, TimeLimits};
use std::time::Duration;

/// No scenario takes longer, and all together do not.
pub const LIMITS: TimeLimits = TimeLimits {
    each: PATIENCE,
    all: Duration::from_secs(180),
};

/// The scenarios, in order.
pub const TABLE: [Scenario; 25] = [
    scenario!(
        "001",
        connection::websocket_connection,
        Together,
        "healthy; strangers refused before the upgrade; welcome below 1 s, ping answered"
    ),
    scenario!(
        "002",
        connection::websocket_authentication,
        Together,
        "header and subprotocol let in; expired, tampered, other algorithm, in the query: refused"
    ),
    scenario!(
        "003",
        connection::websocket_message_send,
        Together,
        "each reply names the message that it replies to"
    ),
    scenario!(
        "004",
        connection::websocket_concurrent_connections,
        Together,
        "5 connections at once, each answers"
    ),
    scenario!(
        "005",
        tools::agent_discovery,
        Together,
        "at least one server of tools, its tools listed; agents in order"
    ),
    scenario!(
        "006",
        agents::agent_configuration,
        Together,
        "every configuration has its fields"
    ),
    scenario!(
        "007",
        agents::agent_execution_endpoints,
        Together,
        "each agent answers from the user's own data; bad bodies refused"
    ),
    scenario!(
        "008",
        streaming::agent_streaming_capabilities,
        Together,
        "answers are server-sent events; GET is refused"
    ),
    scenario!(
        "009",
        agents::agent_status_monitoring,
        Together,
        "agents, tool servers and service tell how they are"
    ),
    scenario!(
        "010",
        tools::tool_execution_endpoints,
        Together,
        "a tool runs on the user's data and is streamed"
    ),
    scenario!(
        "011",
        crowd::agent_performance,
        Alone,
        "10 of 10 answers, on average below 100 ms"
    ),
    scenario!(
        "012",
        messages::message_persistence,
        Alone,
        "messages survive a restart, in order and unchanged"
    ),
    scenario!(
        "013",
        messages::thread_creation,
        Together,
        "a thread is made with 201 and an id, listed, named, deleted"
    ),
    scenario!(
        "014",
        messages::thread_switching,
        Together,
        "a live socket goes to another thread and hears that one alone"
    ),
    scenario!(
        "015",
        messages::thread_history,
        Together,
        "each page has exactly what belongs on it"
    ),
    scenario!(
        "016",
        isolation::user_context_isolation,
        Together,
        "nobody sees what is another's, on any path"
    ),
    scenario!(
        "017",
        crowd::concurrent_users,
        Alone,
        "20 users with 4 requests each are all served"
    ),
    scenario!(
        "018",
        errors::rate_limiting,
        Last,
        "exactly at the limit comes 429, with the headers that say so"
    ),
    scenario!(
        "019",
        errors::error_handling,
        Together,
        "each mistake has its status, all have one shape"
    ),
    scenario!(
        "020",
        resilience::connection_resilience,
        Together,
        "connections that broke are had back, all of them"
    ),
    scenario!(
        "021",
        resilience::session_persistence,
        Alone,
        "a session keeps its id, survives a restart and ends by logout"
    ),
    scenario!(
        "022",
        runs::agent_lifecycle_management,
        Alone,
        "runs go from running to completed or cancelled, and stay there"
    ),
    scenario!(
        "023",
        streaming::streaming_partial_results,
        Alone,
        "3 or more pieces before completion, all below 30 s"
    ),
    scenario!(
        "024",
        messages::message_ordering,
        Together,
        "sequence without gap or double, over two routes and at once"
    ),
    scenario!(
        "025",
        streaming::critical_event_delivery,
        Together,
        "the 5 critical events in order, on socket and stream alike"
    ),
];
