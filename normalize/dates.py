"""Dates as Thai pages write them.

Thai and English month names and abbreviations, digits in either script, either era, two-digit years, ISO
8601 and RFC 2822.  A time with a zone is turned into the date in Thailand (UTC+7, no summer time), since
that is the day on which the page was published.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib import resources

from normalize.text import arabic_digits, clean
from normalize.years import to_common_era, two_digit_year

THAILAND = timezone(timedelta(hours=7), "Asia/Bangkok")

_ERA = r"(?:ปี\s*)?(?:(?:พ\s?\.?\s?ศ|ค\s?\.?\s?ศ)\s?\.?|พุทธศักราช|คริสต์?ศักราช|B\.?E\.?|A\.?D\.?)?"
# Two digits are no year when they are the hour of a time or count something.
_YEAR = r"(?P<year>\d{4}|\d{2}(?!\s*(?:[.:]\s?\d|น\.|นาฬิกา|คน|ราย|บาท|แห่ง|ปี|วัน)))(?!\d)"
_TIME = (
    r"(?:[T\s,]{1,2}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?"
    r"(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)


@cache
def month_numbers() -> dict[str, int]:
    """Number of the month by its name without spaces and full stops, in lower case."""
    table = tomllib.loads(resources.files("normalize").joinpath("months.toml").read_text("utf-8"))
    return {_bare(name): month["number"] for month in table["month"] for name in month["names"]}


def _bare(name: str) -> str:
    return re.sub(r"[\s.]", "", name).lower()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...]:
    # An abbreviation may carry full stops and spaces between its letters; a full name may not.
    forms = [
        r"\s?\.?\s?".join(map(re.escape, name)) + r"\s?\.?" if len(name) <= 4 else re.escape(name)
        for name in sorted(month_numbers(), key=len, reverse=True)
    ]
    month = f"(?:{'|'.join(forms)})"
    after = r"(?![a-z])"
    day = r"(?<![\d/.,-])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    to = r"\s*(?:-|–|—|ถึง|และ|to|and)\s*"
    named = (
        rf"{day}(?:\s*(?P<other>{month}){after})?(?:{to}\d{{1,2}})?\s*(?:[-/]|of|เดือน)?\s*(?P<month>{month}){after}"
        rf"\s*[-/,]?\s*{_ERA}\s*['’]?{_YEAR}{_TIME}"
    )
    english = (
        rf"(?<![a-z])(?P<month>{month}){after}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*"
        r"(?P<year>\d{4})(?!\d)"
    )
    iso = r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)" + _TIME
    numeric = (
        r"(?<![\d/.,-])(?P<day>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
        rf"(?P<year>\d{{4}}|\d{{2}})(?![\d]|(?P=mark)\d){_TIME}"
    )
    return (
        (re.compile(named, re.IGNORECASE), _from_named),
        (re.compile(english, re.IGNORECASE), _from_named),
        (re.compile(iso), _from_numbers),
        (re.compile(numeric), _from_numbers),
    )


def parse_date(text: str) -> date | None:
    """The first date in the text, in the common era; None when there is none.  Never raises.

    "2-4 กันยายน 2565" gives its first day.  Day comes before month in numbers ("26/07/2566"); dates that
    the calendar does not have (31 กุมภาพันธ์) are passed over.
    """
    text = arabic_digits(clean(text))
    if not any(map(str.isdigit, text)):
        return None
    first: tuple[int, date] | None = None
    for pattern, read in _patterns():
        for match in pattern.finditer(text):
            if first is not None and match.start() >= first[0]:
                break
            found = read(match)
            if found is not None:
                first = (match.start(), found)
                break
    return first[1] if first else None


def _from_named(match: re.Match[str]) -> date | None:
    numbers = month_numbers()
    written = _bare(match["month"])
    groups = match.groupdict()
    last = numbers[written]
    month = numbers[_bare(groups["other"])] if groups.get("other") else last
    year = _common_year(match["year"], english=written.isascii())
    if year is not None and month > last:  # 30 ธันวาคม - 2 มกราคม 2566 begins in the year before
        year -= 1
    return _date(year, month, int(match["day"]), groups)


def _from_numbers(match: re.Match[str]) -> date | None:
    year = _common_year(match["year"], english=False)
    return _date(year, int(match["month"]), int(match["day"]), match.groupdict())


def _common_year(digits: str, *, english: bool) -> int | None:
    if len(digits) == 4:
        return to_common_era(int(digits))
    year = two_digit_year(int(digits), common=english)
    return None if year is None else to_common_era(year)


def _date(year: int | None, month: int, day: int, groups: dict[str, str | None]) -> date | None:
    if year is None:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    zone, hour, minute = groups.get("zone"), groups.get("hour"), groups.get("minute")
    if not (zone and hour and minute):
        return found
    offset = timedelta()
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        offset = -offset if zone[0] == "-" else offset
    if abs(offset) >= timedelta(hours=24) or int(hour) > 23 or int(minute) > 59:
        return found
    moment = datetime(year, month, day, int(hour), int(minute), tzinfo=timezone(offset))
    return moment.astimezone(THAILAND).date()
