"""Years of the Buddhist and the common era.

The Buddhist year is the common year plus 543 (since 1 January 2484 / 1941, when Thailand moved new
year's day to January; earlier years may be off by one and do not occur in press releases).  The two eras
are told apart by size: 2400 to 2700 is Buddhist, 1900 to 2157 (the same span) common.
"""

from __future__ import annotations

import re

from normalize.text import arabic_digits, clean

ERA_DIFFERENCE = 543
BUDDHIST_ERA = range(2400, 2701)
COMMON_ERA = range(1900, 2158)

_BUDDHIST_MARK = r"พ\s?\.?\s?ศ\s?\.?|พุทธศักราช|B\.?E\b\.?"
_COMMON_MARK = r"ค\s?\.?\s?ศ\s?\.?|คริสต์?ศักราช|A\.?D\b\.?|C\.?E\b\.?"
_LEAD = (
    r"(?:ประจำปี(?:งบประมาณ|การศึกษา|การผลิต|บัญชี|ภาษี)?|ปีงบประมาณ|ปีการศึกษา|ปีการผลิต|ปีบัญชี|ปีภาษี|ปี"
    r"|รุ่นปี|งบประมาณ|FY|fiscal year|year)"
)
_LED_YEAR = re.compile(
    rf"(?<!\d)(?<!\d ){_LEAD}\s*(?:แห่ง)?\s*(?:(?P<buddhist>{_BUDDHIST_MARK})|(?P<common>{_COMMON_MARK}))?\s*"
    r"['’‘]?(?P<year>\d{4}|\d{2})(?![\d,.:]?\d)(?!\s*(?:ปี|เดือน|วัน|คน|ราย|ครั้ง|บาท|ล้าน|แห่ง|%))",
    re.IGNORECASE,
)
_MARKED_YEAR = re.compile(
    rf"(?:(?P<buddhist>{_BUDDHIST_MARK})|(?P<common>{_COMMON_MARK}))\s*['’‘]?(?P<year>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"(?<!\d)(?<!\d[,.])(?P<year>\d{4})(?![\d]|[,.]\d)"
    rf"(?:\s*(?:(?P<buddhist>{_BUDDHIST_MARK})|(?P<common>{_COMMON_MARK})))?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"['’‘]?(\d{2})(?:\s?[/-]\s?\d{2})?")


def to_buddhist_era(year: int) -> int | None:
    """The Buddhist year of a four-digit year of either era; None outside both."""
    if year in BUDDHIST_ERA:
        return year
    return year + ERA_DIFFERENCE if year in COMMON_ERA else None


def to_common_era(year: int) -> int | None:
    """The common year of a four-digit year of either era; None outside both."""
    if year in COMMON_ERA:
        return year
    return year - ERA_DIFFERENCE if year in BUDDHIST_ERA else None


def two_digit_year(year: int, *, common: bool = False) -> int | None:
    """The Buddhist year that two digits stand for on a Thai page.

    40 to 99 are Buddhist 2540 to 2599 (1997 to 2056); 0 to 39, whose Buddhist reading would lie before the
    web or after 2600, are common 2000 to 2039.  `common` reads 40 to 99 as 1940 to 1999 (a date in English).
    """
    if year not in range(100):
        return None
    if year < 40:
        return 2000 + year + ERA_DIFFERENCE
    return 1900 + year + ERA_DIFFERENCE if common else 2500 + year


def parse_year(text: str) -> int | None:
    """The year that the text names, in the Buddhist era; None when it names none.

    A year behind a word such as ประจำปี, ปีงบประมาณ or พ.ศ. comes before one without; among equals the
    first counts, so that "2565/2566" and "2565-2566" give 2565.  Two digits are a year only behind such a
    word or as the whole text (`two_digit_year`).
    """
    text = arabic_digits(clean(text))
    for pattern in (_LED_YEAR, _MARKED_YEAR, _BARE_YEAR):
        for match in pattern.finditer(text):
            year = _read(match)
            if year is not None:
                return year
    alone = _ALONE.fullmatch(text)
    return two_digit_year(int(alone[1])) if alone else None


def _read(match: re.Match[str]) -> int | None:
    digits = match["year"]
    if len(digits) == 4:
        return to_buddhist_era(int(digits))
    if match["buddhist"]:
        return 2500 + int(digits)
    return two_digit_year(int(digits), common=bool(match["common"]))
