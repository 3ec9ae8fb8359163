"""What was read and is not written yet, in a temporary file: stale articles can be very many."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import IO, Any

from extract.fact import AwardFact, CountCheck
from rangwan.messages import Problem, Trouble
from rangwan.outputs import json_line
from rangwan.stale.reading import Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written of one article; `problem` is why it could not be read."""

    article_id: str
    source: str | None
    version: int
    seen: str
    awards: tuple[AwardFact, ...] = ()
    checks: tuple[CountCheck, ...] = ()
    problem: Problem | None = None


class Spool:
    """Plans in the order in which they were added; `open_spool` makes one."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, reading: Reading) -> None:
        """Keep what a reading found.  Raises `Trouble` when the disk is full."""
        after = reading.after
        told = {
            "article_id": reading.article.id,
            "source": reading.article.source,
            "version": reading.version,
            "seen": reading.seen,
            "awards": [fact.to_json() for fact in after.awards] if after else [],
            "checks": [check.to_json() for check in after.checks] if after else [],
            "problem": asdict(reading.problem) if reading.problem else None,
        }
        with room():
            self._file.write(json_line(told))
        self._count += 1

    def __iter__(self) -> Iterator[Plan]:
        with room():
            self._file.seek(0)
        for line in self._file:
            told = json.loads(line)
            awards = tuple(_fact(values) for values in told.pop("awards"))
            checks = tuple(CountCheck(**values) for values in told.pop("checks"))
            problem = told.pop("problem")
            yield Plan(**told, awards=awards, checks=checks, problem=Problem(**problem) if problem else None)


@contextmanager
def open_spool() -> Iterator[Spool]:
    """A spool that is gone after the block.  Raises `Trouble` when there is no room for one."""
    with scratch_file() as file:
        yield Spool(file)


@contextmanager
def scratch_file() -> Iterator[IO[str]]:
    """A temporary file without a name; write to it under `room`.  Raises `Trouble` when there can be none."""
    with ExitStack() as stack:
        with room():
            file = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass"))
        yield file


@contextmanager
def room() -> Iterator[None]:
    """Raises `Trouble` when the temporary file that the block writes to cannot be written."""
    try:
        yield
    except OSError as error:
        what = f"the temporary file cannot be written ({error.strerror or error})"
        advice = "Nothing of the database was changed. Make room, or name another folder in TMPDIR."
        raise Trouble(Problem(tempfile.gettempdir(), what, advice)) from None


def _fact(values: dict[str, Any]) -> AwardFact:
    spans = {name: (int(start), int(end)) for name, (start, end) in values["spans"].items()}
    return AwardFact(**{**values, "aliases": tuple(values["aliases"]), "spans": spans})
