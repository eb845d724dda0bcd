//! Questions to agents over HTTP and live connections: what is told, in which order, and what is kept.

mod world;

use foundation::errors::ErrorCode;
use foundation::names::{events as names, routes};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use test_support::{Outcome, Question};
use world::frames::types;
use world::socket::welcomed;
use world::{World, place};

/// What is told of a question for which there are no rows: the user is asked for them.
const ORDER: [&str; 15] = [
    names::STREAM_START,
    names::USER_MESSAGE,
    names::AGENT_STARTED,
    names::AGENT_THINKING,
    names::TOOL_EXECUTING,
    names::TOOL_COMPLETED,
    names::TOOL_EXECUTING,
    names::TOOL_COMPLETED,
    names::TOOL_EXECUTING,
    names::TOOL_COMPLETED,
    names::AGENT_THINKING,
    names::RESPONSE_CHUNK,
    names::RESPONSE_COMPLETE,
    names::AGENT_COMPLETED,
    names::STREAM_END,
];

#[tokio::test]
async fn a_question_is_answered_in_order_and_the_answer_is_kept() -> Outcome {
    for world in World::each().await? {
        let ada = world.person("ada@example.org").await?;
        let asked = json!({"message": "What did I spend in the last 7 days?\nAnd why?"});
        let told = world.chat(&ada, &asked).await?;
        assert_eq!(types(&told), ORDER);
        let ids: Vec<u64> = told.iter().filter_map(|frame| frame.id).collect();
        assert!(ids.len() == told.len() && ids.is_sorted(), "{ids:?}");
        for frame in &told {
            assert_eq!(frame.data["sequence"], json!(frame.id));
            assert_eq!(frame.data["type"], frame.event.as_str());
            assert_eq!(frame.data["user_id"], ada.id.as_str());
            assert_eq!(frame.data["request_id"], told[0].data["request_id"]);
        }

        let data = |event: &str| {
            let found = told.iter().find(|frame| frame.event == event);
            found.map_or(Value::Null, |frame| frame.data["data"].clone())
        };
        let (start, completed) = (data(names::STREAM_START), data(names::AGENT_COMPLETED));
        assert_eq!(completed["status"], "completed");
        assert_eq!(completed["run_id"], start["run_id"]);
        assert_eq!(data(names::RESPONSE_COMPLETE)["chunks"], 1);
        assert_eq!(
            data(names::RESPONSE_CHUNK)["content"],
            completed["final_response"]
        );
        let (begun, ended) = (data(names::TOOL_EXECUTING), data(names::TOOL_COMPLETED));
        assert_eq!(begun["execution_id"], ended["execution_id"]);
        assert_eq!(begun["parameters"], json!({"days": 7}));
        assert_eq!(
            (&ended["success"], &ended["result"]),
            (&json!(true), &json!([]))
        );

        let thread = start["thread_id"].as_str().ok_or("no thread")?;
        let shown = world.get(&ada, &place(routes::THREAD, thread)).await?;
        assert_eq!(shown.text("title")?, "What did I spend in the last 7 days?");
        let history = place(routes::THREAD_MESSAGES, thread);
        let kept = world.get(&ada, &history).await?.json()?;
        let kept = kept["messages"].as_array().ok_or("no messages")?;
        let authors: Vec<&Value> = kept.iter().map(|message| &message["author"]).collect();
        assert_eq!(authors, ["user", "agent"]);
        assert_eq!(kept[0]["id"], data(names::USER_MESSAGE)["message_id"]);
        assert_eq!(kept[1]["content"], completed["final_response"]);
        assert_eq!(kept[1]["metadata"], json!({"run_id": start["run_id"]}));
        assert_eq!(kept[1]["id"], completed["metadata"]["message_id"]);
        assert_eq!(world.sandbox.database.open_scopes(), 0);
        world.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_answer_itself_told_is_not_lost() -> Outcome {
    let world = World::with(|settings| settings.live.kept = NonZeroUsize::MIN).await?;
    let ada = world.person("ada@example.org").await?;
    let asked = json!({"message": "What did I spend?"});
    let told = world.chat(&ada, &asked).await?;
    assert_eq!(types(&told), ORDER);
    assert_eq!(world.backend.managers.figures().lost, 0);
    Ok(())
}

#[tokio::test]
async fn a_question_over_a_live_connection_takes_the_same_path() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let (mut client, welcome) = welcomed(&world, &ada, "").await?;
    client
        .say(&json!({"type": "start_agent", "id": "x", "content": "What did I spend?"}))
        .await?;
    let told = client.hear_until(names::STREAM_END).await?;
    let heard: Vec<&str> = told.iter().filter_map(|it| it["type"].as_str()).collect();
    assert_eq!(heard, ORDER);
    assert_eq!(told[0]["data"]["thread_id"], welcome["thread_id"]);
    assert_eq!(told[1]["data"]["reply_to"], "x");

    // The same question over HTTP, in the same thread: who listens to the thread hears the same words.
    let asked = json!({"message": "What did I spend?", "thread_id": welcome["thread_id"]});
    let frames = world.chat(&ada, &asked).await?;
    assert_eq!(types(&frames), heard);
    let live = client.hear_until(names::STREAM_END).await?;
    let read: Vec<&Value> = frames.iter().map(|frame| &frame.data).collect();
    assert_eq!(live.iter().collect::<Vec<_>>(), read);
    Ok(())
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_refused_before_anything_is_kept() -> Outcome {
    let world = World::start().await?;
    let (ada, bob) = (
        world.person("ada@example.org").await?,
        world.person("bob@example.org").await?,
    );
    let thread = world.thread(&ada, "of Ada").await?;
    let ask = |body: Value| Question::post(routes::CHAT_STREAM, &body);
    for (question, status) in [
        (ask(json!({"message": ""})), 400),
        (ask(json!({"message": "x".repeat(8_001)})), 400),
        (ask(json!({"message": "a\u{0}b"})), 400),
        (ask(json!({"message": 7})), 400),
        (ask(json!({})), 400),
        (ask(json!([])), 400),
        (ask(json!({"message": "why?", "more": 1})), 400),
        (ask(json!({"message": "why?", "thread_id": "x"})), 400),
        (Question::of("POST", routes::CHAT_STREAM), 415),
        (Question::get(routes::CHAT_STREAM), 405),
    ] {
        let told = format!("{question:?}");
        let answer = world.ask(&bob, question).await?;
        assert_eq!(answer.status, status, "{told}");
        answer.error()?;
    }
    let foreign = ask(json!({"message": "why?", "thread_id": thread}));
    let error = world.ask(&bob, foreign).await?.error()?;
    assert_eq!(error.code, ErrorCode::NotFound);
    for person in [&ada, &bob] {
        let messages = world.get(person, routes::MESSAGES).await?.json()?;
        assert_eq!(messages["total"], 0);
    }
    Ok(())
}

#[tokio::test]
async fn who_may_not_talk_to_agents_or_write_is_refused() -> Outcome {
    let world = World::start().await?;
    let sandbox = world.auth.sandbox.as_ref().ok_or("no database")?;
    world.person("ada@example.org").await?;
    for rights in ["read write", "read chat"] {
        let sql = format!("UPDATE users SET permissions = '{rights}'");
        sandbox.database.tamper(&sql).await?;
        let ada = world.again("ada@example.org").await?;
        let asked = json!({"message": "why?"});
        for path in [routes::CHAT_STREAM, routes::AGENTS_TRIAGE, routes::RUNS] {
            let error = world.post(&ada, path, &asked).await?.error()?;
            assert_eq!(error.code, ErrorCode::Forbidden, "{rights}: {path}");
        }
        let messages = world.get(&ada, routes::MESSAGES).await?.json()?;
        assert_eq!(messages["total"], 0);
    }
    Ok(())
}
