"""Works: the name of the project, paper or clip that won (ผลงาน..., เรื่อง “...”, โครงการ...)."""

from __future__ import annotations

import re

from extract.assembly.reading import QUOTE, Line, Reading, is_blank
from extract.components.awards import trimmed
from extract.fact import Span
from extract.mention import Mention

PROJECT_STOP = re.compile(
    r"\n|\s(?=(?:และ\s?)?\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?\)|\(\s?เสนอชื่อโดย|ได้รับ|คว้า|ซึ่ง|โดย(?!ใช้|การ|ชุมชน|ผ่าน)|ทั้งนี้|นอกจากนี้|สำหรับ(?=รางวัล|ปี)|จากนั้น|ที่ได้รับ|เป็นต้น|ภายในงาน|จัดโดย"
    r"|ที่จัด|ในงาน|ในการประชุม|ณ\s|ภายในงาน|จัดโดย|ที่จัด|ในงาน|ในการประชุม|รางวัล|และ(?:ได้|รางวัล|ยัง)"
    r"|จำนวน\s?[0-9๐-๙]+\s?รางวัล|(?:และ)?ประเภท|(?:และ)?สาขา|โดดเด่น|รองชนะเลิศ"
    r"|(?:และ)?ระดับ(?:ดี|ยอด|ชม|ก้าว|ทอง|เงิน|เขตสุขภาพ|ประเทศ|ชาติ|จังหวัด|ภาค|นานาชาติ)"
    r"|ในปี|ประจำปี|ขณะที่|พร้อม|จาก(?=นา|พล|รัฐ|กระทรวง|กรม|สำนัก|คณะกรรมการ|ผู้|การ|สมา|องค์)|ถือ|นับ|เมื่อวันที่"
    r"|ที่(?=ยก|ช่วย|มุ่ง|พัฒนา|ดำเนิน|ได้|สามารถ|เป็น|ทำ|ใช้|นำ|มี|ส่ง|เปิด|จะ)|มุ่ง|เกิดจาก|เนื่อง|โดย(?=นำ|มี|เป็น|ได้)|ระหว่าง"
    r"|เพื่อ(?=มุ่ง|เป็นการ)"
    r"|บน(?=แพลตฟอร์ม|แอป)|ของ(?=กรม|กระทรวง|บริษัท|ธนาคาร|มหาวิทยาลัย|โรงพยาบาล|เทศบาล|องค์การ))|ที่ได้รับรางวัล"
    r"|ได้รับรางวัล|จังหวัดละ|เป็นต้นแบบ"
)
ITEM_PROJECT_STOP = re.compile(
    r"\n|\s(?=\(\s?เสนอชื่อโดย|และ\s?$|(?:และ)?ประเภท(?!ที่)|(?:และ)?สาขา|โดดเด่น|รองชนะเลิศ|(?:และ)?ระดับ(?:ดี|ยอด|ชม|ก้าว|ทอง|เงิน)"
    r"|(?:และ)?(?:โล่)?รางวัล|ได้รับรางวัล|ที่ได้รับรางวัล)"
)


STATEMENT = re.compile("ทั้ง|ที่|ดังกล่าว|นี้|ของ|จะ|ได้|ซึ่ง|เหล่า|ต่าง|มี|เป็น|ทุก|จาก|ชนะ|รางวัล|เข้า")
"""Behind ผลงาน these tell something of works and name none."""
LONG_WORK, SHORTEST_WORK = 100, 6
"""Characters of a work beyond which its name ends where a description begins, and of the shortest name."""
DESCRIBED = re.compile(
    r"\s(?=ระบบ|แพลตฟอร์ม|แอปพลิเคชัน|เป็น(?!ธรรม|เลิศ|สุข|มิตร)|ช่วย|ย้ำ|ยกระดับ|ตอกย้ำ|เพิ่มประสิทธิภาพ|อำนวย|ผลงาน(?:ข้างต้น|ดังกล่าว|นี้))"
)
"""e-Stamp Duty ระบบการชำระอากรแสตมป์...: what follows the name says what the work is."""
SHORT_LINE = 160
"""Characters of a line that only names a work."""
QUOTED_KIND = re.compile(
    r"(?:โครงการ|โครงงาน|นวัตกรรม|ระบบ|แพลตฟอร์ม|แอปพลิเคชั่?น|แอป|ผลิตภัณฑ์|โมเดล|หลักสูตร|กิจกรรม|แคมเปญ|การพัฒนา|รูปแบบ)"
    r"[ก-ฮะ-ฺเ-๎]{0,24}\s?(?=[“\"])"
)
"""โครงการ “...”: the name of a work ends with its quotation."""


