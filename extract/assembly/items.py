"""Items: one bounded entry of a list, usually one recipient with its work."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.names import SEPARATOR, read_name, read_prose
from extract.assembly.owners import project_first
from extract.assembly.phrases import COUNT
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient, RecipientList
from extract.assembly.strangers import COUNTED, counted_latin_name
from extract.components.awards import trimmed
from extract.components.name_joins import KIND_FIRST
from extract.mention import Mention

FIELD_LABELS = ("การ", "ด้าน", "ความ", "ระดับ", "สาขา", "ประเภท")
LABEL = 90
"""Characters that the label of an item may have at most."""
LONG_LABEL = 300
"""Characters of a label that explains its field before it counts who won in it."""
MEANT_FOR = re.compile(
    r"\s(?:(?:ซึ่ง)?(?:เป็น|คือ))?รางวัล(?:ที่|แก่|สำหรับ|ให้)|\sจำนวน\s?[0-9๐-๙]"
    r"|\s[0-9๐-๙]+\s?(?:แห่ง|หน่วยงาน|ราย|รางวัล|องค์กร|ทีม|คน)?\s?$"
)
"""Where a label goes on to explain or to count."""
NO_LABEL = re.compile("ผู้แทน|เข้ารับ|รับมอบ|โดยมี|นำโดย|ซึ่งมี|เจ้าของ|สมาชิก(?!ใน)|ประธาน")
"""Words that tell who came for a winner or belongs to it."""
WHO = re.compile(
    r"\s?(?:ได้แก่|คือ|ประกอบด้วย|ตกเป็นของ|เป็นของ|(?:(?<=ราย)|(?<=แห่ง)|(?<=คน)|(?<=ทีม))\s?อาทิ)\s?:?\s?"
)
"""Behind these words an item names its winners, and before them their kind or field."""
JOINT = re.compile(r"[ ,;]*(?:และ|ส่วน|สำหรับ)?\s?(?:\(?[0-9๐-๙]{1,2}[.)]\s?)?")
OF_KIND = re.compile(
    r"\s?(?:(?:หรือ|และ|/)[^\n]{3,50}|\([^()\n]{1,60}\)|(?:ประเภท|สาขา|ขนาด|ระดับ|ด้าน)[^\n]{1,40})?"
)
"""What may stand behind the kind of body that labels an item: ศูนย์ข้าวชุมชน ประเภทข้าวหอมมะลิ ได้แก่ ..."""


def read_item(reading: Reading, start: int, end: int, head: str | None = None) -> list[Recipient]:
    """The recipients of one bounded item: usually one; its project may run to the item's end.

    `head` is what the words before the list said of its members, if they may elide it.
    """
    position = start
    while position < end and reading.text[position] in ' “"-–:':
        position += 1
    kind = KIND_FIRST.match(reading.text, position, end)
    if kind is not None:
        label = kind.span("kind")
        members = read_item(reading, kind.end(), end, head)
        return [replace(member, category=member.category or label) for member in members]
    named = _opened(reading, position, end, head)
    if named:
        return named
    subject = reading.at("organisation", position) or reading.at("person", position)
    if subject is None:
        bare = read_name(reading, position, end, bounded=True, head=head)
        if bare is not None:
            return [bare]
        return project_first(reading, start, end) or _labelled(reading, start, end)
    found: list[Recipient] = []
    while position < end:
        step = read_name(reading, position, end, bounded=True)
        if step is None:
            break
        found.append(step)
        separator = SEPARATOR.match(reading.text, step.end)
        position = separator.end() if separator else step.end
        following = reading.at("organisation", position)
        if not separator or not (following or reading.at("person", position)):
            break
        if following is not None and separator[0] == " " and found[-1].organisation is not None:
            found[-1] = _with_parent(reading, found[-1], following)
            position = following.end
            break
    return found


def _opened(reading: Reading, start: int, end: int, head: str | None) -> list[Recipient]:
    """สหกรณ์โคนม ได้แก่ <body> และสหกรณ์ประมง ได้แก่ <body>: kinds or fields, each with who won in it."""
    found: list[Recipient] = []
    while (group := _group(reading, start, end, head, follows=bool(found))).recipients:
        found += group.recipients
        joint = JOINT.match(reading.text, group.end, end)
        start = joint.end() if joint else end
    return found


def _group(reading: Reading, start: int, end: int, head: str | None, *, follows: bool) -> RecipientList:
    """One kind or field and its winners; none where no such label begins here.

    One that `follows` another may stand behind more names than could be read.
    """
    text, nobody = reading.text, RecipientList((), start)
    if follows:
        start = _behind_names(reading, start, end)
    match = WHO.search(text, start + 2, min(end, start + LONG_LABEL)) if start + 2 < end else None
    counted = match is not None and COUNTED.search(text, match.start() - 20, match.start()) is not None
    if match is None or (match.start() - start > LABEL and not counted):
        return nobody
    kind = reading.at("organisation", start) or reading.at("person", start)
    if kind is not None:
        count = COUNT.match(text, kind.end + (text[kind.end : kind.end + 1] == " "))
        told = count.end() if count else kind.end
        if kind.label == "person" or told > match.start() or not OF_KIND.fullmatch(text, told, match.start()):
            return nobody
    elif not counted and not _are_kinds(reading, start, match.start()):
        return nobody
    if reading.within("person", start, match.start()) or NO_LABEL.search(text, start, match.start()):
        return nobody
    found = read_prose(reading, match.end(), end, works=True, head=head)
    if not found.recipients:
        stranger = counted_latin_name(reading, match.start(), match.end(), end)
        found = RecipientList((stranger,), stranger.end) if stranger is not None else found
    meant = MEANT_FOR.search(text, start + 4, match.start())
    label = trimmed(text, start, meant.start() if meant else match.start())
    tier = reading.phrase_at("tier", start)
    labelled = [
        replace(recipient, tier=recipient.tier or tier.span)
        if tier is not None
        else replace(recipient, category=recipient.category or label)
        for recipient in found.recipients
    ]
    return RecipientList(tuple(labelled), found.end)


def _are_kinds(reading: Reading, start: int, end: int) -> bool:
    """Whether a label names no body, or only, at its end, another kind (กลุ่มทำประมง หรือกลุ่มเลี้ยงสัตว์น้ำ)."""
    return all(
        body.end == end and reading.text[start : body.start].rstrip().endswith(("หรือ", "/"))
        for body in reading.within("organisation", start, end)
    )


def _behind_names(reading: Reading, start: int, end: int) -> int:
    """Where a label can begin behind persons of the group before who could not all be read: และประเภท..."""
    match = WHO.search(reading.text, start, min(end, start + LONG_LABEL))
    if match is None or not reading.within("person", start, match.start()):
        return start
    joint = reading.text.rfind("และ", start, match.start())
    return joint + len("และ") if joint >= 0 else start


def _with_parent(reading: Reading, recipient: Recipient, parent: Mention) -> Recipient:
    """An item that names a unit and then, behind a space, the body it belongs to: one recipient."""
    unit = recipient.organisation
    if unit is None or recipient.kind != "organisation" or recipient.end != unit.end:
        return recipient
    text = reading.text[unit.start : parent.end]
    whole = Mention("organisation", unit.start, parent.end, text, None, {**unit.attributes, "unit": unit})
    return replace(recipient, organisation=whole, end=parent.end)


def _labelled(reading: Reading, start: int, end: int) -> list[Recipient]:
    """An item that names its field and then, behind a space, only bodies up to its end."""
    for organisation in reading.within("organisation", start + 3, end):
        if reading.text[organisation.start - 1] != " " or organisation.attributes.get("source") == "province":
            continue
        found = read_prose(reading, organisation.start, end, works=False)
        rest = reading.text[found.end : end].strip(" ,;และ")
        field = (
            reading.text.startswith(FIELD_LABELS, start)
            or len({r.organisation and r.organisation.text for r in found.recipients}) > 1
        )
        if found.recipients and not rest and field and organisation.start - start <= LABEL:
            label = trimmed(reading.text, start, organisation.start)
            return [
                replace(recipient, category=recipient.category or label) for recipient in found.recipients
            ]
        return []
    return []
