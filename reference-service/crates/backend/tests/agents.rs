//! The agents themselves, and the rows that they answer from.

mod world;

use foundation::names::routes;
use serde_json::{Value, json};
use test_support::{NOW, Outcome};
use world::World;

#[tokio::test]
async fn the_agents_are_listed_in_their_order_and_tell_how_much_they_do() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let list = world.get(&ada, routes::AGENTS).await?.json()?;
    let agents = list["agents"].as_array().ok_or("no agents")?;
    let names: Vec<&Value> = agents.iter().map(|agent| &agent["name"]).collect();
    assert_eq!(names, ["triage", "data", "optimization", "report"]);
    let orders: Vec<&Value> = agents.iter().map(|agent| &agent["order"]).collect();
    assert_eq!(orders, [1, 2, 3, 4]);
    let config = world.get(&ada, routes::AGENTS_CONFIG).await?.json()?;
    let expected = json!({
        "run_limit_ms": 30_000, "parallel_runs": 10, "runs_per_user": 5,
        "model": "local extractive composer",
    });
    assert_eq!(config, expected);
    Ok(())
}

#[tokio::test]
async fn each_agent_answers_from_the_rows_of_its_user_alone() -> Outcome {
    for world in World::each().await? {
        let (ada, bob) = (
            world.person("ada@example.org").await?,
            world.person("bob@example.org").await?,
        );
        world.books(&ada).await?;
        let asked = json!({"message": "Where can I save in the last 7 days?"});
        for (path, agent, words) in [
            (
                routes::AGENTS_TRIAGE,
                "triage",
                "about savings, in the last 7 days",
            ),
            (routes::AGENTS_DATA, "data", "The models cost 2.00 USD"),
            (
                routes::AGENTS_OPTIMIZATION,
                "optimization",
                "1.82 USD could have been saved",
            ),
            (
                routes::AGENTS_EXECUTE,
                "supervisor",
                "1.82 USD could have been saved",
            ),
        ] {
            let answer = world.post(&ada, path, &asked).await?;
            assert_eq!(answer.text("agent")?, agent);
            assert_eq!(answer.text("status")?, "completed");
            let response = answer.text("response")?;
            assert!(response.contains(words), "{path}: {response}");
            let result = &answer.json()?["result"];
            let saves = (agent != "triage" && agent != "data").then_some(1_820_000);
            assert_eq!(result["savings"]["saves"], json!(saves), "{path}");
        }
        let answer = world.post(&bob, routes::AGENTS_EXECUTE, &asked).await?;
        assert!(answer.text("response")?.contains("cannot be answered yet"));
        let items = &answer.json()?["result"]["request"]["items"];
        assert_eq!(items[0]["fields"][0], "call_id");
        world.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn rows_count_once_and_what_is_no_row_is_refused() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let call = json!({
        "call_id": "1", "used": NOW.0, "model": "large", "feature": "search", "input_tokens": 1,
        "output_tokens": 1, "latency_ms": 1, "failed": false,
    });
    let price = json!({"model": "large", "input_price": 1, "output_price": 1, "tier": 1});
    let with = |row: &Value, field: &str, value: Value| {
        let mut row = row.clone();
        row[field] = value;
        row
    };
    let calls = json!({"calls": [call, with(&call, "call_id", json!("2")), call]});
    for taken in [2, 0] {
        let answer = world.post(&ada, routes::USAGE_CALLS, &calls).await?;
        assert_eq!(answer.json()?, json!({"taken": taken}));
    }
    let prices = json!({"prices": [price]});
    let answer = world.post(&ada, routes::USAGE_PRICES, &prices).await?;
    assert_eq!(answer.json()?, json!({"taken": 1}));

    let many = vec![json!(0); 251];
    for (path, rows, row) in [
        (routes::USAGE_CALLS, "calls", &call),
        (routes::USAGE_PRICES, "prices", &price),
    ] {
        for body in [
            json!({rows: []}),
            json!({rows: many}),
            json!({rows: [row], "more": 1}),
            json!({rows: [with(row, "more", json!(1))]}),
            json!({rows: [with(row, "model", json!(" "))]}),
            json!({rows: [with(row, "model", json!("a\u{0}b"))]}),
            json!({rows: [with(row, "model", json!("x".repeat(201)))]}),
            json!({rows: [with(row, "model", Value::Null)]}),
        ] {
            let answer = world.post(&ada, path, &body).await?;
            assert_eq!(answer.status, 400, "{body}");
            answer.error()?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn as_many_rows_as_may_be_sent_have_room_in_a_request() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let call = |number: u32| {
        json!({
            "call_id": format!("2026-11-21 of the shop, call {number:09}"), "used": NOW.0, "model": "large",
            "feature": "search", "input_tokens": 900_000, "output_tokens": 100_000, "latency_ms": 40, "failed": false,
        })
    };
    let calls: Vec<Value> = (0..250).map(call).collect();
    assert!(calls[0].to_string().len() >= 170);
    let asked = json!({"calls": calls});
    let answer = world.post(&ada, routes::USAGE_CALLS, &asked).await?;
    assert_eq!(answer.json()?, json!({"taken": 250}));
    Ok(())
}

#[tokio::test]
async fn a_user_has_prices_of_so_many_models() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    let price = |model: u32| json!({"model": format!("model {model}"), "input_price": 1, "output_price": 1, "tier": 1});
    let all: Vec<Value> = (0..200).map(price).collect();
    for (prices, status) in [
        (all.clone(), 200),
        (vec![price(7), price(200)], 409),
        (all, 200),
    ] {
        let asked = json!({"prices": prices});
        let answer = world.post(&ada, routes::USAGE_PRICES, &asked).await?;
        assert_eq!(answer.status, status, "{:?}", answer.body);
    }
    Ok(())
}
