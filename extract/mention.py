"""Mentions: what the components find in a text, as character spans with a label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled stretch of the text.

    `start` and `end` count characters of the document text; `value` is what the stretch means (a canonical
    name, a year in the Buddhist era), `attributes` what a component knows besides.
    """

    label: str
    start: int
    end: int
    text: str
    value: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in characters."""
        return self.start, self.end


class Cover:
    """Which characters of a text are covered: a question takes the time of its own stretch alone."""

    def __init__(self, mentions: Iterable[Mention], length: int) -> None:
        """The characters of these mentions in a text of `length` characters."""
        self._covered = bytearray(length)
        for mention in mentions:
            self.add(mention.start, mention.end)

    def add(self, start: int, end: int) -> None:
        """Cover the characters from `start` to before `end`."""
        self._covered[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character from `start` to before `end` is covered."""
        return self._covered.find(1, start, end) >= 0

    def holds(self, position: int) -> bool:
        """Whether the character at `position` is covered."""
        return position < len(self._covered) and self._covered[position] == 1


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The longest mentions first, dropping those that overlap a longer one; in text order."""
    taken: list[Mention] = []
    cover = Cover((), max((m.end for m in mentions), default=0))
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if not cover.touches(mention.start, mention.end):
            taken.append(mention)
            cover.add(mention.start, mention.end)
    return sorted(taken, key=lambda m: m.start)
