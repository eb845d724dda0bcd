//! HTTP as all services answer it.
//!
//! [`Pipeline`] is around every route, [`JsonBody`], [`Params`] and [`Bearer`] read requests, [`Failure`] is what a handler
//! returns when it cannot do what it was asked. Nothing here knows what a route is for.

mod bearer;
mod body;
mod connections;
mod failure;
mod line;
mod origins;
mod pipeline;
mod proxies;
mod rate_limit;
mod serve;

pub use bearer::{Bearer, basic_of, bearer_of, credential_of, is_api_key, websocket_token};
pub use body::{JsonBody, MAX_BODY, Params};
pub use connections::{CONNECTION_REQUIREMENTS, ConnectionLimits, Connections};
pub use failure::Failure;
pub use origins::{AllowedOrigins, ORIGIN_REQUIREMENTS};
pub use pipeline::{ANSWER_LIMIT, Nobody, Pipeline, Privilege, note_user};
pub use proxies::{PROXY_REQUIREMENTS, TrustedProxies};
pub use rate_limit::{Allowance, RATE_REQUIREMENTS, RateLimiter, RateLimits, Window};
pub use serve::{Ending, GRACE, serve};
