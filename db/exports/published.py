"""Exports as they are read again: the version that is the latest now, and its files.

Nothing is followed out of the folder: the link `latest` must lead to a version in it, and files are opened by
the names in that version's index.json.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.errors import StoreError
from db.exports.folder import LATEST, MARKS, VERSION, VERSIONS
from db.exports.formats import Format

INDEX = "index.json"
_MOST_INDEX_BYTES = 1_000_000


class ExportUnreadable(StoreError):
    """There is no export to read, or it is not whole."""


class NamesPersons(ExportUnreadable):
    """The export has names of persons, so it is not for the public."""


class ExportOutdated(ExportUnreadable):
    """The export tells names of persons that were taken out of the dataset since."""


class ExportedFile(BaseModel):
    """One file of an export, as index.json has it; `rows` and the like are of tables only."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    path: str = Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")
    size: int = Field(alias="bytes", ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    table: str | None = None
    format: Format | None = None
    rows: int | None = None


class ExportIndex(BaseModel):
    """What index.json says of its export."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    export: str
    schema_version: str
    data_as_of: str | None
    latest_change: int | None
    includes_persons: bool
    licence: str
    files: tuple[ExportedFile, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One version of an export; `files` by their names, index.json itself among them."""

    index: ExportIndex
    files: Mapping[str, ExportedFile]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of an export, open: it stays as it is when another version is published and this one removed."""

    file: ExportedFile
    descriptor: int

    def read(self, start: int, length: int) -> bytes:
        """Bytes from a place on, fewer only at the end of the file.  Raises `OSError`."""
        return os.pread(self.descriptor, length, start)

    def close(self) -> None:
        os.close(self.descriptor)


class PublishedExports:
    """A folder that `rangwan export` writes, as its readers see it; from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: Published | None = None

    def version(self) -> str | None:
        """The name of the latest version; null when there is none.  Quick: nothing is read but a link."""
        try:
            return _version_of(self.folder)
        except ExportUnreadable:
            return None

    def latest(self, *, least_change: int = 0) -> Published:
        """The latest version, which must hold the change of the dataset with this number.

        Raises `ExportUnreadable`; `NamesPersons` when it is not for the public, `ExportOutdated` when it is
        older.
        """
        name = _version_of(self.folder)
        last = self._last
        if last is None or last.index.export != name or not (self.folder / VERSIONS / name).is_dir():
            self._last = last = self._read(name)
        if (last.index.latest_change or 0) < least_change:
            raise ExportOutdated(
                f"names of persons were taken out of the dataset since (with change {least_change})",
                self.folder,
                "Export again",
            )
        return last

    def open(self, name: str, *, least_change: int = 0) -> OpenFile | None:
        """Open a file of the latest version; null when that has none of the name.

        Raises what `latest` does; also when the file is missing or has another size than the index says.
        """
        published = self.latest(least_change=least_change)
        version = published.index.export
        file = published.files.get(name)
        try:
            return None if file is None else self._opened(version, file)
        except ExportUnreadable:
            if self.version() == version:
                raise
        # Another version was published and this one removed in between.
        return self.open(name, least_change=least_change)

    def _opened(self, version: str, file: ExportedFile) -> OpenFile:
        descriptor = self._open(version, file.path)
        if os.fstat(descriptor).st_size != file.size:
            os.close(descriptor)
            raise self._broken(version, f"{file.path} has another size than {INDEX} says")
        return OpenFile(file, descriptor)

    def _read(self, version: str) -> Published:
        if (self.folder / MARKS[True]).exists():
            raise self._names_persons()
        descriptor = self._open(version, INDEX)
        with open(descriptor, "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
            content = stream.read(_MOST_INDEX_BYTES)
        try:
            index = ExportIndex.model_validate_json(content)
        except ValidationError as error:
            raise self._broken(version, f"{INDEX} cannot be understood: {error.errors()[0]['msg']}") from None
        if index.export != version:
            raise self._broken(version, f"{INDEX} is of another version, {index.export}")
        if index.includes_persons:
            raise self._names_persons()
        itself = ExportedFile(path=INDEX, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        files = {file.path: file for file in (*index.files, itself)}
        return Published(index, MappingProxyType(files))

    def _open(self, version: str, name: str) -> int:
        """A descriptor of a file; no link is followed but in the way to the folder itself."""
        inside = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            with ExitStack() as stack:
                at = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                for part in (VERSIONS, version):
                    stack.callback(os.close, at)
                    at = os.open(part, inside | os.O_DIRECTORY, dir_fd=at)
                stack.callback(os.close, at)
                # A pipe would wait for a writer.
                found = os.open(name, inside | os.O_NONBLOCK, dir_fd=at)
        except OSError as error:
            raise self._broken(version, f"{name} cannot be opened ({error.strerror or error})") from error
        if not stat.S_ISREG(os.fstat(found).st_mode):
            os.close(found)
            raise self._broken(version, f"{name} is no file")
        return found

    def _broken(self, version: str, what: str) -> ExportUnreadable:
        where = self.folder / VERSIONS / version
        return ExportUnreadable(f"the export is not whole: {what}", where, "Remove it and export again")

    def _names_persons(self) -> NamesPersons:
        return NamesPersons(
            "the export has names of persons and is not for the public",
            self.folder,
            "Name a folder that was exported without --include-persons",
        )


def latest_change_of(version: Path) -> int:
    """The last change that a version of an export holds; 0 when it does not tell."""
    try:
        index = ExportIndex.model_validate_json((version / INDEX).read_bytes())
    except (OSError, ValidationError):
        return 0
    return index.latest_change or 0


def _version_of(folder: Path) -> str:
    try:
        target = (folder / LATEST).readlink()
    except OSError:
        what = "there is no such folder"
        if folder.is_dir():
            what = f"there is no export in the folder (it has no link {LATEST!r})"
        advice = "Name a folder that `rangwan export` has written, not a version in it"
        raise ExportUnreadable(what, folder, advice) from None
    if target.parent != Path(VERSIONS) or not VERSION.fullmatch(target.name):
        raise ExportUnreadable(
            f"{LATEST!r} does not lead to a version in the folder", folder, "Export into it again"
        )
    return target.name
