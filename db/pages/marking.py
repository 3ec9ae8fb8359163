"""Cutting a text at the boundaries of everything that is marked in it, however the marks overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SENTENCE = "evidence"
"""The field whose span is the whole sentence; it is shown beneath the others."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of a field, in characters."""

    start: int
    end: int
    field: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under one set of marks.

    `fields`: the fields of the marks over it, shortest mark first, without the sentence; `begins`: the fields
    of those that begin here, longest first; `sentence`: it lies in a sentence that states a fact.  `target`:
    a mark begins here, so that links may lead here.
    """

    start: int
    text: str
    fields: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    sentence: bool = False
    target: bool = False


def segments(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The text in pieces, which joined are the text; marks outside it count as far as they reach into it."""
    length = len(text)
    kept = sorted(
        {
            Mark(max(mark.start, 0), min(mark.end, length), mark.field)
            for mark in marks
            if max(mark.start, 0) < min(mark.end, length)
        },
        key=lambda mark: (mark.start, -mark.end, mark.field),
    )
    bounds = sorted({0, length} | {at for mark in kept for at in (mark.start, mark.end)})
    found: list[Segment] = []
    over: list[Mark] = []
    coming = 0
    for start, end in pairwise(bounds):
        over = [mark for mark in over if mark.end > start]
        begun = coming
        while coming < len(kept) and kept[coming].start == start:
            coming += 1
        over.extend(kept[begun:coming])
        found.append(_segment(text, start, end, over, kept[begun:coming]))
    return tuple(found)


def _segment(text: str, start: int, end: int, over: Sequence[Mark], begun: Sequence[Mark]) -> Segment:
    shortest = sorted(over, key=lambda mark: (mark.end - mark.start, mark.field))
    return Segment(
        start,
        text[start:end],
        tuple(dict.fromkeys(mark.field for mark in shortest if mark.field != SENTENCE)),
        tuple(dict.fromkeys(mark.field for mark in begun if mark.field != SENTENCE)),
        any(mark.field == SENTENCE for mark in over),
        bool(begun),
    )
