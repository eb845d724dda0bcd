//! How much memory the backend has, as it tells itself.

use crate::{Outcome, Platform, Question};
use foundation::names::routes;
use foundation::text;
use http::StatusCode;

const NAME: &str = "process_resident_memory_bytes ";

const MIB: f64 = 1_048_576.0;

/// In MiB; 0 where its platform does not tell.
pub(crate) async fn of_backend(platform: &Platform) -> Outcome<f64> {
    let metrics = platform.ask(Question::get(routes::METRICS)).await?;
    metrics.expect(StatusCode::OK)?;
    told_in(text::decode(&metrics.http.body)?)
}

fn told_in(metrics: &str) -> Outcome<f64> {
    let told = metrics.lines().find_map(|line| line.strip_prefix(NAME));
    let bytes: f64 = told.ok_or("the metrics do not tell the memory")?.parse()?;
    Ok((bytes / MIB * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_as_mebibytes() {
        let metrics = "# HELP x\nprocess_resident_memory_bytes 26214400\n# EOF\n";
        assert_eq!(told_in(metrics).unwrap(), 25.0);
        assert!(told_in("# EOF\n").is_err());
    }
}
