//! Counters, in the text form that Prometheus reads.
//!
//! A label has few values by its type: routes, not paths; kinds of event, not users.

use crate::memory;
use foundation::outcome::WorkOutcome;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::fmt;
use std::time::Duration;

/// The media type of [`Metrics::text`].
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The counters of one process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Histogram,
    in_flight: Gauge,
    authentications: Family<Authentication, Counter>,
    open_scopes: Gauge,
    memory: Gauge,
    runs: Family<Worked, Counter>,
    tool_calls: Family<Worked, Counter>,
    live: LiveGauges,
    connections: ConnectionCounters,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: String,
    method: String,
    status: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Authentication {
    method: Method,
    outcome: AttemptOutcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Worked {
    outcome: &'static str,
}

impl From<WorkOutcome> for Worked {
    fn from(outcome: WorkOutcome) -> Self {
        let outcome = outcome.as_str();
        Self { outcome }
    }
}

/// What a service with live connections tells of them when it is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Live {
    /// Connections that are there.
    pub connections: usize,
    /// Streams of events that are there.
    pub streams: usize,
    /// Users' threads that are looked after.
    pub managers: usize,
    /// Events that a connection did not take, since the start.
    pub dropped: u64,
    /// Critical events that had to go before anybody had them, since the start.
    pub lost: u64,
}

#[derive(Debug, Default)]
struct LiveGauges {
    connections: Gauge,
    streams: Gauge,
    managers: Gauge,
    dropped: Gauge,
    lost: Gauge,
}

impl LiveGauges {
    fn register(&self, registry: &mut Registry) {
        for (name, help, gauge) in [
            (
                "live_connections",
                "Connections that are open",
                &self.connections,
            ),
            (
                "live_streams",
                "Streams of events that are open",
                &self.streams,
            ),
            (
                "live_managers",
                "Threads of users that are looked after",
                &self.managers,
            ),
            (
                "live_events_dropped",
                "Events that a connection did not take",
                &self.dropped,
            ),
            (
                "live_events_lost",
                "Critical events that went before anybody had them",
                &self.lost,
            ),
        ] {
            registry.register(name, help, gauge.clone());
        }
    }

    fn set(&self, live: Live) {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let total = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.connections.set(count(live.connections));
        self.streams.set(count(live.streams));
        self.managers.set(count(live.managers));
        self.dropped.set(total(live.dropped));
        self.lost.set(total(live.lost));
    }
}

/// Connections, whatever is said on them.
#[derive(Debug, Default)]
struct ConnectionCounters {
    open: Gauge,
    refused: Family<Refused, Counter>,
    timed_out: Family<TimedOut, Counter>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: Refusal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TimedOut {
    waited_for: Slowness,
}

/// Why a connection was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Refusal {
    /// Its client has as many as it may.
    Client,
    /// There are as many as there may be.
    Full,
}

/// For what a client was waited too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Slowness {
    /// The head of a request.
    Head,
    /// Another request.
    Idle,
    /// That what waits for it is taken.
    Write,
}

impl ConnectionCounters {
    fn register(&self, registry: &mut Registry) {
        registry.register(
            "http_connections_open",
            "Connections that are open, live ones among them",
            self.open.clone(),
        );
        registry.register(
            "http_connections_refused",
            "Connections that were not taken",
            Family::clone(&self.refused),
        );
        registry.register(
            "http_connections_timed_out",
            "Connections whose client took too long",
            Family::clone(&self.timed_out),
        );
    }
}

/// By which means somebody asks to be let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Method {
    /// A new account.
    Register,
    /// Address and password.
    Password,
    /// A provider.
    Oauth,
    /// A refresh token.
    Refresh,
    /// An access token.
    Access,
    /// An API key.
    ApiKey,
    /// The secret or the token of a service.
    Service,
    /// A developer's or a test's login without a password.
    Direct,
    /// A token for who forgot a password.
    Reset,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum AttemptOutcome {
    /// Let in.
    Success,
    /// Not let in.
    Refused,
    /// Something that may be used once was used again.
    Replayed,
    /// We could not tell.
    Failed,
}

