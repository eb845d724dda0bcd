//! Many users, and much at a time.

use super::content::told_run;
use crate::books;
use crate::evidence::{demand, same};
use crate::platform::millis;
use crate::run_events::{ToldRun, ascending};
use crate::{Live, Outcome, Person, Platform};
use events::Event;
use foundation::retry::gather;
use serde_json::json;
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::time::Duration;

const FIFTEEN: NonZeroUsize = NonZeroUsize::MIN.saturating_add(14);

/// The most messages of a burst; fewer where a connection may send fewer in a minute.
const BURST: u32 = 100;

/// Users with books, each.
async fn people(platform: &Platform, count: usize) -> Outcome<Vec<Person<'_>>> {
    let made = (0..count).map(async |_| {
        let person = platform.person().await?;
        books::fill(&person).await?;
        Ok(person)
    });
    gather(FIFTEEN, made).await.into_iter().collect()
}

/// A run of each, all at the same time.
async fn runs(people: &[Person<'_>]) -> Outcome<Vec<ToldRun>> {
    let runs = gather(FIFTEEN, people.iter().map(told_run)).await;
    runs.into_iter().collect()
}

pub(super) async fn isolated_users(platform: &Platform) -> Outcome<String> {
    let people = people(platform, 12).await?;
    let runs = runs(&people).await?;
    let mut places = HashSet::new();
    let mut ids = HashSet::new();
    for (person, told) in people.iter().zip(&runs) {
        let is_own = told.events.iter().all(|it| it.user_id == person.id);
        demand(is_own, || "an event of another user".to_owned())?;
        places.extend(told.events.iter().filter_map(|it| it.sequence));
        ids.extend([told.run.to_string(), told.thread.to_string()]);
        ids.extend(
            told.tools
                .iter()
                .map(|(tool, _)| tool.execution_id.to_string()),
        );
    }
    let events: usize = runs.iter().map(|it| it.events.len()).sum();
    let wanted: usize = runs.iter().map(|it| 2 + it.tools.len()).sum();
    same("places among events", places.len(), events)?;
    same("ids of runs, threads and calls", ids.len(), wanted)?;
    Ok(format!(
        "12 of 12 users: {events} events, each its user's own; {wanted} ids, none twice"
    ))
}

pub(super) async fn throughput(platform: &Platform) -> Outcome<String> {
    let people = people(platform, 15).await?;
    let begun = platform.now();
    let runs = runs(&people).await?;
    let took = platform.now().saturating_sub(begun);
    let events: usize = runs.iter().map(|it| it.events.len()).sum();
    let rate = f64::from(u32::try_from(events)?) / took.as_secs_f64();
    demand(rate > 5.0, || format!("{rate:.1} events a second"))?;
    Ok(format!(
        "15 of 15 users: {events} events in {}, {rate:.0} a second",
        millis(took)
    ))
}

pub(super) async fn burst(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let mut live = ada.live("").await?;
    let count = live
        .welcome
        .config
        .messages_per_minute
        .saturating_sub(5)
        .min(BURST);
    let begun = platform.now();
    for number in 0..count {
        live.say(&said(number)).await?;
    }
    heard_in_order(&mut live, count).await?;
    let took = platform.now().saturating_sub(begun);
    let took = platform.timed("in", took, Duration::from_secs(5))?;
    Ok(format!(
        "{count} messages at once, {count} kept and told in order {took}"
    ))
}

pub(super) async fn ordering_under_load(platform: &Platform) -> Outcome<String> {
    let people = gather(FIFTEEN, (0..10).map(|_| platform.person())).await;
    let people: Vec<Person<'_>> = people.into_iter().collect::<Outcome<_>>()?;
    let lines = people.iter().map(async |person| -> Outcome {
        let mut live = person.live("").await?;
        for number in 0..20 {
            live.say(&said(number)).await?;
        }
        heard_in_order(&mut live, 20).await
    });
    for outcome in gather(FIFTEEN, lines).await {
        outcome?;
    }
    Ok(
        "10 users with 20 messages each at the same time: 200 of 200 heard, each user's in order"
            .to_owned(),
    )
}

fn said(number: u32) -> serde_json::Value {
    json!({"type": "user_message", "id": number.to_string(), "content": format!("number {number}")})
}

/// Demands the messages, in the order in which they were said.
async fn heard_in_order(live: &mut Live, count: u32) -> Outcome {
    let mut heard = Vec::new();
    for number in 0..count {
        let envelope = live.hear().await?;
        let Event::UserMessage(message) = &envelope.event else {
            return Err(format!("`{}` instead of number {number}", envelope.event.name()).into());
        };
        same("reply", message.reply_to.clone(), Some(number.to_string()))?;
        same("content", &message.content, &format!("number {number}"))?;
        heard.push(envelope);
    }
    ascending(&heard)
}
