#!/usr/bin/env python3
"""How well `ssot uses` agrees with the compiler: runs it over crates with known truth and prints the table.

    measure.py --oracle DIR --sources DIR [--ssot BINARY] [--misses FILE] [--only crate,crate]

DIR of --oracle holds `oracle.py` and `truth-open.json`; DIR of --sources has the crates' sources, one folder a crate
(`oracle.py sources` brings them). It fetches nothing itself.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile


def findings(ssot, name, crate, folder, patterns):
    """What ssot finds, in the form that the oracle scores."""
    command = [ssot, "uses", "--format", "jsonl", *patterns, "crate::**", "--", folder]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    local = {spelled(path): path for path in crate["local_types"]}
    for line in output.splitlines():
        use = json.loads(line)
        # The truth calls every target of the package `crate`; only std and own items were asked for.
        head, separator, rest = use["path"].partition("::")
        path = use["path"] if head == "std" else "crate" + separator + rest
        place = {"crate": name, "file": use["file"], "line": use["line"], "column": use["column"]}
        kind, path = kind_of(path, use["context"], local)
        if kind:
            yield {**place, "path": path, "kind": kind}
    command = [ssot, "uses", "--format", "jsonl", "--deprecated", "crate::**", "std::**", "--", folder]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in output.splitlines():
        use = json.loads(line)
        # An import is not a use for rustc's lint where the imported item is used.
        yield {"crate": name, "file": use["file"], "line": use["line"], "column": use["column"], "path": use["path"].rstrip("!"), "kind": "deprecated"}


def spelled(path):
    """A path of the truth as a path is spelled: it numbers bodies and names closures."""
    segments = (segment.partition("#")[0] for segment in path.split("::"))
    return "::".join(segment for segment in segments if not segment.startswith("{"))


def kind_of(path, context, local):
    """The oracle's kind of a use and its path as the oracle has it; no kind for what it does not ask about."""
    if context == "method":
        return "method", path
    if path.startswith("std::"):
        if path.endswith("!"):
            kind = "env_macro" if path in ("std::env!", "std::option_env!") else "macro"
            return (None if context == "import" else kind), path
        is_type = path.rpartition("::")[2][:1].isupper()
        return ("import" if context == "import" and not is_type else "other"), path
    if context == "construct" and path in local:
        return "struct_lit_local", local[path]
    owner, _, function = path.rpartition("::")
    is_constructor = re.match(r"(new|with)(_|$)", function)
    if context in ("call", "value") and owner in local and is_constructor:
        return "ctor_local", f"{local[owner]}::{function}"
    return None, path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", required=True)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--ssot", default="target/release/ssot")
    parser.add_argument("--misses")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    truth_file = os.path.join(arguments.oracle, "truth-open.json")
    truth = json.load(open(truth_file))
    patterns = truth["meta"]["paths"]
    only = set(filter(None, arguments.only.split(",")))
    with tempfile.TemporaryDirectory() as scratch:
        uses, imports = (open(os.path.join(scratch, name), "w") for name in ("uses.jsonl", "imports.jsonl"))
        for name, crate in sorted(truth["crates"].items()):
            if only and name not in only:
                continue
            folder = os.path.join(arguments.sources, f"{name}-{crate['version']}")
            for found in findings(arguments.ssot, name, crate, folder, patterns):
                print(json.dumps(found), file=imports if found["kind"] == "import" else uses)
        uses.close()
        imports.close()
        oracle = [sys.executable, os.path.join(arguments.oracle, "oracle.py"), "score", "--truth", truth_file]
        misses = (lambda part: ["--out", f"{arguments.misses}.{part}"]) if arguments.misses else (lambda part: [])
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([*oracle, "--findings", uses.name, *misses("uses")], check=True, env=environment)
        # An import of a function is no use of it, so the two are scored apart.
        subprocess.run([*oracle, "--findings", imports.name, "--kinds", "import", *misses("imports")], check=True, env=environment)


if __name__ == "__main__":
    main()
