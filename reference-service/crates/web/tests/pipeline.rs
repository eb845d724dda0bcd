//! What the pipeline makes of handlers that misbehave, and of requests of any kind.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use foundation::entropy::SystemEntropy;
use foundation::environment::{Environment, EnvironmentName};
use foundation::errors::{AppError, ErrorCode};
use foundation::ids::IdGenerator;
use foundation::names::{headers, variables};
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use telemetry::metrics::Metrics;
use test_support::{Outcome, Question, World, ask};
use tokio::net::TcpListener;
use tokio::time::Instant;
use web::{
    ANSWER_LIMIT, AllowedOrigins, Connections, Failure, Nobody, Pipeline, RateLimiter, RateLimits,
    TrustedProxies, serve,
};

async fn start(routes: Router, metrics: Arc<Metrics>) -> Outcome<SocketAddr> {
    let nobody = (TrustedProxies::default(), AllowedOrigins::default());
    start_behind(nobody, routes, metrics).await
}

async fn start_behind(
    (proxies, origins): (TrustedProxies, AllowedOrigins),
    routes: Router,
    metrics: Arc<Metrics>,
) -> Outcome<SocketAddr> {
    let clock = World::new().clock;
    let pipeline = Pipeline {
        ids: Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy))),
        limiter: Arc::new(RateLimiter::new(clock.clone(), RateLimits::default())),
        clock,
        proxies,
        metrics,
        origins,
        version: "1",
        unlimited: &[],
        privilege: Arc::new(Nobody),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(
        listener,
        pipeline.around(routes),
        Connections::usual(),
        pending(),
    ));
    Ok(address)
}

async fn panics() -> StatusCode {
    Vec::new().remove(0)
}

async fn fails() -> Result<(), Failure> {
    Err(AppError::Forbidden.into())
}

