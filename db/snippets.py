"""Pieces of an original text with what was searched for marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from normalize.text import SKIPPED_IN_FOLDING

Pieces = tuple[tuple[str, bool], ...]
"""A text cut up: each piece, and whether it is what was searched for."""

WIDTH = 160
"""Characters of a snippet."""
_MOST_MATCHES = 200
"""Matches of a text that are looked at for the best place."""
_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_ABOVE = re.compile(f"[{_MARKS}]+")
"""Vowel and tone marks, which are never cut from their consonant."""
_ELLIPSIS = "…"
_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def marked(text: str, words: Sequence[Sequence[str]]) -> Pieces:
    """The whole text in pieces; `words` are folded, each with its spellings."""
    pattern = _pattern(tuple(map(tuple, words)))
    return _pieces(text, 0, len(text), pattern) if text else ()


def snippet(text: str, words: Sequence[Sequence[str]], width: int = WIDTH) -> Pieces:
    """The stretch of about `width` characters that holds the most of the words, in pieces.

    Line feeds are shown as spaces; "…" stands where the text goes on.  Where nothing of the words can be
    pointed at, the beginning of the text.
    """
    pattern = _pattern(tuple(map(tuple, words)))
    first, last = _best(text, pattern, width)
    start = max(0, first - max(0, width - (last - first)) // 3)
    end = min(len(text), max(start + width, last))
    start, end = whole_start(text, start), whole_end(text, end)
    pieces = _pieces(text, start, end, pattern)
    lead = ((_ELLIPSIS, False),) if start else ()
    tail = ((_ELLIPSIS, False),) if end < len(text) else ()
    return tuple((piece.replace("\n", " "), match) for piece, match in (*lead, *pieces, *tail))


def _best(text: str, pattern: re.Pattern[str] | None, width: int) -> tuple[int, int]:
    """From where to where the different words stand closest together."""
    found: list[tuple[int, int, int]] = []
    for match in pattern.finditer(text) if pattern else ():
        found.append((match.start(), match.end(), match.lastindex or 0))
        if len(found) == _MOST_MATCHES:
            break
    best, place = 0, (0, 0)
    for i, (start, end, _) in enumerate(found):
        within = [row for row in found[i : i + 20] if row[1] <= start + width]
        kinds = len({row[2] for row in within})
        if kinds > best:
            best, place = kinds, (start, max((row[1] for row in within), default=end))
    return place


def _pieces(text: str, start: int, end: int, pattern: re.Pattern[str] | None) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    at = start
    for match in pattern.finditer(text, start, end) if pattern else ():
        until = whole_end(text, match.end())
        if match.start() > at:
            pieces.append((text[at : match.start()], False))
        if until > max(at, match.start()):
            pieces.append((text[max(at, match.start()) : until], True))
        at = max(at, until)
    if end > at:
        pieces.append((text[at:end], False))
    return tuple(pieces)


def whole_start(text: str, at: int) -> int:
    """Where a text may be cut, from `at` backwards: no vowel or tone mark loses its letter."""
    while 0 < at < len(text) and _ABOVE.match(text[at]):
        at -= 1
    return at


def whole_end(text: str, at: int) -> int:
    """Where a text may be cut, from `at` onwards: no vowel or tone mark loses its letter."""
    above = _ABOVE.match(text, at)
    return above.end() if above else at


@lru_cache(maxsize=256)
def _pattern(words: tuple[tuple[str, ...], ...]) -> re.Pattern[str] | None:
    """A group for each word, its longest spelling first.

    All begin with one class of first letters, so that a search goes to these at once; which spelling may
    begin with the letter is asked behind it.
    """
    groups = []
    for spellings in words:
        forms = "|".join(map(_spelt, sorted(filter(None, spellings), key=len, reverse=True)))
        groups.append(f"({forms})")
    # A longer word goes before one that it begins with.
    groups.sort(key=len, reverse=True)
    first = "".join(_forms_of(spelling[0]) for spellings in words for spelling in spellings if spelling)
    return re.compile(f"[{first}](?:{'|'.join(groups)})") if first else None


def _spelt(folded: str) -> str:
    """A pattern, behind its first letter, that finds the folded word in original text: with spaces, quotes,
    Thai digits and capitals."""
    letters = [f"[{_forms_of(letter)}]" for letter in folded]
    return f"[ {SKIPPED_IN_FOLDING}]*".join([f"(?<={letters[0]})", *letters[1:]])


def _forms_of(letter: str) -> str:
    """The letters of a text that are folded into this one, to stand in a character class."""
    if letter in "0123456789":
        return letter + _THAI_DIGITS[int(letter)]
    return "".join(re.escape(form) for form in dict.fromkeys((letter, letter.upper())) if len(form) == 1)
