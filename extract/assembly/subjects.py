"""Subjects: who stands before a verb of winning (ธอส. คว้า..., A B และ C ได้รับ..., X อธิบดีกรม Y รับ...)."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.elided import another_province
from extract.assembly.gaps import WORK, may_stand_between
from extract.assembly.headlines import headline_subject
from extract.assembly.names import SEPARATOR
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.references import referred
from extract.assembly.related import DELEGATE, not_the_parent, only_related
from extract.assembly.topics import topic_of
from extract.lexicons import cue_pattern
from extract.mention import Mention

SHARED = re.compile(
    r"(?:\s|,|\)|และ|กับ|ร่วมกับ|พร้อมด้วย|รวมถึง|ตลอดจน|[”\"’'“]|\([^()\n]{1,60}\)"
    r"|(?:จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.)\s?[ก-๙]{2,20})*$"
)
OF_ANOTHER = re.compile(r"\n|ว่า|รัฐมนตรี|ประธาน|เป็นต้น|ชนะเลิศ|ชมเชย|รางวัล")
"""Between a person and the verb: another one wins."""
LED_BY = re.compile(r"(?:\s?\([^()\n]{1,60}\))?\s?(?:ซึ่ง)?(?:นำ(?:ทีม)?โดย|โดยมี|โดย)\s?")
MINISTER = re.compile(r"(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รมว\.|รมช\.|รมต\.|รัฐมนตรีประจำ)\s?$")
STAFF = re.compile(
    "นักวิชาการ|เศรษฐกร|นิติกร|วิศวกร|นายช่าง|พนักงาน|เจ้าหน้าที่|เจ้าพนักงาน|ครู|อาจารย์|ศาสตราจารย์|พยาบาล|นายแพทย์|นักวิจัย|นักวิเคราะห์|นักจัดการ"
    "|ชำนาญ|ปฏิบัติการ|ปฏิบัติงาน|นักเรียน|นักศึกษา|ลูกจ้าง|นักสังคม|นักพัฒนา|นักทรัพยากร|ศิลปิน"
)
"""Posts of those who hold no office of the body that they work for."""
TOGETHER = re.compile(r"ผู้แทนหน่วยงาน|ร่วม(?:เข้า|ขึ้น|รับ)?")
"""Behind the last of several officers: each of them receives for his body."""
AND = re.compile(r"\s?(?:,|และ)?\s?")
MOST_TOGETHER = 12
FROM_BODY = ("จาก", "สังกัด", "แห่ง")
"""Behind a person: where he comes from."""
FARTHEST = 1_000
"""Characters between a body and its verb, the works named between them included."""
BREAK = re.compile(rf"(?:^|\s)(?:{cue_pattern('breaks', 'words')})(?=\s|[ก-ฮเ-ไ])")
OWNED_WORK = re.compile(
    r"(?:ผลงาน|เรื่อง|โครงการ|นวัตกรรม)(?:เรื่อง|ชื่อ)?\s?[“\"](?P<work>[^“”\"\n]{3,160})[”\"]\s?(?:ของ|โดย|จาก)\s?$"
)
OWNED_WITHIN = 200
"""Characters of the longest work that is named with ของ before its owner."""


def subjects_of(reading: Reading, verb: int, *, personal: bool) -> list[Recipient]:
    """The winners named before the verb at this character, nearest clause only; empty where nobody is.

    A person speaks for the body whose office he holds or which he represents; only an award that goes to
    persons (`personal`) stays the person's.
    """
    line = reading.line_of(verb)
    found = _near(reading, line.start, verb, personal=personal)
    topic = None if found or personal else topic_of(reading, line.content, verb)
    return found if topic is None else _joined(reading, topic, line.start, verb)


def _near(reading: Reading, floor: int, verb: int, *, personal: bool) -> list[Recipient]:
    """The winners named right before the verb."""
    organisation = _last_named(reading, "organisation", floor, verb)
    person = _last_named(reading, "person", floor, verb)
    if person is not None and (organisation is None or person.start > organisation.start):
        if OF_ANOTHER.search(reading.text, person.end, verb):
            return []
        led = None if personal else _leads(reading, person, floor)
        if led is not None:
            return _joined(reading, led, floor, verb)
        return _person_alone(reading, person, verb, personal=personal)
    reference = referred(reading, organisation, floor, verb)
    if reference is not None:
        meant, start = reference
        return [replace(_recipient(reading, meant, meant.end), start=start, end=verb)]
    if organisation is None:
        return []
    return _body_before(reading, organisation, person, verb, personal=personal)


def _body_before(
    reading: Reading, organisation: Mention, person: Mention | None, verb: int, *, personal: bool
) -> list[Recipient]:
    """The subject where a body is named last before the verb.

    A minister's ministry, and a body too far from the verb, leave the verb to the body that opens a headline.
    """
    if verb - organisation.end > FARTHEST:
        return []
    line = reading.line_of(verb)
    gap = reading.text[organisation.end : verb]
    office = organisation.attributes.get("full", organisation).start
    minister = MINISTER.search(reading.text[max(0, office - 20) : office])
    if not minister and (
        gap.lstrip().startswith("และหน่วยงาน") or only_related(reading, organisation, line.start, gap)
    ):
        return []
    if minister or not may_stand_between(gap):
        first = headline_subject(reading, verb, line.start, line.end)
        provinces = _provinces(reading, organisation, verb)
        return provinces or ([_recipient(reading, first, verb)] if first is not None else [])
    spoken_for = person is not None and _speaks_for(reading, person, organisation)
    if organisation.attributes.get("office") or spoken_for:
        return _spokesman(reading, person, organisation, line.start, verb, personal=personal)
    return _joined(reading, organisation, line.start, verb)


def _last_named(reading: Reading, label: str, floor: int, verb: int) -> Mention | None:
    """The last body or person before the verb, within its line."""
    mention = reading.before(label, verb)
    return mention if mention is not None and mention.start >= floor else None


def _person_alone(reading: Reading, person: Mention, verb: int, *, personal: bool) -> list[Recipient]:
    """นาย... คว้ารางวัล: the person wins, unless what stands between tells of another."""
    if verb - person.end > 60:
        return []
    gap = reading.text[person.end : verb]
    return (
        [Recipient("person", person.start, person.end, None, person)]
        if may_stand_between(gap) or personal
        else []
    )


def _speaks_for(reading: Reading, person: Mention, organisation: Mention) -> bool:
    """นาย... อธิบดีกรม...: the person holds an office of the body behind the name."""
    if organisation.start - person.end >= 60:
        return False
    between = reading.text[person.end : organisation.start]
    return "\n" not in between and not re.search(r"มอบ|ให้แก่|ให้กับ|แก่", between)


def _spokesman(
    reading: Reading,
    person: Mention | None,
    organisation: Mention,
    floor: int,
    verb: int,
    *,
    personal: bool,
) -> list[Recipient]:
    """The body that an officer stands for, or the officer where the award goes to persons."""
    text = reading.text
    delegate = DELEGATE.search(text, max(0, organisation.start - 24), organisation.start)
    own = person is not None and _of_the_staff(text, person, organisation, verb)
    if (personal or own) and not delegate:
        start = person.start if person is not None else organisation.start
        return [Recipient("person", start, organisation.end, organisation, person)]
    led = _leads(reading, person, floor) if person is not None and not delegate else None
    if led is not None:
        return _joined(reading, led, floor, verb)
    found = [_recipient(reading, not_the_parent(reading, organisation), verb)]
    if person is not None and TOGETHER.search(text, organisation.end, verb + len("ร่วม")):
        found += _others_represented(reading, person, floor)
    return found[::-1]


def _others_represented(reading: Reading, person: Mention, floor: int) -> list[Recipient]:
    """นายA อธิบดีกรมX และนายB อธิบดีกรมY ร่วมรับ: the bodies of those named before, from the last to the first."""
    found: list[Recipient] = []
    for _ in range(MOST_TOGETHER):
        body = _last_named(reading, "organisation", floor, person.start)
        speaker = _last_named(reading, "person", floor, body.start) if body is not None else None
        if body is None or speaker is None or not AND.fullmatch(reading.text, body.end, person.start):
            break
        if not _speaks_for(reading, speaker, body):
            break
        found.append(_recipient(reading, not_the_parent(reading, body), person.start))
        person = speaker
    return found


def _leads(reading: Reading, person: Mention, floor: int) -> Mention | None:
    """สำนักงาน... โดยนาย... ปลัดกระทรวง...: the body for which a person receives, named before him."""
    body = _last_named(reading, "organisation", floor, person.start)
    led = body is not None and LED_BY.fullmatch(reading.text, body.end, person.start)
    return body if led else None


def _of_the_staff(text: str, person: Mention, organisation: Mention, verb: int) -> bool:
    """นาย... นักวิชาการชำนาญการ กรม... ได้รับรางวัล: one of the staff, who represents nobody, wins himself."""
    post = text[person.end : organisation.start]
    own_verb = text.startswith(("ได้รับ", "คว้า", "ชนะ"), verb)
    own_post = STAFF.search(post) is not None or post.lstrip().startswith(FROM_BODY)
    return own_verb and own_post and "แทน" not in text[organisation.end : verb]


def _provinces(reading: Reading, province: Mention, verb: int) -> list[Recipient]:
    """จังหวัดลำพูน ยโสธร และสตูล คว้ารางวัล: the word จังหวัด is said once."""
    bracketed = reading.text[max(0, province.start - 2) : province.start].rstrip().endswith("(")
    if province.attributes.get("source") != "province" or bracketed:
        return []
    found = [_recipient(reading, province, province.end)]
    while separator := SEPARATOR.match(reading.text, found[-1].end):
        following = another_province(reading, separator.end(), found[-1])
        if following is None:
            break
        found.append(following)
    return found if len(found) > 1 and may_stand_between(reading.text[found[-1].end : verb]) else []


def _joined(reading: Reading, organisation: Mention, floor: int, limit: int) -> list[Recipient]:
    """The body before the verb and those joined to it (A, B และ C)."""
    organisation = not_the_parent(reading, organisation)
    found = [_recipient(reading, organisation, limit)]
    current = organisation
    work = WORK.search(reading.text, organisation.end, limit)
    for _ in range(12):
        earlier = reading.before("organisation", current.start)
        if earlier is None or earlier.start < floor or earlier.attributes.get("office"):
            break
        between = reading.text[earlier.end : current.start]
        if (
            not SHARED.match(between)
            or BREAK.search(between)
            or ("และ" not in between and "," not in between and len(found) == 1)
        ):
            break
        earlier = earlier.attributes.get("full") or earlier
        if earlier.attributes.get("source") != "province":
            found.append(_recipient(reading, earlier, current.start))
        current = earlier
    owned = OWNED_WORK.search(reading.text, max(floor, current.start - OWNED_WITHIN), current.start)
    project = (work and work.span("work")) or (owned and owned.span("work")) or None
    return [replace(recipient, project=project) if project else recipient for recipient in found[::-1]]


def _recipient(reading: Reading, organisation: Mention, limit: int) -> Recipient:
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
