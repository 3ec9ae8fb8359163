"""After an unattended run, however it ended: whoever should know of it is told, once."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import click

from crawler.clock import Clock, utc_now
from db.condition import UNATTENDED, Condition, Reason, RunTold, Verdict
from db.errors import StoreError
from db.store import Store
from rangwan.alerts.channels import Channel, Sleep, channels, ping
from rangwan.alerts.comparing import Comparison, compare
from rangwan.alerts.delivery import NotDelivered
from rangwan.alerts.message import Alert, Event
from rangwan.alerts.state import Memory, Told, remember, remembered
from rangwan.health import verdict
from rangwan.messages import Problem, Report, Trouble
from rangwan.settings import Settings
from rangwan.settings.alerts import Address
from rangwan.watching import TIMEOUT, look

PING = "ping"
_LOCKED = "locked"
_ADVICE = "Correct [alerts] of the settings; `rangwan alerts test` tries every channel."


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to tell after a run; the condition is null when the database cannot be read."""

    verdict: Verdict
    condition: Condition | None
    run: RunTold | None
    comparison: Comparison | None

    @property
    def good(self) -> bool:
        """Whether the run was good: it came to its end, and published what it was to publish."""
        last = self.condition.last_good if self.condition else None
        return self.run is not None and last is not None and last.id == self.run.id


@dataclass(frozen=True, slots=True)
class Alarm:
    """Watches unattended runs of one database and tells those whom `[alerts]` names.

    `schedules` gives the hours between two crawls of each source; `report` takes what was not delivered.
    """

    database: Path
    settings: Settings
    schedules: Callable[[], Mapping[str, float]]
    report: Report
    clock: Clock = utc_now
    sleep: Sleep = time.sleep

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Tell, when the block has ended, what needs a person.

        Also when it ends in an exception, which is raised again; not when a person stops it.  What is not
        delivered is reported and changes nothing of the run.
        """
        if not self.settings.alerts.any:
            yield
            return
        begun = self.clock().replace(microsecond=0)
        try:
            yield
        except Exception as error:
            locked = isinstance(error, Trouble) and error.problem.kind == _LOCKED
            situation = self._situation(begun, None if locked else _died(error))
            codes = {reason.code for reason in situation.verdict.reasons}
            # A run that comes while another is at work is no news, unless that one hangs.
            if not locked or "lock_held_long" in codes:
                self._tell(situation)
            raise
        self._tell(self._situation(begun))

    def test(self) -> Iterator[tuple[str, str | None]]:
        """Send a test through each channel, the dead man's switch too: its name, why it did not arrive."""
        alert = self._alert("test", self._situation(self.clock()))
        for channel in self._channels():
            yield channel.name, _failure(channel, alert)
        if self.settings.alerts.ping:
            yield PING, self._ping(self.settings.alerts.ping)

    def _situation(self, begun: datetime, died: Reason | None = None) -> Situation:
        try:
            known = self.schedules()
        except Trouble:
            known = {}  # why is the run's own message
        try:
            with Store.open(self.database, read_only=True, timeout=TIMEOUT, clock=self.clock) as store:
                watched = look(store, self.settings.monitoring, known)
                condition = watched.condition
                run = _since(begun, condition)
                comparison = compare(store, condition, run)
        except (StoreError, OSError) as error:
            unread = Reason("run_died", type(error).__name__, f"อ่านฐานข้อมูลไม่ได้ ({error})", str(error))
            return Situation(verdict([died or unread]), None, None, None)
        assert watched.verdict is not None
        # What died need not be told again as broken off; that alerts did not arrive is no news for them.
        told = {"alerts_undelivered"} | ({"run_stopped", "run_killed"} if died else set())
        reasons = [reason for reason in watched.verdict.reasons if reason.code not in told]
        unattended = condition.unattended_since is not None
        judged = verdict([*([died] if died else []), *reasons], unattended=unattended)
        return Situation(judged, condition, run, comparison)

    def _tell(self, situation: Situation) -> None:
        now, before = self.clock(), remembered(self.database)
        keys = _keys(situation.verdict)
        told: dict[str, Told] = {}
        failed: list[str] = []
        for channel in self._channels():
            last = before.channels.get(channel.name)
            event = _event(keys, last, now, timedelta(hours=self.settings.alerts.remind_hours))
            why = None if event is None else _failure(channel, self._alert(event, situation))
            if why is not None:
                failed.append(channel.name)
                what = f"the alert was not delivered: {why}"
                self.report(Problem(channel.name, what, _ADVICE, kind="not delivered"))
            if event is None or why is not None:
                if last:
                    told[channel.name] = last
            elif keys:
                told[channel.name] = Told(keys, now)
        address = self.settings.alerts.ping
        if address and situation.good and (why := self._ping(address)):
            failed.append(PING)
            what = f"the dead man's switch was not told: {why}"
            self.report(Problem(PING, what, _ADVICE, kind="not delivered"))
        memory = Memory(now, told, tuple(failed))
        if memory != replace(before, at=now) and not remember(self.database, memory):
            what = "what was told cannot be written down anywhere, so it will be told again"
            self.report(Problem(str(self.database), what, "Check the folder and the free space."))

    def _channels(self) -> Iterator[Channel]:
        return channels(self.settings.alerts, sleep=self.sleep)

    def _ping(self, address: Address) -> str | None:
        try:
            ping(address, self.settings.alerts.timeout, sleep=self.sleep)
        except NotDelivered as error:
            return str(error)
        return None

    def _alert(self, event: Event, situation: Situation) -> Alert:
        return Alert(
            event=event,
            host=socket.gethostname(),
            database=str(self.database.absolute()),
            at=self.clock(),
            verdict=situation.verdict,
            run=situation.run,
            comparison=situation.comparison,
        )


def _keys(verdict: Verdict) -> tuple[str, ...]:
    """What makes an alert another one.  Of a run that died, why: the rest can be read at times only."""
    keys = {reason.key for reason in verdict.reasons}
    died = {reason.key for reason in verdict.reasons if reason.code == "run_died"}
    return tuple(sorted(died or keys))


def _since(begun: datetime, condition: Condition) -> RunTold | None:
    """The run that began since then."""
    newest = condition.runs[0] if condition.runs else None
    return newest if newest and newest.command == UNATTENDED and newest.started_at >= begun else None


def _died(error: Exception) -> Reason:
    if isinstance(error, Trouble):
        about, said = error.problem.kind, f"{error.problem.where}: {error.problem.what}"
    elif isinstance(error, click.ClickException):
        about, said = "usage", error.format_message()
    else:
        about, said = type(error).__name__, f"{type(error).__name__}: {error}"
    return Reason("run_died", about, f"รอบนี้ทำต่อไม่ได้ ({said})", f"the run died ({said})")


def _event(keys: tuple[str, ...], last: Told | None, now: datetime, remind: timedelta) -> Event | None:
    if not keys:
        return "recovery" if last else None
    if last is None or last.keys != keys:
        return "problem"
    # Either way: a clock that was ahead must not keep them silent until that time has come.
    return "reminder" if abs(now - last.at) >= remind else None


def _failure(channel: Channel, alert: Alert) -> str | None:
    try:
        channel.send(alert)
    except NotDelivered as error:
        return str(error)
    return None
