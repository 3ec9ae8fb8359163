"""Whereabouts: the province of a body by its name, or by its district that the article places elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.assembly.reading import Reading
from normalize.organisations import parse_organisation
from normalize.provinces import find_province

PLACE_IN_NAME = re.compile(
    "(?:โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|เรือนจำ|ทัณฑสถาน|สถาน|ท่าอากาศยาน|ท่าเรือ|หอการค้า|ศูนย์|แขวงทางหลวง"
    "|วิทยาเขต|พิพิธภัณฑ์|สวน|นิคม|โรง|.*สาขา|.*โรงแยกก๊าซ|.*โรงงาน|สมาคม|ชมรม|สภา|สำนักงาน|ด่าน|สถานี|บ้านเอื้ออาทร|.*เคหะชุมชน"
    "|สโมสร|เครือข่าย|โครงการชลประทาน|โครงการส่งน้ำ)"
)
"""Bodies that bear the name of their province at the end."""
NATIONAL = ("สำนักงานคณะกรรมการ", "สถาบัน")
SHORTEST_PROVINCE = 4
"""Characters: shorter names of provinces are endings of other words too often (น่าน, เลย, ตาก)."""
SHORTEST_SPELLING = 6
"""Characters of a usual misspelling or short form at the end of a name."""
STATED = re.compile(r"จังหวัด(?P<name>[ก-ฮะ-ฺเ-๎]{3,16}?)(?=ที่|\s|\(|[0-9๐-๙]|$)")
"""กองร้อยอาสารักษาดินแดนจังหวัดพังงาที่ 2: the province stands within the name."""
REMARK = re.compile(r"\s?\([^()]*\)$")
DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?(?P<name>[ก-ฮะ-ฺเ-๎]{2,20})(?=[\s,)]|$|จังหวัด|จ\.)")
BEHIND_DISTRICT = re.compile(r"\s?(?:จังหวัด|จ\.)\s?")


@lru_cache(maxsize=20_000)
def province_in_name(name: str) -> str | None:
    """The province that a body's name tells."""
    parsed = parse_organisation(name)
    if parsed.province:
        return parsed.province
    stated = STATED.search(name)
    named = find_province(stated["name"]) if stated else None
    if named is not None:
        return named.name
    name = REMARK.sub("", name)
    if not PLACE_IN_NAME.search(name) or name.startswith(NATIONAL):
        return None
    for start in range(len(name) - SHORTEST_PROVINCE, 0, -1):
        end = name[start:]
        province = find_province(end)
        if province is None or province.common_word:
            continue
        if province.name == end or (len(end) >= SHORTEST_SPELLING and end in province.spellings):
            return province.name
    return None


def province_of_district(reading: Reading, start: int, end: int) -> str | None:
    """The province of the district that is named from `start` to before `end`, where the article tells it."""
    known = _districts(reading)
    for match in DISTRICT.finditer(reading.text, start, end):
        if match["name"] in known:
            return known[match["name"]]
    return None


def _districts(reading: Reading) -> Mapping[str, str]:
    """The districts whose one province the article tells: อำเภอวังสะพุง จังหวัดเลย."""
    known: dict[str, str] | None = reading.remembered.get("districts")
    if known is None:
        told: dict[str, set[str]] = {}
        for match in DISTRICT.finditer(reading.text):
            lead = BEHIND_DISTRICT.match(reading.text, match.end())
            province = reading.at("province", lead.end()) if lead else None
            if province is not None:
                told.setdefault(match["name"], set()).add(str(province.value))
        known = {name: next(iter(provinces)) for name, provinces in told.items() if len(provinces) == 1}
        reading.remembered["districts"] = known
    return known
