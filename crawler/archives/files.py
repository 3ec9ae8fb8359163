"""The files of a folder or of a tar, one after the other, always in the same order."""

from __future__ import annotations

import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import zstandard

from crawler.archives.entry import ArchiveError

MOST_BYTES = 20_000_000
"""A larger file is no press release; it is not taken into memory."""
TOO_LARGE = f"has more than {MOST_BYTES:,} bytes"
ZSTD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class File:
    """One file of an archive: its path within it, its bytes, and how far reading has come.

    A file that cannot be read, or is too large to be a press release, has a `problem` and no bytes.
    """

    name: str
    body: bytes
    done: int
    total: int
    problem: str | None = None


def files_of(path: Path, suffix: str, skip: int) -> Iterator[File]:
    """The files of a folder or tar whose names end in `suffix`, without the first `skip` of them.

    Raises ArchiveError if it cannot be read at all, or not to its end.
    """
    try:
        yield from _folder(path, suffix, skip) if path.is_dir() else _tar(path, suffix, skip)
    except (tarfile.TarError, EOFError, zlib.error, zstandard.ZstdError) as error:
        raise ArchiveError(f"{path}: is no whole tar ({error}). Fetch it again.") from error
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read ({error.strerror or error}).") from error


def _folder(folder: Path, suffix: str, skip: int) -> Iterator[File]:
    total = sum(1 for _ in _paths(folder, suffix))
    for number, path in enumerate(_paths(folder, suffix), start=1):
        if number > skip:
            file = File(path.relative_to(folder).as_posix(), b"", number, total)
            try:
                large = path.stat().st_size > MOST_BYTES
                yield replace(file, problem=TOO_LARGE) if large else replace(file, body=path.read_bytes())
            except OSError as error:
                yield replace(file, problem=f"cannot be read ({error.strerror or error})")


def _paths(folder: Path, suffix: str) -> Iterator[Path]:
    """Folder by folder, so that no list of all files is held; links are not followed."""
    names = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in names:
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(Path(entry.path), suffix)
        elif entry.is_file(follow_symlinks=False) and entry.name.endswith(suffix):
            yield Path(entry.path)


def _tar(path: Path, suffix: str, skip: int) -> Iterator[File]:
    total = path.stat().st_size
    number = 0
    with path.open("rb") as raw, _unpacked(raw) as tar:
        for member in tar:
            # A tar that is read as a stream keeps a list of all members otherwise.
            tar.members = []  # type: ignore[attr-defined]
            if not member.isfile() or not member.name.endswith(suffix):
                continue
            number += 1
            if number <= skip:
                continue
            file = File(member.name.removeprefix("./"), b"", raw.tell(), total)
            content = tar.extractfile(member) if member.size <= MOST_BYTES else None
            yield replace(file, body=content.read()) if content else replace(file, problem=TOO_LARGE)


def _unpacked(raw: IO[bytes]) -> tarfile.TarFile:
    head = raw.read(4)
    raw.seek(0)
    if head == ZSTD:
        stream = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return tarfile.open(fileobj=stream, mode="r|")
    return tarfile.open(fileobj=raw, mode="r|*")
