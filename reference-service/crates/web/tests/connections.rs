//! What clients may do with connections, and how those end.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use foundation::entropy::SystemEntropy;
use foundation::ids::IdGenerator;
use foundation::retry::pause;
use futures_util::stream::unfold;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::convert::Infallible;
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use telemetry::metrics::Metrics;
use test_support::{Outcome, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use web::{
    AllowedOrigins, ConnectionLimits, Connections, Ending, JsonBody, Nobody, Pipeline, RateLimiter,
    RateLimits, TrustedProxies, serve,
};

const QUESTION: &[u8] = b"GET /works HTTP/1.1\r\nhost: here\r\n\r\n";

const HALF: &[u8] = b"GET /works HTTP/1.1\r\nho";

/// A service that is asked byte by byte.
struct Asked {
    address: SocketAddr,
    metrics: Arc<Metrics>,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Ending>,
}

impl Asked {
    async fn start(routes: Router, limits: ConnectionLimits) -> Outcome<Self> {
        let clock = World::new().clock;
        let metrics = Arc::new(Metrics::new());
        let pipeline = Pipeline {
            ids: Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy))),
            limiter: Arc::new(RateLimiter::new(clock.clone(), RateLimits::default())),
            clock,
            proxies: TrustedProxies::default(),
            metrics: metrics.clone(),
            origins: AllowedOrigins::default(),
            version: "1",
            unlimited: &[],
            privilege: Arc::new(Nobody),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let connections = Connections::new(limits, TrustedProxies::default(), metrics.clone());
        let routes = pipeline.around(routes.route("/works", get(async || "yes")));
        let served = tokio::spawn(serve(listener, routes, connections, async {
            stopped.await.unwrap_or_default()
        }));
        Ok(Self {
            address,
            metrics,
            stop,
            served,
        })
    }

    /// A connection on which that was said.
    async fn hear(&self, said: &[u8]) -> Outcome<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.write_all(said).await?;
        Ok(stream)
    }

    fn tells(&self, line: &str) -> Outcome {
        let text = self.metrics.text(0)?;
        let told = text.lines().any(|other| other == line);
        told.then_some(())
            .ok_or_else(|| format!("{line}\n{text}").into())
    }
}

/// All that comes until the other side closes the connection, and how long that took.
async fn rest(mut stream: TcpStream) -> (String, Duration) {
    let begin = Instant::now();
    let mut bytes = Vec::new();
    // A connection that is closed on bytes that nobody read is reset.
    stream.read_to_end(&mut bytes).await.unwrap_or_default();
    (
        String::from_utf8_lossy(&bytes).into_owned(),
        begin.elapsed(),
    )
}

/// What comes next.
async fn next(stream: &mut TcpStream) -> Outcome<String> {
    let mut bytes = [0; 4_096];
    let length = stream.read(&mut bytes).await?;
    Ok(String::from_utf8_lossy(&bytes[..length]).into_owned())
}

#[tokio::test(start_paused = true)]
async fn who_does_not_ask_in_time_is_cut() -> Outcome {
    let limits = ConnectionLimits::default();
    let asked = Asked::start(Router::new(), limits).await?;
    for said in [b"".as_slice(), HALF] {
        let (heard, took) = rest(asked.hear(said).await?).await;
        assert_eq!(
            (heard.as_str(), took.as_secs()),
            ("", limits.head.as_secs())
        );
    }
    asked.tells("http_connections_timed_out_total{waited_for=\"Head\"} 2")?;
    asked.tells("http_connections_open 0")
}

