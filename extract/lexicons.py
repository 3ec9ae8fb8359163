"""Loads the lexicons: the knowledge that stands in data files beside this module (extract/lexicon)."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from normalize.provinces import province_surface_forms


def read_text(name: str) -> str:
    """The text of a lexicon file."""
    return (resources.files("extract") / "lexicon" / name).read_text(encoding="utf-8")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A lexicon in TOML."""
    return tomllib.loads(read_text(name))


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """A lexicon in CSV: one row a line, the names of the columns in the first; lines with # are remarks."""
    lines = (line for line in read_text(name).splitlines() if line.strip() and not line.startswith("#"))
    return tuple(dict(row) for row in csv.DictReader(io.StringIO("\n".join(lines))))


def alternation(words: Iterable[str]) -> str:
    """The words as one regular-expression alternative, longest first so that the longest wins."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def trie_pattern(words: Iterable[str]) -> str:
    """The words as a regular expression factored by their beginnings, the longest of any two winning.

    For hundreds of words it is many times faster than a plain alternative (docs/rules.md).
    """
    root: dict[str, Any] = {}
    for word in set(words):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_node(root)


def _trie_node(node: dict[str, Any]) -> str:
    branches: dict[str, str] = {}
    for first in sorted(key for key in node if key):
        prefix, child = first, node[first]
        while len(child) == 1 and "" not in child:
            ((char, child),) = child.items()
            prefix += char
        branches[re.escape(prefix)] = _trie_node(child)
    if not branches:
        return ""
    body = "|".join(prefix + rest for prefix, rest in branches.items())
    return f"(?:{body})?" if "" in node else f"(?:{body})"


@cache
def cues(group: str, name: str) -> tuple[str, ...]:
    """One list of cue words (lexicon/cues.toml)."""
    return tuple(read_toml("cues.toml")[group][name])


@cache
def cue_pattern(group: str, name: str) -> str:
    """The same list as an alternative for a regular expression."""
    return alternation(cues(group, name))


def tokenizer_words() -> frozenset[str]:
    """The words that the tokenizer must keep whole: heads, provinces, agencies and cue words."""
    heads = read_toml("heads.toml")
    words = {word for group in ("place", "free", "group", "part") for word in heads[group]}
    words |= {word for group in read_toml("cues.toml").values() for name in group.values() for word in name}
    words |= {form for form in province_surface_forms() if len(form) >= 3}
    words |= {row["name_th"] for row in read_csv("agencies.csv")}
    return frozenset(word for word in words if re.fullmatch(r"[ก-ฮะ-ฺเ-๎]{2,}", word))
