"""Counted works: X ได้รับรางวัลY จาก 3 โครงการ ได้แก่ โครงการA โครงการB และโครงการC: one win for each."""

from __future__ import annotations

import re

from extract.assembly.reading import QUOTE, Reading, numbers_from
from extract.assembly.works import trim_project
from extract.fact import Span
from extract.lexicons import cue_pattern
from normalize.text import arabic_digits

COUNTED = re.compile(
    r"\s?(?:ที่ได้รับ)?(?:จาก|ด้วย|กับ|ใน)\s?(?P<kind>[ก-ฮะ-ฺเ-๎]{0,24}?)\s?(?:จำนวน\s?)?(?P<n>[0-9๐-๙]{1,2})\s?"
    r"(?P<unit>ผลงาน|โครงการ|เรื่อง|แห่ง|ระบบ|นวัตกรรม|ชิ้นงาน|ชิ้น|แอปพลิเคชัน|เส้นทาง)(?:ด้วยกัน)?\s?"
    rf"(?:{cue_pattern('list', 'openers')})\s?:?\s?"
)
"""What counts the works of a winner and opens their list."""
JOINT = re.compile(r"\s?(?:,|และ)\s?")
FEWEST, MOST, LONGEST = 2, 12, 160
"""Works of such a list, and characters of the longest."""
LAST_STOP = re.compile(r"\s(?=ซึ่ง|โดย|ทั้งนี้|นอกจากนี้|ที่|เพื่อ|อัน|ณ|ใน|จาก|ถือ|นับ|และ|สำหรับ|พร้อม|เมื่อ|ของ)")
ENOUGH = 8
"""Characters of the first word by which works of one kind are told apart (โครงการ)."""


def counted_works(reading: Reading, position: int) -> list[tuple[Span, int]]:
    """The works listed here, each with where the list has come to; as many as are counted, or none."""
    line = reading.line_of(position)
    opener = COUNTED.match(reading.text, position, line.end)
    number = int(arabic_digits(opener["n"])) if opener else 0
    if opener is None or not FEWEST <= number <= MOST:
        return []
    for read in (_quoted, _numbered, _places, _of_one_kind):
        works = read(reading, opener, line.end, number)
        if len(works) == number and all(0 < end - start <= LONGEST for start, end in works):
            return [(work, work[1]) for work in works]
    return []


def _quoted(reading: Reading, opener: re.Match[str], end: int, number: int) -> list[Span]:
    """“คลองใสใจดี” และ “ฝายมีชีวิต”, perhaps with the kind of work before each."""
    found: list[Span] = []
    position = opener.end()
    while len(found) < number:
        quote = QUOTE.search(reading.text, position, min(end, position + 40))
        if quote is None or reading.within("organisation", position, quote.start()):
            break
        found.append(quote.span("inside"))
        position = quote.end()
    return found


def _numbered(reading: Reading, opener: re.Match[str], end: int, number: int) -> list[Span]:
    """1) ... 2) ...: the last one ends with the sentence."""
    bounds = numbers_from(reading.text, opener.end(), end)[:number]
    stops = (
        [place for _, place, _ in bounds[1:]] + [_end_of_last(reading.text, bounds[-1][2], end)]
        if bounds
        else []
    )
    spans = [_work(reading, begin, stop) for (_, _, begin), stop in zip(bounds, stops, strict=True)]
    return [span for span in spans if span is not None]


def _places(reading: Reading, opener: re.Match[str], end: int, number: int) -> list[Span]:
    """จากพิพิธภัณฑ์ 5 แห่ง: the places of the winner, one after another, each with its province."""
    if opener["unit"] != "แห่ง" or not opener["kind"]:
        return []
    return _split(reading, opener, end, number, opener["kind"][:4])


def _of_one_kind(reading: Reading, opener: re.Match[str], end: int, number: int) -> list[Span]:
    """โครงการA โครงการB และโครงการC: each begins with the word that was counted."""
    return _split(reading, opener, end, number, opener["unit"])


def _split(reading: Reading, opener: re.Match[str], end: int, number: int, word: str) -> list[Span]:
    text, start = reading.text, opener.end()
    if not text.startswith(word, start):
        return []
    begins = [start]
    for match in re.compile(rf"(?:(?<=[ ,])|(?<=และ)){re.escape(word)}").finditer(text, start + 1, end):
        if len(begins) < number and match.start() - begins[-1] > len(word):
            begins.append(match.start())
    stops = [*begins[1:], _end_of_last(text, begins[-1], end)]
    spans = [_work(reading, begin, stop) for begin, stop in zip(begins, stops, strict=True)]
    return [span for span in spans if span is not None]


def _end_of_last(text: str, begin: int, end: int) -> int:
    stop = LAST_STOP.search(text, begin + ENOUGH, end)
    return stop.start() if stop else end


def _work(reading: Reading, begin: int, stop: int) -> Span | None:
    text = reading.text[begin:stop]
    trimmed = re.sub(r"(?:\s|,|และ)+$", "", text)
    return trim_project(reading.text, begin, begin + len(trimmed))
