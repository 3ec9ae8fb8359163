"""A month of rounds that nobody watches, by a clock of the test's own: sites grow, err, break and recover."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from towns import TOWNS
from wholeness import check_whole, exported_records, followed, held_by

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from site_server import Answer, Site, article, listing, serve

from crawler.job import Limits
from crawler.publisher import Publisher
from db.publication import public_path, read_publication
from db.store import Store
from rangwan.cli import main
from rangwan.crawling import CrawlOptions
from rangwan.messages import Problem
from rangwan.settings import read_settings
from rangwan.unattended import Round, run_round

SETTINGS = """
[publishing]
exports = "exports"
formats = ["jsonl"]
[expectations.too_many_articles]
limit = 3
least = 20
[expectations.undated]
limit = 0.5
least = 4
"""
EVERY_HOURS = {"town": 24, "paper": 168, "lost": 72}
BROKEN = ("town: crawl not finished", "town: host refuses", "town: page: http")
LOST = ("lost: crawl not finished", "lost: page: gone")
UNDATED = ("town: expectation not met", "town: missing dates")
VANISHED = "SELECT id FROM article WHERE vanished_at IS NOT NULL"
JUNK = "ได้รับรางวัลระดับยอดเยี่ยมทุกรายการ ประจำปี 2566 โรงเรียน{0}วิทยา โรงพยาบาล{0} เทศบาลเมือง{0}"


class World:
    """Three sites on one server, and the rounds that crawl them day by day."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.database = folder / "rangwan.db"
        self.site = site
        self.now = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
        self.articles: dict[str, list[int]] = {key: [] for key in EVERY_HOURS}
        self.told: list[Problem] = []
        self.fresh = iter(range(30, 200))
        settings = folder / "rangwan.toml"
        settings.write_text(SETTINGS, encoding="utf-8")
        self.settings = read_settings(settings, self.database)

    def publishers(self) -> list[Publisher]:
        return [
            self.site.publisher(
                key=key,
                homepage=f"{self.site.url}/{key}/",
                discovery=[{"kind": "listing", "url": f"/{key}/", "match": f"/{key}/news/"}],
                # Pages that are known are asked for again each day.
                schedule={"every_hours": hours, "recheck_days": 0.5},
            )
            for key, hours in EVERY_HOURS.items()
        ]

    def news(self, key: str, *numbers: int, tier: str = "ดีเด่น") -> None:
        """Articles that the site has from now on: one town each that won."""
        for number in numbers:
            name, rank, province = TOWNS[number % len(TOWNS)]
            text = (
                f"เทศบาล{rank}{name} จังหวัด{province} ได้รับรางวัลท้องถิ่นดิจิทัล"
                f" ประจำปี {2550 + number // len(TOWNS)} ระดับ{tier}"
            )
            self.put(key, number, article(f"{key} {number}", text, f"{1 + number % 28} ตุลาคม 2566"))

    def put(self, key: str, number: int, markup: str, status: int = 200) -> None:
        if number not in self.articles[key]:
            self.articles[key].append(number)
        self.site.add(f"/{key}/news/{number}", markup, status)
        self.site.add(f"/{key}/", listing(*(f"/{key}/news/{one}" for one in self.articles[key])))

    def round(self) -> dict[str, Any]:
        """A round now; what it told is in `told`."""
        self.told.clear()
        wanted = Round(self.publishers(), options=CrawlOptions(allow_loopback=True), jobs=1)
        return run_round(
            self.database, self.settings, wanted, self.told.append, lambda line: None, clock=lambda: self.now
        )

    def day(self, crawled: str, outcome: str = "done", *issues: str) -> dict[str, Any]:
        """The round of a day: which sources it crawls, how it ends, the issues that are open afterwards."""
        done = self.round()
        found = " ".join(sorted(stage["source"] for stage in done["stages"] if stage["stage"] == "crawl"))
        assert (found, done["outcome"]) == (crawled, outcome), (self.now, self.told)
        assert self.issues() == sorted(issues), (self.now, self.told)
        assert (outcome == "failures") == bool(self.told)
        self.now += timedelta(days=1)
        return done

    def issues(self) -> list[str]:
        """The kinds of the open issues of crawls, checks and publications, with their sources."""
        rows = self.working(
            "SELECT DISTINCT coalesce(source || ': ', '') || kind AS said FROM open_issues"
            " WHERE stage <> 'resolve' AND kind <> 'count not met' ORDER BY said"
        )
        return [row["said"] for row in rows]

    def working(self, sql: str) -> list[dict[str, Any]]:
        with Store.open(self.database, read_only=True) as store:
            return store.rows(sql)

    def readers(self, sql: str) -> list[Any]:
        """What a query of one column gives the readers."""
        with Store.open(public_path(self.database), read_only=True) as store:
            return [next(iter(row.values())) for row in store.rows(sql)]

    def seen(self) -> Counter[str]:
        """How many articles of each source readers see."""
        return Counter(self.readers("SELECT source FROM article"))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    # Sites that refuse are asked again after seconds; nobody waits for them here.
    monkeypatch.setattr("rangwan.crawling.Limits", partial(Limits, backoff_seconds=0, retries=1))
    with serve() as site:
        yield World(tmp_path, site)


