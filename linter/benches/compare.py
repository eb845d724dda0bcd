#!/usr/bin/env python3
"""What `ssot` costs on a folder, beside the limits and its peers, in one run: CPU and wall seconds, memory, ratios.

    linter/benches/compare.py DIR [--runs N] [--ssot BINARY]

Builds `ssot` and the limits first. All rows are measured in turns, N times, since a machine has slow and fast minutes; each
is the best of its runs. Peers are measured where they are installed: ripgrep, ast-grep with four rules, jscpd. The folder is
not changed: what is edited is a copy.
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RULES = {
    "env": "std::env::var($$$)",
    "new": "$TYPE::new($$$)",
    "unwrap": "$VALUE.unwrap()",
    "print": "println!($$$)",
}


def measured(command, env=None, before=None):
    """CPU seconds, wall seconds and peak memory in MB of one run."""
    if before:
        before()
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def built(name, command):
    """The program of that name that cargo builds; it builds those beside it, too."""
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    artifacts = [json.loads(line) for line in output.splitlines()]
    named = (artifact for artifact in artifacts if artifact.get("executable") and artifact["target"]["name"] == name)
    return next(named)["executable"]


def peers(folder, scratch):
    """Those that are installed."""
    found = {}
    if shutil.which("rg"):
        found["ripgrep, one name"] = (["rg", "-c", r"env::var", "-t", "rust", folder],)
    for name in ("ast-grep", "sg"):
        if shutil.which(name) and "ast-grep" in subprocess.run([name, "--version"], capture_output=True, text=True).stdout:
            rules = os.path.join(scratch, "rules.yml")
            with open(rules, "w") as file:
                documents = (f"id: {id}\nlanguage: Rust\nrule:\n  pattern: {pattern}\n" for id, pattern in RULES.items())
                file.write("---\n".join(documents))
            found["ast-grep, four rules"] = ([name, "scan", "--rule", rules, "--json=stream", folder],)
            break
    if shutil.which("jscpd"):
        found["jscpd"] = (["jscpd", "-f", "rust", "--max-size", "10mb", "--max-lines", "100000", "--silent", folder],)
    return found


class Edits:
    """Edits of a copy, each of which leaves it as code that still compiles. Every call makes another edit of the same kind."""

    def __init__(self, sources):
        self.random = random.Random(1)
        with_body = [source for source in sources if self.body(source)]
        self.inner = self.random.choice(with_body)
        self.leaf = self.random.choice([source for source in with_body if "/tests/" not in source])
        self.few = self.random.sample(with_body, max(1, len(sources) // 100))
        self.wide = max(with_body, key=self.publicity)

    def all(self):
        return [
            ("one body edited", lambda: self.edit_body(self.inner)),
            ("one signature edited", lambda: self.edit_signature(self.leaf)),
            ("a type with many users edited", lambda: self.edit_type(self.wide)),
            ("1 % of the files edited", lambda: [self.edit_signature(source) for source in self.few]),
        ]

    @staticmethod
    def text(source):
        with open(source, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()

    @staticmethod
    def write(source, text):
        with open(source, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)

    @staticmethod
    def next():
        return time.monotonic_ns()

    def body(self, source):
        """Where the body of the first function begins whose signature is on one line."""
        return re.search(r"^ *(?:pub )?fn \w+\([^\n;{]*\{\n", self.text(source), re.MULTILINE)

    def publicity(self, source):
        """How many types it declares that every crate may use."""
        return len(re.findall(r"^pub struct \w+ \{$", self.text(source), re.MULTILINE))

    def edit_body(self, source):
        text = self.text(source)
        at = self.body(source).end()
        known = re.match(r" *let _ = \d+;\n", text[at:])
        rest = text[at + known.end():] if known else text[at:]
        self.write(source, f"{text[:at]}    let _ = {self.next()};\n{rest}")

    def edit_signature(self, source):
        self.write(source, f"{self.text(source)}fn added_{self.next()}(_: u64) {{}}\n")

    def edit_type(self, source):
        field = f"    _added_{self.next()}: u64,\n"
        self.write(source, re.sub(r"(^pub struct \w+ \{\n)", rf"\g<1>{field}", self.text(source), count=1, flags=re.MULTILINE))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--ssot", help="a binary that is there already")
    arguments = parser.parse_args()
    message = "--message-format=json"
    ssot = arguments.ssot or built("ssot", ["cargo", "build", "--release", "--bin", "ssot", message])
    limits = built("limits", ["cargo", "bench", "-p", "ssot", "--bench", "limits", "--no-run", message])
    folder = os.path.abspath(arguments.folder)
    files, lines, parsed = subprocess.run([limits, "syn", folder], capture_output=True, text=True, check=True).stdout.split()
    print(f"{int(files):,} files, {int(lines):,} lines, {parsed} parse\n")
    with tempfile.TemporaryDirectory() as scratch:
        cache = os.path.join(scratch, "cache")
        env = {**os.environ, "SSOT_CACHE_DIR": cache}
        check = [ssot, "check", folder, "--format", "concise"]
        copy = os.path.join(scratch, "copy")
        shutil.copytree(folder, copy, symlinks=True)
        sources = sorted(os.path.join(at, name) for at, _, names in os.walk(copy) for name in names if name.endswith(".rs"))
        edits = Edits(sources)

        def forget():
            shutil.rmtree(cache, ignore_errors=True)

        commands = {
            "read + hash": ([limits, "hash", folder],),
            "syn parse only": ([limits, "syn", folder],),
            "ssot cold, no cache": ([*check, "--no-cache"],),
            "ssot cold": (check, env, forget),
            "ssot warm": (check, env),
            **{f"ssot, {name}": ([ssot, "check", copy, "--format", "concise"], env, edit) for name, edit in edits.all()},
            **peers(folder, scratch),
        }
        turns = [{name: measured(*command) for name, command in commands.items()} for _ in range(arguments.runs)]
    rows = {name: min(turn[name] for turn in turns) for name in commands}
    print(f"{'':26}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'/ syn':>8}{'/ hash':>8}")
    for name, (cpu, wall, memory) in rows.items():
        syn, read = rows["syn parse only"][0], rows["read + hash"][0]
        print(f"{name:26}{cpu:8.2f}{wall:8.2f}{memory:7.0f}{cpu / syn:8.2f}{cpu / read:8.1f}")
    print()
    for name, _ in edits.all():
        print(f"{name} / warm: {rows[f'ssot, {name}'][0] / rows['ssot warm'][0]:.2f}")


if __name__ == "__main__":
    main()
