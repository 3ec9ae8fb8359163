"""`rangwan extract`: articles in, award facts out, both as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NoReturn

import click

from extract.fact import Extraction
from rangwan.documents import Document, read_documents
from rangwan.explaining import explain_documents, explanation_text
from rangwan.extracting import extract_documents
from rangwan.messages import Problem, Problems
from rangwan.outputs import output
from rangwan.progress import progress
from rangwan.stages import store_outcomes
from rangwan.stale.session import Wanted, read_show_write


@click.command("extract", short_help="Read award facts out of articles.")
@click.argument("articles", metavar="[FILE.jsonl|-]", required=False)
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
    help="Store the articles and facts in this database too; with --stale: read its articles.",
)
@click.option(
    "--explain", is_flag=True, help="Show what was found in each article, what was rejected, and why."
)
@click.option(
    "--id",
    "only",
    metavar="ID",
    multiple=True,
    help="With --explain or --stale: this article only (repeatable).",
)
@click.option("--json", "as_json", is_flag=True, help="With --explain or --stale: one JSON object a line.")
@click.option(
    "--stale",
    is_flag=True,
    help="Read again what older rules have read in the articles of the database, and show the differences.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    help="With --stale: articles whose differences are shown.  [default: 50, with --json all]",
)
@click.option(
    "--write/--no-write",
    "write",
    default=None,
    help="With --stale: write what was read, or leave it; nothing is asked.",
)
def command(
    *,
    articles: str | None,
    out: Path | None,
    jobs: int | None,
    database: Path | None,
    explain: bool,
    only: tuple[str, ...],
    as_json: bool,
    stale: bool,
    limit: int | None,
    write: bool | None,
) -> None:
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
      rangwan extract articles.jsonl --explain --id a1

    --explain shows instead, as text with the spans marked, each fact with its rule, each award and draft that
    became no fact with the reason, and all that was found in the lines about awards.

    --stale reads articles of the database, not of a file: those that the rules of today have not read as they
    are. It shows which facts that adds, changes and withdraws, then asks at a terminal whether to write it;
    elsewhere it writes only with --write.

    \b
      rangwan extract --stale --database rangwan.db
      rangwan extract --stale --database rangwan.db --no-write --json > differences.jsonl
      rangwan extract --stale --database rangwan.db --write

    What cannot be read is told on the standard error and skipped; the exit code is then 1.
    """
    if stale:
        if articles is not None or explain:
            raise click.UsageError("--stale reads the articles of the database: without FILE and --explain.")
        if database is None:
            raise click.UsageError("--stale needs --database, whose articles it reads.")
        _stale(Wanted(database, only, limit, as_json, write, jobs), out)
    if limit is not None or write is not None:
        raise click.UsageError("--limit, --write and --no-write go with --stale.")
    if articles is None:
        raise click.UsageError('Name a file of articles ("-": the standard input), or use --stale.')
    if not explain and (only or as_json):
        raise click.UsageError("--id and --json go with --explain or --stale.")
    if explain and (jobs is not None or database is not None):
        raise click.UsageError(
            "--explain stores nothing and works in one process: without --jobs and --database."
        )
    problems = Problems()
    if explain:
        with output(out) as stream:
            _explain(articles, only, stream, problems, as_json=as_json)
        problems.close()
        sys.exit(problems.exit_code)
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


def _stale(wanted: Wanted, out: Path | None) -> NoReturn:
    problems = Problems()
    # Who does not see the differences is not asked about them.
    ask = out is None and not wanted.as_json and sys.stdin.isatty() and sys.stdout.isatty()
    with output(out) as stream:
        read_show_write(wanted, stream, problems, ask=ask)
    problems.close()
    sys.exit(problems.exit_code)


def _explain(
    articles: str, only: tuple[str, ...], stream: IO[str], problems: Problems, *, as_json: bool
) -> None:
    missing = set(only)
    first = True
    for outcome in explain_documents(_chosen(read_documents(articles, problems), missing, bool(only))):
        if isinstance(outcome, Problem):
            problems(outcome)
        elif as_json:
            stream.write(json.dumps(outcome.to_json(), ensure_ascii=False) + "\n")
        else:
            click.echo(("" if first else "\n\n") + explanation_text(outcome), file=stream)
            first = False
    for name in sorted(missing):
        what = f'no article has the id "{name}"'
        problems(Problem(articles, what, 'Ids are compared as written; look at the "id"s of the file.'))


def _chosen(documents: Iterable[Document], missing: set[str], some: bool) -> Iterator[Document]:
    """All documents, or the first of each wanted id, which is then no longer missing."""
    for document in documents:
        if not some or document.id in missing:
            missing.discard(document.id)
            yield document
        if some and not missing:
            return
