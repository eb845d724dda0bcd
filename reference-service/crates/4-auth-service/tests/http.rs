//! What clients of the service see.

mod support;

use auth_service::{Ending, GRACE};
use foundation::clock::Clock;
use foundation::entropy::{Entropy, EntropyFailure};
use foundation::errors::{AppError, ErrorBody};
use foundation::ids::{IdKind, RequestId, StructuredId};
use foundation::names::{headers, routes, services};
use hyper::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use support::{Answer, Outcome, Running};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

fn request_id(answer: &Answer) -> Outcome<RequestId> {
    let header = answer
        .headers
        .get(headers::REQUEST_ID)
        .ok_or("no id of the request")?;
    Ok(header.to_str()?.parse()?)
}

#[tokio::test]
async fn health_tells_what_runs_where_and_for_how_long() -> Outcome {
    let service = Running::start().await?;
    service.clock.advance(Duration::from_millis(90_999));

    let answer = service.ask("GET", routes::HEALTH).await?;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        serde_json::from_slice::<Value>(&answer.body)?,
        json!({
            "status": "healthy",
            "service": services::AUTH,
            "version": "0.1.0",
            "environment": "test",
            "uptime_seconds": 90,
        })
    );
    Ok(())
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own() -> Outcome {
    let service = Running::start().await?;
    let mut ids = Vec::new();
    for (method, path) in [
        ("GET", routes::HEALTH),
        ("HEAD", routes::HEALTH),
        ("GET", "/nowhere"),
        ("PUT", routes::HEALTH),
    ] {
        let id = request_id(&service.ask(method, path).await?)?;
        id.as_str()
            .parse::<StructuredId>()?
            .validate(IdKind::Request, service.clock.now())?;
        ids.push(id);
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    Ok(())
}

#[tokio::test]
async fn requests_that_lead_nowhere_get_the_one_error_shape() -> Outcome {
    let service = Running::start().await?;
    let table = [
        ("GET", "/nowhere", AppError::NotFound),
        ("POST", "/", AppError::NotFound),
        ("GET", "/health/", AppError::NotFound),
        ("POST", routes::HEALTH, AppError::MethodNotAllowed),
        ("BREW", routes::HEALTH, AppError::MethodNotAllowed),
    ];
    for (method, path, error) in table {
        let answer = service.ask(method, path).await?;
        let id = request_id(&answer)?;
        assert_eq!(answer.status, error.code().status(), "{method} {path}");
        assert_eq!(answer.headers["content-type"], "application/json");
        assert_eq!(
            serde_json::from_slice::<ErrorBody>(&answer.body)?,
            error.body(Some(&id))
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_refused_method_comes_with_those_that_are_allowed() -> Outcome {
    let service = Running::start().await?;
    assert_eq!(
        service.ask("DELETE", routes::HEALTH).await?.headers["allow"],
        "GET,HEAD"
    );
    Ok(())
}

#[tokio::test]
async fn without_randomness_requests_fail_and_do_not_say_why() -> Outcome {
    #[derive(Debug)]
    struct NoBytes;

    impl Entropy for NoBytes {
        fn fill(&self, _: &mut [u8]) -> Result<(), EntropyFailure> {
            Err(EntropyFailure)
        }
    }

    let service = Running::start_with(Arc::new(NoBytes)).await?;
    let answer = service.ask("GET", routes::HEALTH).await?;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        serde_json::from_slice::<ErrorBody>(&answer.body)?,
        AppError::internal(EntropyFailure).body(None)
    );
    assert!(!String::from_utf8(answer.body)?.contains("random"));
    Ok(())
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() -> Outcome {
    let service = Running::start().await?;
    let mut client = TcpStream::connect(service.address).await?;
    let (begin, rest) = ("GET /health HTTP/1.1\r\nhost: auth\r\n", "\r\n");
    client.write_all(begin.as_bytes()).await?;
    // An answer to a second client proves that the first one has been accepted.
    service.ask("GET", routes::HEALTH).await?;

    let stopping =
        tokio::spawn(async move { service.stop().await.map_err(|error| error.to_string()) });
    client.write_all(rest.as_bytes()).await?;
    let mut answer = String::new();
    client.read_to_string(&mut answer).await?;

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(stopping.await??, Ending::Complete);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_finishes_does_not_keep_the_service_alive() -> Outcome {
    let service = Running::start().await?;
    let mut client = TcpStream::connect(service.address).await?;
    client.write_all(b"GET /health HTTP/1.1\r\n").await?;
    service.ask("GET", routes::HEALTH).await?;

    let begin = Instant::now();
    assert_eq!(service.stop().await?, Ending::CutShort);
    assert_eq!(begin.elapsed(), GRACE);
    Ok(())
}
