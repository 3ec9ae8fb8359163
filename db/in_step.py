"""Two ordered streams read side by side, so that neither has to fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any


class InStep:
    """The rows that belong to each of a stream's records, grouped by their first column.

    Both are in the order that `order` gives the identities; ask for each identity once, in that order.
    Identities that nobody asks for are passed over.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]], order: Callable[[Any], Any]) -> None:
        self._groups: Iterator[tuple[Any, Iterator[tuple[Any, ...]]]] = groupby(rows, key=lambda row: row[0])
        self._order = order
        self._present = next(self._groups, None)

    def of(self, identity: object) -> list[tuple[Any, ...]]:
        """The rows of a record, without their first column."""
        asked = self._order(identity)
        while self._present is not None and self._order(self._present[0]) < asked:
            self._present = next(self._groups, None)
        if self._present is None or self._present[0] != identity:
            return []
        rows = [row[1:] for row in self._present[1]]
        self._present = next(self._groups, None)
        return rows
