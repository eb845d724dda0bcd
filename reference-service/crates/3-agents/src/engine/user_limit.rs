use super::{Extension, Hold};
use foundation::context::UserContext;
use foundation::errors::AppError;
use futures_util::future::{BoxFuture, ready};
use std::sync::Arc;
use tools::Seats;

/// So many runs of a user at a time, so that one cannot take all turns of the engine.
#[derive(Debug)]
pub struct UserLimit(Arc<Seats>);

impl UserLimit {
    /// At most `most` runs of each user at a time.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Seats::new(most))
    }
}

impl Extension for UserLimit {
    fn before<'a>(
        &'a self,
        context: &'a UserContext,
    ) -> BoxFuture<'a, Result<Option<Hold>, AppError>> {
        let seat = self.0.take(context.user()).ok_or(AppError::RateLimited);
        Box::pin(ready(seat.map(|seat| Some(Box::new(seat) as Hold))))
    }
}
