//! Keys for programs of users, and logins by `Basic`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foundation::errors::ErrorCode;
use foundation::identity::Email;
use foundation::names::routes;
use serde_json::{Value, json};
use std::time::Duration;
use test_support::{Answer, NOW, Outcome, Plan, Question, Running, Sandbox};

async fn with_token(
    service: &Running,
    token: &str,
    (path, asked): (&str, Value),
) -> Outcome<Answer> {
    let question = Question::post(path, &asked).bearer(token);
    service.ask(question).await
}

async fn create(service: &Running, token: &str, asked: Value) -> Outcome<Answer> {
    with_token(service, token, (routes::AUTH_CREATE_API_KEY, asked)).await
}

async fn list(service: &Running, token: &str) -> Outcome<Value> {
    let listed = with_token(service, token, (routes::AUTH_LIST_API_KEYS, json!({})));
    Ok(listed.await?.json()?["api_keys"].clone())
}

async fn validate(service: &Running, key: &str) -> Outcome<Value> {
    let asked = json!({"token": key});
    let validated = service.post(routes::AUTH_VALIDATE, &asked).await?.json()?;
    let listed = service.post_as_service(routes::AUTH_CHECK_BLACKLIST, &asked);
    let is_listed = listed.await?.json()?["blacklisted"] == true;
    assert_eq!(validated["valid"] == true, !is_listed, "both say the same");
    Ok(validated)
}

#[tokio::test]
async fn a_key_is_shown_once_known_again_and_taken_back() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let login = service.log_in("ada@example.org").await?;
        let token = login.text("access_token")?;
        let made = create(&service, &token, json!({"name": "nightly build"})).await?;
        assert_eq!(made.status, 201, "{}", sandbox.kind);
        let (key, prefix) = (made.text("key")?, made.text("prefix")?);
        assert!(key.starts_with(&prefix) && prefix.starts_with("rsk_"));
        assert_eq!((key.len(), prefix.len()), (47, 12));

        let known = |last_used: Option<u64>| {
            json!([{
                "prefix": prefix, "name": "nightly build", "permissions": ["read", "write", "chat"],
                "created_at": NOW.0, "last_used_at": last_used,
            }])
        };
        assert_eq!(list(&service, &token).await?, known(None));
        let validated = validate(&service, &key).await?;
        assert_eq!(validated["user_id"], login.text("user_id")?);
        assert_eq!(validated["permissions"], json!(["read", "write", "chat"]));
        assert_eq!(validated["session_id"], Value::Null);
        assert_eq!(validated["expires_at"], NOW.0 / 1_000 + 300);
        assert_eq!(list(&service, &token).await?, known(Some(NOW.0)));

        // Noted to the minute; a key outlives the token that it was made with.
        for (seconds, noted) in [(59, NOW.0), (1, NOW.0 + 60_000)] {
            service.clock.advance(Duration::from_secs(seconds));
            validate(&service, &key).await?;
            assert_eq!(list(&service, &token).await?, known(Some(noted)));
        }
        service.clock.advance(Duration::from_secs(24 * 60 * 60));
        assert_eq!(validate(&service, &key).await?["valid"], true);

        let login = json!({"email": "ada@example.org", "password": "correct horse"});
        let login = service.post(routes::AUTH_LOGIN, &login).await?;
        let token = login.text("access_token")?;
        let revoke = async || {
            let asked = json!({"prefix": prefix});
            with_token(&service, &token, (routes::AUTH_REVOKE_API_KEY, asked)).await
        };
        assert_eq!(revoke().await?.status, 204);
        let refused = validate(&service, &key).await?;
        assert_eq!(
            refused,
            json!({"valid": false, "error": "VALIDATION_FAILED"})
        );
        assert_eq!(list(&service, &token).await?, json!([]));
        assert_eq!(revoke().await?.error()?.code, ErrorCode::NotFound);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_a_key_a_fingerprint_is_kept() -> Outcome {
    let sandbox = Sandbox::sqlite().await?;
    let service = Plan::default().start_on(&sandbox.database).await?;
    let login = service.log_in("ada@example.org").await?;
    let made = create(&service, &login.text("access_token")?, json!({"name": "x"})).await?;
    let key = made.text("key")?;
    let tag = test_support::World::new().tag()?;
    let mut scope = sandbox.database.scope(tag, storage::Access::Read).await?;
    let fingerprint = auth::random::fingerprint(&key.as_str().try_into()?);
    for (kept, is_known) in [(key, false), (fingerprint, true)] {
        let found = storage::api_keys::by_hash(&mut scope, &kept).await?;
        assert_eq!(found.is_some(), is_known);
    }
    Ok(())
}

