"""The verdict: whether all is well, or what needs a person.  Computes only, from what was read.

Open issues alone are no reason: single pages, articles and names that could not be read or decided are told
by `rangwan status` and wait for somebody.  A reason is what keeps readers from the news.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from db.condition import FILES, Condition, IssueGroup, Reason, Verdict
from db.publication import HELD
from rangwan.settings.monitoring import Monitoring

CODES = (
    "run_died",
    "run_stopped",
    "run_killed",
    "no_good_run",
    "publication_held",
    "export_failed",
    "expectation",
    "source_failed",
    "source_overdue",
    "extraction_failed",
    "disk_nearly_full",
    "lock_held_long",
    "alerts_undelivered",
)
"""The codes of all reasons: names for monitors, which never change."""

SOURCE_FAILED = {"crawl not finished", "expectation not met", "host refuses"}
"""Kinds of issues of a crawl that are about the source, not about one of its pages."""

_THAI = {
    "unresolved organisations": "หน่วยงานใหม่ที่ยังระบุไม่ได้มากเกินไป",
    "fewer sources": "แหล่งข่าวลดลง",
    "fewer articles": "ข่าวลดลง",
    "fewer facts": "ข้อเท็จจริงลดลง",
    "fewer organisations": "หน่วยงานลดลง",
    "fewer programmes": "โครงการรางวัลลดลง",
    "fewer awards": "รางวัลลดลง",
    "too many new articles": "ข่าวใหม่มากเกินไป",
    "too few new articles": "ไม่มีข่าวใหม่",
    "missing dates": "ข่าวไม่มีวันที่",
    "too many facts": "ข้อเท็จจริงมากเกินไป",
    "too few facts": "ข้อเท็จจริงน้อยเกินไป",
    "facts rewritten": "ข้อเท็จจริงที่เผยแพร่แล้วถูกอ่านต่างไปจากเดิม",
    "counts not met": "จำนวนรางวัลไม่ตรงกับที่ข่าวบอก",
    "crawl not finished": "เก็บข่าวไม่จบ",
    "expectation not met": "ไม่เป็นไปตามที่คาด",
    "host refuses": "เว็บไซต์ปฏิเสธ",
}
_ENOUGH_ARTICLES = 5
"""So many articles must have failed before a share of them tells of the extraction."""


def judge(condition: Condition, monitoring: Monitoring, *more: Reason) -> Verdict:
    """The verdict on a dataset; `more` are reasons that its database does not know of.

    Nothing is expected of a database that no unattended run has worked on and that never was published.
    """
    reasons = [*more]
    if condition.unattended_since or condition.publication or condition.held:
        reasons += _runs(condition, monitoring)
        reasons += _issues(condition, monitoring)
        reasons += _sources(condition, monitoring)
        reasons += _disk(condition, monitoring)
    reasons += _lock(condition, monitoring)
    reasons += _alerts(condition)
    return verdict(reasons, unattended=condition.unattended_since is not None)


def verdict(reasons: list[Reason], *, unattended: bool = True) -> Verdict:
    """Reasons as a verdict with its line."""
    if reasons:
        th, en = ("; ".join(told) for told in zip(*((one.th, one.en) for one in reasons), strict=True))
        return Verdict(tuple(reasons), f"ต้องตรวจดู: {th}", f"needs a look: {en}")
    if unattended:
        return Verdict((), "ทุกอย่างเรียบร้อย", "all is well")
    return Verdict((), "ทุกอย่างเรียบร้อย (ยังไม่เคยรันอัตโนมัติ)", "all is well (no unattended run yet)")


def _runs(condition: Condition, monitoring: Monitoring) -> Iterator[Reason]:
    run, good = condition.last_run, condition.last_good
    if run is not None and run.outcome in ("stopped", "killed"):
        at = _shown(run.started_at)
        if run.outcome == "stopped":
            th, en = f"รอบล่าสุด ({at}) หยุดกลางคัน", f"the last run ({at}) broke off"
        else:
            th, en = f"รอบล่าสุด ({at}) ถูกปิดกลางคัน", f"the last run ({at}) was killed"
        yield Reason(f"run_{run.outcome}", None, th, en)
    last = (good.finished_at or good.started_at) if good else condition.unattended_since
    # A clock that was ahead must not keep this silent until that time has come.
    if last and abs(condition.read_at - last) > timedelta(hours=monitoring.stale_hours):
        hours = f"{monitoring.stale_hours:g}"
        at = _shown(last)
        th = f"ไม่มีรอบที่สำเร็จมาเกิน {hours} ชั่วโมงแล้ว (ตั้งแต่ {at})"
        en = f"no good run for more than {hours} hours (since {at})"
        yield Reason("no_good_run", None, th, en)
    if run is None:
        return
    stages = [stage for stage in run.stages if stage.stage == "extract"]
    failed = sum(stage.counts.get("problems", 0) for stage in stages)
    tried = sum(stage.counts.get("articles read", 0) for stage in stages)
    if failed >= _ENOUGH_ARTICLES and 2 * failed >= tried:
        th = f"อ่านข่าวไม่ได้ {failed:,} จาก {tried:,} ข่าว"
        yield Reason("extraction_failed", None, th, f"{failed:,} of {tried:,} articles could not be read")


def _issues(condition: Condition, monitoring: Monitoring) -> Iterator[Reason]:
    if condition.held is not None:
        at = _shown(condition.held.since)
        th = f"การเผยแพร่ถูกระงับตั้งแต่ {at}"
        yield Reason("publication_held", None, th, f"the publication is held since {at}")
    failed: dict[str | None, list[IssueGroup]] = {}
    for issues in condition.issues:
        if issues.source in monitoring.ignore:
            continue
        if issues.stage == "publish" and issues.kind != HELD:
            yield Reason("export_failed", None, "เขียนไฟล์ส่งออกไม่ได้", "the export could not be written")
        elif issues.stage == "check":
            about = f"{issues.kind}, {issues.source}" if issues.source else issues.kind
            thai = f"{_THAI.get(issues.kind, issues.kind)}{f', {issues.source}' if issues.source else ''}"
            th = f"ผลไม่เป็นไปตามที่คาด ({thai})"
            yield Reason("expectation", about, th, f"not as expected ({about})")
        elif issues.stage == FILES:
            th = f"ไฟล์ของแหล่งข่าว {issues.source} ใช้ไม่ได้ จึงไม่ได้เก็บข่าว"
            en = f"the publisher's file of {issues.source} cannot be used, so it is not crawled"
            yield Reason("source_failed", issues.source, th, en)
        elif issues.stage == "crawl" and issues.kind in SOURCE_FAILED:
            failed.setdefault(issues.source, []).append(issues)
    for source, groups in failed.items():
        kinds = ", ".join(group.kind for group in groups)
        thai = ", ".join(_THAI.get(group.kind, group.kind) for group in groups)
        th = f"แหล่งข่าว {source or '-'} มีปัญหา ({thai})"
        yield Reason("source_failed", source, th, f"source {source or '-'} failed ({kinds})")


def _sources(condition: Condition, monitoring: Monitoring) -> Iterator[Reason]:
    for source in condition.sources:
        if source.overdue and source.key not in monitoring.ignore and source.due_at is not None:
            at = _shown(source.due_at)
            th = f"แหล่งข่าว {source.key} เลยกำหนดเก็บข่าวตั้งแต่ {at}"
            yield Reason("source_overdue", source.key, th, f"source {source.key} is overdue since {at}")


def _disk(condition: Condition, monitoring: Monitoring) -> Iterator[Reason]:
    needed = monitoring.disk_copies * condition.bytes
    if condition.free_bytes < needed:
        free, wanted = f"{condition.free_bytes / 1e6:,.0f}", f"{needed / 1e6:,.0f}"
        th = f"ดิสก์ใกล้เต็ม: ว่าง {free} MB การเผยแพร่ครั้งถัดไปต้องใช้ {wanted} MB"
        en = f"the disk is nearly full: {free} MB are free, the next publication needs {wanted} MB"
        yield Reason("disk_nearly_full", None, th, en)


def _lock(condition: Condition, monitoring: Monitoring) -> Iterator[Reason]:
    holder = condition.lock
    if holder is None or holder.since is None:
        return
    if condition.read_at - holder.since > timedelta(hours=monitoring.lock_hours):
        at = _shown(holder.since)
        th = f"`{holder.command}` ใช้ฐานข้อมูลอยู่ตั้งแต่ {at} อาจค้าง"
        en = f"`{holder.command}` has worked on the database since {at}; it may hang"
        yield Reason("lock_held_long", None, th, en)


def _alerts(condition: Condition) -> Iterator[Reason]:
    if condition.undelivered:
        channels = ", ".join(condition.undelivered)
        th = f"ส่งการแจ้งเตือนไม่ถึง ({channels})"
        yield Reason("alerts_undelivered", None, th, f"alerts did not arrive ({channels})")


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
