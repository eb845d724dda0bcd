//! The states in which a schema may be found, and what is made of each.

use storage::migrations::{Difference, MigrationError, SchemaState};
use test_support::{NOW, Outcome, Sandbox};

const NEWEST: SchemaState = SchemaState::Current { version: 5 };

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
        test.database.tamper("DROP TABLE messages; DROP TABLE threads; DELETE FROM schema_history WHERE version = 5")
            .await?;
        let partial = SchemaState::Partial { version: 4 };
        assert_eq!(test.database.migrate(NOW).await?, partial, "{}", test.kind);
        assert_eq!(test.database.schema_state().await?, NEWEST, "{}", test.kind);
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
            "INSERT INTO schema_history VALUES (6, 'later', 'x', 0)",
            Difference::FromTheFuture(6),
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
