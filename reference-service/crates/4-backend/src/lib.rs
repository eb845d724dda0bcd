//! The service that clients talk to.
//!
//! The library is the whole service but for the process around it, so that tests can run it in their own process.

mod backend;
mod caller;
mod conversations;
mod desk;
mod paging;
mod router;
mod routes;
mod runs;
mod server_sent;
mod settings;
mod socket;
mod tool_work;

pub use backend::Backend;
pub use router::{openapi, router};
pub use settings::{AgentSettings, Settings};
