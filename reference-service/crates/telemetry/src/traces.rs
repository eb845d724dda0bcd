//! One question through all services: spans that go to a collector, by OTLP over HTTP.
//!
//! Knows no HTTP client: how bytes get to the collector is handed in.

use foundation::environment::{Environment, EnvironmentError};
use foundation::names::variables;
use http::HeaderMap;
use opentelemetry::trace::TracerProvider;
use opentelemetry::{KeyValue, global};
use opentelemetry_http::{HeaderExtractor, HttpClient};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tracing::Span;
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt};
use tracing_subscriber::registry::LookupSpan;
use url::Url;

/// The spans of a process on their way to a collector. Without a collector there are none.
#[derive(Debug)]
pub struct Traces {
    service: &'static str,
    provider: SdkTracerProvider,
}

/// Where the collector is; `None` where no traces are wanted.
///
/// # Errors
/// When the variable holds no URL.
pub fn collector(environment: &Environment) -> Result<Option<Url>, EnvironmentError> {
    environment.parse(variables::OTEL_EXPORTER_OTLP_ENDPOINT)
}

impl Traces {
    /// The spans of `service`, sent from now on in the background.
    ///
    /// # Errors
    /// When the URL of the collector is none that a path can be added to.
    pub fn new(
        service: &'static str,
        version: &'static str,
        collector: &Url,
        client: impl HttpClient + 'static,
    ) -> Result<Self, ExporterBuildError> {
        let endpoint = format!("{}/v1/traces", collector.as_str().trim_end_matches('/'));
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_endpoint(endpoint)
            .build()?;
        let resource = Resource::builder()
            .with_service_name(service)
            .with_attribute(KeyValue::new("service.version", version))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource)
            .build();
        global::set_text_map_propagator(TraceContextPropagator::new());
        Ok(Self { service, provider })
    }

    pub(crate) fn layer<S>(&self) -> OpenTelemetryLayer<S, SdkTracer>
    where
        S: tracing::Subscriber + for<'a> LookupSpan<'a>,
    {
        tracing_opentelemetry::layer().with_tracer(self.provider.tracer(self.service))
    }

    /// Sends what is left. Blocks for as long as the collector takes, five seconds at most.
    pub fn close(&self) {
        if let Err(error) = self.provider.shutdown() {
            tracing::warn!(%error, "the last spans were not sent");
        }
    }
}

/// Makes `span` a part of the trace that the headers tell of, if they do.
pub fn go_on(span: &Span, headers: &HeaderMap) {
    let parent = global::get_text_map_propagator(|it| it.extract(&HeaderExtractor(headers)));
    if let Err(error) = span.set_parent(parent) {
        tracing::debug!(%error, "a span without its trace");
    }
}
