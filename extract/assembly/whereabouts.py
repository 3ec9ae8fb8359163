"""Whereabouts: the province of a body by its name, by its district or place, or by the article's headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.assembly.reading import Reading
from extract.assembly.umbrella import LEAD_LINES
from extract.mention import Mention
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
SEAT = "เมือง"
"""อำเภอเมืองมุกดาหาร: the district of a province's seat bears its name."""
BEHIND_DISTRICT = re.compile(r"\s?(?:จังหวัด|จ\.)\s?")

PLACE = re.compile(
    r"(?:ตำบล|ต\.|เทศบาล(?:ตำบล|เมือง|ต\.)?|หมู่บ้าน|บ้าน)\s?[“\"]?(?P<name>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{3,18}?)[”\"]?"
    r"(?=(?:\s?(?:หมู่(?:ที่)?\s?[0-9๐-๙]+|(?:ตำบล|ต\.|อำเภอ|อ\.)\s?[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{1,18}?)){0,3}"
    r"\s?(?:จังหวัด|จ\.)\s?(?P<province>))"
)
"""กศน.ตำบลเกาะใหญ่ อำเภอกระแสสินธุ์ จังหวัดสงขลา: a place that the article puts into its province."""
NATIONWIDE = re.compile(
    "กระทรวง|กรม|ธนาคาร|ธ\\.|สำนักงาน(?!.*จังหวัด|.*อำเภอ|.*สาขา)|มหาวิทยาลัย|สถาบัน(?!การเงินชุมชน)|สมาคม|มูลนิธิ|การ(?:ไฟฟ้า|ประปา|ท่า|รถไฟ|ทาง|เคหะ|นิคม|ยาง|กีฬา|ท่องเที่ยว)"
    "|องค์การ(?!บริหารส่วน)|ประเทศ|รัฐบาล|คณะ|สภา|ทีม"
)
"""Bodies that a headline's province does not place: they may come from anywhere."""
BEST = "(?:ดีเด่น|รางวัล|ประกวด|สุดยอด|ต้นแบบ)"
COMPANY = re.compile("(?:บริษัท|บมจ|บจก|หจก|ห้างหุ้น)(?!.*สาขา)")


@lru_cache(maxsize=20_000)
def province_in_name(name: str) -> str | None:
    """The province that a body's name tells; one that only its district would tell is not in the name."""
    parsed = parse_organisation(name)
    if parsed.province and not parsed.by_area:
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
    """The province of the district named from `start` to before `end`, as the article or its name tells."""
    known = _districts(reading)
    for match in DISTRICT.finditer(reading.text, start, end):
        if match["name"] in known:
            return known[match["name"]]
        seat = find_province(match["name"].removeprefix(SEAT)) if match["name"].startswith(SEAT) else None
        if seat is not None and match["name"] == SEAT + seat.name:
            return seat.name
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


def province_of_place(reading: Reading, name: str) -> Mention | None:
    """The province of the place whose name the body bears, where the article tells it of one only.

    โรงเรียนอนุบาลแพรกษา, in an article that names ตำบลแพรกษา ... จังหวัดสมุทรปราการ.
    """
    if "places" not in reading.remembered:
        told: dict[str, dict[str, Mention]] = {}
        for match in PLACE.finditer(reading.text):
            province = reading.at("province", match.start("province"))
            if province is not None:
                told.setdefault(match["name"], {}).setdefault(str(province.value), province)
        reading.remembered["places"] = {
            place: next(iter(provinces.values())) for place, provinces in told.items() if len(provinces) == 1
        }
    places: dict[str, Mention] = reading.remembered["places"]
    found = [place for place in places if place in name and not name.startswith(place)]
    return places[max(found, key=len)] if found else None


def province_of_headline(reading: Reading, name: str) -> Mention | None:
    """The only province of the lead and of the lines about awards, if the headline names it too.

    It places bodies of a locality only.

    มอบรางวัลสถานประกอบการดีเด่น จ.เพชรบุรี: the branches and villages that follow are of that province.
    """
    if "headline province" not in reading.remembered:
        told = [province for province in reading.of("province") if _is_of_news(reading, province)]
        one = told and len({province.value for province in told}) == 1
        named = one and str(told[0].value) in reading.title
        reading.remembered["headline province"] = told[0] if named else None
    province: Mention | None = reading.remembered["headline province"]
    if province is None or NATIONWIDE.match(name):
        return None
    if COMPANY.match(name) and not _is_of_its_award(reading.title, province.text):
        return None
    return province


def _is_of_news(reading: Reading, province: Mention) -> bool:
    line = reading.line_of(province.start)
    lead = reading.lines[min(LEAD_LINES, len(reading.lines)) - 1].end
    return province.start < lead or bool(reading.within("award", line.start, line.end))


def _is_of_its_award(title: str, province: str) -> bool:
    """Whether the headline says that the award is one of the province: สถานประกอบการดีเด่น จ.เพชรบุรี."""
    place = re.escape(province)
    return re.search(rf"{BEST}[ก-ฮะ-ฺเ-๎]{{0,24}}\s?(?:จังหวัด|จ\.)\s?{place}", title) is not None
