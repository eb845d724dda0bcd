//! The chat page as it is delivered. What it does in a browser is tried end to end.

mod world;

use test_support::{Outcome, Question, ask};
use world::World;

#[tokio::test]
async fn everything_that_the_page_asks_for_is_a_route() -> Outcome {
    let world = World::start().await?;
    let get = |path: &'static str| ask(world.backend.address, Question::get(path));
    let page = get("/").await?;
    let scripts = [
        get("/chat.js").await?,
        get("/session.js").await?,
        get("/live.js").await?,
        get("/markdown.js").await?,
    ];
    let style = get("/chat.css").await?;
    let modules = scripts.iter().map(|script| (script, "text/javascript"));
    for (answer, media) in modules.chain([(&page, "text/html"), (&style, "text/css")]) {
        let header = |name: &str| {
            answer
                .headers
                .get(name)
                .and_then(|it| it.to_str().ok())
                .unwrap_or_default()
        };
        assert_eq!(answer.status, 200);
        assert!(header("content-type").starts_with(media), "{media}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
    }
    let description = serde_json::to_value(backend::openapi())?;
    let known = |path: &str| description["paths"].get(path).is_some();
    let mut text = String::new();
    for script in &scripts {
        text.push_str(foundation::text::decode(&script.body)?);
    }
    // As markup is nothing written that anybody says.
    for way in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
    ] {
        assert!(!text.contains(way), "{way}");
    }
    let asked: Vec<&str> = text
        .split(['"', '`', '?'])
        .filter(|it| it.starts_with("/api/"))
        .collect();
    assert!(asked.len() > 5, "{asked:?}");
    for path in asked {
        let (before, rest) = path.split_once("${").unwrap_or((path, ""));
        let after = rest.split_once('}').map(|(_, after)| after);
        let path = after.map_or(path.to_owned(), |after| format!("{before}{{id}}{after}"));
        assert!(known(&path), "{path}");
    }
    // What the policy keeps from running is not there to begin with.
    let text = foundation::text::decode(&page.body)?;
    assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick"));
    Ok(())
}
