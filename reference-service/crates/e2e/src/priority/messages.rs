//! 012 to 015 and 024: threads and what is said in them.

use crate::evidence::{demand, same};
use crate::shown::{ShownMessage, ShownMessages, ShownThread, ShownThreads};
use crate::{Outcome, Person, Platform, Question, filled};
use events::Event;
use foundation::errors::ErrorCode;
use foundation::ids::ThreadId;
use foundation::names::routes;
use foundation::retry::gather;
use http::{Method, StatusCode};
use serde_json::json;
use std::num::NonZeroUsize;

const TEN: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9);

pub(super) async fn message_persistence(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let thread = ada.thread("what is kept").await?;
    let path = filled(routes::THREAD_MESSAGES, &thread);
    let said = [
        "plain",
        "Grüße, 日本, مرحبا, 🦀",
        "two\nlines",
        "{\"json\": \"'; DROP TABLE messages\"}",
        "this is only a test",
    ];
    let mut kept = Vec::new();
    for (number, content) in said.iter().enumerate() {
        let asked = json!({"content": content, "metadata": {"number": number}});
        let answer = ada.post(path.clone(), &asked).await?;
        kept.push(answer.read::<ShownMessage>(StatusCode::CREATED)?);
    }
    let restarted = platform.restart().await?;
    let history = ada.history(&thread).await?;
    same("history", &history.messages, &kept)?;
    same("contents", history.contents(), said)?;
    for message in &kept {
        let shown = ada.get(filled(routes::MESSAGE, &message.id)).await?;
        same(
            "message",
            &shown.read::<ShownMessage>(StatusCode::OK)?,
            message,
        )?;
    }
    let newest = ada.get(format!("{}?limit=1", routes::MESSAGES)).await?;
    let newest: ShownMessages = newest.read(StatusCode::OK)?;
    same("newest", newest.messages.first(), kept.last())?;
    let sequences = ada.say(&thread, "afterwards").await?.sequence;
    same("sequence goes on", sequences, said.len() as u64 + 1)?;
    Ok(format!(
        "{} messages identical in id, order, text and metadata, {}",
        kept.len(),
        restarted.told()
    ))
}

pub(super) async fn thread_creation(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let made = ada.post(routes::THREADS, json!({})).await?;
    let unnamed: ShownThread = made.read(StatusCode::CREATED)?;
    let named = ada.thread("  Named  ").await?;
    let path = filled(routes::THREAD, &named);
    let shown: ShownThread = ada.get(path.clone()).await?.read(StatusCode::OK)?;
    same("title", shown.title.as_str(), "Named")?;
    let list: ShownThreads = ada.get(routes::THREADS).await?.read(StatusCode::OK)?;
    let ids: Vec<&ThreadId> = list.threads.iter().map(|it| &it.id).collect();
    same("threads", ids, vec![&named, &unnamed.id])?;
    same("total", list.total, 2_u64)?;

    ada.say(&unnamed.id, "What does it cost?\nPer week, I mean.")
        .await?;
    let title = filled(routes::THREAD_TITLE, &unnamed.id);
    let titled: ShownThread = ada.post(title, json!({})).await?.read(StatusCode::OK)?;
    same("made title", titled.title.as_str(), "What does it cost?")?;
    let renamed = json!({"title": "Renamed"}).to_string();
    let renamed = Question::sending(Method::PATCH, path.clone(), renamed);
    let renamed: ShownThread = ada.ask(renamed).await?.read(StatusCode::OK)?;
    same("renamed", renamed.title.as_str(), "Renamed")?;
    let removed = Question::of(Method::DELETE, path.clone());
    let removed = ada.ask(removed).await?;
    removed.expect(StatusCode::NO_CONTENT)?;
    ada.get(path).await?.refusal(ErrorCode::NotFound)?;
    Ok(
        "2 threads made with 201 and id, listed, titled by their message, renamed, deleted"
            .to_owned(),
    )
}

