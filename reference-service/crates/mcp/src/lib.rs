//! Tools over the Model Context Protocol: JSON-RPC, over the lines of a process or over HTTP.
//!
//! [`McpServer`] offers the tools of a user's dispatcher to others. [`McpClient`] asks other servers, [`McpServers`]
//! are those that [`McpServerSettings`] name, whose tools become tools of ours, so that they go
//! through the same dispatcher, with the same permissions, limits and steps. Of the protocol there is what tools need:
//! no resources, no prompts.

mod client;
mod error;
mod link;
mod remote;
mod server;
mod servers;
mod settings;
mod transport;
mod wire;

pub use client::{McpClient, OfferedTool, ToolReply};
use remote::remote_tools;

pub use error::McpError;
pub use server::McpServer;
pub use servers::{McpServers, ServerStanding, TransportKind};
pub use settings::{McpServerSettings, PLATFORM, Reach};
pub use transport::{DirectTransport, HttpTransport, LineTransport, Program, Transport};
pub use wire::PROTOCOL;
