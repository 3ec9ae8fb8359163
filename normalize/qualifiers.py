"""The place words that stand around an organisation's name: ตำบล, อำเภอ and จังหวัด, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from normalize.areas import Area, find_areas
from normalize.provinces import Province, find_province, nearest_province

Owner = Literal["local", "office", "body", "nationwide"]
"""What the name is that the places stand behind.

Of a place and named after it ("local": municipalities, hospitals), an office of a province or district
("office", whose จังหวัด is its own), another body, one of the whole country.
"""

_WORD = re.compile(
    r"(?P<province>จังหวัด|จว\s?\.|จ\s?\.)|(?P<district>กิ่งอำเภอ|อำเภอ|กิ่ง\s?อ\s?\.|อ\s?\.|เขต(?!\s*(?:\d|พื้นที่|สุขภาพ|ประกอบ)))"
    r"|(?P<subdistrict>ตำบล|ต\s?\.|แขวง(?!ทาง|การทาง))|(?P<village>หมู่ที่|หมู่|ม\s?\.)(?=\s?\d)"
)
_PLACE = re.compile(r"\s*(?P<place>[^\s(),;.]+)")
_PROVINCE = re.compile(r"\s*(?P<place>[^\s(),;]+)")
_SPACED_PROVINCE = re.compile(r"\s*(?P<place>[^\s(),;]+ [^\s(),;]+)")
_BANGKOK = re.compile(r"(?P<base>.*\S)\s*[\s,(]\s*(?:กรุงเทพ(?:มหานคร|ฯ)?|กทม\.?)\)?$")
_BRACKETS = re.compile(r"(?P<base>.*?\S)?\s*[(\[]\s*(?P<inside>[^()\[\]]+)[)\]]$")
_LAST = re.compile(r"(?P<base>.*\S)(?P<gap>\s*[,/;:–—-]\s*|\s+)(?P<word>[^\s,/;:–—-]+)$")
_POSTCODE = re.compile(r"(?<=\S)\s+\d{5}$")
_LEADING = re.compile(
    r"(?:จังหวัด|จว\s?\.|จ\s?\.)\s*(?P<place>[^\s()/:,–—-]+)(?:\s*[:/,–—-]\s*|\s+)"
    r"(?=เทศบาล|องค์การบริหารส่วน|อบต|อบจ|อ\.บ\.|ท[นมต]\.|ท\.[นมต]\.|โรงพยาบาล|รพ|ร\.พ\.|โรงเรียน|รร\.|ร\.ร\.)"
)
_OFFICE = re.compile(
    r"(?:สำนักงาน|สนง\.|ที่ทำการ|ศาลากลาง|หอการค้า|สภา|ศูนย์|สถานี|เรือนจำ|สมาคม|ชมรม|องค์การบริหารส่วน|ศาล"
    r"|กอง|ตำรวจ|เหล่ากาชาด|คณะกรรมการ|เครือข่าย|สหพันธ์|สมาพันธ์|ที่ว่าการ|อัยการ|ศูนย์อำนวยการ|กาชาด|ทีม|คณะ|แม่บ้าน|สมัชชา|สโมสร|พุทธสมาคม|สัสดี|ปศุสัตว์|ประมง|แรงงาน)"
)
_CAPITAL = "เมือง"
_BETWEEN = " ,;:/([–—-"


@dataclass(frozen=True, slots=True)
class Qualified:
    """A name without the place words around it, and what they said."""

    name: str
    province: Province | None = None
    district: str | None = None
    subdistrict: str | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """What the places stand behind: a name of an owner whose head ends at `start` and that takes `least`."""

    start: int
    least: int
    owner: Owner

    def is_name(self, base: str) -> bool:
        """Whether what is left can be a name: no bare head, no first letters of an abbreviation (อบ|จ.)."""
        base = base.rstrip(_BETWEEN)
        if self.start:
            return len(base) >= self.least
        return len(base) >= 4 and not re.search(
            r"(?:^|[\s.])[ก-ฮ]{1,3}$|(?:องค์การบริหารส่วน|เทศบาล|สำนักงาน)$", base
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What has been read so far: the rest of the text, and a level's name where one was."""

    rest: str
    found: dict[str, str] = field(default_factory=dict)
    province: Province | None = None

    def take(self, rest: str, level: str, name: str, province: Province | None = None) -> _Reading:
        return _Reading(rest.rstrip(_BETWEEN), self.found | {level: name}, province or self.province)


def split_qualifiers(text: str, start: int = 0, owner: Owner = "body", *, named: bool = False) -> Qualified:
    """Split ตำบล, อำเภอ and จังหวัด off a name whose head ends at `start`; `named`: something follows the head.

    "อบต.ปางหมู อ.เมือง จ.แม่ฮ่องสอน" gives the name, the district เมืองแม่ฮ่องสอน and the province.  A จังหวัด that
    belongs to the name stays: in one word with an office ("สำนักงานแรงงานจังหวัดตรัง"), or behind a space when
    the office is one of a province ("สำนักงานสาธารณสุข จังหวัดยะลา").  A district that there is only once tells
    the province.
    """
    reading = _Reading(text)
    context = _Text(start, start + named, owner)
    while (shorter := _shorten(reading, context)) is not None:
        reading = shorter
    name = reading.rest.strip(" ,(") if reading.found else text
    return _placed(name, reading)


def split_leading(text: str) -> Qualified:
    """Split a province off that stands in front of a name ("จ.แม่ฮ่องสอน อบต.ปางหมู")."""
    leading = _LEADING.match(text) if text.startswith("จ") else None
    province = nearest_province(f"จังหวัด{leading['place']}") if leading else None
    return Qualified(text[leading.end() :], province) if leading and province else Qualified(text)


