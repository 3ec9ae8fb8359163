"""Thai alphabetical order, for sorting in SQL."""

from __future__ import annotations

import re
from functools import lru_cache

from sqlite_utils import Database

from normalize.text import fold

_LEADING = re.compile("([เแโใไ])(.)")
_MARKS = re.compile("[\u0e47-\u0e4e]")


@lru_cache(maxsize=100_000)  # the same names come up again and again
def thai_key(text: str | None) -> str | None:
    """A key in the order of dictionaries: a consonant before the vowel written in front of it, tones last."""
    if text is None:
        return None
    folded = fold(str(text))
    swapped = _LEADING.sub(r"\2\1", folded)
    return f"{_MARKS.sub('', swapped)}\x01{swapped}"


def add_collating(db: Database) -> None:
    """Make `thai_key` a function of the connection."""
    db.conn.create_function("thai_key", 1, thai_key, deterministic=True)
