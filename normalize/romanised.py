"""Thai names of districts and subdistricts from their romanised ones ("Mae Hia": แม่เหียะ).

Romanisation drops tones and the length of vowels, so that it can't be turned back; but a pattern of what the
Royal Society's rules make of each name there is finds the names that a romanised one may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from normalize.areas import areas
from normalize.kinds import city_municipalities

_INITIAL = {
    **dict.fromkeys("ก", "k"),
    **dict.fromkeys("ขคฆ", "kh"),
    **dict.fromkeys("ง", "ng"),
    **dict.fromkeys("จฉชฌ", "ch"),
    **dict.fromkeys("ซสศษ", "s"),
    **dict.fromkeys("ญย", "y"),
    **dict.fromkeys("ดฎ", "d"),
    **dict.fromkeys("ตฏ", "t"),
    **dict.fromkeys("ทธฐถฒ", "th"),
    **dict.fromkeys("ฑ", "(?:th|d)"),
    **dict.fromkeys("นณ", "n"),
    **dict.fromkeys("บ", "b"),
    **dict.fromkeys("ป", "p"),
    **dict.fromkeys("ผพภ", "ph"),
    **dict.fromkeys("ฝฟ", "f"),
    **dict.fromkeys("ม", "m"),
    **dict.fromkeys("ร", "r"),
    **dict.fromkeys("ลฬ", "l"),
    **dict.fromkeys("ว", "w"),
    **dict.fromkeys("หฮ", "h"),
    **dict.fromkeys("อ", ""),
    **dict.fromkeys("ฤ", "r(?:ue?|i)"),
}
_FINAL = {
    **dict.fromkeys("กขคฆ", "k"),
    **dict.fromkeys("ง", "ng"),
    **dict.fromkeys("จชซดตทธสศษฐถฎฏฑฒ", "t"),
    **dict.fromkeys("นณญรลฬ", "n"),
    **dict.fromkeys("บปผพภฟ", "p"),
    **dict.fromkeys("ม", "m"),
    **dict.fromkeys("ย", "i"),
    **dict.fromkeys("ว", "o"),
}
_C = "[ก-ฮ]"
_CLUSTER = r"(?:[กขคตปผพ][รลว]|หร|หล|หม|หน|หว|หย|หญ|หง|สล|สน|สม|สร|ศร|ทร|จร|ตล|ถล|ถน|สง|ขน|พน|อย|[ก-ฮ])"
# Vowels as signs of one letter: a vowel in front moves behind its consonants.
_ENDS = r"(?![ะ-ู])"
_MOVES: tuple[tuple[str, str], ...] = (
    (rf"เ({_CLUSTER})ียว", r"\1<iao>"),
    (rf"เ({_CLUSTER})ียะ?", r"\1<ia>"),
    (rf"เ({_CLUSTER})ือ", r"\1<uea>"),
    (rf"เ({_CLUSTER})าะ", r"\1<o>"),
    (rf"เ({_CLUSTER})า", r"\1<ao>"),
    (rf"เ({_CLUSTER})(?:อ|ิ)", r"\1<oe>"),
    (rf"เ({_C})ย", r"\1<oei>"),
    (rf"เ({_CLUSTER})็?ว", r"\1<eo>"),
    (rf"แ({_CLUSTER})็?ว", r"\1<aeo>"),
    (rf"เ({_CLUSTER})็?ะ?", r"\1<e>"),
    (rf"แ({_CLUSTER})็?ะ?", r"\1<ae>"),
    (rf"โ({_CLUSTER})ย", r"\1<oi>"),
    (rf"โ({_CLUSTER})ะ?", r"\1<o>"),
    (rf"[ใไ]({_CLUSTER})ย?", r"\1<ai>"),
    (r"ัวะ?", "<ua>"),
    (rf"[ัา]ย{_ENDS}", "<ai>"),
    (rf"าว{_ENDS}", "<ao>"),
    (rf"อย{_ENDS}", "<oi>"),
    (rf"ุย{_ENDS}", "<ui>"),
    (rf"ิว{_ENDS}", "<io>"),
    (r"รร(?=[ก-ฮ])", "<a>"),
    (r"รร", "<an>"),
    (r"ำ", "<am>"),
    (r"[ะัา]", "<a>"),
    (r"[ิี]", "<i>"),
    (r"[ึื]อ?", "<ue>"),
    (r"[ุู]", "<u>"),
    (r"(?<=[ก-ฮ])็?อ(?=[ก-ฮ]|$)", "<o>"),
    (r"(?<=[ก-ฮ])ว(?=[ก-ฮ])", "<ua>"),
)
_VOWELS = {"ue": "(?:ue|u)", "uea": "(?:uea|ua)", "ai": "(?:ai(?:ya?)?|ayo?)"}
_SILENT = re.compile(r"(?:[ทตฎฏ]ร|[ก-ฮ])[ิุ]?์")
_TONES = re.compile(r"[่-๋ฯๆ]")
_SIGN = re.compile(r"<(?P<vowel>[a-z]+)>|(?P<letter>[ก-ฮ])|(?P<other>.)")
_NO_LETTER = re.compile(r"[^a-z]")
_SHORTEST = 4  # Latin letters; shorter names fit too many


@lru_cache(maxsize=2_000)
def thai_areas(romanised: str, province: str | None = None) -> tuple[str, ...]:
    """The names of areas and cities that a romanised name may stand for, in that province if one is given."""
    latin = _NO_LETTER.sub("", romanised.casefold())
    if len(latin) < _SHORTEST:
        return ()
    candidates = _by_start().get(latin[0], {})
    return tuple(
        name
        for name, provinces in candidates.items()
        if (province is None or province in provinces) and _pattern(name).fullmatch(latin)
    )


@cache
def _by_start() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Names of areas and the provinces that have them, by the Latin letter that they begin with."""
    homes = {name: {province} for name, province in city_municipalities().items()}
    for area in areas():
        homes.setdefault(area.name, set()).add(area.province)
    table: dict[str, dict[str, frozenset[str]]] = {}
    for name, provinces in homes.items():
        for letter in _first(name):
            table.setdefault(letter, {})[name] = frozenset(provinces)
    return MappingProxyType(table)


