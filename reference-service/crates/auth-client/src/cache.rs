use crate::client::KnownUser;
use foundation::clock::Clock;
use foundation::secret::SecretToken;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// For so long an answer is remembered.
const LIFE: Duration = Duration::from_secs(300);

/// So many answers are remembered.
const CAPACITY: usize = 10_000;

/// What was said of tokens lately. It knows their fingerprints, not the tokens.
#[derive(Debug)]
pub(crate) struct TokenCache {
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    known: HashMap<Fingerprint, Entry>,
    /// Grows with every token that is forgotten on purpose.
    forgotten: u64,
}

type Fingerprint = [u8; 32];

#[derive(Debug)]
struct Entry {
    user: KnownUser,
    since: Duration,
}

/// A moment in the life of the cache: an answer to a question from before is not remembered after something was
/// forgotten, since it may be the answer that was to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(u64);

impl TokenCache {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            inner: Mutex::default(),
        }
    }

    /// What is remembered of the token, and now.
    pub(crate) fn recall(&self, token: &SecretToken) -> (Option<KnownUser>, Moment) {
        let inner = self.inner();
        let entry = inner.known.get(&fingerprint(token));
        let entry = entry.filter(|entry| self.is_fresh(entry));
        (
            entry.map(|entry| entry.user.clone()),
            Moment(inner.forgotten),
        )
    }

    /// Remembers the answer to a question that was asked at `asked`, unless something was forgotten since.
    pub(crate) fn remember(&self, token: &SecretToken, user: KnownUser, asked: Moment) {
        let since = self.clock.running_for();
        let mut inner = self.inner();
        if inner.forgotten != asked.0 {
            return;
        }
        if inner.known.len() >= CAPACITY {
            inner.known.retain(|_, entry| self.is_fresh(entry));
        }
        if inner.known.len() < CAPACITY {
            inner
                .known
                .insert(fingerprint(token), Entry { user, since });
        }
    }

    /// Forgets the token, and does not let an answer that is under way bring it back.
    pub(crate) fn forget(&self, token: &SecretToken) {
        let mut inner = self.inner();
        inner.known.remove(&fingerprint(token));
        inner.forgotten += 1;
    }

    fn is_fresh(&self, entry: &Entry) -> bool {
        let age = self.clock.running_for().saturating_sub(entry.since);
        age < LIFE && self.clock.now() < entry.user.expires
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic between two changes leaves a cache that knows too little, never too much.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fingerprint(token: &SecretToken) -> Fingerprint {
    Sha256::digest(token.expose()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use foundation::clock::{EpochMillis, ManualClock};
    use foundation::identity::{Email, Permissions};
    use foundation::ids::UserId;

    const EXPIRES: EpochMillis = EpochMillis(1_000_000);

    fn cache() -> (Arc<ManualClock>, TokenCache) {
        let clock = Arc::new(ManualClock::at(EpochMillis(0)));
        (clock.clone(), TokenCache::new(clock))
    }

    fn token(text: &str) -> SecretToken {
        SecretToken::try_from(text).unwrap()
    }

    fn ada(expires: EpochMillis) -> KnownUser {
        KnownUser {
            id: UserId::try_from("user_1_2_0000000a").unwrap(),
            email: Email::try_from("ada@example.org").unwrap(),
            permissions: Permissions::of_a_user(),
            session: None,
            expires,
        }
    }

    fn known(cache: &TokenCache, text: &str) -> bool {
        cache.recall(&token(text)).0.is_some()
    }

    #[test]
    fn an_answer_is_remembered_for_five_minutes_and_no_longer_than_the_token_counts() {
        let (clock, cache) = cache();
        let (_, now) = cache.recall(&token("long"));
        cache.remember(&token("long"), ada(EXPIRES), now);
        cache.remember(&token("short"), ada(EpochMillis(100_000)), now);
        clock.advance(Duration::from_millis(99_999));
        assert!(known(&cache, "long") && known(&cache, "short") && !known(&cache, "other"));
        clock.advance(Duration::from_millis(1));
        assert!(known(&cache, "long") && !known(&cache, "short"));
        clock.advance(Duration::from_secs(200));
        assert!(!known(&cache, "long"));
    }

    #[test]
    fn an_answer_that_was_under_way_does_not_bring_back_what_was_forgotten() {
        let (_, cache) = cache();
        let (_, asked) = cache.recall(&token("a"));
        cache.forget(&token("a"));
        cache.remember(&token("a"), ada(EXPIRES), asked);
        assert!(!known(&cache, "a"));
        let (_, asked) = cache.recall(&token("a"));
        cache.remember(&token("a"), ada(EXPIRES), asked);
        assert!(known(&cache, "a"));
    }

    #[test]
    fn it_never_grows_beyond_its_capacity() {
        let (clock, cache) = cache();
        let (_, now) = cache.recall(&token("a"));
        for number in 0..=CAPACITY {
            cache.remember(&token(&number.to_string()), ada(EXPIRES), now);
        }
        assert_eq!(cache.inner().known.len(), CAPACITY);
        assert!(!known(&cache, &CAPACITY.to_string()));
        clock.advance(LIFE);
        cache.remember(&token("new"), ada(EXPIRES), now);
        assert_eq!(cache.inner().known.len(), 1);
    }
}
