"""`rangwan crawl` killed, started twice, and on a disk that cannot be written: it goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from site_server import Answer, Asked, Site, article, listing, serve

from crawler.snapshots import SnapshotStore
from db.store import Store

PAGES = 30
# Pages that were fetched and are not stored yet: on their way, being read, in the pipe, waiting for the disk.
IN_FLIGHT = 4
PUBLISHER = """
key = "town"
homepage = "{url}/"
publishes = "Test pages."
layout = "plain"
[name]
th = "เมือง"
en = "Town"
[[discovery]]
kind = "listing"
url = "/"
match = "/news/"
[politeness]
delay = 0.02
[terms]
verdict = "allowed"
why = "our own"
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as served:
        served.add("/", listing(*(f"/news/{number}" for number in range(PAGES))))
        for number in range(PAGES):
            served.add(f"/news/{number}", article(f"ข่าวที่ {number}"))
        yield served


@pytest.fixture
def command(site: Site, tmp_path: Path) -> list[str]:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "town.toml").write_text(PUBLISHER.format(url=site.url), encoding="utf-8")
    return [
        *(sys.executable, "-m", "rangwan", "crawl", "town", "--allow-loopback", "--json"),
        *("--publishers", str(folder), "--database", str(tmp_path / "rangwan.db")),
    ]


def start(command: list[str]) -> subprocess.Popen[str]:
    """Start a crawl as the leader of a process group of its own."""
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def finish(command: list[str]) -> tuple[int, dict[str, int], str]:
    """Run a crawl to its end: exit code, counts, standard error."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    counts: dict[str, int] = json.loads(done.stdout)["stages"][0]["counts"] if done.stdout else {}
    return done.returncode, counts, done.stderr


def wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def asked_for(site: Site) -> set[str]:
    """The articles that were asked for so far."""
    return {path for path in site.paths() if path.startswith("/news/")}


def kill(group: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group.pid, signal.SIGKILL)
    group.communicate()


def check_whole(database: Path) -> int:
    """How many articles are stored; every one has its page and its snapshot."""
    with Store.open(database) as store:
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert store.rows("PRAGMA foreign_key_check") == []
        articles = store.rows(
            "SELECT a.id, v.snapshot FROM article a JOIN article_version v ON v.article_id = a.id"
        )
        snapshots = SnapshotStore(store.snapshots)
        for row in articles:
            assert snapshots.get(row["snapshot"])
        return len(articles)


def test_a_crawl_that_is_killed_again_and_again_comes_to_its_end(
    site: Site, command: list[str], tmp_path: Path
) -> None:
    database = tmp_path / "rangwan.db"
    # Before anything was asked for, while robots.txt and the index are read, and between articles.
    for moment in (0, 1, 2, 3, 9, 20):
        seen = len(site.asked)
        group = start(command)
        wait(lambda moment=moment, seen=seen: len(site.asked) - seen >= moment)
        kill(group)
        stored = check_whole(database) if database.exists() else 0
        assert len(asked_for(site)) - stored <= IN_FLIGHT
    left = database.with_name("rangwan-snapshots") / "00" / ".new-left"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half a page")
    code, counts, told = finish(command)
    assert (code, told) == (0, "")
    assert check_whole(database) == PAGES
    assert not left.exists(), "what a killed crawl was writing is cleared away"
    assert len(asked_for(site)) == PAGES
    assert counts["skipped"] >= 18 - IN_FLIGHT
    with Store.open(database) as store:
        outcomes = [row["outcome"] for row in store.rows("SELECT outcome FROM run ORDER BY id")]
    assert outcomes[-1] == "done"
    assert set(outcomes[:-1]) <= {"killed"}
    assert not database.with_name("rangwan.db.lock").exists()


def test_a_second_crawl_of_the_same_database_is_refused_with_the_reason(
    site: Site, command: list[str], tmp_path: Path
) -> None:
    go_on = Event()

    def slow(asked: Asked) -> Answer:
        go_on.wait(60)
        return Answer(article("ข่าวที่มาช้า"), headers={"Content-Type": "text/html"})

    site.pages["/news/5"] = slow
    first = start(command)
    try:
        wait(lambda: "/news/5" in site.paths())
        code, _, told = finish(command)
        assert code == 1
        assert f"`rangwan crawl` (process {first.pid} of " in told
        assert "is working on it" in told
        assert "-> Wait until it is done" in told
        go_on.set()
        assert first.wait(60) == 0
    finally:
        go_on.set()
        kill(first)
    assert check_whole(tmp_path / "rangwan.db") == PAGES


def test_a_disk_that_cannot_be_written_ends_the_crawl_and_the_next_one_goes_on(
    site: Site, command: list[str], tmp_path: Path
) -> None:
    snapshots = tmp_path / "rangwan-snapshots"
    snapshots.mkdir()
    # A file where a folder of snapshots should be; a full disk cannot be had by everybody who runs the tests.
    in_the_way = [snapshots / f"{number:02x}" for number in range(0, 256, 8)]
    for file in in_the_way:
        file.touch()
    code, counts, told = finish(command)
    assert code == 1
    assert "the folder of snapshots cannot be written to" in told
    stored = check_whole(tmp_path / "rangwan.db")
    assert stored == counts.get("new", 0) < PAGES
    for file in in_the_way:
        file.unlink()
    site.asked.clear()
    code, counts, told = finish(command)
    assert (code, told) == (0, "")
    assert counts["skipped"] == stored
    assert check_whole(tmp_path / "rangwan.db") == PAGES
    assert len(site.paths()) == 1 + PAGES - stored
