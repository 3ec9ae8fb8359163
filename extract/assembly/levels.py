"""The level of an award that the article tells once, away from the list of those who won it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.assembly.drafts import Draft
from extract.assembly.phrases import read_phrase
from extract.assembly.reading import Reading
from extract.assembly.synonyms import award_key
from extract.assembly.tellings import alike, stretch
from extract.fact import Span
from extract.mention import Mention

SHORTEST = 8
"""Characters of the shortest name that is looked for before a level."""
BEHIND = 90
"""Characters before a level within which all of the award's name stands."""
BETWEEN = re.compile(
    r"\s?(?:\([^()\n]{1,70}\))?\s?(?:(?:ประจำ)?ปี(?:งบประมาณ)?[^ก-ฮ\n]{0,20}(?:พ\.ศ\.)?[^ก-ฮ\n]{0,8})?"
)
LEVEL_LEAD = ("ระดับ", "ในระดับ")


def only_level(reading: Reading, award: Span, programme: str | None) -> Mention | None:
    """The one level that all phrases of an award agree on, where no win states any (told above).

    None where the article tells none or several.  Placings are no levels: where a list leaves
    them out nobody knows whose they were.
    """
    name = stretch(reading.text, award)
    known: dict[tuple[str, str | None], Mention | None] = reading.remembered.setdefault("only levels", {})
    if (name, programme) not in known:
        known[name, programme] = _only_level(reading, name, programme)
    return known[name, programme]


def _only_level(reading: Reading, name: str, programme: str | None) -> Mention | None:
    key = award_key(name)
    told = [
        level
        for name_told, its_programme, level in _levels(reading)
        if (programme is not None and programme == its_programme) or alike(name_told, key)
    ]
    told = told or _levels_beside(reading, name.removeprefix("รางวัล").strip())
    return told[0] if told and len({level.text for level in told}) == 1 else None


def _levels_beside(reading: Reading, name: str) -> list[Mention]:
    """The levels told right behind the award's name: ตรารับรอง...ศูนย์ราชการสะดวก ประจำปี 2568 ในระดับพื้นฐาน."""
    if len(name) < SHORTEST:
        return []
    levels = [level for level in reading.of("tier") if level.attributes["lead"] in LEVEL_LEAD]
    beside = [level for level in levels if _closes(reading.text, name, level)]
    others = [level for level in levels if level not in beside and _is_of_award(reading, level)]
    return beside if not others else []


def _is_of_award(reading: Reading, level: Mention) -> bool:
    """Whether the level is told in a line about an award; other paragraphs say nothing of winners."""
    line = reading.line_of(level.start)
    return bool(reading.within("award", line.start, line.end))


def _closes(text: str, name: str, level: Mention) -> bool:
    """Whether only brackets and the edition stand between the award's name and a level."""
    start = level.attributes["phrase"][0]
    at = text.rfind(name, max(0, start - BEHIND), start)
    return at >= 0 and BETWEEN.fullmatch(text, at + len(name), start) is not None


def states_level(drafts: Sequence[Draft]) -> bool:
    """Whether any win of the article states a tier of its own."""
    return any(draft.frame.tier or draft.recipient.tier for draft in drafts)


def _levels(reading: Reading) -> list[tuple[str, str | None, Mention]]:
    """The award, its programme and the level of each phrase of the article that states one behind ระดับ."""
    if "levels" not in reading.remembered:
        found = []
        for mention in reading.of("award"):
            phrase = read_phrase(reading, mention)
            level = reading.at("tier", phrase.tier[0]) if phrase.tier is not None else None
            if phrase.name is not None and level is not None and level.attributes["lead"] in LEVEL_LEAD:
                found.append((award_key(stretch(reading.text, phrase.name)), phrase.programme, level))
        reading.remembered["levels"] = found
    levels: list[tuple[str, str | None, Mention]] = reading.remembered["levels"]
    return levels
