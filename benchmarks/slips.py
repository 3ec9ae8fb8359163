"""Typing errors as Thai typists make them, and oddities of a text that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

from rapidfuzz.distance import OSA

from normalize.text import fold

# The keys of the Kedmanee layout from left to right, without and with shift; a dot is a key without a letter
# that stands in names.
_KEDMANEE = (
    "ๅ..ภถุึคตจขช",
    ".ไำพะัีรนยบล",
    "ฟหกดเ้่าสวง",
    "ผปแอิืทมใฝ",
    ".....ู......",
    "..ฎฑธ.๊ณ.ญฐ.",
    "ฤฆฏโฌ็๋ษศซ.",
    "..ฉฮ.์.ฒฬฦ",
)
_SOUNDS_ALIKE = ("ิี", "ึื", "ุู", "ะา", "เแ", "ไใ", "่้", "้๊", "ั็")
"""Letters that typists take for each other: short and long vowels, tone marks."""
_TONES = "่้๊๋"


def _pairs() -> dict[str, str]:
    """The letters to the left and right of each letter."""
    beside: dict[str, str] = {}
    for row in _KEDMANEE:
        for left, right in pairwise(row):
            if left != "." and right != ".":
                beside[left] = beside.get(left, "") + right
                beside[right] = beside.get(right, "") + left
    return beside


_BESIDE = _pairs()
_ALIKE: dict[str, str] = {}
for _left, _right in _SOUNDS_ALIKE:
    _ALIKE[_left] = _ALIKE.get(_left, "") + _right
    _ALIKE[_right] = _ALIKE.get(_right, "") + _left


def _dropped(rng: Random, name: str) -> str:
    place = rng.randrange(len(name))
    return name[:place] + name[place + 1 :]


def _doubled(rng: Random, name: str) -> str:
    place = rng.randrange(len(name))
    return name[:place] + name[place] + name[place:]


def _swapped(rng: Random, name: str) -> str:
    place = rng.randrange(len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _key_beside(rng: Random, name: str) -> str:
    place = rng.randrange(len(name))
    return name[:place] + rng.choice(_BESIDE.get(name[place], name[place])) + name[place + 1 :]


def _wrong_mark(rng: Random, name: str) -> str:
    """A tone mark or the length of a vowel wrong; the name as it is where it has neither."""
    places = [place for place, letter in enumerate(name) if letter in _ALIKE]
    if not places:
        return name
    place = rng.choice(places)
    instead = list(_ALIKE[name[place]]) + [""] * (name[place] in _TONES)
    return name[:place] + rng.choice(instead) + name[place + 1 :]


_SLIPS: tuple[Callable[[Random, str], str], ...] = (_dropped, _doubled, _swapped, _key_beside, _wrong_mark)


def slip(rng: Random, name: str) -> str:
    """The name (two letters or more) with one typing error that shows: one edit away once both are folded."""
    while True:
        wrong = rng.choice(_SLIPS)(rng, name)
        if OSA.distance(fold(wrong), fold(name)) == 1:
            return wrong


def odd(rng: Random, head: str, proper: str) -> str:
    """The name with its ำ or แ in two characters where the proper name has one, else with another oddity."""
    taken_apart = _apart(rng, head + proper)
    if "ำ" in proper or "แ" in proper:
        return taken_apart
    middle = rng.randrange(1, len(proper))
    others = [
        f"{head}{proper[:middle]}\u200b{proper[middle:]}",
        f"{head}\u200b{proper}",
        f"\ufeff{head}{proper}",
        f"{head}  {proper}",
        f"{head}\xa0{proper}",
        f"{head}{proper[:middle]}\xad{proper[middle:]}",
    ]
    return rng.choice([*others, taken_apart] if taken_apart != head + proper else others)


def _apart(rng: Random, text: str) -> str:
    """ำ as U+0E4D U+0E32, its tone mark before or behind the first of the two; แ as two เ."""
    if rng.random() < 0.5:
        for tone in _TONES:
            text = text.replace(f"{tone}ำ", f"\u0e4d{tone}\u0e32")
    return text.replace("ำ", "\u0e4d\u0e32").replace("แ", "เเ")