def _shorten(reading: _Reading, context: _Text) -> _Reading | None:
    """The reading with the last place word taken off; None when there is none that may be."""
    text = reading.rest
    if (
        reading.found.get("postcode") is None
        and (code := _POSTCODE.search(text))
        and _WORD.search(text, context.least)
    ):
        return reading.take(text[: code.start()], "postcode", code[0].strip())
    if text.endswith((")", "]")):
        return _bracketed(reading, context)
    words = [match for match in _WORD.finditer(text, context.least) if match.lastgroup not in reading.found]
    for word in reversed(words):
        taken = _take(reading, word, context)
        if taken is not None:
            return taken
    if "province" not in reading.found and (bangkok := _BANGKOK.fullmatch(text)):
        if context.is_name(bangkok["base"]):
            province = find_province("กรุงเทพมหานคร")
            return reading.take(bangkok["base"], "province", "กรุงเทพมหานคร", province)
        return None
    return _bare(reading, context)


def _take(reading: _Reading, word: re.Match[str], context: _Text) -> _Reading | None:
    text, level = reading.rest, word.lastgroup or ""
    base = text[: word.start()]
    match = (_PROVINCE if level == "province" else _PLACE).fullmatch(text, word.end())
    if match is None and level == "province":
        match = _SPACED_PROVINCE.fullmatch(text, word.end())
    if match is None or not context.is_name(base):
        return None
    glued = base[-1:] not in _BETWEEN
    place = match["place"]
    if level == "province":
        province = nearest_province(f"จังหวัด{place}")
        belongs = (
            context.owner != "local"
            and word[0] == "จังหวัด"
            and base[-1:] not in ",;/(["
            and _OFFICE.match(base)
        )
        if province is None or belongs:
            return None
        return reading.take(base, level, province.name, province)
    if level == "village":
        return None if glued else reading.take(base, level, place)
    if glued and (context.owner != "local" or not _known(place, level, reading.province)):
        return None
    return reading.take(base, level, place)


def _bracketed(reading: _Reading, context: _Text) -> _Reading | None:
    """Brackets that hold nothing but places."""
    match = _BRACKETS.fullmatch(reading.rest)
    if match is None or not match["base"] or not context.is_name(match["base"]):
        return None
    inside = match["inside"].strip()
    bare = find_province(inside)
    if bare is not None and (inside in {bare.name, *bare.spellings} or bare.name == "กรุงเทพมหานคร"):
        if context.owner == "nationwide":
            return None
        return reading.take(match["base"], "province", bare.name, bare)
    # A word in front stands for the name, so that the places can be read as behind one.
    within = _Reading(f"ชื่อ {inside}", reading.found, reading.province)
    while within.rest != "ชื่อ":
        shorter = _shorten(within, _Text(4, 4, context.owner))
        if shorter is None:
            return None
        within = shorter
    return replace(within, rest=match["base"].rstrip(" ,;"))


def _bare(reading: _Reading, context: _Text) -> _Reading | None:
    """A province or district that stands without its word behind the name (เทศบาลตำบลอุโมงค์ ลำพูน)."""
    match = _LAST.fullmatch(reading.rest)
    if match is None or context.owner == "nationwide" or not context.is_name(match["base"]):
        return None
    word, base, marked = match["word"], match["base"], bool(match["gap"].strip())
    province = find_province(word) if "province" not in reading.found else None
    if province is not None and word in {province.name, *province.spellings}:
        sure = marked and match["gap"].strip() in ",/"
        if context.owner == "local" or sure or _lies_in(base[context.start :], province.name):
            return reading.take(base, "province", province.name, province)
        return None
    if (
        context.owner == "local"
        and "district" not in reading.found
        and _known(word, "district", reading.province)
    ):
        inside = _lies_in(base[context.start :], None, word)
        if inside or reading.province is not None or marked:
            return reading.take(base, "district", word)
    return None


def _placed(name: str, reading: _Reading) -> Qualified:
    province = reading.province
    district = reading.found.get("district")
    if district and province is None:
        named = find_areas(district, "district")
        subdistrict = reading.found.get("subdistrict")
        if len(named) > 1 and subdistrict:
            homes = {
                area.province for area in find_areas(subdistrict, "subdistrict") if area.district == district
            }
            named = tuple(area for area in named if area.province in homes)
        province = find_province(named[0].province) if len(named) == 1 else None
    if district == _CAPITAL and province is not None:
        district = capital(province) or district
    return Qualified(name, province, district, reading.found.get("subdistrict"))


@lru_cache(maxsize=128)
def capital(province: Province) -> str | None:
    """The district that is written "อำเภอเมือง" in that province, if it is called after the province."""
    named = find_areas(_CAPITAL + province.name, "district")
    return named[0].name if named else None


def _known(place: str, level: str, province: Province | None) -> bool:
    """Whether there is a district or subdistrict of that name, in that province if one is stated."""
    if level == "district" and place == _CAPITAL:
        return True
    named: tuple[Area, ...] = (
        find_areas(place, "district") if level == "district" else find_areas(place, "subdistrict")
    )
    return any(province is None or area.province == province.name for area in named)


def _lies_in(name: str, province: str | None, district: str | None = None) -> bool:
    """Whether a name is that of a district or subdistrict there."""
    name = name.strip(" .")
    if district is not None:
        return any(area.district == district for area in find_areas(name, "subdistrict"))
    return any(
        area.province == province
        for area in (*find_areas(name, "district"), *find_areas(name, "subdistrict"))
    )
