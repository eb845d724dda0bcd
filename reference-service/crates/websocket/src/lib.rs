//! Live connections of users.
//!
//! [`ManagerFactory`] gives out a [`WebSocketManager`] for each user and thread, and only it can: the constructor is
//! private to this crate. A manager tells its connections what happens, and keeps what may not be missed for those that were
//! away. [`converse`] is the life of one connection, over any [`Transport`].
//!
//! Nothing here knows HTTP, tokens or tables; what users say is handed to a [`Desk`].

mod conversation;
mod factory;
mod feeds;
mod inbound;
mod key;
mod lifecycle;
mod limits;
mod machine;
mod manager;
mod shared;
mod state;
mod transport;

pub use conversation::{Desk, Farewell, Speaker, Visitor, converse};
pub use factory::{ConnectError, ManagerFactory, ManagerFigures, TooManyManagers};
pub use feeds::{Subscription, TooManySubscriptions};
pub use key::IsolationKey;
pub use lifecycle::{Line, Resume};
pub use limits::Limits;
pub use machine::{InvalidTransition, StateMachine};
pub use manager::WebSocketManager;
pub use state::ConnectionState;
pub use transport::{CloseReason, Gone, Received, Transport};
