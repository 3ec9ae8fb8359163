"""The map of the provinces: every province once, where it is, and colours that divide them fairly."""

from __future__ import annotations

import pytest

from db.overviews import YearCount, tier_family
from db.site.charts import chart
from db.site.tiles import legend, places, tiles
from normalize.provinces import PROVINCES, find_province


def place(name: str) -> tuple[int, int]:
    province = find_province(name)
    assert province is not None
    found = places()[province.code]
    return found.row, found.column


def test_every_province_has_a_tile_of_its_own() -> None:
    assert set(places()) == {province.code for province in PROVINCES}
    assert len({(one.row, one.column) for one in places().values()}) == 77
    assert len({one.short_en for one in places().values()}) == 77


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เชียงใหม่", "ลำพูน"), ("เชียงราย", "พะเยา"), ("นนทบุรี", "กรุงเทพมหานคร"), ("ขอนแก่น", "มหาสารคาม"),
        ("อุบลราชธานี", "ศรีสะเกษ"), ("สงขลา", "ปัตตานี"), ("ระยอง", "จันทบุรี"), ("ตาก", "กำแพงเพชร"),
        ("เพชรบุรี", "ประจวบคีรีขันธ์"), ("พังงา", "ภูเก็ต"), ("ยะลา", "นราธิวาส"), ("นครพนม", "สกลนคร"),
    ],
)  # fmt: skip
def test_neighbours_are_neighbours(one: str, other: str) -> None:
    (row, column), (other_row, other_column) = place(one), place(other)
    assert max(abs(row - other_row), abs(column - other_column)) <= 1


def test_the_map_lies_as_the_country_does() -> None:
    north_to_south = ["เชียงราย", "ตาก", "กรุงเทพมหานคร", "ชุมพร", "สงขลา", "ยะลา"]
    assert [place(name)[0] for name in north_to_south] == sorted(place(name)[0] for name in north_to_south)
    west_to_east = ["แม่ฮ่องสอน", "เชียงใหม่", "อุตรดิตถ์", "ขอนแก่น", "อุบลราชธานี"]
    assert [place(name)[1] for name in west_to_east] == sorted(place(name)[1] for name in west_to_east)


def test_steps_cover_every_number_once() -> None:
    numbers = [0, 1, 1, 1, 2, 3, 5, 8, 13, 20]
    steps = legend(numbers)
    for number in filter(None, numbers):
        assert sum(step.least <= number <= step.most for step in steps) == 1
    assert (steps[0].least, steps[-1].most, steps[-1].step) == (1, 20, 5)


@pytest.mark.parametrize(("numbers", "expected"), [([], []), ([0], []), ([7], [(5, 7, 7)])])
def test_few_numbers_need_few_steps(numbers: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert [(step.step, step.least, step.most) for step in legend(numbers)] == expected


def test_provinces_without_awards_have_the_colour_of_none() -> None:
    made = {tile.province.name: tile for tile in tiles({"ยะลา": 3})}
    assert (made["ยะลา"].number, made["ยะลา"].step) == (3, 5)
    assert (made["ตาก"].number, made["ตาก"].step) == (0, 0)


def test_a_chart_has_no_gaps_and_loses_no_award() -> None:
    years = [
        YearCount(2567, {"ดีเด่น": 3, None: 1}),
        YearCount(2565, {"ชนะเลิศ": 2} | {f"แปลก{number}": 1 for number in range(8)}),
        YearCount(2540, {"ชนะเลิศ": 4}),
        YearCount(None, {"ดีเด่น": 5}),
    ]
    made = chart(years)
    assert [bar.year for bar in made.bars] == list(range(2567, 2557, -1))
    assert [bar.total for bar in made.bars[:3]] == [4, 0, 10]
    assert (made.earlier, made.unknown) == (4, 5)
    assert all(sum(row.numbers) == row.total for row in made.rows)
    assert sum(segment.width for segment in made.bars[2].segments) == pytest.approx(100)


@pytest.mark.parametrize(
    ("tier", "family"),
    [
        ("รองชนะเลิศ อันดับ ๑", "รองชนะเลิศ"), ("รองชนะเลิศอันดับที่ 2", "รองชนะเลิศ"), ("ที่ 1", "อันดับที่"),
        ("ดีเด่น", "ดีเด่น"), ("ระดับ 5 ดาว", "5 ดาว"), (None, None),
    ],
)  # fmt: skip
def test_placings_of_one_tier_are_one_family(tier: str | None, family: str | None) -> None:
    assert tier_family(tier) == family
