//! The chat page as it is delivered. What it does in a browser is tried end to end.

mod world;

use test_support::{Outcome, Question, ask};
use world::World;

#[tokio::test]
async fn everything_that_the_page_asks_for_is_a_route() -> Outcome {
    let world = World::start().await?;
    let get = |path: &'static str| ask(world.backend.address, Question::get(path));
    let page = get("/").await?;
    let script = get("/chat.js").await?;
    let style = get("/chat.css").await?;
    for (answer, media) in [
        (&page, "text/html"),
        (&script, "text/javascript"),
        (&style, "text/css"),
    ] {
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
    let text = foundation::text::decode(&script.body)?;
    let asked: Vec<&str> = text
        .split(['"', '`', '?'])
        .filter(|it| it.starts_with("/api/"))
        .collect();
    assert!(asked.len() > 5, "{asked:?}");
    for path in asked {
        let path = path.replace("${encodeURIComponent(id)}", "{id}");
        assert!(known(&path), "{path}");
    }
    // What the policy keeps from running is not there to begin with.
    let text = foundation::text::decode(&page.body)?;
    assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick"));
    Ok(())
}
