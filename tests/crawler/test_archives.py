"""Archives: the thaigov corpora in their own layout, WARC files of other tools and our own."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from corpus_files import BODY, DATED, MAEHIA, SECTION, TITLE, folder, page, release, tar, warc
from fastwarc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Warcio

from crawler.archives import ArchiveError
from crawler.archives.corpus import read_corpus
from crawler.archives.entry import Capture
from crawler.archives.thaigov import NoReleaseError, read_release
from crawler.archives.warc import WarcArchive, is_warc
from crawler.archives.warc_writer import write_warc
from crawler.job import Limits
from crawler.publisher import Publisher, parse_publisher


@pytest.fixture
def maehia() -> Publisher:
    return parse_publisher(MAEHIA, "maehia.toml")


# The thaigov corpora


def test_a_release_is_taken_apart() -> None:
    article = read_release(release(12455), SECTION)
    assert (article.title, article.text) == (TITLE, BODY)
    assert article.published == date(2023, 10, 10)
    assert (article.category, article.source) == ("ด้านสังคม", "thaigov")
    assert article.url == "https://www.thaigov.go.th/news/contents/details/12455"


def test_both_versions_give_one_release_the_same_id() -> None:
    second = release(12455).replace(b"http://www.thaigov", b"https://thaigov")
    assert read_release(release(12455), SECTION).id == read_release(second, DATED).id
    assert read_release(second, DATED).category == "ด้านเศรษฐกิจ"


def test_a_title_that_the_page_cut_short_is_told_whole_by_the_text() -> None:
    raw = (
        release(1)
        .decode("utf-8-sig")
        .replace(f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{TITLE}", f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{TITLE[:40]}")
    )
    article = read_release(raw.encode(), SECTION)
    assert (article.title, article.text) == (TITLE, BODY)


EMPTY_PAGE = "รัฐบาลไทย-\n\nวันพฤหัสบดีที่ 1 มกราคม 2513\n\nที่มา : https://www.thaigov.go.th/news/contents/details/8"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n\n", "is empty"),
        (
            "รัฐบาลไทย-\n\nวันพฤหัสบดีที่ 1 มกราคม 2513\n\nที่มา : https://www.thaigov.go.th/news/contents/details/8".encode(),
            "without title",
        ),
        (release(1, body="").replace(TITLE.encode(), "ข่าว".encode()), "without text"),
        ("บันทึกข้อความ\nเรื่องอื่น".encode(), "does not begin with the title"),
        (release(1).rsplit(b"\n", 1)[0] + b"\nmore", "names its source"),
        ("รัฐบาลไทย".encode("cp874"), "is not UTF-8"),
    ],
)
def test_what_is_no_release_says_why(raw: bytes, why: str) -> None:
    with pytest.raises(NoReleaseError, match=why):
        read_release(raw, SECTION)


def test_the_day_that_the_site_states_for_want_of_one_is_none() -> None:
    assert read_release(release(1, day="วันพฤหัสบดีที่ 1 มกราคม 2513"), SECTION).published is None


FILES = {SECTION: release(1), "v1/18/อ่านก่อน.md": b"no text file", DATED: b"rubbish", "v2/z_1.txt": release(2)}


@pytest.mark.parametrize("kind", ["folder", "tar", "tar.gz", "tar.xz"])
def test_a_corpus_is_read_from_a_folder_and_from_tars(kind: str, tmp_path: Path) -> None:
    if kind == "folder":
        path = folder(tmp_path / "corpus", FILES)
    else:
        mode = {"tar": "w:", "tar.gz": "w:gz", "tar.xz": "w:xz"}[kind]
        path = tar(tmp_path / f"corpus.{kind}", FILES, mode)
    entries = list(read_corpus(path))
    assert [entry.article.url[-1] for entry in entries if entry.article and entry.article.url] == ["1", "2"]
    (broken,) = [entry for entry in entries if entry.problem]
    assert DATED in broken.where
    assert [entry.position for entry in entries] == [1, 2, 3]
    assert entries[-1].done == entries[-1].total
    assert list(read_corpus(path, skip=2)) == entries[2:]


def test_a_corpus_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tar(tmp_path / "corpus.tar.gz", {f"a/{number:04}_1.txt": release(number) for number in range(400)})
    path.write_bytes(path.read_bytes()[:-2000])
    found = 0
    with pytest.raises(ArchiveError, match=r"corpus\.tar\.gz: is no whole tar"):
        for _ in read_corpus(path):
            found += 1
    assert 0 < found < 400


def test_links_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    path = folder(tmp_path / "corpus", {SECTION: release(1)})
    secret = tmp_path / "secret_1.txt"
    secret.write_bytes(release(2))
    (path / "x_1.txt").symlink_to(secret)
    (path / "loop").symlink_to(path)
    assert len(list(read_corpus(path))) == 1


# WARC


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_publisher_become_articles(
    name: str, packed: bool, tmp_path: Path, maehia: Publisher
) -> None:
    path = warc(
        tmp_path / name,
        {
            "https://maehia.example.go.th/news/1": page("แม่เหียะรับรางวัล"),
            "https://maehia.example.go.th/news": page("ข่าวทั้งหมด"),
            "https://elsewhere.example/news/2": page("ข่าวอื่น"),
            "https://www.maehia.example.go.th/news/3#top": page("แม่เหียะรับโล่"),
        },
        packed=packed,
    )
    assert is_warc(path)
    entries = list(WarcArchive(path, [maehia]).read())
    told = {entry.article.url: entry.article for entry in entries if entry.article}
    assert list(told) == ["https://maehia.example.go.th/news/1", "https://www.maehia.example.go.th/news/3"]
    first = told["https://maehia.example.go.th/news/1"]
    assert (first.title, first.text, first.source) == ("แม่เหียะรับรางวัล", BODY, "maehia")
    assert first.published == date(2023, 10, 10)
    assert [entry.problem for entry in entries] == [None] * 4
    captures = [entry.capture.fetched_at for entry in entries if entry.capture]
    assert captures == [datetime(2023, 10, 11, 1, 2, 3, tzinfo=UTC)] * 2
    assert list(WarcArchive(path, [maehia]).read(skip=3)) == entries[3:]


def test_a_damaged_stretch_of_a_warc_is_told_and_read_over(tmp_path: Path, maehia: Publisher) -> None:
    pages = {f"https://maehia.example.go.th/news/{number}": page(f"ข่าวที่ {number}") for number in range(6)}
    path = warc(tmp_path / "pages.warc.gz", pages)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 40] = bytes(40)
    path.write_bytes(raw)
    entries = list(WarcArchive(path, [maehia]).read())
    problems = [entry.problem for entry in entries if entry.problem]
    assert problems and all("damaged" in problem for problem in problems)
    assert 3 <= sum(entry.article is not None for entry in entries) < 6
    assert entries[-1].article is not None  # what stands behind is read


def test_pages_beyond_the_limits_are_told(tmp_path: Path, maehia: Publisher) -> None:
    bomb = page("ข่าว", "ก" * 300_000)
    path = warc(tmp_path / "pages.warc.gz", {"https://maehia.example.go.th/news/1": bomb}, packed=True)
    (entry,) = WarcArchive(path, [maehia], limits=Limits(page_bytes=50_000)).read()
    assert entry.problem == "has more than 50,000 bytes"


def test_a_page_that_is_a_wall_is_no_article(tmp_path: Path, maehia: Publisher) -> None:
    wall = b"<html><title>Just a moment...</title><body>Checking your browser</body></html>"
    path = warc(tmp_path / "pages.warc.gz", {"https://maehia.example.go.th/news/1": wall})
    (entry,) = WarcArchive(path, [maehia]).read()
    assert entry.article is None and entry.kind == "page: blocked"


def test_what_is_written_as_warc_is_read_by_other_tools_and_by_ours(
    tmp_path: Path, maehia: Publisher
) -> None:
    moment = datetime(2023, 10, 11, 1, 2, 3, tzinfo=UTC)
    urls = ["https://maehia.example.go.th/news/1", "https://maehia.example.go.th/news/2"]
    captures = [Capture(url, page(url), moment, content_type="text/html; charset=utf-8") for url in urls]
    stream = io.BytesIO()
    assert write_warc(stream, captures, software="rangwan", made_at=moment) == 2
    raw = stream.getvalue()
    with_warcio = [
        (
            record.rec_headers["WARC-Target-URI"],
            record.content_stream().read(),
            record.rec_headers["WARC-Date"],
        )
        for record in Warcio(io.BytesIO(raw), check_digests="raise")
        if record.rec_type == "resource"
    ]
    assert with_warcio == [(url, page(url), "2023-10-11T01:02:03Z") for url in urls]
    for record in ArchiveIterator(io.BytesIO(raw)):
        assert record.verify_block_digest()
        if record.record_type == WarcRecordType.resource:
            assert record.reader.read().startswith(b"<html>")
    path = tmp_path / "out.warc.gz"
    path.write_bytes(raw)
    assert [entry.article.url for entry in WarcArchive(path, [maehia]).read() if entry.article] == urls
    again = io.BytesIO()
    write_warc(again, captures, software="rangwan", made_at=moment)
    assert again.getvalue() == raw  # the same pages give the same file
