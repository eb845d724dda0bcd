//! What happens to every request, whatever it is for.

use crate::Failure;
use crate::body::MAX_BODY;
use crate::failure::Pending;
use crate::origins::AllowedOrigins;
use crate::proxies::TrustedProxies;
use crate::rate_limit::{Allowance, RateLimiter};
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use foundation::clock::Clock;
use foundation::errors::{AppError, with_sources};
use foundation::ids::{IdGenerator, RequestId};
use foundation::names::headers;
use foundation::retry::within;
use std::any::Any;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use telemetry::metrics::Metrics;
use telemetry::traces;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::{Instrument, Span, field};

/// No answer takes longer. A run of agents ends by a limit of its own before, so that it is told as what it is.
pub const ANSWER_LIMIT: Duration = Duration::from_secs(35);

/// Stands in counters and records for every path that leads nowhere.
const UNMATCHED: &str = "unmatched";

/// An id for every request and on every answer, a record, a count, a limit, a deadline, and one shape of error.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Makes the ids of requests.
    pub ids: Arc<IdGenerator>,
    /// Tells how long an answer took.
    pub clock: Arc<dyn Clock>,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// Whose word is taken for where a request comes from.
    pub proxies: TrustedProxies,
    /// Says who asks too much.
    pub limiter: Arc<RateLimiter>,
    /// Whose pages may read the answers.
    pub origins: AllowedOrigins,
    /// The version that stands on every answer.
    pub version: &'static str,
    /// Routes that may be asked any number of times, since those who ask look after the service.
    pub unlimited: &'static [&'static str],
    /// Says who else may.
    pub privilege: Arc<dyn Privilege>,
}

/// Says whose requests are not limited: other services ask for many users.
pub trait Privilege: fmt::Debug + Send + Sync {
    /// Whether the headers prove that they come from somebody who may ask any number of times.
    fn is_unlimited(&self, headers: &HeaderMap) -> bool;
}

/// Nobody may ask any number of times.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Privilege for Nobody {
    fn is_unlimited(&self, _: &HeaderMap) -> bool {
        false
    }
}

/// What the middleware shares between requests.
#[derive(Debug)]
struct Shared {
    pipeline: Pipeline,
    in_flight: AtomicU32,
}

impl Pipeline {
    /// Puts all that around the routes.
    pub fn around(self, routes: Router) -> Router {
        let version = self.version;
        let origins = self.origins.clone();
        let shared = Arc::new(Shared {
            pipeline: self,
            in_flight: AtomicU32::new(0),
        });
        let routes = routes
            .fallback(async || Failure::from(AppError::NotFound))
            .method_not_allowed_fallback(async || Failure::from(AppError::MethodNotAllowed))
            .layer(DefaultBodyLimit::max(MAX_BODY))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(shared, pass));
        // Outside of it: a page has to be able to read that it asked too much.
        origins
            .around(routes)
            .layer(SetResponseHeaderLayer::overriding(
                HeaderName::from_static(headers::SERVICE_VERSION),
                HeaderValue::from_static(version),
            ))
            // Answers hold tokens: nobody on the way may keep them or take them for something else.
            .layer(SetResponseHeaderLayer::if_not_present(
                header::CACHE_CONTROL,
                HeaderValue::from_static("no-store"),
            ))
            .layer(SetResponseHeaderLayer::overriding(
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ))
    }
}

async fn pass(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let pipeline = &shared.pipeline;
    let (id, id_header) = match new_id(&pipeline.ids) {
        Ok(new) => new,
        Err(error) => return error.response(None).into_response(),
    };
    let begun = pipeline.clock.running_for();
    let _under_way = pipeline.metrics.begin_request();
    let in_flight = InFlight::begin(&shared);
    let method = request.method().to_string();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or(UNMATCHED, MatchedPath::as_str).to_owned();
    let client = client(&pipeline.proxies, &request);
    // The route and never the path or the query, which may hold a code or a token.
    let span = tracing::info_span!(
        "request",
        request_id = %id,
        method,
        route,
        client = %client,
        user_id = field::Empty,
        otel.kind = "server",
        otel.name = format!("{method} {route}"),
        otel.status_code = field::Empty,
        http.response.status_code = field::Empty,
    );

    // A stranger shall not say to which trace a request belongs.
    if pipeline.privilege.is_unlimited(request.headers()) {
        traces::go_on(&span, request.headers());
    }
    request.extensions_mut().insert(id.clone());
    let allowance = allowance(pipeline, &request, (&route, client), in_flight.count);
    let response = match allowance {
        Some(Allowance { allowed: false, .. }) => {
            Failure::from(AppError::RateLimited).into_response()
        }
        _ => answer(request, next).instrument(span.clone()).await,
    };
    let mut response = span.in_scope(|| shaped(response, &id));
    response
        .headers_mut()
        .extend(allowance.into_iter().flat_map(told));
    response
        .headers_mut()
        .insert(headers::REQUEST_ID, id_header);

    let took = pipeline.clock.running_for().saturating_sub(begun);
    let status = response.status().as_u16();
    pipeline
        .metrics
        .request(&route, counted(&method), status, took);
    span.record("http.response.status_code", status);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
    span.in_scope(|| tracing::info!(status, took_ms = took.as_millis(), "answered"));
    response
}

