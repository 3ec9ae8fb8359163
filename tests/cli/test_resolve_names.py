"""`rangwan resolve --names`: names in, clusters out, without a dataset."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from rangwan.cli import main

NAMES = [
    {"id": 1, "text": "ทต.อุโมงค์", "province": "ลำพูน"},
    {"id": "two", "text": "เทศบาลตำบลอุโมงค์", "province": None},
    {"id": 3, "text": "เทศบาลตำบลอุโมงค์", "province": "ลำปาง"},
    {"id": 4, "text": "สปสช."},
    {"id": 5, "text": "สำนักงานหลักประกันสุขภาพแห่งชาติ (สปสช.)"},
]


def resolve(path: Path, *lines: object, options: tuple[str, ...] = ()) -> Result:
    names = path / "names.jsonl"
    names.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines))
    nowhere = path / "none.db"
    result = CliRunner().invoke(
        main, ["resolve", "--names", str(names), "--database", str(nowhere), *options], catch_exceptions=False
    )
    assert not nowhere.exists(), "looking at names made a database"
    return result


def clusters(result: Result) -> dict[object, str]:
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(set(row) == {"id", "cluster"} for row in rows)
    return {row["id"]: row["cluster"] for row in rows}


def test_each_name_gets_the_cluster_of_its_organisation(tmp_path: Path) -> None:
    result = resolve(tmp_path, *NAMES[:2], *NAMES[3:])
    assert result.exit_code == 0
    found = clusters(result)
    assert list(found) == [1, "two", 4, 5]
    assert found[1] == found["two"] != found[4] == found[5]


def test_a_name_that_two_bodies_carry_joins_neither(tmp_path: Path) -> None:
    names = [{"id": place, "text": "ทต.บ้านกลาง", "province": place or None} for place in ("ลำพูน", "กระบี่", "")]
    assert len(set(clusters(resolve(tmp_path, *names)).values())) == 3


def test_a_province_that_has_no_such_place_does_not_make_another_body(tmp_path: Path) -> None:
    # อุโมงค์ is a subdistrict of ลำพูน alone.
    assert len(set(clusters(resolve(tmp_path, *NAMES[:3])).values())) == 1


def test_what_is_no_name_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = [{"id": None, "text": "ก"}, {"id": 7, "text": ""}, {"id": 8, "text": "ก", "province": 5}, NAMES[0]]
    result = resolve(tmp_path, NAMES[0], *bad)
    assert result.exit_code == 1
    assert list(clusters(result)) == [1]
    assert [f"line {number}" in result.stderr for number in (2, 3, 4, 5)] == [True] * 4


def test_options_that_do_not_fit_are_told(tmp_path: Path) -> None:
    assert resolve(tmp_path, NAMES[0], options=("--json",)).exit_code == 2
    written = resolve(tmp_path, NAMES[0], options=("--out", str(tmp_path / "out.jsonl")))
    assert (written.exit_code, written.stdout) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == 1
