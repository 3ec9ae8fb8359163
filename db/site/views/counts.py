"""Tables of counts, a line for each programme or province: in the order asked for, by pages, as files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from db.pages.collating import thai_key
from db.site.paging import paging_of
from db.site.rendering import page
from db.site.sorting import Sorting, sorting_of
from db.site.views.files import Row, file_of

COLUMNS = ("awards", "organisations", "first_year", "last_year")


class Counts(Protocol):
    """How often something was won, by how many, and when (Buddhist years; None: not known)."""

    @property
    def awards(self) -> int: ...
    @property
    def organisations(self) -> int: ...
    @property
    def first_year(self) -> int | None: ...
    @property
    def last_year(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class CountLine:
    """A line: `id` in the address of its page, the name in the language of the page, the counts."""

    id: str
    name: str
    counts: Counts

    @property
    def row(self) -> Row:
        """The line of a file."""
        counts = {column: getattr(self.counts, column) for column in COLUMNS}
        return {"id": self.id, "name": self.name, **counts}


async def counts_view(
    datasette: Datasette,
    request: Request,
    name: str,
    lines: Sequence[CountLine],
    *,
    size: int,
    words: str | None = None,
) -> Response:
    """The table `name`, whose texts begin with it; `words`: what is looked for in names, None: no filter."""
    sorting = _sorting(request)
    paging = paging_of(request, len(lines), size)
    context: dict[str, Any] = {
        "name": name,
        "lines": in_order(lines, sorting)[paging.offset : paging.offset + size],
        "columns": COLUMNS,
        "most": max((line.counts.awards for line in lines), default=0),
        "sorting": sorting,
        "paging": paging,
        "words": words,
    }
    return await page(datasette, request, "rangwan_counts.html", context)


def counts_file(request: Request, name: str, lines: Sequence[CountLine]) -> AsgiStream:
    """The whole table as a file, in the order asked for."""
    rows = [line.row for line in in_order(lines, _sorting(request))]

    async def chunks() -> AsyncIterator[Sequence[Row]]:
        yield rows

    return file_of(request, name, ("id", "name", *COLUMNS), len(rows), chunks())


def in_order(lines: Sequence[CountLine], sorting: Sorting) -> list[CountLine]:
    """Sorted lines; those without a value come last whichever way, equal ones are in the order of names."""
    by_name = sorted(lines, key=lambda line: str(thai_key(line.name)))
    if sorting.by == "name":
        return by_name[::-1] if sorting.falling else by_name
    known = [line for line in by_name if getattr(line.counts, sorting.by) is not None]
    known.sort(key=lambda line: getattr(line.counts, sorting.by), reverse=sorting.falling)
    return known + [line for line in by_name if getattr(line.counts, sorting.by) is None]


def _sorting(request: Request) -> Sorting:
    return sorting_of(request, ("name", *COLUMNS), default="-awards", rising=("name",))
