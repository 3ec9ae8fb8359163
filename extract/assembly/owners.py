"""Owners: works that are named before the body that made them (ผลงาน “...” โดย โรงเรียน...)."""

from __future__ import annotations

import re

from extract.assembly.categories import category_at
from extract.assembly.qualifiers import qualified, with_place
from extract.assembly.reading import QUOTE, Reading
from extract.assembly.recipients import Recipient
from extract.assembly.works import trim_project
from extract.mention import Mention

GENERIC_WINNER = re.compile(
    r"(?:ผู้|บุคคล|หน่วยงาน|องค์กร|ประชาชน|เจ้าหน้าที่|นักเรียน|ครู|บุคลากร|ตัวแทน|การพิจารณา|เกณฑ์|กระบวน|หลัก|ความ|ประธาน"
    r"|คณะ|รอง|อธิบดี|รางวัล|สาขา|ประเภท|ด้าน|กลุ่ม|ระดับ|หมวด)"
)
OWNED_STOP = re.compile(
    r"\n|\s(?=ได้รับ|คว้า|ซึ่ง|ทั้งนี้|นอกจากนี้|จากนั้น|ที่ได้รับ|เป็นต้น|(?:และ|ส่วน)?(?:รางวัล|รองชนะเลิศ|ชนะเลิศ|ชมเชย)|จำนวน\s?[0-9๐-๙]+\s?รางวัล|ณ\s)"
    r"|ได้รับรางวัล"
)


JOINT = re.compile(r"(?:(?:ผลิต|สร้างสรรค์|จัดทำ|พัฒนา|ออกแบบ|กำกับ|คิดค้น|ส่งประกวด)?โดย|ของ|จาก)\s?$")
WORK_KIND = re.compile(
    r"(?:(?:บท)?เพลง|ภาพยนตร์(?:สั้น)?|หนังสั้น|คลิป(?:วิดีโอ|วีดีโอ|สั้น)?|ภาพ(?:ถ่าย|วาด)?|หนังสือ|ละคร|สารคดี|บทความ|เมนู|ตรา)\s?(?=[“\"])"
)
"""What a quoted work is: เพลง “...” ทีม..."""
BESIDE = re.compile(
    r"\s?(?:[-–,:]\s?)?(?:(?:ซึ่งเป็น)?(?:ส่ง)?ผลงาน(?:ของ|โดย|จาก)?|(?:เป็น)?ของ|(?:ผลิต|สร้างสรรค์|จัดทำ|ส่งประกวด)?โดย|จาก)?\s?"
)
"""What may stand between a quoted work and the body that made it."""
GIVERS = ("กระทรวง", "กรม", "สำนักงานคณะกรรมการ")
AN_AWARD = re.compile(
    r"[\s“\"]*(?:ได้รับ|การมอบ)?(?:รางวัล|โล่|เกียรติบัตร|ประกาศเกียรติคุณ|ประกาศนียบัตร|ถ้วย|เข็ม|เหรียญ|ตรา(?:รับรอง|สัญลักษณ์))"
)
"""An award and who gives it (เกียรติบัตร... จากคณะกรรมการ...) is no work and its owner."""
OF_ANOTHER = re.compile("(?:ของ|โดย|จาก)(?:กอง|สำนัก|ศูนย์|ฝ่าย|คณะ|หน่วย|กลุ่ม|ทีม|นาย|นาง|น\\.ส\\.|ดร\\.)")
"""A work whose words already tell an owner, of a name that is not known."""
NO_WORK = re.compile(
    "รางวัล|โล่|เกียรติบัตร|เกียรติคุณ|ได้แก่|ประกอบด้วย|ขอบคุณ|แบ่งเป็น|[0-9๐-๙]\\s?(?:เรื่อง|ผลงาน|ประเภท|ทีม|คน|แห่ง|ราย)"
)
"""What no name of a work holds: the words before the body say something else."""
WIDTH = 260
"""Characters of one statement that names a work and its owner."""


