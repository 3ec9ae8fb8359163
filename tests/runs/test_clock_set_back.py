"""A clock that is years ahead for some runs and then right again: crawls go on, and nothing counts twice."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from growing_site import SOURCES, GrowingSite
from site_server import serve
from wholeness import check_whole, exported_records, followed, held_by, values

from crawler.publisher import load_publishers
from db.publication import public_path, read_publication
from db.store import Store
from rangwan.cli import main
from rangwan.crawling import CrawlOptions
from rangwan.messages import Problem
from rangwan.settings import Publishing, Settings
from rangwan.unattended import Round, run_round

RIGHT = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
AHEAD = RIGHT + timedelta(days=9 * 365)


def test_runs_go_on_when_the_clock_was_ahead_for_years(tmp_path: Path) -> None:
    with serve() as served:
        site = GrowingSite(served, 3)
        site.grow(3)
        known = load_publishers(site.publishers(tmp_path / "publishers"))
        wanted = Round([known[key] for key in SOURCES], options=CrawlOptions(allow_loopback=True), jobs=1)

        def run(folder: str, now: datetime) -> Counter[str]:
            """A round at a time by the clock: how many articles were new, changed and so on."""
            told = list[Problem]()
            exports = Publishing(exports=tmp_path / folder / "exports", formats=("jsonl",))
            database = tmp_path / folder / "rangwan.db"
            done = run_round(
                database, Settings(publishing=exports), wanted, told.append, print, clock=lambda: now
            )
            assert told == []
            check_whole(database)
            crawled = Counter[str]()
            for stage in done["stages"]:
                if stage["stage"] == "crawl":
                    crawled.update(stage["counts"])
            numbers.append(latest(database))
            return crawled

        numbers = list[int]()
        database = tmp_path / "moved" / "rangwan.db"
        clocks = [RIGHT, AHEAD, AHEAD + timedelta(days=1), RIGHT + timedelta(days=3)]
        clocks += [RIGHT + timedelta(days=4), RIGHT + timedelta(days=2)]
        for number, now in enumerate(clocks):
            crawled = run("moved", now)
            if number == len(clocks) - 1:
                # Two days back at once: the crawl of "tomorrow" is not believed either.
                assert crawled["found"] > 0
            assert crawled["new"] == (6 if number == 0 else 2), now
            if number:
                assert crawled["changed"] > 0, "what is corrected is read again, whatever the clock said"
            made = read_publication(public_path(database))
            assert made is not None
            assert made.published_at == now.strftime("%Y-%m-%dT%H:%M:%SZ")
            index = json.loads((database.with_name("exports") / "latest" / "index.json").read_text("utf-8"))
            assert index["data_as_of"] == made.published_at
            shown = CliRunner().invoke(main, ["status", "--database", str(database)])
            # Of a clock that is right again it may say that no good run is recent; it must say it.
            assert "last runs" in shown.output, shown.output
            site.grow(1)
        assert numbers == sorted(set(numbers)), "the feed's numbers only grow"
        crawled = run("moved", RIGHT + timedelta(days=5))
        run("other", RIGHT)
    with Store.open(database) as store, Store.open(tmp_path / "other" / "rangwan.db") as other:
        assert values(store) == values(other)
        assert followed(store, tmp_path / "copy.json") == held_by(store)
        assert exported_records(database.with_name("exports") / "latest") == held_by(store)


def latest(database: Path) -> int:
    with closing(sqlite3.connect(public_path(database))) as db:
        return int(db.execute("SELECT max(seq) FROM change").fetchone()[0])


def test_the_site_tells_the_age_of_the_last_run_and_not_of_the_latest_time(tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    from db.overviews import freshness  # noqa: PLC0415
    from db.site.views.service import _last_run  # noqa: PLC0415

    with Store.open(tmp_path / "rangwan.db", clock=lambda: moments.pop(0)) as store:
        for moment in (AHEAD, RIGHT):
            moments = [moment, moment]
            store.finish_run(store.start_run("rangwan run"), "done")
        assert freshness(store.db).run == RIGHT
        assert _last_run(store.db) == "2026-01-05T05:00:00Z"
