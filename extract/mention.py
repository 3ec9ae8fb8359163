"""Mentions: what the components find in a text, as character spans with a label."""

from __future__ import annotations

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

    def covers(self, other: Mention) -> bool:
        """Whether `other` lies inside this mention."""
        return self.start <= other.start and other.end <= self.end


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The longest mentions first, dropping those that overlap a longer one; in text order."""
    taken: list[Mention] = []
    ends: list[tuple[int, int]] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= start or end <= mention.start for start, end in ends):
            taken.append(mention)
            ends.append(mention.span)
    return sorted(taken, key=lambda m: m.start)
