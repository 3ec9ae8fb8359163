"""Confidence: how likely a fact is right, from signs that tell right facts from wrong ones.

Each sign that holds for a fact adds its weight; the sum goes through the logistic function.  The weights
stand in extract/confidence.toml, fitted by scripts/fit_confidence.py; docs/rules.md shows how
often facts of each confidence were right.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extract.assembly.drafts import Draft
from extract.assembly.reading import Reading

TABLE = Path(__file__).parent.parent / "confidence.toml"
MANY = 4
"""Facts of an article from which on it reads like the announcement of an award."""
FAR = 300
"""Characters between an award and its winner from which on the two may belong to different statements."""
LONG_AWARD, SHORT_AWARD = 60, 12
"""Characters: longer names of awards often run on, shorter ones often stop too soon."""
LONG_BODY, LONG_WORK = 60, 100
"""Characters from which on a name of a body or a work often runs on."""
CONTESTS = ("การประกวด", "ประกวด", "โครงการ", "กิจกรรม", "การแข่งขัน")


@cache
def weights() -> dict[str, float]:
    """The weight of each sign, and of "always"."""
    table: dict[str, float] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["weights"]
    return table


def confidence_of(reading: Reading, draft: Draft, facts: int) -> float:
    """A number from 0 to 1 for a draft; `facts` is how many its article has."""
    table = weights()
    score = table["always"] + sum(table.get(sign, 0.0) for sign in signs_of(reading, draft, facts))
    return round(1 / (1 + math.exp(-score)), 3)


def signs_of(reading: Reading, draft: Draft, facts: int) -> Iterator[str]:
    """The names of the signs that hold for a draft."""
    frame, recipient = draft.frame, draft.recipient
    yield f"rule {draft.rule}"
    if recipient.organisation is not None:
        yield f"body {recipient.organisation.attributes.get('source')}"
        if len(recipient.organisation.text) > LONG_BODY:
            yield "long body"
    if facts == 1:
        yield "only fact"
    elif facts >= MANY:
        yield "many facts"
    if draft.tellings > 1:
        yield "told twice"
    if recipient.tier or frame.tier:
        yield "tier"
    if recipient.year or frame.year:
        yield "year"
    if recipient.category or frame.category:
        yield "category"
    work = recipient.project or frame.project
    if work is not None:
        yield "long work" if work[1] - work[0] > LONG_WORK else "work"
    if frame.award is not None:
        yield from _of_award(reading, draft, frame.award)


def _of_award(reading: Reading, draft: Draft, award: tuple[int, int]) -> Iterator[str]:
    text = reading.text[slice(*award)]
    if draft.frame.programme:
        yield "known programme"
    if text.startswith(CONTESTS):
        yield "contest"
    elif text.isascii():
        yield "award in Latin letters"
    elif not text.startswith("รางวัล"):
        yield "award without the word"
    if len(text) > LONG_AWARD:
        yield "long award"
    elif len(text) < SHORT_AWARD:
        yield "short award"
    start, end = draft.evidence
    if not start - FAR <= award[0] <= end:
        yield "award far away"
