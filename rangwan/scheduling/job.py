"""What is to be started: the program, its arguments, and the places that it reads and writes."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import rangwan

NAME = "rangwan"

_HOMES = (Path("/home"), Path("/root"), Path("/run/user"))
_TEMPORARY = (Path("/tmp"), Path("/var/tmp"))


def installed_program() -> tuple[str, ...]:
    """The command `rangwan` of the Python that runs now, or how this Python starts it."""
    beside = Path(sys.executable).absolute().with_name("rangwan")
    found = shutil.which(str(beside))
    return (found,) if found else (str(Path(sys.executable).absolute()), "-m", "rangwan")


def installed_in() -> tuple[Path, ...]:
    """Where this Python, its environment and rangwan itself lie."""
    assert rangwan.__file__
    places = (Path(sys.prefix), Path(sys.base_prefix), Path(rangwan.__file__).parent)
    return tuple(dict.fromkeys(place.absolute() for place in places))


@dataclass(frozen=True, slots=True)
class Job:
    """One database that is looked after.  All paths are absolute."""

    program: tuple[str, ...]
    """The installed command with what comes before its arguments."""
    database: Path
    name: str = NAME
    """What its units or its lines of a crontab are called."""
    settings: Path | None = None
    publishers: Path | None = None
    exports: Path | None = None
    """Where a run writes exports, as its settings say."""
    others: tuple[Path, ...] = ()
    """Other folders that a run writes (copies of the database, say)."""
    contact: str | None = None
    """Whom a crawled site may write to (RANGWAN_CONTACT)."""
    installed: tuple[Path, ...] = field(default_factory=installed_in)
    """Where the program and its Python lie."""

    @property
    def folder(self) -> Path:
        """The folder of the database, which a run writes: log, lock, publication, raw pages."""
        return self.database.parent

    @property
    def run(self) -> list[str]:
        """The command of a round."""
        words = [*self.program, "run", "--database", str(self.database)]
        if self.settings:
            words += ["--settings", str(self.settings)]
        if self.publishers:
            words += ["--publishers", str(self.publishers)]
        return words

    def serve(self, host: str, port: int, public_url: str | None) -> list[str]:
        """The command of the web site."""
        words = [*self.program, "serve", "--published", "--database", str(self.database)]
        words += ["--host", host, "--port", str(port)]
        return [*words, "--public-url", public_url] if public_url else words

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the program needs: Thai comes out whole whatever the locale."""
        contact = {"RANGWAN_CONTACT": self.contact} if self.contact else {}
        return {"PYTHONUTF8": "1"} | contact

    @property
    def written(self) -> list[Path]:
        """The folders that a run writes; an export's lock lies beside its folder."""
        others = [*([self.exports.parent] if self.exports else []), *self.others]
        return [self.folder, *(path for path in others if not path.is_relative_to(self.folder))]

    @property
    def needed(self) -> list[Path]:
        """All places that a run must see."""
        read = [path for path in (self.settings, self.publishers) if path]
        return [*self.written, *read, Path(self.program[0]), *self.installed]

    @property
    def in_a_home(self) -> bool:
        """Whether something of it lies in the home of a user."""
        return any(path.is_relative_to(home) for path in self.needed for home in _HOMES)

    @property
    def in_a_temporary_folder(self) -> bool:
        """Whether something of it lies where systems clear up."""
        return any(path.is_relative_to(folder) for path in self.needed for folder in _TEMPORARY)
