//! What every client of the service sees, whatever it asks for.

use foundation::clock::Clock;
use foundation::entropy::{Entropy, EntropyFailure};
use foundation::errors::{AppError, ErrorBody, ErrorCode};
use foundation::ids::{IdKind, StructuredId};
use foundation::names::{headers, routes, services};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use test_support::{Outcome, Plan, Question, Sandbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;
use web::{Ending, MAX_BODY, RateLimits};

#[tokio::test]
async fn health_tells_what_runs_where_and_for_how_long() -> Outcome {
    let service = Plan::default().start().await?;
    service.clock.advance(Duration::from_millis(90_999));
    {
        let answer = service.ask(Question::get(routes::HEALTH)).await?;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers[headers::SERVICE_VERSION], "0.1.0");
        assert_eq!(
            answer.json()?,
            json!({
                "status": "healthy",
                "service": services::AUTH,
                "version": "0.1.0",
                "environment": "test",
                "uptime_seconds": 90,
                "schema_version": 8,
            })
        );
    }
    let answer = service.ask(Question::get(routes::READY)).await?;
    assert_eq!(
        answer.json()?,
        json!({
            "status": "healthy",
            "dependencies": [{"name": "database", "is_up": true, "is_needed": true}],
        })
    );
    Ok(())
}

#[tokio::test]
async fn without_its_database_the_service_is_alive_but_not_ready() -> Outcome {
    let sandbox = Sandbox::sqlite().await?;
    let service = Plan::default().start_on(&sandbox.database).await?;
    sandbox.database.close().await;
    assert_eq!(service.ask(Question::get(routes::LIVE)).await?.status, 200);
    for route in [routes::HEALTH, routes::READY] {
        let error = service.ask(Question::get(route)).await?.error()?;
        assert_eq!(error.code, ErrorCode::Unavailable);
    }
    let login = json!({"email": "ada@example.org", "password": "correct horse"});
    let error = service.post(routes::AUTH_LOGIN, &login).await?.error()?;
    assert_eq!(error.code, ErrorCode::Unavailable);
    Ok(())
}

