"""Names joined with what stands beside them: closings, branches, parents, the office of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.components.tokens import THAI
from extract.mention import Mention
from normalize.provinces import find_province

CLOSING = re.compile(r"\s?\((?:องค์การมหาชน|มหาชน|ประเทศไทย|ไทยแลนด์|สำนักงานใหญ่)\)|\s?จำกัด(?:\s?\(มหาชน\))?")
NUMBERED_UNIT = re.compile(
    r"(?:\s?ที่\s?[0-9๐-๙]{1,3}|\s[0-9๐-๙]{1,2}(?=\s(?:จังหวัด|จ\.|อำเภอ|และ)|[,)\n]|$))(?![0-9๐-๙.)])"
    r"(?!\s?(?:รางวัล|แห่ง|คน|ราย|ผลงาน|หน่วย|โครงการ|พ\.ศ|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุ|กรกฎา|สิงหา|กันยา|ตุลา"
    r"|พฤศจิ|ธันวา))"
)
OFFICE_BRANCH = re.compile(rf"\s?สาขา[{THAI}]{{2,24}}|\sแห่งที่\s?[0-9๐-๙]{{1,2}}")
COUNTRY_BRANCH = re.compile(rf"(?:\s[{THAI}]{{2,16}}){{1,3}}\s?\(ประเทศไทย\)(?:\s?สาขา[{THAI}]{{2,20}})?")
POSITION = re.compile(
    r"(?:รอง|ผู้ช่วย|อดีต|รักษาการ|รักษาราชการแทน|ที่ปรึกษา)?"
    r"(?:อธิบดี|ปลัด|ผู้ว่าการ|ผู้อำนวยการใหญ่|ผู้อำนวยการ|เลขาธิการ|อธิการบดี|รัฐมนตรีว่าการ|รัฐมนตรีช่วยว่าการ|รัฐมนตรีประจำ"
    r"|รมว\.|รมช\.|รมต\.|ผู้จัดการ|ผู้ตรวจราชการ|ผู้บัญชาการ|ประธานกรรมการ|ประธาน|นายก|หัวหน้า"
    r"|กรรมการผู้จัดการใหญ่|กรรมการผู้จัดการ|ผู้บริหาร|ผู้ว่าราชการ|คณบดี|รองอธิบดี|เลขานุการ|โฆษก|คณะผู้บริหาร|กรรมการ|ผู้แทน"
    r"|ผู้ก่อตั้ง|เจ้าของ|สมาชิก|พนักงาน|เจ้าหน้าที่|บุคลากร|นักเรียน|นักศึกษา|อาจารย์|ครู|ผู้ช่วยรัฐมนตรีประจำ|ผอ\.|ผบ\.)\s?$"
)
NUMBERED = ("ศูนย์", "สำนัก", "สถานี", "สถาบัน")
"""Bodies of the gazetteer that are many, told apart by a number (ศูนย์อนามัยที่ 3 นครสวรรค์)."""
SEAT = re.compile(rf"[ ](?P<place>[{THAI}]{{3,20}})(?![{THAI}])")
HOUSES = ("สมาคม", "ชมรม", "สโมสร", "สหกรณ์", "สหภาพ")
"""Bodies of the staff of another one, by whose abbreviation they go (สมาคมแม่บ้าน มท.)."""
BRANCHED = ("สำนักงาน", "ศาล", "เรือนจำ")
"""Offices that have branches (สำนักงานที่ดินจังหวัดชลบุรี สาขาบางละมุง)."""


def parts_joined(text: str, mentions: Sequence[Mention], parts: Sequence[str]) -> list[Mention]:
    """คณะแพทยศาสตร์ โรงพยาบาลรามาธิบดี: a part of a body and the body behind it are one name."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.attributes.get("head") in parts
            and mention.attributes.get("head") not in parts
            and mention.attributes.get("source") in ("head", "gazetteer", "company")
            and text[before.end : mention.start] == " "
        ):
            joined[-1] = _spanning(text, before, mention, None)
        else:
            joined.append(mention)
    return joined


def houses_joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """สมาคมแม่บ้าน มท.: an association and the abbreviation of its ministry are one name."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        ministry = str(mention.value or "")
        if (
            before is not None
            and ministry.startswith("กระทรวง")
            and mention.attributes.get("source") == "abbreviation"
            and before.attributes.get("head") in HOUSES
            and text[before.end : mention.start] in (" ", "")
        ):
            name = before.text + ministry.removeprefix("กระทรวง")
            joined[-1] = _spanning(text, before, mention, name)
        else:
            joined.append(mention)
    return joined


def _spanning(text: str, first: Mention, last: Mention, name: str | None) -> Mention:
    return Mention(
        "organisation", first.start, last.end, text[first.start : last.end], name, first.attributes
    )


def with_prefix(text: str, mention: Mention) -> Mention:
    """ทีมโรงเรียน..., ร้านสมาคม...: the body behind the word is meant; the mention begins with the word."""
    for word in ("ทีม", "ร้าน"):
        start = mention.start - len(word)
        if (
            start >= 0
            and text.startswith(word, start)
            and mention.attributes.get("source") in ("head", "gazetteer")
        ):
            value = mention.value or mention.text
            return Mention(
                "organisation", start, mention.end, text[start : mention.end], value, mention.attributes
            )
    return mention


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
    if end == mention.end:
        return mention
    return Mention(mention.label, mention.start, end, text[mention.start : end], value, mention.attributes)


def with_office(text: str, mention: Mention) -> Mention:
    """Note whether the body is named as somebody's office (อธิบดีกรม...)."""
    before = text[max(0, mention.start - 40) : mention.start]
    if not POSITION.search(before):
        return mention
    attributes = {**mention.attributes, "office": True}
    return Mention(mention.label, mention.start, mention.end, mention.text, mention.value, attributes)
