"""The files of an export on the site: offered at /data, sent as they lie in the folder, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'")

from asking import Visitor
from site_pages import words
from telling import DIGITAL, Clock, Told, tell, won

from db.exports.dataset import ExportOptions, export_dataset
from db.resolve import resolve
from db.site import downloads
from db.store import Store

NAME = "นายทศพล ทังสุบุตร"
GONE = "กำลังปรับปรุง"


SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0"},
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/data/files/awards.jsonl",
    "raw_path": b"/data/files/awards.jsonl",
    "query_string": b"",
    "headers": [(b"host", b"site.test")],
    "client": ("127.0.0.1", 1),
    "server": ("site.test", 80),
}


def add(store: Store, told: Told, rules: str = "1") -> None:
    run = store.start_run("test")
    told.put(store, rules)
    resolve(store)
    store.finish_run(run, "done")


@pytest.fixture
def dataset(store: Store, press: list[Told]) -> Store:
    for told in press:
        add(store, told)
    return store


@pytest.fixture
def folder(dataset: Store, tmp_path: Path) -> Path:
    export_dataset(dataset, tmp_path / "exports", ExportOptions())
    return tmp_path / "exports"


@pytest.fixture
def visitor(folder: Path, path: Path) -> Iterator[Visitor]:
    with Visitor(path, exports=folder) as visiting:
        yield visiting


def listed(folder: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((folder / "latest" / "index.json").read_bytes())["files"]
    return files


def test_every_file_of_the_index_is_offered_in_both_languages_and_sent_as_it_is(
    visitor: Visitor, folder: Path
) -> None:
    thai, english = visitor.ask("/data").text, visitor.ask("/en/data").text
    assert "ข้อมูล ณ วันที่ 5 มกราคม 2569" in words(thai)
    assert "The data are as of 5 January 2026." in words(english)
    assert "CC-BY-4.0" in words(thai)
    for file in listed(folder):
        for page in (thai, english):
            assert f'href="/data/files/{file["path"]}" download' in page
            assert f"{file['sha256']}  {file['path']}" in page
        answer = visitor.ask(f"/data/files/{file['path']}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["content-length"] == str(file["bytes"])
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        assert answer.headers["content-disposition"] == f'attachment; filename="{file["path"]}"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    index = visitor.ask("/data/files/index.json")
    assert index.content == (folder / "latest" / "index.json").read_bytes()
    assert index.headers["etag"] == f'"{hashlib.sha256(index.content).hexdigest()}"'


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("awards.csv", "text/csv; charset=utf-8"),
        ("awards.jsonl", "application/x-ndjson"),
        ("awards.parquet", "application/vnd.apache.parquet"),
        ("datapackage.json", "application/json; charset=utf-8"),
        ("DICTIONARY.md", "text/markdown; charset=utf-8"),
        ("LICENSE.txt", "text/plain; charset=utf-8"),
        ("postgresql.sql", "application/sql; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_media_type_and_may_be_read_by_any_site(
    visitor: Visitor, name: str, kind: str
) -> None:
    answer = visitor.ask(f"/data/files/{name}")
    assert answer.headers["content-type"] == kind
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]


def test_who_has_a_file_is_told_so(visitor: Visitor) -> None:
    whole = visitor.ask("/data/files/awards.csv")
    etag = whole.headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = visitor.ask("/data/files/awards.csv", headers={"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag
    assert visitor.ask("/data/files/awards.csv", headers={"if-none-match": '"x"'}).status_code == 200
    assert whole.headers["cache-control"] == "public, no-cache"


def test_head_tells_of_a_file_without_sending_it(visitor: Visitor) -> None:
    whole = visitor.ask("/data/files/awards.csv")
    head = visitor.ask("/data/files/awards.csv", method="HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers == whole.headers
    assert visitor.ask("/data/files/none.csv", method="HEAD").status_code == 404
    assert visitor.ask("/data/files/awards.csv", method="POST").status_code == 405


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=10-99999999", 206, slice(10, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=9-5", 200, slice(None)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
    ],
)
def test_a_part_of_a_file_is_sent_to_who_asks_for_it(
    visitor: Visitor, asked: str, status: int, part: slice
) -> None:
    whole = visitor.ask("/data/files/awards.csv")
    answer = visitor.ask("/data/files/awards.csv", headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, whole.content[part])
    assert answer.headers["content-length"] == str(len(answer.content))
    if status == 206:
        size = len(whole.content)
        first, end, _ = part.indices(size)
        assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/{size}"
    # Of another version, all of it.
    other = {"range": asked, "if-range": '"other"'}
    assert visitor.ask("/data/files/awards.csv", headers=other).content == whole.content


@pytest.mark.parametrize(
    "name",
    [
        "none.csv",
        ".rangwan-export",
        "..",
        "../../.rangwan-export",
        "..%2Findex.json",
        "%2e%2e/%2e%2e/.rangwan-export",
        "..%5cindex.json",
        "/etc/passwd",
        "secret.csv",
        "awards.csv/",
        "awards.csv%00",
        "a" * 5000,
    ],
)
def test_nothing_but_what_the_index_names_is_sent(visitor: Visitor, folder: Path, name: str) -> None:
    (folder / "latest" / "secret.csv").write_text("secret")
    status, _, body = visitor.send_raw(f"/data/files/{name}".encode())
    assert status in (302, 400, 404)
    assert "secret\n" not in body
    assert "root:" not in body


def test_links_out_of_the_folder_are_not_followed(visitor: Visitor, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    original = folder / "latest" / "awards.csv"
    secret.write_bytes(original.read_bytes().swapcase())
    original.unlink()
    original.symlink_to(secret)
    assert visitor.ask("/data/files/awards.csv").status_code == 503
    assert visitor.ask("/data/files/facts.csv").status_code == 200
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder / "latest", elsewhere)
    (folder / "latest").unlink()
    (folder / "latest").symlink_to(elsewhere)
    assert visitor.ask("/data/files/facts.csv").status_code == 503


def test_a_damaged_file_is_not_sent(visitor: Visitor, folder: Path) -> None:
    with (folder / "latest" / "awards.csv").open("ab") as stream:
        stream.write(b"more")
    answer = visitor.ask("/data/files/awards.csv")
    assert answer.status_code == 503
    assert GONE in answer.text
    assert str(folder) not in answer.text


def test_a_reader_gets_the_version_that_he_began(
    visitor: Visitor, dataset: Store, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While he reads, another one is published and his is removed."""
    monkeypatch.setattr(downloads, "CHUNK_BYTES", 100)
    before = (folder / "latest" / "awards.jsonl").read_bytes()
    received: list[bytes] = []

    async def read() -> None:
        async def receive() -> dict[str, Any]:
            if received:
                await asyncio.Event().wait()
            return {"type": "http.request", "body": b""}

        async def send(message: dict[str, Any]) -> None:
            received.append(message.get("body", b""))
            if len(received) == 3:
                clock.time += timedelta(days=1)
                add(dataset, tell("new", won("เทศบาลนครยะลา", DIGITAL, year=2562)))
                export_dataset(dataset, folder, ExportOptions(keep=1))

        await visitor.app(SCOPE, receive, send)

    visitor.run(read())
    assert len(received) > 10
    assert b"".join(received) == before
    assert len(list((folder / "versions").iterdir())) == 1
    after = visitor.ask("/data/files/awards.jsonl").content
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    assert hashlib.sha256(after).hexdigest() in visitor.ask("/data").text


