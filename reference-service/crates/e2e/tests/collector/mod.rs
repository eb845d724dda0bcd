//! A collector of traces within the test: it keeps what it is sent.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use e2e::Outcome;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use prost::Message;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// A span, as far as tests ask.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) service: String,
    pub(crate) name: String,
    pub(crate) trace: Vec<u8>,
    pub(crate) id: Vec<u8>,
    /// Empty where the trace begins.
    pub(crate) parent: Vec<u8>,
}

/// Everything that came in.
type Sent = Arc<Mutex<Vec<ExportTraceServiceRequest>>>;

pub(crate) struct Collector {
    pub(crate) url: String,
    sent: Sent,
}

impl Collector {
    pub(crate) async fn start() -> Outcome<Self> {
        let sent = Sent::default();
        let routes = Router::new()
            .route("/v1/traces", post(keep))
            .with_state(sent.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { url, sent })
    }

    /// All spans of all services.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let resources = sent.iter().flat_map(|it| &it.resource_spans);
        let spans = resources.flat_map(|of| {
            let attributes = of.resource.iter().flat_map(|it| &it.attributes);
            let mut names = attributes.filter(|it| it.key == "service.name");
            let name = names.next().and_then(|it| it.value.clone()?.value);
            let service = match name {
                Some(Value::StringValue(name)) => name,
                _ => String::new(),
            };
            let spans = of.scope_spans.iter().flat_map(|it| &it.spans);
            spans.map(move |span| Span {
                service: service.clone(),
                name: span.name.clone(),
                trace: span.trace_id.clone(),
                id: span.span_id.clone(),
                parent: span.parent_span_id.clone(),
            })
        });
        spans.collect()
    }
}

async fn keep(State(sent): State<Sent>, body: Bytes) {
    if let Ok(spans) = ExportTraceServiceRequest::decode(body) {
        sent.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(spans);
    }
}
