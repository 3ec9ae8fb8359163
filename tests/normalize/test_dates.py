"""Dates in the forms of Thai pages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.dates import month_numbers, parse_date

THAI_MONTHS = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
]  # fmt: skip
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("วันศุกร์ที่ 2 กันยายน 2565", date(2022, 9, 2)),
        ("03 ก.ค. 2564 เวลา 6:03 น.", date(2021, 7, 3)),
        ("๒ ธ.ค. ๖๔", date(2021, 12, 2)),
        ("5 มิถุนายน พ.ศ. 2569", date(2026, 6, 5)),
        ("26/07/2566", date(2023, 7, 26)),
        ("26-07-66", date(2023, 7, 26)),
        ("10.12.65", date(2022, 12, 10)),
        ("2566-07-26", date(2023, 7, 26)),
        ("2023-10-10", date(2023, 10, 10)),
        ("2021/07/03", date(2021, 7, 3)),
        ("2023-10-10T18:30:00+07:00", date(2023, 10, 10)),
        ("2023-10-10T18:30:00Z", date(2023, 10, 11)),
        ("2023-10-10T03:30:00.123+0900", date(2023, 10, 10)),
        ("Tue, 10 Oct 2023 18:30:00 +0000", date(2023, 10, 11)),
        ("July 3, 2021", date(2021, 7, 3)),
        ("3 Jul 2021", date(2021, 7, 3)),
        ("Sept. 5, 2022", date(2022, 9, 5)),
        ("3rd of May 1999", date(1999, 5, 3)),
        ("3 Jul 99", date(1999, 7, 3)),
        ("3 กรกฎาคม ค.ศ. 2021", date(2021, 7, 3)),
        ("3 เดือนกรกฎาคม พุทธศักราช 2564", date(2021, 7, 3)),
        ("3 กค 64", date(2021, 7, 3)),
        ("3 ก. ค. 64", date(2021, 7, 3)),
        ("1กันยายน2565", date(2022, 9, 1)),
        ("3 กรกฏาคม 2564", date(2021, 7, 3)),
        ("3 พฤษจิกายน 2564", date(2021, 11, 3)),
        ("2-4 กันยายน 2565", date(2022, 9, 2)),
        ("30 ธันวาคม - 2 มกราคม 2566", date(2022, 12, 30)),
        ("เวลา 10.30 น. วันที่ 5 พ.ค. 65", date(2022, 5, 5)),
        ("29 กุมภาพันธ์ 2567", date(2024, 2, 29)),
        ("31 กุมภาพันธ์ 2565 เลื่อนเป็น 1 มีนาคม 2565", date(2022, 3, 1)),
        ("3 ก.\u200bค.\u00a02564", date(2021, 7, 3)),
        ("ก่อน 1 ม.ค. 2565 หลัง 2 ก.พ. 2560", date(2022, 1, 1)),
    ],
)
def test_parse_date(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 กุมภาพันธ์ 2565",
        "29 กุมภาพันธ์ 2566",
        "07/26/2566",
        "0 มกราคม 2566",
        "3 ก.ค. 09.30 น.",
        "ปี 2566",
        "กันยายน 2565",
        "1/1/1",
        "192.168.10.10",
        "เลขที่ 12/5/2566/7",
        "5 มกราคม 1200",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_in_every_dress(month: int) -> None:
    expected = date(2023, month, 9)
    for name in (THAI_MONTHS[month - 1], SHORT[month - 1], SHORT[month - 1].replace(".", "")):
        assert parse_date(f"๙ {name} ๒๕๖๖") == expected
        assert parse_date(f"9 {name} 66") == expected
    assert parse_date(expected.strftime("%d %B %Y")) == expected
    assert parse_date(expected.strftime("%b %d, %Y")) == expected


def test_months_are_all_there_and_each_name_is_one_month() -> None:
    assert set(month_numbers().values()) == set(range(1, 13))
    assert len(month_numbers()) > 60


@given(st.dates(date(1900, 1, 1), date(2157, 12, 31)))
def test_dates_in_the_buddhist_era_come_back(day: date) -> None:
    year = day.year + 543
    assert parse_date(f"วันที่ {day.day} {THAI_MONTHS[day.month - 1]} {year}") == day
    assert parse_date(f"{day.day:02}/{day.month:02}/{year}") == day


@given(
    st.text(alphabet=st.one_of(st.sampled_from("0123456789๐๙/-.: กคมพศ.TZ+"), st.characters()), max_size=50)
)
def test_parse_date_never_raises(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1900 <= found.year <= 2158


def test_dates_at_the_edge_of_the_calendar_do_not_overflow() -> None:
    assert parse_date("2157-12-31T23:59:59-23:59") is not None
    assert parse_date("2566-01-01T00:00:00+99:99") == date(2023, 1, 1)
