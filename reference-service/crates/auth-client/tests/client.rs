//! The client against a real auth service, and against one that misbehaves by the script of a test.

use auth_api::{CheckAuthorization, Logout, PasswordLogin, VerifyPassword};
use auth_client::{AuthClient, AuthClientSettings, ClientError};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use foundation::clock::ManualClock;
use foundation::environment::Environment;
use foundation::errors::{AppError, ErrorCode};
use foundation::identity::{Email, Permission};
use foundation::ids::UserId;
use foundation::names::{services, variables};
use foundation::retry::{Backoff, BreakerState, Retry};
use foundation::secret::SecretToken;
use outbound::AskError;
use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use test_support::{Outcome, Plan, Running, SERVICE_KEY};
use tokio::net::TcpListener;
use tokio::time::Instant;

/// A client that does not wait between attempts.
fn client(address: SocketAddr, clock: Arc<ManualClock>) -> Outcome<AuthClient> {
    Ok(AuthClient::new(settings(address)?, clock))
}

fn settings(address: SocketAddr) -> Outcome<AuthClientSettings> {
    let url = format!("http://{address}");
    let environment = Environment::from_iter([
        (variables::ENVIRONMENT, "test"),
        (variables::AUTH_SERVICE_URL, url.as_str()),
        (variables::SERVICE_SECRET, SERVICE_KEY),
    ]);
    let settings = AuthClientSettings::read(&environment, services::BACKEND)?;
    let backoff = Backoff {
        base: Duration::ZERO,
        ..settings.retry.backoff
    };
    let retry = Retry {
        backoff,
        ..settings.retry
    };
    Ok(AuthClientSettings { retry, ..settings })
}

async fn with_service() -> Outcome<(Running, AuthClient)> {
    let service = Plan::default().start().await?;
    let client = client(service.address, service.clock.clone())?;
    Ok((service, client))
}

fn secret(text: &str) -> Outcome<SecretToken> {
    Ok(SecretToken::try_from(text)?)
}

fn ada() -> Outcome<PasswordLogin> {
    Ok(PasswordLogin {
        email: Email::try_from("ada@example.org")?,
        password: secret("correct horse")?,
    })
}

#[tokio::test]
async fn every_question_has_its_answer() -> Outcome {
    let (service, client) = with_service().await?;
    service.log_in("ada@example.org").await?;
    let tokens = client.log_in(&ada()?).await?;
    let user = client.validate(&tokens.access_token).await?;
    assert_eq!(
        (&user.id, user.session),
        (&tokens.user_id, tokens.session_id)
    );

    let next = client.refresh(tokens.refresh_token).await?;
    assert!(client.may(&next.access_token, Permission::Chat).await?);
    assert!(!client.may(&next.access_token, Permission::Admin).await?);
    for (owner, allowed) in [
        (user.id.clone(), true),
        (UserId::try_from("user_1_2_0000000a")?, false),
    ] {
        let asked = CheckAuthorization {
            token: next.access_token.clone(),
            permission: Permission::Write,
            owner,
        };
        assert_eq!(client.may_with(&asked).await?, allowed);
    }
    let made = client.create_token(user.id).await?;
    assert!(client.validate(&made.access_token).await?.session.is_none());
    assert_eq!(client.service_token().await?.expires_in, 300);

    let hash = client.hash_password(secret("correct horse")?).await?;
    let password = secret("correct horse")?;
    assert!(
        client
            .verify_password(&VerifyPassword { password, hash })
            .await?
    );
    Ok(())
}

#[tokio::test]
async fn a_remembered_token_that_was_taken_back_elsewhere_is_refused() -> Outcome {
    let (service, client) = with_service().await?;
    let other = self::client(service.address, service.clock.clone())?;
    service.log_in("ada@example.org").await?;
    let token = client.log_in(&ada()?).await?.access_token;
    assert!(client.validate(&token).await.is_ok(), "asked");
    assert!(client.validate(&token).await.is_ok(), "remembered");

    other.log_out(&token, &Logout::default()).await?;
    for _ in 0..2 {
        let refused = client.validate(&token).await;
        assert!(matches!(refused, Err(ClientError::Unauthenticated)));
    }
    Ok(())
}

