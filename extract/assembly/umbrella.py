"""The umbrella: the award that the whole article is about, for lists that state placings only."""

from __future__ import annotations

from extract.assembly.drafts import Frame
from extract.assembly.frames import PERSONS_ONLY, SPECIAL_PRIZE
from extract.assembly.phrases import AwardPhrase, read_phrase
from extract.assembly.reading import Reading
from extract.assembly.roles import Role, role_of
from extract.fact import Span
from extract.mention import Mention

LEAD_LINES = 8
"""Lines of an article that can name what it is about: its title, repeated, and the first paragraphs."""


def umbrella_of(reading: Reading) -> Frame:
    """The first named award of the lead, and its edition; an empty frame where none is named."""
    if not reading.lines:
        return Frame()
    end = reading.lines[min(LEAD_LINES, len(reading.lines)) - 1].end
    best: Frame | None = None
    foreign: set[Span | None] = set()
    for mention in reading.within("award", 0, end):
        if mention.attributes["kind"] not in ("name", "contest") and not mention.attributes.get("contest"):
            continue
        phrase = read_phrase(reading, mention)
        if phrase.name is None:
            continue
        if SPECIAL_PRIZE.search(reading.text, *phrase.name) or _explains_a_field(reading, mention):
            continue
        frame = Frame().over(phrase)
        frame = Frame(frame.award, frame.programme, None, None, frame.year, frame.year_value)
        if best is None:
            best = frame
        elif best.year is None and frame.year is not None:
            if _lends(reading, best, frame, phrase):
                best = Frame(best.award, best.programme, None, None, frame.year, frame.year_value)
            else:
                foreign.add(frame.year)
    if best is None:
        return Frame()
    if best.year is None:
        editions = [
            year
            for year in reading.within("year", 0, end)
            if (year.attributes["lead"].startswith("ประจำปี") or year.attributes["lead"] == "พุทธศักราช")
            and year.span not in foreign
        ]
        if len({year.value for year in editions}) == 1:
            return Frame(best.award, best.programme, None, None, editions[0].span, editions[0].value)
    return best


def _explains_a_field(reading: Reading, mention: Mention) -> bool:
    """รางวัลประเภทผู้นำองค์กร (CEO Award): English words for a field in which awards are given."""
    if reading.text[mention.start - 1 : mention.start] != "(" or mention.attributes.get("programme"):
        return False
    award = reading.before("award", mention.start)
    return award is None or read_phrase(reading, award).name is None


def _lends(reading: Reading, umbrella: Frame, other: Frame, phrase: AwardPhrase) -> bool:
    """Whether the edition of another named award is the umbrella's too.

    A ceremony or programme tells it (จากงาน Thailand Awards 2021), an award that is won beside it does not.
    """
    if umbrella.award is None or other.award is None:
        return True
    personal = PERSONS_ONLY.search(reading.text[slice(*other.award)]) is not None
    if role_of(reading, phrase)[0] is not Role.WON and not personal:
        return True
    if umbrella.programme is not None and umbrella.programme == other.programme:
        return True
    first, second = reading.text[slice(*umbrella.award)], reading.text[slice(*other.award)]
    return first.startswith(second) or second.startswith(first)
