use auth::oauth::ProviderSettings;
use foundation::environment::{Environment, EnvironmentError};
use foundation::names::variables;
use service::Problems;
use url::Url;

/// The OAuth provider, if one is named; then all of it has to be.
pub(super) fn provider(
    environment: &Environment,
) -> Result<Option<ProviderSettings>, Vec<EnvironmentError>> {
    let named = [
        variables::OAUTH_PROVIDER,
        variables::OAUTH_ISSUER,
        variables::OAUTH_CLIENT_ID,
        variables::OAUTH_CLIENT_SECRET,
        variables::OAUTH_REDIRECT_URL,
    ];
    if named.iter().all(|name| environment.get(name).is_none()) {
        return Ok(None);
    }
    let mut problems = Problems(Vec::new());
    let issuer = problems.keep(secure_url(environment, variables::OAUTH_ISSUER));
    let redirect = problems.keep(secure_url(environment, variables::OAUTH_REDIRECT_URL));
    let client_id = problems.keep(environment.require(variables::OAUTH_CLIENT_ID));
    let secret = problems.keep(environment.require_secret(variables::OAUTH_CLIENT_SECRET));
    let (Some(issuer), Some(redirect), Some(client_id), Some(client_secret)) =
        (issuer, redirect, client_id, secret)
    else {
        return Err(problems.0);
    };
    Ok(Some(ProviderSettings {
        name: environment
            .get(variables::OAUTH_PROVIDER)
            .unwrap_or("openid")
            .to_owned(),
        issuer,
        client_id: client_id.to_owned(),
        client_secret,
        redirect,
    }))
}

fn secure_url(environment: &Environment, name: &'static str) -> Result<Url, EnvironmentError> {
    environment.require(name)?;
    let url = environment.parse::<Url>(name)?;
    let url = url.ok_or_else(|| EnvironmentError::Missing(name.to_owned()))?;
    ProviderSettings::demand_secure(&url)
        .map_err(|error| EnvironmentError::malformed(name, error))?;
    Ok(url)
}
