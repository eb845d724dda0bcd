//! 020 and 021: what goes on over broken lines and restarts.

use crate::evidence::{demand, same};
use crate::{Outcome, Person, Platform, Question, Refused};
use auth_api::{Tokens, Verified};
use events::SystemNotice;
use foundation::errors::ErrorCode;
use foundation::names::routes;
use foundation::retry::within;
use http::StatusCode;
use serde_json::json;
use std::collections::HashSet;
use std::time::Duration;

pub(super) async fn connection_resilience(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    for seconds in [1, 5, 10, 30] {
        let live = within(Duration::from_secs(seconds), ada.live("")).await??;
        live.leave().await?;
    }
    let thread = ada.thread("on a bad line").await?;
    let mut live = ada.live(&format!("?thread_id={thread}")).await?;
    let connection = live.welcome.connection_id.clone();
    let mut slowest = Duration::ZERO;
    for number in 0..5 {
        let query = live.resumption();
        drop(live);
        live = ada.live(&query).await?;
        slowest = slowest.max(live.took);
        same(
            "notice",
            live.welcome.event,
            SystemNotice::ConnectionResumed,
        )?;
        same("connection", &live.welcome.connection_id, &connection)?;
        live.ping(&format!("p1-020-{number}")).await?;
    }
    live.leave().await?;
    let mut fresh = HashSet::new();
    for _ in 0..3 {
        for _ in 0..3 {
            let live = ada.live(&format!("?thread_id={thread}")).await?;
            fresh.insert(live.welcome.connection_id.clone());
            live.leave().await?;
        }
    }
    demand(fresh.len() == 9, || {
        format!("{} ids of 9 connections", fresh.len())
    })?;
    let slowest = platform.timed("slowest", slowest, Duration::from_secs(3))?;
    Ok(format!(
        "4 of 4 within 1, 5, 10 and 30 s; 5 of 5 had back under their id, {slowest}; 9 of 9 new ones"
    ))
}

pub(super) async fn session_persistence(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let session = ada
        .tokens
        .session_id
        .clone()
        .ok_or("a login without session")?;
    for _ in 0..3 {
        same(
            "session",
            verified(platform, ada.token()).await?.session_id,
            Some(session.clone()),
        )?;
    }
    let restarted = platform.restart().await?;
    let verified_again = verified(platform, ada.token()).await?;
    same("session", verified_again.session_id, Some(session.clone()))?;
    same("user", &verified_again.user_id, &ada.id)?;
    ada.get(routes::THREADS).await?.expect(StatusCode::OK)?;

    let asked = json!({"refresh_token": ada.tokens.refresh_token.expose()});
    let refreshed = platform.ask_auth(Question::post(routes::AUTH_REFRESH, &asked));
    let refreshed: Tokens = refreshed.await?.read(StatusCode::OK)?;
    same("session", refreshed.session_id.clone(), Some(session))?;
    let other = Person::log_in(platform, &ada.credentials).await?;
    let is_new = other.session_id != refreshed.session_id;
    demand(is_new, || "two logins have one session".to_owned())?;

    let token = refreshed.access_token.expose();
    let logout = Question::post(routes::AUTH_LOGOUT, &json!({})).bearer(token);
    let logout = platform.ask_auth(logout).await?;
    logout.expect(StatusCode::NO_CONTENT)?;
    for token in [token, ada.token()] {
        let list = Question::get(routes::THREADS).bearer(token);
        platform
            .ask(list)
            .await?
            .refusal(ErrorCode::Unauthenticated)?;
        let bearer = [("authorization", format!("Bearer {token}"))];
        let live = crate::Live::open(platform, "", &bearer).await?;
        same("a connection", live.err(), Some(Refused(401)))?;
    }
    verified(platform, other.access_token.expose()).await?;
    Ok(format!(
        "one session id over 4 questions and a refresh, {}; logout ends it and no other",
        restarted.told()
    ))
}

async fn verified(platform: &Platform, token: &str) -> Outcome<Verified> {
    let question = Question::get(routes::AUTH_VERIFY).bearer(token);
    platform.ask_auth(question).await?.read(StatusCode::OK)
}
