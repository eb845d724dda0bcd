//! Accounts and sessions, from the first request to the last.

use foundation::errors::ErrorCode;
use foundation::names::{routes, variables};
use foundation::secret::SecretToken;
use serde_json::{Value, json};
use std::time::Duration;
use storage::Database;
use test_support::{Answer, Outcome, Plan, Question, Running, Sandbox};

async fn me(service: &Running, token: &str) -> Outcome<Answer> {
    service
        .ask(Question::get(routes::AUTH_ME).bearer(token))
        .await
}

async fn refresh(service: &Running, token: &str) -> Outcome<Answer> {
    service
        .post(routes::AUTH_REFRESH, &json!({"refresh_token": token}))
        .await
}

async fn validate(service: &Running, token: &str) -> Outcome<Value> {
    service
        .post(routes::AUTH_VALIDATE, &json!({"token": token}))
        .await?
        .json()
}

async fn log_out(service: &Running, token: &str, everywhere: bool) -> Outcome<Answer> {
    let asked = json!({"everywhere": everywhere});
    service
        .ask(Question::post(routes::AUTH_LOGOUT, &asked).bearer(token))
        .await
}

#[tokio::test]
async fn a_user_registers_logs_in_and_is_known() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let asked = json!({
            "email": " Ada@Example.org", "password": "correct horse", "display_name": "Ada Łovelace",
        });
        let registered = service.post(routes::AUTH_REGISTER, &asked).await?;
        assert_eq!(registered.status, 201, "{}", sandbox.kind);
        let profile = registered.json()?;
        assert_eq!(profile["email"], "ada@example.org");
        assert_eq!(profile["display_name"], "Ada Łovelace");
        assert_eq!(profile["permissions"], json!(["read", "write", "chat"]));

        let login = json!({"email": "ada@example.org", "password": "correct horse"});
        let login = service.post(routes::AUTH_LOGIN, &login).await?;
        assert_eq!(login.json()?["expires_in"], 300);
        assert_eq!(login.json()?["token_type"], "Bearer");
        let token = login.text("access_token")?;
        assert_eq!(me(&service, &token).await?.json()?, profile);

        let verified = Question::get(routes::AUTH_VERIFY).bearer(&token);
        let verified = service.ask(verified).await?;
        assert_eq!(verified.text("user_id")?, registered.text("user_id")?);
        assert_eq!(verified.text("session_id")?, login.text("session_id")?);

        let validated = validate(&service, &token).await?;
        assert_eq!(validated["valid"], true);
        assert_eq!(validated["user_id"], profile["user_id"]);
        assert_eq!(validated["session_id"], login.json()?["session_id"]);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_makes_no_account_is_refused_with_a_reason() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    let table = [
        (
            json!({"email": "ada@example.org", "password": "another one"}),
            ErrorCode::Conflict,
        ),
        (
            json!({"email": "ADA@example.org", "password": "another one"}),
            ErrorCode::Conflict,
        ),
        (
            json!({"email": "ada", "password": "another one"}),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"email": "bob@example.org", "password": "password123"}),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"email": "robert.smith@example.org", "password": "Robert.Smith1"}),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"email": "bob@example.org", "password": "short"}),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"email": "bob@example.org", "password": "x".repeat(129)}),
            ErrorCode::InvalidInput,
        ),
        (json!({"email": "bob@example.org"}), ErrorCode::InvalidInput),
        (
            json!({"email": "bob@example.org", "password": "another one", "display_name": "a\nb"}),
            ErrorCode::InvalidInput,
        ),
        (
            json!({"email": "bob@example.org", "password": "another one", "admin": true}),
            ErrorCode::InvalidInput,
        ),
    ];
    for (asked, code) in table {
        let error = service.post(routes::AUTH_REGISTER, &asked).await?.error()?;
        assert_eq!(error.code, code, "{asked}");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    let mut told = Vec::new();
    for (email, password) in [
        ("ada@example.org", "wrong horse"),
        ("bob@example.org", "correct horse"),
        ("ada@example.org", &"x".repeat(200)),
    ] {
        let asked = json!({"email": email, "password": password});
        let error = service.post(routes::AUTH_LOGIN, &asked).await?.error()?;
        told.push((error.code, error.message));
    }
    told.dedup();
    let expected = "authentication is required".to_owned();
    assert_eq!(told, [(ErrorCode::Unauthenticated, expected)]);
    Ok(())
}