pub(super) async fn thread_switching(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let (first, second) = (ada.thread("first").await?, ada.thread("second").await?);
    let mut live = ada.live(&format!("?thread_id={first}")).await?;
    let switch = json!({"type": "thread_update", "id": "p1-014", "thread_id": second});
    let Event::ThreadUpdate(switched) = live.ask(&switch).await?.event else {
        return Err("no answer to the switch".into());
    };
    same("thread", &switched.thread_id, &second)?;
    ada.say(&first, "in the thread that was left").await?;
    let kept = ada.say(&second, "in the thread that was entered").await?;
    let Event::UserMessage(heard) = live.hear().await?.event else {
        return Err("something else than the message".into());
    };
    same(
        "heard",
        (&heard.message_id, &heard.thread_id),
        (&kept.id, &second),
    )?;

    let unknown = "thread_1_2_0000000a";
    let lost = json!({"type": "thread_update", "id": "p1-014-x", "thread_id": unknown});
    let Event::Error(error) = live.ask(&lost).await?.event else {
        return Err("an unknown thread was entered".into());
    };
    same("unknown thread", error.error.code, ErrorCode::NotFound)?;
    let said = json!({"type": "user_message", "id": "p1-014-y", "content": "still here"});
    let Event::UserMessage(heard) = live.ask(&said).await?.event else {
        return Err("no answer to a message".into());
    };
    same("still in", &heard.thread_id, &second)?;
    let path = filled(routes::THREAD_MESSAGES, unknown);
    ada.get(path).await?.refusal(ErrorCode::NotFound)?;
    same(
        "kept",
        ada.history(&second).await?.contents().len(),
        2_usize,
    )?;
    Ok("switched on a live socket: heard the new thread and not the old; unknown thread refused, socket goes on".to_owned())
}

pub(super) async fn thread_history(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let thread = ada.thread("25 messages").await?;
    for number in 1..=25 {
        ada.say(&thread, &format!("number {number}")).await?;
    }
    let path = filled(routes::THREAD_MESSAGES, &thread);
    for (query, numbers, has_more) in [
        ("page=1&limit=10", 1..11, true),
        ("page=2&limit=10", 11..21, true),
        ("page=3&limit=10", 21..26, false),
        ("page=4&limit=10", 26..26, false),
        ("page=5&limit=5", 21..26, false),
        ("offset=5&limit=3", 6..9, true),
    ] {
        let page: ShownMessages = ada
            .get(format!("{path}?{query}"))
            .await?
            .read(StatusCode::OK)?;
        let contents: Vec<String> = numbers.clone().map(|it| format!("number {it}")).collect();
        same(query, page.contents(), contents)?;
        same(query, page.sequences(), numbers.collect::<Vec<u64>>())?;
        same(query, (page.total, page.has_more), (25, has_more))?;
        same(query, page.pages, 25_u64.div_ceil(page.limit))?;
        demand(page.offset <= 30, || format!("offset {}", page.offset))?;
    }
    for query in [
        "limit=0",
        "limit=101",
        "page=0",
        "page=1&offset=1",
        "size=1",
    ] {
        let answer = ada.get(format!("{path}?{query}")).await?;
        answer.refusal(ErrorCode::InvalidInput)?;
    }
    Ok(
        "6 pages of 25 messages have exactly what belongs on them; 5 senseless pages refused"
            .to_owned(),
    )
}

pub(super) async fn message_ordering(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let thread = ada.thread("in order").await?;
    let mut live = ada.live(&format!("?thread_id={thread}")).await?;
    let mut kept = Vec::new();
    for number in 0..5 {
        let content = format!("number {number}");
        kept.push(if number % 2 == 0 {
            ada.say(&thread, &content).await?
        } else {
            let asked = json!({"thread_id": thread, "content": content});
            let answer = ada.post(routes::MESSAGES, &asked).await?;
            answer.read(StatusCode::CREATED)?
        });
    }
    let at_once = gather(TEN, (0..10).map(|it| said_at_once(&ada, &thread, it))).await;
    for outcome in at_once {
        outcome?;
    }
    let history = ada.history(&thread).await?;
    same(
        "sequence",
        history.sequences(),
        (1..=15).collect::<Vec<u64>>(),
    )?;
    same("the first five", &history.messages[..5], &kept[..])?;
    let times: Vec<u64> = history.messages.iter().map(|it| it.created_at).collect();
    demand(times.is_sorted(), || format!("times {times:?}"))?;

    let mut last = 0;
    for message in &kept {
        let told = live.hear().await?;
        let sequence = told.sequence.ok_or("a message without a place")?;
        demand(sequence > last, || format!("{sequence} after {last}"))?;
        last = sequence;
        let Event::UserMessage(heard) = told.event else {
            return Err(format!("`{}`, not a message", told.event.name()).into());
        };
        same("heard", &heard.message_id, &message.id)?;
    }
    Ok("5 messages over 2 routes and 10 at once: sequence 1 to 15 without gap or double, times ascend, heard in order".to_owned())
}

async fn said_at_once(person: &Person<'_>, thread: &ThreadId, number: u32) -> Outcome {
    let content = format!("at once {number}");
    let kept = person.say(thread, &content).await?;
    same("author", kept.author.as_str(), "user")?;
    same("thread", &kept.thread_id, thread)
}
