//! How many connections there may be, and for how long a client may keep one waiting.

use crate::proxies::TrustedProxies;
use crate::rate_limit::{adapted, network};
use foundation::environment::{Environment, EnvironmentError, Requirement};
use foundation::names::variables;
use foundation::seats::{Seat, Seats};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use telemetry::metrics::{Metrics, OpenConnection, Refusal, Slowness};

/// What clients may do with connections. Live connections and streams of events have limits of their own beside these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// How many a client may have at a time.
    pub per_client: usize,
    /// How many there may be at a time.
    pub in_all: usize,
    /// For the first request up to the end of its head, and for each later head once it began.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// Between an answer and the next request.
    pub idle: Duration,
    /// For taking something of what waits for the client.
    pub write: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            per_client: 1_000,
            in_all: 10_000,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            // More than what the usual proxies keep: it is they who should close first.
            idle: Duration::from_secs(75),
            write: Duration::from_secs(30),
        }
    }
}

/// What a service may find of them in its environment.
pub const CONNECTION_REQUIREMENTS: [Requirement; 6] = [
    Requirement::optional(variables::CONNECTIONS_PER_CLIENT),
    Requirement::optional(variables::CONNECTIONS),
    Requirement::optional(variables::HEAD_SECONDS),
    Requirement::optional(variables::BODY_SECONDS),
    Requirement::optional(variables::IDLE_SECONDS),
    Requirement::optional(variables::WRITE_SECONDS),
];

impl ConnectionLimits {
    /// The limits that `environment` holds, the usual ones where it holds none.
    ///
    /// # Errors
    /// When a limit is no whole number above nothing.
    pub fn read(environment: &Environment) -> Result<Self, EnvironmentError> {
        let usual = Self::default();
        let set = |name| {
            let set = environment.parse::<NonZeroU32>(name)?;
            Ok::<_, EnvironmentError>(set.map(NonZeroU32::get))
        };
        let count = |name, usual| {
            let many = |it| usize::try_from(it).unwrap_or(usize::MAX);
            Ok::<_, EnvironmentError>(set(name)?.map_or(usual, many))
        };
        let seconds = |name, usual| {
            let long = |it| Duration::from_secs(u64::from(it));
            Ok::<_, EnvironmentError>(set(name)?.map_or(usual, long))
        };
        Ok(Self {
            per_client: count(variables::CONNECTIONS_PER_CLIENT, usual.per_client)?,
            in_all: count(variables::CONNECTIONS, usual.in_all)?,
            head: seconds(variables::HEAD_SECONDS, usual.head)?,
            body: seconds(variables::BODY_SECONDS, usual.body)?,
            idle: seconds(variables::IDLE_SECONDS, usual.idle)?,
            write: seconds(variables::WRITE_SECONDS, usual.write)?,
        })
    }
}

/// For how long the body of a request may be on its way. It stands among the extensions of the request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimit(pub(crate) Duration);

impl Default for BodyLimit {
    fn default() -> Self {
        Self(ConnectionLimits::default().body)
    }
}

/// The connections of a service: how many there are, whose they are, and what they may do.
#[derive(Debug)]
pub struct Connections {
    pub(crate) limits: ConnectionLimits,
    proxies: TrustedProxies,
    metrics: Arc<Metrics>,
    clients: Arc<Seats<IpAddr>>,
    all: Arc<Seats<()>>,
}

/// One connection, counted until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted {
    _of_client: Option<Seat<IpAddr>>,
    _of_all: Seat<()>,
    _open: OpenConnection,
}

impl Connections {
    /// There are none yet.
    #[must_use]
    pub fn new(
        limits: ConnectionLimits,
        proxies: TrustedProxies,
        metrics: Arc<Metrics>,
    ) -> Arc<Self> {
        Arc::new(Self {
            limits,
            proxies,
            metrics,
            clients: Seats::new(limits.per_client),
            all: Seats::new(limits.in_all),
        })
    }

    /// With the usual limits, counted by nobody else.
    #[must_use]
    pub fn usual() -> Arc<Self> {
        let (limits, proxies) = (ConnectionLimits::default(), TrustedProxies::default());
        Self::new(limits, proxies, Arc::default())
    }

