"""The files of the latest export as the page about the data lists them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from db.exports.published import ExportedFile, ExportUnreadable, Published, PublishedExports
from db.exports.tables import export_tables
from db.site import languages
from db.site.languages import Texts
from db.site.wording import Wording

_FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}
_log = logging.getLogger("rangwan.site")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file: its name, its format or what it is, its size in words."""

    name: str
    format: str
    text: str
    size: str


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table with its files, one a format."""

    name: str
    title: str
    rows: int
    files: tuple[ListedFile, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An export: the day of its data ("" if unknown), its files, their hashes as `sha256sum` has them."""

    day: str
    licence: str
    tables: tuple[ListedTable, ...]
    others: tuple[ListedFile, ...]
    sums: str

    @property
    def has_package(self) -> bool:
        """Whether there is a data package."""
        return any(file.name == "datapackage.json" for file in self.others)


async def exported(exports: PublishedExports | None, texts: Texts, least_change: int) -> Listed | None:
    """The latest export in the language of the page; null when there is none that may be served."""
    if exports is None:
        return None
    try:
        published = await asyncio.to_thread(exports.latest, least_change=least_change)
    except ExportUnreadable as error:
        _log.warning("%s", error)
        return None
    return _listed(published, texts)


def _listed(published: Published, texts: Texts) -> Listed:
    index, files = published.index, published.files.values()
    as_of = index.data_as_of
    return Listed(
        day=Wording(texts).day(datetime.fromisoformat(as_of)) if as_of else "",
        licence=index.licence,
        tables=tuple(_tables(published, texts)),
        others=tuple(_file(file, texts) for file in files if file.table is None),
        sums="\n".join(f"{file.sha256}  {file.path}" for file in files),
    )


def _tables(published: Published, texts: Texts) -> Iterator[ListedTable]:
    """The tables that most people want first; what this version of the program does not know goes last."""
    titles = {
        table.name: str(getattr(table.kind, f"title_{texts.language}"))
        for table in reversed(export_tables(include_persons=False))
    }
    first = ("awards", "facts", "organisations", "programmes", "articles")
    names = dict.fromkeys(file.table for file in published.files.values() if file.table)
    for name in sorted(names, key=lambda name: first.index(name) if name in first else len(first)):
        files = [file for file in published.files.values() if file.table == name]
        yield ListedTable(
            name, titles.get(name, name), files[0].rows or 0, tuple(_file(file, texts) for file in files)
        )


def _file(file: ExportedFile, texts: Texts) -> ListedFile:
    key = f"data.export.{file.path}"
    text = texts(key) if key in languages.keys() else ""  # noqa: SIM118 - a function of ours
    return ListedFile(file.path, _FORMATS.get(file.format or "", ""), text, _size(file.size))


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / 1_000_000:,.1f} MB"
