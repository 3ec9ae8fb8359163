"""Representatives: the body for which a person receives, by his office, by delegation or with others."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.cowinners import joined, recipient_of
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.related import DELEGATE, not_the_parent
from extract.assembly.topics import in_passing
from extract.mention import Mention

LED_BY = re.compile(r"(?:\s?\([^()\n]{1,60}\))?\s?(?:ซึ่ง)?(?:นำ(?:ทีม)?โดย|โดยมี|โดย)\s?")
GIVEN_BY = re.compile(r"(?:จัด(?:ขึ้น)?|มอบ|ดำเนินการ|จัดทำ(?:ขึ้น)?)โดย\s?$")
"""ซึ่งจัดขึ้นโดย <body>: who gives the award, whoever receives it."""
STAFF = re.compile(
    "นักวิชาการ|เศรษฐกร|นิติกร|วิศวกร|นายช่าง|พนักงาน|เจ้าหน้าที่|เจ้าพนักงาน|ครู|อาจารย์|ศาสตราจารย์|พยาบาล|นายแพทย์|นักวิจัย|นักวิเคราะห์|นักจัดการ"
    "|ชำนาญ|ปฏิบัติการ|ปฏิบัติงาน|นักเรียน|นักศึกษา|ลูกจ้าง|นักสังคม|นักพัฒนา|นักทรัพยากร|ศิลปิน"
)
"""Posts of those who hold no office of the body that they work for."""
SECRETARY = re.compile(r"(?<!รอง)ปลัด\s?$")
HEAD_OF_BODY = re.compile(
    r"\s?(?:รักษาการ)?\s?(?:ผู้อำนวยการ(?!กอง|สำนัก|ฝ่าย|ส่วน|กลุ่ม)|ผู้ว่าการ|ผู้ว่าราชการ|กรรมการผู้จัดการ(?:ใหญ่)?|ประธาน(?:เจ้าหน้าที่บริหาร|กรรมการ(?:บริหาร)?)?"
    r"|อธิบดี|เลขาธิการ|อธิการบดี|นายก|ผู้จัดการ(?:ใหญ่)?|ปลัด|ผู้บัญชาการ|หัวหน้า|นายกเทศมนตรี|ประธานคณะกรรมการ)\s?"
)
"""The post between a person and the body that he heads."""
BESIDE = re.compile(r"\s?(?:,|และ)?\s?")
WINS = re.compile(r"[^\n]{0,12}(?:ได้รับ|คว้า|รับ)(?:มอบ|โล่|ถ้วย)*รางวัล")
TOGETHER = re.compile(r"ผู้แทนหน่วยงาน|ร่วม(?:เข้า|ขึ้น|รับ)?")
"""Behind the last of several officers: each of them receives for his body."""
MOST_TOGETHER = 12
POST, LONGEST_POST = 60, 120
"""Characters of the post between a person and his body; the longer where the award is one for persons."""
NOT_HIS_BODY = re.compile(r"มอบ|ให้แก่|ให้กับ|แก่|กล่าว|เผย|แถลง|(?<!รัฐมนตรี)(?<!ผู้)(?<!ช่วย)ว่า(?!การ|ราชการ|ที่|ง)")
"""Between a person and a body: the body is given something, or the person speaks of it."""
FROM_BODY = ("จาก", "สังกัด", "แห่ง")
"""Behind a person: where he comes from."""


def body_of_officer(reading: Reading, recipient: Recipient) -> Recipient:
    """ให้แก่ นาย... ผู้อำนวยการธนาคาร...: the body, where its head takes an award that only bodies win."""
    body, person = recipient.organisation, recipient.person
    if recipient.kind != "person" or body is None or person is None or body.start < person.end:
        return recipient
    if HEAD_OF_BODY.fullmatch(reading.text, person.end, body.start) is None:
        return recipient
    return replace(
        recipient, kind="organisation", person=None, start=body.start, end=max(body.end, recipient.end)
    )


def last_named(reading: Reading, label: str, floor: int, verb: int) -> Mention | None:
    """The last body or person before the verb, within its line."""
    mention = reading.before(label, verb)
    return mention if mention is not None and mention.start >= floor else None


def speaks_for(reading: Reading, person: Mention, organisation: Mention, *, personal: bool = False) -> bool:
    """นาย... อธิบดีกรม...: the person holds an office of the body behind the name."""
    if organisation.start - person.end >= (LONGEST_POST if personal else POST):
        return False
    between = reading.text[person.end : organisation.start]
    return "\n" not in between and NOT_HIS_BODY.search(between) is None


def represented(
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
    own = own or text.startswith(("คว้า", "ซิว", "ครอง"), verb)
    if (personal or own) and not delegate:
        start = person.start if person is not None else organisation.start
        return [Recipient("person", start, organisation.end, organisation, person)]
    led = led_by(reading, person, floor) if person is not None and not delegate else None
    if led is not None:
        return joined(reading, led, floor, verb)
    main = _office_of_secretary(reading, not_the_parent(reading, organisation))
    found = [recipient_of(reading, main, verb)]
    if person is not None and TOGETHER.search(text, organisation.end, verb + len("ร่วม")):
        found += _others_represented(reading, person, floor)
    return found[::-1]


def _office_of_secretary(reading: Reading, ministry: Mention) -> Mention:
    """ปลัดกระทรวง... รับ: he receives for his own office, where the article names it apart from him."""
    name = str(ministry.value or ministry.text)
    if not name.startswith("กระทรวง") or not SECRETARY.search(
        reading.text, max(0, ministry.start - 8), ministry.start
    ):
        return ministry
    offices = reading.remembered.setdefault("offices of secretaries", {})
    if name not in offices:
        offices[name] = any(
            str(m.value or m.text) == "สำนักงานปลัด" + name and _is_among_winners(reading, m)
            for m in reading.of("organisation")
        )
    if not offices[name]:
        return ministry
    full = "สำนักงานปลัด" + name
    return Mention(ministry.label, ministry.start, ministry.end, ministry.text, full, ministry.attributes)


def _is_among_winners(reading: Reading, body: Mention) -> bool:
    """Whether a body is named beside others, as in a list of winners, or before a verb of winning."""
    earlier = reading.before("organisation", body.start)
    beside = earlier is not None and BESIDE.fullmatch(reading.text, earlier.end, body.start) is not None
    return not in_passing(reading, body, 0) and (beside or WINS.match(reading.text, body.end) is not None)


def _others_represented(reading: Reading, person: Mention, floor: int) -> list[Recipient]:
    """นายA อธิบดีกรมX และนายB อธิบดีกรมY ร่วมรับ: the bodies of those named before, from the last to the first."""
    found: list[Recipient] = []
    for _ in range(MOST_TOGETHER):
        body = last_named(reading, "organisation", floor, person.start)
        speaker = last_named(reading, "person", floor, body.start) if body is not None else None
        if body is None or speaker is None or not BESIDE.fullmatch(reading.text, body.end, person.start):
            break
        if not speaks_for(reading, speaker, body):
            break
        found.append(recipient_of(reading, not_the_parent(reading, body), person.start))
        person = speaker
    return found


def led_by(reading: Reading, person: Mention, floor: int) -> Mention | None:
    """สำนักงาน... โดยนาย... ปลัดกระทรวง...: the body for which a person receives, named before him."""
    body = last_named(reading, "organisation", floor, person.start)
    led = body is not None and LED_BY.fullmatch(reading.text, body.end, person.start)
    given = (
        led and body is not None and GIVEN_BY.search(reading.text, max(floor, body.start - 24), body.start)
    )
    return body if led and not given else None


def _of_the_staff(text: str, person: Mention, organisation: Mention, verb: int) -> bool:
    """นาย... นักวิชาการชำนาญการ กรม... ได้รับรางวัล: one of the staff, who represents nobody, wins himself."""
    post = text[person.end : organisation.start]
    own_verb = text.startswith(("ได้รับ", "คว้า", "ชนะ"), verb)
    own_post = STAFF.search(post) is not None or post.lstrip().startswith(FROM_BODY)
    return own_verb and own_post and "แทน" not in text[organisation.end : verb]
