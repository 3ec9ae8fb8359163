"""What closes a name behind its words: legal forms, patrons, numbers, branches, plants, brackets."""

from __future__ import annotations

import re

from extract.components.tokens import THAI
from extract.mention import Mention
from normalize.provinces import find_province

CLOSING = re.compile(
    r"\s?\(\s?(?:องค์การมหาชน|มหาชน|ประเทศไทย|ไทยแลนด์|ไทย|สำนักงานใหญ่|ส่วนกลาง)\s?\)|\s?จำกัด(?:\s?\(มหาชน\))?"
    r"|,?\s?ใน(?:พระบรมราชูปถัมภ์|พระบรมราชินูปถัมภ์|พระราชูปถัมภ์|พระบรมชูปถัมภ์|พระราชินูปถัมภ์|พระสังฆราชูปถัมภ์|พระอุปถัมภ์)"
    rf"(?:ฯ|\s?(?:ของ)?(?:สมเด็จ|พระเจ้า|พระบาท|พระองค์)[{THAI}]+(?:\s?(?:ฯ|เจ้าฟ้า|กรม|สยาม|บดินทร|พระ)[{THAI}]*){{0,4}})?"
)
"""Legal forms, countries and patrons that close a name."""
TEMPLE_RANK = re.compile(r"\s?(?:ราชวรมหาวิหาร|ราชวรวิหาร|วรมหาวิหาร|วรวิหาร)")
BRACKETED = re.compile(rf"\s?\(\s?(?P<inside>[{THAI}0-9๐-๙][{THAI}0-9๐-๙ .-]{{2,44}})\s?\)")
NOT_IN_BRACKETS = re.compile(
    r"(?:[ก-ฮ]{1,4}\.|[ก-ฮ]{2,6}\s?$)|(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.|กรุงเทพ|กทม|สังกัด|ทีม|รางวัล|ระดับ|ประเภท|สาขา|ภาค|เขต|ชนะ|รอง|ชมเชย"
    r"|ดี|เหรียญ|คะแนน|ขนาด|หญิง|ชาย|ผู้|นาย|นาง|ด้าน|กลุ่ม|ชุด|เดิม|ชื่อ|หรือ|โดย|ปี|วันที่|ได้|รวม|จำนวน|ลำดับ|ที่|[0-9๐-๙])"
)
"""What stands in brackets behind a name and is no part of it: abbreviations, places, prizes, remarks."""
HOMES = (
    "โรงเรียน",
    "รร.",
    "ร.ร.",
    "ศูนย์พัฒนาเด็กเล็ก",
    "ศพด.",
    "บ้าน",
    "เคหะชุมชน",
    "ชุมชน",
    "หมู่บ้าน",
    "มูลนิธิ",
    "สถานี",
    "ตลาด",
)
"""Bodies told apart from others of the name by brackets behind it (โรงเรียนเทศบาล 1 (วัดกลาง))."""
GROUPS = ("วิสาหกิจชุมชน", "กลุ่ม")
"""Bodies behind which brackets hold their village or their product: only the village is of the name."""
VILLAGE = re.compile(rf"\s?\(บ้าน[{THAI}]{{2,30}}\)")
STATION = re.compile(r"\s?\([A-Z]{1,3}[0-9]{1,2}\)")
"""(BL21): the number of a railway station."""
NUMBERED_UNIT = re.compile(
    r"(?:\s?ที่\s?[0-9๐-๙]{1,3}|\s[0-9๐-๙]{1,2}(?=\s(?:จังหวัด|จ\.|อำเภอ|และ|\(|ได้รับ|คว้า)|[,)\n]|$))(?![0-9๐-๙.)])"
    r"(?!\s?(?:รางวัล|แห่ง|คน|ราย|ผลงาน|หน่วย|โครงการ|พ\.ศ|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุ|กรกฎา|สิงหา|กันยา|ตุลา"
    r"|พฤศจิ|ธันวา))"
)
OFFICE_BRANCH = re.compile(rf"\s?สาขา[{THAI}]{{2,24}}|\sแห่งที่\s?[0-9๐-๙]{{1,2}}")
COMPANIES = ("บริษัท", "บมจ", "บจก")
PLANT = re.compile(
    r"\s(?:โรงงาน|โรงไฟฟ้า|โรงกลั่น|โรงแยก|โรงปูน|โรงโม่)(?!อุตสาหกรรม|ที่|ได้|ใน|ผู้|ซึ่ง|มี|ของ|และ|เป็น)(?:\s[A-Z0-9]{1,3}(?=\s)|"
    rf"[{THAI}]{{3,40}})|\s?\((?P<place>[{THAI}]{{3,20}})(?:\s?[0-9]{{1,2}})?\)|\s?\((?:โรงงาน|สาขา|สำนักงาน|โรงไฟฟ้า|นิคม)[^()\n]{{2,40}}\)"
)
"""A plant of a company, by its name or its place in brackets."""
COUNTRY_BRANCH = re.compile(rf"(?:\s[{THAI}]{{2,16}}){{1,3}}\s?\(ประเทศไทย\)(?:\s?สาขา[{THAI}]{{2,20}})?")
NUMBERED = ("ศูนย์", "สำนัก", "สถานี", "สถาบัน")
"""Bodies of the gazetteer that are many, told apart by a number (ศูนย์อนามัยที่ 3 นครสวรรค์)."""
SEAT = re.compile(rf"[ ](?P<place>(?!จังหวัด)[{THAI}]{{3,20}})(?![{THAI}])")
BRANCHED = ("สำนักงาน", "ศาล", "เรือนจำ")
"""Offices that have branches (สำนักงานที่ดินจังหวัดชลบุรี สาขาบางละมุง)."""


