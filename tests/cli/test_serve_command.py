"""`rangwan serve` as its user meets it: where it listens, what stops it, what it does as data changes."""

from __future__ import annotations

import html
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'")

from crawler.article import Article
from db.exports.dataset import ExportOptions, export_dataset
from db.publication import publish
from db.store import Store
from rangwan.cli import main


def article(identity: str) -> Article:
    return Article(
        id=identity,
        url=f"https://www.example.go.th/{identity}",
        title=f"ข่าว {identity}",
        text="เทศบาลนครยะลาได้รับรางวัลท้องถิ่นดิจิทัล",
        published=None,
        source="thaigov",
        layout="plain",
    )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "rangwan.db"
    with Store.open(path) as store:
        store.put_article(article("a1"))
    return path


class Running:
    """A `rangwan serve` that listens."""

    def __init__(self, process: subprocess.Popen[str], lines: list[str], port: int) -> None:
        self.process = process
        self.lines = lines
        self.port = port

    def get(self, path: str) -> str:
        # Not urlopen's own error, which hides what was said.
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
            text: str = response.read().decode()
        return text

    def count(self) -> int:
        """How many articles there are now, by the public's SQL."""
        answer = json.loads(self.get("/rangwan.json?sql=select+count(*)+as+n+from+article&_shape=array"))
        number: int = answer[0]["n"]
        return number


@contextmanager
def serving(database: Path, *options: str) -> Iterator[Running]:
    command = [
        sys.executable,
        "-u",
        "-m",
        "rangwan",
        "serve",
        "--database",
        str(database),
        "--port",
        "0",
        *options,
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]
    try:
        yield Running(process, lines, int(lines[0].split("http://127.0.0.1:")[1].split("/")[0]))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_in_both_languages_and_ends_when_told(
    database: Path, ending: signal.Signals
) -> None:
    with serving(database) as running:
        assert "เปิดเว็บไซต์ที่ http://127.0.0.1:" in running.lines[0]
        assert running.lines[1].startswith(f"Serving {database} at http://127.0.0.1:")
        assert json.loads(running.get("/-/health"))["ok"] is True
        running.process.send_signal(ending)
        rest, _ = running.process.communicate(timeout=30)
        assert (running.process.returncode, rest) == (0, "")


