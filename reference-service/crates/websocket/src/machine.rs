use crate::ConnectionState;
use std::collections::VecDeque;
use std::time::Duration;

/// So many steps are remembered.
const HISTORY: usize = 32;

/// So many steps that the table does not allow, and the connection has failed: what drives it has lost its way.
const PATIENCE: u32 = 3;

/// Where a connection stands and how it came there. The one place that changes the state of a connection.
#[derive(Debug, Clone)]
pub struct StateMachine {
    history: VecDeque<(ConnectionState, Duration)>,
    state: ConnectionState,
    invalid: u32,
}

/// The table of transitions does not allow the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a connection that is {from:?} cannot become {to:?}")]
pub struct InvalidTransition {
    /// Where it stood.
    pub from: ConnectionState,
    /// Where it should have gone.
    pub to: ConnectionState,
}

impl StateMachine {
    /// A connection that somebody asked for at `now`.
    #[must_use]
    pub fn new(now: Duration) -> Self {
        let state = ConnectionState::Connecting;
        Self {
            history: VecDeque::from([(state, now)]),
            state,
            invalid: 0,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ConnectionState {
        self.state
    }

    /// Takes a step. To stay where it is, is none.
    ///
    /// # Errors
    /// When the table does not allow it. The third time the connection fails.
    pub fn become_state(
        &mut self,
        next: ConnectionState,
        now: Duration,
    ) -> Result<(), InvalidTransition> {
        if next == self.state {
            return Ok(());
        }
        if self.state.may_become(next) {
            self.enter(next, now);
            return Ok(());
        }
        let refused = InvalidTransition {
            from: self.state,
            to: next,
        };
        self.invalid += 1;
        if self.invalid >= PATIENCE && self.state.may_become(ConnectionState::Failed) {
            self.enter(ConnectionState::Failed, now);
        }
        Err(refused)
    }

    /// The last steps, oldest first, each with the time when it was taken.
    pub fn history(&self) -> impl Iterator<Item = (ConnectionState, Duration)> {
        self.history.iter().copied()
    }

    fn enter(&mut self, state: ConnectionState, now: Duration) {
        if self.history.len() == HISTORY {
            self.history.pop_front();
        }
        self.history.push_back((state, now));
        self.state = state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ConnectionState::{
        Accepted, Authenticated, Closed, Connecting, Failed, Idle, Processing, ProcessingReady,
        ServicesReady,
    };

    const NOW: Duration = Duration::from_secs(1);
    const WAY: [ConnectionState; 4] = [Accepted, Authenticated, ServicesReady, ProcessingReady];

    fn ready() -> StateMachine {
        let mut machine = StateMachine::new(Duration::ZERO);
        for next in WAY {
            machine.become_state(next, NOW).unwrap();
        }
        machine
    }

    #[test]
    fn the_way_to_readiness_has_no_short_cut() {
        let mut machine = StateMachine::new(Duration::ZERO);
        let refused = machine.become_state(ProcessingReady, NOW).unwrap_err();
        assert_eq!((refused.from, refused.to), (Connecting, ProcessingReady));
        for next in WAY {
            assert!(!machine.state().is_operational());
            machine.become_state(next, NOW).unwrap();
        }
        assert!(machine.state().is_operational());
        let steps: Vec<_> = machine.history().map(|(state, _)| state).collect();
        assert_eq!(steps, [&[Connecting][..], &WAY].concat());
    }

    #[test]
    fn the_third_step_that_is_not_allowed_is_the_last() {
        let mut machine = ready();
        for expected in [ProcessingReady, ProcessingReady, Failed] {
            machine.become_state(Connecting, NOW).unwrap_err();
            assert_eq!(machine.state(), expected);
        }
        machine.become_state(Closed, NOW).unwrap();
        for _ in 0..10 {
            machine.become_state(Accepted, NOW).unwrap_err();
        }
        assert_eq!(machine.state(), Closed, "what is over stays so");
    }

    #[test]
    fn the_history_is_bounded() {
        let mut machine = ready();
        for _ in 0..100 {
            machine.become_state(Processing, NOW).unwrap();
            machine.become_state(Processing, NOW).unwrap();
            machine.become_state(ProcessingReady, NOW).unwrap();
        }
        machine.become_state(Idle, NOW).unwrap();
        assert_eq!(machine.history().count(), HISTORY);
        assert_eq!(machine.history().last(), Some((Idle, NOW)));
    }
}
