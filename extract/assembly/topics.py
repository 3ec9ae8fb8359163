"""Topics: the body that a sentence is about, where more stands between it and the verb than its name.

ธอส. เป็นรัฐวิสาหกิจแห่งเดียวในสังกัดกระทรวงการคลัง ที่ได้รับรางวัล...; โรงพยาบาล... ได้พัฒนาบริการอย่างต่อเนื่อง จนได้รับรางวัล...
"""

from __future__ import annotations

import re

from extract.assembly.reading import Reading
from extract.mention import Mention

REACH = 520
"""Characters between a topic and its verb."""
PREDICATE = 300
"""Characters of that which are no bracket, quotation, province or body told in passing."""
ASIDES = 4
"""Bodies told in passing that may stand between a topic and its verb."""
ASIDE = re.compile(
    r"(?:สังกัด|ภายใต้|ใน(?:กำกับ|ความดูแล|เครือ)?|ของ|จาก|กับ|จัดโดย|มอบโดย|(?<!ได้)แก่|ณ|ตาม|ต่อ|ให้|เครือข่าย|ระหว่าง|สู่)(?:ของ)?\s?$"
)
"""Before a body: it is told in passing (whose, from whom, with whom)."""
OPENS = re.compile(
    r"(?:^|[\n!:]|(?:^|\s)(?:โดย|ซึ่ง|และ|สำหรับ|ทาง|ขณะที่)|ทั้งนี้|นอกจากนี้|นอกจากนั้น|ที่ผ่านมา|ปัจจุบัน|ล่าสุด|เนื่องจาก|เพราะ|ส่งผลให้|ทำให้|ว่า|ปีนี้"
    r"|(?:ยิ่ง|โอกาส|ยินดี|ดีใจ|ภูมิใจ|จาก|ตาม|เนื่องจาก)ที่(?:ทาง)?|[0-9๐-๙]{4}|[0-9๐-๙]{4}\)|นี้)\s?[“\"‘']?$"
)
"""Before a body: it opens its sentence or clause."""
ACTS = re.compile(
    r"\s?(?:ได้|จึง|ยัง|ก็|สามารถ|เคย|เป็น|ซึ่ง|ประกอบ(?:ธุรกิจ|กิจการ)|ตั้งอยู่|เกิดจาก|มี|ดำเนิน|ผลิต|ผู้ผลิต|ผู้จำหน่าย)"
)
"""Behind a body that only a space parts from what was said before: its predicate begins here."""
KIND = (
    r"(?:หน่วยงาน|องค์กร|องค์การ|รัฐวิสาหกิจ|สถาบัน|ธนาคาร|โรงเรียน|สถานศึกษา|มหาวิทยาลัย|วิทยาลัย|โรงพยาบาล|โรงงาน|ชุมชน|หมู่บ้าน|ตำบล|อำเภอ"
    r"|เทศบาล|จังหวัด|เมือง|บริษัท|สถานประกอบก(?:าร|ิจการ)|ผู้ประกอบการ|ผู้นำ|ผู้ผลิต|ผู้ให้บริการ|ผู้พัฒนา|ผู้จำหน่าย|วิสาหกิจ|สหกรณ์|กลุ่ม|ทีม|ศูนย์|ส่วนราชการ"
    r"|กรม|กระทรวง|แหล่ง|ต้นแบบ|สตาร์ทอัพ|กองทุน|มูลนิธิ|สมาคม|เรือนจำ|สนามบิน|ท่าอากาศยาน|อุทยาน|พิพิธภัณฑ์|รายแรก|แห่งแรก"
    r"|(?:เพียง)?(?:หนึ่ง|[0-9๐-๙]+)(?:ใน|\s)|[0-9๐-๙]{1,2}\sใน\s)"
)
"""What a body is said to be."""
CALLED = (
    r"(?:ซึ่ง|ถือว่า|ถือ|นับ|จึง|ยัง|ก็|มีรายชื่อ"
    r"|(?:ได้รับ|ผ่าน)(?:การ)?(?:ประกาศชื่อ|คัดเลือก|ยกย่อง|จัดอันดับ|ประเมิน)?(?:ให้)?)*\s?เป็น(?:เพียง)?\s?"
)
IS_ONE = re.compile(
    rf"\s?(?:แห่งนี้|นี้)?\s?(?:{CALLED}{KIND}|{KIND}|(?:หนึ่ง|[0-9๐-๙]+)\s?ใน)"
    r"(?:(?!ที่(?!\s?(?:เคย|ได้)?\s?$)|ให้(?!บริการ)).)*(?:ที่\s?(?:เคย|ได้)?|\s)\s?$"
)
"""...เป็นรัฐวิสาหกิจแห่งเดียวที่, 1 ใน 5 หน่วยงาน, สถาบันการเงินของรัฐ: what the body is, and then the verb."""
AND_IS = re.compile(
    rf"(?:(?<!ซึ่ง)(?<!ที่)เป็น(?:เพียง)?|ใน\s?[0-9๐-๙]+\s?){KIND}[^\s]{{0,40}}\s?(?:ที่|ซึ่ง)\s?(?:เคย|ได้)?\s?$"
)
"""...ตั้งอยู่ที่ตำบล... เป็นสถานประกอบการที่: what the body is, behind more of its description."""
SUCCEEDED = re.compile(
    r"(?:จน(?:กระทั่ง)?(?:ทำให้|สามารถ|เป็นเหตุให้)?|ส่งผล(?:ให้)?|ทำให้|และ(?:ยัง|ก็|ได้|เคย)?(?:สามารถ)?|โดย(?:ได้|ล่าสุด|เคย)?|พร้อม(?:ทั้ง|กับ)?(?:ยัง)?|อีกทั้ง(?:ยัง)?"
    r"|นอกจากนี้(?:ยัง)?|รวมถึง(?:ยัง)?|ตลอดจน|ด้วยการ|เคย|จึง(?:สามารถ|ทำให้)?|ล่าสุด|ประสบความสำเร็จ(?:ใน)?(?:การ)?|สร้างประวัติศาสตร์|สร้างปรากฏการณ์"
    r"|(?:รู้สึก|มีความ)?(?:เป็นเกียรติ|ภูมิใจ|ภาคภูมิใจ|ยินดี)(?:อย่างยิ่ง)?(?:ที่)?|คว้าชัย(?:ชนะ)?|ถือเป็นการ|และล่าสุด|กระทั่ง)(?:ล่าสุด|ได้)?\s?$"
)
"""Joins the win to what the body did before."""
ANOTHER = re.compile(
    r"\n|^\s?(?:และ|รวมทั้ง|พร้อม(?:ด้วย)?)(?!ได้|ยัง|สามารถ|เป็น|มี)|เผย|แถลง|แจ้ง|ลงพื้นที่|ดูงาน|(?<!ยอด)เยี่ยม(?:ชม|เยียน|ให้)|ตรวจเยี่ยม|(?<!รับ)มอบ(?!หมาย)|ชื่นชม|(?<!ได้รับ)(?<!การ)(?<!รับ)ยกย่อง|แสดงความ|ขอบคุณ|เชิญ"
    r"|(?<!ก)(?<!มุ่งหวัง)ว่า(?!ง|การ|ราชการ)|(?<!ได้รับ)(?<!ได้รับการ)(?<!ผ่าน)(?<!ผ่านการ)(?:ประกาศ|คัดเลือก)"
    r"|(?<!ร่วม)จัดประกวด|จัดการประกวด|ส่ง(?:ทีม|ตัวแทน|นัก)|เพื่อคัด|เปิดรับ|พิจารณา(?!ให้)|ชนะเลิศ|ชมเชย|รางวัล"
    r"|มี(?:ผู้|ทีม|หน่วยงาน|สถานประกอบ|โรงเรียน|จังหวัด|ผลงาน(?!ดีเด่น|โดดเด่น|เป็นที่))"
    r"|(?:ผู้|ทีม|หน่วยงาน|องค์กร|สถานประกอบการ|สถานประกอบกิจการ|ผลงาน|โครงการ|โรงเรียน|ชุมชน|จังหวัด|กลุ่ม|บริษัท|ราย|คน|แห่ง|ผืน|ภาพ"
    r"|เรื่อง|ท่าน|เยาวชน|นักเรียน|นักศึกษา|นักวิจัย)ที่"
    r"|เป็น(?:ประธาน|เจ้าภาพ|ผู้จัด|แกน|พี่เลี้ยง|ที่ปรึกษา|สักขี|ผู้สนับสนุน|กรรมการ|ผู้แทน|ตัวแทน)"
    r"|จะ|เพื่อ(?:เข้า)?\s?$|อาจ|หาก|ไม่ได้|ให้(?:ราษฎร|เกษตรกร|นัก)"
)
"""Between a body and the verb: somebody else wins, or the body only tells, gives or asks."""
BESIDE = re.compile(r"[\s()]{0,3}")
"""Between a body and its parent or its short form."""
ITEM = re.compile(r"(?:^|[\s,])\(?[0-9๐-๙]{1,2}\s?[.)]\s?$")
BRACKET = re.compile(r"\([^()\n]{1,80}\)")
QUOTATION = re.compile(r"[“\"‘][^“”\"‘’\n]{1,90}[”\"’]")


