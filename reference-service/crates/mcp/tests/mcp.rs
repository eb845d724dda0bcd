//! Tools over the line: within the process, over HTTP, of a process, and as tools of ours.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use foundation::clock::Clock;
use foundation::entropy::SystemEntropy;
use foundation::errors::{AppError, ErrorCode};
use foundation::identity::{Permission, Permissions};
use foundation::ids::IdGenerator;
use mcp::{
    HttpTransport, LineTransport, McpClient, McpError, McpServer, McpServerSettings, McpServers,
    PLATFORM, Program, Reach, TransportKind,
};
use serde_json::json;
use std::collections::BTreeMap;
use std::future::pending;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use storage::Access;
use test_support::{Books, Outcome, Sandbox, World};
use tokio::io::{AsyncWriteExt, DuplexStream, duplex, split};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::time::{self, Instant};
use tools::{
    OwnData, ToolDispatcher, ToolDispatchers, ToolRegistry, ToolStep, ToolUser, ToolWatcher, usage,
};
use web::{Connections, serve};

#[derive(Debug, Default)]
struct Counting(Mutex<Vec<ToolStep>>);

impl ToolWatcher for Counting {
    fn tool(&self, step: ToolStep) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(step);
    }
}

/// A dispatcher with these tools for the user of the books, and what it tells.
async fn dispatcher(
    world: &World,
    books: &Books,
    registry: ToolRegistry,
    permissions: Permissions,
) -> Outcome<(ToolDispatcher, Arc<Counting>)> {
    let clock: Arc<dyn Clock> = world.clock.clone();
    let ids = Arc::new(IdGenerator::new(clock.clone(), Arc::new(SystemEntropy)));
    let dispatchers = Arc::new(ToolDispatchers::new(registry, ids, clock));
    let context = books.context.clone();
    let data = OwnData::new(&context, books.scope(Access::Read).await?)?;
    let told = Arc::new(Counting::default());
    let user = ToolUser {
        context,
        permissions,
    };
    Ok((dispatchers.open(user, data, told.clone())?, told))
}

/// A server of the tools that look at the rows of a user who spent 2 dollars.
async fn server(world: &World, permissions: Permissions) -> Outcome<(Sandbox, Arc<McpServer>)> {
    let test = Sandbox::sqlite().await?;
    let ada = Books::open(&test, world, "ada@example.org").await?;
    ada.priced("large", 10_000_000, 2).await?;
    ada.used("large", "search", 100, 10).await?;
    let clock: Arc<dyn Clock> = world.clock.clone();
    let registry = usage::registered(ToolRegistry::default(), &clock)?;
    let (tools, _) = dispatcher(world, &ada, registry, permissions).await?;
    Ok((test, Arc::new(McpServer::new(tools))))
}

/// A line to a server within this process.
fn line_to(server: Arc<McpServer>) -> LineTransport {
    let (ours, theirs) = duplex(1024);
    tokio::spawn(async move {
        let (reader, writer) = split(theirs);
        server.serve(reader, writer).await
    });
    over(ours)
}

fn over(stream: DuplexStream) -> LineTransport {
    let (reader, writer) = split(stream);
    LineTransport::over(reader, writer)
}

/// A server behind a route, as JSON or as events.
async fn url_of(server: Arc<McpServer>, as_events: bool) -> Outcome<axum::http::Uri> {
    let answer = async move |State(server): State<Arc<McpServer>>, body: Bytes| -> Response {
        match server.reply_to(&body).await {
            None => StatusCode::ACCEPTED.into_response(),
            Some(reply) if as_events => {
                format!("event: message\ndata: {reply}\n\n").into_response()
            }
            Some(reply) => reply.to_string().into_response(),
        }
    };
    let routes = Router::new().route("/mcp", post(answer)).with_state(server);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener, routes, Connections::usual(), pending()));
    Ok(format!("http://{address}/mcp").parse()?)
}

fn settings(name: &str, reach: Reach, needs: Permission) -> McpServerSettings {
    McpServerSettings {
        name: name.to_owned(),
        reach,
        needs,
    }
}

