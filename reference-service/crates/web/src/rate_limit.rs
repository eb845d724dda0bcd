//! How much one client may ask in a while.
//!
//! A client is an address, as [`crate::TrustedProxies`] tells it.

use foundation::clock::Clock;
use foundation::environment::{Environment, EnvironmentError, Requirement};
use foundation::names::variables;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// So many clients are told apart; all others count as one, so that an attacker with many addresses cannot fill our
/// memory.
const MAX_CLIENTS: usize = 10_000;

/// What a client may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimits {
    /// Requests in a minute.
    pub per_minute: u32,
    /// Requests in an hour.
    pub per_hour: u32,
    /// With so many requests under way the service is fully loaded.
    pub capacity: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            per_minute: 100,
            per_hour: 1_000,
            capacity: 200,
        }
    }
}

/// What a service may find of them in its environment.
pub const RATE_REQUIREMENTS: [Requirement; 2] = [
    Requirement::optional(variables::RATE_LIMIT_PER_MINUTE),
    Requirement::optional(variables::RATE_LIMIT_PER_HOUR),
];

impl RateLimits {
    /// The limits that `environment` holds, the usual ones where it holds none. A limit of nothing is a mistake: who wants
    /// no client to be answered does not start the service.
    ///
    /// # Errors
    /// When a limit is no whole number above nothing.
    pub fn read(environment: &Environment) -> Result<Self, EnvironmentError> {
        let usual = Self::default();
        let limit = |name, usual| {
            let limit = environment.parse::<NonZeroU32>(name)?;
            Ok::<_, EnvironmentError>(limit.map_or(usual, NonZeroU32::get))
        };
        Ok(Self {
            per_minute: limit(variables::RATE_LIMIT_PER_MINUTE, usual.per_minute)?,
            per_hour: limit(variables::RATE_LIMIT_PER_HOUR, usual.per_hour)?,
            ..usual
        })
    }
}

/// A limit at a load in percent: three quarters above 60, half above 80.
pub(crate) fn adapted(limit: u32, load: u32) -> u32 {
    match load {
        0..=60 => limit,
        61..=80 => limit / 4 * 3 + limit % 4 * 3 / 4,
        _ => limit / 2,
    }
}

/// What is left to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Whether this request is allowed.
    pub allowed: bool,
    /// How many requests the window has that ends first or is used up.
    pub limit: u32,
    /// How many of them are left.
    pub remaining: u32,
    /// When the window ends.
    pub reset: Duration,
}

/// Counts requests by client.
#[derive(Debug)]
pub struct RateLimiter {
    clock: Arc<dyn Clock>,
    limits: RateLimits,
    clients: Mutex<HashMap<Client, [Window; 2]>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Client {
    Address(IpAddr),
    Others,
}

/// A stretch of time in which something is counted; when it is over, the next begins at nothing.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    length: Duration,
    began: Duration,
    count: u32,
}

impl RateLimiter {
    /// Nobody has asked for anything yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, limits: RateLimits) -> Self {
        Self {
            clock,
            limits,
            clients: Mutex::default(),
        }
    }

    /// Counts a request, with so many under way; a request that is not allowed does not count.
    pub fn admit(&self, address: IpAddr, in_flight: u32) -> Allowance {
        let now = self.clock.running_for();
        let load = in_flight.saturating_mul(100) / self.limits.capacity.max(1);
        let limits = [self.limits.per_minute, self.limits.per_hour];
        let limits = limits.map(|limit| adapted(limit, load));

        // A panic elsewhere cannot leave a count half written.
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let client = known(&mut clients, network(address), now);
        let windows = clients
            .entry(client)
            .or_insert_with(|| [MINUTE, HOUR].map(|length| Window::new(length, now)));
        for window in windows.iter_mut().filter(|window| window.is_over(now)) {
            *window = Window::new(window.length, now);
        }

        let allowed = (0..2).all(|each| windows[each].count < limits[each]);
        if allowed {
            for window in windows.iter_mut() {
                window.count += 1;
            }
        }
        let left = |each: usize| limits[each].saturating_sub(windows[each].count);
        let tighter = usize::from(left(1) < left(0) || (left(1) == 0 && left(0) == 0));
        Allowance {
            allowed,
            limit: limits[tighter],
            remaining: left(tighter),
            reset: windows[tighter].rest(now),
        }
    }
}

impl Window {
    /// A window that begins now.
    #[must_use]
    pub const fn new(length: Duration, began: Duration) -> Self {
        Self {
            length,
            began,
            count: 0,
        }
    }

    /// Counts one more, unless the window has its `limit` already; whether it did.
    pub fn admit(&mut self, limit: u32, now: Duration) -> bool {
        if self.is_over(now) {
            *self = Self::new(self.length, now);
        }
        let admitted = self.count < limit;
        self.count += u32::from(admitted);
        admitted
    }

