//! What services may ask, and nobody else.

use foundation::errors::ErrorCode;
use foundation::names::{headers, routes, services};
use serde_json::{Value, json};
use std::time::Duration;
use test_support::{Outcome, Plan, Question, Running, SERVICE_KEY};

async fn service_token(service: &Running) -> Outcome<String> {
    let asked = json!({"service_id": services::BACKEND, "service_secret": SERVICE_KEY});
    service
        .post(routes::AUTH_SERVICE_TOKEN, &asked)
        .await?
        .text("service_token")
}

/// A question for each route that is for services, which a service would get an answer to.
fn questions(user: &str, token: &str) -> Vec<(&'static str, Value)> {
    vec![
        (
            routes::AUTH_HASH_PASSWORD,
            json!({"password": "correct horse"}),
        ),
        (
            routes::AUTH_VERIFY_PASSWORD,
            json!({"password": "correct horse", "hash": "$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$l0bTVoWdI/NeJVSJs3k7oyeiVmWwwOiXjYvbhwTWSyw"}),
        ),
        (routes::AUTH_CREATE_TOKEN, json!({"user_id": user})),
        (routes::AUTH_CHECK_BLACKLIST, json!({"token": token})),
        (
            routes::AUTH_CHECK_PERMISSION,
            json!({"token": token, "permission": "chat"}),
        ),
        (
            routes::AUTH_CHECK_AUTHORIZATION,
            json!({"token": token, "permission": "read", "owner": user}),
        ),
    ]
}

#[tokio::test]
async fn only_services_get_answers_and_they_do_by_secret_and_by_token() -> Outcome {
    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let token = login.text("access_token")?;
    let service_token = service_token(&service).await?;
    for (route, asked) in questions(&login.text("user_id")?, &token) {
        let question = || Question::post(route, &asked);
        let strangers = [
            question(),
            question().bearer(&token),
            question().with(headers::SERVICE_ID, services::BACKEND),
            question()
                .with(headers::SERVICE_ID, services::BACKEND)
                .with(headers::SERVICE_SECRET, "wrong"),
            question()
                .with(headers::SERVICE_ID, "another-backend")
                .with(headers::SERVICE_SECRET, SERVICE_KEY),
        ];
        for stranger in strangers {
            let error = service.ask(stranger).await?.error()?;
            assert_eq!(error.code, ErrorCode::Unauthenticated, "{route}");
        }
        assert_eq!(
            service.post_as_service(route, &asked).await?.status,
            200,
            "{route}"
        );
        let by_token = question().bearer(&service_token);
        assert_eq!(service.ask(by_token).await?.status, 200, "{route}");
    }
    Ok(())
}

