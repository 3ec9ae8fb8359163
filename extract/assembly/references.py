"""References: the body that ธนาคาร, บริษัทฯ or โรงพยาบาล alone stands for."""

from __future__ import annotations

import math
import re

from extract.assembly.reading import Reading
from extract.assembly.topics import in_passing
from extract.mention import Mention

SHORT_REFERENCE = re.compile(
    r"(?P<head>ธนาคาร|บริษัท|โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|สหกรณ์|กรม|เทศบาล|สถาบัน|สำนักงาน|กระทรวง|องค์การ|มูลนิธิ|กองทุน|การไฟฟ้า|การประปา"
    r"|การรถไฟ|การท่าเรือ|การท่าอากาศยาน|การเคหะ|การทาง)ฯ?\s?(?:ยัง|ก็|เคย|จึง|สามารถ|ได้|เป็น)?\s?$"
)
REFERENCE_WITHIN = 28
"""Characters of the longest short reference, ending at the verb."""
DELEGATE_OF = re.compile(r"(?:ผู้แทน|ตัวแทน|ในนาม|แทน)(?:ของ)?\s?$")
NO_OTHER = re.compile(
    "ของ|หลัก|ชั้นนำ|แห่ง(?:แรก|เดียว|หนึ่ง)|อันดับ|ดีเด่น|ต้นแบบ|คู่(?:ค้า|ความ|สัญญา)|เอกชน|ขนาด|ที่(?=มี|ได้|ให้|เป็น)"
)
"""Behind ธนาคาร, บริษัท: what one is said to be (ธนาคารหลักของหน่วยงานภาครัฐ), not the name of another."""
OTHER_THAN_ONE = re.compile("หน่วยงาน|หลาย|คัดเลือก|ทุก|แห่ง|เป็น|ของ")


def referred(reading: Reading, last: Mention | None, floor: int, verb: int) -> tuple[Mention, int] | None:
    """The body that ธนาคาร, บริษัทฯ or โรงพยาบาล right before the verb stands for, and where the word begins.

    It is the one named last before, if that is of the kind, or else the only one of that kind told before;
    not where `last`, the body named last before the verb, holds the word itself.
    """
    reference = SHORT_REFERENCE.search(reading.text, max(floor, verb - REFERENCE_WITHIN), verb)
    if reference is None or (last is not None and last.end > reference.start("head")):
        return None
    start, head = reference.start("head"), reference["head"]
    delegate = DELEGATE_OF.search(reading.text, max(0, start - 14), start)
    if not delegate and OTHER_THAN_ONE.search(reading.text, max(0, start - 14), start):
        return None
    if last is not None and last.start >= floor and str(last.value or last.text).startswith(head):
        found: Mention = last.attributes.get("full", last)
        return found, start
    first, others_from = _first_of_kind(reading, head)
    if first is None or not first.start < start <= others_from:
        return None
    meant: Mention = first.attributes.get("full", first)
    return meant, start


def _first_of_kind(reading: Reading, head: str) -> tuple[Mention | None, float]:
    """The first body whose name begins so, and where the first other one of the kind begins."""
    kinds = reading.remembered.setdefault("first of kind", {})
    if head not in kinds:
        told = [
            m
            for m in reading.of("organisation")
            if str(m.value or m.text).startswith(head)
            and NO_OTHER.match(m.text, len(head)) is None
            and (head != "บริษัท" or m.attributes.get("source") not in ("head", "company-bare"))
        ]
        first = told[0] if told else None
        others = (
            m.start
            for m in told
            if str(m.value or m.text) != str(told[0].value or told[0].text)
            and not in_passing(reading, m.attributes.get("full", m), 0)
        )
        kinds[head] = first, next(others, math.inf)
    found: tuple[Mention | None, float] = kinds[head]
    return found
