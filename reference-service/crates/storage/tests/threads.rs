//! Conversations and what is said in them, on each kind of database.

use foundation::clock::EpochMillis;
use foundation::ids::{MessageId, ThreadId, UserId};
use storage::messages::{self, Author, Message, Said};
use storage::threads::{self, Thread};
use storage::{Access, Page, RequestScope, StorageError};
use test_support::{NOW, Outcome, Sandbox, World};

async fn write(test: &Sandbox, world: &World) -> Outcome<RequestScope> {
    Ok(test.database.scope(world.tag()?, Access::Write).await?)
}

fn later(millis: u64) -> EpochMillis {
    EpochMillis(NOW.0 + millis)
}

fn thread(world: &World, user: &UserId, title: &str, created: EpochMillis) -> Outcome<Thread> {
    Ok(Thread {
        id: ThreadId::generate(&world.ids)?,
        user: user.clone(),
        title: title.to_owned(),
        created,
        updated: created,
    })
}

fn said(world: &World, thread: &Thread, content: &str, at: EpochMillis) -> Outcome<Said> {
    Ok(Said {
        id: MessageId::generate(&world.ids)?,
        user: thread.user.clone(),
        thread: thread.id.clone(),
        author: Author::User,
        content: content.to_owned(),
        metadata: "{}".to_owned(),
        at,
    })
}

async fn say(
    scope: &mut RequestScope,
    world: &World,
    thread: &Thread,
    content: &str,
    at: EpochMillis,
) -> Outcome<Message> {
    let said = said(world, thread, content, at)?;
    Ok(messages::append(scope, said)
        .await?
        .ok_or("no such thread")?)
}

fn contents(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|it| it.said.content.as_str()).collect()
}