#[tokio::test]
async fn a_handler_that_panics_is_a_failure_of_ours_and_the_next_request_is_answered() -> Outcome {
    let routes = Router::new()
        .route("/panics", get(panics))
        .route("/works", get(async || "yes"));
    let metrics = Arc::new(Metrics::new());
    let address = start(routes, metrics.clone()).await?;
    let error = ask(address, Question::get("/panics")).await?.error()?;
    assert_eq!(error.code, ErrorCode::Internal);
    assert!(!error.message.contains("handler"));
    assert_eq!(ask(address, Question::get("/works")).await?.body, b"yes");
    let text = metrics.text(0)?;
    assert!(text.contains("http_requests_in_flight 0\n"), "{text}");
    assert!(
        text.contains("route=\"/panics\",method=\"GET\",status=\"500\""),
        "{text}"
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_never_ends_is_cancelled_at_the_limit() -> Outcome {
    let routes = Router::new().route("/never", get(pending::<StatusCode>));
    let address = start(routes, Arc::default()).await?;
    let begin = Instant::now();
    let error = ask(address, Question::get("/never")).await?.error()?;
    assert_eq!(error.code, ErrorCode::TimedOut);
    assert_eq!(begin.elapsed().as_secs(), ANSWER_LIMIT.as_secs());
    Ok(())
}

#[tokio::test]
async fn errors_that_are_not_ours_get_the_one_shape_as_well() -> Outcome {
    let routes = Router::new()
        .route(
            "/bare",
            get(async || (StatusCode::IM_A_TEAPOT, "short and stout")),
        )
        .route("/failure", get(fails))
        .route("/gone", get(async || StatusCode::NOT_FOUND))
        .route("/broken", get(async || (StatusCode::BAD_GATEWAY, "<html>")));
    let address = start(routes, Arc::default()).await?;
    for (path, code) in [
        ("/bare", ErrorCode::InvalidInput),
        ("/failure", ErrorCode::Forbidden),
        ("/gone", ErrorCode::NotFound),
        ("/broken", ErrorCode::Internal),
    ] {
        assert_eq!(
            ask(address, Question::get(path)).await?.error()?.code,
            code,
            "{path}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_may_be_kept_by_nobody() -> Outcome {
    let routes = Router::new().route("/works", get(async || "yes"));
    let address = start(routes, Arc::default()).await?;
    for path in ["/works", "/nowhere"] {
        let answer = ask(address, Question::get(path)).await?;
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers[headers::SERVICE_VERSION], "1");
    }
    Ok(())
}

/// How many requests are left to whoever such a header is sent for.
async fn left(address: SocketAddr, forwarded_for: &str) -> Outcome<String> {
    let question = Question::get("/works").with("x-forwarded-for", forwarded_for);
    let answer = ask(address, question).await?;
    let left = answer.headers[headers::RATE_LIMIT_REMAINING].to_str()?;
    Ok(left.to_owned())
}

#[tokio::test]
async fn whom_a_proxy_names_is_the_client_if_the_proxy_is_trusted() -> Outcome {
    let routes = || Router::new().route("/works", get(async || "yes"));
    let named = [(variables::TRUSTED_PROXIES, "127.0.0.0/8")];
    let trusted = TrustedProxies::read(&Environment::from_iter(named))?;
    let address = start_behind(
        (trusted, AllowedOrigins::default()),
        routes(),
        Arc::default(),
    )
    .await?;
    assert_eq!(left(address, "203.0.113.1").await?, "99");
    assert_eq!(left(address, "203.0.113.2").await?, "99");
    assert_eq!(
        left(address, "203.0.113.9, 203.0.113.2").await?,
        "98",
        "forged"
    );

    let address = start(routes(), Arc::default()).await?;
    assert_eq!(left(address, "203.0.113.1").await?, "99");
    assert_eq!(
        left(address, "203.0.113.2").await?,
        "98",
        "nobody is trusted"
    );
    Ok(())
}

/// What the answer says of who may read it.
fn allowed<'a>(answer: &'a test_support::Answer, name: &str) -> &'a str {
    let header = answer
        .headers
        .get(format!("access-control-{name}").as_str());
    header.and_then(|it| it.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn pages_of_the_named_origins_alone_may_ask_and_read() -> Outcome {
    const OURS: &str = "https://chat.example.org";
    let named = Environment::from_iter([(variables::CORS_ORIGINS, OURS)]);
    let any = Environment::from_iter([(variables::CORS_ORIGINS, "*")]);
    for (environment, of_ours, of_others) in [
        (Environment::default(), "", ""),
        (named, OURS, ""),
        (any, "*", "*"),
    ] {
        let origins = AllowedOrigins::read(&environment, EnvironmentName::Test)?;
        let routes = Router::new()
            .route("/works", get(async || "yes"))
            .route("/fails", get(fails));
        let metrics = Arc::new(Metrics::new());
        let around = (TrustedProxies::default(), origins);
        let address = start_behind(around, routes, metrics).await?;
        for (origin, expected) in [(OURS, of_ours), ("https://example.org", of_others)] {
            for path in ["/works", "/fails", "/nowhere"] {
                let answer = ask(address, Question::get(path).with("origin", origin)).await?;
                assert_eq!(
                    allowed(&answer, "allow-origin"),
                    expected,
                    "{origin} {path}"
                );
                assert_eq!(allowed(&answer, "allow-credentials"), "");
            }
            let preflight = Question::of("OPTIONS", "/works")
                .with("origin", origin)
                .with("access-control-request-method", "PATCH")
                .with(
                    "access-control-request-headers",
                    "authorization,content-type",
                );
            let answer = ask(address, preflight).await?;
            assert_eq!(allowed(&answer, "allow-origin"), expected, "{origin}");
            if !of_ours.is_empty() {
                assert_eq!(answer.status, 200);
                assert!(allowed(&answer, "allow-methods").contains("PATCH"));
                for header in ["authorization", "content-type", headers::API_KEY] {
                    assert!(
                        allowed(&answer, "allow-headers").contains(header),
                        "{header}"
                    );
                }
                assert_eq!(allowed(&answer, "max-age"), "3600");
            }
        }
    }
    Ok(())
}
