"""Values of the dataset in words: kinds, provinces, days, in the language of a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo

from db.site.languages import Language, Texts
from normalize.kinds import kinds
from normalize.provinces import PROVINCES
from normalize.tiers import tier_in_english
from normalize.years import to_common_era

THAILAND = ZoneInfo("Asia/Bangkok")


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

    def tier(self, tier: str) -> str | None:
        """A tier in English on English pages, when it is known; None: its own words are all there is."""
        if self.language == "th" or tier.isascii():
            return None
        return tier_in_english(tier)

    def years(self, first: int | None, last: int | None) -> str:
        """A span of Buddhist years, of the reader's era; "" when neither is known."""
        first, last = first or last, last or first
        if first == last or first is None or last is None:
            return self.texts.year(last)
        span = f"{self.short_year(first)}–{self.short_year(last)}"
        return f"พ.ศ. {span}" if self.language == "th" else span

    def short_year(self, year: int | None) -> str:
        """A Buddhist year for columns of years: the number alone, of the reader's era; "–" for none."""
        if year is None:
            return "–"
        return str(year if self.language == "th" else to_common_era(year))

    def day(self, day: str | date | datetime | None) -> str:
        """A day (also as ISO 8601), in Thai of the Buddhist era; "" for none; of a moment: in Thailand."""
        if isinstance(day, datetime):
            day = day.astimezone(THAILAND).date()
        if not isinstance(day, date):
            try:
                day = date.fromisoformat((day or "")[:10])
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
