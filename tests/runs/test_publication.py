"""Readers see what was published last: whole, checked, and nothing that is held back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from towns import Towns

from db import publication
from db.copying import check_database, copy_database
from db.errors import DatabaseDamaged, DatabaseFull
from db.publication import public_path, publish, read_publication
from db.store import Store
from rangwan.cli import main
from rangwan.messages import Trouble
from rangwan.settings import Publishing, Settings, read_settings
from rangwan.settings.expectations import Expectations, Limit

STRICT = Settings(expectations=Expectations(undated=Limit(limit=0.5, least=3)))


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def changes(database: Path, *options: str) -> list[dict[str, object]]:
    result = rangwan("changes", "--database", database, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def articles(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM article").fetchone()[0])


@pytest.fixture
def towns(tmp_path: Path) -> Towns:
    towns = Towns(tmp_path / "rangwan.db")
    towns.news(range(4))
    towns.crawled(4, 1, 1)
    return towns


def stages(done: dict[str, Sequence[dict[str, object]]]) -> dict[object, object]:
    return {stage["stage"]: stage["outcome"] for stage in done["stages"]}


def test_a_good_run_publishes_all_that_it_made(towns: Towns) -> None:
    done = towns.run()
    assert stages(done)["publish"] == "done"
    made = read_publication(public_path(towns.path))
    assert made is not None
    assert (made.run_id, made.accepted) == (done["run"], None)
    assert made.latest_change == len(changes(towns.path)) > 0
    with Store.open(public_path(towns.path), read_only=True) as published:
        assert len(published.rows("SELECT id FROM awards")) == 4
        # What readers are told of the run: it is done.
        assert published.rows("SELECT outcome FROM run ORDER BY id DESC LIMIT 1") == [{"outcome": "done"}]


def test_a_publication_is_one_file_that_can_be_read_where_nothing_may_be_written(towns: Towns) -> None:
    towns.run()
    path = public_path(towns.path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert sorted(other.name for other in path.parent.glob("*public*")) == ["rangwan.public.db"]


def test_what_was_stored_since_is_not_seen_before_the_next_run(towns: Towns) -> None:
    towns.run()
    before = changes(towns.path)
    towns.news([7])
    resolved = rangwan("resolve", "--database", towns.path)
    assert "Readers see this after" in resolved.stderr
    assert changes(towns.path) == before
    towns.run(publish=False)
    assert changes(towns.path) == before
    assert len(changes(towns.path, "--working")) > len(before)
    towns.run()
    assert changes(towns.path) == changes(towns.path, "--working")


def test_a_breach_that_holds_leaves_readers_what_they_have(towns: Towns) -> None:
    towns.run(STRICT)
    seen = public_path(towns.path).read_bytes()
    towns.news(range(10, 14), day=None)
    done = towns.run(STRICT)
    assert stages(done) | {"extract": "done"} == {
        "extract": "done", "resolve": "done", "check": "failures", "publish": "failures",
    }  # fmt: skip
    assert towns.kinds() == ["missing dates", "publication held"]
    assert public_path(towns.path).read_bytes() == seen
    with towns.store() as store:
        held = store.rows("SELECT expected, found, source FROM open_issues WHERE kind = 'missing dates'")
        assert held == [{"expected": "at most 50%", "found": "100%", "source": "town"}]


def test_what_held_one_run_holds_the_next_until_a_person_accepts_it(towns: Towns) -> None:
    towns.run(STRICT)
    towns.news(range(10, 14), day=None)
    towns.run(STRICT)
    towns.now += timedelta(days=1)
    towns.news([20])
    towns.run(STRICT)
    assert "publication held" in towns.kinds()
    settings = towns.path.with_name("rangwan.toml")
    settings.write_text("[expectations.undated]\nlimit = 0.5\nleast = 3\n", encoding="utf-8")
    refused = rangwan("publish", "--database", towns.path)
    assert refused.exit_code == 1
    assert articles(public_path(towns.path)) == 4
    accepted = rangwan("publish", "--database", towns.path, "--accept", "the town dates nothing")
    assert accepted.exit_code == 0, accepted.output
    made = read_publication(public_path(towns.path))
    assert made is not None
    assert made.accepted == "the town dates nothing"
    assert articles(public_path(towns.path)) == 9
    towns.run(STRICT)
    assert towns.kinds() == []
    with towns.store() as store:
        assert store.rows("SELECT kind FROM open_issues WHERE stage IN ('check', 'publish')") == []


def test_what_a_person_accepted_is_no_open_issue(towns: Towns) -> None:
    towns.run(STRICT)
    towns.news(range(10, 14), day=None)
    towns.run(STRICT)
    settings = towns.path.with_name("rangwan.toml")
    settings.write_text("[expectations.undated]\nlimit = 0.5\nleast = 3\n", encoding="utf-8")
    accepted = rangwan("publish", "--database", towns.path, "--accept", "the town dates nothing")
    assert accepted.exit_code == 0, accepted.output
    with towns.store() as store:
        assert store.rows("SELECT kind FROM open_issues WHERE stage IN ('check', 'publish')") == []


def test_an_acceptance_needs_a_reason(towns: Towns) -> None:
    towns.run()
    assert rangwan("publish", "--database", towns.path, "--accept", " ").exit_code == 2


def test_a_first_publication_that_is_held_shows_nothing(towns: Towns) -> None:
    towns.news(range(10, 20), day=None)
    towns.run(STRICT)
    assert not public_path(towns.path).exists()
    result = rangwan("changes", "--database", towns.path)
    assert result.exit_code == 1
    assert "nothing is published yet" in result.output
    assert len(changes(towns.path, "--working")) > 0


def test_a_database_that_never_published_is_shown_itself(towns: Towns) -> None:
    with towns.store():
        pass
    assert rangwan("search", "แม่เหียะ", "--database", towns.path).exit_code == 0
    assert changes(towns.path) == []


def test_a_broken_source_holds_nothing(towns: Towns) -> None:
    towns.crawled(3, 2, 3, 2, 2, 3, 2, source="other")
    towns.news([30], source="other")
    towns.crawled(*[0] * 7, source="other")
    done = towns.run()
    assert towns.kinds() == ["too few new articles"]
    assert stages(done)["publish"] == "done"
    assert articles(public_path(towns.path)) == 5


def test_the_export_of_a_run_is_of_what_is_published(towns: Towns, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    settings = Settings(publishing=Publishing(exports=folder, formats=("jsonl",)))
    towns.run(settings)
    lines = (folder / "latest" / "articles.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 4
    index = json.loads((folder / "latest" / "index.json").read_text("utf-8"))
    made = read_publication(public_path(towns.path))
    assert made is not None
    assert index["latest_change"] == made.latest_change


def test_an_export_that_was_missed_is_written_though_the_next_publication_is_held(
    towns: Towns, tmp_path: Path
) -> None:
    towns.run(STRICT)
    towns.news(range(10, 14), day=None)
    folder = tmp_path / "exports"
    towns.run(STRICT.model_copy(update={"publishing": Publishing(exports=folder, formats=("jsonl",))}))
    assert "publication held" in towns.kinds()
    assert len((folder / "latest" / "articles.jsonl").read_text("utf-8").splitlines()) == 4


def test_an_export_that_fails_is_told_and_leaves_the_publication(towns: Towns, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "somebody's.txt").write_text("x")
    done = towns.run(Settings(publishing=Publishing(exports=folder, formats=("jsonl",))))
    assert towns.kinds() == ["export failed"]
    assert stages(done)["publish"] == "failures"
    assert articles(public_path(towns.path)) == 4


def test_a_copy_is_of_one_moment_while_another_writes(towns: Towns, tmp_path: Path) -> None:
    with towns.store() as store:

        def meanwhile(db: sqlite3.Connection) -> None:
            assert db.execute("SELECT count(*) FROM article").fetchone() == (4,)
            towns.news([100])

        copy_database(store.path, tmp_path / "copy.db", witness=meanwhile)
    assert articles(tmp_path / "copy.db") == 4
    assert articles(towns.path) == 5


def test_a_disk_without_room_for_a_publication_leaves_the_one_before(
    towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns.run()
    seen = public_path(towns.path).read_bytes()

    class Full:
        free = 10

    monkeypatch.setattr("shutil.disk_usage", lambda path: Full)
    towns.news([7])
    with pytest.raises(Trouble, match="the disk is full: a copy needs"):
        towns.run()
    with towns.store() as store, pytest.raises(DatabaseFull):
        publish(store, None)
    assert public_path(towns.path).read_bytes() == seen
    assert not list(towns.path.parent.glob(".*unfinished*"))


def test_a_damaged_database_is_never_published(towns: Towns) -> None:
    towns.run()
    with closing(sqlite3.connect(towns.path)) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("INSERT INTO extraction VALUES ('no-such-article', 1, '1', '2026-01-01T00:00:00Z')")
    with pytest.raises(DatabaseDamaged, match="extraction -> article"):
        check_database(towns.path)
    seen = public_path(towns.path).read_bytes()
    with pytest.raises(Trouble, match=r"^\S*rangwan\.db: the database is damaged"):
        towns.run()
    assert public_path(towns.path).read_bytes() == seen


def test_what_a_killed_publisher_left_behind_is_cleared_away(towns: Towns) -> None:
    left = towns.path.with_name(".rangwan-unfinished-0")
    left.mkdir()
    (left / "rangwan.public.db").write_bytes(b"half")
    towns.run()
    assert articles(public_path(towns.path)) == 4
    assert not list(towns.path.parent.glob(".*unfinished*"))


def test_a_publisher_that_fails_at_its_last_step_leaves_nothing_behind(
    towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns.run()
    seen = public_path(towns.path).read_bytes()
    towns.news([30])

    def full(path: Path, _: object) -> None:
        raise DatabaseFull("the disk is full", path, "Free some space")

    monkeypatch.setattr(publication, "_sign", full)
    with pytest.raises(Trouble, match="the disk is full"):
        towns.run()
    assert public_path(towns.path).read_bytes() == seen
    assert not list(towns.path.parent.glob(".*unfinished*"))


def test_who_may_read_the_publication_may_read_the_next_one(towns: Towns) -> None:
    towns.path.chmod(0o600)
    towns.run()
    public = public_path(towns.path)
    assert public.stat().st_mode & 0o777 == 0o600
    public.chmod(0o640)
    towns.run()
    assert public.stat().st_mode & 0o777 == 0o640


def test_another_file_in_the_place_of_the_publication_is_left_alone(towns: Towns) -> None:
    with closing(sqlite3.connect(public_path(towns.path))) as db, db:
        db.execute("CREATE TABLE mine (a)")
    with pytest.raises(Trouble, match="another program"):
        towns.run()
    with closing(sqlite3.connect(public_path(towns.path))) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[expectations]\nshrinkage = 1\n", "expectations.shrinkage: there is no such setting"),
        ("[publishing\n", "cannot be read"),
        ("[alerts]\nwebhooks = [{}]\n", "alerts.webhooks.0: needs one of url"),
        ("[publishing]\nkeep = 0\n", "publishing.keep"),
    ],
)
def test_mistakes_in_the_settings_are_told_before_anything_is_done(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "rangwan.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Trouble, match=said):
        read_settings(None, tmp_path / "rangwan.db")
    result = rangwan("run", "--no-crawl", "--database", tmp_path / "rangwan.db")
    assert result.exit_code == 1
    assert not (tmp_path / "rangwan.db").exists()


def test_what_settings_do_not_say_of_a_limit_stays(tmp_path: Path) -> None:
    (tmp_path / "rangwan.toml").write_text("[expectations]\nundated = { holds = false }\n", encoding="utf-8")
    normal = Expectations().undated
    read = read_settings(None, tmp_path / "rangwan.db").expectations.undated
    assert read == Limit(limit=normal.limit, least=normal.least, holds=False)


def test_settings_that_are_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="there is no such file"):
        read_settings(tmp_path / "no.toml", tmp_path / "rangwan.db")
    assert read_settings(None, tmp_path / "rangwan.db") == Settings()


def test_paths_of_the_settings_start_at_their_file(tmp_path: Path) -> None:
    (tmp_path / "rangwan.toml").write_text('[publishing]\nexports = "out"\n', encoding="utf-8")
    assert read_settings(None, tmp_path / "rangwan.db").publishing.exports == tmp_path / "out"


def test_a_database_that_is_lost_is_not_begun_anew_under_its_publication(towns: Towns) -> None:
    towns.run()
    seen = public_path(towns.path).read_bytes()
    towns.path.rename(towns.path.with_name("lost.db"))
    with pytest.raises(Trouble, match="there is no database, though its publication is there") as error:
        towns.run()
    assert "rangwan restore" in error.value.problem.advice
    assert not towns.path.exists()
    assert public_path(towns.path).read_bytes() == seen


@pytest.mark.parametrize("kind", ["text", "folder"])
def test_a_publication_that_cannot_be_read_can_be_made_anew(towns: Towns, kind: str) -> None:
    towns.run()
    public = public_path(towns.path)
    public.unlink()
    public.mkdir() if kind == "folder" else public.write_text("no database", "utf-8")
    for command in (("run", "--no-crawl"), ("status",), ("search", "x")):
        result = rangwan(*command, "--database", towns.path)
        assert result.exit_code == 1
        assert f"{public}: " in result.stderr
        assert "move it away, then run `rangwan publish`" in result.stderr
    public.rename(towns.path.with_name("away"))
    assert rangwan("publish", "--database", towns.path).exit_code == 0
    assert rangwan("search", "x", "--database", towns.path).exit_code == 0


def test_a_new_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "unmounted" / "rangwan.db"
    first, second = (rangwan("run", "--no-crawl", "--database", path) for _ in range(2))
    assert f"{path}: there was no database; a new one is begun" in first.stderr
    assert "a new one" not in second.stderr