#[tokio::test(start_paused = true)]
async fn who_asks_no_more_is_cut_later() -> Outcome {
    let limits = ConnectionLimits::default();
    let asked = Asked::start(Router::new(), limits).await?;
    let (heard, took) = rest(asked.hear(QUESTION).await?).await;
    assert!(heard.ends_with("yes"), "{heard}");
    assert_eq!(took.as_secs(), limits.idle.as_secs());
    asked.tells("http_connections_timed_out_total{waited_for=\"Idle\"} 1")?;

    let mut again = asked.hear(QUESTION).await?;
    assert!(next(&mut again).await?.ends_with("yes"));
    again.write_all(HALF).await?;
    assert_eq!(rest(again).await.1.as_secs(), limits.head.as_secs());
    asked.tells("http_connections_timed_out_total{waited_for=\"Head\"} 1")
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_answered_and_holds_no_handler() -> Outcome {
    let limits = ConnectionLimits::default();
    let routes = Router::new().route("/told", post(async |_: JsonBody<Value>| "yes"));
    let asked = Asked::start(routes, limits).await?;
    let said = b"POST /told HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    let (heard, took) = rest(asked.hear(said).await?).await;
    assert!(heard.starts_with("HTTP/1.1 408 "), "{heard}");
    assert!(heard.contains("\"code\":\"slow_body\""), "{heard}");
    assert_eq!(took.as_secs(), limits.body.as_secs());
    asked.tells("http_requests_in_flight 0")
}

#[tokio::test]
async fn a_client_has_so_many_connections_and_no_more() -> Outcome {
    let limits = ConnectionLimits {
        per_client: 2,
        ..ConnectionLimits::default()
    };
    let asked = Asked::start(Router::new(), limits).await?;
    let (mut first, second) = (asked.hear(QUESTION).await?, asked.hear(b"").await?);
    assert!(next(&mut first).await?.ends_with("yes"));
    let (heard, _) = rest(asked.hear(b"").await?).await;
    assert_eq!(heard, "");
    asked.tells("http_connections_refused_total{reason=\"Client\"} 1")?;
    asked.tells("http_connections_open 2")?;

    drop(second);
    loop {
        // Until the service has seen that the other one left.
        let mut third = asked.hear(QUESTION).await?;
        if next(&mut third)
            .await
            .is_ok_and(|heard| heard.ends_with("yes"))
        {
            return Ok(());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_end_waits_for_answers_and_for_nothing_else() -> Outcome {
    let begun = Arc::new(Notify::new());
    let goes_on = Arc::new(Notify::new());
    let (tells, waits) = (begun.clone(), goes_on.clone());
    let slow = get(async move || {
        tells.notify_one();
        waits.notified().await;
        "at last"
    });
    let asked = Asked::start(
        Router::new().route("/slow", slow),
        ConnectionLimits::default(),
    )
    .await?;
    let slow = asked
        .hear(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n")
        .await?;
    begun.notified().await;
    let mut idle = asked.hear(QUESTION).await?;
    assert!(next(&mut idle).await?.ends_with("yes"));
    let mut next_begun = asked.hear(QUESTION).await?;
    assert!(next(&mut next_begun).await?.ends_with("yes"));
    next_begun.write_all(HALF).await?;
    let (silent, half_open) = (asked.hear(b"").await?, asked.hear(HALF).await?);

    drop(asked.stop);
    for connection in [silent, half_open, idle, next_begun] {
        assert_eq!(rest(connection).await, (String::new(), Duration::ZERO));
    }
    assert!(!asked.served.is_finished());
    goes_on.notify_one();
    assert!(rest(slow).await.0.ends_with("at last"));
    assert_eq!(asked.served.await?, Ending::Complete);
    Ok(())
}

async fn silence_then_more() -> Response {
    let body = Body::from_stream(unfold(0, async |told| {
        if told == 2 {
            return pending().await;
        }
        pause(Duration::from_secs(1_000)).await;
        Some((Ok::<_, Infallible>(Bytes::from("event")), told + 1))
    }));
    body.into_response()
}

/// Changes the protocol to one in which everything is said again.
async fn echo(mut request: Request) -> Response {
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let mut line = TokioIo::new(upgrade.await?);
        let mut byte = [0];
        while line.read(&mut byte).await? > 0 {
            line.write_all(&byte).await?;
        }
        Outcome::Ok(())
    });
    let headers = [
        (header::CONNECTION, HeaderValue::from_static("upgrade")),
        (header::UPGRADE, HeaderValue::from_static("echo")),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}

/// As much as anybody takes.
async fn endless() -> Response {
    let body = unfold((), async |()| {
        let piece = Bytes::from(vec![b'.'; 64 * 1024]);
        Some((Ok::<_, Infallible>(piece), ()))
    });
    Body::from_stream(body).into_response()
}

/// Changes the protocol to one in which there is no end of what is said.
async fn chatter(mut request: Request) -> Response {
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let mut line = TokioIo::new(upgrade.await?);
        while line.write_all(&[b'.'; 64 * 1024]).await.is_ok() {}
        Outcome::Ok(())
    });
    let headers = [
        (header::CONNECTION, HeaderValue::from_static("upgrade")),
        (header::UPGRADE, HeaderValue::from_static("chatter")),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_is_cut_whatever_is_spoken() -> Outcome {
    let routes = Router::new()
        .route("/endless", get(endless))
        .route("/chatter", get(chatter));
    let limits = ConnectionLimits::default();
    let asked = Asked::start(routes, limits).await?;
    let stream = asked.hear(b"GET /endless HTTP/1.1\r\nhost: here\r\n\r\n");
    let said =
        b"GET /chatter HTTP/1.1\r\nhost: here\r\nconnection: upgrade\r\nupgrade: chatter\r\n\r\n";
    let held = [stream.await?, asked.hear(said).await?];
    // Time goes on when there is nothing else to do: when all room on the way is full.
    pause(limits.write - Duration::from_secs(1)).await;
    asked.tells("http_connections_open 2")?;
    pause(Duration::from_secs(2)).await;
    asked.tells("http_connections_open 0")?;
    asked.tells("http_connections_timed_out_total{waited_for=\"Write\"} 2")?;
    drop(held);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_takes_a_little_in_time_goes_on() -> Outcome {
    let routes = Router::new().route("/endless", get(endless));
    let limits = ConnectionLimits::default();
    let asked = Asked::start(routes, limits).await?;
    let said = b"GET /endless HTTP/1.1\r\nhost: here\r\n\r\n";
    let mut stream = asked.hear(said).await?;
    let mut taken = vec![0; 8 * 1024 * 1024];
    for _ in 0..4 {
        pause(limits.write - Duration::from_secs(1)).await;
        stream.read_exact(&mut taken).await?;
    }
    asked.tells("http_connections_open 1")
}

#[tokio::test(start_paused = true)]
async fn streams_and_other_protocols_go_on_and_are_counted() -> Outcome {
    let routes = Router::new()
        .route("/stream", get(silence_then_more))
        .route("/echo", get(echo));
    let asked = Asked::start(routes, ConnectionLimits::default()).await?;
    let said = b"GET /echo HTTP/1.1\r\nhost: here\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n";
    let mut other = asked.hear(said).await?;
    assert!(next(&mut other).await?.starts_with("HTTP/1.1 101 "));
    let mut stream = asked
        .hear(b"GET /stream HTTP/1.1\r\nhost: here\r\n\r\n")
        .await?;
    assert!(next(&mut stream).await?.starts_with("HTTP/1.1 200 "));
    for _ in 0..2 {
        assert!(next(&mut stream).await?.contains("event"));
    }
    other.write_all(b"!").await?;
    assert_eq!(next(&mut other).await?, "!");
    asked.tells("http_connections_open 2")
}
