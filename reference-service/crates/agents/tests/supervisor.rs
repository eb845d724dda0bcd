//! From a question to an answer, over real rows.

mod desk;

use agents::{Agent, Aim, CreateError, Gap, Proposal, RunError, RunRequest, Step};
use desk::{Silent, factory, factory_with, request};
use foundation::errors::{AppError, ErrorCode};
use foundation::identity::{Permission, Permissions};
use llm::LocalModel;
use serde_json::{Value, json};
use std::sync::Arc;
use storage::Access;
use test_support::{Books, Outcome, Sandbox, World};
use tokio::time;
use tools::{ToolOutcome, ToolRegistry, ToolStep};

/// A user who spent 2 dollars, of which 1.82 could have been saved.
async fn spender(test: &Sandbox, world: &World, address: &str) -> Outcome<Books> {
    let books = Books::open(test, world, address).await?;
    books.priced("large", 10_000_000, 2).await?;
    books.priced("small", 1_000_000, 2).await?;
    books.used("large", "search", 100, 10).await?;
    Ok(books)
}

#[tokio::test]
async fn a_question_is_answered_from_the_rows_and_each_step_is_told() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        let ada = spender(&test, &world, "ada@example.org").await?;
        let bob = spender(&test, &world, "bob@example.org").await?;
        bob.used("secret", "of Bob", 7, 0).await?;
        let factory = factory(&world, Arc::new(LocalModel::default()))?;
        let (request, heard) = request(&ada);
        let supervisor = factory.create(request)?;
        let session = ada.session(Access::Read);
        let (done, _) = supervisor
            .run(
                session,
                "Where can I save in the last 7 days?",
                Agent::Report,
            )
            .await?;
        assert_eq!(
            test.database.open_scopes(),
            0,
            "and no longer than it needs it"
        );

        let savings = done.savings.ok_or("none")?;
        assert_eq!(
            (savings.cost, savings.saves),
            (2_000_000, 1_820_000),
            "{}",
            test.kind
        );
        assert!(matches!(&savings.proposals[0], Proposal::Switch { to, .. } if to == "small"));
        for fact in [
            "Of 2.00 USD, 1.82 USD could have been saved.",
            "not by a language model",
        ] {
            assert!(done.answer.contains(fact), "{}", done.answer);
        }
        assert!(!done.answer.contains("secret") && !done.answer.contains("Bob"));

        let tool = ["tool_executing", "tool_completed"];
        let mut expected = vec!["agent_started", "agent_thinking"];
        expected.extend([tool, tool, tool].concat());
        expected.extend(["agent_thinking"; 3]);
        expected.push("agent_completed");
        assert_eq!(heard.names(), expected, "{}", test.kind);
        assert!(heard.pieces().len() >= 3);
        assert_eq!(heard.pieces().concat(), done.answer);
        test.discard().await?;
    }
    Ok(())
}

/// Everything of an answer but the words that repeat the question.
fn substance(mut answer: Value) -> Value {
    answer["triage"]["question"] = Value::Null;
    answer["answer"] = Value::Null;
    answer
}

#[tokio::test]
async fn a_message_about_a_test_takes_the_path_of_every_other() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    let factory = factory(&world, Arc::new(LocalModel::default()))?;
    let mut answers = Vec::new();
    for message in ["what did it cost", "test: what did it cost"] {
        let (request, heard) = request(&ada);
        let supervisor = factory.create(request)?;
        let (done, _) = supervisor
            .run(ada.session(Access::Read), message, Agent::Report)
            .await?;
        assert!(
            done.answer.contains("The models cost 2.00 USD"),
            "{}",
            done.answer
        );
        answers.push((substance(json!(done)), heard.names()));
    }
    assert_eq!(answers[0], answers[1]);
    Ok(())
}

#[tokio::test]
async fn without_enough_rows_the_user_is_asked_for_them() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = Books::open(&test, &world, "ada@example.org").await?;
    let factory = factory(&world, Arc::new(Silent::default()))?;
    for (expected, fields) in [
        (
            Gap::NoUsage {
                time: "in the last 7 days".to_owned(),
            },
            "input_tokens",
        ),
        (
            Gap::NoPrice {
                model: "large".to_owned(),
            },
            "input_price",
        ),
    ] {
        let (request, heard) = request(&ada);
        let supervisor = factory.create(request)?;
        // The model is never asked: there is nothing that it could answer from.
        let (done, _) = supervisor
            .run(
                ada.session(Access::Read),
                "costs of the last 7 days",
                Agent::Report,
            )
            .await?;
        assert_eq!(done.findings.ok_or("none")?.gaps(), [expected]);
        let asked = done.request.ok_or("not asked")?;
        assert!(asked.items.len() == 1 && asked.items[0].fields.contains(&fields));
        assert!(
            asked
                .instructions
                .contains("“costs of the last 7 days” cannot be answered yet")
        );
        assert_eq!(
            (done.savings, done.answer),
            (None, asked.instructions.clone())
        );
        assert_eq!(heard.pieces(), [asked.instructions]);
        assert_eq!(heard.names().last(), Some(&"agent_completed"));
        ada.used("large", "search", 3, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn agents_can_be_asked_up_to_each_of_them() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    let factory = factory(&world, Arc::new(LocalModel::default()))?;
    for last in Agent::ALL {
        let (request, heard) = request(&ada);
        let supervisor = factory.create(request)?;
        let (done, _) = supervisor
            .run(ada.session(Access::Read), "How reliable are models?", last)
            .await?;
        assert_eq!(done.triage.aim, Aim::Reliability);
        let has = (done.findings.is_some(), done.savings.is_some());
        assert_eq!(has, (last >= Agent::Data, last >= Agent::Optimization));
        let thinking = |step: &Step| match step {
            Step::Thinking { agent, .. } => Some(*agent),
            _ => None,
        };
        let thought: Vec<Agent> = heard.steps().iter().filter_map(thinking).collect();
        assert_eq!(thought.last(), Some(&last));
        assert_eq!(heard.pieces().concat(), done.answer);
        let is_told = done
            .answer
            .contains("large was of use in 900 of 1000 cases");
        assert_eq!(is_told, last >= Agent::Data, "{}", done.answer);
    }
    Ok(())
}

#[tokio::test]
async fn a_run_that_is_late_ends_in_an_error_and_lets_go_of_everything() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    let model = Arc::new(Silent::default());
    let factory = factory(&world, model.clone())?;
    let (request, heard) = request(&ada);
    let supervisor = factory.create(request)?;
    let run =
        tokio::spawn(supervisor.run(ada.session(Access::Read), "what did it cost", Agent::Report));
    model.asked.notified().await;
    assert_eq!(test.database.open_scopes(), 1);
    // From here on nothing waits for the database, only for the model.
    time::pause();
    let late = run.await?.err().ok_or("done")?;
    assert_eq!(AppError::from(late).code(), ErrorCode::TimedOut);
    assert_eq!(test.database.open_scopes(), 0);
    assert!(
        !heard.names().contains(&"agent_completed"),
        "{:?}",
        heard.names()
    );
    Ok(())
}

