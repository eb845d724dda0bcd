//! A request's session with the database: fresh, closed whatever happens, and without a trace unless it is committed.

use foundation::errors::{AppError, ErrorCode};
use foundation::identity::{Email, Permissions};
use foundation::ids::UserId;
use std::future::{Future, pending};
use std::task::Poll;
use storage::users::{self, User};
use storage::{Access, Database, StorageError};
use test_support::{NOW, Outcome, Sandbox, World};

fn user(world: &World, address: &str) -> Outcome<User> {
    Ok(User {
        id: UserId::generate(&world.ids)?,
        email: Email::try_from(address)?,
        display_name: "Ada Łovelace 日本".to_owned(),
        permissions: Permissions::of_a_user(),
        created: NOW,
        disabled: false,
    })
}

async fn is_there(database: &Database, world: &World, id: &UserId) -> Outcome<bool> {
    let mut scope = database.scope(world.tag()?, Access::Read).await?;
    Ok(users::by_id(&mut scope, id).await?.is_some())
}

async fn databases(world: &World) -> Outcome<Vec<Sandbox>> {
    use foundation::clock::Clock;
    let databases = Sandbox::each().await?;
    for test in &databases {
        test.database.migrate(world.clock.now()).await?;
    }
    Ok(databases)
}

#[tokio::test]
async fn what_is_committed_is_there_for_the_next() -> Outcome {
    let world = World::new();
    for test in databases(&world).await? {
        let ada = user(&world, "ada@example.org")?;
        let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
        users::insert(&mut scope, &ada, None).await?;
        scope.commit().await?;

        let mut scope = test.database.scope(world.tag()?, Access::Read).await?;
        assert_eq!(users::by_email(&mut scope, &ada.email).await?, Some(ada));
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_error_leaves_no_trace() -> Outcome {
    async fn fails_half_way(database: &Database, world: &World, ada: &User) -> Outcome {
        let mut scope = database.scope(world.tag()?, Access::Write).await?;
        users::insert(&mut scope, ada, None).await?;
        users::insert(&mut scope, ada, None).await?;
        scope.commit().await?;
        Ok(())
    }

    let world = World::new();
    for test in databases(&world).await? {
        let ada = user(&world, "ada@example.org")?;
        let error = fails_half_way(&test.database, &world, &ada).await.err();
        let error = error.and_then(|error| error.downcast::<StorageError>().ok());
        assert!(
            matches!(error.as_deref(), Some(StorageError::Conflict)),
            "{}",
            test.kind
        );
        assert!(
            !is_there(&test.database, &world, &ada.id).await?,
            "{}",
            test.kind
        );
        assert_eq!(test.database.open_scopes(), 0);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_request_that_is_cancelled_leaves_no_trace() -> Outcome {
    let world = World::new();
    for test in databases(&world).await? {
        let ada = user(&world, "ada@example.org")?;
        let (database, tag, written) = (test.database.clone(), world.tag()?, ada.clone());
        let (wrote, writes) = tokio::sync::oneshot::channel();
        let request = tokio::spawn(async move {
            let mut scope = database.scope(tag, Access::Write).await?;
            users::insert(&mut scope, &written, None).await?;
            wrote.send(()).unwrap_or_default();
            pending::<()>().await;
            scope.commit().await
        });
        writes.await?;
        assert_eq!(test.database.open_scopes(), 1);
        request.abort();
        assert!(request.await.is_err_and(|error| error.is_cancelled()));

        assert_eq!(test.database.open_scopes(), 0);
        assert!(
            !is_there(&test.database, &world, &ada.id).await?,
            "{}",
            test.kind
        );
        test.discard().await?;
    }
    Ok(())
}

/// Asks for a session and leaves after so many steps of it, wherever that is: waiting for a connection, or in the middle of
/// telling the database that something begins.
async fn leave_after(steps: usize, database: &Database, world: &World, access: Access) -> Outcome {
    let asking = database.scope(world.tag()?, access);
    let mut asking = std::pin::pin!(asking);
    for _ in 0..steps {
        let is_done =
            std::future::poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_ready()));
        if is_done.await {
            break;
        }
        tokio::task::yield_now().await;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_while_a_session_begins_leaves_it_as_it_was() -> Outcome {
    let world = World::new();
    for test in databases(&world).await? {
        for steps in 0..150 {
            for access in [Access::Read, Access::Write] {
                leave_after(steps, &test.database, &world, access).await?;
            }
            let ada = user(&world, &format!("ada{steps}@example.org"))?;
            let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
            users::insert(&mut scope, &ada, None)
                .await
                .map_err(|error| format!("{}, {steps} steps: {error:?}", test.kind))?;
            scope.commit().await?;
            assert!(is_there(&test.database, &world, &ada.id).await?);
        }
        assert_eq!(test.database.open_scopes(), 0, "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_thousand_requests_leave_no_session_open() -> Outcome {
    let world = World::new();
    for test in databases(&world).await? {
        for number in 0..1_000 {
            let ada = user(&world, &format!("ada{number}@example.org"))?;
            let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
            users::insert(&mut scope, &ada, None).await?;
            match number % 3 {
                0 => scope.commit().await?,
                1 => drop(scope),
                _ => {
                    let again = users::insert(&mut scope, &ada, None).await;
                    assert!(matches!(again, Err(StorageError::Conflict)));
                }
            }
        }
        assert_eq!(test.database.open_scopes(), 0, "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_scope_tells_for_whom_it_is_open() -> Outcome {
    let world = World::new();
    let test = Sandbox::sqlite().await?;
    let tag = world.tag()?;
    let scope = test.database.scope(tag.clone(), Access::Read).await?;
    assert_eq!(scope.tag(), &tag);
    Ok(())
}

#[tokio::test]
async fn reads_go_on_while_many_wait_to_write() -> Outcome {
    let world = World::new();
    let test = Sandbox::sqlite().await?;
    test.database.migrate(NOW).await?;
    let ada = user(&world, "ada@example.org")?;
    let first = test.database.scope(world.tag()?, Access::Write).await?;
    let mut waiting = Vec::new();
    for _ in 0..40 {
        let (database, tag) = (test.database.clone(), world.tag()?);
        waiting.push(tokio::spawn(async move {
            let scope = database.scope(tag, Access::Write).await?;
            scope.commit().await
        }));
    }
    // Each of them stands in line.
    tokio::task::yield_now().await;

    assert!(!is_there(&test.database, &world, &ada.id).await?);
    assert!(waiting.iter().all(|writer| !writer.is_finished()));
    drop(first);
    for writer in waiting {
        writer.await??;
    }
    Ok(())
}

#[tokio::test]
async fn who_said_to_read_cannot_write() -> Outcome {
    let world = World::new();
    for test in databases(&world).await? {
        let ada = user(&world, "ada@example.org")?;
        let mut scope = test.database.scope(world.tag()?, Access::Read).await?;
        let written = users::insert(&mut scope, &ada, None).await;
        assert!(matches!(written, Err(StorageError::Refused(_))));
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_nothing_else() -> Outcome {
    // SQLite gets no page more; PostgreSQL says what it says on a full disk.
    let full = |kind| match kind {
        "sqlite" => "PRAGMA max_page_count = 1",
        _ => {
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN RAISE EXCEPTION ''no space left'' USING ERRCODE = ''53100''; END';
             CREATE TRIGGER full_disk BEFORE INSERT ON users EXECUTE FUNCTION full_disk()"
        }
    };
    let world = World::new();
    for test in databases(&world).await? {
        test.database.tamper(full(test.kind)).await?;
        let mut refused = None;
        // What was set aside before is used up first.
        for number in 0..1_000 {
            let ada = user(&world, &format!("ada{number}@example.org"))?;
            let mut scope = test.database.scope(world.tag()?, Access::Write).await?;
            if let Err(error) = users::insert(&mut scope, &ada, None).await {
                refused = Some((ada.id, error));
                break;
            }
            scope.commit().await?;
        }
        let (id, error) = refused.ok_or("there was always room")?;
        assert!(
            matches!(error, StorageError::Full(_)),
            "{}: {error:?}",
            test.kind
        );
        assert!(!is_there(&test.database, &world, &id).await?);
        let error = AppError::from(error);
        assert_eq!(error.code(), ErrorCode::OutOfSpace);
        test.discard().await?;
    }
    Ok(())
}