/// The handler's answer; a deadline is an error like others.
async fn answer(request: Request, next: Next) -> Response {
    let answered = within(ANSWER_LIMIT, next.run(request)).await;
    answered.unwrap_or_else(|_| Failure::from(AppError::TimedOut).into_response())
}

/// So is a panic. What it said may hold anything, and is told by the hook of the process alone.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Failure::from(AppError::internal("a handler panicked")).into_response()
}

/// The answer with the body that every error has. Headers such as `allow` stay.
fn shaped(response: Response, id: &RequestId) -> Response {
    let status = response.status();
    let (mut parts, body) = response.into_parts();
    let error = match parts.extensions.remove::<Pending>() {
        Some(Pending(error)) => error,
        None if status.is_client_error() || status.is_server_error() => Arc::new(of_status(status)),
        None => return Response::from_parts(parts, body),
    };
    if let Some(cause) = error.cause() {
        tracing::error!(cause = with_sources(cause), "failed");
    }
    let mut shaped = error.response(Some(id)).into_response();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    shaped.headers_mut().extend(parts.headers);
    shaped
}

/// A library answered past our handlers.
fn of_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge(MAX_BODY),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => AppError::UnsupportedMediaType,
        status if status.is_client_error() => {
            AppError::InvalidInput("the request cannot be understood".to_owned())
        }
        status => AppError::internal(format!("an answer of status {status} without an error")),
    }
}

fn new_id(ids: &IdGenerator) -> Result<(RequestId, HeaderValue), AppError> {
    let id = RequestId::generate(ids).map_err(AppError::internal)?;
    let header = HeaderValue::from_str(id.as_str()).map_err(AppError::internal)?;
    Ok((id, header))
}

fn allowance(
    pipeline: &Pipeline,
    request: &Request,
    (route, client): (&str, IpAddr),
    in_flight: u32,
) -> Option<Allowance> {
    if pipeline.unlimited.contains(&route) || pipeline.privilege.is_unlimited(request.headers()) {
        return None;
    }
    Some(pipeline.limiter.admit(client, in_flight))
}

/// From which address a request comes.
fn client(proxies: &TrustedProxies, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    // Without a socket there is nobody to tell apart.
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    proxies.client(peer, request.headers())
}

/// What a client is told of its limit. Seconds are rounded up: who comes back then is let in.
fn told(allowance: Allowance) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let seconds = allowance.reset.as_millis().div_ceil(1_000);
    let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
    let retry_after = (!allowance.allowed).then_some((header::RETRY_AFTER, seconds.into()));
    [
        (
            HeaderName::from_static(headers::RATE_LIMIT),
            allowance.limit.into(),
        ),
        (
            HeaderName::from_static(headers::RATE_LIMIT_REMAINING),
            allowance.remaining.into(),
        ),
        (
            HeaderName::from_static(headers::RATE_LIMIT_RESET),
            seconds.into(),
        ),
    ]
    .into_iter()
    .chain(retry_after)
}

/// The method as a label: those of clients that invent methods count as one.
fn counted(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
        _ => "other",
    }
}

/// Counts a request as under way as long as it lives.
struct InFlight<'a> {
    shared: &'a Shared,
    count: u32,
}

impl<'a> InFlight<'a> {
    fn begin(shared: &'a Shared) -> Self {
        let count = shared.in_flight.fetch_add(1, Ordering::Relaxed);
        Self { shared, count }
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.shared.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Notes on the record of the present request who asks.
pub fn note_user(user: &foundation::ids::UserId) {
    Span::current().record("user_id", field::display(user));
}
