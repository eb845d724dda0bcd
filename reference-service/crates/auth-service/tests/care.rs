//! What is done to an account that is there: another password, a forgotten one, its end; and what an operator does.

use auth_service::{Order, carry_out};
use foundation::entropy::SystemEntropy;
use foundation::errors::ErrorCode;
use foundation::identity::Email;
use foundation::names::routes;
use serde_json::{Value, json};
use service::Surroundings;
use std::sync::Arc;
use std::time::Duration;
use test_support::{Answer, Outcome, Plan, Question, Running, Sandbox};

/// A service on a database of each kind.
async fn services() -> Outcome<Vec<(Running, Sandbox)>> {
    let mut services = Vec::new();
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        services.push((service, sandbox));
    }
    Ok(services)
}

async fn log_in(service: &Running, password: &str) -> Outcome<Answer> {
    let asked = json!({"email": "ada@example.org", "password": password});
    service.post(routes::AUTH_LOGIN, &asked).await
}

async fn is_known(service: &Running, token: &str) -> Outcome<bool> {
    let asked = json!({"token": token});
    let validated = service.post(routes::AUTH_VALIDATE, &asked).await?.json()?;
    let listed = service.post_as_service(routes::AUTH_CHECK_BLACKLIST, &asked);
    let listed = listed.await?.json()?["blacklisted"] == true;
    assert_eq!(validated["valid"] == true, !listed, "both say the same");
    Ok(!listed)
}

async fn with_token(service: &Running, token: &str, path: &str, asked: &Value) -> Outcome<Answer> {
    let question = Question::post(path, asked).bearer(token);
    service.ask(question).await
}

async fn refresh(service: &Running, login: &Answer) -> Outcome<u16> {
    let asked = json!({"refresh_token": login.text("refresh_token")?});
    let answer = service.post(routes::AUTH_REFRESH, &asked).await?;
    Ok(answer.status.as_u16())
}

/// What the operator is told.
async fn operate(service: &Running, sandbox: &Sandbox, order: Order) -> Outcome<String> {
    let around = Surroundings {
        clock: service.clock.clone(),
        entropy: Arc::new(SystemEntropy),
        database: sandbox.database.clone(),
    };
    Ok(carry_out(&order, around).await?)
}

fn ada() -> Outcome<Email> {
    Ok(Email::try_from("ada@example.org")?)
}

fn forgotten() -> Outcome<Order> {
    Ok(Order::ResetPassword { email: ada()? })
}

async fn reset(service: &Running, token: &str, password: &str) -> Outcome<Answer> {
    let asked = json!({"token": token, "new_password": password});
    service.post(routes::AUTH_RESET_PASSWORD, &asked).await
}

