"""An alert: what it says to programs (JSON) and to people (Thai and English)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from db.condition import RunTold, Verdict
from rangwan.alerts.comparing import Comparison, Issues
from rangwan.overview import run_json, stamp, verdict_json

Event = Literal["problem", "reminder", "recovery", "test"]

SHOWN = 10
"""So many sorts of issues are told to people; programs get all of them."""

_NAMES = {
    "sources": "แหล่งข่าว",
    "articles": "ข่าว",
    "facts": "ข้อเท็จจริง",
    "organisations": "หน่วยงาน",
    "programmes": "โครงการรางวัล",
    "awards": "รางวัล",
}
_OUTCOMES = {
    "done": "สำเร็จ",
    "failures": "มีปัญหา",
    "stopped": "หยุดกลางคัน",
    "killed": "ถูกปิดกลางคัน",
    "running": "กำลังทำงาน",
}
_EVENTS: dict[Event, tuple[str, str]] = {
    "problem": ("", ""),
    "reminder": ("เตือนอีกครั้ง · ", "still: "),
    "recovery": ("กลับมาเป็นปกติ · ", "recovered: "),
    "test": ("ทดสอบการแจ้งเตือน · ", "test: "),
}


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told: why now, the verdict, the run that has ended, what changed since the last good one.

    `run` is null when the run died before the ledger knew of it, `comparison` when the database cannot be
    read.
    """

    event: Event
    host: str
    database: str
    at: datetime
    verdict: Verdict
    run: RunTold | None
    comparison: Comparison | None

    @property
    def subject(self) -> str:
        """One line, for a mail; short, as some show no more than fifty letters."""
        state = "ปกติ / all is well" if self.verdict.well else "ต้องตรวจดู / needs a look"
        th, _ = _EVENTS[self.event]
        return f"[rangwan] {th}{state}: {self.database} ({self.host})"

    def json(self) -> dict[str, Any]:
        """All of it, as docs/operations.md describes."""
        told = self.comparison
        return {
            "event": self.event,
            "sent_at": stamp(self.at),
            "host": self.host,
            "database": self.database,
            "verdict": {"well": self.verdict.well, "th": self.verdict.th, "en": self.verdict.en},
            "problems": verdict_json(self.verdict)["reasons"],
            "run": self.run and run_json(self.run),
            "last_good_run": told
            and told.since
            and {"id": told.since.id, "at": stamp(told.since.finished_at)},
            "new_issues": [asdict(one) for one in told.new] if told else [],
            "closed_issues": [asdict(one) for one in told.closed] if told else [],
            "counts": {name: {"now": now, "before": then} for name, (now, then) in told.counts.items()}
            if told
            else {},
            "text": {"th": "\n".join(self._lines("th")), "en": "\n".join(self._lines("en"))},
        }

    def text(self) -> str:
        """Both languages, for people."""
        return "\n".join([*self._lines("th"), "", *self._lines("en"), ""])

    def _lines(self, language: Literal["th", "en"]) -> Iterator[str]:
        thai = language == "th"
        event = _EVENTS[self.event][0 if thai else 1]
        place = f"{self.database} ({self.host})"
        if self.verdict.well:
            yield f"{event}{place}: {self.verdict.th if thai else self.verdict.en}"
        else:
            yield f"{event}{place} {'ต้องตรวจดู' if thai else 'needs a look'}"
            yield from (f"- {one.th if thai else one.en}" for one in self.verdict.reasons)
        if self.run:
            began = f"{self.run.started_at:%Y-%m-%d %H:%M} UTC"
            said = "รอบที่" if thai else "Run"
            yield f"{said} {self.run.id} ({began}): {_outcome(self.run.outcome, thai)}"
            for stage in self.run.stages:
                if stage.outcome != "done":
                    name = f"{stage.stage} {stage.source}" if stage.source else stage.stage
                    yield f"  {name}: {_outcome(stage.outcome, thai)}"
        if self.comparison:
            yield from _changes(self.comparison, thai)
        yield ("ดูรายละเอียด: " if thai else "See: ") + f"rangwan status --database {self.database}"


def _outcome(outcome: str, thai: bool) -> str:
    return _OUTCOMES.get(outcome, outcome) if thai else outcome


def _changes(told: Comparison, thai: bool) -> Iterator[str]:
    if told.since:
        at = f"{told.since.finished_at or told.since.started_at:%Y-%m-%d %H:%M} UTC"
        said = "ตั้งแต่รอบที่สำเร็จล่าสุด คือรอบที่" if thai else "Since the last good run,"
        yield f"{said} {told.since.id} ({at}):"
    else:
        yield "ยังไม่เคยมีรอบที่สำเร็จ:" if thai else "There was no good run before:"
    yield from _listed("ปัญหาใหม่" if thai else "new issues", told.new)
    yield from _listed("ปัญหาที่หมดไป" if thai else "closed issues", told.closed)
    counts = []
    for name, (now, then) in told.counts.items():
        change = "" if then is None or then == now else f" ({now - then:+,})"
        counts.append(f"{_NAMES.get(name, name) if thai else name} {now:,}{change}")
    yield "  " + ", ".join(counts)


def _listed(what: str, issues: tuple[Issues, ...]) -> Iterator[str]:
    if not issues:
        return
    yield f"  {what}: {sum(one.count for one in issues):,}"
    for one in issues[:SHOWN]:
        source = f" ({one.source})" if one.source else ""
        yield f"    {one.count:,} x {one.stage}, {one.kind}{source}"
    if len(issues) > SHOWN:
        yield "    ..."
