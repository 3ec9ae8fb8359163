"""Noise: what is written like an award and is none, lottery draws and medals of sport."""

from __future__ import annotations

import re

from extract.assembly.phrases import AwardPhrase
from extract.assembly.reading import Reading
from extract.lexicons import cue_pattern

LOTTERY = re.compile(cue_pattern("lottery", "words"))
SPORTS = re.compile(cue_pattern("sports", "words"))
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
    return bool(LOTTERY.search(around) or SPORTS.search(around))
