//! Tools, called by users themselves and over the Model Context Protocol.

mod world;

use foundation::environment::Environment;
use foundation::errors::ErrorCode;
use foundation::names::{events as names, routes, variables};
use mcp::McpServerSettings;
use serde_json::{Value, json};
use test_support::Outcome;
use world::World;
use world::frames::Reading;

const COSTS: &str = "usage_costs";

#[tokio::test]
async fn a_tool_is_listed_called_and_told() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    world.books(&ada).await?;
    let list = world.get(&ada, routes::TOOLS).await?.json()?;
    let tools = list["tools"].as_array().ok_or("no tools")?;
    let known: Vec<&Value> = tools.iter().map(|tool| &tool["name"]).collect();
    assert_eq!(known, ["model_prices", "model_reliability", COSTS]);
    assert_eq!(tools[2]["parameters"]["additionalProperties"], json!(false));

    let mut all = Reading::events(&world, &ada).await?;
    let asked = json!({"tool": COSTS, "arguments": {"days": 7}});
    let done = world.post(&ada, routes::TOOLS_EXECUTE, &asked).await?;
    let done = done.json()?;
    assert_eq!(
        (&done["success"], &done["result"][0]["cost"]),
        (&json!(true), &json!(2_000_000))
    );
    let executing = all.next(names::TOOL_EXECUTING).await?;
    assert_eq!(executing["data"]["execution_id"], done["execution_id"]);
    assert_eq!(executing["data"]["parameters"], json!({"days": 7}));
    let completed = all.next(names::TOOL_COMPLETED).await?;
    assert_eq!(completed["data"], done);

    let failing = json!({"tool": COSTS, "arguments": {"days": 0}});
    let failed = world.post(&ada, routes::TOOLS_EXECUTE, &failing).await?;
    let failed = failed.json()?;
    assert_eq!(
        (&failed["success"], &failed["result"]["error"]["code"]),
        (&json!(false), &json!("invalid_input"))
    );
    let figures = world.backend.managers.figures();
    assert_eq!(figures.created, 0, "no thread has anything to do with it");
    assert_eq!(world.sandbox.database.open_scopes(), 0);
    Ok(())
}

#[tokio::test]
async fn a_tool_that_is_not_there_or_not_allowed_is_not_called() -> Outcome {
    let world = World::start().await?;
    world.person("ada@example.org").await?;
    let rights = "UPDATE users SET permissions = 'chat'";
    let sandbox = world.auth.sandbox.as_ref().ok_or("no database")?;
    let bob = world.person("bob@example.org").await?;
    for (path, asked) in [
        (routes::TOOLS_EXECUTE, json!({"tool": "none"})),
        (
            routes::MCP_TOOLS_CALL,
            json!({"server": "platform", "tool": "none"}),
        ),
        (
            routes::MCP_TOOLS_CALL,
            json!({"server": "none", "tool": COSTS}),
        ),
    ] {
        let error = world.post(&bob, path, &asked).await?.error()?;
        assert_eq!(error.code, ErrorCode::NotFound, "{asked}");
    }
    for asked in [json!({}), json!({"tool": COSTS, "arguments": []})] {
        let error = world.post(&bob, routes::TOOLS_EXECUTE, &asked).await?;
        assert_eq!(error.error()?.code, ErrorCode::InvalidInput);
    }
    sandbox.database.tamper(rights).await?;
    let ada = world.again("ada@example.org").await?;
    let asked = json!({"tool": COSTS, "arguments": {"days": 1}});
    let error = world.post(&ada, routes::TOOLS_EXECUTE, &asked).await?;
    assert_eq!(error.error()?.code, ErrorCode::Forbidden);
    Ok(())
}

