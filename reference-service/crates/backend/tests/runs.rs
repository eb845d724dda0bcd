//! Runs that do not end well, or not by themselves: late, failed, cancelled, left alone.

mod world;

use backend::Settings;
use foundation::clock::EpochMillis;
use foundation::errors::ErrorCode;
use foundation::ids::UserId;
use foundation::names::{events as names, routes};
use foundation::retry::within;
use llm::{LanguageModel, LocalModel};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use storage::{Access, usage};
use test_support::{Outcome, Question};
use world::frames::{Frame, Reading, types};
use world::models::{Broken, Counting, Panicking, Silent};
use world::socket::welcomed;
use world::{PATIENCE, Person, World, place};

/// What nobody may be told of a run without an answer.
const SUCCESS: [&str; 3] = [
    names::RESPONSE_COMPLETE,
    names::AGENT_COMPLETED,
    names::STREAM_END,
];

async fn with_model(model: Arc<dyn LanguageModel>) -> Outcome<(World, Person)> {
    with(|settings| settings.agents.model = model).await
}

/// A world with somebody in it who has rows, so that the model is asked.
async fn with(change: impl FnOnce(&mut Settings)) -> Outcome<(World, Person)> {
    let world = World::with(change).await?;
    let ada = world.person("ada@example.org").await?;
    world.books(&ada).await?;
    Ok((world, ada))
}

fn last(told: &[Frame]) -> Outcome<&Value> {
    let frame = told.last().ok_or("nothing was told")?;
    Ok(&frame.data["data"])
}

async fn standing(world: &World, person: &Person, run: &Value) -> Outcome<Value> {
    let run = run.as_str().ok_or("no run")?;
    world.get(person, &place(routes::RUN, run)).await?.json()
}

#[tokio::test]
async fn a_run_that_is_late_ends_in_a_timeout_and_in_nothing_else() -> Outcome {
    let (world, ada) = with(|settings| {
        settings.agents.model = Arc::new(Silent::default());
        settings.agents.limits.run = Duration::from_millis(100);
    })
    .await?;
    let asked = json!({"message": "Where can I save?"});
    let told = world.chat(&ada, &asked).await?;
    let heard = types(&told);
    assert_eq!(heard.last(), Some(&names::TIMEOUT_ERROR));
    assert!(
        !heard.iter().any(|event| SUCCESS.contains(event)),
        "{heard:?}"
    );
    let run = &told[0].data["data"]["run_id"];
    let end = last(&told)?;
    assert_eq!((&end["code"], &end["run_id"]), (&json!("timed_out"), run));
    assert_eq!(standing(&world, &ada, run).await?["status"], "timed_out");

    let answer = world.post(&ada, routes::AGENTS_EXECUTE, &asked).await?;
    assert_eq!(answer.error()?.code, ErrorCode::TimedOut);
    let messages = world.get(&ada, routes::MESSAGES).await?.json()?;
    let authors = messages["messages"].as_array().ok_or("no messages")?;
    assert!(authors.iter().all(|message| message["author"] == "user"));
    assert_eq!(world.sandbox.database.open_scopes(), 0);
    Ok(())
}

