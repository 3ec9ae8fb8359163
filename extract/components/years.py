"""Years: editions of awards in the Buddhist era (ประจำปี 2566, ปีงบประมาณ พ.ศ. ๒๕๖๓, ปี 66, Awards 2021)."""

from __future__ import annotations

import re

from extract.mention import Mention
from normalize.text import arabic_digits
from normalize.years import parse_year

MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.?|ก\.พ\.?|มี\.ค\.?|เม\.ย\.?|พ\.ค\.?|มิ\.ย\.?|ก\.ค\.?|ส\.ค\.?|ก\.ย\.?|ต\.ค\.?|พ\.ย\.?|ธ\.ค\.?"
)
DIGIT = "[0-9๐-๙]"
LEAD = r"ประจำปีงบประมาณ|ประจำปีบัญชี|ปีบัญชี|ประจำปีการศึกษา|ประจำปี|ประจำ|ปีงบประมาณ|ปีการศึกษา|ปี|พุทธศักราช"
ERA = r"พ\.?\s?ศ\.?|พุทธศักราช|ค\.?\s?ศ\.?"
EDITION = re.compile(
    rf"(?P<lead>{LEAD})\s?(?:(?:{ERA})\s?)?"
    rf"(?P<year>(?:2[45]|20|๒[๔๕]|๒๐){DIGIT}{DIGIT}(?!{DIGIT})"
    rf"|{DIGIT}{{2}}(?!{DIGIT})(?!\s?(?:ซ้อน|ติดต่อ|ติด|รางวัล|แห่ง|คน|ราย)))"
)
BARE = re.compile(
    rf"(?=[พค0-9๐-๙])(?<!{DIGIT})(?<!{DIGIT}[-–/])(?<!{DIGIT} [-–])(?:(?:{ERA})\s?)?"
    rf"(?P<year>(?:2[45]|20|๒[๔๕]|๒๐){DIGIT}{DIGIT})(?!{DIGIT})"
)
IN_DATE = re.compile(rf"(?:{MONTHS})\s?(?:พ\.?ศ\.?\s?)?$")
NEXT_AWARD = re.compile(r"\s?รางวัล")
"""Behind ปี 2559: the year is of the award that follows, and no edition of what was named before."""
SPANNED = re.compile(rf"\s?[-–/]\s?{DIGIT}{{2,4}}")


def find_years(text: str) -> list[Mention]:
    """Years that can be an edition; years of dates and of spans of years (2563-2565) are left out.

    `attributes["lead"]` tells how the year is introduced; empty for a year that stands alone.
    """
    found: list[Mention] = []
    taken: set[int] = set()
    for match in EDITION.finditer(text):
        if SPANNED.match(text, match.end()) and len(match["year"]) == 4 and "งบ" not in match["lead"]:
            continue
        lead, digits = match["lead"], arabic_digits(match["year"])
        if lead == "ปี" and NEXT_AWARD.match(text, match.end()):
            continue
        if len(digits) == 2 and lead in ("ประจำ",):
            continue
        if len(digits) == 2 and not 30 <= int(digits) <= 99:
            continue
        year = 2500 + int(digits) if len(digits) == 2 else parse_year(digits)
        if year:
            found.append(_mention(text, match, year, lead))
            taken.add(match.start("year"))
    for match in BARE.finditer(text):
        if match.start("year") in taken or IN_DATE.search(text, max(0, match.start() - 16), match.start()):
            continue
        if SPANNED.match(text, match.end()):
            continue
        year = parse_year(arabic_digits(match["year"]))
        if year:
            found.append(_mention(text, match, year, ""))
    return sorted(found, key=lambda m: m.start)


def _mention(text: str, match: re.Match[str], year: int, lead: str) -> Mention:
    start, end = match.span("year")
    return Mention("year", start, end, text[start:end], year, {"lead": lead, "phrase": match.span()})
