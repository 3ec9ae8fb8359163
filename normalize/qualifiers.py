"""The place words that stand behind an organisation's name: ตำบล, อำเภอ and จังหวัด."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.provinces import Province, find_province, nearest_province

_OPEN = r"(?P<base>.*?\S)\s*(?:,|\(|(?<=\s))\s*"
_PROVINCE_WORD = r"(?:จังหวัด|จว\s?\.|จ\s?\.)\s*"
_PROVINCE = re.compile(rf"(?P<base>.*\S)(?P<gap>\s*[,(]?\s*)(?P<word>{_PROVINCE_WORD})(?P<place>[^()]+?)\)?$")
_DISTRICT = re.compile(
    rf"{_OPEN}(?:อำเภอ|อ\s?\.|เขต(?!\s*(?:\d|พื้นที่|สุขภาพ|ประกอบ)))\s*(?P<place>[^\s()]+)\)?$"
)
_SUBDISTRICT = re.compile(rf"{_OPEN}(?:ตำบล|ต\s?\.|แขวง)\s*(?P<place>[^\s()]+)\)?$")
_BANGKOK = re.compile(r"(?P<base>.*\S)\s*[\s,(]\s*(?P<place>กรุงเทพ(?:มหานคร|ฯ)?|กทม\.?)\)?$")
_OFFICE = re.compile(
    r"(?:สำนักงาน|สนง\.|ที่ทำการ|ศาลากลาง|หอการค้า|สภา|ศูนย์|สถานี|เรือนจำ|สมาคม|ชมรม|องค์การบริหารส่วน|ศาล"
    r"|กอง|ตำรวจ|เหล่ากาชาด|คณะกรรมการ|เครือข่าย|สหพันธ์|สมาพันธ์|ที่ว่าการ|อัยการ|ศูนย์อำนวยการ|กาชาด|ทีม|คณะ|แม่บ้าน|สมัชชา|สโมสร|พุทธสมาคม|สัสดี|ปศุสัตว์|ประมง|แรงงาน)"
)


@dataclass(frozen=True, slots=True)
class Qualified:
    """A name without the place words behind it, and what they said."""

    name: str
    province: Province | None = None
    district: str | None = None
    subdistrict: str | None = None


def split_qualifiers(text: str) -> Qualified:
    """Split ตำบล, อำเภอ and จังหวัด off the end of a name.

    "อบต.ปางหมู อ.เมือง จ.แม่ฮ่องสอน" gives the name, the district and the province.  A จังหวัด that belongs to
    the name stays: in one word with an office ("สำนักงานแรงงานจังหวัดตรัง"), or behind a space when the office
    is one of a province ("สำนักงานสาธารณสุข จังหวัดยะลา").
    """
    name, province = _split_province(text)
    district = subdistrict = None
    match = _DISTRICT.fullmatch(name)
    if match and _is_name(match["base"]):
        name, district = match["base"], match["place"]
    match = _SUBDISTRICT.fullmatch(name)
    if match and _is_name(match["base"]):
        name, subdistrict = match["base"], match["place"]
    return Qualified(name.strip(" ,("), province, district, subdistrict)


def _split_province(text: str) -> tuple[str, Province | None]:
    match = _PROVINCE.fullmatch(text)
    if match and _is_name(match["base"]):
        province = nearest_province(f"จังหวัด{match['place']}")
        written_out = match["word"].startswith("จังหวัด")
        belongs = _OFFICE.match(match["base"]) and written_out and not match["gap"].strip()
        if province is not None and not belongs:
            return match["base"], province
    match = _BANGKOK.fullmatch(text)
    if match and _is_name(match["base"]):
        return match["base"], find_province("กรุงเทพมหานคร")
    return text, None


def _is_name(base: str) -> bool:
    """Whether what is left can be a name: no bare head, no first letters of an abbreviation (อบ|จ.)."""
    return len(base) >= 4 and not re.search(
        r"(?:^|[\s.])[ก-ฮ]{1,3}$|(?:องค์การบริหารส่วน|เทศบาล|สำนักงาน)$", base
    )
