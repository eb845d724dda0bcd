use auth_api::PasswordLogin;
use axum::extract::{FromRequest, Request};
use foundation::errors::AppError;
use foundation::identity::Email;
use web::{Failure, JsonBody, basic_of};

/// Address and password of who wants to log in: after `Basic` in the `Authorization` header, or else in a JSON body.
#[derive(Debug)]
pub struct Credentials(pub PasswordLogin);

impl<S: Send + Sync> FromRequest<S> for Credentials {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let Some((name, password)) = basic_of(request.headers())? else {
            let JsonBody(login) = JsonBody::from_request(request, state).await?;
            return Ok(Self(login));
        };
        let email = Email::try_from(name);
        let email = email.map_err(|error| AppError::InvalidInput(error.to_string()))?;
        Ok(Self(PasswordLogin { email, password }))
    }
}