#[tokio::test]
async fn a_run_that_fails_ends_in_an_error_and_in_nothing_else() -> Outcome {
    let models: [(Arc<dyn LanguageModel>, &str, ErrorCode); 2] = [
        (Arc::new(Broken), "unavailable", ErrorCode::Unavailable),
        (Arc::new(Panicking), "internal", ErrorCode::Internal),
    ];
    for (model, told_code, code) in models {
        let (world, ada) = with_model(model).await?;
        let asked = json!({"message": "Where can I save?"});
        let told = world.chat(&ada, &asked).await?;
        let heard = types(&told);
        assert_eq!(heard.last(), Some(&names::STREAMING_ERROR));
        assert!(
            !heard.iter().any(|event| SUCCESS.contains(event)),
            "{heard:?}"
        );
        assert_eq!(last(&told)?["code"], told_code);
        assert_eq!(last(&told)?["request_id"], told[0].data["request_id"]);
        let run = &told[0].data["data"]["run_id"];
        assert_eq!(standing(&world, &ada, run).await?["status"], "failed");
        let answer = world.post(&ada, routes::AGENTS_EXECUTE, &asked).await?;
        assert_eq!(answer.error()?.code, code);
        let triage = world.post(&ada, routes::AGENTS_TRIAGE, &asked).await?;
        assert_eq!(triage.text("status")?, "completed", "without the model");
        assert_eq!(world.sandbox.database.open_scopes(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn a_client_that_goes_away_cancels_its_run_and_everything_is_free_again() -> Outcome {
    let model = Arc::new(Silent::default());
    let (world, ada) = with(|settings| {
        settings.agents.model = model.clone();
        settings.agents.runs_per_user = 1;
    })
    .await?;
    let mut all = Reading::events(&world, &ada).await?;
    for ask in [routes::CHAT_STREAM, routes::AGENTS_EXECUTE] {
        let asked = json!({"message": "Where can I save?"});
        let question = Question::post(ask, &asked);
        let reading = Reading::ask(&world, &ada, question).await?;
        within(PATIENCE, model.asked.notified()).await?;
        let second = world.post(&ada, routes::CHAT_STREAM, &asked).await?;
        assert_eq!(second.error()?.code, ErrorCode::RateLimited);
        drop(reading);
        let over = all.next(names::STREAM_END).await?;
        let run = &over["data"]["run_id"];
        assert_eq!(standing(&world, &ada, run).await?["status"], "cancelled");
        assert_eq!(world.sandbox.database.open_scopes(), 0);
        let status = world.get(&ada, routes::AGENTS_STATUS).await?.json()?;
        let free = json!({"status": "healthy", "running": 0, "free_turns": 10});
        assert_eq!(status, free, "{ask}");
    }
    let messages = world.get(&ada, routes::MESSAGES).await?.json()?;
    assert_eq!(messages["total"], 2, "the questions that were not refused");
    Ok(())
}

#[tokio::test]
async fn a_run_is_cancelled_by_its_user_alone_and_once() -> Outcome {
    let model = Arc::new(Silent::default());
    let (world, ada) = with_model(model.clone()).await?;
    let bob = world.person("bob@example.org").await?;
    let asked = json!({"message": "Where can I save?"});
    let begun = world.post(&ada, routes::RUNS, &asked).await?;
    assert_eq!(
        (begun.status.as_u16(), begun.text("status")?),
        (202, "running".to_owned())
    );
    within(PATIENCE, model.asked.notified()).await?;
    let run = begun.text("run_id")?;
    let (path, cancel) = (place(routes::RUN, &run), place(routes::RUN_CANCEL, &run));
    assert_eq!(world.get(&ada, &path).await?.json()?, begun.json()?);
    for question in [Question::get(&path), Question::of("POST", &cancel)] {
        let refused = world.ask(&bob, question).await?.error()?;
        assert_eq!(refused.code, ErrorCode::NotFound);
    }
    let cancelled = world.ask(&ada, Question::of("POST", &cancel)).await?;
    assert_eq!(
        (cancelled.status.as_u16(), cancelled.text("status")?),
        (200, "cancelled".to_owned())
    );
    let again = world.ask(&ada, Question::of("POST", &cancel)).await?;
    assert_eq!(again.error()?.code, ErrorCode::Conflict);

    // A stream that somebody else cancels is told so, in its last two events.
    let mut reading = Reading::chat(&world, &ada, "Where can I save?").await?;
    let start = reading.until(names::STREAM_START).await?;
    within(PATIENCE, model.asked.notified()).await?;
    let run = start["data"]["run_id"].as_str().ok_or("no run")?;
    let cancel = place(routes::RUN_CANCEL, run);
    let cancelled = world.ask(&ada, Question::of("POST", &cancel)).await?;
    assert_eq!(cancelled.status, 200);
    let completed = reading.until(names::AGENT_COMPLETED).await?;
    assert_eq!(completed["data"]["status"], "cancelled");
    let rest = reading.rest().await?;
    assert!(rest.contains("event: stream_end") && !rest.contains(names::RESPONSE_COMPLETE));
    Ok(())
}

#[tokio::test]
async fn a_run_is_remembered_for_a_while() -> Outcome {
    let (world, ada) = with(|_| {}).await?;
    let asked = json!({"message": "Where can I save?"});
    let done = world.post(&ada, routes::AGENTS_EXECUTE, &asked).await?;
    let run = done.json()?["run_id"].clone();
    let known = standing(&world, &ada, &run).await?;
    assert_eq!(
        (&known["status"], &known["response"]),
        (&json!("completed"), &done.json()?["response"])
    );
    world.auth.clock.advance(Duration::from_secs(600));
    let ada = world.again("ada@example.org").await?;
    let path = place(routes::RUN, run.as_str().ok_or("no run")?);
    assert_eq!(world.get(&ada, &path).await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn a_connection_speaks_during_its_run_and_may_break_without_ending_it() -> Outcome {
    let model = Arc::new(Silent::default());
    let (world, ada) = with_model(model.clone()).await?;
    let thread = world.thread(&ada, "kept").await?;
    let (mut client, welcome) = welcomed(&world, &ada, &format!("?thread_id={thread}")).await?;
    let asked = json!({"type": "start_agent", "id": "x", "content": "Where can I save?"});
    client.say(&asked).await?;
    within(PATIENCE, model.asked.notified()).await?;
    let told = client.hear_until(names::AGENT_STARTED).await?;
    client.say(&json!({"type": "ping", "id": "1"})).await?;
    client.hear_until(names::PONG).await?;
    drop(client);

    let connection = welcome["connection_id"].as_str().ok_or("no id")?;
    let query = format!(
        "?thread_id={thread}&connection_id={connection}&last_sequence={}",
        told[1]["sequence"]
    );
    let (mut client, again) = welcomed(&world, &ada, &query).await?;
    assert_eq!(again["event"], "connection_resumed");
    let critical = [told.last().ok_or("nothing")?["type"].clone()];
    assert_eq!([client.hear().await?["type"].clone()], critical, "replayed");
    let run = &told[0]["data"]["run_id"];
    assert_eq!(standing(&world, &ada, run).await?["status"], "running");

    client
        .say(&json!({"type": "cancel_run", "run_id": run}))
        .await?;
    let heard = client.hear_until(names::STREAM_END).await?;
    let completed = &heard[heard.len() - 2];
    assert_eq!(completed["data"]["status"], "cancelled");
    let refused = json!({"type": "cancel_run", "id": "2", "run_id": run});
    let refused = client.ask(refused).await?;
    assert_eq!(
        (&refused["data"]["code"], &refused["data"]["reply_to"]),
        (&json!("conflict"), &json!("2"))
    );
    Ok(())
}

#[tokio::test]
async fn who_was_away_when_a_run_failed_hears_so_on_coming_back() -> Outcome {
    let models: [(Arc<dyn LanguageModel>, &str); 2] = [
        (Arc::new(Silent::default()), names::TIMEOUT_ERROR),
        (Arc::new(Broken), names::STREAMING_ERROR),
    ];
    for (model, ending) in models {
        let (world, ada) = with(|settings| {
            settings.agents.model = model;
            settings.agents.limits.run = Duration::from_millis(100);
        })
        .await?;
        let mut all = Reading::events(&world, &ada).await?;
        let thread = world.thread(&ada, "left").await?;
        let (client, welcome) = welcomed(&world, &ada, &format!("?thread_id={thread}")).await?;
        drop(client);
        let asked = json!({"message": "Where can I save?", "thread_id": thread});
        let begun = world.post(&ada, routes::RUNS, &asked).await?;
        let told = all.next(ending).await?;

        let connection = welcome["connection_id"].as_str().ok_or("no id")?;
        let before = told["sequence"].as_u64().ok_or("no place")? - 1;
        let query =
            format!("?thread_id={thread}&connection_id={connection}&last_sequence={before}");
        let (mut client, again) = welcomed(&world, &ada, &query).await?;
        assert_eq!(again["replayed"], 1, "{ending}");
        assert_eq!(client.hear().await?, told, "{ending}");
        assert_eq!(told["data"]["run_id"], begun.json()?["run_id"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_run_that_waits_for_its_turn_holds_no_session_and_can_be_cancelled() -> Outcome {
    let model = Arc::new(Silent::default());
    let (world, ada) = with(|settings| {
        settings.agents.model = model.clone();
        settings.agents.limits.parallel = NonZeroUsize::MIN;
    })
    .await?;
    let mut all = Reading::events(&world, &ada).await?;
    let asked = json!({"message": "Where can I save?"});
    let mut runs = Vec::new();
    for _ in 0..3 {
        let begun = world.post(&ada, routes::RUNS, &asked).await?;
        runs.push(begun.json()?["run_id"].clone());
        all.next(names::USER_MESSAGE).await?;
        if runs.len() == 1 {
            within(PATIENCE, model.asked.notified()).await?;
        }
    }
    // What was told is kept, but who kept it may not have left its session yet.
    let one_is_left = async {
        while world.sandbox.database.open_scopes() != 1 {
            tokio::task::yield_now().await;
        }
    };
    within(PATIENCE, one_is_left).await?;
    let status = world.get(&ada, routes::AGENTS_STATUS).await?.json()?;
    assert_eq!(
        (&status["running"], &status["free_turns"]),
        (&json!(3), &json!(0))
    );
    for run in [&runs[1], &runs[0]] {
        let path = place(routes::RUN_CANCEL, run.as_str().ok_or("no run")?);
        let cancelled = world.ask(&ada, Question::of("POST", &path)).await?;
        assert_eq!(cancelled.text("status")?, "cancelled");
    }
    within(PATIENCE, model.asked.notified()).await?;
    assert_eq!(standing(&world, &ada, &runs[2]).await?["status"], "running");
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_service_ends_runs_and_says_so() -> Outcome {
    let model = Arc::new(Silent::default());
    let (world, ada) = with_model(model.clone()).await?;
    let mut reading = Reading::chat(&world, &ada, "Where can I save?").await?;
    within(PATIENCE, model.asked.notified()).await?;
    let ending = within(PATIENCE, world.backend.stop()).await??;
    assert_eq!(ending, web::Ending::Complete);
    let completed = reading.until(names::AGENT_COMPLETED).await?;
    assert_eq!(completed["data"]["status"], "cancelled");
    assert!(reading.rest().await?.contains("event: stream_end"));
    Ok(())
}

#[tokio::test]
async fn calls_of_the_configured_model_are_in_the_books_of_who_asked() -> Outcome {
    let models: [(Arc<dyn LanguageModel>, _); 3] = [
        (Arc::new(Counting), Some(("counting", 1, 31, 2, 0))),
        (Arc::new(Broken), Some(("broken", 1, 0, 0, 1))),
        (Arc::new(LocalModel::default()), None),
    ];
    for (model, expected) in models {
        let (world, ada) = with_model(model).await?;
        let asked = json!({"message": "Where can I save?"});
        world.post(&ada, routes::AGENTS_EXECUTE, &asked).await?;
        let tag = test_support::World::new().tag()?;
        let mut scope = world.sandbox.database.scope(tag, Access::Read).await?;
        let user = UserId::try_from(ada.id.as_str())?;
        let all = EpochMillis(0)..EpochMillis(u64::MAX);
        let lines = usage::summed(&mut scope, &user, all).await?;
        let ours = lines.iter().find(|line| line.feature == "chat agents");
        let told = ours.map(|line| {
            let (told, said) = (line.input_tokens, line.output_tokens);
            (
                line.model.as_str(),
                line.calls,
                told,
                said,
                line.failed_calls,
            )
        });
        assert_eq!(told, expected);
    }
    Ok(())
}