def topic_of(reading: Reading, floor: int, verb: int) -> Mention | None:
    """The body that opens the clause of this verb and whose predicate leads to it."""
    body, asides = _told_of(reading, floor, verb)
    if body is None or reading.within("person", body.end, verb):
        return None
    named: Mention = body.attributes.get("full", body)
    named = named if BESIDE.fullmatch(reading.text, named.end, max(named.end, body.start)) else body
    heads = _heads(reading, named, floor)
    if not heads and not _opens(reading, named, floor):
        return None
    predicate = _plain(reading, body.end, verb, asides)
    called = AND_IS.search(predicate)
    if called and "โครงการ" in called[0] and not body.text.startswith("โครงการ"):
        return None  # ...โครงการที่ได้รับรางวัล: a project won, whose name is not known
    before = predicate[: called.start()] if called else predicate
    if len(predicate) > PREDICATE or ANOTHER.search(before):
        return None
    leads = (
        called or IS_ONE.match(predicate) or SUCCEEDED.search(predicate) or (heads and predicate[-1:] == " ")
    )
    return body if leads else None


def _told_of(reading: Reading, floor: int, verb: int) -> tuple[Mention | None, list[Mention]]:
    """The last body before the verb that is not told in passing, and those behind it that are."""
    asides: list[Mention] = []
    body = reading.before("organisation", verb)
    while body is not None and body.start >= floor and verb - body.end <= REACH and len(asides) <= ASIDES:
        if not in_passing(reading, body, floor):
            return (None if body.attributes.get("office") else body), asides
        asides.append(body)
        body = reading.before("organisation", body.start)
    return None, asides


