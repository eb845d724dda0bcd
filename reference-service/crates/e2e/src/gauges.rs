//! What the backend counts and measures, as it tells itself.

use crate::{Outcome, Platform, Question};
use foundation::names::routes;
use foundation::text;
use http::StatusCode;

const MEMORY: &str = "process_resident_memory_bytes";

const MIB: f64 = 1_048_576.0;

/// The number that has this name, with its labels if it has any.
pub(crate) async fn told(platform: &Platform, name: &str) -> Outcome<f64> {
    let metrics = platform.ask(Question::get(routes::METRICS)).await?;
    metrics.expect(StatusCode::OK)?;
    number(text::decode(&metrics.http.body)?, name)
}

/// How much memory the backend has, in MiB; 0 where its platform does not tell.
pub(crate) async fn memory(platform: &Platform) -> Outcome<f64> {
    let bytes = told(platform, MEMORY).await?;
    Ok((bytes / MIB * 10.0).round() / 10.0)
}

/// What never happened is not told.
fn number(metrics: &str, name: &str) -> Outcome<f64> {
    let value = |line: &str| {
        line.strip_prefix(name)?
            .strip_prefix(' ')
            .map(str::to_owned)
    };
    let value = metrics.lines().find_map(value);
    Ok(value.map_or(Ok(0.0), |it| it.parse())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_its_whole_name() {
        let metrics = "# HELP live x\nlive_a 1\nlive 2\nruns_total{outcome=\"failed\"} 3\n# EOF\n";
        assert_eq!(number(metrics, "live").unwrap(), 2.0);
        assert_eq!(
            number(metrics, "runs_total{outcome=\"failed\"}").unwrap(),
            3.0
        );
        assert_eq!(number(metrics, "runs_total").unwrap(), 0.0);
        assert!(number("live many", "live").is_err());
    }
}
