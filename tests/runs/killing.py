"""Kills runs at chosen moments, and compares what comes of it with a run that was left alone."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from growing_site import SOURCES, GrowingSite
from real_runs import Started, Starter
from site_server import serve
from wholeness import check_whole, exported_records, followed, held_by, values

from db.errors import DatabaseMissing, OlderSchema
from db.store import Store

KILLS = 10
"""Of each seed."""

SETTINGS = '[publishing]\nexports = "exports"\nformats = ["jsonl", "csv"]\n'
Moment = Callable[[Started], bool]


class Unattended:
    """A folder in which runs start, work and are killed."""

    def __init__(self, folder: Path, starter: Starter, site: GrowingSite, chance: random.Random) -> None:
        self.folder = folder
        self.database = folder / "rangwan.db"
        self.site = site
        self._starter = starter
        self._chance = chance
        self.haste = 1.0
        """What share of the time is waited: less after a run that was done before it was killed."""
        folder.mkdir()
        self._publishers = site.publishers(folder / "publishers")
        (folder / "rangwan.toml").write_text(SETTINGS, encoding="utf-8")

    def start(self, *sources: str) -> Started:
        return self._starter.start(
            *("run", *(sources or SOURCES), "--allow-loopback", "--jobs", "1"),
            *("--publishers", self._publishers, "--database", self.database),
        )

    def run(self) -> None:
        """A run that nobody disturbs."""
        ended = self.start().wait()
        assert ended.code == 0, ended.said

    def kill_at(self, moment: Moment) -> bool:
        """Kill a run of one source at a moment; false when it was done before."""
        run = self.start(*self._chance.choice((SOURCES[:1], SOURCES[1:])))
        moment(run)
        ended = run.kill(alone=self._chance.random() < 0.2)
        assert "Traceback" not in ended.said, ended.said
        assert "is working on it" not in ended.said
        assert ended.code in (-9, 0), ended.said
        return ended.code == -9

    def moments(self, seconds: float) -> list[Callable[[], Moment]]:
        """Ten moments of a run that takes so long (s): three anywhere in it, the others within its stages."""
        chance = self._chance
        return [
            *[lambda: self._after(chance.uniform(0, seconds * self.haste))] * 3,
            *[lambda: self._asked(chance.randrange(2, 8))] * 2,
            lambda: self._behind("crawl"),
            lambda: self._behind("extract"),
            lambda: self._seen(self._new(".rangwan-unfinished-*/rangwan.public.db"), 0.02),
            lambda: self._seen(self._new("rangwan.public.db"), 0.03),
            lambda: self._seen(self._new("exports/versions/.unfinished*"), 0.05),
        ]

    def _after(self, seconds: float) -> Moment:
        def moment(run: Started) -> bool:
            end = time.monotonic() + seconds
            return run.until(lambda: time.monotonic() >= end)

        return moment

    def _asked(self, pages: int) -> Moment:
        """So many pages of the site were asked for."""

        before = len(self.site.site.asked)
        return self._seen(lambda: len(self.site.site.asked) >= before + pages, 0.1)

    def _behind(self, stage: str) -> Moment:
        """The stage is over, and the next has begun."""
        newest = len(self.outcomes()) + 1
        sql = "SELECT 1 FROM run_stage WHERE stage = ? AND run_id = ?"
        return self._seen(lambda: bool(self.rows(sql, stage, newest)), 0.15)

    def _seen(self, condition: Callable[[], bool], seconds: float) -> Moment:
        """A little after something was seen."""
        later = self._chance.uniform(0, seconds) * self.haste
        return lambda run: run.until(condition) and self._after(later)(run)

    def _new(self, pattern: str) -> Callable[[], bool]:
        """Something is there that the runs before have not left behind."""
        before = {(path, path.stat().st_mtime_ns) for path in self.folder.glob(pattern)}

        def is_there() -> bool:
            with suppress(FileNotFoundError):
                return any(
                    (path, path.stat().st_mtime_ns) not in before for path in self.folder.glob(pattern)
                )
            return False

        return is_there

    def outcomes(self) -> list[str]:
        return [row["outcome"] for row in self.rows("SELECT outcome FROM run ORDER BY id")]

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """What a query gives; nothing of a database that is not there or that is still empty."""
        try:
            with Store.open(self.database, read_only=True) as store:
                return store.rows(sql, parameters)
        except (DatabaseMissing, OlderSchema):
            return []


def kill_ten_times(seed: int, folder: Path, commands: Starter) -> None:
    """Kill runs at ten moments that the seed chooses; then one that nobody disturbs makes all good."""
    chance = random.Random(seed)
    with serve() as served:
        site = GrowingSite(served, seed)
        site.grow(6)
        measured = Unattended(folder / "measured", commands, site, chance)
        began = time.monotonic()
        measured.run()
        seconds = time.monotonic() - began
        killed = Unattended(folder / "killed", commands, site, chance)
        moments = killed.moments(seconds)
        chance.shuffle(moments)
        kills, cut_short = 0, set[int]()
        while kills < KILLS:
            was_killed = killed.kill_at(moments[kills]())
            check_whole(killed.database)
            kills += was_killed
            # The machine may be faster now than when the run was measured.
            killed.haste = 1.0 if was_killed else killed.haste / 2
            outcomes = killed.outcomes()
            if outcomes[-1:] == ["running"]:
                cut_short.add(len(outcomes))
            assert len(outcomes) < 3 * KILLS
            site.grow(3)
        killed.run()
        undisturbed = Unattended(folder / "undisturbed", commands, site, chance)
        undisturbed.run()
    check_whole(killed.database)
    ends = Counter(killed.outcomes())
    assert ends["killed"] == len(cut_short)
    assert set(ends) <= {"killed", "done"}
    with Store.open(killed.database) as store, Store.open(undisturbed.database) as other:
        assert values(store) == values(other)
        assert issues(store) == issues(other)
        assert followed(store, folder / "copy.json") == held_by(store)
        assert exported_records(killed.folder / "exports" / "latest") == held_by(store)
    left = {path.name for path in killed.folder.iterdir()}
    assert left == {path.name for path in undisturbed.folder.iterdir()}


def issues(store: Store) -> Counter[tuple[str, str]]:
    return Counter((row["stage"], row["kind"]) for row in store.rows("SELECT stage, kind FROM open_issues"))
