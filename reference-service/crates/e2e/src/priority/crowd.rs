//! 011 and 017: how it goes when much is asked.

use crate::evidence::{demand, same};
use crate::platform::millis;
use crate::{Outcome, Person, Platform, Question};
use foundation::names::routes;
use foundation::retry::gather;
use std::num::NonZeroUsize;
use std::time::Duration;

const TWENTY: NonZeroUsize = NonZeroUsize::MIN.saturating_add(19);

pub(super) async fn agent_performance(platform: &Platform) -> Outcome<String> {
    let mut took = Vec::new();
    for _ in 0..10 {
        let answer = platform.ask(Question::get(routes::HEALTH)).await?;
        same("status", &answer.json()?["status"], "healthy")?;
        took.push(answer.took);
    }
    let slowest = took.iter().max().copied().unwrap_or_default();
    let mean = took.iter().sum::<Duration>() / 10;
    let mean = platform.timed("mean", mean, Duration::from_millis(100))?;
    Ok(format!(
        "10 of 10 healthy, {mean}, slowest {}",
        millis(slowest)
    ))
}

pub(super) async fn concurrent_users(platform: &Platform) -> Outcome<String> {
    let people = gather(TWENTY, (0..20).map(|_| platform.person())).await;
    let people: Vec<Person<'_>> = people.into_iter().collect::<Outcome<_>>()?;
    let begun = platform.now();
    let visits = people.iter().enumerate();
    let visits = gather(TWENTY, visits.map(|(number, it)| four_requests(it, number))).await;
    let took = platform.now().saturating_sub(begun);
    let failures: Vec<String> = visits
        .iter()
        .filter_map(|visit| Some(visit.as_ref().err()?.to_string()))
        .collect();
    demand(failures.is_empty(), || {
        format!("{} of 20 users: {}", failures.len(), failures.join("; "))
    })?;
    Ok(format!(
        "20 of 20 users, 80 of 80 requests served as they should be, in {}",
        millis(took)
    ))
}

/// Begins a thread, says something, reads it, and is known.
async fn four_requests(person: &Person<'_>, number: usize) -> Outcome {
    let title = format!("of user {number}");
    let thread = person.thread(&title).await?;
    let said = person.say(&thread, &title).await?;
    let history = person.history(&thread).await?;
    same("history", history.messages, vec![said])?;
    let me = Question::get(routes::AUTH_ME).bearer(person.token());
    let me = person.platform.ask_auth(me).await?.json()?;
    same("me", &me["user_id"], person.id.as_str())
}