#[tokio::test]
async fn a_run_that_is_cancelled_or_dropped_was_never_complete() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    let model = Arc::new(Silent::default());
    let factory = factory(&world, model.clone())?;
    for is_dropped in [false, true] {
        let (request, heard) = request(&ada);
        let supervisor = factory.create(request)?;
        let run = tokio::spawn(supervisor.run(
            ada.session(Access::Read),
            "what did it cost",
            Agent::Report,
        ));
        model.asked.notified().await;
        if is_dropped {
            run.abort();
            assert!(run.await.is_err());
        } else {
            let ids = ada.context.ids();
            assert!(factory.engine().cancel(ada.context.user(), &ids.run));
            assert!(matches!(run.await?, Err(RunError::Cancelled)));
        }
        assert_eq!(test.database.open_scopes(), 0);
        assert!(!heard.names().contains(&"agent_completed"));
    }
    Ok(())
}

#[tokio::test]
async fn a_tool_that_fails_ends_its_call_and_the_run() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    test.database.tamper("DROP TABLE model_prices").await?;
    let factory = factory(&world, Arc::new(LocalModel::default()))?;
    let (request, heard) = request(&ada);
    let supervisor = factory.create(request)?;
    let failed = supervisor
        .run(ada.session(Access::Read), "what did it cost", Agent::Report)
        .await
        .err()
        .ok_or("done")?;
    assert_eq!(AppError::from(failed).code(), ErrorCode::Internal);
    let steps = heard.steps();
    let Some(Step::Tool(ToolStep::Completed {
        outcome: ToolOutcome::Failed(error),
        ..
    })) = steps.last()
    else {
        return Err(format!("{steps:?}").into());
    };
    assert_eq!(error.code, ErrorCode::Internal);
    Ok(())
}

#[tokio::test]
async fn what_is_missing_is_refused_by_name() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = spender(&test, &world, "ada@example.org").await?;
    let bare = factory_with(
        &world,
        ToolRegistry::default(),
        Arc::new(LocalModel::default()),
    );
    assert!(bare.check().is_err());
    let nobody = RunRequest {
        progress: None,
        ..request(&ada).0
    };
    let error = bare.create(nobody).err().ok_or("made")?;
    let expected =
        "there is no supervisor without: usage_costs, model_prices, model_reliability, progress";
    assert_eq!(error.to_string(), expected);
    assert_eq!(AppError::from(error).code(), ErrorCode::Internal);

    let factory = factory(&world, Arc::new(LocalModel::default()))?;
    factory.check()?;
    let bob = Books::open(&test, &world, "bob@example.org").await?;
    let foreign = factory.create(request(&ada).0)?;
    let foreign = foreign.run(bob.session(Access::Read), "what did it cost", Agent::Report);
    let foreign = AppError::from(foreign.await.err().ok_or("done")?);
    assert_eq!(foreign.code(), ErrorCode::Internal);
    let permissions = Permissions::from_iter([Permission::Read]);
    let reader = RunRequest {
        permissions,
        ..request(&ada).0
    };
    let forbidden = factory.create(reader);
    assert!(matches!(forbidden, Err(CreateError::Forbidden)));
    assert_eq!(
        test.database.open_scopes(),
        0,
        "what is refused is let go of"
    );
    Ok(())
}

#[tokio::test]
async fn ten_runs_at_work_leave_sessions_for_everybody_else() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let model = Arc::new(Silent::default());
    let factory = factory(&world, model.clone())?;
    let mut runs = Vec::new();
    for number in 0..10 {
        let books = spender(&test, &world, &format!("user{number}@example.org")).await?;
        let supervisor = factory.create(request(&books).0)?;
        runs.push(tokio::spawn(supervisor.run(
            books.session(Access::Read),
            "what did it cost",
            Agent::Report,
        )));
        model.asked.notified().await;
    }
    assert_eq!(
        (test.database.open_scopes(), factory.engine().free_turns()),
        (10, 0)
    );
    let other = Books::open(&test, &world, "other@example.org").await?;
    let _session = other.scope(Access::Read).await?;
    assert_eq!(test.database.open_scopes(), 11);
    for run in runs {
        run.abort();
        assert!(run.await.is_err());
    }
    assert_eq!(factory.engine().free_turns(), 10);
    Ok(())
}
