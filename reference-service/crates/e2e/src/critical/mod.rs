//! The events that may not be missed: what they say, in which order, how soon, and that none is lost.

mod content;
mod crowd;
mod lines;

use crate::scenario::scenario;
use crate::{Scenario, TimeLimits};
use std::time::Duration;

/// All scenarios together take no longer than half a minute, whatever one of them waits for.
pub const LIMITS: TimeLimits = TimeLimits {
    each: Duration::from_secs(10),
    all: Duration::from_secs(30),
};

/// The scenarios, in order.
pub const TABLE: [Scenario; 14] = [
    scenario!(
        "M01",
        content::structure_of_each_event,
        Together,
        "each of the 5 events has its fields, filled"
    ),
    scenario!(
        "M02",
        content::complete_sequence,
        Together,
        "first started, last completed, tools in pairs"
    ),
    scenario!(
        "M03",
        content::event_latency,
        Alone,
        "an event is heard below 100 ms"
    ),
    scenario!(
        "M04",
        lines::no_event_lost,
        Alone,
        "a line cut in the middle of a run costs no event, within 3 s"
    ),
    scenario!(
        "M05",
        lines::rapid_reconnects,
        Together,
        "10 quick reconnects, each below 3 s"
    ),
    scenario!(
        "M06",
        lines::malformed_messages,
        Together,
        "what cannot be read is refused and the connection goes on"
    ),
    scenario!(
        "M07",
        crowd::isolated_users,
        Together,
        "12 users hear their own events and no others, ids unique"
    ),
    scenario!(
        "M08",
        crowd::throughput,
        Alone,
        "15 users hear more than 5 events a second"
    ),
    scenario!(
        "M09",
        crowd::burst,
        Alone,
        "a burst of messages is answered below 5 s"
    ),
    scenario!(
        "M10",
        crowd::ordering_under_load,
        Alone,
        "order holds under load"
    ),
    scenario!(
        "M11",
        content::same_on_every_line,
        Together,
        "two sockets and a stream hear the same events, each once"
    ),
    scenario!(
        "M12",
        lines::late_listener,
        Together,
        "who comes after a run hears what nobody heard"
    ),
    scenario!(
        "M13",
        lines::storm_of_cuts,
        Alone,
        "10 users cut at the same time miss nothing"
    ),
    scenario!(
        "M14",
        content::counted_in_metrics,
        Together,
        "runs, calls of tools and connections are counted"
    ),
];
