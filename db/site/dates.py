"""Days as readers write them: 5 มกราคม 2569 in Thai, 5 January 2026 in English."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.site.languages import Language

THAILAND = ZoneInfo("Asia/Bangkok")
_MONTHS: dict[Language, tuple[str, ...]] = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def written(day: date | datetime | None, language: Language) -> str:
    """A day in words ("" for None), with the Buddhist year in Thai; a moment as its day in Thailand."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(THAILAND).date()
    year = day.year + 543 if language == "th" else day.year
    return f"{day.day} {_MONTHS[language][day.month - 1]} {year}"
