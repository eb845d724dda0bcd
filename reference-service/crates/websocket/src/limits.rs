use events::LineConfig;
use foundation::clock::whole_millis;
use foundation::environment::EnvironmentName;
use std::num::NonZeroUsize;
use std::time::Duration;

/// How much there may be of everything, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Managers of one user.
    pub managers_per_user: usize,
    /// A manager that nobody used for so long goes.
    pub idle: Duration,
    /// When a user has as many managers as may be, those go that nobody used for so long.
    pub idle_in_need: Duration,
    /// Connections of one user, over all managers.
    pub connections_per_user: usize,
    /// Streams of events of one user beside the connections.
    pub subscriptions_per_user: usize,
    /// Messages that a connection may send in a minute.
    pub messages_per_minute: u32,
    /// The longest message that is read, in bytes.
    pub max_message: usize,
    /// After so much silence the service says that it is there.
    pub heartbeat: Duration,
    /// How long the first message may take to leave.
    pub handshake: Duration,
    /// For so long a connection that was lost can be had back.
    pub resume: Duration,
    /// Events that a manager keeps for those that are away.
    pub kept: NonZeroUsize,
    /// Events that may wait for one connection.
    pub waiting: usize,
}

impl Limits {
    /// What is allowed in an environment: tests and developers ask more in a minute than people do.
    #[must_use]
    pub const fn of(name: EnvironmentName) -> Self {
        let (messages_per_minute, handshake) = match name {
            EnvironmentName::Test => (1_000, 100),
            EnvironmentName::Development => (300, 200),
            EnvironmentName::Staging => (100, 500),
            EnvironmentName::Production => (30, 1_000),
        };
        Self {
            managers_per_user: 20,
            idle: Duration::from_secs(1_800),
            idle_in_need: Duration::from_secs(10),
            connections_per_user: if name.is_deployed() { 3 } else { 10 },
            subscriptions_per_user: 10,
            messages_per_minute,
            max_message: 8_192,
            heartbeat: Duration::from_secs(20),
            handshake: Duration::from_millis(handshake),
            resume: Duration::from_secs(3),
            kept: NonZeroUsize::MIN.saturating_add(255),
            waiting: 256,
        }
    }

    /// With so many managers of a user, those that are not used are cleaned away: at 60 % of what may be.
    #[must_use]
    pub const fn clean_up_at(&self) -> usize {
        self.managers_per_user * 3 / 5
    }

    /// What a client is told of them.
    pub(crate) fn told(&self) -> LineConfig {
        LineConfig {
            heartbeat_interval_ms: whole_millis(self.heartbeat),
            max_message_bytes: self.max_message,
            messages_per_minute: self.messages_per_minute,
            resume_within_ms: whole_millis(self.resume),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_environment_has_its_limits() {
        for (name, messages, handshake, connections) in [
            (EnvironmentName::Test, 1_000, 100, 10),
            (EnvironmentName::Development, 300, 200, 10),
            (EnvironmentName::Staging, 100, 500, 3),
            (EnvironmentName::Production, 30, 1_000, 3),
        ] {
            let limits = Limits::of(name);
            assert_eq!(limits.messages_per_minute, messages, "{name}");
            assert_eq!(limits.handshake, Duration::from_millis(handshake), "{name}");
            assert_eq!(limits.connections_per_user, connections, "{name}");
            assert_eq!((limits.managers_per_user, limits.clean_up_at()), (20, 12));
            assert_eq!(limits.max_message, 8_192);
        }
    }
}
