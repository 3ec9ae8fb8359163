"""`rangwan import`, `rangwan snapshot` and `rangwan crawl --from-snapshots` as a user calls them."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler"))
from corpus_files import BODY, MAEHIA, TITLE, folder, page, release, tar, warc

from db.store import Store
from rangwan.cli import main


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def counts(result: Result) -> dict[str, int]:
    """The counts of the last stage of a command called with --json."""
    counted: dict[str, int] = json.loads(result.stdout)["stages"][-1]["counts"]
    return counted


def rows(database: Path, sql: str) -> list[dict[str, Any]]:
    with Store.open(database, create=False) as store:
        return store.rows(sql)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def publishers(tmp_path: Path) -> Path:
    path = tmp_path / "publishers"
    path.mkdir()
    (path / "maehia.toml").write_text(MAEHIA, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    files = {f"v1/1/ด้านสังคม_{number}.txt": release(number) for number in range(1, 4)}
    return tar(tmp_path / "corpus.tar.gz", files | {"v1/1/ด้านสังคม_9.txt": b"rubbish"})


def test_a_corpus_is_imported_once_and_its_broken_files_are_listed(
    corpus: Path, database: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "broken.jsonl"
    result = rangwan("import", corpus, "--database", database, "--broken", listed, "--json")
    assert result.exit_code == 1
    assert counts(result) == {"records": 4, "new": 3, "broken": 1}
    assert "ด้านสังคม_9.txt" in result.stderr
    assert json.loads(listed.read_text("utf-8"))["problem"].startswith("does not begin")
    stored = rows(database, "SELECT title, text, published FROM article_version")
    assert {(row["title"], row["text"], row["published"]) for row in stored} == {(TITLE, BODY, "2023-10-10")}
    (issue,) = rows(database, "SELECT kind, place FROM issue WHERE closed_at IS NULL")
    assert issue["kind"] == "file without a release"

    again = rangwan("import", corpus, "--database", database)
    assert again.exit_code == 0
    assert "was imported on" in again.stderr
    once_more = rangwan("import", corpus, "--database", database, "--again", "--json")
    assert counts(once_more) == {"records": 4, "known": 3, "broken": 1}


def test_facts_are_read_from_what_was_imported(corpus: Path, database: Path) -> None:
    rangwan("import", corpus, "--database", database)
    result = rangwan("run", "--no-crawl", "--database", database)
    assert result.exit_code == 0, result.stderr
    told = rows(database, "SELECT DISTINCT organisation, tier FROM fact")
    assert told == [{"organisation": "เทศบาลนครยะลา", "tier": "ยอดเยี่ยม"}]
    assert rangwan("run", "--no-crawl", "dga", "--database", database).exit_code == 2


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_json_lines_are_imported_packed_or_not(suffix: str, database: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a1", "title": TITLE, "text": BODY, "url": "https://x.go.th/1", "published": "2023-10-10"},
        {"title": TITLE, "text": BODY, "url": "https://x.go.th/2", "source": "dga", "category": "ข่าว"},
        {"id": "a3", "title": "ซ้ำ", "text": BODY, "url": "https://x.go.th/1"},
        {"id": "a4", "title": "ไม่มีข้อความ"},
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode() + b"no JSON\n"
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[suffix]
    path = tmp_path / f"articles.jsonl{suffix}"
    path.write_bytes(pack(text))
    result = rangwan("import", path, "--source", "maehia", "--database", database, "--json")
    assert counts(result) == {"records": 5, "new": 2, "duplicates": 1, "broken": 2}
    assert result.exit_code == 1
    told = rows(database, "SELECT id, source, url FROM article ORDER BY url")
    assert [(row["source"], row["url"]) for row in told] == [
        ("maehia", "https://x.go.th/1"),
        ("dga", "https://x.go.th/2"),
    ]
    assert told[1]["id"].startswith("dga-")


def test_another_text_is_a_new_version_only_on_request(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a1", "title": TITLE, "text": BODY}), encoding="utf-8")
    rangwan("import", path, "--database", database)
    path.write_text(json.dumps({"id": "a1", "title": TITLE, "text": BODY + " แก้ไข"}), encoding="utf-8")
    kept = rangwan("import", path, "--database", database, "--json")
    assert counts(kept) == {"records": 1, "known with another text": 1}
    updated = rangwan("import", path, "--database", database, "--update", "--again", "--json")
    assert counts(updated) == {"records": 1, "changed": 1}
    assert rows(database, "SELECT version FROM article") == [{"version": 2}]


def test_an_import_that_was_killed_goes_on_where_it_was(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(20_000):
            article = {"id": f"a{number}", "title": f"ข่าวที่ {number}", "text": BODY * 3}
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    command = [sys.executable, "-m", "rangwan", "import", str(path), "--database", str(database)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(6000):  # until the first batches are stored
            if database.exists() and database.with_name("rangwan.db-wal").exists():
                try:
                    if rows(database, "SELECT count(*) AS n FROM article")[0]["n"]:
                        break
                except Exception:  # noqa: BLE001 (the schema is being made)
                    pass
            time.sleep(0.01)
        process.kill()
    before = rows(database, "SELECT count(*) AS n FROM article")[0]["n"]
    assert 0 < before < 20_000
    result = rangwan("import", path, "--database", database, "--json")
    assert "goes on behind record" in result.stderr
    assert result.exit_code == 0
    assert counts(result) == {"records": 20_000 - before, "new": 20_000 - before}
    assert rows(database, "SELECT count(*) AS n FROM article") == [{"n": 20_000}]


def test_pages_of_a_warc_are_kept_exported_and_read_again(
    database: Path, publishers: Path, tmp_path: Path
) -> None:
    url = "https://maehia.example.go.th/news/1"
    first = warc(tmp_path / "first.warc.gz", {url: page("แม่เหียะรับรางวัล")}, day="2023-10-11")
    later = warc(tmp_path / "later.warc.gz", {url: page("แม่เหียะรับรางวัลแล้ว")}, day="2023-11-11")
    options = ("--database", database, "--publishers", publishers, "--json")
    assert counts(rangwan("import", first, *options)) == {"records": 1, "new": 1}
    assert counts(rangwan("import", later, *options)) == {"records": 1, "changed": 1}
    older = rangwan("import", first, *options, "--again")
    assert counts(older) == {"records": 1, "known with another text": 1}

    exported = tmp_path / "out.warc.gz"
    result = rangwan("snapshot", "export", "--warc", exported, "--database", database)
    assert result.exit_code == 0 and "1 pages" in result.stdout
    elsewhere = tmp_path / "other.db"
    taken = rangwan("import", exported, "--database", elsewhere, "--publishers", publishers)
    assert taken.exit_code == 0
    assert rows(elsewhere, "SELECT title FROM article_version") == [{"title": "แม่เหียะรับรางวัลแล้ว"}]

    # A layout that was corrected: the title stands elsewhere.
    layout = '[layout]\nname = "plain"\ntitle = "p"\n'
    (publishers / "maehia.toml").write_text(MAEHIA.replace('[layout]\nname = "plain"\n', layout), "utf-8")
    reread = rangwan("crawl", "maehia", "--from-snapshots", *options)
    assert counts(reread) == {"pages": 1, "changed": 1}
    titles = rows(database, "SELECT title FROM article_version ORDER BY version")
    assert [row["title"] for row in titles] == ["แม่เหียะรับรางวัล", "แม่เหียะรับรางวัลแล้ว", "10 ตุลาคม 2566"]
    assert counts(rangwan("crawl", "maehia", "--from-snapshots", *options)) == {"pages": 1, "unchanged": 1}
    assert rangwan("crawl", "--from-snapshots", "--sample", 1, "--database", database).exit_code == 2


def test_old_copies_do_not_bring_back_what_has_vanished(
    database: Path, publishers: Path, tmp_path: Path
) -> None:
    options = ("--database", database, "--publishers", publishers, "--json")
    old = warc(tmp_path / "a.warc.gz", {"https://maehia.example.go.th/news/1": page("ข่าวเดิม")})
    rangwan("import", old, *options)
    with Store.open(database) as store:
        (article,) = store.rows("SELECT id FROM article")
        store.mark_vanished(article["id"])
    rangwan("import", old, "--again", *options)
    layout = '[layout]\nname = "plain"\ntitle = "p"\n'
    (publishers / "maehia.toml").write_text(MAEHIA.replace('[layout]\nname = "plain"\n', layout), "utf-8")
    assert counts(rangwan("crawl", "maehia", "--from-snapshots", *options)) == {"pages": 1, "changed": 1}
    assert rows(database, "SELECT count(*) AS n FROM article WHERE vanished_at IS NOT NULL") == [{"n": 1}]


def test_damaged_and_missing_snapshots_are_told(database: Path, publishers: Path, tmp_path: Path) -> None:
    pages = {f"https://maehia.example.go.th/news/{number}": page(f"ข่าวที่ {number}") for number in (1, 2, 3)}
    rangwan("import", warc(tmp_path / "a.warc.gz", pages), "--database", database, "--publishers", publishers)
    assert rangwan("snapshot", "check", "--database", database).stdout == "3 snapshots are whole\n"
    lost, damaged, _ = sorted((tmp_path / "rangwan-snapshots").rglob("*.gz"))
    lost.unlink()
    damaged.write_bytes(b"rubbish")
    checked = rangwan("snapshot", "check", "--database", database)
    assert (checked.exit_code, checked.stdout) == (1, "1 snapshots are whole\n")
    assert "is missing" in checked.stderr and "is damaged" in checked.stderr
    exported = rangwan("snapshot", "export", "--warc", tmp_path / "out.warc.gz", "--database", database)
    assert exported.exit_code == 1 and "1 pages" in exported.stdout
    reread = rangwan(
        "crawl", "maehia", "--from-snapshots", "--database", database, "--publishers", publishers
    )
    assert reread.exit_code == 1 and "2 problems" in reread.stdout


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder_: folder_ / "nothing", "there is no such file or folder"),
        (lambda folder_: folder(folder_ / "empty", {"a.md": b""}), "is a folder without text files"),
        (lambda folder_: folder(folder_, {"a.jsonl": b""}) / "a.jsonl", "the file is empty"),
        (lambda folder_: folder(folder_, {"a.pdf": b"%PDF-1.7 x"}) / "a.pdf", "is a PDF"),
        (lambda folder_: folder(folder_, {"a.tar.gz": gzip.compress(b"x" * 9)}) / "a.tar.gz", "no JSON"),
    ],
)
def test_what_is_no_archive_is_told(make: Any, told: str, database: Path, tmp_path: Path) -> None:
    result = rangwan("import", make(tmp_path), "--database", database)
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_source_that_nobody_knows_is_wrong_usage(corpus: Path, database: Path) -> None:
    assert rangwan("import", corpus, "--source", "nobody", "--database", database).exit_code == 2
    assert (
        rangwan("snapshot", "export", "nobody", "--warc", "x.warc.gz", "--database", database).exit_code != 0
    )


def test_a_stopped_import_says_so_in_the_ledger(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": f"a{n}", "text": BODY * 20}) + "\n" for n in range(30_000))
    command = [sys.executable, "-m", "rangwan", "import", str(path), "--database", str(database)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not database.with_name("rangwan.db-wal").exists():
            time.sleep(0.01)
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGINT)
    outcomes = rows(database, "SELECT outcome FROM run")
    assert outcomes in ([{"outcome": "stopped"}], [{"outcome": "done"}])
