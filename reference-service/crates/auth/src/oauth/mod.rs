//! Login by a provider: OpenID Connect with an authorization code, a state, a nonce and PKCE.
//!
//! [`OauthProvider::begin`] sends the user away, [`OauthProvider::finish`] takes them back. What has to be remembered in
//! between is in the database; the state itself only in the browser.

mod identity;
mod provider;
mod settings;

pub use identity::Identity;
pub use provider::{Departure, OauthError, OauthProvider, STATE_LIFE};
pub use settings::{InsecureUrl, ProviderSettings};
