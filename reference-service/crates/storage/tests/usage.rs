//! Usage and prices, on each kind of database.

use foundation::clock::EpochMillis;
use foundation::identity::{Email, Permissions};
use foundation::ids::UserId;
use storage::Access;
use storage::prices::{self, ModelPrice};
use storage::usage::{self, ModelCall, UsageLine};
use storage::users::{self, User};
use test_support::{NOW, Outcome, Sandbox, World};

const ALWAYS: std::ops::Range<EpochMillis> = EpochMillis(0)..EpochMillis(u64::MAX);

fn user(world: &World, address: &str) -> Outcome<User> {
    Ok(User {
        id: UserId::generate(&world.ids)?,
        email: Email::try_from(address)?,
        display_name: address.to_owned(),
        permissions: Permissions::of_a_user(),
        created: NOW,
        disabled: false,
    })
}

fn call(call_id: &str, model: &str, at: u64, failed: bool) -> ModelCall {
    ModelCall {
        call_id: call_id.to_owned(),
        used: EpochMillis(NOW.0 + at),
        model: model.to_owned(),
        feature: "search".to_owned(),
        input_tokens: 1_000,
        output_tokens: 200,
        latency_ms: 30,
        failed,
    }
}

fn price(model: &str, input_price: u32) -> ModelPrice {
    ModelPrice {
        model: model.to_owned(),
        input_price,
        output_price: 4 * input_price,
        tier: 1,
    }
}

#[tokio::test]
async fn calls_are_added_up_by_model_and_feature_within_a_time() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = user(&world, "ada@example.org")?;
        let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
        users::insert(&mut scope, &ada, None).await?;
        let calls = [
            call("1", "large", 0, false),
            call("2", "large", 1, true),
            call("3", "large", 2, false),
            call("4", "Łódź", 1, false),
        ];
        assert_eq!(usage::load(&mut scope, &ada.id, &calls).await?, 4);
        assert_eq!(usage::load(&mut scope, &ada.id, &calls[..2]).await?, 0);

        let time = EpochMillis(NOW.0)..EpochMillis(NOW.0 + 2);
        let lines = usage::summed(&mut scope, &ada.id, time).await?;
        let line = |model: &str, calls, failed_calls| UsageLine {
            model: model.to_owned(),
            feature: "search".to_owned(),
            calls,
            input_tokens: 1_000 * calls,
            output_tokens: 200 * calls,
            latency_ms: 30 * calls,
            failed_calls,
            failed_input_tokens: 1_000 * failed_calls,
            failed_output_tokens: 200 * failed_calls,
        };
        assert_eq!(
            lines,
            [line("large", 2, 1), line("Łódź", 1, 0)],
            "{}",
            test.kind
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_user_sees_their_own_alone() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let (ada, bob) = (
            user(&world, "ada@example.org")?,
            user(&world, "bob@example.org")?,
        );
        let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
        for (who, cost) in [(&ada, 10), (&bob, 20)] {
            users::insert(&mut scope, who, None).await?;
            prices::load(&mut scope, &who.id, &[price("large", cost)]).await?;
        }
        usage::load(&mut scope, &ada.id, &[call("1", "large", 0, false)]).await?;
        assert_eq!(usage::summed(&mut scope, &ada.id, ALWAYS).await?.len(), 1);
        assert!(usage::summed(&mut scope, &bob.id, ALWAYS).await?.is_empty());
        // The same name of a call is another call of another user.
        assert_eq!(
            usage::load(&mut scope, &bob.id, &[call("1", "small", 0, false)]).await?,
            1
        );

        assert_eq!(
            prices::of_user(&mut scope, &ada.id).await?,
            [price("large", 10)]
        );
        prices::load(&mut scope, &ada.id, &[price("large", 11)]).await?;
        assert_eq!(
            prices::of_user(&mut scope, &ada.id).await?,
            [price("large", 11)]
        );
        assert_eq!(
            prices::of_user(&mut scope, &bob.id).await?,
            [price("large", 20)]
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_user_whose_account_is_elsewhere_has_usage_and_prices() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = UserId::generate(&world.ids)?;
        let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
        let loaded = usage::load(&mut scope, &ada, &[call("1", "large", 0, false)]).await?;
        assert_eq!(loaded, 1, "{}", test.kind);
        prices::load(&mut scope, &ada, &[price("large", 3)]).await?;
        scope.commit().await?;
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_added_up_and_compared_has_an_end() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = UserId::generate(&world.ids)?;
        let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
        let (lines, models) = (usage::MOST_LINES, prices::MOST_MODELS);
        // The last in the alphabet has two calls, each of the others one.
        let once = (0..=lines).map(|it| call(&format!("{it}"), &format!("{it:04}"), 0, false));
        let calls: Vec<ModelCall> = once.chain([call("again", "1000", 0, false)]).collect();
        usage::load(&mut scope, &ada, &calls).await?;
        let summed = usage::summed(&mut scope, &ada, ALWAYS).await?;
        let ends = [&summed[0].model, &summed[999].model];
        assert_eq!(
            (summed.len(), ends),
            (1_000, [&"0000".to_owned(), &"1000".to_owned()])
        );

        let prices: Vec<ModelPrice> = (0..=models)
            .map(|it| price(&format!("{it:04}"), 1))
            .collect();
        prices::load(&mut scope, &ada, &prices).await?;
        assert_eq!(prices::count(&mut scope, &ada).await?, 201);
        assert_eq!(prices::of_user(&mut scope, &ada).await?, prices[..200]);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}