#[tokio::test]
async fn a_thread_is_made_listed_renamed_and_deleted_with_its_messages() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = UserId::generate(&world.ids)?;
        let (first, second) = (
            thread(&world, &ada, "first", NOW)?,
            thread(&world, &ada, "zweite 日本", later(1))?,
        );
        let mut scope = write(&test, &world).await?;
        for thread in [&first, &second] {
            threads::insert(&mut scope, thread).await?;
        }
        let listed = threads::list(&mut scope, &ada, Page::ALL).await?;
        assert_eq!(listed, [second.clone(), first.clone()], "the newest first");

        say(&mut scope, &world, &first, "hello", later(2)).await?;
        let listed = threads::list(&mut scope, &ada, Page::ALL).await?;
        assert_eq!(listed[0].id, first.id, "the one that was used last");
        let page = Page {
            limit: 1,
            offset: 1,
        };
        assert_eq!(
            threads::list(&mut scope, &ada, page).await?,
            std::slice::from_ref(&second)
        );
        assert_eq!(threads::count(&mut scope, &ada).await?, 2);

        let now = later(3);
        assert!(threads::rename(&mut scope, &ada, &second.id, "2nd", now).await?);
        let found = threads::of_user(&mut scope, &ada, &second.id).await?;
        let found = found.ok_or("gone")?;
        assert_eq!((found.title.as_str(), found.updated), ("2nd", now));

        assert!(threads::remove(&mut scope, &ada, &first.id).await?);
        assert!(!threads::remove(&mut scope, &ada, &first.id).await?);
        assert_eq!(messages::count(&mut scope, &ada).await?, 0, "{}", test.kind);
        let again = threads::insert(&mut scope, &second).await;
        assert!(
            matches!(again, Err(StorageError::Conflict)),
            "{}",
            test.kind
        );
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn messages_keep_their_order_and_pages_meet_without_gaps() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = UserId::generate(&world.ids)?;
        let (one, other) = (
            thread(&world, &ada, "one", NOW)?,
            thread(&world, &ada, "other", NOW)?,
        );
        let mut scope = write(&test, &world).await?;
        threads::insert(&mut scope, &one).await?;
        threads::insert(&mut scope, &other).await?;
        let texts: Vec<String> = (0..25).map(|number| number.to_string()).collect();
        for text in &texts {
            // All at the same time: only the sequence tells which came first.
            say(&mut scope, &world, &one, text, NOW).await?;
        }
        // The clock of another process is behind: what is said later is not earlier.
        let behind = say(&mut scope, &world, &other, "later", later(9)).await?;
        assert_eq!(behind.said.at, later(9));
        let behind = say(&mut scope, &world, &other, "behind", later(2)).await?;
        assert_eq!(behind.said.at, later(9));
        for sent in ["later", "behind"] {
            let page = Page {
                limit: 2,
                offset: 0,
            };
            let kept = messages::in_thread(&mut scope, &ada, &other.id, page).await?;
            let kept = kept.iter().find(|message| message.said.content == sent);
            let kept = kept.ok_or("it was said")?;
            assert_eq!(kept.said.at, later(9), "{sent}");
            assert!(messages::remove(&mut scope, &ada, &kept.said.id).await?);
        }
        say(&mut scope, &world, &other, "elsewhere", later(1)).await?;

        let mut read = Vec::new();
        for offset in [0, 10, 20, 30] {
            let page = Page { limit: 10, offset };
            read.extend(messages::in_thread(&mut scope, &ada, &one.id, page).await?);
        }
        assert_eq!(contents(&read), texts);
        let sequences: Vec<u64> = read.iter().map(|it| it.sequence).collect();
        assert_eq!(sequences, (1..=25).collect::<Vec<_>>());
        let far = Page {
            limit: 10,
            offset: u64::MAX,
        };
        assert_eq!(
            messages::in_thread(&mut scope, &ada, &one.id, far).await?,
            []
        );

        let newest = messages::newest(
            &mut scope,
            &ada,
            Page {
                limit: 3,
                offset: 0,
            },
        )
        .await?;
        assert_eq!(contents(&newest), ["elsewhere", "24", "23"]);
        assert_eq!(messages::count(&mut scope, &ada).await?, 26);
        assert_eq!(
            messages::count_in_thread(&mut scope, &ada, &one.id).await?,
            25
        );

        assert!(messages::remove(&mut scope, &ada, &read[24].said.id).await?);
        let after = say(&mut scope, &world, &one, "after", NOW).await?;
        assert_eq!(after.sequence, 26, "no number is used twice");
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_sees_or_changes_what_is_another_users() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let (ada, bob) = (UserId::generate(&world.ids)?, UserId::generate(&world.ids)?);
        let of_ada = thread(&world, &ada, "of Ada", NOW)?;
        let id = &of_ada.id;
        let mut scope = write(&test, &world).await?;
        threads::insert(&mut scope, &of_ada).await?;
        let message = say(&mut scope, &world, &of_ada, "secret", NOW).await?;

        assert_eq!(threads::of_user(&mut scope, &bob, id).await?, None);
        assert_eq!(threads::list(&mut scope, &bob, Page::ALL).await?, []);
        assert_eq!(threads::count(&mut scope, &bob).await?, 0);
        assert!(!threads::rename(&mut scope, &bob, id, "of Bob", NOW).await?);
        assert!(!threads::remove(&mut scope, &bob, id).await?);
        assert_eq!(
            messages::of_user(&mut scope, &bob, &message.said.id).await?,
            None
        );
        assert_eq!(
            messages::in_thread(&mut scope, &bob, id, Page::ALL).await?,
            []
        );
        assert_eq!(messages::newest(&mut scope, &bob, Page::ALL).await?, []);
        assert_eq!(messages::count(&mut scope, &bob).await?, 0);
        assert_eq!(messages::count_in_thread(&mut scope, &bob, id).await?, 0);
        assert!(!messages::remove(&mut scope, &bob, &message.said.id).await?);
        let foreign = Said {
            user: bob.clone(),
            ..said(&world, &of_ada, "mine now", NOW)?
        };
        assert_eq!(messages::append(&mut scope, foreign).await?, None);

        let kept = messages::in_thread(&mut scope, &ada, id, Page::ALL).await?;
        assert_eq!(kept, [message], "{}", test.kind);
        let found = threads::of_user(&mut scope, &ada, id).await?;
        assert_eq!(found, Some(of_ada.clone()), "{}", test.kind);
        drop(scope);
        test.discard().await?;
    }
    Ok(())
}

#[tokio::test]
async fn those_who_speak_at_the_same_time_get_places_of_their_own() -> Outcome {
    let world = World::new();
    for test in Sandbox::each().await? {
        test.database.migrate(NOW).await?;
        let ada = UserId::generate(&world.ids)?;
        let thread = thread(&world, &ada, "busy", NOW)?;
        let mut scope = write(&test, &world).await?;
        threads::insert(&mut scope, &thread).await?;
        scope.commit().await?;

        let mut work = Vec::new();
        for number in 0..8 {
            let (database, tag) = (test.database.clone(), world.tag()?);
            let said = said(&world, &thread, &number.to_string(), NOW)?;
            work.push(tokio::spawn(async move {
                let mut scope = database.scope(tag, Access::Write).await?;
                let message = messages::append(&mut scope, said).await?;
                scope.commit().await?;
                Ok::<_, StorageError>(message.map(|it| it.sequence))
            }));
        }
        let mut places = Vec::new();
        for one in work {
            places.push(one.await??.ok_or("no such thread")?);
        }
        places.sort_unstable();
        assert_eq!(places, (1..=8).collect::<Vec<_>>(), "{}", test.kind);
        test.discard().await?;
    }
    Ok(())
}
