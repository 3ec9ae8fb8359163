"""The way through `rangwan extract --stale`: read, show, ask, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

import extract
from db.articles import Staleness
from db.store import Store
from rangwan.databases import open_store
from rangwan.judging.keys import read_key
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import json_line
from rangwan.progress import progress
from rangwan.stale.reading import read_stale
from rangwan.stale.showing import reading_json, reading_text
from rangwan.stale.spool import Spool, open_spool, room, scratch_file
from rangwan.stale.tally import Tally
from rangwan.stale.writing import Written, write

SHOWN = 50
"""Articles whose differences are shown as text, unless told otherwise."""
_ASK = "บันทึกหรือไม่ write this to the database? [y] ใช่ yes · [n] ไม่ no"
_NEXT = (
    "Awards are made of it by `rangwan resolve`, or by `rangwan run --no-crawl`, which publishes them too"
    " (if the expectations hold that: `rangwan publish`)."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was asked for; `write` is null where a person at a terminal is to be asked."""

    database: Path
    only: tuple[str, ...] = ()
    limit: int | None = None
    as_json: bool = False
    write: bool | None = None
    jobs: int | None = None


def read_show_write(wanted: Wanted, stream: IO[str], problems: Problems, *, ask: bool) -> None:
    """Read the stale articles, show on `stream` how they differ, and write that with consent.

    `ask`: somebody sits at a terminal, who sees the differences.  Raises `Trouble` when the database cannot
    be used.
    """
    with open_spool() as spool:
        tally = _read_and_show(wanted, spool, stream, problems)
        consent = wanted.write
        if consent is None and ask and len(spool):
            consent = _consent()
        written = _write(wanted.database, spool, problems) if consent and len(spool) else None
    if wanted.as_json:
        told = {**tally.to_json(), "written": written.to_json() if written else None}
        stream.write(json_line({"summary": told}))
        return
    for line in _outcome(written, articles=tally.articles["read"], declined=consent is False):
        click.echo(line, file=stream)


def _read_and_show(wanted: Wanted, spool: Spool, stream: IO[str], problems: Problems) -> Tally:
    limit = wanted.limit if wanted.limit is not None or wanted.as_json else SHOWN
    with (
        scratch_file() as shown,
        open_store(wanted.database, read_only=True) as store,
    ):
        stale = _chosen(store, wanted.only, problems)
        tally = Tally(extract.VERSION, store.rows("SELECT count(*) AS n FROM article")[0]["n"])
        with progress("articles read", len(stale)) as tick:
            for reading in read_stale(store, stale, wanted.jobs):
                spool.add(reading)
                tally.add(reading)
                if reading.problem:
                    problems(reading.problem)
                if reading.changes and (limit is None or tally.articles["with differences"] <= limit):
                    if wanted.as_json:
                        stream.write(json_line(reading_json(reading)))
                    else:
                        with room():
                            shown.write(f"\n{reading_text(reading)}\n")
                tick()
        if not wanted.as_json:
            # The summary is known only now, and goes first.
            for line in tally.lines() if stale else _nothing(tally):
                click.echo(line, file=stream)
            with room():
                shown.seek(0)
            for line in shown:
                click.echo(line, file=stream, nl=False)
            more = tally.articles["with differences"] - (limit or 0)
            if more > 0:
                told = f"\n… and {more:,} more articles with differences (--limit shows more, --json all)"
                click.echo(told, file=stream)
    return tally


def _chosen(store: Store, only: tuple[str, ...], problems: Problems) -> list[tuple[str, Staleness]]:
    """The stale articles, of those that were named if any were."""
    stale = store.stale_ids(extract.VERSION)
    if not only:
        return stale
    chosen = [(article_id, why) for article_id, why in stale if article_id in only]
    for article_id in sorted(set(only) - {article_id for article_id, _ in chosen}):
        if store.rows("SELECT 1 FROM article WHERE id = ?", [article_id]):
            click.echo(f"{article_id} is not stale: rules {extract.VERSION} have read it as it is", err=True)
            continue
        what = f'no article has the id "{article_id}"'
        problems(Problem(str(store.path), what, "Ids are compared as written."))
    return chosen


def _nothing(tally: Tally) -> list[str]:
    return [f"nothing to read: none of {tally.stored:,} articles is stale (rules of version {tally.rules})"]


def _consent() -> bool:
    while True:
        click.echo(f"\n{_ASK}")
        key = read_key()
        if key in ("y", "n", "q"):
            return key == "y"


def _write(database: Path, spool: Spool, problems: Problems) -> Written:
    try:
        return write(database, spool, problems)
    except Trouble as trouble:
        problem = trouble.problem
        if problem.kind != "locked":
            raise
        advice = "Nothing was written. Run the command again when that is done."
        raise Trouble(Problem(problem.where, problem.what, advice, kind=problem.kind)) from None


def _outcome(written: Written | None, *, articles: int, declined: bool) -> list[str]:
    if not articles:
        return []
    if written is None:
        how = "" if declined else " Write it with --write."
        return ["", f"Nothing was written.{how}"]
    counts = written.counts
    lines = [
        "",
        f"Written (run {written.run_id}): {counts.get('articles read', 0):,} articles,"
        f" {counts.get('facts new', 0):,} facts new, {counts.get('facts withdrawn', 0):,} withdrawn"
        " (one that changed is both).",
    ]
    if number := counts.get("articles left out", 0):
        named = ", ".join(written.left_out) + (", …" if number > len(written.left_out) else "")
        lines.append(
            f"{number:,} articles were left out, because they, or their facts, have changed since they were"
            f" read: {named}. Run the command again to see them."
        )
    return [*lines, _NEXT]