#[tokio::test]
async fn a_service_token_speaks_for_its_service_for_a_while() -> Outcome {
    let service = Plan::default().start().await?;
    let token = service_token(&service).await?;
    let validate = async |token: &str| -> Outcome<Value> {
        let asked = json!({"token": token});
        let answer = service
            .post(routes::AUTH_VALIDATE_SERVICE_TOKEN, &asked)
            .await?;
        answer.json()
    };
    let valid = json!({"valid": true, "service_id": services::BACKEND});
    assert_eq!(validate(&token).await?, valid);

    let user = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    assert_eq!(validate(&user).await?, json!({"valid": false}));
    let asked = Question::get(routes::AUTH_ME).bearer(&token);
    assert_eq!(
        service.ask(asked).await?.status,
        401,
        "a service is no user"
    );

    service.clock.advance(Duration::from_secs(5 * 60));
    assert_eq!(validate(&token).await?, json!({"valid": false}));

    for (name, secret) in [("somebody", SERVICE_KEY), (services::BACKEND, "wrong")] {
        let asked = json!({"service_id": name, "service_secret": secret});
        let error = service
            .post(routes::AUTH_SERVICE_TOKEN, &asked)
            .await?
            .error()?;
        assert_eq!(error.code, ErrorCode::Unauthenticated, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_hash_that_was_made_here_is_known_here() -> Outcome {
    let service = Plan::default().start().await?;
    let asked = json!({"password": "correct horse"});
    let hash = service
        .post_as_service(routes::AUTH_HASH_PASSWORD, &asked)
        .await?
        .text("hash")?;
    for (password, matches) in [("correct horse", true), ("wrong horse", false)] {
        let asked = json!({"password": password, "hash": hash});
        let answer = service
            .post_as_service(routes::AUTH_VERIFY_PASSWORD, &asked)
            .await?;
        assert_eq!(answer.json()?, json!({"matches": matches}));
    }
    let asked = json!({"password": "correct horse", "hash": "hunter2"});
    let error = service
        .post_as_service(routes::AUTH_VERIFY_PASSWORD, &asked)
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::InvalidInput);
    Ok(())
}

#[tokio::test]
async fn permissions_and_ownership_decide_what_is_allowed() -> Outcome {
    let service = Plan::default().start().await?;
    let ada = service.log_in("ada@example.org").await?;
    let bob = service.log_in("bob@example.org").await?;
    let (token, ada, bob) = (
        ada.text("access_token")?,
        ada.text("user_id")?,
        bob.text("user_id")?,
    );

    let allowed = async |route: &str, asked: Value| -> Outcome<Value> {
        Ok(service.post_as_service(route, &asked).await?.json()?["allowed"].take())
    };
    for (permission, expected) in [("chat", true), ("admin", false)] {
        let asked = json!({"token": token, "permission": permission});
        assert_eq!(
            allowed(routes::AUTH_CHECK_PERMISSION, asked).await?,
            expected
        );
    }
    let unknown = json!({"token": token, "permission": "root"});
    let error = service
        .post_as_service(routes::AUTH_CHECK_PERMISSION, &unknown)
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::InvalidInput);

    for (owner, permission, expected) in [
        (&ada, "write", true),
        (&bob, "write", false),
        (&ada, "admin", false),
    ] {
        let asked = json!({"token": token, "permission": permission, "owner": owner});
        assert_eq!(
            allowed(routes::AUTH_CHECK_AUTHORIZATION, asked).await?,
            expected
        );
    }
    let sandbox = service.sandbox.as_ref().ok_or("no database")?;
    let admin = "UPDATE users SET permissions = 'read write admin' WHERE email = 'ada@example.org'";
    sandbox.database.tamper(admin).await?;
    for (permission, expected) in [("write", true), ("chat", false)] {
        let asked = json!({"token": token, "permission": permission, "owner": bob});
        assert_eq!(
            allowed(routes::AUTH_CHECK_AUTHORIZATION, asked).await?,
            expected
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_blacklist_knows_what_was_taken_back() -> Outcome {
    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let [access, refresh] = [login.text("access_token")?, login.text("refresh_token")?];
    let asked = json!({"user_id": login.text("user_id")?});
    let made = service
        .post_as_service(routes::AUTH_CREATE_TOKEN, &asked)
        .await?;
    let made = made.text("access_token")?;
    let blacklisted = async |token: &str| -> Outcome<Value> {
        let asked = json!({"token": token});
        let answer = service
            .post_as_service(routes::AUTH_CHECK_BLACKLIST, &asked)
            .await?;
        Ok(answer.json()?["blacklisted"].take())
    };
    for token in [&access, &refresh, &made] {
        assert_eq!(blacklisted(token).await?, false);
    }
    let logout = Question::post(routes::AUTH_LOGOUT, &json!({})).bearer(&access);
    assert_eq!(service.ask(logout).await?.status, 204);
    assert_eq!(blacklisted(&access).await?, true);
    assert_eq!(blacklisted(&refresh).await?, true, "of the same session");
    assert_eq!(blacklisted(&made).await?, false, "of no session");

    let logout = Question::post(routes::AUTH_LOGOUT, &json!({"everywhere": true})).bearer(&made);
    assert_eq!(service.ask(logout).await?.status, 204);
    assert_eq!(blacklisted(&made).await?, true);

    let asked = json!({"token": "hunter2"});
    let error = service
        .post_as_service(routes::AUTH_CHECK_BLACKLIST, &asked)
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::InvalidInput);
    let asked = json!({"user_id": "user_1_2_0000000a"});
    let error = service
        .post_as_service(routes::AUTH_CREATE_TOKEN, &asked)
        .await?
        .error()?;
    assert_eq!(error.code, ErrorCode::NotFound);
    Ok(())
}
