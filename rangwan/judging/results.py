"""Tells what a decision came to: for people, Thai with English beside, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from db.id_changes import Changes, IdChange
from db.judgements import Entry
from rangwan.judging.deciding import Outcome
from rangwan.judging.wording import DECISIONS, printable


def outcome_lines(outcome: Outcome) -> list[str]:
    """What was written and what became of the ids, line by line."""
    lines = []
    decided = outcome.decided
    if decided is not None:
        if decided.made:
            lines.append(
                f"บันทึกคำตัดสิน {decided.id} written as judgement {decided.id}"
                + (f" ({len(decided.made)} แถว rows)" if len(decided.made) > 1 else "")
                + f"; ถอนได้ด้วย take back: rangwan organisations withdraw {decided.id}"
            )
        overruled = "ถอนคำตัดสินเดิม overruled" if decided.made else "ถอนแล้ว withdrawn"
        lines += [f"{overruled}: {_entry(entry)}" for entry in decided.withdrawn]
        lines += [f"กลับมามีผล holds again: {_entry(entry)}" for entry in decided.restored]
        lines += [
            f"ไม่กลับมามีผล stays overruled (คำตัดสินอื่นขัดแย้ง other decisions speak against it): {_entry(entry)}"
            for entry in decided.not_restored
        ]
    if outcome.held_together:
        lines.append(
            f"ยึดชื่ออื่นไว้ด้วยกัน {len(outcome.held_together)} more names are held together by judgements of the"
            " same decision"
        )
    return lines + change_lines(outcome.changes)


def change_lines(changes: Changes) -> list[str]:
    """What became of the ids."""
    lines = [_change(change) for change in changes.organisations]
    lines += [f"ชื่อย้าย a name moved: {name.old} → {name.new}" for name in changes.moved]
    awards = Counter(change.what for change in changes.awards)
    if awards:
        words = {"merged": "รวม merged", "came back": "กลับมา came back", "new": "ใหม่ new"}
        told = ", ".join(
            f"{count:,} {words.get(what, 'ถอน withdrawn')}" for what, count in sorted(awards.items())
        )
        lines.append(f"รางวัล awards: {told}")
    return lines or ["รหัสทั้งหมดเหมือนเดิม all ids are as before"]


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as `--json` prints it."""
    decided = outcome.decided
    return {
        "judgement": decided.id if decided else None,
        "made": [
            _entry_json(entry) for entry in (*(decided.made if decided else ()), *outcome.held_together)
        ],
        "withdrawn": [_entry_json(entry) for entry in (decided.withdrawn if decided else ())],
        "restored": [_entry_json(entry) for entry in (decided.restored if decided else ())],
        "not_restored": [_entry_json(entry) for entry in (decided.not_restored if decided else ())],
        "not_held": [_entry_json(entry) for entry in outcome.not_held],
        "changes": asdict(outcome.changes),
    }


def _change(change: IdChange) -> str:
    name = printable(change.name)
    match change.what:
        case "merged":
            return f"รวม merged: {change.id} → {change.into}  {name}"
        case "came back":
            return f"กลับมา came back: {change.id}  {name}"
        case "new":
            return f"ใหม่ new: {change.id}  {name}"
        case "withdrawn":
            return f"ไม่มีข่าวกล่าวถึงแล้ว nothing states it any more: {change.id}  {name}"


def _entry(entry: Entry) -> str:
    note = f": {printable(entry.note)}" if entry.note else ""
    return f"{entry.id} {DECISIONS[entry.decision]} ({printable(entry.author)}, {entry.made_at[:10]}{note})"


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "parts": dict(entry.parts)}
