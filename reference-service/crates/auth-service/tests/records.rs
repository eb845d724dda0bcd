//! What the service writes of itself: enough to find a request again, and no secret ever.

use foundation::names::routes;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use telemetry::logging::{Form, Logging};
use test_support::{Outcome, Plan, Question, SERVICE_KEY};
use tracing::dispatcher;
use tracing::level_filters::LevelFilter;

/// A writer that keeps what was written.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_walk_through_the_service_leaves_records_without_secrets() -> Outcome {
    let kept = Kept::default();
    let writer = kept.clone();
    let logging = Logging {
        level: LevelFilter::TRACE,
        form: Form::Json,
    };
    let dispatch = logging.into_dispatch(move || writer.clone(), None);
    // The runtime of this test has one thread, so all of the service is heard.
    let _heard = dispatcher::set_default(&dispatch);

    let service = Plan::default().start().await?;
    let login = service.log_in("ada@example.org").await?;
    let (access, refresh) = (login.text("access_token")?, login.text("refresh_token")?);
    let wrong = json!({"email": "ada@example.org", "password": "hunter2hunter2"});
    service.post(routes::AUTH_LOGIN, &wrong).await?.error()?;
    service
        .post(routes::AUTH_VALIDATE, &json!({"token": access}))
        .await?;
    let answer = service
        .post(routes::AUTH_REFRESH, &json!({"refresh_token": refresh}))
        .await?;
    let next = answer.text("refresh_token")?;
    service
        .post(routes::AUTH_REFRESH, &json!({"refresh_token": refresh}))
        .await?
        .error()?;
    let asked = json!({"password": "correct horse"});
    let hashed = service
        .post_as_service(routes::AUTH_HASH_PASSWORD, &asked)
        .await?;
    let hash = hashed.text("hash")?;
    for path in [
        format!(
            "{}?code=sesame-code&state=sesame-state",
            routes::AUTH_CALLBACK
        ),
        format!("/sesame-path/{access}?access_token={access}"),
    ] {
        service.ask(Question::get(&path).bearer(&access)).await?;
    }
    service.stop().await?;

    let written = kept
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let written = foundation::text::decode(&written)?;
    for secret in [
        access.as_str(),
        refresh.as_str(),
        next.as_str(),
        hash.as_str(),
        SERVICE_KEY,
        "correct horse",
        "hunter2",
        "sesame",
        "ada@",
        // The parts of a token that say something.
        access.split('.').nth(1).unwrap_or_default(),
        access.split('.').nth(2).unwrap_or_default(),
    ] {
        assert!(!written.contains(secret), "{secret} in {written}");
    }

    let records: Vec<Value> = written
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let request = login.request_id()?;
    let of_login: Vec<&Value> = records
        .iter()
        .filter(|record| record["span"]["request_id"] == request.as_str())
        .collect();
    assert!(
        of_login
            .iter()
            .any(|it| it["message"] == "answered" && it["status"] == 200)
    );
    assert!(of_login.iter().any(|it| it["outcome"] == "Success"));
    let user = login.text("user_id")?;
    assert!(
        of_login
            .iter()
            .all(|it| it["span"]["route"] == routes::AUTH_LOGIN)
    );
    assert!(of_login.iter().any(|it| it["span"]["user_id"] == user));
    Ok(())
}
