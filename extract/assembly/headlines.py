"""Headlines: the body that opens one is the subject of every verb in it."""

from __future__ import annotations

import re

from extract.assembly.reading import Reading
from extract.mention import Mention

HEADLINE_START = re.compile(r"(?:รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-)?[\s“\"'‘]*")
ACTS_ON_OTHERS = re.compile(
    "ชื่นชม|ยินดี|มอบ|ประกาศ|แถลง|เผย|เชิญ|พา|นำ|ส่ง|หนุน|สนับสนุน|จัดงาน|จัดพิธี|จัดประกวด"
    "|(?<!รัฐมนตรี)(?<!ผู้)(?<!ช่วย)ว่า(?!การ|ราชการ)|ให้การต้อนรับ|แจ้ง|ปลื้ม(?!คว้า)|ยก(?!ระดับ)|คัดเลือก|ร่วมกับ|กับ|ทีม"
    "|นักเรียน|นักศึกษา|เยาวชน|ผู้|จะ|เปิดรับ|เตรียม|ลงพื้นที่|ดูงาน|(?<!ยอด)เยี่ยม(?:ชม|เยียน|ให้)|ตรวจเยี่ยม|มี(?:สถานประกอบ|หน่วยงาน|โรงเรียน|จังหวัด|ชุมชน)"
)


def headline_subject(reading: Reading, verb: int, start: int, end: int) -> Mention | None:
    """The body that opens a headline is the subject of every verb in it, unless it acts on another one.

    กรมชลประทาน ปลื้ม ... คว้ารางวัล; but not กรมชลประทาน ชื่นชม (มอบ, ประกาศ) ... คว้ารางวัล.
    """
    if end - start > 330:
        return None
    opening = HEADLINE_START.match(reading.text, start)
    first = reading.at("organisation", opening.end() if opening else start)
    if first is None or first.end > verb or first.attributes.get("office") or len(reading.lines) == 0:
        return None
    if start > reading.lines[min(7, len(reading.lines) - 1)].start:
        return None
    gap = reading.text[first.end : verb]
    if len(gap) > 180 or ACTS_ON_OTHERS.search(gap) or gap.lstrip().startswith("และหน่วยงาน"):
        return None
    others = reading.within("organisation", first.end, verb)
    if any(
        not o.attributes.get("office") and o.attributes.get("source") not in ("defined", "province")
        for o in others
    ):
        return None
    return first
