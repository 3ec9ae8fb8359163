"""Awards in Latin letters that a list names without the word รางวัล: 1. Best Pension Fund 2. Top Employer."""

from __future__ import annotations

import re

from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading

NAME = re.compile(
    r"[“\"]?(?P<name>[A-Z][A-Za-z0-9&,.'’:/()–—-]*(?:\s[A-Za-z0-9&,.'’:/()–—-]+){1,14}?)[”\"]?"
    r"(?=\s?(?:จาก|โดย|ประจำปี|ปี|ใน|สาขา|ประเภท|ด้าน|ซึ่ง|และ|[(][ก-๙]|[0-9๐-๙]{1,2}[.)]|\n|$))"
)
OF_AWARD = re.compile(
    r"\b(?:Best|Most|Top|Outstanding|Excellence|Excellent|Winner|Awards?|Prize|Medal|Leading|Leader(?:ship)?|Champion"
    r"|Innovative|of the Year|Deal|Honou?r|Distinction|Gold|Silver|Platinum)\b"
)
"""One of these words shows that a title is an award."""
LONGEST = 160


def latin_award_at(reading: Reading, position: int, end: int) -> AwardPhrase | None:
    """The award in Latin letters that begins here, without the year at the end of its name."""
    match = NAME.match(reading.text, position, min(end, position + LONGEST))
    if match is None or OF_AWARD.search(match["name"]) is None:
        return None
    start, stop = match.span("name")
    for year in reading.within("year", start, stop):
        if not reading.text[year.end : stop].strip(" )"):
            name = (start, start + len(reading.text[start : year.start].rstrip(" –—-(")))
            return AwardPhrase(start, match.end(), name=name, year=year.span, year_value=year.value)
    return AwardPhrase(start, match.end(), name=(start, stop))
