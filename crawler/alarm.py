"""A limit to how long a computation may take, for what strangers' pages make of ours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLongError(Exception):
    """The time for a computation is up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError inside the block once it has taken so long.

    Signals reach the main thread alone; in another one, or where the system has no such alarm, the block runs
    without a limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
