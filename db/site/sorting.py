"""The order of a table: `?sort=name` from the smallest, `?sort=-name` from the greatest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Request


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order of a table, and the links that change it.

    `others`: the other parameters of the address, kept in the links; `rising`: columns that are first sorted
    from the smallest, as names are.
    """

    by: str
    falling: bool
    others: tuple[tuple[str, str], ...] = ()
    rising: frozenset[str] = frozenset()

    def link(self, column: str) -> str:
        """The query that sorts by a column, the other way round when the table is sorted by it already."""
        falling = not self.falling if column == self.by else column not in self.rising
        return "?" + urlencode([*self.others, ("sort", f"-{column}" if falling else column)])

    @property
    def query(self) -> str:
        """The query of this table in this order."""
        return "?" + urlencode([*self.others, ("sort", f"-{self.by}" if self.falling else self.by)])

    def aria(self, column: str) -> Literal["ascending", "descending", "none"]:
        """The value of `aria-sort` of a column's head."""
        if column != self.by:
            return "none"
        return "descending" if self.falling else "ascending"


def sorting_of(
    request: Request, columns: Sequence[str], *, default: str, rising: Sequence[str] = ()
) -> Sorting:
    """The order that an address asks for; what is no column of the table counts as not asked."""
    asked = request.args.get("sort") or default
    if asked.removeprefix("-") not in columns:
        asked = default
    pairs = parse_qsl(request.query_string, keep_blank_values=False)
    others = tuple((name, value) for name, value in pairs if name not in ("sort", "page"))
    return Sorting(asked.removeprefix("-"), asked.startswith("-"), others, frozenset(rising))
