"""Lists of awards or works that one recipient has won: 2 รางวัล ได้แก่ 1. รางวัล... 2. รางวัล..."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.anchors import OPENER
from extract.assembly.categories import category_at
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.latin_awards import latin_award_at
from extract.assembly.phrases import AwardPhrase, read_phrase, read_qualifiers
from extract.assembly.reading import QUOTE, Line, Reading, is_blank
from extract.assembly.works import project_at
from extract.fact import Span
from extract.lexicons import cue_pattern
from normalize.text import arabic_digits

AWARDS_OPENER = re.compile(
    rf"[^\n]{{0,110}}?(?:{cue_pattern('list', 'openers')}|:)\s?(?:[0-9๐-๙]{{1,2}}\s?รางวัล(?:ด้วยกัน)?\s?)?"
    rf"(?:{cue_pattern('list', 'openers')})?\s?"
)
WORKS_OPENER = re.compile(rf"[^\n]{{0,60}}?(?:{cue_pattern('list', 'openers')}|:)\s?")
NUMBER = r"\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?\s?[.)]+"
"""1. 1) (1) 1.1)"""
ITEM_MARK = re.compile(rf"\s?(?:(?:และ|,|/|รวมทั้ง|พร้อมทั้ง)\s?)?(?:{NUMBER}\s?|[-–•]\s?)?")
LINE_MARK = re.compile(r"\s*(?:และ\s?)?(?:\(?[0-9๐-๙]{1,2}\s?[.)]+\s?|[-–•▪]\s?)")
EXPLAINED = re.compile(
    rf"[^\n]{{1,420}}?(?=\s(?:และ\s?)?{NUMBER}\s?(?:(?:โล่|ถ้วย)?รางวัล|สาขา|ประเภท|ด้าน|ระดับ))"
)
BY_GIVER = re.compile(
    r"\s?(?:จาก|โดย|ในงาน|ณ|จัดโดย|-|–)\s?[^\n]{1,120}?"
    r"(?=\s?(?:และ\s?)?(?:โล่)?(?<![0-9๐-๙])(?<![0-9๐-๙] )รางวัล)"
)
DEFINITION = re.compile(r"\s?(?:ซึ่ง)?(?:(?:ถือ(?:ว่า)?|นับ)?เป็น|คือ)\s?รางวัล")
STANDS_APART = re.compile(r"(?:[\s:(–-]|โดย|คือ|แก่|และ)$")
"""Before a name of its own; glued to other words it is part of the name of a work."""
OF_GIVER = re.compile(r"(?:จาก|จัดโดย|ของ|ร่วมกับ|ใน)\s?$")
EXAMPLES = re.compile("เช่น|อาทิ")
PARTS = re.compile(rf"\s?(?:{cue_pattern('list', 'openers')})\s?(?=\([1๑]\))")
PARTS_WITHIN = 2_000
"""Characters of the parts of one award."""
PART = re.compile(r"\((?P<n>[0-9๐-๙]{1,2})\)\s?")
"""The number of one part of an item."""
NEXT_ITEM = re.compile(
    r"\s(?:และ\s?)?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?[.)]\s?(?:โล่|ถ้วย)?(?:รางวัล|ประเภท|สาขา)"
)
LINE_NUMBER = re.compile(r"\s*(?:และ\s?)?\(?(?P<n>[0-9๐-๙]{1,2})\s?[.)]+\s?")
NUMBERED = re.compile(r"\s*\(?[0-9๐-๙]{1,2}\s?[.)]")
FIRST = re.compile(r"\s*\(?[1๑]\s?[.)]")
HEADING = 80
"""Characters of a line that heads the numbered items below it."""
DIGIT = re.compile("[0-9๐-๙]")
ITEM = 120
"""Characters behind the award of an item within a line that may name another winner."""
SEVERAL = 2
"""From so many claimed awards on, a later list of awards is read as the claimant's."""


