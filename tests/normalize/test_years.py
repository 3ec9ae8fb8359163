"""Years of both eras, as releases write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.years import parse_year, to_buddhist_era, to_common_era, two_digit_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ประจำปี 2566", 2566),
        ("ประจําปี ๒๕๖๔", 2564),
        ("2023", 2566),
        ("ปี 66", 2566),
        ("ปี’66", 2566),
        ("66", 2566),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๓", 2563),
        ("ประจำปีงบประมาณ พ.ศ.2562", 2562),
        ("ปีการศึกษา 2565", 2565),
        ("2565/2566", 2565),
        ("ปี 2564-2565", 2564),
        ("ปี 66/67", 2566),
        ("ค.ศ. 2023", 2566),
        ("พ.ศ. 2566", 2566),
        ("2023 AD", 2566),
        ("Prime Minister's Export Award 2021", 2564),
        ("(2564)", 2564),
        ("ครั้งที่ 4/2564", 2564),
        ("ครบรอบ 2100 คน ประจำปี 2566", 2566),
    ],
)
def test_parse_year(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    "text", ["", "ปีที่ 66", "อายุ 66 ปี 30 วัน", "2,566 บาท", "12566", "COP26", "25666", "โทร 02 566", "ปี 3000"]
)
def test_what_is_no_year(text: str) -> None:
    assert parse_year(text) is None


@given(st.integers(1900, 2157))
def test_eras_convert_there_and_back(year: int) -> None:
    buddhist = to_buddhist_era(year)
    assert buddhist == year + 543
    assert to_common_era(buddhist) == year
    assert to_buddhist_era(buddhist) == buddhist
    assert to_common_era(year) == year


@pytest.mark.parametrize("year", [0, 66, 1899, 2158, 2399, 2701, -1])
def test_years_of_neither_era(year: int) -> None:
    assert to_buddhist_era(year) is None
    assert to_common_era(year) is None


def test_two_digit_window() -> None:
    assert [two_digit_year(year) for year in (0, 39, 40, 99)] == [2543, 2582, 2540, 2599]
    assert two_digit_year(99, common=True) == 2542
    assert two_digit_year(100) is None


@given(st.text(max_size=60))
def test_parse_year_never_raises_and_stays_in_range(text: str) -> None:
    year = parse_year(text)
    assert year is None or 2400 <= year <= 2700
