//! A workspace to look at: a shop of five crates whose contracts get broken and repaired in eight commits.

use crate::cli::{Workspace, commit};

const CONTRACTS: &str = r#"[concept.environment]
summary   = "process configuration is read in one place"
canonical = "settings::read"

[concept.connections]
summary   = "the pool that every query goes through"
canonical = "storage::pool::Pool"
factory   = ["storage::pool::shared"]
rivals    = ["*Pool"]

[concept.clock]
summary   = "the time comes from one clock, which tests can set"
category  = "determinism"
canonical = "settings::clock"
bypasses  = ["std::time::SystemTime::now", "std::time::Instant::now"]

[concept.identifiers]
summary    = "an order is named by its type, never by a number"
category   = "vocabulary"
canonical  = "orders::id::OrderId"
deprecated = [{ path = "orders::legacy::OrderNumber", since = "2025-09-14", remove-after = "2026-12-31" }]

[rule.shop-layers]
kind   = "layers"
layers = [["orders::ship"], ["orders::cart", "orders::total"], ["orders::id", "orders::legacy"], ["storage"], ["settings"]]

[[exempt]]
rule   = "direct-env-access"
in     = ["web/src/start.rs"]
reason = "the address is read before there are settings"
until  = "2999-06-30"

[gate]
fail-on = "high"
"#;

const OWNERS: &str = "/shop/web/ @shop/web\n/shop/orders/ @shop/orders\n/shop/billing/ @shop/money\n/shop/storage/ @shop/platform\n/shop/settings/ @shop/platform\n";

const CRATES: [(&str, &[&str]); 5] = [
    ("web", &["orders", "billing", "settings"]),
    ("orders", &["storage", "settings", "billing"]),
    ("billing", &["storage", "settings"]),
    ("storage", &["settings"]),
    ("settings", &[]),
];

/// Steps of functions that have nothing else in common.
const STEPS: [&str; 12] = [
    "sum = input.iter().filter(|value| **value > sum).count() as u64;",
    "for value in input { sum = sum.wrapping_mul(31).wrapping_add(*value); }",
    "if let Some(last) = input.last() { sum ^= last.rotate_left(5); }",
    "while sum > 1_000 { sum /= 3; }",
    "sum = input.windows(2).map(|pair| pair[0].abs_diff(pair[1])).max().unwrap_or(sum);",
    "let half = input.len() / 2;\n    sum += input[..half].iter().sum::<u64>();",
    "match sum % 4 { 0 => sum += 9, 1 => sum -= 1, _ => sum *= 2 }",
    "let (odd, even): (Vec<u64>, Vec<u64>) = input.iter().partition(|value| **value % 2 == 1);\n    sum += odd.len() as u64 * 3 + even.len() as u64;",
    "sum = sum.max(input.iter().copied().min().unwrap_or_default());",
    "for (index, value) in input.iter().enumerate().rev() { if index % 3 == 0 { sum += value; } else { sum |= value; } }",
    "let text = format!(\"{sum:b}\");\n    sum = text.matches('1').count() as u64;",
    "sum = input.chunks(4).fold(sum, |sum, chunk| sum + chunk.first().copied().unwrap_or(1));",
];

/// Code that breaks nothing.
fn filler(name: &str, functions: usize) -> String {
    let function = |number: usize| {
        let mut seed = name.bytes().fold(number as u64 + 7, |seed, byte| {
            seed.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)
        });
        let mut step = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            STEPS[(seed >> 33) as usize % STEPS.len()]
        };
        let steps: Vec<&str> = (0..3 + number % 3).map(|_| step()).collect();
        format!(
            "/// Step {number} of {name}.\npub fn {name}_{number}(input: &[u64]) -> u64 {{\n    let level = settings::read(\"{}_{number}\");\n    \
             let mut sum = level.map_or(0, |level| level.len() as u64);\n    {}\n    sum\n}}\n",
            name.to_uppercase(),
            steps.join("\n    ")
        )
    };
    (0..functions).map(function).collect::<Vec<_>>().join("\n")
}

const COPY: &str = "pub fn NAME(text: &str) -> Option<(String, u32)> {
    let (name, amount) = text.split_once(':')?;
    let amount = amount.trim().parse().ok()?;
    if name.is_empty() || amount == 0 {
        return None;
    }
    Some((name.trim().to_owned(), amount))
}
";

const POOL: &str = "pub struct Pool { pub size: u8 }\npub fn shared() -> Pool { Pool { size: 8 } }\npub fn query(_: &str) -> u64 { shared().size.into() }\n";
const SETTINGS: &str = "pub mod clock;\npub fn read(name: &str) -> Option<String> { std::env::var(name).ok() }\n";
const CLOCK: &str = "use std::time::SystemTime;\npub fn now() -> SystemTime { SystemTime::now() }\n";
const START: &str = "pub fn address() -> String { std::env::var(\"SHOP_ADDRESS\").unwrap_or_default() }\n";
const ORDER_ID: &str = "pub struct OrderId(pub u64);\n";
const LEGACY: &str = "pub use super::id::OrderId as OrderNumber;\n";

