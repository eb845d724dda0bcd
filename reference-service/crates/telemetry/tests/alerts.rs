//! The alerts that come with the services speak of figures that the services tell.

use foundation::outcome::WorkOutcome;
use std::time::Duration;
use telemetry::metrics::{AttemptOutcome, Method, Metrics};

const ALERTS: &str = include_str!("../../../docs/prometheus/alerts.yml");

/// Words of the language of Prometheus that have an underscore.
const FUNCTIONS: [&str; 1] = ["histogram_quantile"];

#[test]
fn every_figure_of_an_alert_is_told() {
    let metrics = Metrics::default();
    // What nobody has counted yet is not told.
    metrics.request("/health", "GET", 200, Duration::from_millis(1));
    metrics.authentication(Method::Password, AttemptOutcome::Refused);
    metrics.run(WorkOutcome::Completed);
    let told = metrics.text(0).expect("a text can be written");
    let named: Vec<&str> = ALERTS
        .lines()
        .filter_map(|line| line.trim().strip_prefix("expr: "))
        .flat_map(|expression| {
            expression.split(|it: char| !it.is_ascii_alphanumeric() && it != '_')
        })
        .filter(|word| word.contains('_') && !FUNCTIONS.contains(word))
        .collect();
    assert!(named.len() >= 6, "{named:?}");
    for name in named {
        let is_told = |line: &str| {
            line.starts_with(&format!("{name} ")) || line.starts_with(&format!("{name}{{"))
        };
        assert!(
            told.lines().any(is_told),
            "`{name}` is in an alert, and nobody tells it\n{told}"
        );
    }
    assert!(told.contains("outcome=\"Refused\""), "{told}");
}
