"""Awards under their winner: a line that names a body, and below it the awards that it won, one a line."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.assembly.award_lists import DEFINITION, award_of_item, names_another
from extract.assembly.drafting import Drafting
from extract.assembly.drafts import Frame
from extract.assembly.frames import inner_frame, with_project
from extract.assembly.phrases import AwardPhrase
from extract.assembly.progress import Progress
from extract.assembly.qualifiers import with_place
from extract.assembly.reading import Line, Reading, is_blank
from extract.assembly.recipients import Recipient
from extract.assembly.works import project_at
from extract.fact import Span
from extract.lexicons import cue_pattern
from extract.mention import Mention

COUNTS = re.compile(
    r"\s?(?:ได้รับ|คว้า|ได้|รับ)?\s?(?:จำนวน\s?)?(?:[0-9๐-๙]{1,2}\s?)?(?:รางวัล)?\s?(?:ได้แก่|มีดังนี้|ดังนี้|คือ|ประกอบด้วย)?\s?:?\s?"
)
"""What may stand behind the name in a line that heads awards: จำนวน 2 รางวัล ได้แก่."""
OPENS_LIST = re.compile(rf"(?:{cue_pattern('list', 'openers')}|:)\s?$")
LONGEST = 200
"""Characters of a line that heads awards."""
Owned = tuple[Recipient, Frame, Span]


def read_owned_awards(drafting: Drafting, progress: Progress, line: Line, outer: Frame) -> bool:
    """<body> / - รางวัล... / - รางวัล... / <body> / - รางวัล...: from the line of the first body on.

    `outer` is the award that was named above, to which those of the lines belong.
    """
    reading = drafting.reading
    told: list[Owned] = []
    owner, end = _heads_awards(reading, line), line.end
    if owner is None:
        return False
    below = reading.next_line(line.start)
    while below is not None:
        phrase = award_of_item(reading, below.content, below.end)
        if phrase is not None and not DEFINITION.match(reading.text, phrase.end, below.end):
            if names_another(reading, phrase, below.end) or OPENS_LIST.search(
                reading.text, phrase.end, below.end
            ):
                return False
            if told and told[-1][0] is owner and _is_field_of_last(told[-1], phrase, below):
                told[-1] = (owner, replace(told[-1][1], category=phrase.category), told[-1][2])
            else:
                told.append(_won(reading, owner, outer, phrase))
        elif told and told[-1][0] is owner and (refined := _refined(reading, told[-1], below)) is not None:
            told[-1] = refined
        elif (following := _heads_awards(reading, below)) is not None:
            owner = following
            below = reading.next_line(below.start)
            continue
        elif reading.at("organisation", below.content) is not None:
            return False  # the award above heads this body
        else:
            break
        end = below.end
        below = reading.next_line(below.start)
    for recipient, frame, evidence in told:
        drafting.emit("heading-body", recipient, frame, evidence)
    if told:
        progress.consumed = progress.list_end = end
        progress.header = None
    return bool(told)


def stands_under_owner(reading: Reading, progress: Progress, phrase: AwardPhrase) -> Line | None:
    """The line above an award that only names a body, where no placing above it claims that body."""
    line = reading.line_of(phrase.start)
    if phrase.start > line.content + 2:
        return None
    above = reading.line_before(line.start)
    if above is None or above.start < progress.list_end or _heads_awards(reading, above) is None:
        return None
    before = reading.line_before(above.start)
    heading = award_of_item(reading, before.content, before.end) if before is not None else None
    if heading is not None and before is not None and is_blank(reading.text, heading.end, before.end):
        return None
    return above


def _heads_awards(reading: Reading, line: Line) -> Recipient | None:
    """The body that all of a line names, where the next line opens with an award."""
    body = reading.at("organisation", line.content)
    following = reading.next_line(line.start)
    if body is None or following is None or line.end - line.start > LONGEST:
        return None
    recipient = with_place(
        reading, Recipient("organisation", body.start, body.end, body, province=_own_province(body)), line.end
    )
    if not COUNTS.fullmatch(reading.text, recipient.end, line.end):
        return None
    return recipient if award_of_item(reading, following.content, following.end) is not None else None


def _own_province(body: Mention) -> str | None:
    province: str | None = body.attributes.get("province")
    return province


def _is_field_of_last(told: Owned, phrase: AwardPhrase, line: Line) -> bool:
    """Whether a line without a bullet only tells the field of the award above it."""
    alone = phrase.name is None and phrase.mention is None and phrase.tier is None
    return alone and not line.is_item and phrase.category is not None and told[1].tier is not None


def _won(reading: Reading, owner: Recipient, outer: Frame, phrase: AwardPhrase) -> Owned:
    frame, end = with_project(reading, inner_frame(reading, outer, phrase), phrase.end)
    return owner, frame, (phrase.start, end)


def _refined(reading: Reading, told: Owned, line: Line) -> Owned | None:
    """The win with the work that the next line names (ผลงาน “...”)."""
    owner, frame, evidence = told
    lead = reading.at("project", line.content)
    if lead is None or frame.project is not None or line.end - line.start > LONGEST:
        return None
    project, end = project_at(reading, lead.end, line.end, bounded=True)
    return (owner, replace(frame, project=project), (evidence[0], end)) if project is not None else None
