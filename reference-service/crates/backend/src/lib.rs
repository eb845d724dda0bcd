//! The service that clients talk to.
//!
//! The library is the whole service, so that tests can have it in a process of their own.

mod backend;
mod caller;
mod conversations;
mod desk;
mod paging;
mod process;
mod router;
mod routes;
mod runs;
mod server_sent;
mod settings;
mod socket;
mod tool_work;

pub use backend::Backend;
pub use process::serve;
pub use router::{openapi, router};
pub use settings::{AgentSettings, Settings};
