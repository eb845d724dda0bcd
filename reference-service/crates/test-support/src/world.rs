use foundation::clock::{EpochMillis, ManualClock};
use foundation::entropy::SystemEntropy;
use foundation::ids::{IdGenerator, RequestId};
use std::error::Error;
use std::sync::Arc;
use storage::ScopeTag;

/// How a test ends: a failed step is told by its error.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// When tests take place.
pub const NOW: EpochMillis = EpochMillis(1_757_364_000_000);

/// Time and ids of one test.
#[derive(Debug)]
pub struct World {
    /// Stands still until it is moved.
    pub clock: Arc<ManualClock>,
    /// Makes ids.
    pub ids: IdGenerator,
}

impl World {
    /// A world at [`NOW`].
    #[must_use]
    pub fn new() -> Self {
        let clock = Arc::new(ManualClock::at(NOW));
        let ids = IdGenerator::new(clock.clone(), Arc::new(SystemEntropy));
        Self { clock, ids }
    }

    /// The tag of a new request of nobody in particular.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn tag(&self) -> Outcome<ScopeTag> {
        Ok(ScopeTag {
            request: RequestId::generate(&self.ids)?,
            user: None,
        })
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
