"""Stands for the programs of a machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from rangwan.scheduling.tools import Answer


@dataclass
class Machine:
    """Stands for the programs of a machine: notes what they are called with, and answers."""

    answers: dict[str, Answer] = field(default_factory=dict)
    """By the beginning of the command; what is not there answers well."""
    missing: tuple[str, ...] = ()
    calls: list[str] = field(default_factory=list)
    given: list[str | None] = field(default_factory=list)

    def call(self, words: object, given: str | None = None) -> Answer:
        assert isinstance(words, list)
        if words[0] in self.missing:
            raise FileNotFoundError(words[0])
        line = " ".join(words)
        self.calls.append(line)
        self.given.append(given)
        return next(
            (answer for start, answer in self.answers.items() if line.startswith(start)), Answer(0, "", "")
        )
