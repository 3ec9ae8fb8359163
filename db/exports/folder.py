"""The folder of exports: whole versions side by side, and `latest`, a link that is switched in one step.

    DIR/.rangwan-export           marks the folder as one of exports (with persons' names: another mark)
    DIR/latest -> versions/...    the newest version
    DIR/versions/TIME-DIGEST/     one export; never changed once it is there

A version is written under a name that starts with `.unfinished`, brought to the disk, and only then renamed.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.disk import to_disk
from db.exports.errors import FolderRefused, explained_files

LATEST = "latest"
VERSIONS = "versions"
UNFINISHED = ".unfinished"
VERSION = re.compile(r"[0-9A-Za-z]+-[0-9a-f]{12}")  # nothing else is ever removed
MARKS = {False: ".rangwan-export", True: ".rangwan-export-with-persons"}


class ExportFolder:
    """One folder of exports.  At any time only one process may write to it; the caller sees to that."""

    def __init__(self, path: Path, *, include_persons: bool) -> None:
        self.path = path
        self.include_persons = include_persons

    @property
    def latest(self) -> Path:
        """The link to the newest version."""
        return self.path / LATEST

    def check(self) -> None:
        """Raises `FolderRefused` when exports may not be put here, `ExportFailed` when it cannot be read."""
        with explained_files(self.path):
            if not self.path.exists():
                return
            if not self.path.is_dir():
                raise FolderRefused("this is a file", self.path, "Name a folder for the export")
            if (self.path / MARKS[self.include_persons]).exists():
                return
            if (self.path / MARKS[not self.include_persons]).exists():
                raise self._other_kind()
            if any(self.path.iterdir()):
                raise FolderRefused(
                    "the folder holds other things than exports of rangwan, and is left as it is",
                    self.path,
                    "Name an empty folder, or one that does not exist yet",
                )

    def prepare(self) -> None:
        """Make the folder and its mark where they are missing; remove what a killed export left behind."""
        self.check()
        with explained_files(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            # An empty file is there or not, never half.
            (self.path / MARKS[self.include_persons]).touch()
            versions = self.path / VERSIONS
            versions.mkdir(exist_ok=True)
            for left in versions.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left)
            (self.path / f"{UNFINISHED}-{LATEST}").unlink(missing_ok=True)

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A folder to write a version into; it is gone afterwards unless it was published."""
        path = self.path / VERSIONS / f"{UNFINISHED}-{os.getpid()}"
        with explained_files(self.path):
            path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def publish(self, unfinished: Path, name: str) -> bool:
        """Make a finished version the latest; returns whether it is new.

        One of the same name has the same content: then that one stays.
        """
        version = self.path / VERSIONS / name
        with explained_files(self.path):
            is_new = not version.exists()
            if is_new:
                to_disk(unfinished)
                unfinished.rename(version)
                to_disk(version.parent)
            os.utime(version)  # the age by which versions are pruned
            self._link(name)
        return is_new

    def prune(self, keep: int, is_outdated: Callable[[Path], bool] = lambda version: False) -> list[str]:
        """Remove all versions but the newest `keep` (at least the latest); returns their names.

        Of the older ones, those that are outdated go in any case.
        """
        with explained_files(self.path):
            # By name: the folder may be a relative path, or a link.
            present = self.latest.readlink().name
            versions = [path for path in (self.path / VERSIONS).iterdir() if VERSION.fullmatch(path.name)]
            older = sorted(
                (path for path in versions if path.name != present),
                key=lambda path: (path.stat().st_mtime_ns, path.name),
                reverse=True,
            )
            kept = [path for path in older if not is_outdated(path)][: keep - 1]
            removed = [path for path in older if path not in kept]
            for path in removed:
                # Under a name that the next export cleans up, should this one be stopped half-way.
                doomed = path.with_name(f"{UNFINISHED}-{path.name}")
                path.rename(doomed)
                shutil.rmtree(doomed)
        return sorted(path.name for path in removed)

    def _link(self, name: str) -> None:
        target = Path(VERSIONS) / name
        with suppress(OSError):
            if self.latest.readlink() == target:
                return
        new = self.path / f"{UNFINISHED}-{LATEST}"
        new.unlink(missing_ok=True)
        new.symlink_to(target)
        new.replace(self.latest)
        to_disk(self.path)

    def _other_kind(self) -> FolderRefused:
        has, hasnt = ("without", "with") if self.include_persons else ("with", "without")
        return FolderRefused(
            f"the folder holds exports {has} names of persons, and this one is {hasnt} them",
            self.path,
            "Keep the two kinds in folders of their own, so that names are not published by mistake",
        )
