"""Progress of long work: a moving line on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

QUIET_FOR = 10.0
"""Seconds between two lines in a log, so that short work is silent and long work brief."""


class Ticker:
    """Counts steps of one piece of work and shows them on the standard error."""

    def __init__(self, what: str, total: int | None, bar: Progress | None) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self._bar = bar
        self._task = bar.add_task(what, total=total) if bar else None
        self._started = self._told = time.monotonic()

    def __call__(self, steps: int = 1) -> None:
        """So many more steps are done."""
        self.done += steps
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self.done)
            return
        now = time.monotonic()
        if now - self._told >= QUIET_FOR:
            self._told = now
            of = f" of {self.total:,}" if self.total else ""
            rate = self.done / (now - self._started)
            click.echo(f"{self.what}: {self.done:,}{of} ({rate:,.0f} a second)", err=True)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Ticker]:
    """Show the progress of a piece of work; `total` is its number of steps where that is known."""
    if not sys.stderr.isatty():
        yield Ticker(what, total, None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Ticker(what, total, bar)
