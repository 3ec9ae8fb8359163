"""LIKE and GLOB of the public's SQL: as SQLite's own, but for what would take minutes."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.site.patterns import TooLong, glob, like

_LETTERS = "aAbZก้_%*?[]^-\\.\n"


@given(pattern=st.text(_LETTERS, max_size=8), text=st.text(_LETTERS, max_size=10))
def test_patterns_match_what_they_match_in_sqlite(pattern: str, text: str) -> None:
    connection = sqlite3.connect(":memory:")
    known = connection.execute(
        "SELECT :t LIKE :p, :t LIKE :p ESCAPE '\\', :t GLOB :p", {"t": text, "p": pattern}
    ).fetchone()
    connection.close()
    assert (like(pattern, text), like(pattern, text, "\\"), glob(pattern, text)) == known


def test_a_plain_word_is_looked_for_in_a_text_of_any_length() -> None:
    text = "ก" * 600_000
    assert not like("%" + "ก" * 400 + "ข%", text)
    assert like("%" + "ก" * 400 + "%", text)


def test_what_would_take_minutes_is_refused() -> None:
    with pytest.raises(TooLong):
        like("%" + "0" * 399 + "a%", "0" * 600_000)
    with pytest.raises(TooLong):
        glob("*" + "[0-9]" * 90 + "z*", "0" * 600_000)
    assert not glob("*" + "[0-9]" * 90 + "z*", "0" * 6_000)
