use crate::{OwnData, ToolDispatcher, ToolRegistry, ToolWatcher};
use foundation::clock::Clock;
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::identity::Permissions;
use foundation::ids::{IdGenerator, UserId};
use foundation::seats::Seats;
use std::sync::{Arc, PoisonError, RwLock};

/// How many dispatchers a user may have at a time: whoever needs more has forgotten to let go of some.
pub const MOST_PER_USER: usize = 10;

/// Makes a dispatcher for each piece of work of a user. The process has one.
#[derive(Debug)]
pub struct ToolDispatchers {
    registry: RwLock<Arc<ToolRegistry>>,
    pub(crate) ids: Arc<IdGenerator>,
    pub(crate) clock: Arc<dyn Clock>,
    seats: Arc<Seats<UserId>>,
}

/// For whom a dispatcher works.
#[derive(Debug, Clone)]
pub struct ToolUser {
    /// Whose work it is, and which work.
    pub context: UserContext,
    /// What they may do.
    pub permissions: Permissions,
}

impl ToolDispatchers {
    /// Dispatchers for these tools.
    #[must_use]
    pub fn new(registry: ToolRegistry, ids: Arc<IdGenerator>, clock: Arc<dyn Clock>) -> Self {
        Self {
            registry: RwLock::new(Arc::new(registry)),
            ids,
            clock,
            seats: Seats::new(MOST_PER_USER),
        }
    }

    /// Which tools there are at present.
    #[must_use]
    pub fn registry(&self) -> Arc<ToolRegistry> {
        // It is replaced in one step: a panic elsewhere cannot leave it half written.
        let registry = self.registry.read();
        registry.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// These are the tools from now on. Work that is under way keeps those that it began with.
    pub fn replace(&self, registry: ToolRegistry) {
        let mut present = self
            .registry
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *present = Arc::new(registry);
    }

    /// A dispatcher for one piece of work. It owns the user's data and lets go of it when it is dropped.
    ///
    /// # Errors
    /// [`AppError::RateLimited`] when the user has [`MOST_PER_USER`] already.
    pub fn open(
        self: &Arc<Self>,
        user: ToolUser,
        data: OwnData,
        watcher: Arc<dyn ToolWatcher>,
    ) -> Result<ToolDispatcher, AppError> {
        let seat = self.seats.take(user.context.user());
        let seat = seat.ok_or(AppError::RateLimited)?;
        Ok(ToolDispatcher::new(self.clone(), seat, user, data, watcher))
    }
}
