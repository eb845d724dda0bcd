//! Who may call which tool, and what is told of calls.

mod desk;

use desk::{Heard, Obedient, Order, dispatchers, open};
use foundation::errors::{AppError, ErrorCode};
use foundation::identity::{Permission, Permissions};
use serde_json::{Value, json};
use std::time::Duration;
use storage::Access;
use test_support::{Books, Outcome, Sandbox, World};
use tokio::time;
use tools::{MOST_PER_USER, NameTaken, OwnData, ToolOutcome, ToolStep, typed};

/// The one pair of steps that was told, after a look at whether they belong together.
fn pair(heard: &Heard) -> Outcome<(Value, ToolOutcome, Duration)> {
    let steps = heard.steps().clone();
    let [
        ToolStep::Executing {
            execution,
            tool,
            arguments,
        },
        end,
    ] = steps.as_slice()
    else {
        return Err(format!("no pair: {steps:?}").into());
    };
    let ToolStep::Completed {
        execution: of,
        tool: ended,
        outcome,
        took,
    } = end
    else {
        return Err(format!("no end: {end:?}").into());
    };
    assert_eq!((execution, tool.as_str()), (of, ended.as_str()));
    Ok((arguments.clone(), outcome.clone(), *took))
}

#[tokio::test]
async fn a_call_is_told_with_its_arguments_and_its_answer() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let books = Books::open(&test, &world, "ada@example.org").await?;
    let (tools, heard) = open(&dispatchers(&world)?, &books, &Permissions::of_a_user()).await?;
    assert_eq!(tools.ask::<Obedient>(&Order::Double(21)).await?, 42);
    let expected = (
        json!({"double": 21}),
        ToolOutcome::Answered(json!(42)),
        Duration::ZERO,
    );
    assert_eq!(pair(&heard)?, expected);
    Ok(())
}

#[tokio::test]
async fn a_call_that_fails_in_any_way_ends_as_well() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let books = Books::open(&test, &world, "ada@example.org").await?;
    let dispatchers = dispatchers(&world)?;
    for (arguments, code, message) in [
        (json!("fail"), ErrorCode::Conflict, "as told"),
        (json!("never_end"), ErrorCode::TimedOut, "too long"),
        (
            json!({"double": "x"}),
            ErrorCode::InvalidInput,
            "arguments of `obedient`: invalid type",
        ),
        (
            json!({"halve": 1}),
            ErrorCode::InvalidInput,
            "unknown variant `halve`",
        ),
    ] {
        let (tools, heard) = open(&dispatchers, &books, &Permissions::of_a_user()).await?;
        time::pause(); // not before: the database lives in threads of its own, which time does not wait for
        let error = tools
            .call("obedient", arguments.clone())
            .await
            .err()
            .ok_or("answered")?;
        time::resume();
        assert_eq!(error.code(), code);
        let (told, outcome, _) = pair(&heard)?;
        assert_eq!(told, arguments);
        let ToolOutcome::Failed(body) = outcome else {
            return Err(format!("{outcome:?}").into());
        };
        assert_eq!(
            (body.code, body.request_id),
            (code, Some(books.context.ids().request.clone()))
        );
        assert!(body.message.contains(message), "{}", body.message);
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_dropped_ends_as_cancelled() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let books = Books::open(&test, &world, "ada@example.org").await?;
    let (tools, heard) = open(&dispatchers(&world)?, &books, &Permissions::of_a_user()).await?;
    {
        let call = tools.ask::<Obedient>(&Order::NeverEnd);
        tokio::select! {
            biased;
            _ = call => return Err("it ended".into()),
            () = async {} => {}
        }
        assert_eq!(
            heard.steps().len(),
            2,
            "the call is dropped with its branch"
        );
    }
    assert_eq!(pair(&heard)?.1, ToolOutcome::Cancelled);
    Ok(())
}

#[tokio::test]
async fn who_may_not_call_a_tool_begins_nothing() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let books = Books::open(&test, &world, "ada@example.org").await?;
    let reader = Permissions::from_iter([Permission::Read]);
    let (tools, heard) = open(&dispatchers(&world)?, &books, &reader).await?;
    let names: Vec<&str> = tools.tools().map(|tool| tool.name.as_str()).collect();
    assert_eq!(names, ["model_prices", "model_reliability", "usage_costs"]);
    for (name, code) in [
        ("obedient", ErrorCode::Forbidden),
        ("none", ErrorCode::NotFound),
    ] {
        let error = tools
            .call(name, json!("fail"))
            .await
            .err()
            .ok_or("answered")?;
        assert_eq!(error.code(), code);
    }
    assert!(heard.steps().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_user_has_ten_dispatchers_at_a_time_and_another_has_theirs() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = Books::open(&test, &world, "ada@example.org").await?;
    let bob = Books::open(&test, &world, "bob@example.org").await?;
    let (dispatchers, permissions) = (dispatchers(&world)?, Permissions::of_a_user());

    let mut held = Vec::new();
    for _ in 0..MOST_PER_USER {
        held.push(open(&dispatchers, &ada, &permissions).await?.0);
    }
    let eleventh = open(&dispatchers, &ada, &permissions).await;
    assert_eq!(
        eleventh.err().ok_or("opened")?.to_string(),
        AppError::RateLimited.to_string()
    );
    let (others, _) = open(&dispatchers, &bob, &permissions).await?;

    held.pop().ok_or("none")?.close().commit().await?;
    held.push(open(&dispatchers, &ada, &permissions).await?.0);
    drop((held, others));
    assert_eq!(test.database.open_scopes(), 0);
    Ok(())
}

#[tokio::test]
async fn the_data_of_another_user_are_refused() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = Books::open(&test, &world, "ada@example.org").await?;
    let bob = Books::open(&test, &world, "bob@example.org").await?;
    assert!(OwnData::new(&ada.context, bob.scope(Access::Read).await?).is_err());
    let nobody = test.database.scope(world.tag()?, Access::Read).await?;
    assert!(OwnData::new(&ada.context, nobody).is_err());
    assert!(OwnData::new(&ada.context, ada.scope(Access::Read).await?).is_ok());
    Ok(())
}

#[tokio::test]
async fn a_name_belongs_to_one_tool_and_its_form_is_told() -> Outcome {
    let dispatchers = dispatchers(&World::new())?;
    let taken = tools::ToolRegistry::clone(&dispatchers.registry())
        .with(typed(Obedient))
        .err();
    assert_eq!(taken, Some(NameTaken("obedient".to_owned())));
    let registry = dispatchers.registry();
    let tool = registry.get("usage_costs").ok_or("none")?;
    let form = &tool.description().arguments;
    assert_eq!(form["additionalProperties"], json!(false));
    assert_eq!(form["properties"]["days"]["maximum"], json!(366));
    Ok(())
}
