"""What kind of archive a path is, and the one way to read them all."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import zstandard

from crawler.archives import ArchiveError, Entry
from crawler.archives.corpus import read_corpus
from crawler.archives.files import ZSTD
from crawler.archives.thaigov import SOURCE as THAIGOV
from crawler.archives.thaigov import canonical_url
from crawler.archives.warc import WarcArchive, is_warc
from crawler.article import Article, article_id
from crawler.job import Limits
from crawler.publisher import Publisher
from normalize.text import clean
from rangwan.documents import MAX_CHARACTERS, to_document
from rangwan.messages import Problem, Trouble
from rangwan.reading import Record, read_records


class Kind(StrEnum):
    """The kinds of archives."""

    JSONL = "jsonl"
    THAIGOV = "thaigov"
    WARC = "warc"


@dataclass(frozen=True)
class Archive:
    """One archive to import.

    `source` is the publisher's key for records that name none (null: each record names its own, or has none).
    """

    path: Path
    kind: Kind
    source: str | None
    publishers: Sequence[Publisher]
    snapshots: Path | None = None

    @property
    def name(self) -> str:
        """What messages and the ledger call it."""
        return self.path.name

    @property
    def bookmark(self) -> str:
        """The name of its bookmark: the same for the same path and kind of reading."""
        what = json.dumps([str(self.path.resolve()), self.kind.value, self.source])
        return f"import:{hashlib.sha256(what.encode()).hexdigest()[:16]}"

    @property
    def edition(self) -> str:
        """Changes when the archive does: size and time of its file, or of the folders of its files."""
        if not self.path.is_dir():
            state = self.path.stat()
            return f"{state.st_size}:{state.st_mtime_ns}"
        times = [Path(folder).stat().st_mtime_ns for folder, _, _ in os.walk(self.path)]
        return f"{len(times)}:{max(times)}"

    def read(self, skip: int = 0) -> Iterator[Entry]:
        """Its records, one `Entry` each, without the first `skip` of them.

        Raises `Trouble` if it cannot be read (on).
        """
        try:
            if self.kind is Kind.THAIGOV:
                yield from read_corpus(self.path, skip)
            elif self.kind is Kind.WARC:
                limits = Limits(text_characters=MAX_CHARACTERS)
                warc = WarcArchive(self.path, self.publishers, limits=limits, snapshots=self.snapshots)
                yield from warc.read(skip)
            else:
                yield from self._lines(skip)
        except ArchiveError as error:
            where, _, what = str(error).partition(": ")
            raise Trouble(Problem(where, what, kind="archive that cannot be read")) from error
        except OSError as error:
            raise Trouble(Problem(str(self.path), f"cannot be read ({error.strerror or error})")) from error

    def _lines(self, skip: int) -> Iterator[Entry]:
        problems: list[Problem] = []
        total = self.path.stat().st_size
        for record in read_records(str(self.path), problems.append, after_line=skip):
            yield from _broken(problems, record.line, record.read, total)
            article = _article(record, self.source, problems.append)
            if article is not None:
                yield Entry(record.where, record.line, article, done=record.read, total=total)
            yield from _broken(problems, record.line, record.read, total)
        yield from _broken(problems, skip, total, total)


def open_archive(
    path: Path,
    publishers: Sequence[Publisher],
    *,
    kind: Kind | None = None,
    source: str | None = None,
    snapshots: Path | None = None,
) -> Archive:
    """The archive at a path; its kind is found out unless told.

    Raises `Trouble` if there is nothing at the path or nothing that can be an archive.
    """
    try:
        kind = kind or _kind_of(path)
    except FileNotFoundError:
        raise Trouble(Problem(str(path), "there is no such file or folder", "Check the name.")) from None
    except OSError as error:
        raise Trouble(Problem(str(path), f"cannot be read ({error.strerror or error})")) from None
    if kind is Kind.THAIGOV:
        source = THAIGOV
    return Archive(path, kind, source, publishers, snapshots)


def _kind_of(path: Path) -> Kind:
    if path.is_dir():
        if next(path.rglob("*.txt"), None) is not None:
            return Kind.THAIGOV
        what = "is a folder without text files; a folder is read as a thaigov corpus"
        raise Trouble(Problem(str(path), what, "Name the archive's own files one by one."))
    if is_warc(path):
        return Kind.WARC
    return Kind.THAIGOV if _is_tar(path) else Kind.JSONL


def _is_tar(path: Path) -> bool:
    if tarfile.is_tarfile(path):
        return True
    with path.open("rb") as file:
        if file.read(4) != ZSTD:
            return False
        file.seek(0)
        try:
            head = zstandard.ZstdDecompressor().stream_reader(file).read(512)
        except zstandard.ZstdError:
            return False
    return head[257:262] == b"ustar"


def _broken(problems: list[Problem], line: int, done: int, total: int) -> Iterator[Entry]:
    """The problems that were noted since, as entries; none of them is left."""
    while problems:
        problem = problems.pop(0)
        yield Entry(problem.where, line, problem=problem.what, kind=problem.kind, done=done, total=total)


def _article(record: Record, source: str | None, report: Callable[[Problem], None]) -> Article | None:
    """The article of a JSON object: with an id of its own, or one made of its address."""
    values = record.values
    key, url = values.get("source") or source, values.get("url")
    if not values.get("id") and isinstance(url, str) and isinstance(key, str):
        record = Record(record.where, record.line, values | {"id": article_id(key, url)}, record.read)
    document = to_document(record, report)
    if document is None:
        return None
    category = values.get("category")
    return Article(
        id=document.id,
        url=canonical_url(document.url) if document.url else None,
        title=clean(document.title),
        text=clean(document.text),
        published=document.published,
        category=clean(category) if isinstance(category, str) else None,
        source=key if isinstance(key, str) else None,
    )
