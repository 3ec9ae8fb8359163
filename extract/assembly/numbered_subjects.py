"""Subjects in a numbered list: 1. ทีมA 2. ทีมB จาก<body> 3. ทีมC ได้รับรางวัลชมเชย."""

from __future__ import annotations

from extract.assembly.gaps import may_stand_between
from extract.assembly.items import read_item
from extract.assembly.reading import INLINE_NUMBER, Line, Reading, numbers_from
from extract.assembly.recipients import Recipient
from extract.assembly.strangers import Item, with_strangers

LONGEST = 1_500
"""Characters of such a list."""
NEAR = 160
"""Characters between the last number and the verb."""


def numbered_before(reading: Reading, line: Line, verb: int) -> list[Recipient]:
    """The numbered bodies whose last one stands right before the verb; empty where no such list is.

    Every item must name somebody, and only place, brackets and words of boasting may follow the last.
    """
    first = None
    for match in INLINE_NUMBER.finditer(reading.text, max(line.start, verb - LONGEST), verb):
        if match["n"] in ("1", "๑"):
            first = match
    bounds = numbers_from(reading.text, first.start(), verb) if first is not None else []
    if len(bounds) < 2 or verb - bounds[-1][1] > NEAR:
        return []
    items = []
    for index, (_, _, begin) in enumerate(bounds):
        stop = bounds[index + 1][1] if index + 1 < len(bounds) else verb
        if reading.within("award", begin, stop):
            return []
        items.append(Item(begin, stop, read_item(reading, begin, stop)))
    named = [item for item in items if item.recipients]
    found = with_strangers(reading, items) if len(named) * 2 >= len(items) else ()
    if len(found) < len(items) or found[-1].start < bounds[-1][1]:
        return []
    return list(found) if may_stand_between(reading.text[found[-1].end : verb]) else []