def _first(name: str) -> str:
    """The Latin letters that the romanised name may begin with."""
    letter = next((letter for letter in name if letter in _INITIAL), "")
    latin = _INITIAL.get(letter, "")
    if letter in "ห":
        return "hnmlrwy"
    if letter in "ทจ":
        return latin[0] + "s"
    return latin[0].replace("(", "td") if latin else "aeiouy"


@lru_cache(maxsize=10_000)
def _pattern(name: str) -> re.Pattern[str]:
    """What the rules make of a Thai name, as a pattern of Latin letters."""
    text = _TONES.sub("", _SILENT.sub("", name))
    for written, sign in _MOVES:
        text = re.sub(written, sign, text)
    parts: list[str] = []
    marks = list(_SIGN.finditer(text))
    for index, mark in enumerate(marks):
        if mark["vowel"]:
            parts.append(_VOWELS.get(mark["vowel"], mark["vowel"]))
        elif mark["letter"]:
            parts.append(_consonant(mark["letter"], marks, index))
    return re.compile("".join(parts))


def _consonant(letter: str, marks: list[re.Match[str]], index: int) -> str:
    initial, final = _INITIAL[letter], _FINAL.get(letter, "")
    before = marks[index - 1] if index else None
    after = marks[index + 1] if index + 1 < len(marks) else None
    if after is not None and after["vowel"]:
        after_sibilant = letter == "ร" and before is not None and (before["letter"] or "x") in "สศทจ"
        return f"(?:{initial}|)" if after_sibilant else initial
    if after is not None and after["letter"]:
        spelt = {f"(?:{initial}[ao]?)"}
        if letter in "หอ" or (letter in "ทสศจ" and after["letter"] == "ร"):
            spelt.add("s" if letter in "ทสศจ" else "")
        if letter == "ร" and before is not None and before["letter"]:
            spelt.add("")
        if before is not None:
            spelt |= {final, f"{final}{initial}a"}
        return f"(?:{'|'.join(sorted(spelt, key=len, reverse=True))})"
    silent = "|" if letter == "ร" and before is not None and before["letter"] else ""
    return f"(?:{final}|{initial}[ao]?{silent})" if before is not None else initial
