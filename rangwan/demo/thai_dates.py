"""The forms in which Thai sites write a date (Buddhist era)."""

from __future__ import annotations

from datetime import datetime

_DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai_digits(value: object) -> str:
    """The value with its digits in Thai: 110 -> ๑๑๐."""
    return str(value).translate(_THAI_DIGITS)


def long_date(moment: datetime) -> str:
    """วันศุกร์ที่ 2 กันยายน 2565"""
    day = _DAYS[moment.weekday()]
    return f"วัน{day}ที่ {moment.day} {_MONTHS[moment.month - 1]} {moment.year + 543}"


def slash_date(moment: datetime) -> str:
    """02/09/2565"""
    return f"{moment.day:02}/{moment.month:02}/{moment.year + 543}"


def press_date(moment: datetime) -> str:
    """03 ก.ค. 2564 เวลา 6:03 น."""
    clock = f"{moment.hour}:{moment.minute:02}"
    return f"{moment.day:02} {_SHORT[moment.month - 1]} {moment.year + 543} เวลา {clock} น."


def official_date(moment: datetime) -> str:
    """5 มิถุนายน พ.ศ. 2569"""
    return f"{moment.day} {_MONTHS[moment.month - 1]} พ.ศ. {moment.year + 543}"


def short_thai_date(moment: datetime) -> str:
    """๒ ธ.ค. ๖๔"""
    return thai_digits(f"{moment.day} {_SHORT[moment.month - 1]} {(moment.year + 543) % 100:02}")