#[tokio::test]
async fn our_server_offers_the_same_tools_in_its_protocol() -> Outcome {
    let world = World::start().await?;
    let ada = world.person("ada@example.org").await?;
    world.books(&ada).await?;
    let servers = world.get(&ada, routes::MCP_SERVERS).await?.json()?;
    let platform =
        json!({"name": "platform", "transport": "in_process", "status": "ready", "tools": 3});
    assert_eq!(servers, json!({"servers": [platform]}));
    let status = world.get(&ada, routes::MCP_STATUS).await?.json()?;
    let healthy = json!({"status": "healthy", "servers": 1, "ready": 1});
    assert_eq!(status, healthy);
    let config = world.get(&ada, routes::MCP_CONFIG).await?.json()?;
    assert_eq!(config["servers"][0]["name"], "platform");

    let offered = world.get(&ada, routes::MCP_TOOLS).await?.json()?;
    let listed = world.get(&ada, routes::TOOLS).await?.json()?;
    for (offered, listed) in [(&offered["tools"][2], &listed["tools"][2])] {
        assert_eq!(offered["server"], "platform");
        for field in ["name", "description", "parameters"] {
            assert_eq!(offered[field], listed[field]);
        }
    }
    let call =
        |days: u32| json!({"server": "platform", "tool": COSTS, "arguments": {"days": days}});
    let reply = world.post(&ada, routes::MCP_TOOLS_CALL, &call(7)).await?;
    let reply = reply.json()?;
    assert_eq!(reply["is_error"], false);
    assert_eq!(reply["structured"]["answer"][0]["cost"], 2_000_000);
    assert_eq!(reply["content"][0]["type"], "text");
    let failed = world.post(&ada, routes::MCP_TOOLS_CALL, &call(0)).await?;
    assert_eq!(failed.json()?["is_error"], true);
    assert_eq!(world.sandbox.database.open_scopes(), 0);
    Ok(())
}

/// A server of one tool, named twice, which says what it was told at its start and what it sees of our environment.
const SERVER: &str = r#"
    while read -r question; do
        id=${question#*\"id\":}
        id=${id%%[,\}]*}
        case $question in
            *'"initialize"'*) result='{"protocolVersion":"2025-06-18","serverInfo":{"name":"shell","version":"1"}}' ;;
            *'"ping"'*) result='{}' ;;
            *'"tools/list"'*) result='{"tools":[{"name":"greet","description":"greets","inputSchema":{"type":"object"}},{"name":"greet","inputSchema":{}}]}' ;;
            *'"tools/call"'*) result="{\"content\":[],\"structuredContent\":{\"said\":\"$GREETING from ${HOME-nowhere}\"}}" ;;
            *) continue ;;
        esac
        echo "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":$result}"
    done
"#;

#[tokio::test]
async fn the_tools_of_configured_servers_are_there_for_who_has_the_permission() -> Outcome {
    let shell = json!({"command": "sh", "args": ["-c", SERVER], "variables": ["GREETING"]});
    let mut guarded = shell.clone();
    guarded["permission"] = json!("admin");
    let gone = json!({"url": "http://127.0.0.1:1/mcp"});
    let servers = json!({"greeter": shell, "guarded": guarded, "gone": gone}).to_string();
    let environment = Environment::from_iter([
        (variables::MCP_SERVERS, servers.as_str()),
        ("GREETING", "hello"),
    ]);
    let servers = McpServerSettings::read(&environment).map_err(|it| format!("{it:?}"))?;
    let world = World::with(|settings| settings.tool_servers = servers).await?;
    let ada = world.person("ada@example.org").await?;

    let mut all = Reading::events(&world, &ada).await?;
    let asked = json!({"tool": "greeter.greet"});
    let done = world.post(&ada, routes::TOOLS_EXECUTE, &asked).await?;
    let said = json!({"said": "hello from nowhere"});
    assert_eq!(done.json()?["result"], said);
    let executing = all.next(names::TOOL_EXECUTING).await?;
    assert_eq!(executing["data"]["tool_purpose"], "greets");

    let call = |server: &str| json!({"server": server, "tool": "greet"});
    let over_mcp = call("greeter");
    let reply = world.post(&ada, routes::MCP_TOOLS_CALL, &over_mcp).await?;
    assert_eq!(reply.json()?["structured"]["answer"], said);
    for (path, asked, code) in [
        (
            routes::TOOLS_EXECUTE,
            json!({"tool": "guarded.greet"}),
            ErrorCode::Forbidden,
        ),
        (routes::MCP_TOOLS_CALL, call("guarded"), ErrorCode::NotFound),
        (routes::MCP_TOOLS_CALL, call("gone"), ErrorCode::NotFound),
    ] {
        let error = world.post(&ada, path, &asked).await?.error()?;
        assert_eq!(error.code, code, "{asked}");
    }

    let servers = world.get(&ada, routes::MCP_SERVERS).await?.json()?;
    let view = |name: &str, transport: &str, status: &str, tools: u32| json!({"name": name, "transport": transport, "status": status, "tools": tools});
    let expected = json!([
        view("platform", "in_process", "ready", 3),
        view("gone", "http", "unavailable", 0),
        view("greeter", "stdio", "ready", 1),
        view("guarded", "stdio", "ready", 0),
    ]);
    assert_eq!(servers["servers"], expected);
    let status = world.get(&ada, routes::MCP_STATUS).await?.json()?;
    let degraded = json!({"status": "degraded", "servers": 4, "ready": 3});
    assert_eq!(status, degraded);
    Ok(())
}
