"""Tiers: words of level and placing (ยอดเยี่ยม, รองชนะเลิศอันดับ 1, เหรียญทอง, ระดับดีเด่น, Gold)."""

from __future__ import annotations

import re

from extract.mention import Cover, Mention

NUMBER = r"(?:[0-9๐-๙]+|หนึ่ง|สอง|สาม|สี่|ห้า)"
PLACING = (
    rf"รองชนะเลิศ(?:\s?(?:อันดับ|ลำดับ)?(?:ที่)?\s?{NUMBER})?|รองอันดับ(?:ที่)?\s?{NUMBER}"
    rf"|ชนะเลิศ(?:\s?(?:อันดับ|ลำดับ)(?:ที่)?\s?{NUMBER})?"
    rf"|ชมเชย(?:\s?อันดับ(?:ที่)?\s?{NUMBER})?|ดีเด่นอันดับ(?:ที่)?\s?{NUMBER}|อันดับ(?:ที่)?\s?{NUMBER}"
    rf"|(?:ที่|ลำดับที่)\s?{NUMBER}(?!\s?(?:รางวัล|แห่ง|กันยา|มกรา))"
)
MEDAL = (
    r"เหรียญทองแดง|เหรียญทองเกียรติ(?:ยศพิเศษ|ยศ|นิยม)|เหรียญทอง|เหรียญเงิน|เหรียญเพชร"
    r"|แพลทิ(?:นัม|นั่ม)|แพลต+ิ(?:นัม|นั่ม)|Platinum|Diamond|Grand Prize|Grand Prix"
    r"|(?:Gold|Silver|Bronze) (?:Medal|Prize)|Gold|Silver|Bronze|Winner"
    r"|(?:(?:1st|2nd|3rd|First|Second|Third) )?Runner[- ]?[Uu]p|Special Mention|Highly Commended"
)
GRADE = (
    "ยอดเยี่ยม|(?:คุณภาพ)?ดีเด่น|(?<=ระดับ)โดดเด่น|(?:ผ่าน)?ดีเยี่ยม|(?<=ระดับ)ประกาศเกียรติคุณ"
    "|ดีเลิศ|ดีมาก|เชิดชูเกียรติ|เกียรติยศ|ก้าวหน้า|เป็นเลิศ|พื้นฐาน|สี(?:ฟ้า|เงิน|ทอง)|ต้นแบบ|มาตรฐาน|ท้าทาย|สูงสุด"
    r"|พัฒนาจนเกิดผล|เริ่มต้น|[1-5๑-๕]\s?ดาว|(?:ห้า|สี่|สาม)ดาว"
    "|Best in Class|World Class|Champions?|(?<!อยู่ในระดับ )AA(?![A-Za-z])|Quality in Class|Eco World Class"
    "|Eco Excellence|Eco Champion|Distinguished|Outstanding|Excellent"
    "|Honou?rable Mention|Advance|Significance|Basic|Titanium|Ruby|Sapphire|Emerald"
)
COLOUR = "ทองแดง|ทอง|เงิน|เพชร"
SHORT = "ดี"

TIER_START = re.compile(
    rf"(?:\s?ระดับ)?(?P<tier>{PLACING}|{MEDAL}|ชมเชย|(?:ดีเด่น|ยอดเยี่ยม|ดีเยี่ยม|ดีเลิศ|ดีมาก)(?=\s|$|[,(\n]|ด้าน|สาขา|ประเภท|ระดับ|ประจำ))"
    r"(?![A-Za-z])"
)
"""A tier directly after รางวัล."""

WITH_LEAD = re.compile(
    r"(?=[รปใผท])(?P<lead>ระดับ|ประเภท(?:รางวัล)?|รางวัล(?:ระดับ)?|ในระดับ|(?:ผู้|ทีม)(?:ที่)?(?=(?:รอง)?ชนะเลิศ))"
    r"[ ]?[“\"]?"
    rf"(?P<tier>{PLACING}|{MEDAL}|{GRADE}|{COLOUR}|{SHORT})[”\"]?"
    r"(?=[\s,()\n.;:”\"]|$|ประจำ|ประเภท|สาขา|ด้าน|จำนวน|จาก|และ|ได้แก่|ใน|ทั้ง|[0-9๐-๙]|ให้|แก่|โดย|ปี|คือ|ผลงาน|เรื่อง)"
)
LEVEL = re.compile(rf"ระดับ\s?(?:{PLACING}|{MEDAL}|{GRADE}|{COLOUR}|{SHORT})(?=[\s,()\n.;:”\"]|$)")
"""A level right behind the word for the award, of which no name begins (โล่ประกาศเกียรติคุณระดับแพลทินัม)."""
LATIN_LEVEL = re.compile(
    r"(?P<lead>ในระดับ|ระดับ)\s?(?P<tier>[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}(?: [1-5])?)"
    r"(?=\s(?:หรือ|จำนวน|ได้แก่|ประจำ)|,|$)",
    re.M,
)
"""ระดับ Eco Industrial Park 5 จำนวน 4 แห่ง: a level under a name of its own."""
ALONE = re.compile(
    rf"(?=[รชดอทลยเแPDGSBWFHTR123])(?:(?<=[\s“\"(:])|(?<=และ)(?=รอง|ชม|ชนะเลิศอ|เหรียญ|อันดับ|ลำดับที่))(?P<tier>{PLACING}|{MEDAL}|ยอดเยี่ยม|ดีเด่น|ดีเยี่ยม|ดีเลิศ|ดีมาก|เชิดชูเกียรติ|เกียรติยศ|ชมเชย)"
    r"(?=[\s,()\n;:”\"]|$|ประจำ|ประเภท|สาขา|ด้าน|จำนวน|ได้แก่|ปี|ระดับ|จาก|การ|หน่วยงาน|องค์กร|ประกวด)"
)
"""As in WITH_LEAD the first letters come first: most places of a text are then left after one look."""


def find_tiers(text: str) -> list[Mention]:
    """Words that state a tier: after ระดับ, ประเภท or รางวัล, or standing alone between spaces.

    `attributes["phrase"]` is the stretch with its lead word; `value` the tier's text without it.
    """
    found: list[Mention] = []
    cover = Cover((), len(text))
    for pattern in (WITH_LEAD, LATIN_LEVEL, ALONE):
        for match in pattern.finditer(text):
            start, end = match.span("tier")
            if cover.touches(start, end):
                continue
            cover.add(start, end)
            lead = match.groupdict().get("lead") or ""
            attributes = {"phrase": match.span(), "lead": lead}
            found.append(Mention("tier", start, end, text[start:end], text[start:end], attributes))
    return sorted(found, key=lambda m: m.start)
