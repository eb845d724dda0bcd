//! 001 to 004: live connections.

use crate::evidence::{demand, same};
use crate::live::reply_to;
use crate::{Live, Outcome, Person, Platform, Question, Refused, filled};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use events::{Event, SystemNotice};
use foundation::errors::ErrorCode;
use foundation::names::{routes, services, tokens};
use foundation::retry::gather;
use http::StatusCode;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::time::Duration;

const FIVE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(4);

pub(super) async fn websocket_connection(platform: &Platform) -> Outcome<String> {
    let health = platform.ask(Question::get(routes::HEALTH)).await?.json()?;
    same("status", &health["status"], "healthy")?;
    same("service", &health["service"], services::BACKEND)?;
    let stranger = Live::open(platform, "", &[]).await?;
    same("a stranger", stranger.err(), Some(Refused(401)))?;

    let ada = platform.person().await?;
    let mut live = ada.live("").await?;
    let event = live.welcome.event;
    same("welcome", event, SystemNotice::ConnectionEstablished)?;
    let welcome = platform.timed("welcome after", live.took, Duration::from_secs(1))?;
    let pong = live.ping("p1-001").await?;
    let pong = platform.timed("pong after", pong, Duration::from_secs(20))?;
    live.leave().await?;
    Ok(format!(
        "healthy, stranger refused with 401, {welcome}, {pong}"
    ))
}

pub(super) async fn websocket_authentication(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let live = ada.live("").await?;
    same("agreed without an offer", live.agreed.as_deref(), None)?;
    let encoded = URL_SAFE_NO_PAD.encode(ada.token());
    let (name, prefix) = (tokens::JWT_SUBPROTOCOL, tokens::JWT_SUBPROTOCOL_PREFIX);
    let offer = (
        "sec-websocket-protocol",
        format!("{name}, {prefix}{encoded}"),
    );
    let browser = Live::open(platform, "", &[offer]).await?;
    let browser = browser.map_err(|Refused(status)| format!("a browser: {status}"))?;
    same(
        "agreed with a browser",
        browser.agreed.as_deref(),
        Some(name),
    )?;

    let in_query = Live::open(platform, &format!("?token={}", ada.token()), &[]).await?;
    same("a token in the query", in_query.err(), Some(Refused(401)))?;
    let forged = forged(ada.token())?;
    for (how, token) in &forged {
        refused(platform, how, token).await?;
    }
    let expired = match platform.stack().tokens(&ada)? {
        Some([good, expired]) => {
            let asked = Question::get(routes::THREADS).bearer(good.expose());
            platform.ask(asked).await?.expect(StatusCode::OK)?;
            refused(platform, "expired", expired.expose()).await?;
            "expired refused"
        }
        None => "expired not tried: the key is not ours",
    };
    let leaver = platform.person().await?;
    let logout = Question::post(routes::AUTH_LOGOUT, &json!({})).bearer(leaver.token());
    let logout = platform.ask_auth(logout).await?;
    logout.expect(StatusCode::NO_CONTENT)?;
    refused(platform, "logged out", leaver.token()).await?;
    let forged: Vec<&str> = forged.iter().map(|(how, _)| *how).collect();
    Ok(format!(
        "header and subprotocol accepted; query, {}, logged out refused with 401; {expired}",
        forged.join(", ")
    ))
}

/// Tokens that somebody made of one that counts.
fn forged(token: &str) -> Outcome<Vec<(&'static str, String)>> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        return Err("a token has three parts".into());
    };
    let mut told: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims)?)?;
    told["permissions"] = json!(["read", "write", "chat", "admin"]);
    let claims_of_others = URL_SAFE_NO_PAD.encode(told.to_string());
    let algorithm = |name: &str| {
        let header = json!({"alg": name, "typ": "JWT"}).to_string();
        URL_SAFE_NO_PAD.encode(header)
    };
    let mut bytes = URL_SAFE_NO_PAD.decode(signature)?;
    let first = bytes.first_mut().ok_or("an empty signature")?;
    *first ^= 1;
    let turned = URL_SAFE_NO_PAD.encode(bytes);
    Ok(vec![
        (
            "tampered claims",
            format!("{header}.{claims_of_others}.{signature}"),
        ),
        ("tampered signature", format!("{header}.{claims}.{turned}")),
        ("algorithm none", format!("{}.{claims}.", algorithm("none"))),
        (
            "algorithm HS512",
            format!("{}.{claims}.{signature}", algorithm("HS512")),
        ),
        (
            "algorithm RS256",
            format!("{}.{claims}.{signature}", algorithm("RS256")),
        ),
    ])
}

/// Demands that the token opens neither a connection nor a list.
async fn refused(platform: &Platform, how: &str, token: &str) -> Outcome {
    let bearer = [("authorization", format!("Bearer {token}"))];
    let live = Live::open(platform, "", &bearer).await?;
    same(how, live.err(), Some(Refused(401)))?;
    let list = Question::get(routes::THREADS).bearer(token);
    platform
        .ask(list)
        .await?
        .refusal(ErrorCode::Unauthenticated)?;
    Ok(())
}

pub(super) async fn websocket_message_send(platform: &Platform) -> Outcome<String> {
    let ada = platform.person().await?;
    let mut live = ada.live("").await?;
    let ids = ["p1-003-a", "p1-003-b", "p1-003-c"];
    let begun = platform.now();
    for id in ids {
        let said = json!({"type": "user_message", "id": id, "content": format!("says {id}")});
        live.say(&said).await?;
    }
    for id in ids {
        let told = live.hear().await?;
        same("reply", reply_to(&told.event), Some(id))?;
        let Event::UserMessage(message) = told.event else {
            return Err(format!("`{}` in reply to a message", told.event.name()).into());
        };
        let kept = ada.get(filled(routes::MESSAGE, &message.message_id));
        let kept = kept.await?.json()?;
        same("kept", &kept["content"], format!("says {id}").as_str())?;
        same("told", message.content, format!("says {id}"))?;
    }
    let took = platform.now().saturating_sub(begun);
    let took = platform.timed("3 of 3 after", took, Duration::from_secs(10))?;
    Ok(format!("replies correlate by id, contents kept; {took}"))
}

pub(super) async fn websocket_concurrent_connections(platform: &Platform) -> Outcome<String> {
    // Two users: in production one has three connections at most.
    let (ada, bob) = (platform.person().await?, platform.person().await?);
    let begun = platform.now();
    let pings = (0..5).map(|number| pinged(if number < 3 { &ada } else { &bob }, number));
    let mut connections = HashSet::new();
    for outcome in gather(FIVE, pings).await {
        let live = outcome?;
        connections.insert(live.welcome.connection_id.clone());
    }
    demand(connections.len() == 5, || format!("{connections:?}"))?;
    let took = platform.now().saturating_sub(begun);
    Ok(format!(
        "5 of 5 at once, 5 ids, each ping answered, in {}",
        crate::platform::millis(took)
    ))
}

async fn pinged(person: &Person<'_>, number: u32) -> Outcome<Live> {
    let mut live = person.live("").await?;
    live.ping(&format!("p1-004-{number}")).await?;
    Ok(live)
}
