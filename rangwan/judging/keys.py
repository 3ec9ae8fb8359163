"""Single keys from a terminal, letters with Enter from anything else; also on a Thai keyboard."""

from __future__ import annotations

import sys
from typing import Literal

import click

Key = Literal["y", "n", "s", "u", "m", "?", "q"]

# The same keys of a Thai keyboard (Kedmanee), plain and with Shift: reviewers forget to switch.
_THAI: dict[str, Key] = {
    "ั": "y", "ํ": "y",
    "ื": "n", "์": "n",
    "ห": "s", "ฆ": "s",
    "ี": "u", "๊": "u",
    "ท": "m",
    "ฝ": "?", "ฦ": "?",
    "ๆ": "q", "๐": "q",
}  # fmt: skip
_LATIN: dict[str, Key] = {"y": "y", "n": "n", "s": "s", "u": "u", "m": "m", "?": "?", "/": "?", "q": "q"}
_END: tuple[str, ...] = ("\x03", "\x04")


def key_of(typed: str) -> Key | None:
    """What a typed character means; null for one that means nothing."""
    return _LATIN.get(typed.lower()) or _THAI.get(typed)


def read_key() -> Key | None:
    """The next key; `q` at the end of the input or on Ctrl-C, null for one that means nothing.

    In a terminal one key press counts, and of several that come at once (pasted text, an arrow's escape
    sequence) none: they would decide on pairs that nobody has seen.  Elsewhere the first letter of a line
    counts.
    """
    try:
        if sys.stdin.isatty():
            typed = click.getchar()
        else:
            line = sys.stdin.readline()
            if not line:
                return "q"
            typed = line.strip()[:1]
    except (EOFError, KeyboardInterrupt):
        return "q"
    if typed in _END:
        return "q"
    return key_of(typed) if len(typed) == 1 else None


def read_note() -> str | None:
    """A line of text; null when it is empty or not finished."""
    try:
        if sys.stdin.isatty():
            line = click.prompt("หมายเหตุ note", default="", show_default=False)
        else:
            line = sys.stdin.readline()
    except (EOFError, KeyboardInterrupt, click.Abort):
        return None
    return " ".join(str(line).split()) or None
