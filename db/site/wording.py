"""Values of the dataset in words: kinds, provinces, days, in the language of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from db.site.languages import Language, Texts
from normalize.kinds import kinds
from normalize.provinces import PROVINCES


@cache
def _months() -> Mapping[str, tuple[str, ...]]:
    """The full names of the months by language, January first."""
    table = tomllib.loads(files("normalize").joinpath("months.toml").read_text("utf-8"))["month"]
    return MappingProxyType({
        "th": tuple(month["names"][0] for month in table),
        "en": tuple(next(name for name in month["names"] if name.isascii()) for month in table),
    })  # fmt: skip


@cache
def _english_provinces() -> Mapping[str, str]:
    return MappingProxyType({province.name: province.name_en for province in PROVINCES})


@dataclass(frozen=True, slots=True)
class Wording:
    """How a page in one language calls what the dataset holds."""

    texts: Texts

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.texts.language

    def kind(self, key: str) -> str:
        """A kind of organisations; an unknown one stands for itself."""
        kind = kinds().get(key)
        if kind is None:
            return key
        return kind.name if self.language == "th" else kind.name_en

    def province(self, name: str) -> str:
        """A province; an unknown one stands for itself."""
        return name if self.language == "th" else _english_provinces().get(name, name)

    def day(self, published: str | None) -> str:
        """A day (ISO 8601), in Thai of the Buddhist era; "" for none."""
        try:
            day = date.fromisoformat((published or "")[:10])
        except ValueError:
            return ""
        month = _months()[self.language][day.month - 1]
        return f"{day.day} {month} {day.year + (543 if self.language == 'th' else 0)}"

    def value(self, name: str, value: str, label: str | None) -> str:
        """A value of a filter."""
        if label is None:
            return self.texts("list.unknown")
        if name == "kind":
            return self.kind(label)
        if name == "province":
            return self.province(label)
        if name == "recipient" and value in ("organisation", "person", "product"):
            return self.texts(f"recipient.{value}")
        if name == "year" and value.isascii() and value.isdigit() and 2400 <= int(value) <= 2700:
            return self.texts.year(int(value))
        return label
