"""Elided names: lists that say what their members are once and then only the provinces."""

from __future__ import annotations

import re

from extract.assembly.qualifiers import OFFICE_OF_PROVINCE
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.mention import Mention

SAID_OF = re.compile(
    r"(?P<office>(?:สำนักงาน|ที่ทำการปกครอง|เรือนจำ|สภาวัฒนธรรม|หอการค้า|เหล่ากาชาด|ตำรวจภูธร|องค์การบริหารส่วน"
    r"|คณะกรรมการอิสลามประจำ|ชมรมแม่บ้านมหาดไทย|ศูนย์อำนวยการ[ก-๙]{1,40}?)[ก-๙]{0,60}?จังหวัด)(?=\s?[(ดที่ยจปใ0-9๐-๙]|\s|$)"
    r"|(?P<short>สวจ\.|สสจ\.|พมจ\.|ทสจ\.|อบจ\.)"
)
"""What the members of a list are, as its heading says it: รางวัลสำนักงานวัฒนธรรมจังหวัดดีเด่น ได้แก่ ขอนแก่น."""
OFFICES = {
    "สวจ.": "สำนักงานวัฒนธรรมจังหวัด",
    "สสจ.": "สำนักงานสาธารณสุขจังหวัด",
    "พมจ.": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
    "ทสจ.": "สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
}
COUNTED_PROVINCES = re.compile(
    r"(?:[0-9๐-๙]{1,2}\s?จังหวัด(?:ด้วยกัน)?|จังหวัดที่(?:ได้|ผ่าน|มีผล)[^\n]{0,90}|รางวัลจังหวัด[^\n]{2,60})\s?$"
)
"""The members are provinces themselves: จำนวน 4 จังหวัด ได้แก่ ลำพูน พิจิตร."""
BEFORE = 170
"""Characters before a list within which its heading says what its members are."""


def head_said(reading: Reading, position: int) -> str | None:
    """What the members of the list that opens here are, where provinces may stand for them; else None."""
    line = reading.line_of(position)
    start = max(line.start, position - BEFORE)
    office = None
    for match in SAID_OF.finditer(reading.text, start, position):
        office = match
    if office is not None:
        return office["office"] or OFFICES[office["short"]]
    return "จังหวัด" if COUNTED_PROVINCES.search(reading.text, start, position) else None


def bare_province(reading: Reading, position: int, head: str) -> Recipient | None:
    """A province that stands for the body of this head there (ขอนแก่น for สำนักงานวัฒนธรรมจังหวัดขอนแก่น)."""
    province = reading.at("province", position)
    return _body(position, province, head, {"source": "elided"}) if province is not None else None


def another_province(reading: Reading, position: int, before: Recipient) -> Recipient | None:
    """จังหวัดลำพูน ยโสธร และสตูล: the word จังหวัด is said once."""
    organisation, province = before.organisation, reading.at("province", position)
    if organisation is None or province is None:
        return None
    source = organisation.attributes.get("source")
    office = OFFICE_OF_PROVINCE.match(organisation.text)
    if office and source in ("head", "gazetteer", "elided-office"):
        return _body(position, province, office["office"], {**organisation.attributes, "source": "elided"})
    head = organisation.attributes.get("office_head")
    if head:
        return _body(position, province, head, organisation.attributes)
    return (
        _body(position, province, "จังหวัด", {"source": "elided"}) if source in ("province", "elided") else None
    )


def _body(position: int, province: Mention, head: str, attributes: dict[str, object]) -> Recipient:
    name = str(province.value)
    known = {"province": name} if head == "จังหวัด" else {"office_head": head}
    body = Mention(
        "organisation", province.start, province.end, province.text, f"{head}{name}", {**attributes, **known}
    )
    return Recipient("organisation", position, province.end, body, province=name, province_span=province.span)
