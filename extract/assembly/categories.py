"""Categories: the field, group or size in which an award is given (สาขา..., ประเภท..., ขนาด...)."""

from __future__ import annotations

import re

from extract.assembly.reading import QUOTE, Reading
from extract.components.awards import trimmed
from extract.fact import Span

SIZED = (
    r"(?:เทศบาล(?:นคร|เมือง|ตำบล)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|โรงเรียน|สถานศึกษา|โรงพยาบาล|สถานประกอบ(?:การ|กิจการ)|หน่วยงาน|องค์กร"
    r"|บริษัท|โรงงาน|โรงแรม|สหกรณ์|อบต\.|อปท\.|วิสาหกิจ|ศูนย์พัฒนาเด็กเล็ก|ชุมชน|จังหวัด|อำเภอ|อาคาร|กองทุน|ธุรกิจ)"
    r"ขนาด(?:ใหญ่พิเศษ|ใหญ่มาก|ใหญ่|กลาง|เล็ก|ย่อม)"
)
"""Kinds of bodies by size: เทศบาลขนาดใหญ่."""
REGION = r"ภาค(?:เหนือ|กลาง|ใต้|อีสาน|ตะวันออกเฉียงเหนือ|ตะวันออก|ตะวันตก)(?:ตอน(?:บน|ล่าง|กลาง))?"
CATEGORY_LEAD = (
    rf"(?:{SIZED}|{REGION}|ภาพรวม)(?=\s?(?:รางวัล|ได้แก่|คือ|ชนะเลิศ|ระดับ|จำนวน|ประเภท|[:\n(]|$))|"
    r"(?:องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล)"
    r"(?=\s(?:ประเภท|ระดับ|รางวัล|กลุ่ม))|สาขา(?:ที่\s?[0-9๐-๙]+)?|ประเภท(?:ที่\s?[0-9๐-๙]+)?(?:รางวัล)?"
    r"|ด้าน(?:ที่\s?[0-9๐-๙]+)?|หมวด(?:ที่)?\s?[0-9๐-๙]*|กลุ่ม(?!เป้าหมาย|ป่า|เครือข่าย|อาชีพ)(?:ที่\s?[0-9๐-๙]+)?|ขนาด"
    r"|ระดับ(?=ภาค|จังหวัด|ประเทศ|ชาติ|กรม|กระทรวง|องค์กร|อำเภอ|หน่วย|เขต|ท้องถิ่น|นานาชาติ|โลก|อาเซียน|เอเชีย|“|\""
    r"|มัธยม|ประถม|อุดม|อาชีว|บุคคล|โรงเรียน|สถาน|กลุ่ม|ตำบล|หมู่บ้าน|ชุมชน|ครัวเรือน|ครอบครัว|พื้นที่|ปริญญา|ประชาชน"
    r"|เยาวชน|นักเรียน|นักศึกษา|นิสิต|ผู้|วิทยาลัย|ทั่วไป|ส่วน|ปฐมวัย|อนุบาล|ศูนย์|สำนัก|ภูมิภาค|โรงพยาบาล|เทศบาล)"
)
CATEGORY = re.compile(rf"(?=[กขจชดทธปภรวศสหอบเโ])(?P<lead>{CATEGORY_LEAD})\s?")
"""The first letters of the leads come first: other places are left after one look."""
CATEGORY_STOP = re.compile(
    r"ได้แก่|จำนวน|รวม(?:ทั้งสิ้น)?(?=\s?[0-9๐-๙])|ประจำปี|ประกอบด้วย|ดังนี้|ให้แก่|ให้กับ|จาก|โดย|ซึ่ง|คือ|อาทิ|ระดับ(?=ดี|ยอด|ทอง|เงิน|ชม|ก้าว|พื้น)|ประเภท"
    r"|สาขา|ในปี|ในครั้งนี้|อีกด้วย|ติดต่อกัน|เป็น(?:เวลา|ปีที่)|ผลงาน|(?<!เ)ชื่อ|เรื่อง|ได้รับ|คว้า|และ(?=รางวัล|ประเภท|สาขา|ด้าน|ได้)|รางวัล(?=ชนะเลิศ|รอง|ชมเชย)"
)
GLUED_BODY = re.compile("บริษัท|ห้างหุ้นส่วน|โรงเรียน|โรงพยาบาล|เทศบาล|องค์การบริหาร")
LATIN_CATEGORY = re.compile(
    r"\s?[A-Z][A-Za-z0-9&,:’'. -]{2,90}?(?=\s(?:โดย|จาก|ได้แก่|ของ|และ|ใน|คือ|ประจำ|สำหรับ)|\s?[(\n“]|$)"
)
DEGREE = re.compile(r"สาขา(?:วิชา)?[ก-ฮะ-ฺเ-๎]{2,40}?บัณฑิต")
"""น.ส.... สาขานิเทศศาสตรมหาบัณฑิต จุฬาลงกรณ์มหาวิทยาลัย: what somebody studied is no field of an award."""
WHOLE_LEAD = re.compile(rf"องค์การบริหาร|เทศบาล|ภาพรวม|{SIZED}|{REGION}")
"""Kinds of bodies and regions, which alone are a category: องค์การบริหารส่วนตำบล รางวัลชนะเลิศ ..."""
PLACE_FOLLOWS = re.compile(r" ?(?:หมู่ที่|หมู่ [0-9๐-๙]|ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.)")
TOTAL = re.compile(r"(?:รวม|ทั้งหมด|ทั้งสิ้น)\s?(?:จำนวน\s?)?(?:ทั้งสิ้น\s?)?[0-9๐-๙]")
SHORT_BODY = 6
"""Characters of a category that say so little (ด้านการ) that the quotation behind a space is part of it."""
LONGEST, QUOTE_WITHIN = 110, 30
"""Characters of a category, and those of it before a quotation that belongs to it."""


