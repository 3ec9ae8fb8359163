"""The two languages of the site: every text of a page is in strings.toml, in Thai and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from normalize.years import to_common_era

Language = Literal["th", "en"]


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType(tomllib.loads(files("db.site").joinpath("strings.toml").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; `texts("home.title", count=3)` fills in what stands in braces."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Raises `KeyError` for a key that strings.toml lacks."""
        return _strings()[key][self.language].format(**values)

    def path(self, path: str) -> str:
        """The address of a page in this language: "/en" goes before the Thai one."""
        return path if self.language == "th" else f"/en{path}".removesuffix("/") or "/en"

    def year(self, year: int | None) -> str:
        """A Buddhist year as readers of the language write it."""
        if year is None:
            return ""
        return f"พ.ศ. {year}" if self.language == "th" else f"{to_common_era(year)} (B.E. {year})"


def keys() -> frozenset[str]:
    """Every key of strings.toml."""
    return frozenset(_strings())
