//! What can be asked, one file per matter. A handler reads the request, asks `storage`, `runs` and `websocket`, and words
//! the answer.

pub(crate) mod account;
pub(crate) mod agents;
pub(crate) mod api_keys;
pub(crate) mod chat;
pub(crate) mod live;
pub(crate) mod mcp;
pub(crate) mod messages;
pub(crate) mod page;
pub(crate) mod runs;
pub(crate) mod session;
pub(crate) mod stream;
pub(crate) mod threads;
pub(crate) mod tools;
pub(crate) mod usage;