def with_closing(text: str, mention: Mention) -> Mention:
    """Add (องค์การมหาชน), (มหาชน), จำกัด where the name goes on with it."""
    end = mention.end
    value = mention.value
    numbered = NUMBERED_UNIT.match(text, end)
    source = mention.attributes.get("source")
    if numbered and (source == "head" or (source == "gazetteer" and mention.text.startswith(NUMBERED))):
        end, value = numbered.end(), None
        seat = SEAT.match(text, end)
        if seat and find_province(seat["place"]):
            end = seat.end()
    branch = OFFICE_BRANCH.match(text, end)
    if branch and mention.text.startswith(BRANCHED):
        end = branch.end()
    country = COUNTRY_BRANCH.match(text, end)
    if country and mention.attributes.get("source") == "head":
        end = country.end()
    while match := CLOSING.match(text, end):
        end = match.end()
    further = _further_end(text, end, mention)
    if further != end:
        end, value = further, None
    if end == mention.end:
        return mention
    return Mention(mention.label, mention.start, end, text[mention.start : end], value, mention.attributes)


def _further_end(text: str, end: int, mention: Mention) -> int:
    """The end of a name behind the plant, the rank or the brackets that tell the body from its namesakes."""
    name = mention.text
    if name.startswith(COMPANIES):
        closed = name.endswith(("จำกัด", ")")) or end > mention.end
        plant = PLANT.match(text, end) if closed else None
        return plant.end() if plant and (not plant["place"] or find_province(plant["place"])) else end
    more = None
    if name.startswith("วัด"):
        more = TEMPLE_RANK.match(text, end)
    elif mention.attributes.get("source") == "head" and name.startswith(HOMES):
        more = STATION.match(text, end) or _namesake(text, end)
    elif mention.attributes.get("source") == "head" and name.startswith(GROUPS):
        more = VILLAGE.match(text, end)
    return more.end() if more else end


def _namesake(text: str, end: int) -> re.Match[str] | None:
    """The brackets that tell a school or a community from others of its name."""
    match = BRACKETED.match(text, end)
    if match is None or NOT_IN_BRACKETS.match(match["inside"]) or find_province(match["inside"]):
        return None
    return match
