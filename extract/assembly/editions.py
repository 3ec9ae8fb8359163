"""The edition of an article: the only year that it tells as one, for facts that state none themselves."""

from __future__ import annotations

import re

from extract.assembly.phrases import read_phrase
from extract.assembly.reading import Reading
from extract.assembly.umbrella import LEAD_LINES
from extract.components.tokens import is_thai
from extract.mention import Mention

NO_EDITION = re.compile(
    r"(?:ใน|ภายใน|ภายหลัง|หลัง|ก่อน|ตั้งแต่|นับจาก|จาก|ถึง|จนถึง|เมื่อ|ช่วง|ระหว่าง|ต้น|กลาง|ปลาย|สิ้น|ของ|สำหรับ|ทุก|แต่ละ)\s$"
)
"""Before a year: it tells when something else happened or will (ภายใน ปี 2573, ตั้งแต่ ปี 2560)."""
IN = re.compile(r"(?:^|\s|โดย|ซึ่ง|และ)ใน\s?$")
OPENS_LINE = re.compile(r"[“\"\s]*(?:โดย|ทั้งนี้|สำหรับ)?\s?(?:ใน|สำหรับ|เมื่อ)?\s?")
"""From the start of a line to a year that opens it."""
BEHIND_LATIN = re.compile(r"[A-Za-z][A-Za-z&]{3,}(?:\)|[”\"])?\s$")
TOLD_OF_A_WIN = re.compile(r"[^\n]{0,60}?(?:ได้รับ|คว้า|รับ|มอบ|ประกาศผล)[^\n]{0,14}?รางวัล")
"""Behind ในปี 2566: it is the year of the win after all."""


def only_edition(reading: Reading, award: str) -> Mention | None:
    """The year that all editions of the article agree on, if it is told of this award or of no other.

    None where the article tells no edition or several.  Only the lead and the lines that name an award are
    asked: a paragraph about something else lends no year.
    """
    if "only edition" not in reading.remembered:
        told = [
            year
            for year in reading.of("year")
            if _is_told_as_edition(reading, year)
            and _is_of_award(reading, year)
            and _is_edition(reading, year)
        ]
        one = len({year.value for year in told}) == 1
        reading.remembered["only edition"] = [(year, _owner(reading, year)) for year in told] if one else []
    for year, owner in reading.remembered["only edition"]:
        if owner is None or owner in award or award in owner:
            found: Mention = year
            return found
    return None


def year_of_paragraph(reading: Reading, position: int) -> Mention | None:
    """The year that opens the line of a win, if the line tells no other: ในปี 2560 กรม... ประเมิน ... ได้แก่."""
    line = reading.line_of(position)
    years = reading.within("year", line.start, line.end)
    if not years or years[0].end > position or len({year.value for year in years}) > 1:
        return None
    opens = OPENS_LINE.fullmatch(reading.text, line.start, years[0].attributes["phrase"][0])
    return years[0] if opens else None


def _is_told_as_edition(reading: Reading, year: Mention) -> bool:
    """Whether ปี, ประจำปี or the Latin name of a contest (Leadership Forum 2019) introduces the year."""
    if year.attributes["lead"]:
        return True
    if reading.line_of(year.start).is_item:  # an award among others, which has an edition of its own
        return False
    return BEHIND_LATIN.search(reading.text, max(0, year.start - 12), year.start) is not None


def _owner(reading: Reading, year: Mention) -> str | None:
    """The award whose phrase states the year."""
    line = reading.line_of(year.start)
    for award in reading.within("award", line.start, year.start):
        phrase = read_phrase(reading, award)
        if phrase.year == year.span and phrase.name is not None:
            return reading.text[slice(*phrase.name)]
    return None


def _is_of_award(reading: Reading, year: Mention) -> bool:
    lead = reading.lines[min(LEAD_LINES, len(reading.lines)) - 1].end
    line = reading.line_of(year.start)
    return year.start < lead or bool(reading.within("award", line.start, line.end))


def _is_edition(reading: Reading, year: Mention) -> bool:
    """Whether the year is told as an edition: not glued to what happened in it (ตั้งขึ้นในปี, ผลสำรวจปี)."""
    start, end = year.attributes["phrase"]
    before = reading.text[max(0, start - 8) : start]
    if IN.search(before):
        return TOLD_OF_A_WIN.match(reading.text, end) is not None
    glued = before[-1:] and is_thai(before[-1])
    return not NO_EDITION.search(before) and (not glued or year.attributes["lead"].startswith("ประจำ"))