def list_of_awards(reading: Reading, position: int, frame: Frame) -> list[tuple[Frame, int]]:
    """ได้รับ 3 รางวัล ประกอบด้วย 1. รางวัล... 2. รางวัล...: one recipient, several awards."""
    text = reading.text
    line = reading.line_of(position)
    frame = _before(frame, position)
    opener = AWARDS_OPENER.match(text, position, line.end)
    if not opener:
        return []
    if EXAMPLES.search(opener[0]) and frame.award is not None and frame.award[0] < line.start:
        frame = Frame()  # ที่ผ่านมา ได้รับรางวัลอย่างต่อเนื่อง เช่น รางวัล...: those of other contests
    if is_blank(text, opener.end(), line.end):
        return _awards_in_lines(reading, line.end, frame)
    found: list[tuple[Frame, int]] = []
    at = opener.end()
    while (mark := ITEM_MARK.match(text, at, line.end)) is not None:
        phrase = _numbered_award(reading, mark, line.end)
        if phrase is None:
            break
        award = inner_frame(reading, frame, phrase)
        parts = _parts(reading, phrase.end, line.end, award)
        found += parts or [with_project(reading, award, phrase.end)]
        at = found[-1][1]
        following = ITEM_MARK.match(text, at, line.end)
        if following and _numbered_award(reading, following, line.end):
            continue
        explained = EXPLAINED.match(text, at, line.end) or BY_GIVER.match(text, at, line.end)
        if explained:
            at = explained.end()
    if found and _is_numbered(text, opener.end()) and _ends_line(reading, at, line):
        found += _numbered_below(reading, line, len(found) + 1, frame)
    return _of_one_edition(found) if len(found) > 1 or _is_numbered(text, opener.end()) else []


def _of_one_edition(found: list[tuple[Frame, int]]) -> list[tuple[Frame, int]]:
    """1. รางวัลเลิศรัฐ ประจำปี 2561 2. รางวัลเลิศรัฐ สาขา...: the first edition holds for the whole list."""
    if not found:
        return []
    first = found[0][0]
    rest = [frame for frame, _ in found[1:]]
    if first.year is None or any(frame.year or frame.programme != first.programme for frame in rest):
        return found
    return [(replace(frame, year=first.year, year_value=first.year_value), end) for frame, end in found]


def _parts(reading: Reading, position: int, end: int, award: Frame) -> list[tuple[Frame, int]]:
    """...ระดับดีเด่น จำนวน 2 รางวัล ได้แก่ (1) ประเภท... (2) ประเภท...: the fields in which an award was won."""
    text = reading.text
    opener = PARTS.match(text, position, end)
    if opener is None:
        return []
    end = min(end, opener.end() + PARTS_WITHIN)
    next_item = NEXT_ITEM.search(text, opener.end(), end)
    marks = list(PART.finditer(text, opener.end(), next_item.start() if next_item else end))
    stops = [mark.start() for mark in marks[1:]] + [next_item.start() if next_item else end]
    found: list[tuple[Frame, int]] = []
    for number, (mark, stop) in enumerate(zip(marks, stops, strict=True), 1):
        phrase = award_of_item(reading, mark.end(), stop)
        if phrase is None or int(arabic_digits(mark["n"])) != number:
            return []
        frame = inner_frame(reading, award, phrase)
        frame = replace(frame, tier=frame.tier or award.tier)
        lead = next((m for m in reading.within("project", phrase.end, stop) if "ผลงาน" in m.text), None)
        work, close = project_at(reading, lead.end, stop, bounded=True) if lead else (None, phrase.end)
        found.append((replace(frame, project=work), close))
    return found if len(found) >= SEVERAL else []


def _numbered_below(reading: Reading, line: Line, number: int, frame: Frame) -> list[tuple[Frame, int]]:
    """ได้แก่ 1. รางวัล... / 2. รางวัล...: the first award stands in the line of the opener, the next below."""
    found: list[tuple[Frame, int]] = []
    below = reading.next_line(line.start)
    while below is not None:
        mark = LINE_NUMBER.match(reading.text, below.start, below.end)
        if mark is None or int(arabic_digits(mark["n"])) != number + len(found):
            break
        phrase = award_of_item(reading, mark.end(), below.end)
        if phrase is None or names_another(reading, phrase, min(below.end, phrase.end + ITEM)):
            break
        found.append(with_project(reading, inner_frame(reading, frame, phrase), phrase.end))
        below = reading.next_line(below.start) if _ends_line(reading, found[-1][1], below) else None
    return found


def _ends_line(reading: Reading, position: int, line: Line) -> bool:
    """Whether nothing but a joining word stands behind an award in its line."""
    return reading.text[position : line.end].strip() in ("", "และ", ",")


def _listed_award(reading: Reading, position: int, end: int) -> AwardPhrase | None:
    """The award that an item names, be it only in Latin letters and without the word รางวัล."""
    mention = reading.at("award", position)
    if mention is not None and mention.attributes["kind"] in ("name", "tier"):
        return read_phrase(reading, mention)
    return latin_award_at(reading, position, end) if mention is None else None


