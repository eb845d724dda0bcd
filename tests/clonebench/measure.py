#!/usr/bin/env python3
"""How well `ssot duplicates` finds injected clones: runs it over a generated workspace and prints the table.

    measure.py --bench DIR --set DIR [--ssot BINARY] [-- OPTIONS OF SSOT]

DIR of --bench holds `clonebench.py`; DIR of --set is what `clonebench.py generate --out` wrote.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--set", required=True)
    parser.add_argument("--ssot", default="target/release/ssot")
    parser.add_argument("--found", help="keep the findings here")
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    command = [arguments.ssot, "duplicates", arguments.set, "--format", "jsonl", *arguments.options]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as scratch:
        path = arguments.found or os.path.join(scratch, "found.jsonl")
        with open(path, "w") as found:
            for line in output.splitlines():
                clones = json.loads(line)
                places = [{"file": copy["file"], "startLine": copy["start_line"], "endLine": copy["end_line"]} for copy in clones["copies"]]
                print(json.dumps({"locations": places, "similarity": clones["similarity"]}), file=found)
        score = [sys.executable, os.path.join(arguments.bench, "clonebench.py"), "score", "--findings", path]
        truth = os.path.join(arguments.set, "truth.json")
        subprocess.run([*score, "--truth", truth], check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})


if __name__ == "__main__":
    main()
