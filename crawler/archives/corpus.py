"""Reads a thaigov corpus: each file of a folder or tar an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawler.archives.entry import Entry
from crawler.archives.files import files_of
from crawler.archives.thaigov import NoReleaseError, read_release


def read_corpus(path: Path, skip: int = 0) -> Iterator[Entry]:
    """The releases of a corpus in a folder or (compressed) tar, without the first `skip` files.

    Raises `crawler.archives.ArchiveError` if the corpus as a whole cannot be read.
    """
    for number, file in enumerate(files_of(path, ".txt", skip), start=skip + 1):
        place = Entry(f"{path.name}: {file.name}", number, done=file.done, total=file.total)
        if file.problem is not None:
            yield replace(place, problem=file.problem, kind="file that cannot be read")
            continue
        try:
            article = read_release(file.body, file.name)
        except NoReleaseError as error:
            yield replace(place, problem=str(error), kind="file without a release")
        else:
            yield replace(place, article=article)