GOES_ON = re.compile(r"\s?(?:[:：]|[“\"](?=[^“”\"\n]{2,60}[”\"]))")
"""Behind a quotation: it is only the first word of the name ("TLS" "GLP": คุ้มครองสิทธิ...)."""
WORK_NOUN = re.compile("โครงการ|นวัตกรรม|ระบบ|แพลตฟอร์ม|แอป|การพัฒนา|โมเดล|แนวทาง|รูปแบบ|กิจกรรม")
"""With these a quotation begins that names a work, not a slogan."""
LEAD_ALONE = re.compile(r"(?:โครงการ|นวัตกรรม|ระบบ|แพลตฟอร์ม|แอปพลิเคชัน)\s?")
NESTED = re.compile(r"“\s?(?P<inside>[^“”\n]{2,120}“[^“”\n]{2,80}”[^“”\n]{0,120}?)\s?”")
"""“ปฏิบัติการฉับไว “ทีมเรามีเรา” เพื่อคนพิการ”: a quotation within one."""
MISTYPED = re.compile(r"“\s?(?P<inside>[^“”\"\n]{3,120}?)\s?“(?=[\s(]|$)")
"""“ศูนย์ที่ปรึกษา SMEs “ (...): a quotation that is closed with the mark that opens one."""
BEFORE_MAKER = re.compile(
    r"(?:[“\"](?P<quoted>[^“”\"\n]{3,100})[”\"]\s?(?:ซึ่ง)?(?:เป็น)?ผลงาน(?:ของ|โดย|จาก)?"
    r"|(?:^|(?<=\s)|(?<=คือ)|(?<=โดย))(?P<project>โครงการ[ก-ฮะ-ฺเ-๎A-Za-z0-9&. -]{4,70}?)\s?ของ)\s?\Z",
    re.M,
)
WORK_WITHIN = 140
"""Characters before a winner within which its work is named."""
WORK_LEAD = re.compile(r"(?:ผลงาน|ชิ้นงาน)(?:เรื่อง|ชื่อ)?\s?[“\"]?")
REMARK = re.compile(r"\s?\((?:ทีมเดียวกับ|ทีมเดียวกัน|โรงเรียนเดียวกับ|ผลงานเดียวกับ)[^()\n]*\)?$")
"""ปลอดภัย Safety (ทีมเดียวกับรางวัลชมเชย): said of who made the work."""
NO_NAME = ("ร่วม", "ของ", "ที่", "โครงการ", "ระบบ", "นวัตกรรม", "ผลงาน", "แพลตฟอร์ม", "แอปพลิเคชัน")
"""Words that alone name no work."""


