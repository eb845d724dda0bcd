//! The chat page, as a person uses it. Without a browser the test says what it skips.

mod stack;

use e2e::{Outcome, Stack};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use foundation::names::events as names;
use http::Method;
use serde_json::{Value, json};
use stack::{InProcess, Store};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::{ParseError, Url};

/// The program that leads Chromium.
const DRIVER: &str = "chromedriver";

/// The screens of a desk and of a phone, in pixels.
const DESK: (u32, u32) = (1280, 800);
const PHONE: (u32, u32) = (360, 740);

/// A browser and the program that leads it. Both end with this value.
struct Browser {
    client: Client,
    _driver: Child,
}

/// Asks for what the browser has written into its console; not of the standard, but of the driver.
#[derive(Debug)]
struct Console;

impl WebDriverCompatibleCommand for Console {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

impl Browser {
    /// A browser without a window; `None` where there is none to start.
    #[expect(
        clippy::print_stderr,
        reason = "who runs the test has to know what it left out"
    )]
    async fn start((width, height): (u32, u32)) -> Outcome<Option<Self>> {
        let mut command = Command::new(DRIVER);
        let command = command
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let Ok(mut driver) = command.spawn() else {
            eprintln!("the page was not tried: there is no `{DRIVER}`");
            return Ok(None);
        };
        let told = driver.stdout.take().ok_or("the driver tells nothing")?;
        let mut lines = BufReader::new(told).lines();
        let port = loop {
            let line = lines.next_line().await?.ok_or("the driver tells no port")?;
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse::<u16>()?;
            }
        };
        let wanted = json!({
            "goog:chromeOptions": {
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                ],
                // A window cannot be as small as a phone.
                "mobileEmulation": {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1}},
            },
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let Value::Object(wanted) = wanted else {
            return Err("no object".into());
        };
        let connected =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                .capabilities(wanted)
                .connect(&format!("http://127.0.0.1:{port}"))
                .await?;
        Ok(Some(Self {
            client: connected,
            _driver: driver,
        }))
    }

    async fn element(&self, css: &str) -> Outcome<Element> {
        Ok(self.client.wait().for_element(Locator::Css(css)).await?)
    }

    async fn write(&self, css: &str, text: &str) -> Outcome {
        Ok(self.element(css).await?.send_keys(text).await?)
    }

    async fn click(&self, css: &str) -> Outcome {
        Ok(self.element(css).await?.click().await?)
    }

    /// What an expression of the page comes to.
    async fn value(&self, expression: &str) -> Outcome<Value> {
        let script = format!("return {expression}");
        Ok(self.client.execute(&script, Vec::new()).await?)
    }

    /// Waits until an expression of the page holds.
    async fn until(&self, expression: &str) -> Outcome {
        let script = format!(
            "const done = arguments[0]; const look = () => ({expression}) ? done() : setTimeout(look, 20); look();"
        );
        self.client.execute_async(&script, Vec::new()).await?;
        Ok(())
    }

    /// Makes an account and comes in.
    async fn register(&self, page: &str) -> Outcome {
        self.client.goto(page).await?;
        self.write("#email", "ada@example.org").await?;
        self.write("#password", "correct horse").await?;
        self.click("#register").await?;
        self.element("#room:not([hidden])").await?;
        Ok(())
    }

    /// Asks, and waits until the answer is whole.
    async fn ask(&self, question: &str) -> Outcome {
        let answers = "document.querySelectorAll('#history > [data-author=agent]').length";
        let before = self.value(answers).await?;
        self.write("#message", question).await?;
        self.click("#send").await?;
        self.until(&format!("{answers} > {before}")).await?;
        self.element("#events [data-type=stream_end]").await?;
        Ok(())
    }

    /// What the page says of itself.
    async fn told(&self) -> Outcome<String> {
        let told = self.value("document.getElementById('status').textContent");
        Ok(told.await?.as_str().unwrap_or_default().to_owned())
    }

    /// The texts of all that match, or an attribute of them.
    async fn all(&self, css: &str, of: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.dataset[arguments[1]] ?? it.textContent)";
        let found = self
            .client
            .execute(script, vec![json!(css), json!(of)])
            .await?;
        Ok(serde_json::from_value(found)?)
    }
}