/// The shop with its history; `None` where there is no git.
pub(super) fn shop() -> Option<Workspace> {
    let workspace = Workspace::of(&[("shop/ssot.toml", CONTRACTS), (".github/CODEOWNERS", OWNERS)]);
    let members: Vec<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    workspace.write(
        "shop/Cargo.toml",
        &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    );
    for (name, needs) in CRATES {
        let needs: String = needs
            .iter()
            .map(|need| format!("{need} = {{ path = \"../{need}\" }}\n"))
            .collect();
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{needs}");
        workspace.write(&format!("shop/{name}/Cargo.toml"), &manifest);
    }
    workspace.write("shop/settings/src/lib.rs", SETTINGS);
    workspace.write("shop/settings/src/clock.rs", CLOCK);
    workspace.write(
        "shop/storage/src/lib.rs",
        "pub mod pool;\npub mod rows;\npub mod migrations;\n",
    );
    workspace.write("shop/storage/src/pool.rs", POOL);
    workspace.write("shop/storage/src/rows.rs", &filler("rows", 14));
    workspace.write("shop/storage/src/migrations.rs", &filler("migrations", 5));
    workspace.write(
        "shop/orders/src/lib.rs",
        "pub mod id;\npub mod legacy;\npub mod cart;\npub mod total;\npub mod ship;\n",
    );
    workspace.write("shop/orders/src/id.rs", ORDER_ID);
    workspace.write("shop/orders/src/legacy.rs", LEGACY);
    workspace.write("shop/orders/src/cart.rs", &filler("cart", 9));
    workspace.write("shop/orders/src/total.rs", &filler("total", 12));
    workspace.write("shop/orders/src/ship.rs", &filler("ship", 6));
    workspace.write("shop/billing/src/lib.rs", "pub mod invoice;\npub mod tax;\npub mod parse;\n");
    workspace.write("shop/billing/src/invoice.rs", &filler("invoice", 11));
    workspace.write("shop/billing/src/tax.rs", &filler("tax", 8));
    workspace.write("shop/billing/src/parse.rs", &COPY.replace("NAME", "invoice_line"));
    workspace.write(
        "shop/web/src/lib.rs",
        "pub mod start;\npub mod pages;\npub mod api;\npub mod session;\n",
    );
    workspace.write("shop/web/src/start.rs", START);
    workspace.write("shop/web/src/pages.rs", &filler("pages", 16));
    workspace.write("shop/web/src/api.rs", &filler("api", 10));
    workspace.write("shop/web/src/session.rs", &filler("session", 7));
    breaks(&workspace).then_some(workspace)
}

/// The commits.
fn breaks(workspace: &Workspace) -> bool {
    let mut is_committed = commit(workspace, 1, "shop: five crates and their contracts");
    let add = |file: &str, text: &str| {
        let before = std::fs::read_to_string(workspace.folder().join("shop").join(file)).expect("the file is there");
        workspace.write(&format!("shop/{file}"), &format!("{before}\n{text}"));
    };
    let mut save = |second: u32, message: &str| is_committed &= commit(workspace, second, message);
    add(
        "web/src/api.rs",
        "pub fn limit() -> Option<String> { std::env::var(\"API_LIMIT\").ok() }\npub fn port() -> Option<String> { std::env::var(\"API_PORT\").ok() }\n",
    );
    add(
        "web/src/session.rs",
        "pub fn started() -> std::time::SystemTime { std::time::SystemTime::now() }\npub fn ends() -> std::time::SystemTime { std::time::SystemTime::now() }\n",
    );
    add(
        "web/src/pages.rs",
        "pub fn footer() -> String { format!(\"{:?} {:?}\", crate::api::port(), crate::api::limit()) }\n",
    );
    save(2, "web: limits and sessions");
    add(
        "billing/src/tax.rs",
        "pub struct TaxPool;\npub fn rate() -> Option<String> { std::env::var(\"TAX_RATE\").ok() }\npub fn dated() -> std::time::SystemTime { std::time::SystemTime::now() }\n",
    );
    save(3, "billing: rates come from the environment");
    add(
        "orders/src/cart.rs",
        &COPY.replace("NAME", "cart_line").replace("text", "line"),
    );
    add(
        "orders/src/total.rs",
        "pub fn opened() -> storage::pool::Pool { storage::pool::Pool { size: 1 } }\n",
    );
    add(
        "orders/src/ship.rs",
        "use crate::legacy::OrderNumber;\npub fn ship(_: OrderNumber) {}\npub fn price() -> u64 { billing::tax::tax_1(&[]) }\n",
    );
    save(4, "orders: carts are read from text, and orders are shipped");
    add(
        "storage/src/rows.rs",
        "pub fn region() -> Option<String> { std::env::var(\"ROW_REGION\").ok() }\n",
    );
    add(
        "billing/src/invoice.rs",
        "pub fn when() -> std::time::Instant { std::time::Instant::now() }\n",
    );
    add(
        "orders/src/cart.rs",
        "pub fn shown() -> u64 { crate::total::total_1(&[]) + crate::ship::price() }\n",
    );
    add(
        "orders/src/total.rs",
        "pub fn of_cart() -> u64 { crate::cart::cart_1(&[]) }\n",
    );
    save(5, "orders: carts show their total");
    let api = filler("api", 10) + "\npub fn limit() -> Option<String> { settings::read(\"API_LIMIT\") }\n";
    workspace.write("shop/web/src/api.rs", &api);
    let pages = filler("pages", 16) + "\npub fn footer() -> String { format!(\"{:?}\", crate::api::limit()) }\n";
    workspace.write("shop/web/src/pages.rs", &pages);
    save(6, "web: the limit is a setting; the port is gone");
    workspace.write("shop/billing/src/invoice.rs", &filler("invoice", 11));
    workspace.write(
        "shop/web/src/session.rs",
        &(filler("session", 6) + "\npub fn started() -> std::time::SystemTime { settings::clock::now() }\n"),
    );
    save(7, "web: sessions use the clock");
    let total = filler("total", 12).replace("pub fn total_3(", "pub fn total_of_parts(");
    workspace.write(
        "shop/orders/src/total.rs",
        &(total + "\npub fn of_cart() -> u64 { crate::cart::cart_1(&[]) }\n"),
    );
    save(8, "orders: pools are shared again");
    is_committed
}
