//! What agents can do.
//!
//! A [`Tool`] does one thing for one user; the [`ToolRegistry`] knows them by name. Nobody calls a tool directly: a
//! [`ToolDispatcher`], which is made for one user and one piece of work, looks at permissions, keeps time, and tells of
//! every call that began how it ended.

mod dispatcher;
mod dispatchers;
mod own_data;
mod registry;
mod steps;
mod tool;

pub mod usage;

pub use dispatcher::ToolDispatcher;
pub use dispatchers::{MOST_PER_USER, ToolDispatchers, ToolUser};
pub use own_data::{ForeignScope, OwnData};
pub use registry::{NameTaken, ToolRegistry};
pub use steps::{ToolOutcome, ToolStep, ToolWatcher};
pub use tool::{Tool, ToolDescription, TypedTool, typed};
