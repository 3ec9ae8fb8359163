"""LIKE and GLOB that take no minutes for a long text: SQLite's own look at no clock, and compare every place
of the text with the whole pattern."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_COMPARISONS = 10_000_000
"""Letters of the text times letters of a part between two wildcards that is looked for letter by letter."""


class TooLong(ValueError):
    """A pattern that would take too long for so long a text."""


def like(pattern: str, text: str, escape: str | None = None) -> bool:
    """As SQLite's LIKE: `%` any letters, `_` one; case makes no difference to the letters of ASCII.

    Raises `TooLong`.
    """
    return _matches(_like_parts(pattern, escape), text)


def glob(pattern: str, text: str) -> bool:
    """As SQLite's GLOB: `*` any letters, `?` one, `[a-z]` and `[^a-z]` one of or not of these.

    Raises `TooLong`.
    """
    return _matches(_glob_parts(pattern), text)


_Part = tuple[str | None, re.Pattern[str], int]
"""What stands between two wildcards: as plain text where it is that, as a pattern of one fixed length."""


def _matches(parts: tuple[_Part, ...] | None, text: str) -> bool:
    """Whether the parts follow each other, the first at the beginning and the last at the end."""
    if parts is None:
        return False
    (_, first, length), *rest = parts
    if not rest:
        return len(text) == length and first.fullmatch(text) is not None
    if first.match(text) is None:
        return False
    *middle, (_, last, last_length) = rest
    at, end = length, len(text) - last_length
    for plain, pattern, width in middle:
        if plain is not None:
            found = text.find(plain, at)
        else:
            if (end - at) * width > MAX_COMPARISONS:
                raise TooLong("The pattern is too long for a text of this length")
            match = pattern.search(text, at)
            found = match.start() if match else -1
        if found < 0:
            return False
        at = found + width
    return at <= end and last.match(text, end) is not None


@lru_cache(maxsize=256)
def _like_parts(pattern: str, escape: str | None) -> tuple[_Part, ...] | None:
    parts: list[list[str]] = [[]]
    letters = iter(pattern)
    for letter in letters:
        if escape is not None and letter == escape:
            following = next(letters, None)
            if following is None:
                return None
            parts[-1].append(_of_any_case(following))
        elif letter == "%":
            parts.append([])
        else:
            parts[-1].append("." if letter == "_" else _of_any_case(letter))
    return tuple(map(_part, parts))


@lru_cache(maxsize=256)
def _glob_parts(pattern: str) -> tuple[_Part, ...] | None:
    parts: list[list[str]] = [[]]
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        at += 1
        if letter == "*":
            parts.append([])
        elif letter == "?":
            parts[-1].append(".")
        elif letter == "[":
            ends = pattern.find("]", at + (2 if pattern.startswith("^]", at) else 1))
            if ends < 0:
                return None
            parts[-1].append(_one_of(pattern[at:ends]))
            at = ends + 1
        else:
            parts[-1].append(re.escape(letter))
    return tuple(map(_part, parts))


def _one_of(listed: str) -> str:
    """A class of letters; what cannot be any letter never matches."""
    inside = "^" if listed.startswith("^") else ""
    listed = listed.removeprefix("^")
    ranges = []
    at = 0
    while at < len(listed):
        low = high = listed[at]
        if listed[at + 1 : at + 2] == "-" and at + 2 < len(listed):
            high = listed[at + 2]
            at += 2
        at += 1
        if low <= high:
            ranges.append(f"{re.escape(low)}-{re.escape(high)}")
    if not ranges:
        return "." if inside else "(?!)"
    return f"[{inside}{''.join(ranges)}]"


def _of_any_case(letter: str) -> str:
    both = letter.isascii() and letter.isalpha()
    return f"[{letter.lower()}{letter.upper()}]" if both else re.escape(letter)


def _part(letters: list[str]) -> _Part:
    # A pattern of one letter is that letter, perhaps with a backslash before it.
    plain = [letter[-1] for letter in letters if letter != "." and len(letter.removeprefix("\\")) == 1]
    text = "".join(plain) if len(plain) == len(letters) else None
    return text, re.compile("".join(letters), re.DOTALL), len(letters)
