use super::RunError;
use foundation::context::UserContext;
use foundation::errors::AppError;
use futures_util::future::{BoxFuture, ready};
use std::any::Any;
use std::fmt::Debug;
use std::time::Duration;

/// What an extension holds for a run. It is dropped with the run, however the run ends: what has to be given back is
/// given back there, for a run that is dropped has no other end.
pub type Hold = Box<dyn Any + Send>;

/// Something that is done around every run.
pub trait Extension: Debug + Send + Sync {
    /// Before the run, within its time. What is returned is held as long as the run lasts.
    ///
    /// # Errors
    /// When the run may not begin. Extensions that come later are not asked.
    fn before<'a>(
        &'a self,
        _context: &'a UserContext,
    ) -> BoxFuture<'a, Result<Option<Hold>, AppError>> {
        Box::pin(ready(Ok(None)))
    }

    /// After a run that has its result.
    fn after(&self, _context: &UserContext, _took: Duration) {}

    /// After a run that has none.
    fn failed(&self, _context: &UserContext, _error: &RunError, _took: Duration) {}
}
