//! How others are asked, and what is made of answers that are late, long or odd.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use foundation::text;
use futures_util::{StreamExt, stream};
use outbound::{AskError, ClientLimits, HttpAnswer, HttpClient};
use std::convert::Infallible;
use std::future::pending;
use std::net::Ipv4Addr;
use std::time::Duration;
use test_support::Outcome;
use tokio::net::TcpListener;
use tokio::time::Instant;
use web::{Connections, serve};

const LIMITS: ClientLimits = ClientLimits {
    connect: Duration::from_secs(1),
    total: Duration::from_secs(3),
    answer: 100,
    idle_connections: 1,
};

/// The URL of a path at a server with these routes.
async fn start(routes: Router, path: &str) -> Outcome<Uri> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener, routes, Connections::usual(), pending()));
    Ok(format!("http://{address}{path}").parse()?)
}

async fn asked(routes: Router) -> Outcome<Result<HttpAnswer, AskError>> {
    let uri = start(routes, "/").await?;
    Ok(HttpClient::new(LIMITS).get(&uri).await)
}

#[tokio::test]
async fn an_answer_of_any_status_is_one() -> Outcome {
    for status in [
        StatusCode::OK,
        StatusCode::NOT_FOUND,
        StatusCode::BAD_GATEWAY,
    ] {
        let answer = asked(Router::new().route("/", get(async move || (status, "[1]")))).await??;
        assert_eq!(
            (answer.status, answer.json::<Vec<u8>>()?),
            (status, vec![1])
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() -> Outcome {
    let elsewhere = [(header::LOCATION, "/elsewhere")];
    let routes = Router::new()
        .route(
            "/",
            get(async move || (StatusCode::FOUND, elsewhere).into_response()),
        )
        .route("/elsewhere", get(async || "there"));
    let answer = asked(routes).await??;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::FOUND, 0));
    Ok(())
}

#[tokio::test]
async fn a_long_answer_is_not_read_to_its_end() -> Outcome {
    for (length, is_read) in [(100, true), (101, false)] {
        let routes = Router::new().route("/", get(async move || "x".repeat(length)));
        let answer = asked(routes).await?;
        assert_eq!(answer.is_ok(), is_read, "{length}");
        assert!(is_read || matches!(answer, Err(AskError::TooLong(100))));
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_is_not_waited_for() -> Outcome {
    let begin = Instant::now();
    let answer = asked(Router::new().route("/", get(pending::<StatusCode>))).await?;
    assert!(matches!(answer, Err(AskError::TimedOut(_))));
    assert_eq!(begin.elapsed().as_secs(), 3);
    Ok(())
}

#[tokio::test]
async fn nobody_there_is_told_as_such() -> Outcome {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let uri = format!("http://{}/", listener.local_addr()?).parse()?;
    drop(listener);
    let answer = HttpClient::new(LIMITS).get(&uri).await;
    assert!(matches!(answer, Err(AskError::Connection(_))), "{answer:?}");
    Ok(())
}

#[tokio::test]
async fn an_odd_answer_is_told_by_its_place_and_not_repeated() -> Outcome {
    let routes = Router::new().route("/", get(async || "{\n \"token\": hunter2}"));
    let error = asked(routes)
        .await??
        .json::<Vec<u8>>()
        .err()
        .ok_or("read")?;
    assert!(
        matches!(error, AskError::Form { line: 1 | 2, .. }),
        "{error:?}"
    );
    assert!(!format!("{error} {error:?}").contains("hunter2"));
    Ok(())
}

#[tokio::test]
async fn a_question_of_ones_own_has_its_method_headers_and_body_and_headers_are_answered() -> Outcome
{
    let echo = put(async |headers: HeaderMap, body: String| {
        let language = headers.get(header::ACCEPT_LANGUAGE).cloned();
        (language.map(|it| [(header::CONTENT_LANGUAGE, it)]), body)
    });
    let uri = start(Router::new().route("/", echo), "/").await?;
    let client = HttpClient::new(LIMITS);
    let question = || {
        let question = Request::put(&uri).header(header::ACCEPT_LANGUAGE, "de");
        question.body(b"Gr\xc3\xbc\xc3\x9fe".to_vec())
    };
    let answer = client.ask(question()?).await?;
    assert_eq!(text::decode(&answer.body)?, "Grüße");
    assert_eq!(answer.headers[header::CONTENT_LANGUAGE], "de");
    let stream = client.ask_streaming(question()?).await?;
    assert_eq!(stream.headers()[header::CONTENT_LANGUAGE], "de");
    Ok(())
}

#[tokio::test]
async fn a_form_is_escaped() -> Outcome {
    let echo = post(async |body: axum::body::Bytes| body);
    let uri = start(Router::new().route("/", echo), "/").await?;
    let fields = [("code", "a&b=c"), ("name", "Łó 1")];
    let answer = HttpClient::new(LIMITS).post_form(&uri, &fields).await?;
    assert_eq!(
        text::decode(&answer.body)?,
        "code=a%26b%3Dc&name=%C5%81%C3%B3+1"
    );
    Ok(())
}

/// The pieces of a streamed answer, up to its end or the error that ends it.
async fn pieces(routes: Router) -> Outcome<(Vec<String>, Option<AskError>)> {
    let uri = start(routes, "/").await?;
    let client = HttpClient::new(LIMITS);
    let mut stream = client.post_json_streaming(&uri, &[], &"question").await?;
    assert_eq!(stream.status(), StatusCode::OK);
    let mut pieces = Vec::new();
    loop {
        match stream.piece().await {
            Ok(Some(bytes)) => pieces.push(text::decode(&bytes)?.to_owned()),
            Ok(None) => return Ok((pieces, None)),
            Err(error) => return Ok((pieces, Some(error))),
        }
    }
}

fn streamed(texts: Vec<String>) -> Body {
    Body::from_stream(stream::iter(texts).map(Ok::<_, Infallible>))
}

#[tokio::test]
async fn pieces_are_had_as_they_come_up_to_the_limit() -> Outcome {
    let sixty = "x".repeat(60);
    let short = vec![sixty.clone(), "end".to_owned()];
    let routes = |texts: Vec<String>| Router::new().route("/", post(async || streamed(texts)));

    let (read, error) = pieces(routes(short)).await?;
    assert_eq!(
        (read.concat(), error.is_none()),
        (sixty.clone() + "end", true)
    );
    let (_, error) = pieces(routes(vec![sixty.clone(), sixty])).await?;
    assert!(matches!(error, Some(AskError::TooLong(100))), "{error:?}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_stops_is_not_waited_for() -> Outcome {
    let stops = async || {
        let begun = stream::iter(["begun"]).chain(stream::pending());
        Body::from_stream(begun.map(Ok::<_, Infallible>))
    };
    let (read, error) = pieces(Router::new().route("/", post(stops))).await?;
    assert_eq!(read, ["begun"]);
    assert!(matches!(error, Some(AskError::TimedOut(_))), "{error:?}");
    Ok(())
}
