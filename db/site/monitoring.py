"""The state of the dataset for the endpoints that machines look at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from db.condition import Watched
from db.condition_reading import read_condition
from db.store import Store

Watch = Callable[[], Watched]
"""Looks at the dataset anew; raises the errors of `db.errors`."""


def plain_watch(database: Path) -> Watch:
    """Looks at the served file alone; nobody judges what is seen."""

    def watch() -> Watched:
        with Store.open(database, read_only=True, timeout=5) as store:
            return Watched(read_condition(store), None)

    return watch


class Monitor:
    """Looks in a thread of its own; whoever asks meanwhile gets what that one finds.

    So however many ask, one look is under way at a time.  Used in one event loop.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._looking: asyncio.Future[Watched] | None = None

    async def look(self) -> Watched:
        """Raises the errors of `db.errors`."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(asyncio.to_thread(self._watch))
        # One who goes away does not take it from the others.
        return await asyncio.shield(self._looking)