/// Does something with a browser and both services; nothing where there is no browser.
async fn with_browser(
    screen: (u32, u32),
    walk: impl AsyncFnOnce(&Browser, &InProcess) -> Outcome,
) -> Outcome {
    let Some(browser) = Browser::start(screen).await? else {
        return Ok(());
    };
    let stack = InProcess::start(Store::Sqlite)
        .await?
        .ok_or("SQLite is there")?;
    let walked = walk(&browser, &stack).await;
    // It would outlive the test.
    browser.client.clone().close().await?;
    walked
}

#[tokio::test]
async fn somebody_registers_asks_and_sees_what_happens() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.client.goto(&stack.page()).await?;
        browser.write("#email", "ada@example.org").await?;
        browser.write("#password", "correct horse").await?;
        browser.click("#login").await?;
        browser.element("#status.wrong").await?;
        browser.click("#register").await?;
        browser.element("#room:not([hidden])").await?;

        // A place for rows that the page itself would load by its example.
        browser.click("nav summary").await?;
        browser.click("#example").await?;
        browser.click("#load").await?;
        browser
            .element("#status[data-told*='60 calls and 2 prices']")
            .await?;

        browser.ask("Where could I save money on models?").await?;
        let told = browser.all("#events li", "type").await?;
        let seen = |name: &str| told.iter().position(|it| it == name);
        let critical = [
            names::AGENT_STARTED,
            names::AGENT_THINKING,
            names::TOOL_EXECUTING,
            names::TOOL_COMPLETED,
            names::AGENT_COMPLETED,
        ];
        let places: Option<Vec<usize>> = critical.into_iter().map(seen).collect();
        assert!(places.is_some_and(|it| it.is_sorted()), "{told:?}");
        let said = browser.all("#history > li", "text").await?;
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[1].contains("small-model"), "{said:?}");
        assert_eq!(browser.all("#answer", "text").await?, [""]);

        // The session and the thread are there when the page comes again.
        browser.client.refresh().await?;
        browser.element("#history li[data-author=agent]").await?;
        assert_eq!(browser.all("#history > li", "text").await?, said);
        assert_eq!(
            browser.all("#threads .open", "text").await?,
            ["Where could I save money on models?"]
        );

        browser.click("#logout").await?;
        browser.element("#door:not([hidden])").await?;
        browser
            .element("#status[data-told='You have logged out.']")
            .await?;
        for left in ["#history li", "#threads li", "#events li"] {
            assert!(browser.all(left, "text").await?.is_empty(), "{left}");
        }
        let console = browser.client.issue_cmd(Console).await?;
        let console = console.as_array().ok_or("no console")?;
        // That the first login was refused is told there, too.
        let wrong = console.iter().filter(|entry| entry["source"] != "network");
        assert_eq!(wrong.count(), 0, "{console:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_session_outlives_its_access_token_and_ends_with_words() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.register(&stack.page()).await?;
        let kept = "JSON.parse(localStorage.getItem('session'))";
        let with = |change: &str| {
            format!(
                "localStorage.setItem('session', JSON.stringify({{...{kept}, {change}}})) ?? location.reload()"
            )
        };
        // Before the token ends a new one is there, without anybody doing anything.
        let old = browser.value(&format!("{kept}.access")).await?;
        browser
            .value(&with("renew_at: Date.now() + 1_000"))
            .await?;
        browser.until(&format!("{kept}.access != {old}")).await?;
        // One that is refused all the same is renewed on the spot.
        browser.value(&with("access: 'x'")).await?;
        browser
            .until(&format!("{kept}.access != 'x' && !document.getElementById('room').hidden"))
            .await?;
        browser.ask("What did I spend?").await?;
        // If that is refused, too, there are words and the door.
        browser
            .value(&with("renew_at: 0, refresh: 'x'"))
            .await?;
        browser.element("#door:not([hidden])").await?;
        browser
            .element("#status[data-told*='session has ended']")
            .await?;
        assert_eq!(browser.value(kept).await?, Value::Null);
        assert!(browser.all("#history li", "text").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_line_that_broke_comes_back_by_itself() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.register(&stack.page()).await?;
        browser.ask("What did I spend?").await?;
        // All that the page says, to be looked through afterwards.
        browser
            .value(
                "window.told = [], new MutationObserver(() => told.push(document.getElementById('status').textContent))\
                 .observe(document.getElementById('status'), {childList: true})",
            )
            .await?;
        let dialled = "window.dialled = [], window.WebSocket = class extends WebSocket {\
            constructor(...given) { super(...given); dialled.push(this.url) } }, null";
        browser.value(dialled).await?;
        stack.restart().await?;
        browser
            .until("told.some((it) => it.startsWith('Connected again'))")
            .await?;
        let told = browser.value("told").await?.to_string();
        assert!(told.contains("connection was lost"), "{told}");
        let dialled = browser.value("dialled.at(-1)").await?.to_string();
        for part in ["thread_id=", "connection_id=", "last_sequence="] {
            assert!(dialled.contains(part), "{dialled}");
        }
        browser.ask("And how many calls were there?").await?;
        assert_eq!(browser.all("#history > li", "text").await?.len(), 4);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_hostile_text_becomes_no_markup() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.register(&stack.page()).await?;
        let hostile = "<img src=x onerror=document.title='lost'>";
        let now = browser.value("Date.now()").await?;
        let call = json!({
            "call_id": "1", "used": now, "model": hostile, "feature": "[a](javascript:alert(1))",
            "input_tokens": 1000, "output_tokens": 1000, "latency_ms": 1, "failed": false,
        });
        let price = json!({"model": hostile, "input_price": 1_000_000, "output_price": 1_000_000, "tier": 1});
        let rows = json!({"calls": [call], "prices": [price]}).to_string();
        browser.click("nav summary").await?;
        browser.write("#rows", &rows).await?;
        browser.click("#load").await?;
        browser.element("#status[data-told*='1 calls']").await?;
        browser.ask(&format!("How many tokens did {hostile} use?")).await?;
        let said = browser.all("#history > li", "text").await?;
        assert!(said.iter().all(|it| it.contains(hostile)), "{said:?}");
        let made = browser.value("document.querySelectorAll('#history img, #history a, #threads img').length");
        assert_eq!(made.await?, 0);
        assert_ne!(browser.client.title().await?, "lost");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn answers_are_shown_as_they_are_marked_up() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.client.goto(&stack.page()).await?;
        browser.element("#door:not([hidden])").await?;
        let script = "const done = arguments[1]; import('/markdown.js').then(({markdown}) => {\
            const box = document.createElement('div'); box.append(markdown(arguments[0])); done(box.innerHTML)})";
        for (text, html) in [
            ("a *b* **c *d* e** `f*g*`", "<p>a <em>b</em> <strong>c <em>d</em> e</strong> <code>f*g*</code></p>"),
            ("# one\n\ntwo\nthree", "<h3>one</h3><p>two\nthree</p>"),
            ("- a\n- b\n  1. c\n\n3. d", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><ol start=\"3\"><li>d</li></ol>"),
            ("> a\n> b", "<blockquote><p>a\nb</p></blockquote>"),
            ("```\n<b>\n**x**\n```\nend", "<pre tabindex=\"0\"><code>&lt;b&gt;\n**x**</code></pre><p>end</p>"),
            ("```\nopen", "<pre tabindex=\"0\"><code>open</code></pre>"),
            (
                "|a|b|\n|-|-|\n|1|2|",
                "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>a</th><th>b</th></tr></thead>\
                 <tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
            ),
            (
                "[a](https://example.org)",
                "<p><a href=\"https://example.org\" rel=\"noopener noreferrer\" target=\"_blank\">a</a></p>",
            ),
            ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
            ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
            ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
            ("![a](x\" onerror=\"b)", "<p>![a](x\" onerror=\"b)</p>"),
            ("a_b_c 2*3*4 **", "<p>a_b_c 2<em>3</em>4 **</p>"),
            ("\\*a\\*", "<p>*a*</p>"),
            ("", ""),
        ] {
            let shown = browser.client.execute_async(script, vec![json!(text)]).await?;
            assert_eq!(shown, html, "{text}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn threads_are_renamed_and_deleted() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.register(&stack.page()).await?;
        browser.ask("What did I spend?").await?;
        browser.element("#threads .open[aria-current]").await?;
        browser.click("#threads .rename").await?;
        browser.write("#name", "Spending").await?;
        browser.click("#naming .main").await?;
        browser.element("#threads .open[title='Spending']").await?;
        assert_eq!(browser.all("#title", "text").await?, ["Spending"]);

        browser.click("#threads .remove").await?;
        browser.click("#removing .cancel").await?;
        assert_eq!(browser.all("#threads .open", "text").await?, ["Spending"]);
        browser.click("#threads .remove").await?;
        browser.click("#removing .danger").await?;
        browser
            .element("#status[data-told='The thread is deleted.']")
            .await?;
        assert!(browser.all("#threads .open", "text").await?.is_empty());
        assert!(browser.all("#history > li", "text").await?.is_empty());
        // The next question begins another.
        browser.ask("What did I use?").await?;
        assert_eq!(browser.told().await?, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_chat_comes_first() -> Outcome {
    with_browser(PHONE, async |browser, stack| {
        browser.register(&stack.page()).await?;
        browser.ask("What did I spend?").await?;
        let width = "document.documentElement.scrollWidth";
        assert_eq!(browser.value(width).await?, 360);
        // What a finger reaches is the chat; threads come by their button and go with Escape.
        let reached =
            |x, y| format!("document.elementFromPoint({x}, {y}).closest('nav, section')?.tagName");
        assert_eq!(browser.value(&reached(180, 300)).await?, "SECTION");
        browser.click("#menu").await?;
        browser
            .until(&format!("{} == 'NAV'", reached(100, 300)))
            .await?;
        browser.click("#threads .open").await?;
        browser
            .until(&format!("{} == 'SECTION'", reached(100, 300)))
            .await?;
        browser.click("#menu").await?;
        browser.write("#fresh", "\u{e00c}").await?;
        browser
            .until(&format!("{} == 'SECTION'", reached(100, 300)))
            .await?;
        let focused = browser.value("document.activeElement.id").await?;
        assert_eq!(focused, "menu");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn somebody_changes_the_password_and_leaves() -> Outcome {
    with_browser(DESK, async |browser, stack| {
        browser.register(&stack.page()).await?;
        for (old, told) in [
            ("wrong horse", "The password is not the right one."),
            (
                "correct horse",
                "The password is changed. Your other sessions have ended.",
            ),
        ] {
            browser.click("#account").await?;
            browser.write("#old", old).await?;
            browser.write("#new", "another horse").await?;
            browser.click("#changing .main").await?;
            browser
                .element(&format!("#status[data-told='{told}']"))
                .await?;
        }
        browser.ask("What did I spend?").await?;

        browser.click("#account").await?;
        browser.click("#leave").await?;
        browser.write("#proof", "another horse").await?;
        browser.click("#leaving .danger").await?;
        browser.element("#door:not([hidden])").await?;
        browser
            .element("#status[data-told='Your account is deleted.']")
            .await?;
        // The address is free, and nothing is left of who was there before.
        browser.register(&stack.page()).await?;
        assert!(browser.all("#threads .open", "text").await?.is_empty());

        let page = format!("{}#reset=nothing", stack.page());
        browser.client.goto(&page).await?;
        browser.write("#next", "another horse").await?;
        browser.click("#resetting .main").await?;
        browser
            .element("#status[data-told^='The token was used']")
            .await?;
        assert_eq!(browser.value("location.hash").await?, "");
        Ok(())
    })
    .await
}
