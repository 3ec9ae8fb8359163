"""Noise: what is written like an award and is none, lottery draws, medals of sport and plaques of thanks."""

from __future__ import annotations

import re

from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.lexicons import cue_pattern

LOTTERY = re.compile(cue_pattern("lottery", "words"))
SPORTS = re.compile(cue_pattern("sports", "words"))
THANKS = re.compile("ขอบคุณ|ฐานะผู้(?:ให้การ)?สนับสนุน|ผู้ให้การสนับสนุน|บริจาค|ผู้มีอุปการ|ผู้มีพระคุณ|ที่ระลึก")
PLAQUES = ("โล่", "เกียรติบัตร", "ประกาศเกียรติคุณ", "เข็ม", "ป้าย")
AROUND = 120
"""Characters on each side of an award, within its line, that tell what kind of prize it is."""


def is_lottery(reading: Reading) -> bool:
    """Whether the article as a whole is about a lottery."""
    return bool(LOTTERY.search(reading.title))


def is_noise(reading: Reading, phrase: AwardPhrase) -> bool:
    """Whether an award is a lottery draw (รางวัลเลขท้าย) or a medal of sport; listed programmes never are."""
    if phrase.name is not None and phrase.programme is not None:
        return False
    line = reading.line_of(phrase.start)
    around = reading.text[max(line.start, phrase.start - AROUND) : min(line.end, phrase.end + AROUND)]
    return bool(LOTTERY.search(around) or SPORTS.search(around) or _is_thanks(phrase, around))


def _is_thanks(phrase: AwardPhrase, around: str) -> bool:
    """Whether a plaque without a name thanks those who gave or helped (โล่เกียรติคุณในฐานะผู้บริจาค)."""
    plaque = phrase.mention is not None and str(phrase.mention.attributes.get("object", "")).startswith(
        PLAQUES
    )
    return plaque and phrase.name is None and THANKS.search(around) is not None
