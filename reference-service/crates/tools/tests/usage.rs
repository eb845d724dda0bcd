//! What the tools make of rows, on each kind of database.

mod desk;

use desk::{dispatchers, open};
use foundation::errors::ErrorCode;
use foundation::identity::Permissions;
use serde_json::json;
use test_support::{Books, Outcome, Sandbox, World};
use tools::usage::{
    CostLine, ModelReliability, Nothing, Period, Prices, Reliabilities, UsageCosts,
};

const WEEK: Period = Period::days(7);

#[tokio::test]
async fn costs_are_those_of_the_rows_and_of_nobody_else() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        let ada = Books::open(&test, &world, "ada@example.org").await?;
        let bob = Books::open(&test, &world, "bob@example.org").await?;
        ada.priced("large", 10_000_000, 3).await?;
        ada.used("large", "search", 100, 10).await?;
        ada.used("unpriced", "search", 1, 0).await?;
        bob.used("large", "search", 5_000, 0).await?;

        let dispatchers = dispatchers(&world)?;
        let (tools, heard) = open(&dispatchers, &ada, &Permissions::of_a_user()).await?;
        let costs = tools.ask::<UsageCosts>(&WEEK).await?;
        let large = CostLine {
            model: "large".to_owned(),
            feature: "search".to_owned(),
            calls: 100,
            failed_calls: 10,
            input_tokens: 100_000,
            output_tokens: 100_000,
            mean_latency_ms: 40,
            cost: Some(2_000_000), // 200,000 tokens at 10 dollars a million
            failed_cost: Some(200_000),
        };
        assert_eq!(costs.first(), Some(&large), "{}", test.kind);
        assert_eq!((costs.len(), costs[1].cost), (2, None));

        let one_day = tools.ask::<UsageCosts>(&Period::days(1)).await?;
        assert_eq!(one_day[0].calls, 30, "those of today and of a day ago");
        let prices = tools.ask::<Prices>(&Nothing {}).await?;
        assert_eq!(prices.len(), 1);
        let reliability = ModelReliability {
            model: "large".to_owned(),
            calls: 100,
            good_per_thousand: 900,
            mean_latency_ms: 40,
        };
        assert_eq!(tools.ask::<Reliabilities>(&WEEK).await?[0], reliability);
        assert_eq!(heard.steps().len(), 8);

        let (tools, _) = open(&dispatchers, &bob, &Permissions::of_a_user()).await?;
        assert!(tools.ask::<Prices>(&Nothing {}).await?.is_empty());
        drop(tools);
    }
    Ok(())
}

#[tokio::test]
async fn a_period_has_a_beginning_and_an_end() -> Outcome {
    let (test, world) = (Sandbox::sqlite().await?, World::new());
    let ada = Books::open(&test, &world, "ada@example.org").await?;
    let (tools, _) = open(&dispatchers(&world)?, &ada, &Permissions::of_a_user()).await?;
    for arguments in [
        json!({"days": 0}),
        json!({"days": 367}),
        json!({"weeks": 1}),
        json!({}),
        json!({"until": 5}),
        json!({"days": 1, "from": 1}),
        json!({"from": 5, "until": 4}),
        json!({"from": 0, "until": 366 * 86_400_000_u64 + 1}),
        json!(7),
    ] {
        let refused = tools.call("usage_costs", arguments.clone()).await;
        let code = refused.err().map(|error| error.code());
        assert_eq!(code, Some(ErrorCode::InvalidInput), "{arguments}");
    }
    assert_eq!(
        tools.call("usage_costs", json!({"days": 366})).await?,
        json!([])
    );
    Ok(())
}
