"""Names of recipients in running text: one, or several with commas, และ or only spaces between them."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.qualifiers import OFFICE_OF_PROVINCE, qualified
from extract.assembly.reading import QUOTE, Reading
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.works import trim_project
from extract.mention import Mention

SEPARATOR = re.compile(r"(?:[ ,;]|และ|กับ\s|พร้อมด้วย|รวมถึง|ตลอดจน|หรือ(?=\s))+")
GENERIC_WINNER = re.compile(
    r"(?:ผู้|บุคคล|หน่วยงาน|องค์กร|ประชาชน|เจ้าหน้าที่|นักเรียน|ครู|บุคลากร|ตัวแทน|การพิจารณา|เกณฑ์|กระบวน|หลัก|ความ|ประธาน"
    r"|คณะ|รอง|อธิบดี|รางวัล|สาขา|ประเภท|ด้าน|กลุ่ม|ระดับ|หมวด)"
)
OWNED_STOP = re.compile(
    r"\n|\s(?=ได้รับ|คว้า|ซึ่ง|ทั้งนี้|นอกจากนี้|จากนั้น|ที่ได้รับ|เป็นต้น|รางวัล|และรางวัล|จำนวน\s?[0-9๐-๙]+\s?รางวัล|ณ\s)"
    r"|ได้รับรางวัล"
)
BEYOND_AFFILIATION = re.compile(r"และ\s?$|ได้แก่|อาทิ|รางวัล|ประเภท|สาขา|ณ\s|จัดโดย|[0-9๐-๙]\s?[.)]")
KIND_NOT_NAME = re.compile(
    r"\s?(?:จำนวน\s?[0-9๐-๙]+\s?[ก-๙]+\s?)?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ|อาทิ)|\s?(?:ดีเด่น|ยอดเยี่ยม)(?:\s|,|$)"
    r"|\s?(?:ดีเด่น|ยอดเยี่ยม|ไทย|ทั่วประเทศ)?\s?(?:จำนวน|ทั้ง|อีก)?\s?[0-9๐-๙]+\s?"
    r"(?:แห่ง|คน|ราย|ท่าน|องค์กร|กลุ่ม|ศูนย์|ทีม|หน่วยงาน|ชุมชน|สหกรณ์|โรงเรียน)"
)
"""กลุ่มเกษตรกรทำสวน ได้แก่ ...: what stands before an opener is a kind of recipient, not one of them."""
AWARDS_FOLLOW = re.compile(
    r"\s?(?:จำนวน\s?)?(?:[0-9๐-๙]+\s?รางวัล\s?)?(?:ได้แก่|ประกอบด้วย|ดังนี้|คือ|อาทิ)\s?:?\s?(?:\(?[0-9๐-๙]{1,2}[.)]+\s?|[-–•]\s?)?"
    r"(?:รางวัล|โล่|ถ้วย)"
)
"""...ให้แก่<body> ได้แก่ 1. รางวัล...: the opener lists its awards, not bodies of a kind."""
END_OF_LIST = re.compile(r"\s?(?:เป็นต้น|ฯลฯ|ตามลำดับ)")


def read_prose(reading: Reading, position: int, end: int, *, works: bool) -> RecipientList:
    """Names one after another in running text, with commas, และ or only spaces between them."""
    found: list[Recipient] = []
    text = reading.text
    last = position
    while position < end:
        step = read_name(reading, position, end, bounded=False)
        if step is None and found and found[-1].organisation is not None:
            step = _elided_province(reading, position, found[-1])
        if step is None and not found and works:
            owned = _owned_work(reading, position, end)
            if owned:
                found += owned
                last = position = owned[-1].end
                continue
        if step is None:
            break
        found.append(step)
        last = step.end
        if END_OF_LIST.match(text, last):
            break
        separator = SEPARATOR.match(text, last)
        if not separator:
            glued = reading.at("organisation", last) or reading.at("person", last)
            if not glued:
                break
            position = last
            continue
        position = separator.end()
    return RecipientList(tuple(found), last)


def read_name(reading: Reading, position: int, end: int, *, bounded: bool) -> Recipient | None:
    """The recipient that begins exactly here, with its qualifiers."""
    organisation = reading.at("organisation", position)
    if organisation is not None and _is_kind(reading, organisation):
        return None
    if organisation is not None and organisation.end <= end + 1:
        recipient = Recipient("organisation", position, organisation.end, organisation)
        if organisation.attributes.get("source") == "province":
            recipient = replace(
                recipient, province=organisation.attributes["province"], province_span=organisation.span
            )
        return qualified(reading, recipient, organisation.end, end, bounded=bounded)
    person = reading.at("person", position)
    if person is not None and person.end <= end + 1:
        return _person(reading, person, end, bounded=bounded)
    return None


def _is_kind(reading: Reading, body: Mention) -> bool:
    """Whether a name only tells the kind of those listed behind it."""
    if KIND_NOT_NAME.match(reading.text, body.end) is None:
        return False
    return AWARDS_FOLLOW.match(reading.text, body.end) is None


def _person(reading: Reading, person: Mention, end: int, *, bounded: bool) -> Recipient:
    """A person; the first body named before the next separator is the affiliation."""
    text, position = reading.text, person.end
    line_end = min(end, person.end + 160)
    affiliation = None
    limit = line_end
    for other in reading.within("person", person.end, line_end):
        limit = other.start
        break
    for organisation in reading.within("organisation", person.end, limit):
        between = text[person.end : organisation.start]
        if "\n" in between or BEYOND_AFFILIATION.search(between):
            break
        affiliation, position = organisation, organisation.end
        break
    recipient = Recipient("person", person.start, position, affiliation, person)
    return qualified(reading, recipient, position, limit if not bounded else end, bounded=bounded)


def _elided_province(reading: Reading, position: int, before: Recipient) -> Recipient | None:
    """จังหวัดลำพูน ยโสธร และสตูล: the word จังหวัด is said once."""
    organisation = before.organisation
    if organisation is None:
        return None
    province = reading.at("province", position)
    if province is None:
        return None
    name = str(province.value)
    office = OFFICE_OF_PROVINCE.match(organisation.text)
    if office and organisation.attributes.get("source") in ("head", "gazetteer", "elided-office"):
        full = f"{office['office']}{name}"
        attributes = {**organisation.attributes, "source": "elided", "office_head": office["office"]}
        body = Mention("organisation", province.start, province.end, province.text, full, attributes)
        return Recipient(
            "organisation", position, province.end, body, province=name, province_span=province.span
        )
    head = organisation.attributes.get("office_head")
    if head:
        body = Mention(
            "organisation",
            province.start,
            province.end,
            province.text,
            f"{head}{name}",
            organisation.attributes,
        )
        return Recipient(
            "organisation", position, province.end, body, province=name, province_span=province.span
        )
    if organisation.attributes.get("source") not in ("province", "elided"):
        return None
    body = Mention(
        "organisation",
        province.start,
        province.end,
        province.text,
        f"จังหวัด{name}",
        {"source": "elided", "province": name},
    )
    return Recipient("organisation", position, province.end, body, province=name, province_span=province.span)


def _owned_work(reading: Reading, position: int, end: int) -> list[Recipient]:
    """ได้แก่ <work> ของ<body>: the work stands first, within one statement."""
    text = reading.text
    if GENERIC_WINNER.match(text, position):
        return []
    stop = OWNED_STOP.search(text, position, min(end, position + 260))
    limit = stop.start() if stop else min(end, position + 260)
    return project_first(reading, position, limit)


def project_first(reading: Reading, start: int, end: int) -> list[Recipient]:
    """A work and then its owner: Rama TeleCare ของคณะแพทยศาสตร์..., “...” โดย โรงเรียน..."""
    text = reading.text
    quotes = [match.span() for match in QUOTE.finditer(text, start, end)]
    for organisation in reading.within("organisation", start, end):
        if any(opens < organisation.start < closes for opens, closes in quotes):
            continue
        joint = re.compile(r"(?:ของ|โดย|จาก)\s?$").search(
            text, max(start, organisation.start - 6), organisation.start
        )
        giver = joint is not None and joint[0].startswith("จาก") and organisation.text.startswith("กระทรวง")
        if joint and not giver and joint.start() - start >= 4:
            project = trim_project(text, start, joint.start())
            recipient = Recipient("organisation", start, organisation.end, organisation, project=project)
            return [qualified(reading, recipient, organisation.end, end, bounded=True)]
    return []
