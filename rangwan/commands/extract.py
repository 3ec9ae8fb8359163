"""`rangwan extract`: articles in, award facts out, both as JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from extract.fact import Extraction
from rangwan.documents import read_documents
from rangwan.extracting import extract_documents
from rangwan.messages import Problems
from rangwan.outputs import output
from rangwan.progress import progress
from rangwan.stages import store_outcomes


@click.command("extract", short_help="Read award facts out of articles.")
@click.argument("articles", metavar="FILE.jsonl|-")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the standard output.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="Processes that share the work.  [default: as many as pay]"
)
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Store the articles and facts in this database too.",
)
def command(*, articles: str, out: Path | None, jobs: int | None, database: Path | None) -> None:
    """Read award facts out of articles.

    FILE.jsonl holds one JSON object a line ("-" reads the standard input; .gz and .zst are unpacked):

    \b
      {"id": "a1", "title": "...", "text": "...", "url": "https://...", "published": "2023-10-10"}

    "id" and "text" are needed, the rest may be null or missing. Each article gives one line, in the order of
    the file: its facts ("awards"), each field with the characters it was read from ("spans"), and the counts
    that the article claims beside what was found ("checks").

    \b
      rangwan extract articles.jsonl > facts.jsonl
      zcat old.jsonl.gz | rangwan extract - --out facts.jsonl --jobs 4
      rangwan extract articles.jsonl --database rangwan.db --out facts.jsonl

    What cannot be read is told on the standard error and skipped; the exit code is then 1.
    """
    problems = Problems()
    with output(out) as stream, progress("articles read") as tick:
        outcomes = extract_documents(read_documents(articles, problems), jobs)
        if database:
            outcomes = store_outcomes(database, outcomes, problems)
        for _, outcome in outcomes:
            tick()
            if isinstance(outcome, Extraction):
                stream.write(json.dumps(outcome.to_json(), ensure_ascii=False) + "\n")
            else:
                problems(outcome)
    problems.close()
    sys.exit(problems.exit_code)
