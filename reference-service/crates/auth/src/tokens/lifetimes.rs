use super::TokenKind;
use foundation::environment::EnvironmentName;
use std::time::Duration;

/// For how long tokens count: the shorter, the more there is to lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// Access and service tokens.
    pub access: Duration,
    /// Refresh tokens, and with them a session that nobody uses.
    pub refresh: Duration,
}

impl Lifetimes {
    /// The lifetimes of an environment.
    #[must_use]
    pub const fn of(environment: EnvironmentName) -> Self {
        let (minutes, days) = match environment {
            EnvironmentName::Production => (15, 7),
            EnvironmentName::Staging => (30, 14),
            EnvironmentName::Development => (120, 30),
            EnvironmentName::Test => (5, 1),
        };
        Self {
            access: Duration::from_secs(minutes * 60),
            refresh: Duration::from_secs(days * 24 * 60 * 60),
        }
    }

    /// The lifetime of a token of this kind.
    #[must_use]
    pub const fn of_kind(&self, kind: TokenKind) -> Duration {
        match kind {
            TokenKind::Access | TokenKind::Service => self.access,
            TokenKind::Refresh => self.refresh,
        }
    }
}
