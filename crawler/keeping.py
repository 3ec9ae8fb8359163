"""Pages on their way to the disk while the crawl goes on.

To wait for the disk takes as long as to fetch a page from nearby, and several who wait at once wait no longer
than one.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore

from crawler.snapshots import SnapshotStore

# What lies in memory has an end, and a crawl that is killed loses little.
_MOST_WAITING = 4


class PageKeeper:
    """Keeps pages in threads of its own."""

    def __init__(self, snapshots: SnapshotStore) -> None:
        self._snapshots = snapshots
        self._writers = ThreadPoolExecutor(max_workers=_MOST_WAITING, thread_name_prefix="keeper")
        self._room = BoundedSemaphore(_MOST_WAITING)

    def keep(self, body: bytes) -> Future[str]:
        """Begin to keep a page; its SHA-256 once it is kept, or OSError if it cannot be.

        Waits while several pages are not written yet.
        """
        self._room.acquire()
        kept = self._writers.submit(self._snapshots.put, body)
        kept.add_done_callback(lambda _: self._room.release())
        return kept

    def close(self) -> None:
        """Wait until everything is written."""
        self._writers.shutdown(wait=True)
