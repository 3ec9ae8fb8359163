"""Makes the fixture of the present schema, from which tests migrate: tests/fixtures/schemas/NNNN.db.zst.

Run it when a migration was added, before the next one is:

    python scripts/make_schema_fixture.py

It fills a database through the commands and the store, so that it holds what real ones hold: press releases
of the demonstration, an article in two versions, one that was taken down, facts withdrawn, decisions of a
person, one of them taken back, ids that lead to others, a run that was killed, issues open and closed.  It
keeps to what the store has offered since its first schema, so that an older program can run it too.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import zstandard

import extract
from db.judgements import put_persons_judgement, withdraw_judgement
from db.ledger import Issue
from db.migrations import known
from db.resolve import resolve
from db.store import Store
from extract.pipeline import Extractor
from normalize.text import document_text
from rangwan.checking import check_stage
from rangwan.crawling import CrawlOptions, crawl_stage
from rangwan.demo import demo_publishers, serve_demo
from rangwan.ledger import start_run
from rangwan.messages import Problems
from rangwan.resolving import resolve_stage
from rangwan.stages import extract_stage

FOLDER = Path(__file__).parents[1] / "tests" / "fixtures" / "schemas"
SITES = ("demo-release",)
"""Few, since the fixtures are kept for ever."""
PORT = 18910
"""Not the demonstration's own, which may be running.  Addresses of articles hold it."""

_RIVALS = """
SELECT a.organisation_id AS one, b.organisation_id AS other FROM award a
JOIN award b ON b.programme_id = a.programme_id AND b.year IS a.year AND b.tier IS a.tier
    AND b.category IS a.category AND b.organisation_id > a.organisation_id
JOIN organisation o ON o.id = a.organisation_id
JOIN organisation p ON p.id = b.organisation_id AND p.kind = o.kind
WHERE a.project IS NULL AND b.project IS NULL
    AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL
    AND a.redirected_to IS NULL AND b.redirected_to IS NULL
ORDER BY a.id, b.id
"""
"""Organisations of one kind that won the same: if they were one, so would their awards be."""


def schema() -> str:
    """The number of the present schema, four digits."""
    return max(known())[1:5]


def make(target: Path, port: int) -> None:
    """Write the fixture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rangwan.db"
        press(path, port)
        with Store.open(path, create=False) as store:
            store.start_run("a run that is killed")
            run = store.start_run("rangwan run")
            correct(store)
            decide(store)
            tell_issues(store, run)
            store.finish_run(run, "failures")
        compact = Path(folder) / "compact.db"
        with closing(sqlite3.connect(path)) as db:
            db.execute("VACUUM INTO ?", [str(compact)])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(zstandard.ZstdCompressor(level=19).compress(compact.read_bytes()))
    print(f"{target}: {target.stat().st_size:,} bytes")


def press(path: Path, port: int) -> None:
    """What some of the demonstration's sites say, crawled and read."""
    problems = Problems()
    with start_run(path, "rangwan demo", problems, create=True) as run, serve_demo(port) as urls:
        publishers = [publisher for publisher in demo_publishers(urls) if publisher.key in SITES]
        crawl_stage(run, publishers, CrawlOptions(allow_loopback=True))
        extract_stage(run, jobs=1)
        resolve_stage(run)
        check_stage(run)
    if problems.exit_code:
        sys.exit("the demonstration had problems: no fixture is made")


def correct(store: Store) -> None:
    """One article loses its last lines, and with them a fact; another is taken down."""
    told = store.rows(
        "SELECT f.article_id AS id, count(*) AS n FROM fact f GROUP BY 1 HAVING n >= 3 ORDER BY 1 LIMIT 2"
    )
    article = store.get_article(told[0]["id"])
    lines = article.text.splitlines()
    shorter = replace(article, text="\n".join(lines[: max(1, len(lines) // 2)]))
    store.put_article(shorter)
    again = Extractor().extract(
        id=shorter.id,
        title=shorter.title,
        text=document_text(shorter.title, shorter.text),
        url=shorter.url,
        published=shorter.published,
    )
    store.put_extraction(again, rules_version=extract.VERSION)
    store.mark_vanished(told[1]["id"])
    resolve(store)


def decide(store: Store) -> None:
    """A person says of two pairs that they are one, and takes the second decision back."""
    for standing in (True, False):
        pair = next(iter(store.rows(_RIVALS)))
        keys = [
            store.rows(
                "SELECT key FROM organisation_key WHERE organisation_id = ? ORDER BY key", [pair[one]]
            )[0]
            for one in ("one", "other")
        ]
        with store.transaction():
            number = put_persons_judgement(
                store.db, keys[0]["key"], keys[1]["key"], "merge", author="somchai", now=store.now()
            )
        resolve(store)
        if not standing:
            with store.transaction():
                withdraw_judgement(store.db, number, store.now())
            resolve(store)


def tell_issues(store: Store, run: int) -> None:
    """One issue that stands and one that was closed."""
    source = store.rows("SELECT key FROM source ORDER BY key")[0]["key"]
    gone = Issue("crawl", "page failed", "the page answers 500", place="http://127.0.0.1/a", source=source)
    stands = replace(gone, place="http://127.0.0.1/b")
    store.replace_issues("crawl", [gone, stands], run_id=run, source=source)
    store.replace_issues("crawl", [stands], run_id=run, source=source)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write (%(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="the sites of the demonstration: %(default)s")
    chosen = parser.parse_args()
    make(chosen.folder / f"{schema()}.db.zst", chosen.port)
