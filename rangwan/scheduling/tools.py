"""The programs of the machine that a schedule is checked and installed with."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_PATIENCE = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program answered."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it said, its lines once each."""
        return "\n".join(dict.fromkeys(f"{self.err}\n{self.out}".strip().splitlines()))


Call = Callable[[Sequence[str], str | None], Answer]
"""Calls a program with an input for it; `FileNotFoundError` when it is not there."""


def call(words: Sequence[str], given: str | None = None) -> Answer:
    """Call a program of the machine and take what it says; it is ended after a minute.

    Raises `FileNotFoundError` when it is not installed.
    """
    program = shutil.which(words[0])
    if program is None:
        raise FileNotFoundError(words[0])
    try:
        done = subprocess.run(
            [program, *words[1:]],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(124, "", f"{words[0]} did not answer within {_PATIENCE} seconds")
    return Answer(done.returncode, done.stdout, done.stderr)
