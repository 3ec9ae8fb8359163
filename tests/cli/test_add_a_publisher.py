"""docs/add-a-publisher.md walks through adding a publisher: its commands are run here, in its order."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-a-publisher.md"
DRAFT = "my-publishers/town.toml"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder as `python -m http.server` does; gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Walk:
    """What the commands of the page printed, by the command, and where they ran."""

    folder: Path
    printed: dict[str, str]
    port: int

    def of(self, start: str) -> list[str]:
        """What the commands that begin so printed."""
        return [text for command, text in self.printed.items() if command.startswith(start)]


def _run(command: str, folder: Path, port: int) -> str:
    words = shlex.split(command.replace("8480", str(port)))
    tool = Path(sys.executable).with_name(words[0])
    call = {
        "rangwan": [sys.executable, "-m", "rangwan"],
        "mkdir": ["mkdir"],
    }.get(words[0], [str(tool)])
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*call, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def _write(toml: str, folder: Path, port: int) -> None:
    """Put a TOML block of the page into the draft: the whole file, or its last table anew."""
    draft = folder / DRAFT
    # The pause between requests is for others' servers.
    text = toml.replace("8480", str(port)).replace("delay = 2.0", "delay = 0.0")
    if not text.startswith("key ="):
        table = text.splitlines()[0]
        text = draft.read_text("utf-8").split(table)[0] + text
    draft.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("walk")
    printed: dict[str, str] = {}
    with served(ROOT / "tests" / "fixtures" / "sites" / "town") as port:
        for kind, text in BLOCK.findall(PAGE.read_text("utf-8")):
            if kind == "toml":
                _write(text, folder, port)
                continue
            assert kind == "sh", f"a block of kind {kind!r}: what is the test to do with it?"
            for number, command in enumerate(text.splitlines()):
                if "http.server" not in command:
                    key = command if command not in printed else f"{command} #{number + len(printed)}"
                    printed[key] = _run(command, folder, port)
        yield Walk(folder, printed, port)


def test_the_look_finds_the_list_and_writes_a_draft(walk: Walk) -> None:
    (told,) = walk.of("rangwan sources new")
    assert "/news/index.html lists 3 articles; their addresses match /news/[0-9]+[.]html" in told
    assert f"The draft is {DRAFT}" in told


def test_the_corrected_file_is_sound(walk: Walk) -> None:
    before, after = walk.of("rangwan sources check")
    assert "1 files are sound, 0 are not; the terms of 1 nobody has checked." in before
    assert "1 files are sound, 0 are not; the terms of 0 nobody has checked." in after
    assert "Roi Et Town Municipality" in walk.of("rangwan sources explain")[0]


def test_the_sample_brings_articles_as_a_reader_sees_them(walk: Walk) -> None:
    rows = json.loads(walk.of("sqlite-utils")[0])
    assert len(rows) == 4
    award = next(row for row in rows if "ประเภทดีเลิศ" in row["title"])
    assert (award["published"], award["category"]) == ("2023-11-29", "ข่าวเด่น")
    assert award["text"].startswith("เทศบาลเมืองร้อยเอ็ด จังหวัดร้อยเอ็ด ได้รับรางวัล")
    assert award["text"].endswith("ออกกำลังกายทุกเย็น")


def test_a_page_is_kept_with_what_the_layout_reads_of_it(walk: Walk) -> None:
    saved = walk.folder / "tests" / "fixtures" / "pages" / "municipal" / "town.html"
    assert saved.read_bytes() == (ROOT / "tests/fixtures/sites/town/news/105.html").read_bytes()
    record = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    assert record["item"]["published"] == "2023-11-29"
    assert record["layout"]["drop"] == [".headline", ".posted", ".section", ".seen"]


def test_with_the_verdict_it_is_crawled_without_being_named(walk: Walk) -> None:
    (told,) = walk.of("rangwan crawl --publishers")
    assert re.search(r"crawl town .* 5 found, .*1 new", told)
    (left,) = [line for line in told.splitlines() if line.startswith("left out")]
    assert "nobody has checked their terms" in left
    assert re.search(r"\bdga\b", left)
    assert "town" not in left


def test_the_page_names_the_folder_that_is_served() -> None:
    (command,) = re.findall(r"^python -m http[.]server .*$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert shlex.split(command)[-1] == "tests/fixtures/sites/town"
