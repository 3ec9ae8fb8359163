"""Placings in running text: a place and right behind it who took it (ชนะเลิศ ทีมA รองชนะเลิศอันดับ 1 ทีมB)."""

from __future__ import annotations

import re

from extract.assembly.drafting import Drafting
from extract.assembly.phrases import AwardPhrase
from extract.assembly.progress import Progress
from extract.assembly.reading import Reading, is_blank

PLACE = re.compile(r"(?:รอง)?ชนะเลิศ|รองอันดับ|ชมเชย|(?:อันดับ|ลำดับ|ที่)(?:ที่)?\s?[0-9๐-๙หส]|เหรียญ")
TAKES = re.compile(
    r"(?:ได้รับ|ได้|รับ|คว้า|ครอง|เป็น|ตำแหน่ง|ชิง|กวาด|ซิว|ติด|ผ่าน|สู่|เข้า|มอบ)(?:รางวัล|โล่|ถ้วย|แชมป์)*\s?(?:และ)?$"
)
"""Before a place: somebody named earlier takes it."""
OWN_WIN = re.compile(r"\s?(?:ได้รับ|คว้า|เข้ารับ|รับ|ได้|เป็น|ครอง|ซิว|ชนะ|มอบ|จัด|ร่วม)")
"""Behind a name: it opens a sentence of its own."""


def is_placed(drafting: Drafting, progress: Progress, phrase: AwardPhrase) -> bool:
    """Whether the body or person right behind a place is told to have taken it.

    Not where the place belongs to who stands before it (ทีมA ชนะเลิศ ทีมB รองชนะเลิศ), and only where an award
    is known that the place can be of.
    """
    reading = drafting.reading
    known = progress.frame.award is not None or drafting.umbrella.award is not None
    if phrase.tier is None or not known or not PLACE.match(reading.text, phrase.tier[0]):
        return False
    position = phrase.end + (reading.text[phrase.end : phrase.end + 1] == " ")
    winner = reading.at("organisation", position) or reading.at("person", position)
    if winner is None or OWN_WIN.match(reading.text, winner.end):
        return False
    if TAKES.search(reading.text, max(0, phrase.start - 24), phrase.start):
        return False
    return not _owned(reading, phrase.start) and not _owns_next(reading, winner.end)


def _owned(reading: Reading, position: int) -> bool:
    """Whether a body or person is named right before this place."""
    for label in ("organisation", "person"):
        before = reading.before(label, position)
        if before is not None and is_blank(reading.text, before.end, position):
            return True
    return False


def _owns_next(reading: Reading, position: int) -> bool:
    """Whether a place without a winner behind it stands here: it is the one before it that took it."""
    at = position + (reading.text[position : position + 1] == " ")
    tier = reading.phrase_at("tier", at)
    if tier is None:
        return False
    end = max(tier.end, tier.attributes["phrase"][1])
    end += reading.text[end : end + 1] == " "
    return reading.at("organisation", end) is None and reading.at("person", end) is None
