//! For whom a piece of work is done, and which piece it is. There is one type for it: [`UserContext`].

mod metadata;
mod placeholder;
mod user_context;

pub use metadata::{Metadata, ReservedKey};
pub use placeholder::{Placeholder, refuse_placeholder};
pub use user_context::{ChildError, ContextError, ContextTexts, MAX_DEPTH, UserContext};
