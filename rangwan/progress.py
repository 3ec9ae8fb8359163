"""Progress of long work: a moving line on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

QUIET_FOR = 10.0
"""Seconds between two lines in a log, so that short work is silent and long work brief."""
LEAST_SHARE = 0.005
"""Of the work: before so much is done nobody can tell how long the rest takes."""


class Ticker:
    """Counts steps of one piece of work and shows them on the standard error."""

    def __init__(self, what: str, total: int | None, bar: Progress | None) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self._bar = bar
        self._task = bar.add_task(what, total=total) if bar else None
        self._started = self._told = time.monotonic()

    def __call__(self, steps: int = 1, *, reached: int | None = None, of: int | None = None) -> None:
        """So many more steps are done.

        Where nobody knows the number of steps, `reached` and `of` tell how far the work has come in another
        unit (bytes of a file): the time left is told from it.
        """
        self.done += steps
        now = time.monotonic()
        rate = self.done / max(now - self._started, 0.001)
        share = min(reached / of, 1.0) if reached and of else self.done / self.total if self.total else 0.0
        left = _time_left(now - self._started, share)
        if self._bar and self._task is not None:
            told = f"{self.what} ({rate:,.0f} a second{left})"
            self._bar.update(self._task, completed=self.done, description=told)
        elif now - self._told >= QUIET_FOR:
            self._told = now
            total = f" of {self.total:,}" if self.total else ""
            click.echo(f"{self.what}: {self.done:,}{total} ({rate:,.0f} a second{left})", err=True)


def _time_left(elapsed: float, share: float) -> str:
    """How long the rest takes (seconds) if it goes on like this; nothing while too little is done to tell."""
    if share < LEAST_SHARE or elapsed < 1:
        return ""
    seconds = round(elapsed / share - elapsed)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f", {share:.0%}, {clock} left"


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Ticker]:
    """Show the progress of a piece of work; `total` is its number of steps where that is known."""
    if not sys.stderr.isatty():
        yield Ticker(what, total, None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Ticker(what, total, bar)


@contextmanager
def pages_copied() -> Iterator[Callable[[int, int], None]]:
    """Show how far the copying of a database has come: takes the pages copied, and how many there are."""
    with progress("pages copied") as tick:

        def told(done: int, total: int) -> None:
            tick(max(done - tick.done, 0), reached=done, of=total)

        yield told
