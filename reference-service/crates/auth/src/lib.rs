//! Who a user is, and who a service.
//!
//! [`tokens`] are signed here and read here, [`passwords`] hashed and compared; [`sessions`] ties tokens to a stay that
//! can be ended; [`accounts`] is what a user does, [`guesses`] what they may try, [`password_resets`] what helps who forgot
//! a password, [`api_keys`] what their programs show; [`services`] is how services know each other; [`oauth`] leaves the question who somebody is to a provider. The one way around all of it, [`e2e`], is left out of ordinary builds.

pub mod passwords;
pub mod random;
pub mod tokens;

pub mod sessions;

pub mod accounts;
pub mod api_keys;
pub mod guesses;
pub mod oauth;
pub mod password_resets;
pub mod services;

#[cfg(feature = "e2e-bypass")]
pub mod e2e;
