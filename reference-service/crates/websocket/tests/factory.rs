//! Who gets which manager, how many there may be, and who hears what.

mod world;

use events::Emitter;
use foundation::errors::{AppError, ErrorCode};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use websocket::{ConnectError, IsolationKey, Limits, ManagerFactory, Resume, TooManyManagers};
use world::{Outcome, World, key, status, thought, user};

const NEW: Resume = Resume {
    connection: None,
    last_sequence: None,
};

#[test]
fn a_key_has_one_manager_and_two_keys_have_two() -> Outcome {
    let world = World::new();
    let first = world.factory.manager(&key(1, 1)?)?;
    assert!(Arc::ptr_eq(&first, &world.factory.manager(&key(1, 1)?)?));
    for other in [key(1, 2)?, key(2, 1)?] {
        assert!(!Arc::ptr_eq(&first, &world.factory.manager(&other)?));
    }
    let figures = world.factory.figures();
    assert_eq!((figures.created, figures.active, figures.users), (3, 3, 2));
    Ok(())
}

#[test]
fn the_twenty_first_manager_of_a_user_is_refused_while_all_are_used() -> Outcome {
    let world = World::with(|limits| limits.connections_per_user = 100);
    let mut lines = Vec::new();
    for thread in 0..20 {
        lines.push(world.factory.connect(&key(1, thread)?, &NEW)?);
    }
    world.clock.advance(Duration::from_secs(10_000));
    let refused = world.factory.connect(&key(1, 20)?, &NEW).map(|_| ());
    assert_eq!(refused, Err(TooManyManagers(20).into()));
    assert_eq!(
        AppError::from(ConnectError::from(TooManyManagers(20))).code(),
        ErrorCode::RateLimited
    );
    assert!(
        world.factory.connect(&key(2, 20)?, &NEW).is_ok(),
        "another user"
    );
    assert!(
        world.factory.manager(&key(1, 19)?).is_ok(),
        "one that is there"
    );

    drop(lines.pop());
    world.clock.advance(Duration::from_secs(10));
    assert!(world.factory.manager(&key(1, 20)?).is_ok(), "one was free");
    let figures = world.factory.figures();
    assert_eq!((figures.refused, figures.cleaned), (1, 1));
    assert_eq!(figures.mean_life, Duration::from_secs(10_010));
    Ok(())
}

#[tokio::test]
async fn without_room_for_a_manager_an_event_is_told_and_not_kept() -> Outcome {
    let world = World::new();
    for thread in 0..20 {
        world.factory.manager(&key(1, thread)?)?;
    }
    let mut stream = world.factory.subscribe(&key(1, 20)?.user, None)?;
    let receipt = world.factory.publish(&key(1, 20)?, thought(), None).await?;
    assert_eq!(
        (receipt.listeners, stream.next().await),
        (1, Some(receipt.event))
    );
    assert_eq!(world.factory.figures().active, 20);
    Ok(())
}

