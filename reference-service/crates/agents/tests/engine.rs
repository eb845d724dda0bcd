//! What the engine does around every run, whatever its work is.

use agents::{EngineLimits, ExecutionEngine, Extension, Hold, RunError};
use foundation::context::{ContextTexts, UserContext};
use foundation::environment::EnvironmentName;
use foundation::errors::{AppError, ErrorCode};
use foundation::retry::pause;
use futures_util::future::{BoxFuture, FutureExt, join, join_all, ready};
use std::cell::Cell;
use std::future::pending;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use test_support::{NOW, Outcome, World};
use tokio::sync::{Barrier, Notify};
use tokio::time::Instant;

/// Notes what is done to it, in a list that several share.
#[derive(Debug, Clone)]
struct Noting {
    name: &'static str,
    refuses: bool,
    notes: Arc<Mutex<Vec<String>>>,
}

impl Noting {
    fn note(&self, what: &str) {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.push(format!("{} {what}", self.name));
    }

    fn taken(&self) -> Vec<String> {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut notes)
    }
}

/// Notes that it is dropped.
struct Held(Noting);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.note("let go");
    }
}

impl Extension for Noting {
    fn before<'a>(&'a self, _: &'a UserContext) -> BoxFuture<'a, Result<Option<Hold>, AppError>> {
        self.note("before");
        let held = Box::new(Held(self.clone())) as Hold;
        Box::pin(ready(if self.refuses {
            Err(AppError::Forbidden)
        } else {
            Ok(Some(held))
        }))
    }

    fn after(&self, _: &UserContext, _: Duration) {
        self.note("after");
    }

    fn failed(&self, _: &UserContext, error: &RunError, _: Duration) {
        self.note(&format!("failed: {error}"));
    }
}

fn noting(refuses: bool) -> (Noting, Vec<Arc<dyn Extension>>) {
    let notes = Arc::default();
    let one = Noting {
        name: "one",
        refuses,
        notes,
    };
    let two = Noting {
        name: "two",
        refuses: false,
        ..one.clone()
    };
    (one.clone(), vec![Arc::new(one), Arc::new(two)])
}

fn engine(extensions: Vec<Arc<dyn Extension>>) -> Arc<ExecutionEngine> {
    let clock = World::new().clock;
    Arc::new(ExecutionEngine::new(
        EngineLimits::default(),
        extensions,
        clock,
    ))
}

/// The context of the run of this number, of the user of that number.
fn context(run: u32, user: u32) -> Outcome<UserContext> {
    let texts = ContextTexts {
        user: &format!("user_1_{user}_0000000a"),
        thread: "thread_1_2_0000000a",
        run: &format!("run_1_{run}_0000000a"),
        request: "req_1_2_0000000a",
    };
    Ok(UserContext::from_texts(
        texts,
        EnvironmentName::Production,
        NOW,
    )?)
}

#[tokio::test]
async fn extensions_are_asked_in_order_and_hold_as_long_as_the_run_lasts() -> Outcome {
    let (notes, extensions) = noting(false);
    let engine = engine(extensions);
    let work = async {
        notes.note("at work");
        Ok(7)
    };
    let (done, _) = engine.execute(&context(1, 1)?, work).await?;
    assert_eq!(done, 7);
    let expected = [
        "one before",
        "two before",
        "one at work",
        "one let go",
        "two let go",
        "one after",
        "two after",
    ];
    assert_eq!(notes.taken(), expected);

    let context = context(1, 1)?;
    let failing = engine.execute(&context, async { Err::<(), _>(AppError::NotFound) });
    assert!(matches!(
        failing.await,
        Err(RunError::Failed(AppError::NotFound))
    ));
    let text = "failed: there is no such resource";
    assert_eq!(
        notes.taken()[4..],
        [format!("one {text}"), format!("two {text}")]
    );
    Ok(())
}

