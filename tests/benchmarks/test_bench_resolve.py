from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bench_resolve import WITH, WITHOUT, Result, entries, verdicts, write_list
from known_bodies import PairScores, pair_scores
from linkers import ascii_letters, missing, rapidfuzz_all_pairs, splink_duckdb
from noisy_names import Body, make_bodies, make_records

BODIES = (Body(1, "เทศบาลตำบล", "บ้านนา", "น่าน"), Body(2, "", "เมืองพัทยา", "ชลบุรี"))


def result(share: float, precision: float, seconds: float) -> Result:
    return Result(PairScores(precision, 0.7), share, seconds)


def sizes(share: float, precision: float, *seconds: float) -> list[dict[str, Result]]:
    return [dict.fromkeys((WITH, WITHOUT), result(share, precision, taken)) for taken in seconds]


def test_what_is_met_is_told_apart_from_what_is_not() -> None:
    lines = verdicts(sizes(0.96, 0.99, 1.0, 2.0, 6.0))
    met = [line for line in lines if line.startswith("met")]
    missed = [line for line in lines if line.startswith("NOT MET")]
    assert len(met) == 1
    assert WITHOUT in met[0]
    assert len(missed) == 5  # accuracy with a registry; seconds, and growth, of both
    assert sum("(2.00, 3.00)" in line for line in missed) == 2


def test_a_quick_run_judges_no_times() -> None:
    lines = verdicts(sizes(0.995, 0.9995, 99.0))
    assert [line for line in lines if line.startswith("met")] == lines[:2]
    assert lines[2:] == ["           times are judged at the full size only"]


def test_entries_are_what_resolution_asks_for() -> None:
    town, pattaya = entries(BODIES)
    assert (town.kind, town.head, town.proper, town.province) == (
        "subdistrict_municipality",
        "เทศบาลตำบล",
        "บ้านนา",
        "น่าน",
    )
    assert (pattaya.kind, pattaya.name) == ("special_local_government", "เมืองพัทยา")


def test_the_list_has_a_line_a_body(tmp_path: Path) -> None:
    write_list(tmp_path / "list.csv", BODIES)
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {"code": "1", "name": "เทศบาลตำบลบ้านนา", "province": "น่าน"}
    assert len(rows) == 2


def test_letters_go_to_ascii_one_to_one() -> None:
    letters = "".join(chr(code) for code in range(0x0E01, 0x0E50)) + "0123456789"
    mapped = ascii_letters(letters)
    assert mapped.isascii()
    assert mapped.isprintable()
    assert len(set(mapped)) == len(letters)


def test_packages_that_are_not_installed_are_named() -> None:
    assert missing(("rapidfuzz", "no_such_linker")) == "no_such_linker"


def test_all_pairs_put_together_what_is_alike_in_one_province() -> None:
    partitions = dict(
        rapidfuzz_all_pairs(
            [
                (1, "เทศบาลตำบลศรีสมบูรณ์", "น่าน"),
                (2, "ทต.ศรีสมบูรณ์ จ.น่าน", None),
                (3, "เทศบาลตำบลศรีสมบูรณ", "น่าน"),
                (4, "เทศบาลตำบลศรีสมบูรณ์", "ยะลา"),
                (5, "เทศบาลตำบลศรีสมบูรณ์", None),
                (6, "เทศบาลตำบลศรีสมบูรณ์", None),
            ]
        )
    )
    exact, near = partitions["100"], partitions["95"]
    assert exact[1] == exact[2] != exact[3]
    assert near[1] == near[2] == near[3]
    assert len({near[number] for number in (1, 4, 5, 6)}) == 4


def test_splink_still_understands_what_it_is_told() -> None:
    pytest.importorskip("splink")
    pytest.importorskip("duckdb")
    records = make_records(make_bodies()[:800])
    truth = {record.id: record.body for record in records}
    found = dict(splink_duckdb([record.row for record in records]))
    assert max(pair_scores(truth, partition).f1 for partition in found.values()) > 0.7
