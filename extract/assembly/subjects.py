"""Subjects: who stands before a verb of winning (ธอส. คว้า..., A B และ C ได้รับ..., X อธิบดีกรม Y รับ...)."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.cowinners import joined, provinces_joined, recipient_of
from extract.assembly.gaps import may_stand_between
from extract.assembly.headlines import headline_subject
from extract.assembly.numbered_subjects import numbered_before
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.assembly.references import referred
from extract.assembly.related import not_the_parent, only_related
from extract.assembly.representatives import last_named, led_by, represented, speaks_for
from extract.assembly.topics import topic_of
from extract.mention import Mention

OF_ANOTHER = re.compile(r"\n|ว่า|รัฐมนตรี|ประธาน|เป็นต้น|ชนะเลิศ|ชมเชย|รางวัล")
"""Between a person and the verb: another one wins."""
COACH = re.compile(
    r"(?:ผู้ควบคุม(?:ทีม)?|(?:ครู|อาจารย์)(?:ที่ปรึกษา|ผู้(?:ควบคุม|ฝึกสอน|สอน))|ที่ปรึกษา(?:โครงงาน|ทีม)|ผู้ฝึกสอน|โค้ช)\s?(?:คือ|ได้แก่|:)?\s?$"
)
"""Before a person: who trained the winners."""
MINISTER = re.compile(r"(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รมว\.|รมช\.|รมต\.|รัฐมนตรีประจำ)\s?$")
FARTHEST = 1_000
"""Characters between a body and its verb, the works named between them included."""


def subjects_of(reading: Reading, verb: int, *, personal: bool) -> list[Recipient]:
    """The winners named before the verb at this character, nearest clause only; empty where nobody is.

    A person speaks for the body whose office he holds or which he represents; only an award that goes to
    persons (`personal`) stays the person's.
    """
    line = reading.line_of(verb)
    found = numbered_before(reading, line, verb) or _near(reading, line.start, verb, personal=personal)
    topic = None if found or personal else topic_of(reading, line.content, verb)
    return found if topic is None else joined(reading, topic, line.start, verb)


def _near(reading: Reading, floor: int, verb: int, *, personal: bool) -> list[Recipient]:
    """The winners named right before the verb."""
    organisation = last_named(reading, "organisation", floor, verb)
    person = last_named(reading, "person", floor, verb)
    reference = referred(reading, organisation, floor, verb)
    if reference is not None:
        meant, start = reference
        return [replace(recipient_of(reading, meant, meant.end), start=start, end=verb)]
    if person is not None and (organisation is None or person.start > organisation.start):
        return _person_before(reading, person, floor, verb, personal=personal)
    if organisation is None:
        return []
    return _body_before(reading, organisation, person, verb, personal=personal)


def _trained(reading: Reading, coach: Mention, floor: int, verb: int) -> list[Recipient]:
    """ทีมX จาก... สมาชิกในทีม 1. ... ผู้ควบคุมทีม นาย... คว้า: the team whose members are told before its coach."""
    for body in reversed(reading.within("organisation", floor, coach.start)):
        if body.text.startswith("ทีม") and not reading.text.endswith("ใน", floor, body.start):
            members = reading.text[body.end : coach.start]
            return [recipient_of(reading, body, verb)] if "ทีม" in members and "รางวัล" not in members else []
    return []


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
        provinces = provinces_joined(reading, organisation, verb)
        return provinces or ([recipient_of(reading, first, verb)] if first is not None else [])
    main = not_the_parent(reading, organisation)
    spoken_for = person is not None and speaks_for(reading, person, main, personal=personal)
    if organisation.attributes.get("office") or main.attributes.get("office") or spoken_for:
        return represented(reading, person, organisation, line.start, verb, personal=personal)
    return joined(reading, organisation, line.start, verb)


def _person_before(
    reading: Reading, person: Mention, floor: int, verb: int, *, personal: bool
) -> list[Recipient]:
    """The subject where a person is named last before the verb: he, the body that he leads, his team."""
    if OF_ANOTHER.search(reading.text, person.end, verb):
        return []
    if COACH.search(reading.text, max(floor, person.start - 32), person.start):
        return _trained(reading, person, floor, verb)
    led = None if personal else led_by(reading, person, floor)
    if led is not None:
        return joined(reading, led, floor, verb)
    return _person_alone(reading, person, verb, personal=personal)


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