    /// A place for a connection from this address, if there is one left.
    pub(crate) fn take(&self, peer: IpAddr) -> Option<Counted> {
        let Some(of_all) = self.all.take(&()) else {
            return self.refuse(Refusal::Full);
        };
        let of_client = self.clients.take_of(&network(peer), self.per_client());
        // Each of a proxy's connections is of another client.
        if of_client.is_none() && !self.proxies.trust(peer) {
            return self.refuse(Refusal::Client);
        }
        Some(Counted {
            _of_client: of_client,
            _of_all: of_all,
            _open: self.metrics.begin_connection(),
        })
    }

    /// How many a client may have at present: fewer when there is little room left for others.
    fn per_client(&self) -> usize {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let taken = self.all.count(&()).saturating_mul(100);
        let load = number(taken / self.limits.in_all.max(1));
        let adapted = adapted(number(self.limits.per_client), load);
        usize::try_from(adapted).unwrap_or(usize::MAX)
    }

    fn refuse(&self, why: Refusal) -> Option<Counted> {
        self.metrics.connection_refused(why);
        None
    }

    /// A client took longer than it may.
    pub(crate) fn cut(&self, what: Slowness) {
        self.metrics.connection_timed_out(what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_of_the_environment_count_and_nothing_is_no_limit() {
        let read = |name: &'static str, value: &str| {
            ConnectionLimits::read(&Environment::from_iter([(name, value)]))
        };
        let limits = read(variables::HEAD_SECONDS, "7").unwrap();
        let usual = ConnectionLimits::default();
        let head = Duration::from_secs(7);
        assert_eq!(limits, ConnectionLimits { head, ..usual });
        for requirement in CONNECTION_REQUIREMENTS {
            assert!(read(requirement.name, "9").unwrap() != usual);
            assert!(read(requirement.name, "0").is_err());
            assert!(read(requirement.name, "many").is_err());
        }
    }

    #[test]
    fn a_client_has_fewer_when_there_is_little_room() {
        let limits = ConnectionLimits {
            per_client: 8,
            in_all: 20,
            ..ConnectionLimits::default()
        };
        // One more is being taken: the load is that of all with it.
        for (others, expected) in [(0, 8), (3, 8), (8, 6), (13, 4), (16, 4)] {
            let connections = Connections::new(limits, TrustedProxies::default(), Arc::default());
            let other = |number: u8| connections.take([192, 0, 2, number].into());
            let held: Vec<_> = (0..others).map(other).collect();
            let mine = |_| connections.take([198, 51, 100, 1].into());
            let mine: Vec<_> = (0..20).map_while(mine).collect();
            assert_eq!((held.len(), mine.len()), (others.into(), expected));
        }
    }

    #[test]
    fn a_network_of_ipv6_has_the_connections_of_one_client() {
        let limits = ConnectionLimits {
            per_client: 2,
            in_all: 4,
            ..ConnectionLimits::default()
        };
        let pairs = [(variables::TRUSTED_PROXIES, "2001:db8:9::/48")];
        let proxies = TrustedProxies::read(&Environment::from_iter(pairs)).unwrap();
        let connections = Connections::new(limits, proxies, Arc::default());
        let take = |address: &str| connections.take(address.parse().unwrap());
        let held = [take("2001:db8::1"), take("2001:db8::2")];
        assert!(held.iter().all(Option::is_some));
        assert!(take("2001:db8::3").is_none());
        let others = [take("2001:db8:0:1::1"), take("192.0.2.1")];
        assert!(others.iter().all(Option::is_some));
        assert!(take("192.0.2.2").is_none(), "there are four in all");
        drop(held);
        let of_proxy = [1, 2, 3].map(|_| take("2001:db8:9::1"));
        assert_eq!(
            of_proxy.map(|it| it.is_some()),
            [true, true, false],
            "in all"
        );
        drop(others);
        let of_proxy = [1, 2, 3].map(|_| take("2001:db8:9::1"));
        assert!(of_proxy.iter().all(Option::is_some), "a proxy is no client");
    }
}