def project_at(reading: Reading, start: int, end: int, *, bounded: bool) -> tuple[Span | None, int]:
    """The name of a work that begins here; in prose it ends where the next recipient begins."""
    text = reading.text
    quote = quotation_at(text, start, end)
    if quote and not GOES_ON.match(text, quote.end()):
        return quote.span("inside"), quote.end()
    kind = QUOTED_KIND.match(text, start, end)
    quote = QUOTE.match(text, kind.end()) if kind else None
    if quote and quote.end() <= end:
        return (start, quote.end()), quote.end()
    limit = min(end, start + 300)
    stop = (ITEM_PROJECT_STOP if bounded else PROJECT_STOP).search(text, start, limit)
    close = stop.start() if stop else limit
    for tier in reading.within("tier", start, close):
        if tier.attributes["lead"] and text[tier.attributes["phrase"][0] - 1] == " ":
            close = min(close, tier.attributes["phrase"][0])
    if not bounded:
        for organisation in reading.within("organisation", start + 1, close):
            if LEAD_ALONE.fullmatch(text, start, organisation.start):
                continue  # โครงการ ธอส. สร้างบ้าน: the body opens the name of its work
            before = text[max(start, organisation.start - 5) : organisation.start]
            if (
                organisation.attributes.get("source") in ("abbreviation", "ambiguous", "short")
                and "และ" not in before
            ):
                continue
            if (
                re.search(r"(?:^|\s)(?:และ\s?)?$|,\s?$", before)
                and organisation.attributes.get("source") != "province"
            ):
                close = min(
                    close, organisation.start - len(before) + len(re.sub(r"(?:\s|,|และ)+$", "", before))
                )
                break
        for person in reading.within("person", start + 1, close):
            close = min(close, person.start)
            break
    if close - start > LONG_WORK:
        described = DESCRIBED.search(text, start + SHORTEST_WORK, close)
        close = described.start() if described else close
    project = trim_project(text, start, close)
    return (project, close) if project else (None, start)


def quotation_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The quotation that begins here; `inside` is what it holds, perhaps another quotation in it."""
    return NESTED.match(text, start, end) or QUOTE.match(text, start) or MISTYPED.match(text, start, end)


def work_beside(reading: Reading, body: Mention) -> Span | None:
    """กรม... “โครงการ...”: the work that stands in quotation marks right behind a body."""
    start = body.end + (reading.text[body.end : body.end + 1] == " ")
    quote = quotation_at(reading.text, start, reading.line_of(body.start).end)
    if quote is None or not WORK_NOUN.match(quote["inside"]):
        return None
    return quote.span("inside")


def work_before(reading: Reading, subject: int) -> Span | None:
    """เพลง “...” ผลงาน<ทีม>ได้รับ..., โครงการ... ของ<กรม>ได้รับ...: the work right before who made it."""
    start = max(reading.line_of(subject).start, subject - WORK_WITHIN)
    named = BEFORE_MAKER.search(reading.text, start, subject)
    if named is None:
        return None
    return named.span("quoted") if named["quoted"] else named.span("project")


def work_of_line(reading: Reading, line: Line) -> Span | None:
    """The work that all of a short line names, behind ผลงาน: it belongs to the body beside it."""
    lead = reading.at("project", line.content)
    if lead is None or lead.end == lead.start or line.end - line.start > SHORT_LINE:
        return None
    project, end = project_at(reading, lead.end, line.end, bounded=True)
    if project is None or STATEMENT.match(reading.text, project[0]):
        return None
    return project if is_blank(reading.text, end, line.end) else None


def trim_project(text: str, start: int, end: int) -> Span | None:
    """The name of a work without ผลงานเรื่อง, quotation marks and punctuation; None for what is too short."""
    remark = REMARK.search(text, start, end)
    start, end = trimmed(text, start, remark.start() if remark else end)
    while end > start and text[end - 1] in ",;.:":
        end -= 1
    if end > start and text[start] in "“" and "”" not in text[start:end]:
        start += 1
    if end - start > 2 and text[start] in "“\"‘'" and text[end - 1] in "”\"’'":
        start, end = start + 1, end - 1
    lead = WORK_LEAD.match(text, start, end)
    if lead:
        start = lead.end()
        if text[start - 1] in '“"':
            closing = re.compile(r"[”\"]").search(text, start, end)
            end = closing.start() if closing else end
    return (start, end) if end - start >= 3 and text[start:end] not in NO_NAME else None
