"""Anchors: the places of a text where something begins that can make or change a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.assembly.categories import CATEGORY
from extract.assembly.reading import Reading
from extract.lexicons import cue_pattern
from extract.mention import Cover, Mention

OPENER = re.compile(
    rf"(?:{cue_pattern('list', 'openers')})(?!ตย์|เดียวกัน|กัน(?:$|\s)|ที่ระลึก|ขวัญ)"
    rf"[ ]?(?:{cue_pattern('list', 'openers')})?[ ]?[:：]?"
)
"""What opens a list: ได้แก่, ดังนี้, also two of them (ได้แก่ ...ดังนี้:); not the อาทิ of วันอาทิตย์."""

JOINED = ("และ", "ส่วน")
"""Behind these words a category begins without a space before it (และประเภท...)."""
BOUNDARY = " \n.)-–:("
"""Characters behind which a category begins."""
ORDER = {"award": 0, "tier": 1, "category": 2, "opener": 3}
"""Which of several anchors at one place is read first."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where an award, tier, category or list begins; `end` in characters, 0 where not needed."""

    start: int
    kind: str
    mention: Mention | None = None
    end: int = 0


def anchors_of(reading: Reading) -> list[Anchor]:
    """The anchors of a text in its order; a tier inside an award is part of that award."""
    awards = reading.of("award")
    inside = Cover(awards, len(reading.text))
    anchors = [Anchor(m.start, "award", m) for m in awards]
    anchors += [Anchor(m.start(), "opener", None, m.end()) for m in OPENER.finditer(reading.text)]
    for tier in reading.of("tier"):
        start = tier.attributes["phrase"][0]
        if not inside.holds(start):
            anchors.append(Anchor(start, "tier", tier))
    anchors += [
        Anchor(match.start(), "category", None, match.end())
        for match in CATEGORY.finditer(reading.text)
        if _opens(reading.text, match.start())
    ]
    return sorted(anchors, key=lambda anchor: (anchor.start, ORDER[anchor.kind]))


def _opens(text: str, position: int) -> bool:
    """Whether a word begins here: สาขา of รองสาขา is none."""
    before = text[max(0, position - 3) : position]
    return not before or before[-1] in BOUNDARY or before.endswith(JOINED)