#[tokio::test]
async fn what_an_extension_refuses_does_not_begin() -> Outcome {
    let (notes, extensions) = noting(true);
    let work = async {
        notes.note("at work");
        Ok(())
    };
    let refused = engine(extensions).execute(&context(1, 1)?, work).await;
    assert!(matches!(
        refused,
        Err(RunError::Failed(AppError::Forbidden))
    ));
    let told = notes.taken();
    assert!(
        !told
            .iter()
            .any(|note| note.ends_with("at work") || note == "two before"),
        "{told:?}"
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_late_is_dropped_and_has_no_result() -> Outcome {
    let (notes, extensions) = noting(false);
    let engine = engine(extensions);
    let (begin, held) = (Instant::now(), Arc::new(()));
    let work = {
        let held = held.clone();
        async move {
            pending::<()>().await;
            drop(held);
            Ok(())
        }
    };
    let late = engine
        .execute(&context(1, 1)?, work)
        .await
        .err()
        .ok_or("done")?;
    assert_eq!(AppError::from(late).code(), ErrorCode::TimedOut);
    assert_eq!(begin.elapsed(), Duration::from_secs(30));
    assert_eq!(
        Arc::strong_count(&held),
        1,
        "the work still holds what it held"
    );
    assert_eq!(
        notes.taken().last().map(String::as_str),
        Some("two failed: not done within 30s")
    );
    assert_eq!(engine.free_turns(), 10);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn ten_run_at_a_time_and_the_eleventh_waits_for_its_turn() -> Outcome {
    let engine = engine(Vec::new());
    let ten = Arc::new(Barrier::new(11));
    let runs = (0..10).map(|run| {
        let (engine, ten) = (engine.clone(), ten.clone());
        tokio::spawn(async move {
            let context = context(run, 1).map_err(|error| error.to_string())?;
            let work = async {
                ten.wait().await;
                ten.wait().await;
                Ok(())
            };
            let done = engine.execute(&context, work).await;
            done.map(|_| ()).map_err(|error| error.to_string())
        })
    });
    let runs: Vec<_> = runs.collect();
    ten.wait().await;
    assert_eq!(engine.free_turns(), 0);
    let late = engine.execute(&context(10, 1)?, async { Ok(()) }).await;
    assert!(
        matches!(late, Err(RunError::TimedOut(_))),
        "its wait counts: {late:?}"
    );

    // The ten began earlier and so were late as well by then.
    for run in join_all(runs).await {
        assert_eq!(run?, Err("not done within 30s".to_owned()));
    }
    assert!(
        engine
            .execute(&context(11, 1)?, async { Ok(()) })
            .await
            .is_ok()
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_a_turn_holds_nothing_and_then_has_what_is_left_of_the_time() -> Outcome {
    let limits = EngineLimits {
        parallel: NonZeroUsize::MIN,
        ..EngineLimits::default()
    };
    let engine = ExecutionEngine::new(limits, Vec::new(), World::new().clock);
    let (first, second) = (context(1, 1)?, context(2, 1)?);
    let (begin, opened) = (Instant::now(), Cell::new(None));
    let twenty = Duration::from_secs(20);
    let quick = engine.execute(&first, async {
        pause(twenty).await;
        assert_eq!(opened.get(), None, "a session of one that waits");
        Ok(())
    });
    let late = engine.execute(&second, async {
        opened.set(Some(begin.elapsed()));
        pending::<Result<(), AppError>>().await
    });
    let (quick, late) = join(quick, late).await;
    assert!(quick.is_ok() && matches!(late, Err(RunError::TimedOut(_))));
    assert_eq!(opened.get(), Some(twenty));
    assert_eq!(begin.elapsed(), limits.run);
    Ok(())
}

#[tokio::test]
async fn a_run_is_cancelled_by_its_user_alone_and_dropped_at_once() -> Outcome {
    let engine = engine(Vec::new());
    let (mine, other) = (context(1, 1)?, context(1, 2)?);
    let begun = Arc::new(Notify::new());
    let running = {
        let (engine, mine, begun) = (engine.clone(), mine.clone(), begun.clone());
        tokio::spawn(async move {
            let work = async {
                begun.notify_one();
                pending::<Result<(), AppError>>().await
            };
            engine.execute(&mine, work).await
        })
    };
    begun.notified().await;
    let run = &mine.ids().run;
    assert!(engine.is_live(mine.user(), run) && !engine.is_live(other.user(), run));
    let twice = engine.execute(&mine, async { Ok(()) }).await;
    assert!(matches!(twice, Err(RunError::UnderWay)));
    assert!(!engine.cancel(other.user(), run));
    assert!(engine.cancel(mine.user(), run));
    assert!(matches!(running.await?, Err(RunError::Cancelled)));
    assert!(!engine.cancel(mine.user(), run) && !engine.is_live(mine.user(), run));
    assert_eq!(engine.free_turns(), 10);
    Ok(())
}

#[tokio::test]
async fn a_run_that_is_dropped_is_over() -> Outcome {
    let engine = engine(Vec::new());
    let context = context(1, 1)?;
    {
        let mut running = Box::pin(engine.execute(&context, pending::<Result<(), AppError>>()));
        assert!((&mut running).now_or_never().is_none());
        assert!(engine.is_live(context.user(), &context.ids().run));
    }
    assert!(!engine.is_live(context.user(), &context.ids().run));
    assert_eq!(engine.free_turns(), 10);
    assert!(engine.execute(&context, async { Ok(()) }).await.is_ok());
    Ok(())
}
