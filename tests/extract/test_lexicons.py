"""The lexicons that people edit: every file can be read, is complete and says nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

import pytest

from extract.lexicons import cue_pattern, read_csv, read_toml, tokenizer_words, trie_pattern
from normalize.text import clean

FILES = sorted(entry.name for entry in (resources.files("extract") / "lexicon").iterdir())
TOML = [name for name in FILES if name.endswith(".toml")]
CSV = [name for name in FILES if name.endswith(".csv")]
PROGRAMMES = read_toml("award_programmes.toml")["programme"]
RECIPIENTS = {"organisation", "person", "product", "mixed"}
PROGRAMME_KEYS = {
    "name",
    "name_en",
    "aliases",
    "giver",
    "recipient",
    "tier_in_name",
    "part_of",
    "sub_awards",
}
COLUMNS = {"agencies.csv": {"name_th", "kind"}, "short_names.csv": {"short", "name_th"}}


def repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def strings(value: Any) -> Iterator[str]:
    """Every string in a table of a TOML file, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def word_lists(value: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a table of a TOML file, with where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from word_lists(inner, f"{path}.{key}")
    elif isinstance(value, list):
        if all(isinstance(word, str) for word in value):
            yield path, value
        else:
            for index, inner in enumerate(value):
                yield from word_lists(inner, f"{path}[{index}]")


def test_every_file_is_of_a_known_kind() -> None:
    assert {*TOML, *CSV} == {name for name in FILES if not name.startswith("__")}


@pytest.mark.parametrize("name", TOML)
def test_words_are_normalised_as_the_articles_are(name: str) -> None:
    """A word that `clean` would change can never be found in an article."""
    assert [word for word in strings(read_toml(name)) if clean(word) != word.strip()] == []


@pytest.mark.parametrize("name", TOML)
def test_no_list_holds_a_word_twice(name: str) -> None:
    for path, words in word_lists(read_toml(name)):
        assert all(words), path
        assert repeated(words) == [], path


@pytest.mark.parametrize("name", ["cues.toml", "heads.toml", "titles.toml"])
def test_no_list_that_becomes_a_pattern_is_empty(name: str) -> None:
    """An alternative of no words would be found everywhere."""
    assert [path for path, words in word_lists(read_toml(name)) if not words] == []


@pytest.mark.parametrize("name", CSV)
def test_tables_have_their_columns_and_no_row_twice(name: str) -> None:
    rows = read_csv(name)
    assert rows
    assert all(set(row) == COLUMNS[name] and all(row.values()) for row in rows)
    assert repeated(next(iter(row.values())) for row in rows) == []
    assert [value for row in rows for value in row.values() if clean(value) != value] == []


def test_programmes_have_what_a_programme_needs() -> None:
    for programme in PROGRAMMES:
        assert set(programme) <= PROGRAMME_KEYS, programme["name"]
        assert programme["name"]
        assert programme["recipient"] in RECIPIENTS, programme["name"]
        assert isinstance(programme.get("tier_in_name", False), bool), programme["name"]


def test_no_programme_is_listed_twice() -> None:
    assert repeated(programme["name"] for programme in PROGRAMMES) == []


def test_every_form_belongs_to_one_programme() -> None:
    forms = [
        form.casefold()
        for programme in PROGRAMMES
        for form in {programme["name"], *programme.get("aliases", [])}
    ]
    assert repeated(forms) == []


def test_a_programme_is_part_of_a_listed_one_and_not_of_itself() -> None:
    parents = {programme["name"]: programme.get("part_of") for programme in PROGRAMMES}
    for name in parents:
        above = [name]
        while (upper := parents[above[-1]]) is not None:
            assert upper in parents, name
            assert upper not in above, name
            above.append(upper)


def test_there_are_well_over_a_hundred_programmes() -> None:
    assert len(PROGRAMMES) > 150


def test_a_head_of_names_stands_in_one_group() -> None:
    table = read_toml("heads.toml")
    assert repeated(word for group in ("place", "free", "group") for word in table[group]) == []


def test_abbreviated_heads_are_heads_and_stand_for_heads_in_full() -> None:
    table = read_toml("heads.toml")
    heads = {word for group in ("place", "free", "group") for word in table[group]}
    assert set(table["abbreviated"]) <= heads
    assert [full for full in table["abbreviated"].values() if full.endswith(".")] == []


def test_the_tokenizer_knows_the_words_by_which_rules_read() -> None:
    words = tokenizer_words()
    assert {"ได้รับ", "องค์การบริหารส่วนตำบล", "กรมปศุสัตว์", "ลำพูน"} <= words
    assert not any(" " in word for word in words)


def test_the_longest_of_two_words_wins() -> None:
    words = ["รับ", "รับมอบ", "รับประทาน", "ได้รับ"]
    for pattern in (trie_pattern(words), "|".join(sorted(words, key=len, reverse=True))):
        assert [m[0] for m in re.finditer(pattern, "ได้รับ รับมอบโล่ รับรางวัล รับประทาน")] == [
            "ได้รับ",
            "รับมอบ",
            "รับ",
            "รับประทาน",
        ]
    found = re.match(cue_pattern("give", "to"), "ให้แก่หน่วยงาน")
    assert found is not None
    assert found[0] == "ให้แก่"
