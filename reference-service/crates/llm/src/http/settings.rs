use foundation::environment::{Environment, EnvironmentError};
use foundation::names::variables;
use foundation::retry::{Backoff, Retry};
use foundation::secret::SecretToken;
use http::Uri;
use outbound::ClientLimits;
use std::num::NonZeroU32;
use std::time::Duration;
use url::Url;

/// Which model to ask, where, and with how much patience.
#[derive(Debug, Clone)]
pub struct LlmSettings {
    /// Where questions are sent.
    pub(super) uri: Uri,
    /// What the server knows us by.
    pub(super) key: SecretToken,
    /// Which of its models answers.
    pub(super) model: String,
    /// For one answer.
    pub limits: ClientLimits,
    /// How often to ask.
    pub retry: Retry,
}

/// Shorter in all than what a run of agents is given, so that a model that hangs is told as such.
const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(2),
    total: Duration::from_secs(8),
    answer: 1024 * 1024,
    idle_connections: 5,
};

const THREE: NonZeroU32 = NonZeroU32::MIN.saturating_add(2);

impl LlmSettings {
    /// The settings that `environment` holds; `None` if it says nothing of a model.
    ///
    /// # Errors
    /// When a part is missing or malformed.
    pub fn read(environment: &Environment) -> Result<Option<Self>, EnvironmentError> {
        let parts = [
            variables::LLM_URL,
            variables::LLM_API_KEY,
            variables::LLM_MODEL,
        ];
        if parts.iter().all(|name| environment.get(name).is_none()) {
            return Ok(None);
        }
        let base: Url = {
            environment.require(variables::LLM_URL)?;
            let url = environment.parse(variables::LLM_URL)?;
            url.ok_or_else(|| EnvironmentError::Missing(variables::LLM_URL.to_owned()))?
        };
        let key = environment.require_secret(variables::LLM_API_KEY)?;
        let model = environment.require(variables::LLM_MODEL)?.trim().to_owned();
        let uri = format!("{}/chat/completions", base.as_str().trim_end_matches('/'));
        let uri = uri.parse();
        Ok(Some(Self {
            uri: uri.map_err(|error| EnvironmentError::malformed(variables::LLM_URL, error))?,
            key,
            model,
            limits: LIMITS,
            retry: Retry {
                attempts: THREE,
                backoff: Backoff::default(),
            },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: [(&str, &str); 3] = [
        (variables::LLM_URL, "https://models.example.org/v1/"),
        (variables::LLM_API_KEY, "hunter2"),
        (variables::LLM_MODEL, "large"),
    ];

    #[test]
    fn nothing_said_is_no_model_and_half_of_it_is_a_mistake() {
        let nothing = LlmSettings::read(&Environment::default()).unwrap();
        assert!(nothing.is_none());
        for (left_out, (name, _)) in PARTS.iter().enumerate() {
            let rest = PARTS.iter().enumerate().filter(|(at, _)| *at != left_out);
            let environment = Environment::from_iter(rest.map(|(_, pair)| *pair));
            let error = LlmSettings::read(&environment).unwrap_err();
            assert_eq!(error, EnvironmentError::Missing((*name).to_owned()));
        }
    }

    #[test]
    fn the_url_may_end_in_a_slash_and_the_key_does_not_print() {
        let settings = LlmSettings::read(&Environment::from_iter(PARTS))
            .unwrap()
            .unwrap();
        assert_eq!(
            settings.uri,
            "https://models.example.org/v1/chat/completions"
        );
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
