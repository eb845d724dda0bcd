//! What is written down of runs.

use agents::{EngineLimits, ExecutionEngine, RunRecords};
use foundation::context::UserContext;
use foundation::errors::AppError;
use foundation::ids::{ContextIds, UserId};
use foundation::text;
use serde_json::Value;
use std::future::pending;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use telemetry::logging::{Form, Logging};
use test_support::{NOW, Outcome, World};
use tracing::instrument::WithSubscriber;
use tracing::level_filters::LevelFilter;

/// A writer that keeps what was written.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn how_a_run_ended_is_written_down_with_its_cause() -> Outcome {
    let world = World::new();
    let (user, ids) = (
        UserId::generate(&world.ids)?,
        ContextIds::generate(&world.ids)?,
    );
    let context = UserContext::new(user, ids, NOW);
    let extensions: Vec<Arc<dyn agents::Extension>> = vec![Arc::new(RunRecords)];
    let engine = ExecutionEngine::new(EngineLimits::default(), extensions, world.clock.clone());

    let paper = Paper::default();
    let writer = paper.clone();
    let logging = Logging {
        level: LevelFilter::INFO,
        form: Form::Json,
    };
    let runs = async {
        let good = engine.execute(&context, async { Ok(()) }).await.is_ok();
        let failing = async { Err::<(), _>(AppError::internal("the cable is out")) };
        let failed = engine.execute(&context, failing).await.is_ok();
        let cancelling = async {
            engine.cancel(context.user(), &context.ids().run);
            pending::<Result<(), AppError>>().await
        };
        let cancelled = engine.execute(&context, cancelling).await.is_ok();
        (good, failed, cancelled)
    };
    let dispatch = logging.into_dispatch(move || writer.clone(), None);
    assert_eq!(runs.with_subscriber(dispatch).await, (true, false, false));

    let written = paper.0.lock().unwrap_or_else(PoisonError::into_inner);
    let lines = text::decode(&written)?.lines();
    let records: Vec<Value> = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
    let levels: Vec<&Value> = records.iter().map(|record| &record["level"]).collect();
    assert_eq!(levels, ["INFO", "WARN", "INFO"], "who cancels warns nobody");
    for record in &records {
        assert_eq!(record["run_id"], context.ids().run.as_str());
        assert_eq!(record["user_id"], context.user().as_str());
    }
    assert_eq!(
        records[1]["error"],
        "the service failed to answer: the cable is out"
    );
    Ok(())
}