def category_at(reading: Reading, position: int) -> Span | None:
    """The category (สาขา..., ประเภท..., ด้าน...) that begins here; not one that is a tier (ประเภทดีเด่น)."""
    text = reading.text
    match = CATEGORY.match(text, position)
    if not match or reading.phrase_at("tier", position) or _is_no_field(reading, position):
        return None
    begin = match.end("lead")
    if WHOLE_LEAD.match(match["lead"]):
        return (position, begin)
    latin = LATIN_CATEGORY.match(text, begin)
    if latin:
        return trimmed(text, position, latin.end())
    if text[begin : begin + 1] == " ":
        if match["lead"] == "ด้าน":
            return None  # ด้าน นาย..., ด้าน สภา...: the next speaker, no field
        begin += 1
        if CATEGORY_STOP.match(text, begin) or TOTAL.match(text, begin):
            return None  # 3 ประเภท คือ ...: the fields are told behind it; 15 สาขา รวม 45 รางวัล: counted
    start, end = trimmed(text, position, _category_end(reading, begin, match["lead"]))
    return (start, end) if end - match.end("lead") >= 2 or end - begin >= 2 else None


def _is_no_field(reading: Reading, position: int) -> bool:
    """Whether here begins a group that is somewhere (กลุ่มทอผ้าบ้านนา จ.น่าน) or what somebody studied."""
    if DEGREE.match(reading.text, position):
        return True
    body = reading.at("organisation", position)
    return body is not None and PLACE_FOLLOWS.match(reading.text, body.end) is not None


def _category_end(reading: Reading, begin: int, lead: str) -> int:
    text, end = reading.text, begin
    while end < len(text) and end < begin + LONGEST:
        skipped = _behind_whole(text, begin, end)
        if skipped is not None:
            end = skipped
            continue
        if _separates(text, end) or (end > begin and _another_begins(reading, begin, end, lead)):
            break
        end += 1
    return end


def _behind_whole(text: str, begin: int, position: int) -> int | None:
    """The end of a quotation, or of ๆ with its spaces: they are read as a whole."""
    spaced = text[position] == " " and 0 < position - begin <= SHORT_BODY
    if (spaced or text[position] in '“"') and position - begin <= QUOTE_WITHIN:
        quote = QUOTE.match(text, position + spaced)
        return quote.end() if quote else None
    if text.startswith(" ๆ", position):
        return position + (3 if text[position + 2 : position + 3] == " " else 2)
    return None


def _separates(text: str, position: int) -> bool:
    """Whether a category ends at this character: punctuation, or a space that is not between Latin words."""
    if text[position] != " ":
        return text[position] in '\n,;:“"('
    after = text[position + 1 : position + 2]
    return not (after.isascii() and text[position - 1].isascii() and after.isalpha())


def _another_begins(reading: Reading, begin: int, position: int, lead: str) -> bool:
    """Whether something else begins here: a stop word, a body glued to a size, a placing, a tier."""
    if CATEGORY_STOP.match(reading.text, position):
        return True
    glued = lead == "ขนาด" and position > begin + 3 and GLUED_BODY.match(reading.text, position)
    if glued and reading.at("organisation", position) is not None:
        return True
    award = reading.at("award", position)
    placing = award is not None and award.attributes["kind"] == "tier"
    return placing or reading.phrase_at("tier", position) is not None
