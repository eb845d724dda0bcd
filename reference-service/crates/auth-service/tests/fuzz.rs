//! Whatever is sent to a route: an answer, never a failure of ours, and errors of the one shape.
//!
//! The requests are random but the same in every run, so that a failure can be looked at.

use foundation::names::{headers, services};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use test_support::{Answer, Outcome, Plan, Question, Random, Running, SERVICE_KEY, any_json};

/// So many requests for each route and way to ask.
const REQUESTS: usize = 60;

/// Values of any form, with those in between that the routes look for.
fn value() -> BoxedStrategy<Value> {
    any_json(prop_oneof![
        "[A-Za-z0-9_-]{0,12}\\.[A-Za-z0-9_-]{0,12}\\.[A-Za-z0-9_-]{0,12}".prop_map(Value::from),
        "[a-z]{1,5}@[a-z]{1,5}\\.[a-z]{2}".prop_map(Value::from),
        "user_[0-9]{1,20}_[0-9]{1,20}_[0-9a-f]{8}".prop_map(Value::from),
        "\\$argon2id\\$v=19\\$m=[0-9]{1,10},t=[0-9]{1,10},p=[0-9]{1,10}\\$[A-Za-z0-9+/]{0,20}\\$[A-Za-z0-9+/]{0,20}".prop_map(Value::from),
        Just(json!("admin")),
        Just(json!("correct horse")),
        Just(json!(SERVICE_KEY)),
        Just(json!(services::BACKEND)),
    ])
}

/// A body for a route: its own fields more often than not, each with any value or one that makes sense.
fn body(fields: &[String], token: &str) -> impl Strategy<Value = Value> {
    let field = |field: &String| {
        let name = field.clone();
        let value = prop_oneof![2 => sensible(field, token), 1 => value()];
        prop::option::weighted(0.9, value).prop_map(move |value| (name.clone(), value))
    };
    let object = fields.iter().map(field).collect::<Vec<_>>();
    let object = object.prop_map(|fields| {
        let given = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        Value::Object(Map::from_iter(given))
    });
    prop_oneof![4 => object, 1 => value()]
}

/// A value that the field may well have.
fn sensible(field: &str, token: &str) -> BoxedStrategy<Value> {
    match field {
        "email" => "[a-z]{1,5}@[a-z]{1,5}\\.[a-z]{2}"
            .prop_map(Value::from)
            .boxed(),
        "password" | "display_name" => "\\PC{1,40}".prop_map(Value::from).boxed(),
        "permission" => "read|write|chat|admin|root".prop_map(Value::from).boxed(),
        "everywhere" => any::<bool>().prop_map(Value::from).boxed(),
        "token" => Just(json!(token)).boxed(),
        "user_id" | "owner" => "user_[1-9]_[1-9]_[0-9a-f]{8}".prop_map(Value::from).boxed(),
        _ => value(),
    }
}

/// A route as the description has it: method, path, fields of the body, parameters of the query.
struct Route {
    method: String,
    path: String,
    fields: Vec<String>,
    parameters: Vec<String>,
    /// The statuses that the description promises.
    statuses: Vec<String>,
}

fn routes() -> Outcome<Vec<Route>> {
    let document = serde_json::to_value(auth_service::openapi())?;
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().ok_or("no paths")? {
        for (method, operation) in methods.as_object().ok_or("no methods")? {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let schema = body.as_str().and_then(|place| place.strip_prefix('#'));
            let fields =
                schema.and_then(|place| document.pointer(place)?["properties"].as_object());
            let parameters = operation["parameters"].as_array();
            let responses = operation["responses"].as_object().ok_or("no responses")?;
            routes.push(Route {
                statuses: responses.keys().cloned().collect(),
                method: method.to_uppercase(),
                path: path.clone(),
                fields: fields.map_or(Vec::new(), |fields| fields.keys().cloned().collect()),
                parameters: parameters.map_or(Vec::new(), |parameters| {
                    let names = parameters.iter().filter_map(|it| it["name"].as_str());
                    names.map(str::to_owned).collect()
                }),
            });
        }
    }
    Ok(routes)
}

/// The answer has a status that the description promises, and if it is an error, the one shape. A promise of `503` is
/// for times when the database is gone, which it is not here.
fn judge(route: &Route, answer: &Answer, asked: &str) -> Outcome {
    let status = answer.status.as_str();
    let is_promised = route.statuses.iter().any(|promised| promised == status);
    assert!(
        is_promised && !answer.status.is_server_error(),
        "{asked}: {status}"
    );
    if answer.status.is_client_error() {
        answer
            .error()
            .map_err(|error| format!("{asked}: {error}"))?;
    }
    Ok(())
}

async fn service() -> Outcome<(Running, String)> {
    let service = Plan::default().start().await?;
    let token = service
        .log_in("ada@example.org")
        .await?
        .text("access_token")?;
    Ok((service, token))
}

#[tokio::test]
async fn random_json_to_every_route_never_fails_us() -> Outcome {
    let (service, token) = service().await?;
    let mut random = Random::default();
    let routes = routes()?;
    assert!(
        routes
            .iter()
            .filter(|route| !route.fields.is_empty())
            .count()
            >= 13
    );
    let mut seen = BTreeMap::new();
    for route in &routes {
        let bodies = body(&route.fields, &token);
        for number in 0..REQUESTS {
            let json = random.next(&bodies)?;
            let question = Question {
                method: route.method.clone(),
                ..Question::post(&route.path, &json)
            };
            // Strangers, users and services in turn: behind each door there is another room.
            let question = match number % 3 {
                0 => question,
                1 => question.bearer(&token),
                _ => question
                    .with(headers::SERVICE_ID, services::BACKEND)
                    .with(headers::SERVICE_SECRET, SERVICE_KEY),
            };
            let asked = format!("{} {} {json}", route.method, route.path);
            let answer = service.ask(question).await?;
            judge(route, &answer, &asked)?;
            *seen.entry(answer.status.as_u16()).or_insert(0) += 1;
        }
    }
    // Requests come through to every kind of answer, not only to the first check.
    for status in [200, 201, 204, 400, 401, 404] {
        assert!(seen.contains_key(&status), "never {status}: {seen:?}");
    }
    Ok(())
}

#[tokio::test]
async fn random_bytes_headers_and_queries_never_fail_us() -> Outcome {
    let (service, token) = service().await?;
    let mut random = Random::default();
    let bytes = prop::collection::vec(any::<u8>(), 0..64);
    let (header, query) = ("[ -~]{0,40}", "[a-z%=&+0-9~.]{0,40}");
    for route in &routes()? {
        for _ in 0..REQUESTS / 3 {
            let body = random.next(&bytes)?;
            let authorization = random.next(&header)?;
            let query = random.next(&query)?;
            let named = route.parameters.iter().map(|name| (name, &authorization));
            let named = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(named)
                .finish();
            let question = Question {
                method: route.method.clone(),
                body: Some(body),
                ..Question::get(&format!("{}?{query}&{named}", route.path))
            };
            let question = question
                .with("content-type", "application/json")
                .with("authorization", &authorization)
                .with("cookie", &authorization)
                .with(headers::SERVICE_ID, &authorization);
            let asked = format!("{} {}?{query} {authorization}", route.method, route.path);
            judge(route, &service.ask(question).await?, &asked)?;
        }
    }
    let me = Question::get(foundation::names::routes::AUTH_ME).bearer(&token);
    assert_eq!(
        service.ask(me).await?.status,
        200,
        "and the service still works"
    );
    Ok(())
}
