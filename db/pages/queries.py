"""A list as its address asks for it: filters, order, page.  Whatever an address holds is read harmlessly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlencode

UNKNOWN = "-"
"""The value of a filter that stands for rows that lack one."""
MAX_VALUES = 40
"""So many values of one filter count."""
MAX_LENGTH = 200
"""Longer values are no values of ours."""
MAX_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What an address asks of a list.

    `chosen`: values by filter; rows must have one of each filter's.  `words`: part of a name.  `sort`: a
    column, "" for the list's own order; `descending` turns it.  `page` counts from 1.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    words: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1

    def toggled(self, name: str, value: str) -> ListQuery:
        """With one value of a filter more, or less; on the first page."""
        old = self.chosen.get(name, ())
        new = tuple(v for v in old if v != value) if value in old else (*old, value)
        return self.having(name, *new)

    def having(self, name: str, *values: str) -> ListQuery:
        """With these values of a filter and no others of it; on the first page."""
        chosen = {**self.chosen, name: values}
        return replace(self, chosen=MappingProxyType({k: v for k, v in chosen.items() if v}), page=1)

    def without_words(self) -> ListQuery:
        """Without the words; on the first page."""
        return replace(self, words="", page=1)

    def sorted_by(self, sort: str, *, descending: bool = False) -> ListQuery:
        """In another order; on the first page."""
        return replace(self, sort=sort, descending=descending, page=1)

    def at(self, page: int) -> ListQuery:
        """Another page of it."""
        return replace(self, page=page)

    def rows_only(self) -> ListQuery:
        """The same rows in the same order, from the first on."""
        return replace(self, page=1)

    def query_string(self) -> str:
        """The query of its address, with "?"; "" for the whole list."""
        pairs = [(name, value) for name in sorted(self.chosen) for value in self.chosen[name]]
        if self.words:
            pairs.append(("name", self.words))
        if self.sort:
            pairs.append(("sort", f"-{self.sort}" if self.descending else self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves any rows out."""
        return bool(self.chosen or self.words)


def read_query(pairs: Iterable[tuple[str, str]], filters: Sequence[str], sorts: Sequence[str]) -> ListQuery:
    """The query of an address; what is unknown or too much is left out, never an error."""
    chosen: dict[str, list[str]] = {}
    words, sort, page = "", "", 1
    for name, value in pairs:
        given = value.strip()[:MAX_LENGTH]
        if not given:
            continue
        if name in filters:
            values = chosen.setdefault(name, [])
            if given not in values and len(values) < MAX_VALUES:
                values.append(given)
        elif name == "name":
            words = given
        elif name == "sort" and given.removeprefix("-") in sorts:
            sort = given
        elif name == "page" and given.isascii() and given.isdigit():
            page = min(max(int(given[:9]), 1), MAX_PAGE)
    return ListQuery(
        MappingProxyType({name: tuple(values) for name, values in chosen.items()}),
        words,
        sort.removeprefix("-"),
        sort.startswith("-"),
        page,
    )