#[tokio::test]
async fn without_the_auth_service_nobody_is_let_in_not_even_who_is_remembered() -> Outcome {
    let (service, client) = with_service().await?;
    service.log_in("ada@example.org").await?;
    let token = client.log_in(&ada()?).await?.access_token;
    client.validate(&token).await?;
    // The connection that the client keeps is idle, so the service can go at once.
    service.stop().await?;
    let refused = client.validate(&token).await;
    assert!(
        matches!(refused, Err(ClientError::Unavailable(_))),
        "{refused:?}"
    );
    Ok(())
}

/// Answers by a script, and counts the questions.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<(VecDeque<AppError>, u32)>>);

const TOKENS: &str = r#"{
    "service_token": "a.b.c", "user_id": "user_1_2_0000000a", "session_id": null,
    "access_token": "a.b.c", "refresh_token": "d.e.f", "token_type": "Bearer", "expires_in": 1
}"#;

impl Script {
    async fn start(errors: impl IntoIterator<Item = AppError>) -> Outcome<(Self, SocketAddr)> {
        let script = Self(Arc::new(Mutex::new((errors.into_iter().collect(), 0))));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let app = Router::new().fallback(next).with_state(script.clone());
        tokio::spawn(async { axum::serve(listener, app).await });
        Ok((script, address))
    }

    fn questions(&self) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

async fn next(State(script): State<Script>) -> (StatusCode, String) {
    let mut script = script.0.lock().unwrap_or_else(PoisonError::into_inner);
    script.1 += 1;
    match script.0.pop_front() {
        Some(error) => (error.code().status(), error.response(None).into_body()),
        None => (StatusCode::OK, TOKENS.to_owned()),
    }
}

fn down() -> AppError {
    AppError::Unavailable("down".into())
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(test_support::NOW))
}

#[tokio::test]
async fn passing_trouble_is_asked_again_and_a_refusal_is_not() -> Outcome {
    let (script, address) = Script::start([down(), AppError::internal("x")]).await?;
    assert!(client(address, clock())?.service_token().await.is_ok());
    assert_eq!(script.questions(), 3);

    let (script, address) = Script::start([down(), down(), down()]).await?;
    let failed = client(address, clock())?.service_token().await;
    assert!(
        matches!(failed, Err(ClientError::Failed(503))),
        "{failed:?}"
    );
    assert_eq!(script.questions(), 3, "the last attempt is the last");

    let (script, address) = Script::start([AppError::Unauthenticated]).await?;
    let refused = client(address, clock())?.service_token().await;
    assert!(
        matches!(refused, Err(ClientError::Unauthenticated)),
        "{refused:?}"
    );
    assert_eq!(script.questions(), 1);

    let (script, address) = Script::start([AppError::RateLimited]).await?;
    let refused = client(address, clock())?.service_token().await;
    assert!(
        matches!(
            refused,
            Err(ClientError::Refused {
                code: ErrorCode::RateLimited,
                ..
            })
        ),
        "{refused:?}"
    );
    assert_eq!(script.questions(), 1);

    let full = AppError::OutOfSpace("disk".into());
    let (script, address) = Script::start([full]).await?;
    let refused = client(address, clock())?.service_token().await;
    let told = refused.map_err(AppError::from).err();
    assert!(matches!(told, Some(AppError::OutOfSpace(_))), "{told:?}");
    assert_eq!(script.questions(), 1);
    Ok(())
}

#[tokio::test]
async fn what_may_be_asked_once_is_asked_once() -> Outcome {
    let (script, address) = Script::start([down()]).await?;
    let failed = client(address, clock())?.refresh(secret("d.e.f")?).await;
    assert!(
        matches!(failed, Err(ClientError::Failed(503))),
        "{failed:?}"
    );
    assert_eq!(script.questions(), 1);
    Ok(())
}