#[test]
fn from_the_twelfth_on_what_is_idle_is_cleaned_away() -> Outcome {
    let world = World::new();
    let idle = Limits::of(world::NAME).idle;
    for thread in 0..11 {
        world.factory.manager(&key(1, thread)?)?;
    }
    world.clock.advance(idle);
    world.factory.manager(&key(1, 11)?)?;
    assert_eq!(
        world.factory.figures().active,
        12,
        "below 60 % nothing happens"
    );
    world.factory.manager(&key(1, 12)?)?;
    let figures = world.factory.figures();
    assert_eq!((figures.active, figures.cleaned), (2, 11));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_sweep_takes_what_is_idle_and_leaves_what_is_connected() -> Outcome {
    let world = World::new();
    let (_manager, line) = world.factory.connect(&key(1, 1)?, &NEW)?;
    world.factory.manager(&key(1, 2)?)?;
    world.factory.manager(&key(2, 1)?)?;
    let idle = Limits::of(world::NAME).idle;
    world.clock.advance(idle - Duration::from_millis(1));
    world.factory.sweep();
    assert_eq!(world.factory.figures().active, 3);

    world.clock.advance(Duration::from_millis(1));
    let three_minutes = tokio::time::sleep(Duration::from_secs(180));
    world.factory.keep_clean(three_minutes).await;
    let figures = world.factory.figures();
    assert_eq!((figures.active, figures.cleaned, figures.users), (1, 2, 1));

    drop(line);
    world.clock.advance(idle);
    world.factory.sweep();
    assert_eq!(world.factory.figures().active, 0);
    Ok(())
}

#[test]
fn somebody_elses_manager_is_refused_and_counted() -> Outcome {
    let world = World::new();
    let manager = world.factory.manager(&key(1, 1)?)?;
    let refused = manager.connect(&user(2)?, &NEW).map(|_| ());
    assert_eq!(refused, Err(ConnectError::Foreign));
    assert_eq!(
        AppError::from(ConnectError::Foreign).code(),
        ErrorCode::Forbidden
    );
    assert_eq!(world.factory.figures().violations, 1);
    assert_eq!(manager.connections(), 0);
    Ok(())
}

#[test]
fn a_user_has_so_many_connections_over_all_threads() -> Outcome {
    let world = World::with(|limits| limits.connections_per_user = 3);
    let mut lines = Vec::new();
    for thread in [1, 1, 2] {
        lines.push(world.factory.connect(&key(1, thread)?, &NEW)?);
    }
    let refused = world.factory.connect(&key(1, 3)?, &NEW).map(|_| ());
    assert_eq!(refused, Err(ConnectError::TooMany(3)));
    assert!(world.factory.connect(&key(2, 1)?, &NEW).is_ok());
    drop(lines.pop());
    assert!(world.factory.connect(&key(1, 3)?, &NEW).is_ok());
    Ok(())
}

#[tokio::test]
async fn a_stream_of_a_user_has_all_threads_and_nobody_elses() -> Outcome {
    let world = World::new();
    let mut mine = world.factory.subscribe(&user(1)?, None)?;
    let mut other = world.factory.subscribe(&user(2)?, None)?;
    let mut expected = Vec::new();
    for thread in [1, 2, 1] {
        let receipt = world
            .factory
            .publish(&key(1, thread)?, thought(), None)
            .await?;
        assert_eq!(receipt.listeners, 1);
        expected.push(Some(receipt.sequence));
    }
    let receipt = world.factory.publish(&key(1, 7)?, status(), None).await?;
    expected.push(Some(receipt.sequence));
    for sequence in expected {
        let event = mine.next().await.ok_or("over")?;
        assert_eq!(event.sequence(), sequence);
        assert!(event.json().contains(user(1)?.as_str()));
    }
    assert_eq!(
        world.factory.figures().active,
        2,
        "none for what is not kept"
    );

    world.factory.close();
    assert!(mine.next().await.is_none());
    assert!(other.next().await.is_none(), "and it heard nothing");
    let refused = world.factory.connect(&key(1, 1)?, &NEW).map(|_| ());
    assert_eq!(refused, Err(ConnectError::Closed));
    Ok(())
}

#[tokio::test]
async fn a_stream_that_broke_goes_on_where_it_was() -> Outcome {
    let world = World::new();
    let mut sequences = Vec::new();
    for thread in [1, 2, 1, 2] {
        let receipt = world
            .factory
            .publish(&key(1, thread)?, thought(), None)
            .await?;
        sequences.push(receipt.sequence);
    }
    let mut stream = world
        .factory
        .subscribe(&user(1)?, sequences.get(1).copied())?;
    let later = world.factory.publish(&key(1, 1)?, thought(), None).await?;
    for expected in [sequences[2], sequences[3], later.sequence] {
        let event = stream.next().await.ok_or("over")?;
        assert_eq!(event.sequence(), Some(expected));
    }
    Ok(())
}

#[tokio::test]
async fn an_event_that_goes_is_lost_only_if_nobody_had_it() -> Outcome {
    let world = World::with(|limits| limits.kept = NonZeroUsize::MIN);
    let key = key(1, 1)?;
    let publish = async || world.factory.publish(&key, thought(), None).await;
    let lost = || world.factory.figures().lost;
    let answered = publish().await?;
    world.factory.taken(&key, &answered.event);
    let before = publish().await?.sequence - 1;
    assert_eq!(lost(), 0, "it was among the answer to a request");
    let stream = world.factory.subscribe(&user(1)?, Some(before))?;
    publish().await?;
    assert_eq!(lost(), 0, "the stream missed it and has it now");
    publish().await?;
    assert_eq!(lost(), 0, "the stream was told");
    drop(stream);
    for expected in [0, 1] {
        publish().await?;
        assert_eq!(lost(), expected, "nobody listens any more");
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_that_does_not_keep_up_ends_and_there_are_so_many() -> Outcome {
    let world = World::with(|limits| {
        limits.waiting = 2;
        limits.subscriptions_per_user = 2;
    });
    let mut slow = world.factory.subscribe(&user(1)?, None)?;
    let _other = world.factory.subscribe(&user(1)?, None)?;
    assert!(world.factory.subscribe(&user(1)?, None).is_err());
    assert!(world.factory.subscribe(&user(2)?, None).is_ok());
    for expected in [2, 2, 0] {
        let receipt = world.factory.publish(&key(1, 1)?, status(), None).await?;
        assert_eq!(receipt.listeners, expected);
    }
    assert!(slow.next().await.is_some() && slow.next().await.is_some());
    assert!(slow.next().await.is_none());
    assert!(world.factory.subscribe(&user(1)?, None).is_ok());
    Ok(())
}

#[tokio::test]
async fn numbers_grow_over_all_users_and_restarts() -> Outcome {
    let world = World::new();
    let mut last = 0;
    for number in 0..100 {
        let manager = world.factory.manager(&key(number % 3, 1)?)?;
        let receipt = manager.emit(thought(), None).await?;
        assert!(receipt.sequence > last);
        last = receipt.sequence;
    }
    world.clock.advance(Duration::from_secs(1));
    let World { clock, ids, .. } = world;
    let limits = Limits::of(world::NAME);
    let restarted = ManagerFactory::new(world::NAME, clock, ids, limits);
    let receipt = restarted.publish(&key(1, 1)?, thought(), None).await?;
    assert!(receipt.sequence > last);
    Ok(())
}

#[test]
fn nobody_outside_makes_a_manager() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[test]
fn keys_are_equal_if_user_and_thread_are() -> Outcome {
    assert_eq!(key(1, 1)?, key(1, 1)?);
    let IsolationKey { user, .. } = key(1, 1)?;
    let IsolationKey { thread, .. } = key(1, 2)?;
    assert_ne!(key(1, 1)?, IsolationKey { user, thread });
    Ok(())
}
