//! Whatever is sent to a route: an answer, never a failure of ours, and errors of the one shape.
//!
//! The requests are random but the same in every run, so that a failure can be looked at.

mod world;

use foundation::names::routes;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use test_support::{Outcome, Question, Random, any_json};
use world::World;

/// So many requests for each route.
const REQUESTS: usize = 60;

fn value() -> BoxedStrategy<Value> {
    let ids = "thread_[0-9]{1,20}_[0-9]{1,20}_[0-9a-f]{8}";
    any_json(ids.prop_map(Value::from))
}

/// The fields of an object, and what stands in each that the route takes.
type Fields = Vec<(&'static str, BoxedStrategy<Value>)>;

/// A body that the route may well take, or anything. A field of another route would be refused as none of its own.
fn body(path: &str, thread: &str) -> impl Strategy<Value = Value> {
    prop_oneof![3 => object(fields(path, thread)), 1 => value()]
}

/// An object of these fields, some of them of another form.
fn object(fields: Fields) -> BoxedStrategy<Value> {
    let odd = |(name, right)| (name, prop_oneof![8 => right, 1 => value()].boxed());
    let (names, values): (Vec<&str>, Vec<_>) = fields.into_iter().map(odd).unzip();
    let named = move |values: Vec<Value>| {
        let names = names.iter().map(|name| (*name).to_owned());
        Value::Object(names.zip(values).collect())
    };
    values.prop_map(named).boxed()
}

fn rows(fields: Fields) -> BoxedStrategy<Value> {
    let rows = prop::collection::vec(object(fields), 1..3);
    rows.prop_map(Value::from).boxed()
}

/// The fields that the route takes, most of them of the right form.
fn fields(path: &str, thread: &str) -> Fields {
    let text = || "\\PC{1,40}".prop_map(Value::from).boxed();
    let number = || any::<u32>().prop_map(Value::from).boxed();
    let metadata = prop::collection::btree_map("\\PC{0,6}", value(), 0..3);
    let metadata = metadata.prop_map(|it| Value::Object(it.into_iter().collect()));
    let thread = Just(json!(thread)).boxed();
    let one_of = |texts: &'static [&'static str]| {
        let texts = prop::sample::select(texts);
        texts.prop_map(Value::from).boxed()
    };
    let arguments = number().prop_map(|days| json!({"days": days})).boxed();
    let tools = || one_of(&["usage_costs", "model_prices", "none"]);
    let address = || one_of(&["fuzz@example.org", "ada@example.org", "x"]);
    match path {
        routes::USAGE_CALLS => vec![(
            "calls",
            rows(vec![
                ("call_id", text()),
                ("used", any::<u64>().prop_map(Value::from).boxed()),
                ("model", text()),
                ("feature", text()),
                ("input_tokens", number()),
                ("output_tokens", number()),
                ("latency_ms", number()),
                ("failed", any::<bool>().prop_map(Value::from).boxed()),
            ]),
        )],
        routes::USAGE_PRICES => vec![(
            "prices",
            rows(vec![
                ("model", text()),
                ("input_price", number()),
                ("output_price", number()),
                ("tier", number()),
            ]),
        )],
        routes::TOOLS_EXECUTE => vec![("tool", tools()), ("arguments", arguments)],
        routes::MCP_TOOLS_CALL => vec![
            ("server", one_of(&["platform", "none"])),
            ("tool", tools()),
            ("arguments", arguments),
        ],
        routes::SESSION | routes::SESSION_REGISTER => {
            vec![("email", address()), ("password", text())]
        }
        path if path.starts_with("/api/agents") || path == routes::CHAT_STREAM => {
            vec![("message", text()), ("thread_id", thread)]
        }
        _ => vec![
            ("content", text()),
            ("title", text()),
            ("thread_id", thread),
            ("metadata", metadata.boxed()),
        ],
    }
}

#[tokio::test]
async fn random_requests_to_every_route_never_fail_us() -> Outcome {
    let world = World::start().await?;
    let mut ada = world.person("ada@example.org").await?;
    let mut random = Random::default();
    let ids =
        "[a-z]{0,8}|(thread|msg|run)_[0-9]{1,20}_[0-9]{1,20}_[0-9a-f]{8}|[A-Za-z0-9%._~-]{0,30}";
    let query = "[a-z_]{0,6}=[A-Za-z0-9%.+-]{0,12}|(page|limit|offset)=[0-9-]{0,21}|";
    let document = serde_json::to_value(backend::openapi())?;
    let (mut seen, mut asked) = (BTreeSet::new(), 0);
    for (path, methods) in document["paths"].as_object().ok_or("no paths")? {
        for (method, operation) in methods.as_object().ok_or("no methods")? {
            let promised = operation["responses"].as_object().ok_or("no responses")?;
            let is_stream = path == routes::EVENTS_STREAM;
            for number in 0..if is_stream { 0 } else { REQUESTS } {
                let thread = world.thread(&ada, "fuzzed").await?;
                let id = if number % 2 == 0 {
                    thread.clone()
                } else {
                    in_url(&random.next(&ids)?)
                };
                let body = random.next(&body(path, &thread))?;
                let query = random.next(&query)?;
                let question = Question {
                    method: method.to_uppercase(),
                    ..Question::post(&format!("{}?{query}", path.replace("{id}", &id)), &body)
                };
                let told = format!("{method} {} {body}", question.path);
                let answer = world.ask(&ada, question).await?;
                let status = answer.status.as_str().to_owned();
                // An odd id can make another path of it, which leads nowhere or elsewhere.
                let is_known = promised.contains_key(&status) || ["404", "405"].contains(&&*status);
                assert!(
                    is_known && !answer.status.is_server_error(),
                    "{told}: {status}"
                );
                if answer.status.is_client_error() {
                    answer.error().map_err(|error| format!("{told}: {error}"))?;
                }
                if path == routes::SESSION && status == "204" {
                    // The session is over.
                    ada = world.again("ada@example.org").await?;
                }
                seen.insert(status);
                asked += 1;
            }
        }
    }
    assert!(asked >= 39 * REQUESTS, "{asked}");
    for status in ["200", "201", "202", "204", "400", "404", "409"] {
        assert!(seen.contains(status), "no {status} among {seen:?}");
    }
    let threads = world.get(&ada, routes::THREADS).await?;
    assert_eq!(threads.status, 200, "and the service still works");
    Ok(())
}

/// An id that a URL can hold.
fn in_url(id: &str) -> String {
    let escaped = id.replace('%', "%25");
    if escaped.is_empty() {
        "-".to_owned()
    } else {
        escaped
    }
}
