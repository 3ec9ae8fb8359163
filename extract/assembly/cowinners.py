"""Winners together: A, B และ C ได้รับ...; จังหวัดลำพูน ยโสธร และสตูล คว้า..., each made a recipient."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.elided import another_province
from extract.assembly.gaps import WORK, may_stand_between
from extract.assembly.names import SEPARATOR
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.related import not_the_parent
from extract.lexicons import cue_pattern
from extract.mention import Mention

SHARED = re.compile(
    r"(?:\s|,|\)|และ|กับ|ร่วมกับ|พร้อมด้วย|รวมถึง|ตลอดจน|[”\"’'“]|\([^()\n]{1,60}\)"
    r"|(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20})*$"
)
LONGEST = 150
"""Characters between two who share a win."""
BREAK = re.compile(rf"(?:^|\s)(?:{cue_pattern('breaks', 'words')})(?=\s|[ก-ฮเ-ไ])")
OWNED_WORK = re.compile(
    r"(?:ผลงาน|เรื่อง|โครงการ|นวัตกรรม)(?:เรื่อง|ชื่อ)?\s?[“\"](?P<work>[^“”\"\n]{3,160})[”\"]\s?(?:ของ|โดย|จาก)\s?$"
)
OWNED_WITHIN = 200
"""Characters of the longest work that is named with ของ before its owner."""


def joined(reading: Reading, organisation: Mention, floor: int, limit: int) -> list[Recipient]:
    """The body before the verb and those joined to it (A, B และ C)."""
    organisation = not_the_parent(reading, organisation)
    found = [recipient_of(reading, organisation, limit)]
    current = organisation
    work = WORK.search(reading.text, organisation.end, limit)
    for _ in range(12):
        earlier = reading.before("organisation", current.start)
        if earlier is None or earlier.start < floor or earlier.attributes.get("office"):
            break
        between = reading.text[earlier.end : current.start]
        if (
            len(between) > LONGEST
            or not SHARED.match(between)
            or BREAK.search(between)
            or ("และ" not in between and "," not in between and len(found) == 1)
        ):
            break
        earlier = earlier.attributes.get("full") or earlier
        if earlier.attributes.get("source") != "province":
            found.append(recipient_of(reading, earlier, current.start))
        current = earlier
    owned = OWNED_WORK.search(reading.text, max(floor, current.start - OWNED_WITHIN), current.start)
    project = (work and work.span("work")) or (owned and owned.span("work")) or None
    return [replace(recipient, project=project) if project else recipient for recipient in found[::-1]]


def provinces_joined(reading: Reading, province: Mention, verb: int) -> list[Recipient]:
    """จังหวัดลำพูน ยโสธร และสตูล คว้ารางวัล: the word จังหวัด is said once."""
    bracketed = reading.text[max(0, province.start - 2) : province.start].rstrip().endswith("(")
    if province.attributes.get("source") != "province" or bracketed:
        return []
    found = [recipient_of(reading, province, province.end)]
    while separator := SEPARATOR.match(reading.text, found[-1].end):
        following = another_province(reading, separator.end(), found[-1])
        if following is None:
            break
        found.append(following)
    return found if len(found) > 1 and may_stand_between(reading.text[found[-1].end : verb]) else []


def recipient_of(reading: Reading, organisation: Mention, limit: int) -> Recipient:
    province = organisation.attributes.get("province")
    span = organisation.span if province else None
    recipient = Recipient(
        "organisation",
        organisation.start,
        organisation.end,
        organisation,
        province=province,
        province_span=span,
    )
    return with_place(reading, recipient, limit)
