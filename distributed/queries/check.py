#!/usr/bin/env python3
"""Compares the views with `ssot join`: both must say the same of the same shards. Needs the package `duckdb`.

    distributed/queries/check.py SSOT REPOSITORY…
"""
import json
import os
import subprocess
import sys
import tempfile

import duckdb

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    ssot, *repositories = (os.path.abspath(argument) for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run([ssot, "facts", *repositories, "--out", "facts"], check=True)
        joined = subprocess.run([ssot, "join", "facts", "--format", "json"], check=True, capture_output=True, text=True).stdout
        answer = json.loads(joined)
        database = duckdb.connect()
        with open(os.path.join(HERE, "views.sql"), encoding="utf-8") as views:
            database.execute(views.read())

        def rows(query):
            return database.execute(query).fetchall()

        copies = rows("SELECT form, tokens, copies FROM copies_across_repositories")
        expected = [
            (copied["form"], copied["tokens"], sorted({f"{copy['repository']}//{copy['item']}" for copy in copied["copies"]}))
            for copied in answer["copies"]
        ]
        assert sorted(copies) == sorted(expected), "copies_across_repositories"

        uses = rows("SELECT path, repository, package, uses FROM deprecated_in_use")
        expected = [tuple(use[column] for column in ("path", "repository", "package", "uses")) for use in answer["deprecated"]]
        assert sorted(uses, key=str) == sorted(expected, key=str), "deprecated_in_use"

        scores = dict(rows("FROM score_by_owner"))
        expected = {owner["owner"]: owner["score"] for owner in answer["owners"] if owner["score"] is not None}
        assert scores.keys() == expected.keys(), "score_by_owner"
        # Points are whole billionths, rounded so that deductions add up.
        assert all(abs(scores[owner] - expected[owner]) < 1e-6 for owner in expected), "score_by_owner"

        findings = rows("SELECT count(*) FROM findings")[0][0]
        assert findings == sum(repository["findings"] for repository in answer["repositories"]), "findings"
        assert rows("SELECT count(*) FROM environment_by_repository")[0][0] > 0, "environment_by_repository"
        print(f"{len(copies)} copies, {len(uses)} deprecated paths, {len(scores)} owners, {findings} findings: the same")


if __name__ == "__main__":
    main()