/// Does everything that one does with a server of tools.
async fn goes_through(client: &McpClient) -> Outcome {
    assert_eq!(client.server().0, "platform-tools");
    client.ping().await?;
    let tools = client.tools().await?;
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_str()).collect();
    assert_eq!(names, ["model_prices", "model_reliability", "usage_costs"]);
    assert_eq!(tools[2].arguments["additionalProperties"], json!(false));

    let answer = client.call("usage_costs", &json!({"days": 7})).await?;
    assert_eq!(answer["answer"][0]["cost"], json!(2_000_000));
    let failed = client.call("usage_costs", &json!({"days": 0})).await;
    let Err(McpError::Tool(text)) = failed else {
        return Err(format!("{failed:?}").into());
    };
    assert_eq!(text, "`days` is 0, not within 1 to 366");
    let unknown = client.call("none", &json!({})).await;
    assert!(
        matches!(unknown, Err(McpError::Refused { code: -32_602, .. })),
        "{unknown:?}"
    );
    Ok(())
}

#[tokio::test]
async fn tools_are_listed_and_called_over_every_way() -> Outcome {
    let world = World::new();
    let (_test, server) = server(&world, Permissions::of_a_user()).await?;
    goes_through(&McpClient::connect(line_to(server.clone())).await?).await?;
    for as_events in [false, true] {
        let uri = url_of(server.clone(), as_events).await?;
        goes_through(&McpClient::connect(HttpTransport::new(uri, None)).await?).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_user_may_not_do_is_not_there() -> Outcome {
    let world = World::new();
    let (_test, server) = server(&world, Permissions::from_iter([Permission::Chat])).await?;
    let client = McpClient::connect(line_to(server)).await?;
    assert!(client.tools().await?.is_empty());
    let refused = client.call("usage_costs", &json!({"days": 7})).await;
    assert!(matches!(refused, Err(McpError::Refused { .. })));
    Ok(())
}

#[tokio::test]
async fn what_is_no_request_is_told_so_and_a_notification_has_no_reply() -> Outcome {
    let world = World::new();
    let (_test, server) = server(&world, Permissions::of_a_user()).await?;
    for (message, code) in [
        ("[]", -32_600),
        (
            "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
            -32_600,
        ),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}",
            -32_601,
        ),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
            -32_602,
        ),
    ] {
        let reply = server
            .reply_to(message.as_bytes())
            .await
            .ok_or("no reply")?;
        assert_eq!(reply["error"]["code"], json!(code), "{message}");
    }
    let notification = b"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    assert_eq!(server.reply_to(notification).await, None);
    Ok(())
}

#[tokio::test]
async fn the_tools_of_others_go_through_the_dispatcher_like_ours() -> Outcome {
    let world = World::new();
    let (test, server) = server(&world, Permissions::of_a_user()).await?;
    let servers = McpServers::connect(vec![settings(
        "books",
        Reach::Http {
            uri: url_of(server, false).await?,
            token: None,
        },
        Permission::Chat,
    )]);
    let mut registry = ToolRegistry::default();
    for tool in servers.await.tools() {
        registry = registry.with(tool)?;
    }
    let bob = Books::open(&test, &world, "bob@example.org").await?;
    let permissions = Permissions::of_a_user();
    let (tools, told) = dispatcher(&world, &bob, registry, permissions).await?;
    let answer = tools.call("books.usage_costs", json!({"days": 7})).await?;
    assert_eq!(answer["answer"][0]["model"], json!("large"));
    let failed = tools.call("books.usage_costs", json!({"days": 0})).await;
    assert_eq!(
        failed.map_err(|error| error.code()),
        Err(ErrorCode::Unavailable)
    );
    assert_eq!(
        told.0.lock().unwrap_or_else(PoisonError::into_inner).len(),
        4
    );
    Ok(())
}

#[tokio::test]
async fn servers_are_known_by_name_and_one_that_is_gone_hides_no_other() -> Outcome {
    let world = World::new();
    let (_test, server) = server(&world, Permissions::of_a_user()).await?;
    let uri = url_of(server, false).await?;
    let settings = |name: &str, reach| settings(name, reach, Permission::Write);
    let servers = McpServers::connect(vec![
        settings("gone", Reach::Process(program("/nowhere/server", &[]))),
        settings("here", Reach::Http { uri, token: None }),
    ])
    .await;
    let standings = servers.standings().await;
    let told: Vec<_> = standings
        .iter()
        .map(|it| (it.name.as_str(), it.transport, it.is_ready))
        .collect();
    let expected = [
        ("gone", TransportKind::Stdio, false),
        ("here", TransportKind::Http, true),
    ];
    assert_eq!(told, expected);
    let tools = servers.tools();
    let tools: Vec<_> = tools.iter().map(|it| it.description()).collect();
    let costs = tools.last().ok_or("no tools")?;
    assert_eq!((tools.len(), costs.name.as_str()), (3, "here.usage_costs"));
    assert_eq!(costs.needs, Permission::Write);
    assert_eq!(servers.owner(&costs.name), ("here", "usage_costs"));
    assert_eq!(
        servers.owner("there.usage_costs"),
        (PLATFORM, "there.usage_costs")
    );
    Ok(())
}