#[tokio::test]
async fn with_the_old_password_there_is_another_and_other_sessions_end() -> Outcome {
    for (service, sandbox) in services().await? {
        let login = service.log_in("ada@example.org").await?;
        let other = log_in(&service, "correct horse").await?;
        let (token, stolen) = (login.text("access_token")?, other.text("access_token")?);
        let change = async |old: &str, new: &str| {
            let asked = json!({"password": old, "new_password": new});
            with_token(&service, &token, routes::AUTH_CHANGE_PASSWORD, &asked).await
        };
        for (old, new) in [
            ("wrong horse", "another horse"),
            ("correct horse", "short"),
            ("correct horse", "ada"),
            ("correct horse", "ada@example.org"),
        ] {
            let refused = change(old, new).await?.error()?;
            assert_eq!(refused.code, ErrorCode::InvalidInput, "{old} {new}");
        }
        assert!(is_known(&service, &stolen).await?, "nothing has changed");

        assert_eq!(change("correct horse", "another horse").await?.status, 204);
        assert!(is_known(&service, &token).await?, "{}", sandbox.kind);
        assert_eq!(refresh(&service, &login).await?, 200);
        assert!(!is_known(&service, &stolen).await?, "{}", sandbox.kind);
        assert_eq!(refresh(&service, &other).await?, 401);
        assert_eq!(log_in(&service, "correct horse").await?.status, 401);
        assert_eq!(log_in(&service, "another horse").await?.status, 200);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_is_no_way_to_guess_the_password() -> Outcome {
    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let token = login.text("access_token")?;
    let ways = [
        (
            routes::AUTH_CHANGE_PASSWORD,
            json!({"password": "wrong horse", "new_password": "another horse"}),
        ),
        (
            routes::AUTH_DELETE_ACCOUNT,
            json!({"password": "wrong horse"}),
        ),
    ];
    for number in 0..10 {
        let (path, asked) = &ways[number % 2];
        assert_eq!(with_token(&service, &token, path, asked).await?.status, 400);
    }
    for (path, asked) in &ways {
        let refused = with_token(&service, &token, path, asked).await?;
        assert_eq!(refused.status, 429, "{path}");
        assert_eq!(refused.headers["retry-after"], "30");
    }
    assert_eq!(log_in(&service, "correct horse").await?.status, 429);
    service.clock.advance(Duration::from_secs(30));
    assert_eq!(log_in(&service, "correct horse").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn who_is_not_known_changes_and_deletes_nothing() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    for (path, asked) in [
        (
            routes::AUTH_CHANGE_PASSWORD,
            json!({"password": "correct horse", "new_password": "another horse"}),
        ),
        (
            routes::AUTH_DELETE_ACCOUNT,
            json!({"password": "correct horse"}),
        ),
    ] {
        let stranger = service.post(path, &asked).await?;
        assert_eq!(stranger.error()?.code, ErrorCode::Unauthenticated, "{path}");
    }
    assert_eq!(log_in(&service, "correct horse").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_deleted_account_is_known_by_nothing_and_frees_its_address() -> Outcome {
    for (service, sandbox) in services().await? {
        let login = service.log_in("ada@example.org").await?;
        let token = login.text("access_token")?;
        let delete = async |password: &str| {
            let asked = json!({"password": password});
            with_token(&service, &token, routes::AUTH_DELETE_ACCOUNT, &asked).await
        };
        assert_eq!(delete("wrong horse").await?.status, 400);
        assert!(is_known(&service, &token).await?);

        assert_eq!(
            delete("correct horse").await?.status,
            204,
            "{}",
            sandbox.kind
        );
        assert!(!is_known(&service, &token).await?, "{}", sandbox.kind);
        assert_eq!(refresh(&service, &login).await?, 401);
        assert_eq!(log_in(&service, "correct horse").await?.status, 401);

        let again = service.log_in("ada@example.org").await?;
        assert_ne!(again.text("user_id")?, login.text("user_id")?);
        assert!(!is_known(&service, &token).await?);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_operator_hands_over_a_token_that_sets_a_password_once_and_soon() -> Outcome {
    for (service, sandbox) in services().await? {
        let login = service.log_in("ada@example.org").await?;
        let earlier = operate(&service, &sandbox, forgotten()?).await?;
        let token = operate(&service, &sandbox, forgotten()?).await?;
        for (token, password) in [
            (earlier.as_str(), "another horse"),
            ("nothing", "another horse"),
            (&token, "short"),
            (&token, "ada@example.org"),
        ] {
            let refused = reset(&service, token, password).await?.error()?;
            assert_eq!(refused.code, ErrorCode::InvalidInput, "{}", sandbox.kind);
        }
        assert!(is_known(&service, &login.text("access_token")?).await?);

        assert_eq!(reset(&service, &token, "another horse").await?.status, 204);
        assert!(!is_known(&service, &login.text("access_token")?).await?);
        assert_eq!(log_in(&service, "correct horse").await?.status, 401);
        let known = log_in(&service, "another horse").await?;
        assert!(
            is_known(&service, &known.text("access_token")?).await?,
            "at once"
        );
        assert_eq!(reset(&service, &token, "a third horse").await?.status, 400);

        // One that is too old, one of before another change, and one of a closed account.
        let late = operate(&service, &sandbox, forgotten()?).await?;
        service.clock.advance(Duration::from_secs(30 * 60));
        assert_eq!(reset(&service, &late, "a third horse").await?.status, 400);
        let known = log_in(&service, "another horse")
            .await?
            .text("access_token")?;
        let before = operate(&service, &sandbox, forgotten()?).await?;
        let asked = json!({"password": "another horse", "new_password": "a fourth horse"});
        with_token(&service, &known, routes::AUTH_CHANGE_PASSWORD, &asked).await?;
        assert_eq!(reset(&service, &before, "a third horse").await?.status, 400);
        operate(&service, &sandbox, Order::Disable { email: ada()? }).await?;
        let closed = operate(&service, &sandbox, forgotten()?).await?;
        assert_eq!(reset(&service, &closed, "a third horse").await?.status, 400);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_two_who_use_one_token_one_sets_the_password() -> Outcome {
    for (service, sandbox) in services().await? {
        service.log_in("ada@example.org").await?;
        let token = operate(&service, &sandbox, forgotten()?).await?;
        let (one, other) = tokio::join!(
            reset(&service, &token, "another horse"),
            reset(&service, &token, "a third horse")
        );
        let mut statuses = [one?.status.as_u16(), other?.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 400], "{}", sandbox.kind);
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_a_token_that_sets_a_password_a_fingerprint_is_kept() -> Outcome {
    let sandbox = Sandbox::sqlite().await?;
    let service = Plan::default().start_on(&sandbox.database).await?;
    service.log_in("ada@example.org").await?;
    let token = operate(&service, &sandbox, forgotten()?).await?;
    let tag = test_support::World::new().tag()?;
    let mut scope = sandbox.database.scope(tag, storage::Access::Read).await?;
    let now = foundation::clock::Clock::now(&*service.clock);
    let fingerprint = auth::random::fingerprint(&token.as_str().try_into()?);
    for (kept, is_known) in [(token, false), (fingerprint, true)] {
        let owner = storage::password_resets::owner(&mut scope, &kept, now).await?;
        assert_eq!(owner.is_some(), is_known);
    }
    Ok(())
}

#[tokio::test]
async fn an_operator_closes_an_account_and_its_tokens_never_come_back() -> Outcome {
    for (service, sandbox) in services().await? {
        let login = service.log_in("ada@example.org").await?;
        let token = login.text("access_token")?;
        let told = operate(&service, &sandbox, Order::Disable { email: ada()? }).await?;
        assert_eq!(told, "ada@example.org is disabled");
        assert!(!is_known(&service, &token).await?, "{}", sandbox.kind);
        assert_eq!(refresh(&service, &login).await?, 401);
        assert_eq!(log_in(&service, "correct horse").await?.status, 401);

        operate(&service, &sandbox, Order::Enable { email: ada()? }).await?;
        assert!(!is_known(&service, &token).await?, "{}", sandbox.kind);
        service.clock.advance(Duration::from_secs(1));
        let again = log_in(&service, "correct horse").await?;
        assert!(is_known(&service, &again.text("access_token")?).await?);

        let email = Email::try_from("nobody@example.org")?;
        let refused = operate(&service, &sandbox, Order::Disable { email }).await;
        assert!(refused.is_err_and(|it| it.to_string().contains("no account")));
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}
