/// In which state a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConnectionState {
    /// Somebody who may asked for it; the line is not there yet.
    Connecting,
    /// The line is there.
    Accepted,
    /// It is known whose line it is.
    Authenticated,
    /// All that is needed to work for it is there.
    ServicesReady,
    /// The first message has left: the client may speak.
    ProcessingReady,
    /// What the client said is worked on.
    Processing,
    /// Nobody has said anything for a while.
    Idle,
    /// It works, but did not take all that was said.
    Degraded,
    /// The line broke; the client may come back.
    Reconnecting,
    /// One side has said goodbye.
    Closing,
    /// It is over.
    Closed,
    /// It cannot go on.
    Failed,
}

use ConnectionState::{
    Accepted, Authenticated, Closed, Closing, Connecting, Degraded, Failed, Idle, Processing,
    ProcessingReady, Reconnecting, ServicesReady,
};

impl ConnectionState {
    /// Every state, in the order of the definition.
    pub const ALL: [Self; 12] = [
        Connecting,
        Accepted,
        Authenticated,
        ServicesReady,
        ProcessingReady,
        Processing,
        Idle,
        Degraded,
        Reconnecting,
        Closing,
        Closed,
        Failed,
    ];

    /// What may come next: the table of all transitions.
    #[must_use]
    pub const fn successors(self) -> &'static [Self] {
        match self {
            Connecting => &[Accepted, Closed, Failed],
            Accepted => &[Authenticated, Closing, Failed],
            Authenticated => &[ServicesReady, Closing, Failed],
            ServicesReady => &[ProcessingReady, Degraded, Closing, Failed],
            ProcessingReady => &[Processing, Idle, Degraded, Reconnecting, Closing, Failed],
            Processing => &[ProcessingReady, Degraded, Reconnecting, Closing, Failed],
            Idle => &[
                ProcessingReady,
                Processing,
                Degraded,
                Reconnecting,
                Closing,
                Failed,
            ],
            Degraded => &[
                ProcessingReady,
                Processing,
                Idle,
                Reconnecting,
                Closing,
                Failed,
            ],
            Reconnecting => &[Accepted, Closed, Failed],
            Closing => &[Closed, Failed],
            Failed => &[Closed],
            Closed => &[],
        }
    }

    /// Whether `next` may come next.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        self.successors().contains(&next)
    }

    /// Whether the client may speak and is heard.
    #[must_use]
    pub const fn is_operational(self) -> bool {
        matches!(self, ProcessingReady | Processing | Idle | Degraded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line for each state, one column for what may come next, both in the order of the definition.
    const TABLE: [&str; 12] = [
        ".x........xx",
        "..x......x.x",
        "...x.....x.x",
        "....x..x.x.x",
        ".....xxxxx.x",
        "....x..xxx.x",
        "....xx.xxx.x",
        "....xxx.xx.x",
        ".x........xx",
        "..........xx",
        "............",
        "..........x.",
    ];

    #[test]
    fn every_pair_of_states_is_allowed_or_not_as_the_table_says() {
        for (state, line) in ConnectionState::ALL.into_iter().zip(TABLE) {
            for (next, mark) in ConnectionState::ALL.into_iter().zip(line.chars()) {
                assert_eq!(state.may_become(next), mark == 'x', "{state:?} -> {next:?}");
            }
        }
    }

    #[test]
    fn every_state_but_the_last_has_a_way_to_the_end() {
        for state in ConnectionState::ALL {
            let mut reached = vec![state];
            let mut index = 0;
            while let Some(next) = reached.get(index).copied() {
                for successor in next.successors() {
                    if !reached.contains(successor) {
                        reached.push(*successor);
                    }
                }
                index += 1;
            }
            assert!(reached.contains(&Closed), "{state:?}");
        }
    }

    #[test]
    fn four_states_are_operational() {
        let operational = ConnectionState::ALL.into_iter();
        let operational: Vec<_> = operational.filter(|it| it.is_operational()).collect();
        assert_eq!(operational, [ProcessingReady, Processing, Idle, Degraded]);
    }
}