#[tokio::test]
async fn a_refresh_token_counts_once_and_its_second_use_ends_the_session() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let login = service.log_in("ada@example.org").await?;
        let first = login.text("refresh_token")?;
        let next = refresh(&service, &first).await?;
        assert_eq!(next.text("session_id")?, login.text("session_id")?);
        let access = next.text("access_token")?;
        assert_eq!(me(&service, &access).await?.status, 200);

        let replay = refresh(&service, &first).await?;
        assert_eq!(replay.error()?.code, ErrorCode::Unauthenticated);
        assert_eq!(me(&service, &access).await?.status, 401, "{}", sandbox.kind);
        assert_eq!(validate(&service, &access).await?["error"], "REVOKED");
        let thief = refresh(&service, &next.text("refresh_token")?).await?;
        assert_eq!(thief.status, 401);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_two_refreshes_at_the_same_time_one_is_a_replay() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let token = service
            .log_in("ada@example.org")
            .await?
            .text("refresh_token")?;
        let (one, other) = tokio::join!(refresh(&service, &token), refresh(&service, &token));
        let mut statuses = [one?.status.as_u16(), other?.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401], "{}", sandbox.kind);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_logout_ends_one_session_or_all() -> Outcome {
    let service = Plan::default().start().await?;
    let first = service.log_in("ada@example.org").await?;
    let login = json!({"email": "ada@example.org", "password": "correct horse"});
    let second = service.post(routes::AUTH_LOGIN, &login).await?;
    let third = service.post(routes::AUTH_LOGIN, &login).await?;
    let [first_access, second_access, third_access] = [
        first.text("access_token")?,
        second.text("access_token")?,
        third.text("access_token")?,
    ];

    assert_eq!(log_out(&service, &first_access, false).await?.status, 204);
    assert_eq!(me(&service, &first_access).await?.status, 401);
    assert_eq!(
        refresh(&service, &first.text("refresh_token")?)
            .await?
            .status,
        401
    );
    assert_eq!(me(&service, &second_access).await?.status, 200);

    assert_eq!(log_out(&service, &second_access, true).await?.status, 204);
    assert_eq!(me(&service, &third_access).await?.status, 401);
    assert_eq!(
        refresh(&service, &third.text("refresh_token")?)
            .await?
            .status,
        401
    );

    service.clock.advance(Duration::from_secs(1));
    let again = service.post(routes::AUTH_LOGIN, &login).await?;
    assert_eq!(
        me(&service, &again.text("access_token")?).await?.status,
        200
    );
    Ok(())
}

#[tokio::test]
async fn tokens_and_sessions_end_in_time() -> Outcome {
    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let access = login.text("access_token")?;
    service.clock.advance(Duration::from_secs(5 * 60 - 1));
    assert_eq!(me(&service, &access).await?.status, 200);
    service.clock.advance(Duration::from_secs(1));
    assert_eq!(
        me(&service, &access).await?.error()?.code,
        ErrorCode::Unauthenticated
    );
    assert_eq!(
        validate(&service, &access).await?["error"],
        "VALIDATION_FAILED"
    );

    let day = Duration::from_secs(24 * 60 * 60);
    service.clock.advance(day - Duration::from_secs(5 * 60 + 1));
    let next = refresh(&service, &login.text("refresh_token")?).await?;
    service.clock.advance(day);
    assert_eq!(
        refresh(&service, &next.text("refresh_token")?)
            .await?
            .status,
        401
    );
    Ok(())
}

#[tokio::test]
async fn accounts_sessions_and_the_blacklist_survive_a_restart() -> Outcome {
    let sandbox = Sandbox::sqlite().await?;
    let plan = Plan::default();
    let service = plan.start_on(&sandbox.database).await?;
    let ended = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    log_out(&service, &ended, false).await?;
    let login = json!({"email": "ada@example.org", "password": "correct horse"});
    let alive = service.post(routes::AUTH_LOGIN, &login).await?;
    let used = alive.text("refresh_token")?;
    let next = refresh(&service, &used).await?;
    service.stop().await?;
    sandbox.database.close().await;

    let database = Database::open(&sandbox.url).await?;
    let service = plan.start_on(&database).await?;
    assert_eq!(me(&service, &next.text("access_token")?).await?.status, 200);
    assert_eq!(me(&service, &ended).await?.status, 401);
    assert_eq!(service.post(routes::AUTH_LOGIN, &login).await?.status, 200);
    assert_eq!(
        refresh(&service, &next.text("refresh_token")?)
            .await?
            .status,
        200
    );
    assert_eq!(refresh(&service, &used).await?.status, 401);
    Ok(())
}