def ordinary_days(world: World) -> None:
    world.news("town", *range(8))
    world.news("paper", *range(8, 12))
    world.news("lost", *range(12, 16))

    # Days 0 to 2: all sources at first, then each as often as its file says.
    world.day("lost paper town")
    assert world.seen() == {"town": 8, "paper": 4, "lost": 4}
    for _ in range(2):
        world.news("town", next(world.fresh))
        world.day("town")
    assert world.seen()["town"] == 10
    # A timer that fires again within the day crawls nothing.
    world.now -= timedelta(hours=12)
    assert [stage for stage in world.round()["stages"] if stage["stage"] == "crawl"] == []
    world.now += timedelta(hours=12)

    # Day 3: a correction.  Day 4: an article is taken down; what it said stays, and is marked.
    tiers = "SELECT tier FROM awards WHERE url LIKE '%/town/news/1'"
    assert world.readers(tiers) == ["ดีเด่น"]
    world.news("town", 1, tier="ยอดเยี่ยม")
    world.day("lost town")
    assert world.readers(tiers) == ["ยอดเยี่ยม"]
    world.put("town", 2, "", status=410)
    world.day("town")
    assert len(world.readers(VANISHED)) == 1
    assert len(world.readers("SELECT id FROM awards WHERE url LIKE '%/town/news/2'")) == 1


def a_site_that_refuses(world: World) -> None:
    # Days 5 to 7: the town's site answers 500; the others are published all the same.
    pages = dict(world.site.pages)
    for path in pages:
        if path.startswith("/town/"):
            world.site.pages[path] = Answer(status=500)
    world.day("town", "failures", *BROKEN)
    world.news("lost", 16)
    world.day("lost town", "failures", *BROKEN)
    assert world.seen() == {"town": 10, "paper": 4, "lost": 5}
    world.news("paper", next(world.fresh))
    world.day("paper town", "failures", *BROKEN)
    assert world.seen() == {"town": 10, "paper": 5, "lost": 5}
    # Day 8: it is back.
    world.site.pages.update({path: page for path, page in pages.items() if path.startswith("/town/")})
    world.news("town", next(world.fresh))
    world.day("town")
    assert world.seen()["town"] == 11
    assert len(world.readers(VANISHED)) == 1


def a_source_that_breaks_for_good(world: World) -> None:
    # Day 9: a source breaks for good.  Its issue stays, its articles too, and nobody else is held up.
    for path in list(world.site.pages):
        if path.startswith("/lost/"):
            world.site.pages[path] = Answer(status=404)
    world.day("lost town", "failures", *LOST)
    world.news("town", next(world.fresh))
    world.day("town", "done", *LOST)
    assert world.seen() == {"town": 12, "paper": 5, "lost": 5}


