//! What can be asked, one file per matter. A handler reads the request, asks `auth` and `storage`, and words the answer.

pub(crate) mod about;
pub(crate) mod accounts;
pub(crate) mod api_keys;
#[cfg(any(feature = "dev-login", feature = "e2e-bypass"))]
pub(crate) mod direct;
pub(crate) mod oauth;
pub(crate) mod passwords;
pub(crate) mod services;
pub(crate) mod session;
pub(crate) mod tokens;
