"""Long lists in pages: `?page=2`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Request


@dataclass(frozen=True, slots=True)
class Paging:
    """A page (from 1) of a list of `total` things; `others`: the other parameters of the address."""

    page: int
    size: int
    total: int
    others: tuple[tuple[str, str], ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """The number of the first thing on the page, from 1 (0: there is none)."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.total)

    def link(self, page: int) -> str:
        return "?" + urlencode([*self.others, ("page", str(page))])


def paging_of(request: Request, total: int, size: int) -> Paging:
    """The page that an address asks for; what is no page of the list is its first or last one."""
    asked = request.args.get("page") or "1"
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    pairs = parse_qsl(request.query_string, keep_blank_values=False)
    others = tuple((name, value) for name, value in pairs if name != "page")
    return Paging(min(max(number, 1), max(1, -(-total // size))), size, total, others)
