"""How long what failed is left alone: longer each time, within a crawl and across crawls.

A page that gave no article is asked for again later than one that did; a host that refused a whole crawl is
not asked at all before its pause is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.clock import Clock, utc_now
from crawler.events import FailureKind, HostAnswered, HostPaused
from crawler.memory import Pause

# Failures that the page itself is to blame for; it will hardly be another one at the next crawl.  Not pages
# without text: the remedy for those is a better layout in the publisher's file, to be tried at once.
_LASTING = frozenset({FailureKind.GONE, FailureKind.FORMAT, FailureKind.SIZE, FailureKind.BLOCKED})
_FIRST_PAGE_PAUSE = timedelta(days=1)
# Refusals in a row after which a host is left alone for the rest of the crawl.
_MOST_REFUSALS = 6
# Who asks for a longer pause is asked again at another crawl.
LONGEST_WAIT = timedelta(seconds=300)
_LONGEST_HOST_PAUSE = timedelta(days=7)
# Of what a host asks for itself.
_LONGEST_ASKED = timedelta(days=30)


def page_pause(kind: FailureKind, times: int, longest: timedelta) -> timedelta | None:
    """How long to leave a page alone that failed `times` in a row; null if the next crawl may ask again."""
    if kind not in _LASTING or not longest:
        return None
    return _doubled(_FIRST_PAGE_PAUSE, times, longest)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    # More than 20 doublings are longer than any pause here, and would overflow in the end.
    return min(first * (1 << min(times - 1, 20)), longest)


@dataclass
class _Host:
    """How one host answered in this crawl."""

    in_a_row: int = 0
    answered: bool = False
    last: str = ""
    """What the last refusal was."""
    asked: timedelta = timedelta()
    """The longest pause that it asked for itself (Retry-After)."""
    given_up: str = ""
    """Why it is left alone for the rest of the crawl."""

    @property
    def refused(self) -> bool:
        """Whether it refused the crawl as a whole."""
        return bool(self.last) and (bool(self.given_up) or not self.answered)


@dataclass
class Hosts:
    """The hosts of one crawl: `known` are the pauses of earlier crawls, by host with port.

    `first_wait` follows the first refusal within a crawl, `first_pause` the first crawl that was refused.
    """

    known: Mapping[str, Pause] = field(default_factory=dict)
    first_wait: timedelta = timedelta(seconds=5)
    first_pause: timedelta = timedelta(hours=1)
    clock: Clock = utc_now
    _hosts: defaultdict[str, _Host] = field(default_factory=lambda: defaultdict(_Host), init=False)

    def why_not(self, host: str, now: datetime) -> tuple[FailureKind, str] | None:
        """Why a host must not be asked now; null if it may be."""
        pause = self.known.get(host)
        if pause is not None and pause.holds(now, _LONGEST_ASKED):
            crawls = "the last crawl" if pause.times == 1 else f"the last {pause.times} crawls"
            until = f"{pause.until:%Y-%m-%d %H:%M} UTC"
            return (
                FailureKind.PAUSED,
                f"{host} refused {crawls} ({pause.reason}); it is left alone until {until}",
            )
        if reason := self._hosts[host].given_up:
            return FailureKind.HTTP, f"{host} {reason}; it is left alone for the rest of this crawl"
        return None

    def refuse(self, host: str, status: int, asked: timedelta) -> timedelta:
        """Note a refusal that asks for a pause; how long to wait before the next request."""
        state = self._hosts[host]
        state.last = f"status {status}"
        state.asked = max(state.asked, asked)
        if asked > LONGEST_WAIT:
            state.given_up = f"asks not to be called for {asked.total_seconds():.0f} seconds"
        return self._one_more(state, f"refused {{}} times in a row, last with {status}", asked)

    def fall_silent(self, host: str) -> timedelta:
        """Note that a host did not answer at all; how long to wait before the next request."""
        return self._one_more(self._hosts[host], "did not answer {} times in a row", timedelta())

    def _one_more(self, state: _Host, sentence: str, asked: timedelta) -> timedelta:
        state.in_a_row += 1
        if state.in_a_row >= _MOST_REFUSALS and not state.given_up:
            state.given_up = sentence.format(state.in_a_row)
        return min(max(asked, _doubled(self.first_wait, state.in_a_row, LONGEST_WAIT)), LONGEST_WAIT)

    def answer(self, host: str, *, is_page: bool = True) -> bool:
        """Note an answer that is none of these; whether it ends a row of refusals.

        An answer to robots.txt (`is_page` is false) does not show that the host gives its pages.
        """
        state = self._hosts[host]
        was, state.in_a_row = state.in_a_row, 0
        state.answered = state.answered or is_page
        return was > 0

    def verdicts(self, publisher: str, now: datetime) -> Iterator[HostPaused | HostAnswered]:
        """What the next crawl has to know."""
        for host, state in self._hosts.items():
            before = self.known.get(host)
            if state.refused:
                times = before.times + 1 if before else 1
                pause = _doubled(self.first_pause, times, _LONGEST_HOST_PAUSE)
                until = now + max(pause, min(state.asked, _LONGEST_ASKED))
                yield HostPaused(publisher, host, until, times, state.last)
            elif before and state.answered:
                yield HostAnswered(publisher, host)
