"""What the commands tell their user on the standard error: what happened, where, and what to do next."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

import click

SHOWN_PER_KIND = 20
"""So many problems of one kind are told one by one, the first with its advice; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong: where, what, and what the reader can do about it."""

    where: str
    what: str
    advice: str = ""
    kind: str = "problem"
    expected: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}"
        return f"{text}\n  -> {self.advice}" if self.advice else text


Report = Callable[[Problem], None]
"""Takes each problem as it comes; `Problems` is one."""


class Trouble(click.ClickException):
    """A problem that ends the command, told in one message; the command exits with 1."""

    exit_code = 1

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class Problems:
    """Tells problems on the standard error as they come and remembers that there were any.

    Call it with each `Problem`; `exit_code` is 1 once there was one, 0 before.
    """

    stream: IO[str] | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def __call__(self, problem: Problem) -> None:
        self.counts[problem.kind] += 1
        count = self.counts[problem.kind]
        if count <= SHOWN_PER_KIND:
            text = str(problem) if count == 1 else f"{problem.where}: {problem.what}"
            self._say(click.style("problem ", fg="yellow") + text)

    @property
    def exit_code(self) -> int:
        return 1 if self.counts else 0

    def close(self) -> None:
        """Tell how many problems of a kind were not told one by one."""
        for kind, count in self.counts.items():
            if count > SHOWN_PER_KIND:
                self._say(f"... and {count - SHOWN_PER_KIND:,} more of the same kind ({kind})")

    def _say(self, text: str) -> None:
        stream = self.stream or sys.stderr
        click.echo(text, file=stream)