/// Counts a request as under way as long as it lives.
#[derive(Debug)]
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts a connection as open as long as it lives.
#[derive(Debug)]
pub struct OpenConnection(Gauge);

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// Counters that begin at nothing.
    #[must_use]
    pub fn new() -> Self {
        let (requests, in_flight) = (Family::default(), Gauge::default());
        // 1 ms to 16 s: what people notice lies in between.
        let seconds = Histogram::new(exponential_buckets(0.001, 2.0, 15));
        let (authentications, open_scopes, memory) =
            (Family::default(), Gauge::default(), Gauge::default());

        let (runs, tool_calls) = (Family::default(), Family::default());
        let (live, connections) = (LiveGauges::default(), ConnectionCounters::default());

        let mut registry = Registry::default();
        live.register(&mut registry);
        connections.register(&mut registry);
        registry.register(
            "agent_runs",
            "Runs of agents that are over",
            Family::clone(&runs),
        );
        registry.register(
            "tool_calls",
            "Calls of tools that are over",
            Family::clone(&tool_calls),
        );
        registry.register(
            "http_requests",
            "Requests answered",
            Family::clone(&requests),
        );
        registry.register(
            "http_request_seconds",
            "Time from request to answer",
            seconds.clone(),
        );
        registry.register(
            "http_requests_in_flight",
            "Requests under way",
            in_flight.clone(),
        );
        registry.register(
            "authentications",
            "Attempts to be let in",
            Family::clone(&authentications),
        );
        registry.register(
            "database_scopes",
            "Requests that hold a session with the database",
            open_scopes.clone(),
        );
        registry.register(
            "process_resident_memory_bytes",
            "Memory of the process, 0 where the platform does not tell",
            memory.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            in_flight,
            authentications,
            open_scopes,
            memory,
            runs,
            tool_calls,
            live,
            connections,
        }
    }

    /// A connection was taken.
    pub fn begin_connection(&self) -> OpenConnection {
        self.connections.open.inc();
        OpenConnection(self.connections.open.clone())
    }

    /// A connection was not taken.
    pub fn connection_refused(&self, reason: Refusal) {
        let refused = &self.connections.refused;
        refused.get_or_create(&Refused { reason }).inc();
    }

    /// A connection was closed since its client took too long.
    pub fn connection_timed_out(&self, waited_for: Slowness) {
        let timed_out = &self.connections.timed_out;
        timed_out.get_or_create(&TimedOut { waited_for }).inc();
    }

    /// A request begins.
    pub fn begin_request(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }

    /// A request was answered.
    pub fn request(&self, route: &str, method: &str, status: u16, took: Duration) {
        let labels = Request {
            route: route.to_owned(),
            method: method.to_owned(),
            status,
        };
        self.requests.get_or_create(&labels).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Somebody asked to be let in.
    pub fn authentication(&self, method: Method, outcome: AttemptOutcome) {
        let labels = Authentication { method, outcome };
        self.authentications.get_or_create(&labels).inc();
    }

    /// How often that happened so far.
    #[must_use]
    pub fn authentications(&self, method: Method, outcome: AttemptOutcome) -> u64 {
        let labels = Authentication { method, outcome };
        self.authentications
            .get(&labels)
            .map_or(0, |count| count.get())
    }

    /// A run of agents ended.
    pub fn run(&self, outcome: WorkOutcome) {
        self.runs.get_or_create(&outcome.into()).inc();
    }

    /// A call of a tool ended.
    pub fn tool_call(&self, outcome: WorkOutcome) {
        self.tool_calls.get_or_create(&outcome.into()).inc();
    }

    /// How live connections are at this moment.
    pub fn live(&self, live: Live) {
        self.live.set(live);
    }

    /// All counters, for Prometheus.
    ///
    /// # Errors
    /// Never in practice: a text grows as long as there is memory.
    pub fn text(&self, open_scopes: usize) -> Result<String, fmt::Error> {
        self.open_scopes
            .set(i64::try_from(open_scopes).unwrap_or(i64::MAX));
        let memory = memory::resident().and_then(|bytes| i64::try_from(bytes).ok());
        self.memory.set(memory.unwrap_or_default());
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_counted_by_its_labels() {
        let metrics = Metrics::new();
        metrics.request("/a", "GET", 200, Duration::from_millis(3));
        metrics.request("/a", "GET", 200, Duration::from_millis(3));
        metrics.authentication(Method::Password, AttemptOutcome::Refused);
        let under_way = metrics.begin_request();
        metrics.run(WorkOutcome::TimedOut);
        metrics.tool_call(WorkOutcome::Completed);
        metrics.live(Live {
            connections: 3,
            lost: 1,
            ..Live::default()
        });

        let open = metrics.begin_connection();
        metrics.connection_refused(Refusal::Full);
        metrics.connection_timed_out(Slowness::Head);

        let text = metrics.text(2).unwrap();
        for line in [
            "http_requests_total{route=\"/a\",method=\"GET\",status=\"200\"} 2",
            "authentications_total{method=\"Password\",outcome=\"Refused\"} 1",
            "http_request_seconds_bucket{le=\"0.004\"} 2",
            "http_request_seconds_count 2",
            "http_requests_in_flight 1",
            "database_scopes 2",
            "agent_runs_total{outcome=\"timed_out\"} 1",
            "tool_calls_total{outcome=\"completed\"} 1",
            "live_connections 3",
            "live_streams 0",
            "live_events_lost 1",
            "http_connections_open 1",
            "http_connections_refused_total{reason=\"Full\"} 1",
            "http_connections_timed_out_total{waited_for=\"Head\"} 1",
            "# EOF",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        }
        assert_eq!(
            metrics.authentications(Method::Password, AttemptOutcome::Refused),
            1
        );
        assert_eq!(
            metrics.authentications(Method::Password, AttemptOutcome::Success),
            0
        );

        drop((under_way, open));
        assert!(
            metrics
                .text(0)
                .unwrap()
                .contains("http_requests_in_flight 0\n")
        );
    }
}
