"""Heads: the words by which names of organisations begin (lexicon/heads.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicons import read_toml, trie_pattern


@dataclass(frozen=True, slots=True)
class Head:
    """A word by which names begin, how they end ("place", "free", "group"), and the word written out."""

    text: str
    tail: str
    full: str


class Heads:
    """All heads: `common` are also everyday nouns, `part` begin names of parts of a body.

    Behind `numbered` ones a number may be the whole name.
    """

    def __init__(self) -> None:
        table = read_toml("heads.toml")
        full = table["abbreviated"]
        tails = {word: tail for tail in ("group", "free", "place") for word in table[tail]}
        self.by_word = {word: Head(word, tail, full.get(word, word)) for word, tail in tails.items()}
        self.common = frozenset(table["common"])
        self.part = tuple(table["part"])
        self.numbered = frozenset(table["numbered"])
        self.pattern = re.compile(rf"(?<![ก-ฮ]\.)(?!(?<=นาย)กองค์การ){trie_pattern(tails)}")
