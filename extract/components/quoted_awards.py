"""Quoted awards: a second name in quotation marks, for which the word รางวัล is not said again."""

from __future__ import annotations

import re

from extract.components.award_patterns import AWARD, CLOSE_QUOTE, QUOTED
from extract.components.tiers import TIER_START
from extract.mention import Mention

BESIDE = re.compile(r"\s?(?:และ|,)\s?(?=[“\"])")


def quoted_beside(text: str, award: Mention) -> Mention | None:
    """รางวัล “ธนาคารยอดเยี่ยม” และ “ธนาคารสีเขียว”: the second name is an award, too; None where none follows."""
    if award.attributes["kind"] != "name" or text[award.end - 1] not in CLOSE_QUOTE:
        return None
    beside = BESIDE.match(text, award.end)
    quoted = QUOTED.match(text, beside.end()) if beside else None
    if quoted is None or AWARD.match(quoted[1]) or TIER_START.match(quoted[1]):
        return None
    start, end = quoted.span(1)
    return Mention("award", start, end, text[start:end], None, {"kind": "name", "object": ""})