#[tokio::test]
async fn a_key_opens_at_most_what_its_user_may() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let token = service
            .log_in("ada@example.org")
            .await?
            .text("access_token")?;
        let asked = |permissions: Value| json!({"name": "x", "permissions": permissions});
        let admin = create(&service, &token, asked(json!(["read", "admin"]))).await?;
        assert_eq!(admin.error()?.code, ErrorCode::Forbidden);
        let some = create(&service, &token, asked(json!(["read", "write"]))).await?;
        let key = some.text("key")?;
        let may = async |key: &str, permission: &str| -> Outcome<bool> {
            let asked = json!({"token": key, "permission": permission});
            let told = service.post_as_service(routes::AUTH_CHECK_PERMISSION, &asked);
            Ok(told.await?.json()?["allowed"] == true)
        };
        assert!(may(&key, "write").await? && !may(&key, "chat").await?);

        let sql = "UPDATE users SET permissions = 'read chat'";
        sandbox.database.tamper(sql).await?;
        assert_eq!(
            validate(&service, &key).await?["permissions"],
            json!(["read"])
        );
        assert!(!may(&key, "write").await?, "{}", sandbox.kind);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_key_is_no_token_of_a_session() -> Outcome {
    let service = Plan::default().start().await?;
    let token = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    let key = create(&service, &token, json!({"name": "x"}))
        .await?
        .text("key")?;
    for (path, asked) in [
        (routes::AUTH_CREATE_API_KEY, json!({"name": "y"})),
        (routes::AUTH_LIST_API_KEYS, json!({})),
        (routes::AUTH_REVOKE_API_KEY, json!({"prefix": "rsk_"})),
        (
            routes::AUTH_DELETE_ACCOUNT,
            json!({"password": "correct horse"}),
        ),
        (routes::AUTH_LOGOUT, json!({})),
    ] {
        let refused = with_token(&service, &key, (path, asked)).await?;
        assert_eq!(refused.error()?.code, ErrorCode::Unauthenticated, "{path}");
    }
    let asked = json!({"refresh_token": key});
    let refused = service.post(routes::AUTH_REFRESH, &asked).await?;
    assert_eq!(refused.status, 401);
    Ok(())
}

#[tokio::test]
async fn what_is_no_wish_for_a_key_is_refused_and_so_is_the_21st() -> Outcome {
    let service = Plan::default().start().await?;
    let token = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    let other = service
        .log_in("bob@example.org")
        .await?
        .text("access_token")?;
    for odd in [
        json!({}),
        json!({"name": ""}),
        json!({"name": "a\nb"}),
        json!({"name": "x", "permissions": ["root"]}),
        json!({"name": "x", "more": 1}),
    ] {
        let refused = create(&service, &token, odd.clone()).await?;
        assert_eq!(refused.error()?.code, ErrorCode::InvalidInput, "{odd}");
    }
    let mut prefix = String::new();
    for _ in 0..20 {
        prefix = create(&service, &token, json!({"name": "x"}))
            .await?
            .text("prefix")?;
    }
    let refused = create(&service, &token, json!({"name": "x"})).await?;
    assert_eq!(refused.error()?.code, ErrorCode::Conflict);
    assert_eq!(
        create(&service, &other, json!({"name": "x"})).await?.status,
        201
    );
    let of_another = (routes::AUTH_REVOKE_API_KEY, json!({"prefix": prefix}));
    let of_another = with_token(&service, &other, of_another).await?;
    assert_eq!(of_another.error()?.code, ErrorCode::NotFound);
    Ok(())
}

#[tokio::test]
async fn keys_outlive_a_change_of_the_password_and_no_closed_or_forgotten_account() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        let token = service
            .log_in("ada@example.org")
            .await?
            .text("access_token")?;
        let key = create(&service, &token, json!({"name": "x"}))
            .await?
            .text("key")?;
        let change = json!({"password": "correct horse", "new_password": "another horse"});
        with_token(&service, &token, (routes::AUTH_CHANGE_PASSWORD, change)).await?;
        assert_eq!(validate(&service, &key).await?["valid"], true);

        let sql = |disabled: u8| format!("UPDATE users SET disabled = {disabled}");
        sandbox.database.tamper(&sql(1)).await?;
        assert_eq!(validate(&service, &key).await?["valid"], false);
        sandbox.database.tamper(&sql(0)).await?;
        assert_eq!(validate(&service, &key).await?["valid"], true);

        let around = service::Surroundings {
            clock: service.clock.clone(),
            entropy: std::sync::Arc::new(foundation::entropy::SystemEntropy),
            database: sandbox.database.clone(),
        };
        let email = Email::try_from("ada@example.org")?;
        let order = auth_service::Order::ResetPassword { email };
        let reset = auth_service::carry_out(&order, around).await?;
        let asked = json!({"token": reset, "new_password": "a third horse"});
        service.post(routes::AUTH_RESET_PASSWORD, &asked).await?;
        assert_eq!(
            validate(&service, &key).await?["valid"],
            false,
            "{}",
            sandbox.kind
        );
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn address_and_password_may_stand_after_basic() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    let log_in = async |text: &str| {
        let basic = format!("Basic {}", STANDARD.encode(text));
        let question = Question::of("POST", routes::AUTH_LOGIN).with("authorization", &basic);
        service.ask(question).await
    };
    let login = log_in("Ada@example.org:correct horse").await?;
    assert_eq!(login.json()?["token_type"], "Bearer");
    for (text, status) in [
        ("ada@example.org:wrong horse", 401),
        ("bob@example.org:correct horse", 401),
        ("ada:correct horse", 400),
        ("ada@example.org", 400),
    ] {
        assert_eq!(log_in(text).await?.status, status, "{text}");
    }
    // It opens nothing else.
    let basic = format!("Basic {}", STANDARD.encode("ada@example.org:correct horse"));
    let me = Question::get(routes::AUTH_ME).with("authorization", &basic);
    assert_eq!(service.ask(me).await?.status, 401);
    // And is guessed no faster.
    for _ in 0..9 {
        log_in("ada@example.org:wrong horse").await?;
    }
    assert_eq!(log_in("ada@example.org:correct horse").await?.status, 429);
    Ok(())
}
