"""Items: one bounded entry of a list, usually one recipient with its work."""

from __future__ import annotations

from dataclasses import replace

from extract.assembly.names import SEPARATOR, project_first, read_name, read_prose
from extract.assembly.reading import Reading
from extract.assembly.recipients import Recipient
from extract.components.awards import trimmed
from extract.mention import Mention

FIELD_LABELS = ("การ", "ด้าน", "ความ", "ระดับ", "สาขา", "ประเภท")
LABEL = 90
"""Characters that the label of an item may have at most."""


def read_item(reading: Reading, start: int, end: int) -> list[Recipient]:
    """The recipients of one bounded item: usually one; its project may run to the item's end."""
    position = start
    while position < end and reading.text[position] in ' “"-–:':
        position += 1
    subject = reading.at("organisation", position) or reading.at("person", position)
    if subject is None:
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