/// A program that sees nothing of our environment.
fn program(command: &str, arguments: &[&str]) -> Program {
    Program {
        command: command.to_owned(),
        arguments: arguments.iter().map(|it| (*it).to_owned()).collect(),
        variables: BTreeMap::new(),
    }
}

#[tokio::test]
async fn a_process_is_asked_over_its_standard_streams() -> Outcome {
    let script = r#"read question
        echo '{"jsonrpc":"2.0","method":"notifications/message","params":{}}'
        echo '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","serverInfo":{"name":"shell","version":"1"}}}'
        read notification; read question
        case "$question" in *'"method":"ping"'*) echo '{"jsonrpc":"2.0","id":1,"result":{}}';; esac"#;
    let shell = program("sh", &["-c", script]);
    let client = McpClient::connect(LineTransport::of_process(&shell)?).await?;
    assert_eq!(client.server(), ("shell", "1"));
    client.ping().await?;
    let ended = client.ping().await;
    assert!(
        matches!(ended, Err(McpError::Closed | McpError::Io(_))),
        "{ended:?}"
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_or_nonsense_is_told_as_such() -> Outcome {
    let begin = Instant::now();
    let (ours, silent) = duplex(1024);
    let late = McpClient::connect(over(ours))
        .await
        .err()
        .ok_or("connected")?;
    assert_eq!(AppError::from(late).code(), ErrorCode::TimedOut);
    assert_eq!(begin.elapsed(), time::Duration::from_secs(10));
    drop(silent);

    for (said, expected) in [
        (&b"hunter2\n"[..], McpError::Form),
        (b"{\"id\":0,\"result\":{}}\n", McpError::Form),
        (b"{\"id\":0}\n", McpError::Form),
        (b"", McpError::Closed),
    ] {
        let (ours, mut theirs) = duplex(1024);
        theirs.write_all(said).await?;
        theirs.shutdown().await?;
        let error = McpClient::connect(over(ours))
            .await
            .err()
            .ok_or("connected")?;
        assert_eq!(error.to_string(), expected.to_string());
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    Ok(())
}

/// A process that has one tool, answers one call, and ends.
const ONE_CALL: &str = r#"answer() { echo "{\"jsonrpc\":\"2.0\",\"id\":$1,\"result\":$2}"; }
    read question; answer 0 '{"protocolVersion":"2025-06-18","serverInfo":{"name":"shell","version":"1"}}'
    read notification; read question; answer 1 '{"tools":[{"name":"once","inputSchema":{}}]}'
    read question; answer 2 '{"structuredContent":{"said":"here"}}'"#;

#[tokio::test]
async fn a_server_that_ends_is_there_again_with_its_tools() -> Outcome {
    let world = World::new();
    let (test, _server) = server(&world, Permissions::of_a_user()).await?;
    let ada = Books::open(&test, &world, "bob@example.org").await?;
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("server");
    let reach = Reach::Process(program("sh", &[script.to_str().ok_or("path")?]));
    let servers = McpServers::connect(vec![settings("shell", reach, Permission::Chat)]).await;
    let servers = Arc::new(servers);
    assert!(servers.tools().is_empty());
    assert_eq!(servers.known().collect::<Vec<_>>(), [("shell", false)]);

    std::fs::write(&script, ONE_CALL)?;
    let (tended, back) = (servers.clone(), Arc::new(Notify::new()));
    let told = back.clone();
    tokio::spawn(async move { tended.tend(|_| told.notify_one()).await });
    for _ in 0..3 {
        back.notified().await;
        let mut registry = ToolRegistry::default();
        for tool in servers.tools() {
            registry = registry.with(tool)?;
        }
        let (tools, _) = dispatcher(&world, &ada, registry, Permissions::of_a_user()).await?;
        assert_eq!(
            tools.call("shell.once", json!({})).await?,
            json!({"said": "here"})
        );
        let gone = tools.call("shell.once", json!({})).await;
        let code = gone.map_err(|error| error.code());
        assert_eq!(code, Err(ErrorCode::Unavailable));
    }
    Ok(())
}
