use crate::Encoded;
use foundation::clock::Clock;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

/// Keeps events for clients that are away: a number of them, for a while.
///
/// What was sent is kept as well, since a line that breaks does not tell how much of it arrived; a client that says what
/// it heard last gets everything after that, and one that does not gets what was never sent. That somebody else took an
/// event, by a stream or as the answer to a request, changes nothing for such a client; but then it is not lost.
#[derive(Debug)]
pub struct RecoveryQueue {
    clock: Arc<dyn Clock>,
    capacity: NonZeroUsize,
    life: Duration,
    kept: VecDeque<Kept>,
    lost: u64,
}

/// An event that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The event.
    pub event: Encoded,
    sequence: u64,
    since: Duration,
    sent: bool,
    taken: bool,
}

impl RecoveryQueue {
    /// A queue for so many events, each for so long.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, capacity: NonZeroUsize, life: Duration) -> Self {
        Self {
            clock,
            capacity,
            life,
            kept: VecDeque::new(),
            lost: 0,
        }
    }

    /// Keeps the event if it is of those that are kept. If there is no room, what was sent goes first, then what was
    /// taken, then what is oldest.
    pub fn keep(&mut self, event: &Encoded) {
        let (true, Some(sequence)) = (event.is_kept(), event.sequence()) else {
            return;
        };
        self.forget_old();
        if self.kept.len() >= self.capacity.get() {
            let sent = self.kept.iter().position(|kept| kept.sent);
            let known = sent.or_else(|| self.kept.iter().position(|kept| kept.taken));
            self.lost += u64::from(known.is_none());
            self.kept.remove(known.unwrap_or_default());
        }
        self.kept.push_back(Kept {
            event: event.clone(),
            sequence,
            since: self.clock.running_for(),
            sent: false,
            taken: false,
        });
    }

    /// Notes that the event was written to a line.
    pub fn sent(&mut self, sequence: u64) {
        if let Some(kept) = self.find(sequence) {
            kept.sent = true;
        }
    }

    /// Notes that somebody has the event who does not listen on a line.
    pub fn taken(&mut self, sequence: u64) {
        if let Some(kept) = self.find(sequence) {
            kept.taken = true;
        }
    }

    /// What a client has to hear that heard everything up to `last`; or, if it does not say, what was never sent.
    pub fn missed(&mut self, last: Option<u64>) -> Vec<Encoded> {
        self.forget_old();
        let is_missed = |kept: &&Kept| match last {
            Some(last) => kept.sequence > last,
            None => !kept.sent,
        };
        let missed = self.kept.iter().filter(is_missed);
        missed.map(|kept| kept.event.clone()).collect()
    }

    /// How many events had to go before anybody had them, for want of room or time.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.lost
    }

    fn find(&mut self, sequence: u64) -> Option<&mut Kept> {
        let found = self
            .kept
            .binary_search_by_key(&sequence, |kept| kept.sequence);
        found.ok().and_then(|index| self.kept.get_mut(index))
    }

    fn forget_old(&mut self) {
        let now = self.clock.running_for();
        while let Some(oldest) = self.kept.front() {
            if now.saturating_sub(oldest.since) < self.life {
                break;
            }
            self.lost += u64::from(!oldest.sent && !oldest.taken);
            self.kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AgentThinking, Envelope, Event, Heartbeat};
    use foundation::clock::{EpochMillis, ManualClock};
    use foundation::ids::{RunId, UserId};

    const LIFE: Duration = Duration::from_secs(60);

    fn event(event: Event, sequence: u64) -> Encoded {
        let user = UserId::try_from("user_1_2_0000000a").unwrap();
        let envelope = Envelope::new(event, user, None, EpochMillis(0), Some(sequence));
        Encoded::of(&envelope).unwrap()
    }

    fn thought(sequence: u64) -> Encoded {
        let thinking = AgentThinking {
            run_id: RunId::try_from("run_1_2_0000000a").unwrap(),
            agent_name: "triage".to_owned(),
            reasoning: "which of the agents is to answer".to_owned(),
            step_number: 1,
            metadata: Default::default(),
        };
        event(Event::AgentThinking(thinking), sequence)
    }

    fn queue(capacity: usize) -> (Arc<ManualClock>, RecoveryQueue) {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        let capacity = NonZeroUsize::new(capacity).unwrap();
        (clock.clone(), RecoveryQueue::new(clock, capacity, LIFE))
    }

    fn missed(queue: &mut RecoveryQueue, last: Option<u64>) -> Vec<u64> {
        let missed = queue.missed(last).into_iter();
        missed.filter_map(|event| event.sequence()).collect()
    }

    #[test]
    fn what_was_never_sent_or_comes_after_what_was_heard_is_missed() {
        let (_, mut queue) = queue(10);
        for sequence in [3, 5, 8] {
            queue.keep(&thought(sequence));
        }
        queue.keep(&event(Event::Heartbeat(Heartbeat { server_time: 0 }), 9));
        queue.sent(5);
        queue.sent(9);
        assert_eq!(missed(&mut queue, None), [3, 8]);
        assert_eq!(missed(&mut queue, Some(3)), [5, 8]);
        assert_eq!(missed(&mut queue, Some(8)), [0; 0]);
        assert_eq!(queue.lost(), 0);
    }

    #[test]
    fn for_want_of_room_what_was_sent_goes_first_and_a_loss_is_counted() {
        let (_, mut queue) = queue(2);
        queue.keep(&thought(1));
        queue.keep(&thought(2));
        queue.sent(2);
        queue.keep(&thought(3));
        assert_eq!((missed(&mut queue, Some(0)), queue.lost()), (vec![1, 3], 0));
        queue.keep(&thought(4));
        assert_eq!((missed(&mut queue, Some(0)), queue.lost()), (vec![3, 4], 1));
    }

    #[test]
    fn what_somebody_took_is_kept_for_others_and_not_lost() {
        let (clock, mut queue) = queue(2);
        queue.keep(&thought(1));
        queue.keep(&thought(2));
        queue.taken(2);
        assert_eq!(missed(&mut queue, None), [1, 2]);
        queue.keep(&thought(3));
        assert_eq!((missed(&mut queue, None), queue.lost()), (vec![1, 3], 0));
        queue.taken(1);
        queue.taken(3);
        clock.advance(LIFE);
        assert_eq!((missed(&mut queue, None), queue.lost()), (vec![], 0));
    }

    #[test]
    fn nothing_is_kept_for_ever() {
        let (clock, mut queue) = queue(10);
        queue.keep(&thought(1));
        clock.advance(LIFE / 2);
        queue.keep(&thought(2));
        queue.sent(2);
        clock.advance(LIFE / 2);
        assert_eq!((missed(&mut queue, Some(0)), queue.lost()), (vec![2], 1));
        clock.advance(LIFE / 2);
        assert_eq!((missed(&mut queue, Some(0)), queue.lost()), (vec![], 1));
    }
}