def test_no_more_is_read_once_the_reader_is_gone(
    visitor: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "CHUNK_BYTES", 100)
    pieces = -(-(folder / "latest" / "awards.jsonl").stat().st_size // 100)
    sent: list[dict[str, Any]] = []
    left = asyncio.Event()

    async def read() -> None:
        asked = iter([{"type": "http.request", "body": b""}, {"type": "http.disconnect"}])

        async def receive() -> dict[str, Any]:
            message = next(asked)
            if message["type"] == "http.disconnect":
                await left.wait()
            return message

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            if len(sent) == 4:
                left.set()
            await asyncio.sleep(0)

        await visitor.app(SCOPE, receive, send)

    visitor.run(read())
    assert 4 <= len(sent) < pieces / 2


def test_a_new_export_is_offered_though_the_database_is_as_it_was(
    visitor: Visitor, dataset: Store, folder: Path
) -> None:
    assert "awards.parquet" in visitor.ask("/data").text
    export_dataset(dataset, folder, ExportOptions(formats=("csv",)))
    assert "awards.parquet" not in visitor.ask("/data").text
    assert visitor.ask("/data/files/awards.parquet").status_code == 404


def test_a_folder_that_vanishes_is_told_of(visitor: Visitor, folder: Path) -> None:
    assert GONE not in words(visitor.ask("/data").text)
    folder.rename(folder.with_name("away"))
    page = visitor.ask("/data")
    assert page.status_code == 200
    assert GONE in words(page.text)
    assert "/data/files/awards.csv" not in page.text
    answer = visitor.ask("/data/files/awards.csv")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.headers["cache-control"] == "no-store"
    folder.with_name("away").rename(folder)
    assert visitor.ask("/data/files/awards.csv").status_code == 200
    assert GONE not in words(visitor.ask("/data").text)


def test_without_a_folder_the_page_is_as_it_was(dataset: Store, path: Path) -> None:
    with Visitor(path) as visiting:
        page = visiting.ask("/data")
        assert "data/files" not in page.text
        assert "/rangwan/awards.csv?_stream=1" in page.text
        assert visiting.ask("/data/files/awards.csv").status_code == 404


def test_names_of_persons_are_not_served_though_they_come_later(
    visitor: Visitor, dataset: Store, folder: Path
) -> None:
    shutil.rmtree(folder)
    export_dataset(dataset, folder, ExportOptions(include_persons=True))
    assert visitor.ask("/data/files/awards.csv").status_code == 503
    assert GONE in words(visitor.ask("/data").text)
    (folder / ".rangwan-export-with-persons").rename(folder / ".rangwan-export")
    assert visitor.ask("/data/files/awards.csv").status_code == 503


def test_files_are_not_put_among_the_kept_pages(visitor: Visitor, folder: Path) -> None:
    first = visitor.ask("/data/files/facts.csv")
    assert visitor.ask("/en/data/files/facts.csv").content == first.content
    with (folder / "latest" / "facts.csv").open("r+b") as stream:
        stream.write(b"ID")
    assert visitor.ask("/data/files/facts.csv").content[:2] == b"ID"


def test_behind_a_proxy_links_have_its_path(folder: Path, path: Path) -> None:
    with Visitor(path, exports=folder, public_url="https://www.example.go.th/awards") as visiting:
        page = visiting.ask("/awards/data").text
        assert 'href="/awards/data/files/awards.csv"' in page
        assert "https://www.example.go.th/awards/data/files/datapackage.json" in page
        assert visiting.ask("/awards/data/files/awards.csv").status_code == 200


def test_what_tells_a_name_that_was_found_since_is_not_served_until_the_next_export(
    dataset: Store, visitor: Visitor, folder: Path, clock: Clock
) -> None:
    first = won(NAME, DIGITAL, year=2566, project=f"ตามรอย{NAME}")
    told = tell("a", first, title=f"{NAME}คว้ารางวัล")
    add(dataset, told)
    export_dataset(dataset, folder, ExportOptions())
    assert "ทศพล" in visitor.ask("/data/files/awards.csv").text
    assert "ทศพล" in visitor.ask("/awards").text
    right = replace(first, recipient_type="person", person=NAME, organisation=None, organisation_text=None)
    clock.time += timedelta(days=1)
    add(dataset, replace(told, extraction=replace(told.extraction, awards=(right,))), "2")
    assert visitor.ask("/data/files/awards.csv").status_code == 503
    assert GONE in words(visitor.ask("/data").text)
    done = export_dataset(dataset, folder, ExportOptions(keep=9))
    assert [path.name for path in (folder / "versions").iterdir()] == [done.version.name]
    pages = ["/", "/awards", "/organisations", "/programmes", "/changes.json", "/awards.atom"]
    pages += ["/rangwan/change.json?_shape=array&_size=max"]  # articles stay as their publishers made them
    pages += [f"/data/files/{file['path']}" for file in listed(folder) if ".parquet" not in file["path"]]
    for page in pages:
        answer = visitor.ask(page)
        assert answer.status_code == 200, page
        assert "ทังสุบุตร" not in answer.text, page