def test_pages_follow_a_database_that_is_written_or_replaced(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Store.open(other) as store:
        for number in range(5):
            store.put_article(article(f"b{number}"))
    with serving(database) as running:
        before = running.get("/")
        assert running.count() == 1
        with Store.open(database) as store:
            store.put_article(article("a2"))
            assert running.count() == 2
            assert running.get("/") != before
            with store.transaction():  # a writer in the middle of its work
                store.put_article(article("a3"))
                assert running.count() == 2
                assert running.get("/data")
        for ending in ("", "-wal", "-shm"):
            database.with_name(database.name + ending).unlink(missing_ok=True)
        with pytest.raises(urllib.error.HTTPError) as away:
            running.get("/programmes")
        assert away.value.code == 503
        assert "กำลังปรับปรุงข้อมูล" in away.value.read().decode()
        shutil.move(other, database)
        assert running.count() == 5
        assert running.get("/programmes")


def test_monitors_see_the_database_beside_the_publication(database: Path) -> None:
    with Store.open(database) as store:
        run = store.start_run("rangwan run")
        store.finish_run(run, "done")
        publish(store, run)
    with serving(database) as running:
        assert json.loads(running.get("/-/health"))["ok"] is True
        with Store.open(database) as store:
            store.put_article(article("a2"))
            store.finish_run(store.start_run("rangwan run"), "stopped")
        assert running.count() == 1
        with pytest.raises(urllib.error.HTTPError) as bad:
            running.get("/-/health")
        assert bad.value.code == 503
        told = json.loads(bad.value.read())
        assert [reason["code"] for reason in told["reasons"]] == ["run_stopped"]
        metrics = running.get("/-/metrics")
        assert 'rangwan_articles{source="thaigov"} 2.0' in metrics
        assert "rangwan_healthy 0.0" in metrics
    with serving(database, "--no-metrics") as running, pytest.raises(urllib.error.HTTPError) as off:
        running.get("/-/metrics")
    assert off.value.code == 404


def test_the_access_log_is_written_when_asked_for(database: Path) -> None:
    with serving(database, "--access-log") as running:
        running.get("/data")
        running.process.send_signal(signal.SIGTERM)
        rest, _ = running.process.communicate(timeout=30)
        assert '"GET /data HTTP/1.1" 200' in rest


def test_behind_a_proxy_feeds_hold_the_readers_address_and_its_path_goes_before_every_link(
    database: Path,
) -> None:
    with serving(database, "--public-url", "https://awards.example.go.th/open/") as running:
        assert 'href="https://awards.example.go.th/open/awards.atom"' in running.get("/open/awards.atom")
        page = running.get("/open/")
        assert 'href="/open/en"' in page
        assert 'href="/data"' not in page


def export(database: Path, folder: Path, **options: bool) -> Path:
    with Store.open(database, read_only=True) as store:
        export_dataset(store, folder, ExportOptions(formats=("csv",), **options))
    return folder


def test_the_data_package_of_an_export_is_read_over_http(database: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = export(database, tmp_path / "exports")
    with serving(database, "--exports", str(folder)) as running:
        address = f"http://127.0.0.1:{running.port}/data/files/datapackage.json"
        assert f'Package("{address}")' in html.unescape(running.get("/data"))
        package = frictionless.Package(address)
        report = package.validate()
        assert report.flatten(["title", "message"]) == []
        assert len(package.get_resource("provinces").read_rows()) == 77


def test_the_folder_of_exports_comes_from_the_environment_too(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANGWAN_EXPORTS", str(export(database, tmp_path / "exports")))
    with serving(database) as running:
        assert "provinces.csv" in running.get("/data")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        ("nothing", "there is no such folder"),
        ("empty", "there is no export in the folder"),
        ("version", "not a version in it"),
        ("persons", "names of persons"),
        ("broken", "not whole"),
        ("half", "cannot be understood"),
    ],
)
def test_a_folder_that_is_none_of_exports_for_the_public_is_told_of(
    database: Path, tmp_path: Path, prepare: str, said: str
) -> None:
    folder = tmp_path / "exports"
    if prepare == "empty":
        folder.mkdir()
    elif prepare != "nothing":
        export(database, folder, include_persons=prepare == "persons")
    if prepare == "version":
        folder = (folder / "latest").resolve()
    elif prepare == "broken":
        (folder / "latest" / "index.json").unlink()
    elif prepare == "half":
        (folder / "latest" / "index.json").write_text('{"export": "x"')
    code, output = invoke("--database", str(database), "--exports", str(folder), "--port", "0")
    assert code == 1
    assert said in output
    assert str(folder) in output
    assert "Traceback" not in output


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", *arguments])
    return result.exit_code, result.output


def test_a_taken_port_is_told_of(database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, said = invoke("--database", str(database), "--port", port)
    assert code == 1
    assert f"127.0.0.1:{port}" in said
    assert "--port" in said


def test_a_missing_database_is_told_of(tmp_path: Path) -> None:
    code, said = invoke("--database", str(tmp_path / "none.db"), "--port", "0")
    assert code == 1
    assert "none.db" in said


def test_missing_libraries_are_told_of(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, said = invoke("--database", str(database), "--port", "0")
    assert code == 1
    assert "pip install 'rangwan[site]'" in said


@pytest.mark.parametrize(
    "url", ["awards.example.go.th", "ftp://a.th", "https://a.th/?x=1", "https://a.th/'\"><b>"]
)
def test_a_public_address_that_is_none_is_refused(database: Path, url: str) -> None:
    code, said = invoke("--database", str(database), "--public-url", url)
    assert code == 2
    assert "--public-url" in said


def test_an_address_that_is_not_this_machines_is_told_of(database: Path) -> None:
    code, said = invoke("--database", str(database), "--host", "203.0.113.7")
    assert code == 1
    assert "203.0.113.7" in said