def in_passing(reading: Reading, body: Mention, floor: int) -> bool:
    """Whether a body is told in passing, alone or as the parent or short form of one that is."""
    if body.attributes.get("source") == "province":
        return True
    first = body
    for _ in range(ASIDES):
        earlier = reading.before("organisation", first.start)
        if earlier is None or earlier.attributes.get("source") == "province":
            break
        if not BESIDE.fullmatch(reading.text, earlier.end, first.start):
            break
        first = earlier
    return ASIDE.search(reading.text, max(floor, first.start - 16), first.start) is not None


def _heads(reading: Reading, body: Mention, floor: int) -> bool:
    """Whether a body opens its line or a numbered item within it."""
    opening = reading.text[max(floor, body.start - 24) : body.start]
    return not reading.text[floor : body.start].strip() or ITEM.search(opening) is not None


def _opens(reading: Reading, body: Mention, floor: int) -> bool:
    """Whether a body opens its sentence or clause."""
    opening = reading.text[max(floor, body.start - 24) : body.start]
    if OPENS.search(opening):
        return True
    return opening.endswith(" ") and ACTS.match(reading.text, body.end) is not None


def _plain(reading: Reading, start: int, end: int, asides: list[Mention]) -> str:
    """The text between a body and the verb without brackets, quotations, provinces and bodies in passing."""
    parts, position = [], start
    left_out = [*asides, *reading.within("province", start, end)]
    for mention in sorted(left_out, key=lambda m: m.start):
        if mention.start < position:
            continue
        parts.append(reading.text[position : mention.start])
        position = mention.end
    parts.append(reading.text[position:end])
    return QUOTATION.sub(" ", BRACKET.sub(" ", "".join(parts)))
