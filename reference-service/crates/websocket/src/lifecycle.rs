//! The connections of one manager, from the request for one to its end.

use crate::{ConnectionState, InvalidTransition, StateMachine};
use events::Encoded;
use foundation::ids::ConnectionId;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::mpsc;

/// What a client says of its last connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume {
    /// Which it was.
    pub connection: Option<ConnectionId>,
    /// Up to which event it heard everything.
    pub last_sequence: Option<u64>,
}

/// The end of a connection at which events come out. Dropped, it is a line that broke.
#[derive(Debug)]
pub struct Line {
    /// Which connection.
    pub id: ConnectionId,
    /// Whether it is one that was there before.
    pub resumed: bool,
    /// How many of its first events were said before.
    pub replayed: usize,
    pub(crate) events: mpsc::Receiver<Encoded>,
    /// Tells it from a line that the same connection had before.
    pub(crate) number: u64,
}

/// One connection.
#[derive(Debug)]
struct Connection {
    machine: StateMachine,
    last_heard: Duration,
    line: mpsc::Sender<Encoded>,
    number: u64,
}

/// The connections of one manager.
#[derive(Debug, Default)]
pub(crate) struct Lifecycles {
    connections: HashMap<ConnectionId, Connection>,
    lines: u64,
}

/// A line to which something can be said.
#[derive(Debug, Clone)]
pub(crate) struct Recipient {
    pub(crate) id: ConnectionId,
    pub(crate) number: u64,
    pub(crate) line: mpsc::Sender<Encoded>,
}

impl Lifecycles {
    /// A line for a new connection, or for one that was lost and is there again.
    pub(crate) fn register(
        &mut self,
        id: ConnectionId,
        now: Duration,
        missed: Vec<Encoded>,
        waiting: usize,
    ) -> Line {
        self.lines += 1;
        // What was missed has room of its own, so that sending it cannot fail.
        let (line, events) = mpsc::channel(waiting + missed.len());
        let replayed = missed
            .into_iter()
            .filter(|event| line.try_send(event.clone()).is_ok())
            .count();
        let earlier = self.connections.remove(&id);
        let resumed = earlier.is_some();
        let mut machine = earlier.map_or_else(|| StateMachine::new(now), |it| it.machine);
        if machine.state().is_operational() {
            // The client saw the line break before we did.
            note(machine.become_state(ConnectionState::Reconnecting, now));
        }
        let connection = Connection {
            machine,
            last_heard: now,
            line,
            number: self.lines,
        };
        self.connections.insert(id.clone(), connection);
        Line {
            id,
            resumed,
            replayed,
            events,
            number: self.lines,
        }
    }

    /// Whether the connection can be had back: it works, as far as we know, or broke not long ago.
    pub(crate) fn can_resume(&self, id: &ConnectionId, now: Duration, within: Duration) -> bool {
        self.connections.get(id).is_some_and(|connection| {
            let state = connection.machine.state();
            let lately = now.saturating_sub(connection.last_heard) <= within;
            state.is_operational() || (state == ConnectionState::Reconnecting && lately)
        })
    }

    /// Takes a step, unless the line is no longer the connection's.
    pub(crate) fn become_state(
        &mut self,
        id: &ConnectionId,
        number: u64,
        next: ConnectionState,
        now: Duration,
    ) -> Result<(), InvalidTransition> {
        match self.mine(id, number) {
            Some(connection) => connection.machine.become_state(next, now),
            None => Ok(()),
        }
    }

    /// Where a connection stands.
    pub(crate) fn state(&self, id: &ConnectionId) -> Option<ConnectionState> {
        Some(self.connections.get(id)?.machine.state())
    }

    /// Notes that the client said something.
    pub(crate) fn heard(&mut self, id: &ConnectionId, number: u64, now: Duration) {
        if let Some(connection) = self.mine(id, number) {
            connection.last_heard = now;
        }
    }

    /// For how long the client has said nothing.
    pub(crate) fn silence(&self, id: &ConnectionId, now: Duration) -> Option<Duration> {
        let heard = self.connections.get(id)?.last_heard;
        Some(now.saturating_sub(heard))
    }

    /// The line broke. The connection can be had back if it ever worked.
    pub(crate) fn lose(&mut self, id: &ConnectionId, number: u64, now: Duration) {
        let Some(connection) = self.mine(id, number) else {
            return;
        };
        let state = connection.machine.state();
        if state == ConnectionState::Reconnecting {
            return;
        }
        if state.is_operational() {
            note(
                connection
                    .machine
                    .become_state(ConnectionState::Reconnecting, now),
            );
            connection.last_heard = now;
            // The receiver of this one is gone at once: to say something to it fails.
            connection.line = mpsc::channel(1).0;
        } else {
            self.connections.remove(id);
        }
    }

    /// The connection is over.
    pub(crate) fn remove(&mut self, id: &ConnectionId, number: u64, now: Duration) {
        let Some(connection) = self.mine(id, number) else {
            return;
        };
        for last in [ConnectionState::Closing, ConnectionState::Closed] {
            if connection.machine.state().may_become(last) {
                note(connection.machine.become_state(last, now));
            }
        }
        self.connections.remove(id);
    }

    /// Forgets connections that nobody came back for in time, and those whose line went without a word.
    pub(crate) fn expire(&mut self, now: Duration, resume: Duration) {
        self.connections.retain(|_, connection| {
            !connection.line.is_closed() || now.saturating_sub(connection.last_heard) <= resume
        });
    }

    /// All lines to which something can be said.
    pub(crate) fn recipients(&self) -> Vec<Recipient> {
        let open = self.connections.iter();
        open.filter(|(_, connection)| !connection.line.is_closed())
            .map(|(id, connection)| Recipient {
                id: id.clone(),
                number: connection.number,
                line: connection.line.clone(),
            })
            .collect()
    }

    /// How many lines there are, without one that is about to be replaced.
    pub(crate) fn live(&self, replaced: Option<&ConnectionId>) -> usize {
        let open = self.connections.iter();
        open.filter(|(id, connection)| !connection.line.is_closed() && Some(*id) != replaced)
            .count()
    }

    /// Whether there is no connection, not even one that can be had back.
    pub(crate) fn is_empty(&self) -> bool {
        self.connections.is_empty()
    }

    /// Ends all lines.
    pub(crate) fn clear(&mut self) {
        self.connections.clear();
    }

    fn mine(&mut self, id: &ConnectionId, number: u64) -> Option<&mut Connection> {
        let connection = self.connections.get_mut(id)?;
        (connection.number == number).then_some(connection)
    }
}

/// A step of our own that the table does not allow is a mistake of ours; the connection goes on or fails by the table.
fn note(step: Result<(), InvalidTransition>) {
    if let Err(error) = step {
        tracing::error!(%error, "state of a connection");
    }
}