def a_new_design(world: World) -> None:
    # Days 11 and 12: the town's site has a new design that its file does not know: nothing is read of it.
    pages = dict(world.site.pages)
    world.news("town", next(world.fresh))
    for path in world.site.pages:
        if path.startswith("/town/news/") and not path.endswith("/2"):
            world.site.add(path, "<html><body><div id='app'></div></body></html>")
    before = world.readers("SELECT title || text FROM articles ORDER BY id")
    empty = (*LOST, "town: expectation not met", "town: page: layout", "town: page: no-text")
    world.day("town", "failures", *empty)
    world.day("lost town", "failures", *empty)
    assert world.readers("SELECT title || text FROM articles ORDER BY id") == before
    # Day 13: the design of before is back.
    world.site.pages.update(pages)
    world.news("town", world.articles["town"][-1])
    world.day("town", "done", *LOST)
    assert world.seen()["town"] == 13


def a_flood(world: World) -> None:
    # Day 14: a flood of junk holds the publication, and holds it until a person has looked.
    made = read_publication(public_path(world.database))
    flood = range(1000, 1030)
    for number in flood:
        world.put("town", number, article(f"ประกาศ {number}", JUNK.format(number), ""))
    held = (*LOST, "publication held", "town: too many new articles")
    done = world.day("paper town", "failures", *held, *UNDATED)
    assert done["stages"][-1]["counts"]["held"] == 1
    assert read_publication(public_path(world.database)) == made
    # Day 15: the site has dated it; there is still too much of it, and good news wait with it.
    for number in flood:
        world.put("town", number, article(f"ประกาศ {number}", f"แจ้งปิดถนนสายที่ {number}"))
    world.news("town", next(world.fresh))
    world.day("lost town", "failures", *held)
    world.day("town", "failures", *held)
    assert read_publication(public_path(world.database)) == made
    assert world.seen()["town"] == 13
    shared = ["--database", str(world.database)]
    assert CliRunner().invoke(main, ["publish", *shared]).exit_code == 1
    accepted = CliRunner().invoke(main, ["publish", *shared, "--accept", "the town put its archive on line"])
    assert accepted.exit_code == 0, accepted.output
    assert world.seen()["town"] == 13 + 30 + 1
    world.day("town", "done", *LOST)


def articles_without_dates(world: World) -> None:
    # Day 18: undated articles hold; day 19: the site mends them, and all is shown without anybody's help.
    late = [next(world.fresh) for _ in range(5)]
    for number in late:
        world.put("town", number, article(f"town {number}", "ประกาศวันหยุด", ""))
    world.day("lost town", "failures", *LOST, "publication held", *UNDATED)
    assert world.seen()["town"] == 44
    world.news("town", *late)
    world.day("town", "done", *LOST)
    assert world.seen()["town"] == 49


def the_rest(world: World) -> None:
    # Days 20 to 29: nothing of note, but the seventh crawl of the lost source that finds nothing.
    for day in range(20, 30):
        world.news("town", next(world.fresh))
        due = [*(["lost"] if day % 3 == 0 else []), *(["paper"] if day % 7 == 0 else []), "town"]
        silent = day >= 27
        world.day(
            " ".join(due),
            "failures" if "lost" in due or silent else "done",
            *LOST,
            *(["lost: too few new articles"] if silent else []),
        )
    assert world.seen() == {"town": 59, "paper": 5, "lost": 5}


def test_a_month_that_nobody_watches(world: World) -> None:
    ordinary_days(world)
    a_site_that_refuses(world)
    a_source_that_breaks_for_good(world)
    a_new_design(world)
    a_flood(world)
    articles_without_dates(world)
    the_rest(world)
    check_whole(world.database)
    assert world.working("SELECT url FROM article GROUP BY url HAVING count(*) > 1") == []
    rounds = Counter(row["command"] for row in world.working("SELECT command FROM run"))
    assert rounds == {"rangwan run": 31, "rangwan publish": 2}
    assert {row["outcome"] for row in world.working("SELECT outcome FROM run")} == {"done", "failures"}
    with Store.open(public_path(world.database), read_only=True) as published:
        held_records = held_by(published)
        assert followed(published, world.database.with_name("copy.json")) == held_records
        assert exported_records(world.database.with_name("exports") / "latest") == held_records
