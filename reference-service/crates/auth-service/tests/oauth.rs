//! Login by a provider, against one that runs within the test and signs with keys of its own.

mod provider;

use foundation::errors::ErrorCode;
use foundation::names::{routes, variables};
use provider::{Provider, Twist};
use serde_json::json;
use std::time::Duration;
use test_support::{Answer, Outcome, Plan, Question, Running};

/// A service that knows the provider.
async fn service(provider: &Provider) -> Outcome<Running> {
    Plan::default()
        .set(variables::OAUTH_PROVIDER, "local")
        .set(variables::OAUTH_ISSUER, &provider.issuer)
        .set(variables::OAUTH_CLIENT_ID, provider::CLIENT_ID)
        .set(variables::OAUTH_CLIENT_SECRET, provider::CLIENT_SECRET)
        .set(variables::OAUTH_REDIRECT_URL, provider::REDIRECT)
        .start()
        .await
}

/// A user on the way to the provider.
struct Traveller {
    location: url::Url,
    cookie: String,
}

impl Traveller {
    async fn depart(service: &Running) -> Outcome<Self> {
        let answer = service.ask(Question::get(routes::AUTH_LOGIN)).await?;
        assert_eq!(answer.status, 303);
        let cookie = answer.headers["set-cookie"].to_str()?;
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
        Ok(Self {
            location: answer.headers["location"].to_str()?.parse()?,
            cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
        })
    }

    fn parameter(&self, name: &str) -> Outcome<String> {
        let found = self.location.query_pairs().find(|(known, _)| known == name);
        Ok(found.ok_or_else(|| format!("no `{name}`"))?.1.into_owned())
    }

    async fn arrive(&self, service: &Running, code: &str) -> Outcome<Answer> {
        let state = self.parameter("state")?;
        let question = Question::get(&format!(
            "{}?code={code}&state={state}",
            routes::AUTH_CALLBACK
        ));
        service.ask(question.with("cookie", &self.cookie)).await
    }
}

/// The whole way, with a provider that behaves.
async fn log_in(service: &Running, provider: &Provider) -> Outcome<Answer> {
    let traveller = Traveller::depart(service).await?;
    let code = provider.consent(&traveller.location)?;
    traveller.arrive(service, &code).await
}

#[tokio::test]
async fn a_user_comes_back_from_the_provider_with_a_session() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;
    let listed = service
        .ask(Question::get(routes::AUTH_PROVIDERS))
        .await?
        .json()?;
    assert_eq!(
        listed,
        json!([{"name": "local", "login": routes::AUTH_LOGIN}])
    );

    let answer = log_in(&service, &provider).await?;
    let question = Question::get(routes::AUTH_ME).bearer(&answer.text("access_token")?);
    let me = service.ask(question).await?;
    assert_eq!(me.text("email")?, "ada@example.org");
    assert_eq!(me.text("display_name")?, "Ada Łovelace");

    let again = log_in(&service, &provider).await?;
    assert_eq!(
        again.text("user_id")?,
        answer.text("user_id")?,
        "the same account"
    );
    Ok(())
}

#[tokio::test]
async fn the_user_is_sent_away_with_state_nonce_and_challenge() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;
    let [one, other] = [
        Traveller::depart(&service).await?,
        Traveller::depart(&service).await?,
    ];
    assert_eq!(one.parameter("response_type")?, "code");
    assert_eq!(one.parameter("client_id")?, provider::CLIENT_ID);
    assert_eq!(one.parameter("redirect_uri")?, provider::REDIRECT);
    assert_eq!(one.parameter("code_challenge_method")?, "S256");
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(one.parameter(name)?.len(), 43, "{name}");
        assert_ne!(one.parameter(name)?, other.parameter(name)?, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_state_counts_once_in_time_and_in_its_browser() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;

    let used = Traveller::depart(&service).await?;
    let code = provider.consent(&used.location)?;
    assert_eq!(used.arrive(&service, &code).await?.status, 200);
    let again = used.arrive(&service, &code).await?.error()?;
    assert_eq!(again.code, ErrorCode::InvalidInput);

    let late = Traveller::depart(&service).await?;
    let code = provider.consent(&late.location)?;
    service.clock.advance(Duration::from_secs(10 * 60));
    assert_eq!(
        late.arrive(&service, &code).await?.error()?.code,
        ErrorCode::InvalidInput
    );

    let victim = Traveller::depart(&service).await?;
    let attacker = Traveller::depart(&service).await?;
    let code = provider.consent(&attacker.location)?;
    let mixed = Traveller {
        location: attacker.location,
        cookie: victim.cookie,
    };
    assert_eq!(
        mixed.arrive(&service, &code).await?.error()?.code,
        ErrorCode::Unauthenticated
    );
    let without = Traveller {
        cookie: "theme=dark".to_owned(),
        ..mixed
    };
    assert_eq!(
        without.arrive(&service, &code).await?.error()?.code,
        ErrorCode::Unauthenticated
    );
    Ok(())
}

#[tokio::test]
async fn what_the_provider_says_is_checked() -> Outcome {
    for twist in Twist::ALL {
        let provider = Provider::start().await?;
        let service = service(&provider).await?;
        provider.twist(twist);
        let error = log_in(&service, &provider).await?.error()?;
        assert_eq!(error.code, ErrorCode::Unauthenticated, "{twist:?}");
        provider.twist(Twist::None);
        assert_eq!(
            log_in(&service, &provider).await?.status,
            200,
            "after {twist:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_user_who_does_not_consent_is_not_let_in() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;
    let traveller = Traveller::depart(&service).await?;
    let state = traveller.parameter("state")?;
    let path = format!(
        "{}?error=access_denied&state={state}",
        routes::AUTH_CALLBACK
    );
    let question = Question::get(&path).with("cookie", &traveller.cookie);
    assert_eq!(
        service.ask(question).await?.error()?.code,
        ErrorCode::Unauthenticated
    );
    assert_eq!(
        traveller.arrive(&service, "made-up").await?.error()?.code,
        ErrorCode::InvalidInput
    );
    let other = Traveller::depart(&service).await?;
    assert_eq!(
        other.arrive(&service, "made-up").await?.error()?.code,
        ErrorCode::Unauthenticated
    );
    Ok(())
}

#[tokio::test]
async fn an_account_with_a_password_is_not_opened_by_a_provider() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;
    service.log_in("ada@example.org").await?;
    let error = log_in(&service, &provider).await?.error()?;
    assert_eq!(error.code, ErrorCode::Conflict);
    Ok(())
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_told_as_such_and_asked_again() -> Outcome {
    let provider = Provider::start().await?;
    let service = service(&provider).await?;
    provider.twist(Twist::Down);
    let error = service
        .ask(Question::get(routes::AUTH_LOGIN))
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::Unavailable);
    provider.twist(Twist::OtherIssuer);
    let error = service
        .ask(Question::get(routes::AUTH_LOGIN))
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::Unavailable);
    provider.twist(Twist::None);
    assert_eq!(log_in(&service, &provider).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_to_be_found() -> Outcome {
    let service = Plan::default().start().await?;
    for path in [routes::AUTH_LOGIN, routes::AUTH_CALLBACK] {
        assert_eq!(
            service.ask(Question::get(path)).await?.error()?.code,
            ErrorCode::NotFound
        );
    }
    let provider = Provider::start().await?;
    let service = self::service(&provider).await?;
    let other = format!("{}?provider=other", routes::AUTH_LOGIN);
    assert_eq!(
        service.ask(Question::get(&other)).await?.error()?.code,
        ErrorCode::NotFound
    );
    Ok(())
}