def owned_work(reading: Reading, position: int, end: int) -> list[Recipient]:
    """ได้แก่ <work> ของ<body>: the work stands first, within one statement."""
    text = reading.text
    lead = reading.at("project", position)
    if GENERIC_WINNER.match(text, position) and not lead:
        return []
    stop = OWNED_STOP.search(text, position, min(end, position + WIDTH))
    limit = stop.start() if stop else min(end, position + WIDTH)
    return project_first(reading, position, limit)


def project_first(reading: Reading, start: int, end: int) -> list[Recipient]:
    """A work and then its owner: Rama TeleCare ของคณะแพทยศาสตร์..., “...” โดย โรงเรียน..., ผลงาน “...” ทีม..."""
    text = reading.text
    if AN_AWARD.match(text, start):
        return []
    beside = _beside_quoted(reading, start, end)
    if beside is not None:
        return [beside]
    quotes = [match.span() for match in QUOTE.finditer(text, start, end)]
    for organisation in reading.within("organisation", start, end):
        if any(opens < organisation.start < closes for opens, closes in quotes):
            continue
        joint = JOINT.search(text, max(start, organisation.start - 16), organisation.start)
        giver = joint is not None and joint[0].startswith("จาก") and organisation.text.startswith(GIVERS)
        if reading.within("person", start, organisation.start):
            return []  # who is named made the work, not where they are from
        if joint and not giver and joint.start() - start >= 4:
            return _owned(reading, organisation, start, joint.start(), end)
    lead = reading.at("project", start)
    return _closing(reading, lead, end) if lead is not None else []


def _beside_quoted(reading: Reading, start: int, end: int) -> Recipient | None:
    """ผลงาน “...” ทีม...: the body that stands right behind a quoted work."""
    text = reading.text
    lead = reading.at("project", start)
    kind = WORK_KIND.match(text, start, end) if lead is None else None
    quote = QUOTE.match(text, lead.end if lead is not None else kind.end() if kind is not None else start)
    if quote is None or quote.end() >= end:
        return None
    joint = BESIDE.match(text, quote.end(), end)
    owner = reading.at("organisation", joint.end()) if joint else None
    if owner is None or owner.end > end + 1 or owner.attributes.get("source") == "province":
        return None
    recipient = Recipient("organisation", start, owner.end, owner, project=quote.span("inside"))
    return qualified(reading, recipient, owner.end, end, bounded=True)


def _closing(reading: Reading, lead: Mention, end: int) -> list[Recipient]:
    """ผลงาน<work> <body> <place>: the body that closes the statement, only its place behind it."""
    text = reading.text
    for organisation in reading.within("organisation", lead.end + 4, end):
        if text[organisation.start - 1] not in " (" or organisation.attributes.get("source") == "province":
            continue
        if organisation.end > end:
            return []
        placed = with_place(
            reading, Recipient("organisation", lead.start, organisation.end, organisation), end
        )
        if text[placed.end : end].strip(" ,.)และ") and not _ends_statement(reading, placed.end, end):
            continue
        if OF_ANOTHER.search(text, lead.end, organisation.start):
            return []
        if reading.within("person", lead.end, organisation.start):
            return []
        return _owned(reading, organisation, lead.start, organisation.start - 1, placed.end)
    return []


def is_work_at(reading: Reading, position: int) -> bool:
    """Whether a work begins here: behind a word such as ผลงาน, or quoted."""
    return (
        reading.at("project", position) is not None
        or QUOTE.match(reading.text, position) is not None
        or WORK_KIND.match(reading.text, position) is not None
    )


def _ends_statement(reading: Reading, position: int, end: int) -> bool:
    """Whether a person, or the field of the next winners up to the end, follows what closed a statement."""
    at = position + 1 if reading.text[position : position + 1] == " " else position
    category = category_at(reading, at)
    return reading.at("person", at) is not None or (category is not None and category[1] >= end)


def _owned(reading: Reading, owner: Mention, start: int, stop: int, end: int) -> list[Recipient]:
    """The owner of the work that stands from `start` to before `stop`, with what is said behind its name."""
    project = trim_project(reading.text, start, stop)
    if project is not None and NO_WORK.search(reading.text, *project):
        return []
    recipient = Recipient("organisation", start, owner.end, owner, project=project)
    return [qualified(reading, recipient, owner.end, end, bounded=True)]