#[tokio::test]
async fn a_key_of_ones_own_or_another_environment_makes_tokens_of_ones_own() -> Outcome {
    let sandbox = Sandbox::sqlite().await?;
    let service = Plan::default().start_on(&sandbox.database).await?;
    let token = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    for plan in [
        Plan::default().set(variables::JWT_SECRET, "another key of the same length.."),
        Plan::default().set(variables::ENVIRONMENT, "development"),
    ] {
        let other = plan.start_on(&sandbox.database).await?;
        assert_eq!(me(&other, &token).await?.status, 401);
        assert_eq!(
            validate(&other, &token).await?["error"],
            "VALIDATION_FAILED"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_account_is_closed_at_once() -> Outcome {
    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let sandbox = service.sandbox.as_ref().ok_or("no database")?;
    sandbox
        .database
        .tamper("UPDATE users SET disabled = 1")
        .await?;

    assert_eq!(
        me(&service, &login.text("access_token")?).await?.status,
        401
    );
    assert_eq!(
        refresh(&service, &login.text("refresh_token")?)
            .await?
            .status,
        401
    );
    let asked = json!({"email": "ada@example.org", "password": "correct horse"});
    assert_eq!(service.post(routes::AUTH_LOGIN, &asked).await?.status, 401);
    Ok(())
}

/// The trick of the system that this one is modelled on: a header whose name says "test" opened everything.
#[tokio::test]
async fn a_header_alone_opens_nothing_in_any_environment() -> Outcome {
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzFfMl8wMDAwMDAwYSJ9.";
    let deployed = [
        (variables::AUTH_SERVICE_ADDRESS, "::"),
        (variables::POSTGRES_HOST, "db.example.org"),
        (variables::POSTGRES_USER, "app"),
        (variables::POSTGRES_PASSWORD, "correct horse"),
        (variables::POSTGRES_DB, "accounts"),
    ];
    let sandbox = Sandbox::sqlite().await?;
    for environment in ["development", "test", "staging", "production"] {
        let is_deployed = matches!(environment, "staging" | "production");
        if cfg!(any(feature = "e2e-bypass", feature = "dev-login")) && is_deployed {
            continue; // such a build does not start there at all, which a test of the settings shows
        }
        let plan = Plan::default().set(variables::ENVIRONMENT, environment);
        let plan = deployed
            .iter()
            .filter(|_| is_deployed)
            .fold(plan, |plan, (name, value)| plan.set(name, value));
        let service = plan.start_on(&sandbox.database).await?;
        for (name, value) in [
            ("x-e2e-test", "true"),
            ("x-test-mode", "1"),
            ("x-test-user", "user_1_2_0000000a"),
            ("e2e-bypass", "test"),
            ("x-e2e-bypass-key", test_support::SERVICE_KEY),
        ] {
            for route in [routes::AUTH_ME, routes::AUTH_VERIFY] {
                for token in [None, Some(unsigned), Some("test"), Some("a.b.c")] {
                    let question = Question::get(route).with(name, value);
                    let question = match token {
                        Some(token) => question.bearer(token),
                        None => question,
                    };
                    let error = service.ask(question).await?.error()?;
                    assert_eq!(
                        error.code,
                        ErrorCode::Unauthenticated,
                        "{environment} {name}"
                    );
                }
            }
        }
    }
    Ok(())
}

#[cfg(not(feature = "dev-login"))]
#[tokio::test]
async fn ordinary_builds_have_no_login_without_a_password() -> Outcome {
    let asked = json!({"email": "ada@example.org"});
    let home = Plan::default().set(variables::ENVIRONMENT, "development");
    let service = home.start().await?;
    let refused = service.post(routes::AUTH_DEV_LOGIN, &asked).await?;
    assert_eq!(refused.error()?.code, ErrorCode::NotFound);
    Ok(())
}

#[cfg(feature = "dev-login")]
#[tokio::test]
async fn developers_log_in_without_a_password_where_that_is_switched_on() -> Outcome {
    let asked = json!({"email": "ada@example.org"});
    let home = || Plan::default().set(variables::ENVIRONMENT, "development");
    let service = home().start().await?;
    let refused = service.post(routes::AUTH_DEV_LOGIN, &asked).await?;
    assert_eq!(refused.error()?.code, ErrorCode::Forbidden);

    let service = home().set(variables::DEV_LOGIN, "true").start().await?;
    let first = service.post(routes::AUTH_DEV_LOGIN, &asked).await?;
    assert_eq!(
        me(&service, &first.text("access_token")?).await?.status,
        200
    );
    let again = service.post(routes::AUTH_DEV_LOGIN, &asked).await?;
    assert_eq!(again.text("user_id")?, first.text("user_id")?);
    Ok(())
}

#[cfg(feature = "e2e-bypass")]
#[tokio::test]
async fn a_test_login_needs_a_signature_and_counts_once() -> Outcome {
    use auth::e2e::TestUser;
    use auth::tokens::SharedKey;
    use foundation::clock::Clock;
    use foundation::identity::Email;

    let key = SecretToken::try_from("the key of test logins, 32 bytes")?;
    let with_key = Plan::default().set(variables::E2E_BYPASS_KEY, key.expose());
    let login = |service: &Running, name: &str, key: &SecretToken| -> Outcome<Value> {
        let email = Email::try_from("ada@example.org")?;
        let signed = TestUser::new(email, name.to_owned(), service.clock.now());
        let signed = SharedKey::new(key)?.sign(&signed)?;
        Ok(json!({"signed": signed.expose()}))
    };

    let service = with_key.start().await?;
    let asked = login(&service, "1", &key)?;
    let answer = service.post(routes::AUTH_E2E, &asked).await?;
    assert_eq!(
        me(&service, &answer.text("access_token")?).await?.status,
        200
    );
    assert_eq!(
        service.post(routes::AUTH_E2E, &asked).await?.status,
        401,
        "replayed"
    );
    let other = SecretToken::try_from(test_support::SERVICE_KEY)?;
    let forged = login(&service, "2", &other)?;
    assert_eq!(service.post(routes::AUTH_E2E, &forged).await?.status, 401);
    let late = login(&service, "3", &key)?;
    service.clock.advance(Duration::from_secs(60));
    assert_eq!(service.post(routes::AUTH_E2E, &late).await?.status, 401);

    let without_key = Plan::default().start().await?;
    let asked = login(&without_key, "4", &key)?;
    assert_eq!(
        without_key.post(routes::AUTH_E2E, &asked).await?.status,
        401
    );
    Ok(())
}

#[cfg(not(feature = "e2e-bypass"))]
#[tokio::test]
async fn ordinary_builds_have_no_test_logins() -> Outcome {
    let key = SecretToken::try_from("the key of test logins, 32 bytes")?;
    let service = Plan::default().start().await?;
    let asked = json!({"signed": key.expose()});
    let error = service.post(routes::AUTH_E2E, &asked).await?.error()?;
    assert_eq!(error.code, ErrorCode::NotFound);
    Ok(())
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_right_password_counts_after_the_wait() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    let login = |password: &str| json!({"email": "ADA@example.org", "password": password});
    for _ in 0..10 {
        let wrong = service
            .post(routes::AUTH_LOGIN, &login("wrong horse"))
            .await?;
        assert_eq!(wrong.status, 401);
    }
    for password in ["wrong horse", "correct horse"] {
        let early = service.post(routes::AUTH_LOGIN, &login(password)).await?;
        assert_eq!(early.error()?.code, ErrorCode::RateLimited);
        assert_eq!(early.headers["retry-after"], "30");
    }
    service.clock.advance(Duration::from_secs(30));
    let right = service
        .post(routes::AUTH_LOGIN, &login("correct horse"))
        .await?;
    assert_eq!(right.status, 200);
    let again = service
        .post(routes::AUTH_LOGIN, &login("correct horse"))
        .await?;
    assert_eq!(again.status, 200, "nothing is held against who knows it");
    Ok(())
}