def _numbered_award(reading: Reading, mark: re.Match[str], end: int) -> AwardPhrase | None:
    """The award behind the mark of an item within a line; behind a number also a level or field alone."""
    phrase = _listed_award(reading, mark.end(), end)
    if phrase is not None or not DIGIT.search(mark[0]):
        return phrase
    phrase = award_of_item(reading, mark.end(), end)
    apart = phrase is None or names_another(reading, phrase, min(end, phrase.end + ITEM))
    return None if apart else phrase


def award_of_item(reading: Reading, position: int, end: int) -> AwardPhrase | None:
    """The award, level or field with which an item opens, or nothing."""
    phrase = _listed_award(reading, position, end)
    if phrase is not None:
        return phrase
    award = reading.at("award", position)
    bare = award is not None and award.attributes["kind"] == "bare"
    tier = reading.phrase_at("tier", position)
    category = category_at(reading, award.end if award is not None and bare else position)
    if category is not None:
        field = AwardPhrase(position, category[1], category=category)
        return _with_placing(reading, read_qualifiers(reading, field))
    if tier is None:
        return None
    return read_qualifiers(
        reading, AwardPhrase(position, max(tier.end, tier.attributes["phrase"][1]), tier=tier.span)
    )


def _with_placing(reading: Reading, field: AwardPhrase) -> AwardPhrase:
    """ประเภท... รางวัลชนะเลิศระดับ Gold: a field and the placing behind it."""
    at = field.end + (reading.text[field.end : field.end + 1] == " ")
    placing = reading.at("award", at) if field.tier is None else None
    if placing is None or placing.attributes["kind"] != "tier" or "contest" in placing.attributes:
        return field
    return read_qualifiers(reading, replace(field, end=placing.end, tier=placing.attributes["tier"]))


def names_another(reading: Reading, phrase: AwardPhrase, end: int) -> bool:
    """Whether the line of an award names who won it, other than in a quotation or as who gives it."""
    quotes = [match.span() for match in QUOTE.finditer(reading.text, phrase.end, end)]
    for body in reading.within("organisation", phrase.end, end):
        if any(opens < body.start < closes for opens, closes in quotes):
            continue
        if STANDS_APART.search(reading.text, body.start - 4, body.start) and not OF_GIVER.search(
            reading.text, max(phrase.end, body.start - 10), body.start
        ):
            return True
    return bool(reading.within("person", phrase.end, end))


def _before(frame: Frame, position: int) -> Frame:
    """The frame without an award that is only named behind this place: one of the list, not above it."""
    if frame.award is None or frame.award[0] < position:
        return frame
    return replace(frame, award=None, programme=None, category=None, year=None, year_value=None)


def _awards_in_lines(reading: Reading, position: int, frame: Frame) -> list[tuple[Frame, int]]:
    """The same with an item a line, each perhaps explained at length."""
    found: list[tuple[Frame, int]] = []
    line = reading.next_line(position)
    while line is not None:
        mark = LINE_MARK.match(reading.text, line.start, line.end)
        below = reading.next_line(line.start)
        numbered = below is not None and FIRST.match(reading.text, below.start, below.end)
        if mark and not DIGIT.search(mark[0]) and numbered and line.end - line.start < HEADING:
            line = below  # what heads the numbered items under it
            continue
        phrase = award_of_item(reading, mark.end(), line.end) if mark else None
        if phrase is None:
            break
        near = min(line.end, phrase.end + ITEM)
        if phrase.name is None and phrase.mention is None and names_another(reading, phrase, near):
            return []
        rest = reading.text[phrase.end : line.end]
        if DEFINITION.match(rest):
            return []
        own = OPENER.search(rest)
        if own and reading.at("organisation", phrase.end + own.end()):
            return []
        inner, _ = with_project(reading, inner_frame(reading, frame, phrase), phrase.end)
        found.append((inner, line.end))
        line = reading.next_line(line.start)
    return found


def list_of_works(reading: Reading, position: int) -> list[tuple[Span, int]]:
    """ได้รับรางวัล... 2 รางวัล ได้แก่ 1. ผลงาน... 2. ผลงาน...: one recipient and award, several works."""
    line = reading.line_of(position)
    opener = WORKS_OPENER.match(reading.text, position, line.end)
    if not opener:
        return []
    found: list[tuple[Span, int]] = []
    if not is_blank(reading.text, opener.end(), line.end):
        return []
    below = reading.next_line(line.start)
    while below is not None and below.is_item:
        lead = reading.at("project", below.content)
        if not lead:
            break
        project, _ = project_at(reading, lead.end, below.end, bounded=True)
        if project is None:
            break
        found.append((project, below.end))
        below = reading.next_line(below.start)
    return found if len(found) >= SEVERAL else []


def _is_numbered(text: str, position: int) -> bool:
    return NUMBERED.match(text, position) is not None
