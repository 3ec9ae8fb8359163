"""The whole way, once, over real HTTP: what a newcomer sees first."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.store import Store
from rangwan.cli import main
from rangwan.demo import demo_gold

SITES = 5


def free_ports() -> int:
    """The first of as many neighbouring free ports as the sites need."""
    # Below the ports of outgoing connections, and another place for each process that runs tests.
    for first in range(20_000 + os.getpid() % 100 * 50, 32_000, 50):
        sockets = [socket.socket() for _ in range(SITES)]
        try:
            for place, open_socket in enumerate(sockets):
                open_socket.bind(("127.0.0.1", first + place))
        except OSError:
            continue
        finally:
            for open_socket in sockets:
                open_socket.close()
        return first
    raise AssertionError("no free ports")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Result, Result]]:
    """The demonstration's database and what its first and its second run printed."""
    database, port = tmp_path_factory.mktemp("demo") / "data" / "demo.db", str(free_ports())
    arguments = ["demo", "--database", str(database), "--port", port]
    first = CliRunner().invoke(main, arguments, catch_exceptions=False)
    before = dump(database)
    second = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert dump(database) == before, "the second run changed the dataset"
    yield database, first, second


def dump(database: Path) -> list[list[dict[str, object]]]:
    tables = (
        "article",
        "article_version",
        "fact",
        "span",
        "organisation",
        "award",
        "award_fact",
        "judgement",
    )
    with Store.open(database, read_only=True) as store:
        return [store.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def test_the_first_run_finds_the_articles_and_shows_the_awards(twice: tuple[Path, Result, Result]) -> None:
    _, first, _ = twice
    assert first.exit_code == 0
    assert "problem" not in first.stderr
    assert f"{len(demo_gold())} new" in first.stdout
    assert "หน่วยงาน organisation" in first.stdout
    assert "เทศบาลเมืองแม่เหียะ" in first.stdout


def test_the_second_run_finds_nothing_new_and_says_so(twice: tuple[Path, Result, Result]) -> None:
    _, _, second = twice
    assert second.exit_code == 0
    assert "problem" not in second.stderr
    assert "Nothing new" in second.stdout
    assert "เทศบาลเมืองแม่เหียะ" in second.stdout


def test_what_it_says_to_try_next_works(twice: tuple[Path, Result, Result]) -> None:
    _, first, _ = twice
    steps = re.findall(r"^  \S.*?:  +(.+)$", first.stdout.split("Try next")[1], re.M)
    assert len(steps) == 3
    for step in steps[:2]:
        program, *arguments = shlex.split(step)
        program = str(Path(sys.executable).with_name(Path(program).name))
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_the_store_holds_one_article_a_page_with_its_facts_and_raw_page(
    twice: tuple[Path, Result, Result],
) -> None:
    database, _, _ = twice
    gold = {(document["site"], document["path"]): bool(document["awards"]) for document in demo_gold()}
    with Store.open(database, read_only=True) as store:
        articles = store.rows(
            "SELECT source, url, snapshot, (SELECT count(*) FROM facts f WHERE f.article_id = a.id) AS facts"
            " FROM articles a"
        )
        pages = {path.parent.name + path.name.split(".")[0] for path in store.snapshots.rglob("*.gz")}
        assert len(articles) == len(gold)
        assert {article["snapshot"] for article in articles} <= pages
        quiet = [article["url"] for article in articles if not article["facts"]]
        assert len(quiet) < len(articles) / 2
        assert store.rows("SELECT DISTINCT outcome FROM run") == [{"outcome": "done"}]


def test_the_questions_people_ask_have_answers_in_plain_sql(twice: tuple[Path, Result, Result]) -> None:
    database, _, _ = twice
    with Store.open(database, read_only=True) as store:
        mae_hia = store.rows(
            "SELECT year, tier, province, evidence, url FROM awards_by_organisation"
            " WHERE organisation = 'เทศบาลเมืองแม่เหียะ' AND year = 2566"
        )
        assert [(row["tier"], row["province"]) for row in mae_hia] == [("ดีเด่น", "เชียงใหม่")]
        assert mae_hia[0]["evidence"]
        assert mae_hia[0]["url"].startswith("http://127.0.0.1:")
        yala = store.rows(
            "SELECT DISTINCT year FROM awards_by_province WHERE province = 'ยะลา' ORDER BY year"
        )
        assert [row["year"] for row in yala] == [2564, 2566]


def test_a_port_that_is_taken_is_said_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        arguments = ["demo", "--database", str(tmp_path / "demo.db"), "--port", str(port)]
        result = CliRunner().invoke(main, arguments)
    if port > 65000:
        pytest.skip("the system gave a port beyond those the option takes")
    assert result.exit_code == 1
    assert "cannot be served" in result.stderr
    assert f"--port {port + 100}" in result.stderr
