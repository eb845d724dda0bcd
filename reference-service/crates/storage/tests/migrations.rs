//! The states in which a schema may be found, and what is made of each.

use storage::migrations::{Difference, MigrationError, SchemaState};
use storage::{Access, prices};
use test_support::{NOW, Outcome, Sandbox, World};

const NEWEST: SchemaState = SchemaState::Current { version: 8 };

#[tokio::test]
async fn an_empty_database_gets_the_whole_schema_once() -> Outcome {
    for test in Sandbox::each().await? {
        assert_eq!(test.database.schema_state().await?, SchemaState::Empty);
        assert_eq!(test.database.migrate(NOW).await?, SchemaState::Empty);
        assert_eq!(test.database.schema_state().await?, NEWEST, "{}", test.kind);
        assert_eq!(test.database.migrate(NOW).await?, NEWEST, "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_partial_schema_is_completed() -> Outcome {
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        test.database.tamper("DROP TABLE api_keys; DROP TABLE password_resets; DROP TABLE messages; DROP TABLE threads; DELETE FROM schema_history WHERE version >= 5")
            .await?;
        let partial = SchemaState::Partial { version: 4 };
        assert_eq!(test.database.migrate(NOW).await?, partial, "{}", test.kind);
        assert_eq!(test.database.schema_state().await?, NEWEST, "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_kept_of_accounts_is_there_without_them() -> Outcome {
    // As the fourth migration made it.
    let before = "
        DROP TABLE api_keys; DROP TABLE password_resets;
        DROP TABLE model_prices;
        CREATE TABLE model_prices (
            user_id      TEXT   NOT NULL REFERENCES users (id),
            model        TEXT   NOT NULL,
            input_price  BIGINT NOT NULL,
            output_price BIGINT NOT NULL,
            tier         BIGINT NOT NULL,
            PRIMARY KEY (user_id, model)
        );
        INSERT INTO users VALUES ('user_1_2_0000000a', 'ada@example.org', 'Ada', NULL, 'read', 0, 0);
        INSERT INTO model_prices VALUES ('user_1_2_0000000a', 'large', 3, 15, 2);
        DELETE FROM schema_history WHERE version >= 6";
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        test.database.tamper(before).await?;
        let partial = SchemaState::Partial { version: 5 };
        assert_eq!(test.database.migrate(NOW).await?, partial, "{}", test.kind);
        let mut scope = test.database.scope(world.tag()?, Access::Read).await?;
        let kept = prices::of_user(&mut scope, &"user_1_2_0000000a".parse()?).await?;
        assert_eq!((kept[0].input_price, kept[0].output_price), (3, 15));
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn tables_without_a_history_are_left_alone() -> Outcome {
    for test in Sandbox::each().await? {
        test.database
            .tamper("CREATE TABLE users (name TEXT)")
            .await?;
        let refused = test.database.migrate(NOW).await.err();
        assert!(
            matches!(&refused, Some(MigrationError::Unknown(tables)) if tables == &["users"]),
            "{}: {refused:?}",
            test.kind
        );
        let tables = vec!["users".to_owned()];
        assert_eq!(
            test.database.schema_state().await?,
            SchemaState::Unknown { tables }
        );
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn each_drift_is_told_and_refused() -> Outcome {
    let table = [
        (
            "UPDATE schema_history SET checksum = 'x' WHERE version = 2",
            Difference::Changed(2),
        ),
        (
            "DELETE FROM schema_history WHERE version = 2",
            Difference::Skipped(2),
        ),
        (
            "INSERT INTO schema_history VALUES (9, 'later', 'x', 0)",
            Difference::FromTheFuture(9),
        ),
        (
            "DROP TABLE revoked_tokens",
            Difference::TableMissing("revoked_tokens"),
        ),
        (
            "ALTER TABLE users DROP COLUMN disabled",
            Difference::ColumnMissing("users", "disabled"),
        ),
    ];
    for (sql, difference) in table {
        for test in Sandbox::each().await? {
            test.database.migrate(NOW).await?;
            test.database.tamper(sql).await?;
            let drift = SchemaState::Drift(vec![difference.clone()]);
            assert_eq!(test.database.schema_state().await?, drift, "{}", test.kind);
            let refused = test.database.migrate(NOW).await;
            assert!(
                matches!(refused, Err(MigrationError::Drift(_))),
                "{}",
                test.kind
            );
            test.discard().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn two_processes_that_start_at_once_make_one_schema() -> Outcome {
    for test in Sandbox::each().await? {
        let (first, second) = (test.database.clone(), test.database.clone());
        let (first, second) = tokio::join!(first.migrate(NOW), second.migrate(NOW));
        let mut states = [first?, second?];
        states.sort_by_key(|state| *state != SchemaState::Empty);
        assert_eq!(states, [SchemaState::Empty, NEWEST], "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}