#[tokio::test]
async fn after_five_failures_it_is_not_asked_until_it_may_have_recovered() -> Outcome {
    let (script, address) = Script::start((0..6).map(|_| down())).await?;
    let clock = clock();
    let client = client(address, clock.clone())?;
    let first = client.service_token().await;
    assert!(matches!(first, Err(ClientError::Failed(503))));
    let second = client.service_token().await;
    assert!(
        matches!(second, Err(ClientError::NotAsked(_))),
        "in the middle of its attempts"
    );
    assert_eq!(
        (script.questions(), client.breaker()),
        (5, BreakerState::Open)
    );
    let third = client.service_token().await;
    assert!(matches!(third, Err(ClientError::NotAsked(_))));
    assert_eq!(script.questions(), 5);

    clock.advance(Duration::from_secs(10));
    let probe = client.service_token().await;
    assert!(
        matches!(probe, Err(ClientError::NotAsked(_))),
        "one probe, not three"
    );
    assert_eq!(
        (script.questions(), client.breaker()),
        (6, BreakerState::Open)
    );

    clock.advance(Duration::from_secs(10));
    assert!(client.service_token().await.is_ok());
    assert_eq!(client.breaker(), BreakerState::Closed);
    Ok(())
}

#[tokio::test]
async fn an_answer_of_another_form_is_no_answer() -> Outcome {
    let (_, address) = Script::start([]).await?;
    let client = client(address, clock())?;
    let refused = client.validate(&secret("a.b.c")?).await;
    assert!(
        matches!(refused, Err(ClientError::Unavailable(_))),
        "{refused:?}"
    );
    Ok(())
}

#[tokio::test]
async fn trouble_with_the_question_on_the_blacklist_does_not_make_a_token_forgotten() -> Outcome {
    let (service, client) = with_service().await?;
    service.log_in("ada@example.org").await?;
    let token = client.log_in(&ada()?).await?.access_token;
    client.validate(&token).await?;
    let sandbox = service.sandbox.as_ref().ok_or("no database")?;
    sandbox
        .database
        .tamper("ALTER TABLE revoked_tokens RENAME TO elsewhere")
        .await?;
    let failed = client.validate(&token).await;
    assert!(
        matches!(failed, Err(ClientError::Failed(500))),
        "{failed:?}"
    );
    sandbox
        .database
        .tamper("ALTER TABLE elsewhere RENAME TO revoked_tokens")
        .await?;
    assert!(client.validate(&token).await.is_ok());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_costs_a_user_a_few_seconds_and_opens_the_breaker() -> Outcome {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let mut settings = settings(address)?;
    // Paused time runs ahead of the system, which makes the connection.
    settings.limits.connect = Duration::MAX;
    settings.limits.total = Duration::MAX;
    let client = AuthClient::new(settings, clock());
    for _ in 0..5 {
        let begin = Instant::now();
        let late = client.service_token().await;
        let timed_out = matches!(late, Err(ClientError::Unavailable(AskError::TimedOut(_))));
        assert!(timed_out, "{late:?}");
        assert_eq!(begin.elapsed().as_secs(), 4);
    }
    assert_eq!(client.breaker(), BreakerState::Open);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_service_gives_a_sign_of_life_within_a_second_or_is_not_there() -> Outcome {
    let hanging = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let mut settings = settings(hanging.local_addr()?)?;
    settings.limits.connect = Duration::MAX;
    settings.limits.total = Duration::MAX;
    let begin = Instant::now();
    // Nobody has asked anything before.
    assert!(!AuthClient::new(settings, clock()).is_there().await);
    assert_eq!(begin.elapsed().as_secs(), 1);
    Ok(())
}

#[tokio::test]
async fn whether_a_service_is_there_is_asked_each_time() -> Outcome {
    let (service, client) = with_service().await?;
    assert!(client.is_there().await);
    service.stop().await?;
    assert!(!client.is_there().await);
    Ok(())
}
