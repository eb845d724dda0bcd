#!/usr/bin/env python3
"""Makes a Cargo workspace of any size, to draw how cost grows: crates that import each other, types, traits, functions that
call across crates, and a share of copies, renamed and edited. The same arguments give the same bytes.

    linter/benches/generate.py --lines 1000000 --out DIR
"""
import argparse
import os
import random

FILES = 40  # of a crate
WORDS = "account amount batch buffer cache channel chunk client config cursor entry event field frame group header index job key ledger limit line message node offset order page path peer queue record region reply route score segment session shard slot source state store stream table task token user value window worker".split()
STEPS = [
    "let {a} = {b}.iter().filter(|{c}| {c}.is_ready()).count();",
    "if {b}.is_empty() {{\n        return Err(Failure::Missing(\"{a}\".into()));\n    }}",
    "let mut {a} = Vec::with_capacity({b}.len());",
    "for {c} in {b}.iter() {{\n        total = total.wrapping_add({c}.weight());\n    }}",
    "let {a} = match {b}.first() {{\n        Some({c}) => {c}.weight().saturating_mul({n}),\n        None => {n},\n    }};",
    "total = total.rotate_left({n} % 31) ^ {n};",
    "log(\"{a}\", total);",
    "let {a} = std::env::var(\"{A}\").ok().and_then(|{c}| {c}.parse::<u64>().ok()).unwrap_or({n});",
]


def names(rng, count):
    return ["_".join(rng.sample(WORDS, 2)) for _ in range(count)]


def function(rng, name):
    lines = []
    for _ in range(rng.randint(4, 14)):
        a, c = names(rng, 2)
        step = rng.choices(STEPS, weights=[3, 2, 2, 3, 3, 3, 2, 0.05])[0]
        lines.append("    " + step.format(a=a, b="items", c=c, n=rng.randint(2, 999), A=a.upper()))
    body = "\n".join(lines)
    return f"pub fn {name}(items: &[Item]) -> Result<u64, Failure> {{\n    let mut total = 0u64;\n{body}\n    Ok(total)\n}}\n"


def edited(rng, text, name):
    """A copy under another name, with a line more or less."""
    lines = text.split("\n")
    lines[0] = f"pub fn {name}(items: &[Item]) -> Result<u64, Failure> {{"
    lines.insert(rng.choice((2, len(lines) - 3)), f"    log(\"{name}\", total);")
    return "\n".join(lines)


def module(rng, krate, crates, copied, at):
    other = rng.choice(crates)
    uses = "use crate::common::{log, Failure, Item};\n"
    if other != krate:
        uses += f"use {other}::common::Item as Other;\nuse {other}::m{rng.randrange(FILES)} as beside;\n"
    else:
        uses += "use crate::common::Item as Other;\nuse crate::common as beside;\n"
    parts = [uses]
    for number in range(rng.randint(8, 20)):
        name = f"{names(rng, 1)[0]}_{at}_{number}"
        if copied and rng.random() < 0.03:
            parts.append(edited(rng, rng.choice(copied), name))
            continue
        text = function(rng, name)
        parts.append(text)
        if rng.random() < 0.02:
            copied.append(text)
        if rng.random() < 0.3:
            kind = "".join(word.title() for word in name.split("_"))
            parts.append(f"#[derive(Debug, Clone, Default)]\npub struct {kind} {{\n    pub id: u64,\n    pub parts: Vec<Other>,\n}}\n\nimpl {kind} {{\n    pub fn run(&self, items: &[Item]) -> Result<u64, Failure> {{\n        let _ = beside::VERSION;\n        {name}(items).map(|total| total + self.parts.len() as u64)\n    }}\n}}\n")
    parts.append("pub const VERSION: u32 = 1;\n")
    return "\n".join(parts)


COMMON = """pub const VERSION: u32 = 1;

#[derive(Debug, Clone, Default)]
pub struct Item {
    pub id: u64,
    pub ready: bool,
}

impl Item {
    pub fn is_ready(&self) -> bool {
        self.ready
    }
    pub fn weight(&self) -> u64 {
        self.id
    }
}

#[derive(Debug)]
pub enum Failure {
    Missing(String),
}

pub fn log(name: &str, total: u64) {
    println!("{name}: {total}");
}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    written, crates, copied = 0, [], []
    while written < arguments.lines:
        krate = f"k{len(crates)}"
        crates.append(krate)
        source = os.path.join(arguments.out, krate, "src")
        os.makedirs(source, exist_ok=True)
        near = crates[-20:]
        texts = {f"m{at}": module(rng, krate, near, copied[-200:] or copied, at) for at in range(FILES)}
        texts["common"] = COMMON
        texts["lib"] = "".join(f"pub mod {name};\n" for name in texts)
        for name, text in texts.items():
            with open(os.path.join(source, f"{name}.rs"), "w") as file:
                file.write(text)
            written += text.count("\n")
        dependencies = "".join(f'{name} = {{ path = "../{name}" }}\n' for name in near if name != krate)
        with open(os.path.join(arguments.out, krate, "Cargo.toml"), "w") as file:
            file.write(f'[package]\nname = "{krate}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n{dependencies}')
    with open(os.path.join(arguments.out, "Cargo.toml"), "w") as file:
        file.write('[workspace]\nresolver = "3"\nmembers = ["k*"]\n')
    print(f"{written:,} lines in {len(crates)} crates")


if __name__ == "__main__":
    main()