    fn is_over(&self, now: Duration) -> bool {
        self.rest(now).is_zero()
    }

    fn rest(&self, now: Duration) -> Duration {
        (self.began + self.length).saturating_sub(now)
    }
}

/// The client of this address, or all others if too many are known.
fn known(clients: &mut HashMap<Client, [Window; 2]>, address: IpAddr, now: Duration) -> Client {
    let client = Client::Address(address);
    if clients.contains_key(&client) || clients.len() < MAX_CLIENTS {
        return client;
    }
    clients.retain(|_, windows| !windows.iter().all(|window| window.is_over(now)));
    if clients.len() < MAX_CLIENTS {
        client
    } else {
        Client::Others
    }
}

/// One customer of a provider has 2^64 addresses of IPv6, all with the same first half.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let first_half = address.to_bits() >> 64 << 64;
            Ipv6Addr::from_bits(first_half).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::clock::{EpochMillis, ManualClock};
    use std::net::Ipv4Addr;

    const LIMITS: RateLimits = RateLimits {
        per_minute: 4,
        per_hour: 6,
        capacity: 10,
    };

    fn limiter() -> (Arc<ManualClock>, RateLimiter) {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        (clock.clone(), RateLimiter::new(clock, LIMITS))
    }

    fn address(last: u32) -> IpAddr {
        Ipv4Addr::from_bits(last).into()
    }

    #[test]
    fn the_limits_of_the_environment_count_and_nothing_is_no_limit() {
        let read = |minute: &str| {
            let pairs = [(variables::RATE_LIMIT_PER_MINUTE, minute)];
            RateLimits::read(&Environment::from_iter(pairs))
        };
        let limits = read("7").unwrap();
        assert_eq!((limits.per_minute, limits.per_hour), (7, 1_000));
        for wrong in ["0", "-1", "many"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let unset = RateLimits::read(&Environment::default());
        assert_eq!(unset, Ok(RateLimits::default()));
    }

    #[test]
    fn the_minute_counts_down_and_begins_again() {
        let (clock, limiter) = limiter();
        for remaining in [3, 2, 1, 0] {
            let allowance = limiter.admit(address(1), 0);
            assert_eq!(
                allowance,
                Allowance {
                    allowed: true,
                    limit: 4,
                    remaining,
                    reset: MINUTE
                }
            );
        }
        clock.advance(Duration::from_secs(59));
        let refused = limiter.admit(address(1), 0);
        assert_eq!(
            (refused.allowed, refused.reset),
            (false, Duration::from_secs(1))
        );
        assert!(limiter.admit(address(2), 0).allowed, "another client");
        clock.advance(Duration::from_secs(1));
        assert!(limiter.admit(address(1), 0).allowed);
    }

    #[test]
    fn the_hour_counts_across_minutes() {
        let (clock, limiter) = limiter();
        for _ in 0..2 {
            for _ in 0..3 {
                assert!(limiter.admit(address(1), 0).allowed);
            }
            clock.advance(MINUTE);
        }
        let refused = limiter.admit(address(1), 0);
        assert_eq!((refused.allowed, refused.limit), (false, 6));
        assert_eq!(refused.reset, HOUR - 2 * MINUTE);
    }

    #[test]
    fn limits_shrink_with_the_load() {
        for (load, limit) in [
            (0, 100),
            (60, 100),
            (61, 75),
            (80, 75),
            (81, 50),
            (1_000, 50),
        ] {
            assert_eq!(adapted(100, load), limit, "{load} %");
        }
        assert_eq!(adapted(6, 61), 4);
        let (_, limiter) = limiter();
        assert_eq!(limiter.admit(address(1), 6).limit, 4);
        assert_eq!(limiter.admit(address(1), 7).limit, 3);
        assert_eq!(limiter.admit(address(1), 9).limit, 2);
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let (_, limiter) = limiter();
        for last in 1..=4 {
            let address: IpAddr = format!("2001:db8::{last}").parse().unwrap();
            assert!(limiter.admit(address, 0).allowed);
        }
        assert!(!limiter.admit("2001:db8::5".parse().unwrap(), 0).allowed);
        assert!(limiter.admit("2001:db8:0:1::5".parse().unwrap(), 0).allowed);
        assert_eq!(
            network("::ffff:10.0.0.1".parse().unwrap()),
            address(0x0a00_0001)
        );
    }

    #[test]
    fn too_many_clients_count_as_one_until_some_are_forgotten() {
        let (clock, limiter) = limiter();
        for number in 0..10_000 {
            assert!(limiter.admit(address(number), 0).allowed);
        }
        for number in 10_000..10_004 {
            assert!(limiter.admit(address(number), 0).allowed);
        }
        assert!(!limiter.admit(address(10_004), 0).allowed);
        clock.advance(HOUR);
        assert!(limiter.admit(address(10_004), 0).allowed);
    }
}
