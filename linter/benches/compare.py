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
        edited = random.Random(1).choice(sources)

        def edit():
            with open(edited, "a") as file:
                file.write(f"fn added_{time.monotonic_ns()}() -> u64 {{ {time.monotonic_ns()} }}\n")

        def forget():
            shutil.rmtree(cache, ignore_errors=True)

        commands = {
            "read + hash": ([limits, "hash", folder],),
            "syn parse only": ([limits, "syn", folder],),
            "ssot cold, no cache": ([*check, "--no-cache"],),
            "ssot cold": (check, env, forget),
            "ssot warm": (check, env),
            "ssot, one file changed": ([ssot, "check", copy, "--format", "concise"], env, edit),
            **peers(folder, scratch),
        }
        turns = [{name: measured(*command) for name, command in commands.items()} for _ in range(arguments.runs)]
    rows = {name: min(turn[name] for turn in turns) for name in commands}
    print(f"{'':26}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'/ syn':>8}{'/ hash':>8}")
    for name, (cpu, wall, memory) in rows.items():
        syn, read = rows["syn parse only"][0], rows["read + hash"][0]
        print(f"{name:26}{cpu:8.2f}{wall:8.2f}{memory:7.0f}{cpu / syn:8.2f}{cpu / read:8.1f}")
    print(f"\none file changed / warm: {rows['ssot, one file changed'][0] / rows['ssot warm'][0]:.2f}")


if __name__ == "__main__":
    main()
