//! What connections cost on which nothing is said.

use crate::platform::{AT_A_TIME, PATIENCE};
use crate::{Live, Outcome, Person, Platform, gauges};
use foundation::retry::{gather, pause, within};
use futures_util::future::join_all;
use serde::Serialize;
use std::fmt;
use std::num::NonZeroUsize;
use std::time::Duration;

/// What so many connections cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Idle {
    /// How many there were.
    pub connections: usize,
    /// Of how many users.
    pub users: usize,
    /// For how long nothing was said.
    pub seconds: u64,
    /// How many answered a ping afterwards.
    pub alive: usize,
    /// The memory of the backend before there was any, with all of them, after the silence, and when they had left; in
    /// MiB.
    pub memory_mib: [f64; 4],
}

/// Keeps so many connections for so long, a few of each user.
///
/// # Errors
/// When one cannot be made, or the backend does not tell its memory.
pub async fn measure(
    platform: &Platform,
    connections: usize,
    per_user: NonZeroUsize,
    time: Duration,
) -> Outcome<Idle> {
    let users = connections.div_ceil(per_user.get());
    let people = gather(AT_A_TIME, (0..users).map(|_| platform.person())).await;
    let people: Vec<Person<'_>> = people.into_iter().collect::<Outcome<_>>()?;
    let before = gauges::memory(platform).await?;

    let guests = people
        .iter()
        .flat_map(|it| std::iter::repeat_n(it, per_user.get()));
    let lines = guests.take(connections).map(|it| it.live(""));
    let lines = gather(AT_A_TIME, lines).await;
    let mut lines: Vec<Live> = lines.into_iter().collect::<Outcome<_>>()?;
    let with_all = gauges::memory(platform).await?;

    // Whoever does not read does not keep up: heartbeats are heard as they come.
    let heard = lines
        .iter_mut()
        .map(async |live| while live.hear().await.is_ok() {});
    drop(within(time, join_all(heard)).await);
    let afterwards = gauges::memory(platform).await?;

    let pings = lines.iter_mut().map(|it| within(PATIENCE, it.ping("idle")));
    let alive = gather(AT_A_TIME, pings).await;
    let alive = alive
        .into_iter()
        .filter(|it| matches!(it, Ok(Ok(_))))
        .count();
    drop(lines);
    pause(Duration::from_secs(1)).await;
    let left = gauges::memory(platform).await?;
    Ok(Idle {
        connections,
        users,
        seconds: time.as_secs(),
        alive,
        memory_mib: [before, with_all, afterwards, left],
    })
}

impl Idle {
    /// Whether all of them were there to the end.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.alive == self.connections
    }
}

impl fmt::Display for Idle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [before, with_all, afterwards, left] = self.memory_mib;
        let Self {
            connections,
            users,
            seconds,
            alive,
            ..
        } = self;
        writeln!(
            f,
            "{connections} connections of {users} users, idle for {seconds} s: {alive} answered afterwards"
        )?;
        write!(
            f,
            "memory of the backend: {before:.1} MiB before, {with_all:.1} with all, {afterwards:.1} after the silence, {left:.1} when they had left"
        )
    }
}
