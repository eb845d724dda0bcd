//! What the tests of live connections share.

#![allow(dead_code, reason = "each test file uses a part of it")]

use events::{AgentThinking, Event, Heartbeat};
use foundation::clock::{EpochMillis, ManualClock};
use foundation::entropy::SystemEntropy;
use foundation::environment::EnvironmentName;
use foundation::ids::{IdError, IdGenerator, RunId, ThreadId, UserId};
use std::error::Error;
use std::sync::Arc;
use websocket::{IsolationKey, Limits, ManagerFactory};

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

pub(crate) const NAME: EnvironmentName = EnvironmentName::Test;
pub(crate) const NOW: EpochMillis = EpochMillis(1_757_364_000_000);

/// A factory, and the time.
pub(crate) struct World {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) ids: Arc<IdGenerator>,
    pub(crate) factory: Arc<ManagerFactory>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// With other limits than those of tests.
    pub(crate) fn with(change: impl FnOnce(&mut Limits)) -> Self {
        let clock = Arc::new(ManualClock::at(NOW));
        let ids = Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)));
        let mut limits = Limits::of(NAME);
        change(&mut limits);
        let factory = ManagerFactory::new(NAME, clock.clone(), ids.clone(), limits);
        Self {
            clock,
            ids,
            factory: Arc::new(factory),
        }
    }
}

pub(crate) fn user(number: u32) -> Result<UserId, IdError> {
    format!("user_1_{number}_0000000a").parse()
}

pub(crate) fn key(user_number: u32, thread: u32) -> Result<IsolationKey, IdError> {
    let thread: ThreadId = format!("thread_1_{thread}_0000000a").parse()?;
    let user = user(user_number)?;
    Ok(IsolationKey { user, thread })
}

/// An event that is kept.
#[expect(
    clippy::unwrap_used,
    reason = "the id is one; this is no test by itself, so that clippy asks"
)]
pub(crate) fn thought() -> Event {
    Event::AgentThinking(AgentThinking {
        run_id: RunId::try_from("run_1_2_0000000a").unwrap(),
        agent_name: "triage".to_owned(),
        reasoning: "which of the agents is to answer".to_owned(),
        step_number: 1,
        metadata: Default::default(),
    })
}

/// An event that is not kept.
pub(crate) fn status() -> Event {
    Event::Heartbeat(Heartbeat { server_time: 1 })
}