#[tokio::test]
async fn a_schema_that_changed_behind_its_back_makes_it_not_ready() -> Outcome {
    for sandbox in Sandbox::each().await? {
        let service = Plan::default().start_on(&sandbox.database).await?;
        sandbox.database.tamper("DROP TABLE revoked_tokens").await?;
        let error = service.ask(Question::get(routes::READY)).await?.error()?;
        assert_eq!(error.code, ErrorCode::Unavailable);
        assert_eq!(error.message, "not ready: database is down");
        service.stop().await?;
        sandbox.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own() -> Outcome {
    let service = Plan::default().start().await?;
    let mut ids = BTreeSet::new();
    for (method, path) in [
        ("GET", routes::HEALTH),
        ("HEAD", routes::HEALTH),
        ("GET", "/nowhere"),
        ("PUT", routes::HEALTH),
    ] {
        let question = Question::of(method, path).with(headers::REQUEST_ID, "req_1_2_0000000a");
        let id = service.ask(question).await?.request_id()?;
        id.as_str()
            .parse::<StructuredId>()?
            .validate(IdKind::Request, service.clock.now())?;
        ids.insert(id);
    }
    assert_eq!(ids.len(), 4);
    Ok(())
}

#[tokio::test]
async fn requests_that_lead_nowhere_get_the_one_error_shape() -> Outcome {
    let service = Plan::default().start().await?;
    let table = [
        ("GET", "/nowhere", ErrorCode::NotFound),
        ("POST", "/", ErrorCode::NotFound),
        ("GET", "/health/", ErrorCode::NotFound),
        ("POST", routes::HEALTH, ErrorCode::MethodNotAllowed),
        ("BREW", routes::HEALTH, ErrorCode::MethodNotAllowed),
        ("GET", routes::AUTH_REGISTER, ErrorCode::MethodNotAllowed),
    ];
    for (method, path, code) in table {
        let answer = service.ask(Question::of(method, path)).await?;
        assert_eq!(answer.error()?.code, code, "{method} {path}");
    }
    Ok(())
}

#[tokio::test]
async fn bodies_that_cannot_be_read_get_the_one_error_shape() -> Outcome {
    let service = Plan::default().start().await?;
    let json = "application/json";
    let long = format!("\"{}\"", "x".repeat(MAX_BODY));
    let table: [(&str, &[u8], ErrorCode); 8] = [
        ("text/plain", b"{}", ErrorCode::UnsupportedMediaType),
        ("", b"{}", ErrorCode::UnsupportedMediaType),
        (json, b"", ErrorCode::InvalidInput),
        (json, b"{", ErrorCode::InvalidInput),
        (json, b"\xff", ErrorCode::InvalidInput),
        (json, b"[]", ErrorCode::InvalidInput),
        (json, b"{\"email\":1}", ErrorCode::InvalidInput),
        (json, long.as_bytes(), ErrorCode::TooLarge),
    ];
    for (media_type, body, code) in table {
        let mut question = Question::of("POST", routes::AUTH_REGISTER);
        question.body = Some(body.to_vec());
        let question = question.with("content-type", media_type);
        let error = service.ask(question).await?.error()?;
        assert_eq!(
            error.code,
            code,
            "{media_type} {}",
            body.escape_ascii().to_string().len()
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_refused_method_comes_with_those_that_are_allowed() -> Outcome {
    let service = Plan::default().start().await?;
    let answer = service.ask(Question::of("DELETE", routes::HEALTH)).await?;
    assert_eq!(answer.headers["allow"], "GET,HEAD");
    Ok(())
}

#[tokio::test]
async fn without_randomness_requests_fail_and_do_not_say_why() -> Outcome {
    /// Gives bytes until it is told to stop.
    #[derive(Debug, Default)]
    struct Dry(std::sync::atomic::AtomicBool);

    impl Entropy for Dry {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyFailure> {
            bytes.fill(7);
            let is_dry = self.0.load(std::sync::atomic::Ordering::Relaxed);
            if is_dry { Err(EntropyFailure) } else { Ok(()) }
        }
    }

    let dry = Arc::new(Dry::default());
    let plan = Plan {
        entropy: dry.clone(),
        ..Plan::default()
    };
    let service = plan.start().await?;
    dry.0.store(true, std::sync::atomic::Ordering::Relaxed);
    let answer = service.ask(Question::get(routes::HEALTH)).await?;
    assert_eq!(answer.status, 500);
    assert_eq!(
        serde_json::from_slice::<ErrorBody>(&answer.body)?,
        AppError::internal(EntropyFailure).body(None)
    );
    Ok(())
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_back() -> Outcome {
    let plan = Plan {
        rate_limits: RateLimits {
            per_minute: 2,
            ..RateLimits::default()
        },
        ..Plan::default()
    };
    let service = plan.start().await?;
    let question = || Question::get(routes::AUTH_STATUS);
    for remaining in ["1", "0"] {
        let answer = service.ask(question()).await?;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers[headers::RATE_LIMIT], "2");
        assert_eq!(answer.headers[headers::RATE_LIMIT_REMAINING], remaining);
        assert_eq!(answer.headers[headers::RATE_LIMIT_RESET], "60");
        assert!(!answer.headers.contains_key("retry-after"));
    }
    service.clock.advance(Duration::from_millis(59_500));
    let refused = service
        .ask(question().with("x-forwarded-for", "10.0.0.1"))
        .await?;
    assert_eq!(refused.error()?.code, ErrorCode::RateLimited);
    assert_eq!(refused.headers["retry-after"], "1");
    assert_eq!(
        service.ask(Question::get(routes::HEALTH)).await?.status,
        200,
        "not limited"
    );
    service.clock.advance(Duration::from_millis(500));
    assert_eq!(service.ask(question()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn services_ask_for_many_users_and_are_not_limited() -> Outcome {
    let plan = Plan {
        rate_limits: RateLimits {
            per_minute: 2,
            ..RateLimits::default()
        },
        ..Plan::default()
    };
    let service = plan.start().await?;
    let asked = json!({"token": "a.b.c"});
    for _ in 0..5 {
        assert_eq!(
            service
                .post_as_service(routes::AUTH_VALIDATE, &asked)
                .await?
                .status,
            200
        );
    }
    for status in [200, 200, 429] {
        let stranger = Question::post(routes::AUTH_VALIDATE, &asked)
            .with(headers::SERVICE_ID, services::BACKEND)
            .with(headers::SERVICE_SECRET, "a guess");
        assert_eq!(service.ask(stranger).await?.status, status);
    }
    Ok(())
}

#[tokio::test]
async fn the_description_has_every_route_and_every_route_is_there() -> Outcome {
    let service = Plan::default().start().await?;
    let document = service.ask(Question::get(routes::OPENAPI)).await?.json()?;
    assert_eq!(document, serde_json::to_value(auth_service::openapi())?);

    let described: BTreeSet<&str> = document["paths"]
        .as_object()
        .ok_or("no paths")?
        .keys()
        .map(String::as_str)
        .collect();
    let mut named: BTreeSet<&str> = [
        routes::HEALTH,
        routes::LIVE,
        routes::READY,
        routes::METRICS,
        routes::AUTH_STATUS,
        routes::AUTH_CONFIG,
        routes::AUTH_LOGIN,
        routes::AUTH_LOGOUT,
        routes::AUTH_REGISTER,
        routes::AUTH_REFRESH,
        routes::AUTH_VALIDATE,
        routes::AUTH_VERIFY,
        routes::AUTH_ME,
        routes::AUTH_SERVICE_TOKEN,
        routes::AUTH_VALIDATE_SERVICE_TOKEN,
        routes::AUTH_HASH_PASSWORD,
        routes::AUTH_VERIFY_PASSWORD,
        routes::AUTH_CREATE_TOKEN,
        routes::AUTH_CHECK_BLACKLIST,
        routes::AUTH_CHECK_AUTHORIZATION,
        routes::AUTH_CHECK_PERMISSION,
        routes::AUTH_CHANGE_PASSWORD,
        routes::AUTH_RESET_PASSWORD,
        routes::AUTH_DELETE_ACCOUNT,
        routes::AUTH_CREATE_API_KEY,
        routes::AUTH_LIST_API_KEYS,
        routes::AUTH_REVOKE_API_KEY,
        routes::AUTH_CALLBACK,
        routes::AUTH_PROVIDERS,
    ]
    .into();
    if cfg!(feature = "dev-login") {
        named.insert(routes::AUTH_DEV_LOGIN);
    }
    if cfg!(feature = "e2e-bypass") {
        named.insert(routes::AUTH_E2E);
    }
    assert_eq!(described, named);
    let login = &document["paths"][routes::AUTH_LOGIN];
    assert!(login["get"].is_object() && login["post"].is_object());

    let refused = &login["post"]["responses"]["401"]["content"]["application/json"]["schema"];
    assert_eq!(refused["$ref"], "#/components/schemas/ErrorBody");
    let codes = &document["components"]["schemas"]["ErrorCode"]["enum"];
    assert_eq!(codes, &serde_json::to_value(ErrorCode::ALL)?);
    Ok(())
}

#[tokio::test]
async fn the_description_says_who_has_to_be_known_and_names_each_operation_once() -> Outcome {
    let service = Plan::default().start().await?;
    let document = serde_json::to_value(auth_service::openapi())?;
    for (path, method, operation) in test_support::operations(&document)? {
        let question = Question {
            method: method.to_uppercase(),
            ..Question::post(path, &json!({}))
        };
        let status = service.ask(question).await?.status;
        assert_eq!(
            status == 401,
            operation["security"].is_array(),
            "{method} {path}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_happened_is_counted_for_prometheus() -> Outcome {
    let service = Plan::default().start().await?;
    service.log_in("ada@example.org").await?;
    let wrong = json!({"email": "ada@example.org", "password": "wrong horse"});
    service.post(routes::AUTH_LOGIN, &wrong).await?.error()?;
    service
        .ask(Question::get("/a/path/nobody/should/see"))
        .await?;

    let answer = service.ask(Question::get(routes::METRICS)).await?;
    let content_type = answer.headers["content-type"].to_str()?;
    assert!(content_type.starts_with("application/openmetrics-text"));
    let text = foundation::text::decode(&answer.body)?;
    for line in [
        "authentications_total{method=\"Register\",outcome=\"Success\"} 1",
        "authentications_total{method=\"Password\",outcome=\"Success\"} 1",
        "authentications_total{method=\"Password\",outcome=\"Refused\"} 1",
        "http_requests_total{route=\"/auth/login\",method=\"POST\",status=\"401\"} 1",
        "http_requests_total{route=\"unmatched\",method=\"GET\",status=\"404\"} 1",
        "database_scopes 0",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    assert!(!text.contains("nobody"));
    Ok(())
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() -> Outcome {
    let service = Plan::default().start().await?;
    let mut client = TcpStream::connect(service.address).await?;
    let begin = "POST /auth/validate HTTP/1.1\r\nhost: auth\r\ncontent-type: application/json\r\n\
                 content-length: 13\r\n\r\n{\"token\":\"";
    client.write_all(begin.as_bytes()).await?;
    // An answer to a second client proves that the first one has been accepted.
    service.ask(Question::get(routes::LIVE)).await?;

    let stopping =
        tokio::spawn(async move { service.stop().await.map_err(|error| error.to_string()) });
    client.write_all(b"x\"}").await?;
    let mut answer = String::new();
    client.read_to_string(&mut answer).await?;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(stopping.await??, Ending::Complete);
    Ok(())
}

#[tokio::test]
async fn a_client_that_asked_nothing_yet_does_not_keep_the_service_alive() -> Outcome {
    let service = Plan::default().start().await?;
    let mut client = TcpStream::connect(service.address).await?;
    client.write_all(b"GET /health/live HTTP/1.1\r\n").await?;
    service.ask(Question::get(routes::LIVE)).await?;

    // From here on nobody needs the database, whose threads do not know of a time that stands still.
    tokio::time::pause();
    let begin = Instant::now();
    assert_eq!(service.stop().await?, Ending::Complete);
    assert_eq!(begin.elapsed(), Duration::ZERO);
    Ok(())
}

#[tokio::test]
async fn a_thousand_requests_of_all_kinds_leave_no_session_with_the_database() -> Outcome {
    let service = Plan::default().start().await?;
    let token = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    for number in 0..1_000 {
        let me = Question::get(routes::AUTH_ME);
        let (question, status) = match number % 4 {
            0 => (me.bearer(&token), 200),
            1 => (me.bearer("a.b.c"), 401),
            2 => (
                Question::post(routes::AUTH_REFRESH, &json!({"refresh_token": token})),
                401,
            ),
            // The client is gone before the answer.
            _ => {
                let mut client = TcpStream::connect(service.address).await?;
                let request = format!(
                    "GET {} HTTP/1.1\r\nhost: auth\r\nauthorization: Bearer {token}\r\n\r\n",
                    routes::AUTH_ME
                );
                client.write_all(request.as_bytes()).await?;
                continue;
            }
        };
        assert_eq!(
            service.ask(question).await?.status,
            status,
            "request {number}"
        );
    }
    let sandbox = service.sandbox.as_ref().ok_or("no database")?;
    let database = sandbox.database.clone();
    service.stop().await?;
    assert_eq!(database.open_scopes(), 0);
    Ok(())
}
