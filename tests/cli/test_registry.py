"""`rangwan registry`: official lists in the layouts that people meet, whole and damaged."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.names import parse_name
from rangwan.cli import main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "registry.md"

LOCAL = """\
บัญชีรายชื่อองค์กรปกครองส่วนท้องถิ่น,,,,
ลำดับ,จังหวัด,อำเภอ,ประเภท,ชื่อ อปท.
1,เชียงใหม่,เมืองเชียงใหม่,อบจ.,องค์การบริหารส่วนจังหวัดเชียงใหม่
2,เชียงใหม่,เมืองเชียงใหม่,ทน.,เชียงใหม่
3,เชียงใหม่,เมืองเชียงใหม่,ทม.,เทศบาลเมืองแม่เหียะ
4,เชียงใหม่,สันป่าตอง,ทต.,บ้านกลาง
5,ลำพูน,เมือง,ทต.,ทต.บ้านกลาง
6,ลำพูน,อ.เมืองลำพูน,ทต.,เทศบาลตำบลอุโมงค์
7,พิษณุโลก,วังทอง,อบต.,ตำบลบ้านกลาง
8,พิษณุโลก,วัดโบสถ์,ทต.,วัดโบสถ์
9,จ.ขอนแก่น,พล,ทม.,เมืองพล
10,ชลบุรี,เมืองชลบุรี,ทม.,เทศบาลแสนสุข
11,ชลบุรี,บางละมุง,เมืองพัทยา,เมืองพัทยา
12,ยะลา,เมืองยะลา,ทน.,เทศบาลนครยะลา
"""
"""Twelve bodies, their names written out, abbreviated and bare, below a title as official lists have it."""

PROVINCES = [
    {"id": 1, "provinceCode": 51, "provinceNameEn": "Lamphun", "provinceNameTh": "ลำพูน"},
    {"id": 2, "provinceCode": 50, "provinceNameEn": "Chiang Mai", "provinceNameTh": "เชียงใหม่"},
]
DISTRICTS = [
    {"id": 1, "provinceCode": 51, "districtCode": 5101, "districtNameEn": "Mueang Lamphun",
     "districtNameTh": "เมืองลำพูน", "postalCode": 51000},
    {"id": 2, "provinceCode": 50, "districtCode": 5007, "districtNameEn": "Mae Rim",
     "districtNameTh": "แม่ริม", "postalCode": 50180},
]  # fmt: skip
SUBDISTRICTS = [
    {"id": 1, "provinceCode": 51, "districtCode": 5101, "subdistrictCode": 510104,
     "subdistrictNameEn": "Umong", "subdistrictNameTh": "อุโมงค์", "postalCode": 51150},
    {"id": 2, "provinceCode": 50, "districtCode": 5007, "subdistrictCode": 500701,
     "subdistrictNameEn": "Rim Tai", "subdistrictNameTh": "ริมใต้", "postalCode": 50180},
]  # fmt: skip


def rangwan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def local(tmp_path: Path) -> Path:
    path = tmp_path / "local.csv"
    path.write_bytes(LOCAL.encode("cp874"))
    return path


@pytest.fixture
def geography(tmp_path: Path) -> Path:
    """Areas in the layout of the geography lists in JSON: provinces and districts in files of their own."""
    for name, rows in (("provinces", PROVINCES), ("districts", DISTRICTS), ("subdistricts", SUBDISTRICTS)):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8"
        )
    return tmp_path


@pytest.fixture
def imported(database: Path) -> Run:
    """Imports with the counts as JSON."""
    return lambda *arguments: rangwan("registry", "import", *arguments, "--database", database, "--json")


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def counts(result: Result) -> dict[str, object]:
    assert not result.exception or isinstance(result.exception, SystemExit), result.output
    return dict(json.loads(result.stdout)["lists"][0])


def changes(result: Result) -> tuple[object, ...]:
    return tuple(counts(result)[name] for name in ("added", "removed", "changed"))


# What a list becomes


def test_local_administrations_are_known_by_the_keys_under_which_articles_name_them(
    local: Path, database: Path, imported: Run
) -> None:
    result = imported(local)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (counts(result)["mapping"], counts(result)["entries"]) == ("local-administrations", 12)
    found = rows(database, "SELECT name, province, district, kind, head, proper FROM registry_entry")
    assert {one[:3] for one in found} == {
        ("องค์การบริหารส่วนจังหวัดเชียงใหม่", "เชียงใหม่", "เมืองเชียงใหม่"),
        ("เทศบาลนครเชียงใหม่", "เชียงใหม่", "เมืองเชียงใหม่"),
        ("เทศบาลเมืองแม่เหียะ", "เชียงใหม่", "เมืองเชียงใหม่"),
        ("เทศบาลตำบลบ้านกลาง", "เชียงใหม่", "สันป่าตอง"),
        ("เทศบาลตำบลบ้านกลาง", "ลำพูน", "เมืองลำพูน"),
        ("เทศบาลตำบลอุโมงค์", "ลำพูน", "เมืองลำพูน"),
        ("องค์การบริหารส่วนตำบลบ้านกลาง", "พิษณุโลก", "วังทอง"),
        ("เทศบาลตำบลวัดโบสถ์", "พิษณุโลก", "วัดโบสถ์"),
        ("เทศบาลเมืองเมืองพล", "ขอนแก่น", "พล"),
        ("เทศบาลเมืองแสนสุข", "ชลบุรี", "เมืองชลบุรี"),
        ("เมืองพัทยา", "ชลบุรี", "บางละมุง"),
        ("เทศบาลนครยะลา", "ยะลา", "เมืองยะลา"),
    }
    for name, province, _, *key in found:
        of_article = parse_name(str(name), str(province)).key
        assert key == [of_article.kind, of_article.head, of_article.proper]


def test_areas_take_the_names_of_province_and_district_from_the_files_beside_them(
    geography: Path, database: Path, imported: Run
) -> None:
    files = [geography / f"{name}.json" for name in ("provinces", "districts", "subdistricts")]
    assert imported(*files).exit_code == 0
    assert set(
        rows(
            database,
            "SELECT registry, level, code, name, name_en, province, district, kind FROM registry_entry",
        )
    ) == {
        ("provinces", "province", "50", "เชียงใหม่", "Chiang Mai", "เชียงใหม่", None, None),
        ("provinces", "province", "51", "ลำพูน", "Lamphun", "ลำพูน", None, None),
        ("districts", "district", "5007", "แม่ริม", "Mae Rim", "เชียงใหม่", None, None),
        ("districts", "district", "5101", "เมืองลำพูน", "Mueang Lamphun", "ลำพูน", None, None),
        ("subdistricts", "subdistrict", "500701", "ริมใต้", "Rim Tai", "เชียงใหม่", "แม่ริม", None),
        ("subdistricts", "subdistrict", "510104", "อุโมงค์", "Umong", "ลำพูน", "เมืองลำพูน", None),
    }


def test_subdistricts_in_a_table_with_thai_columns(tmp_path: Path, database: Path, imported: Run) -> None:
    path = tmp_path / "tambon.tsv"
    path.write_text(
        "ที่\tตำบล/แขวง\tอำเภอ/เขต\tจังหวัด\n1\tแขวงสีลม\tเขตบางรัก\tกทม.\n2\tต.อุโมงค์\tอ.เมือง\tลำพูน\n"
        "หมายเหตุ ข้อมูล ณ วันที่ 1 มกราคม 2567\t\t\t\n",
        encoding="utf-8",
    )
    assert imported(path).exit_code == 0
    assert set(rows(database, "SELECT level, name, district, province FROM registry_entry")) == {
        ("subdistrict", "สีลม", "บางรัก", "กรุงเทพมหานคร"),
        ("subdistrict", "อุโมงค์", "เมืองลำพูน", "ลำพูน"),
    }


def test_a_list_of_several_levels_tells_them_in_a_column(
    tmp_path: Path, database: Path, imported: Run
) -> None:
    path, mapping = tmp_path / "levels.csv", tmp_path / "levels.toml"
    path.write_text(
        "code,level,name,province\n51,จังหวัด,ลำพูน,\n"
        "5101,อำเภอ,อำเภอเมืองลำพูน,ลำพูน\n510104,T,อุโมงค์,ลำพูน\n9,X,ก,ลำพูน\n",
        encoding="utf-8",
    )
    mapping.write_text(
        '[columns]\ncode = "code"\nname = "name"\nlevel = "level"\nprovince = "province"\n'
        '[levels]\nT = "subdistrict"\n',
        encoding="utf-8",
    )
    result = imported(path, "--mapping", mapping)
    assert "line 5: X is no level" in result.stderr
    assert set(rows(database, "SELECT level, name, code FROM registry_entry")) == {
        ("province", "ลำพูน", "51"),
        ("district", "เมืองลำพูน", "5101"),
        ("subdistrict", "อุโมงค์", "510104"),
    }


def test_a_joined_file_that_is_missing_or_lacks_a_code_is_told(geography: Path, imported: Run) -> None:
    (geography / "districts.json").write_text(json.dumps(DISTRICTS[1:]), encoding="utf-8")
    result = imported(geography / "subdistricts.json")
    assert result.exit_code == 1
    assert "subdistricts.json, line 2: districtCode 5101 is not in districts.json" in result.stderr
    assert counts(result)["entries"] == 1
    (geography / "districts.json").unlink()
    result = imported(geography / "subdistricts.json")
    assert result.exit_code == 1
    assert f"joins districts.json, which is not in {geography}" in result.stderr


@pytest.mark.parametrize(
    ("form", "encode"),
    [
        ("utf-8 with a mark", lambda text: text.encode("utf-8-sig")),
        ("utf-16, as Excel saves Unicode text", lambda text: text.replace(",", "\t").encode("utf-16")),
        ("semicolons and CR LF", lambda text: text.replace(",", ";").replace("\n", "\r\n").encode()),
        ("gzip", lambda text: gzip.compress(text.encode())),
    ],
)
def test_one_list_reads_the_same_in_every_form(
    form: str, encode: Callable[[str], bytes], local: Path, database: Path, imported: Run
) -> None:
    imported(local)
    local.write_bytes(encode(LOCAL))
    again = imported(local)
    assert again.exit_code == 0, form
    assert [counts(again)[name] for name in ("entries", "added", "removed", "changed")] == [12, 0, 0, 0], form


def test_json_lines_and_a_json_list_read_the_same(tmp_path: Path, database: Path, imported: Run) -> None:
    lines, listed = tmp_path / "p.jsonl", tmp_path / "p.json"
    lines.write_text("".join(json.dumps(row) + "\n" for row in PROVINCES), encoding="utf-8")
    listed.write_text(json.dumps(PROVINCES), encoding="utf-8")
    assert counts(imported(lines))["added"] == 2
    assert changes(imported(listed)) == (0, 0, 0)


# Again, and away


def test_a_newer_edition_replaces_the_list_and_tells_what_changed(
    local: Path, database: Path, imported: Run
) -> None:
    imported(local, "--licence", "Open Government Data", "--url", "https://www.dla.go.th/")
    newer = LOCAL.replace("6,ลำพูน,อ.เมืองลำพูน,ทต.,เทศบาลตำบลอุโมงค์\n", "")
    local.write_text(newer + "13,เชียงใหม่,แม่ริม,ทต.,แม่ริม\n", encoding="utf-8")
    told = rangwan("registry", "import", local, "--database", database)
    assert "12 entries: 1 added, 1 removed, 0 changed" in told.stdout
    assert "rangwan resolve" in told.stdout
    shown = json.loads(rangwan("registry", "show", "local", "--database", database, "--json").stdout)
    assert (shown["licence"], shown["url"]) == ("Open Government Data", "https://www.dla.go.th/")


def test_a_changed_name_under_the_same_code_is_a_change(
    tmp_path: Path, database: Path, imported: Run
) -> None:
    path = tmp_path / "list.csv"
    text = "รหัส,ประเภท,ชื่อ อปท.,จังหวัด\n1,ทต.,แม่เหียะ,เชียงใหม่\n2,ทต.,อุโมงค์,ลำพูน\n"
    path.write_text(text, encoding="utf-8")
    imported(path)
    path.write_text(text.replace("1,ทต.,", "1,ทม.,"), encoding="utf-8")
    assert changes(imported(path)) == (0, 0, 1)
    assert rows(database, "SELECT code, name FROM registry_entry ORDER BY code") == [
        ("1", "เทศบาลเมืองแม่เหียะ"),
        ("2", "เทศบาลตำบลอุโมงค์"),
    ]


def test_the_same_file_again_changes_nothing(local: Path, database: Path, imported: Run) -> None:
    imported(local)
    before = rows(database, "SELECT * FROM registry") + rows(database, "SELECT rowid, * FROM registry_entry")
    told = rangwan("registry", "import", local, "--database", database)
    assert "nothing has changed" in told.stdout
    assert "resolve" not in told.stdout
    assert (
        rows(database, "SELECT * FROM registry") + rows(database, "SELECT rowid, * FROM registry_entry")
        == before
    )


def test_a_list_that_breaks_off_does_not_replace_a_whole_one(
    tmp_path: Path, database: Path, imported: Run
) -> None:
    path = tmp_path / "schools.csv"
    lines = [f"{n},โรงเรียนบ้านหนองบัว {n},ลำพูน\n" for n in range(1, 41)]
    mapping = tmp_path / "schools.toml"
    mapping.write_text('level = "body"\n[columns]\ncode = "code"\nname = "name"\nprovince = "province"\n')
    path.write_text("code,name,province\n" + "".join(lines), encoding="utf-8")
    assert imported(path, "--mapping", mapping).exit_code == 0
    path.write_text("code,name,province\n" + "".join(lines[:9]), encoding="utf-8")
    broken = imported(path, "--mapping", mapping)
    assert broken.exit_code == 1
    assert "9 entries where it had 40" in broken.stderr
    assert "rangwan registry remove schools" in broken.stderr
    assert rows(database, "SELECT count(*) FROM registry_entry") == [(40,)]


def test_remove_takes_a_list_out_and_leaves_the_others(
    local: Path, geography: Path, database: Path, imported: Run
) -> None:
    imported(local, geography / "provinces.json")
    removed = rangwan("registry", "remove", "local", "--database", database)
    assert removed.exit_code == 0
    assert "12 entries removed" in removed.stdout
    assert rows(database, "SELECT DISTINCT registry FROM registry_entry") == [("provinces",)]
    listed = json.loads(rangwan("registry", "list", "--database", database, "--json").stdout)
    assert [(one["name"], one["entries"]) for one in listed] == [("provinces", 2)]
    again = rangwan("registry", "remove", "local", "--database", database)
    assert again.exit_code == 1
    assert "The lists imported so far: provinces" in again.stderr


def test_show_counts_by_level_and_kind_with_examples(local: Path, database: Path, imported: Run) -> None:
    imported(local, "--title", "รายชื่อ อปท.")
    shown = rangwan("registry", "show", "local", "--database", database).stdout
    assert "local: รายชื่อ อปท." in shown
    assert re.search(r"licence +not stated", shown)
    assert re.search(r"4  เทศบาลตำบล subdistrict_municipality\n +\S+ เทศบาลตำบลบ้านกลาง อำเภอ", shown)
    assert rangwan("registry", "show", "other", "--database", database).exit_code == 1


# Completeness


def test_a_list_is_complete_only_in_kinds_none_of_whose_rows_was_skipped(
    local: Path, database: Path, imported: Run
) -> None:
    complete = ("--complete", "town_municipality", "--complete", "subdistrict_municipality")
    assert counts(imported(local, *complete))["complete"] == ["subdistrict_municipality", "town_municipality"]
    local.write_text(LOCAL.replace("10,ชลบุรี", "10,ชลบรุรี"), encoding="utf-8")
    result = imported(local, *complete)
    assert result.exit_code == 1
    assert counts(result)["complete"] == ["subdistrict_municipality"]
    assert "not taken to be complete in town_municipality" in result.stderr
    assert rows(database, "SELECT complete FROM registry") == [('["subdistrict_municipality"]',)]
    local.write_text(LOCAL.replace("10,ชลบุรี,เมืองชลบุรี,ทม.", "10,ชลบุรี,เมืองชลบุรี,?"), encoding="utf-8")
    assert counts(imported(local, *complete))["complete"] == [], "the row may have been of any kind"


def test_a_list_without_a_body_of_a_kind_is_not_complete_in_it(local: Path, imported: Run) -> None:
    result = imported(local, "--complete", "school")
    assert (result.exit_code, counts(result)["complete"]) == (1, [])
    wrong = imported(local, "--complete", "schol")
    assert wrong.exit_code == 1
    assert "did you mean 'school'" in wrong.stderr


# Rows that cannot be read


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("13,เชียงใหม่เก่า,แม่ริม,ทต.,แม่ริม", "'เชียงใหม่เก่า' is no province"),
        ("13,,แม่ริม,ทต.,แม่ริม", "has no province"),
        ("13,เชียงใหม่,แม่ริม,เทศบาลหมู่บ้าน,แม่ริม", "เทศบาลหมู่บ้าน is no kind of organisation"),
        ("13,เชียงใหม่,แม่ริม,ทม.,เทศบาลตำบลแม่ริม", "is a subdistrict_municipality, but its kind is given as"),
        ("13,เชียงใหม่,แม่ริม,ทต.,-", "the row has no name"),
        ("13,เชียงใหม่,แม่ริม,ทต.,แม่ริม,ริมใต้,อีกช่อง", "the row has 7 cells, the header 5"),
    ],
)
def test_a_bad_row_is_told_with_its_line_kept_as_an_issue_and_skipped(
    row: str, said: str, local: Path, database: Path, imported: Run
) -> None:
    local.write_text(LOCAL + row + "\n14,ลำพูน,ป่าซาง,ทต.,ป่าซาง\n", encoding="utf-8")
    result = imported(local)
    assert result.exit_code == 1
    assert f"{local}, line 15: " in result.stderr
    assert said in result.stderr
    assert [counts(result)[name] for name in ("entries", "skipped")] == [13, 1]
    assert [
        said in str(what) for (what,) in rows(database, "SELECT message FROM issue WHERE closed_at IS NULL")
    ] == [True]
    local.write_text(LOCAL, encoding="utf-8")
    assert imported(local).exit_code == 0
    assert rows(database, "SELECT count(*) FROM issue WHERE closed_at IS NULL") == [(0,)]


def test_of_two_bodies_with_one_code_the_first_stays_and_a_row_said_twice_is_no_problem(
    tmp_path: Path, database: Path, imported: Run
) -> None:
    path = tmp_path / "list.csv"
    text = "รหัส,ประเภท,ชื่อ อปท.,จังหวัด\n1,ทต.,อุโมงค์,ลำพูน\n1,ทต.,อุโมงค์,ลำพูน\n"
    path.write_text(text, encoding="utf-8")
    said_twice = imported(path)
    assert (said_twice.exit_code, counts(said_twice)["repeated"]) == (0, 1)
    path.write_text(text + "1,ทต.,ป่าซาง,ลำพูน\n", encoding="utf-8")
    result = imported(path)
    assert result.exit_code == 1
    assert "line 4: the code 1 stands on line 2 too, for เทศบาลตำบลอุโมงค์" in result.stderr
    assert rows(database, "SELECT name FROM registry_entry") == [("เทศบาลตำบลอุโมงค์",)]


# Files that cannot be used


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("empty.json", b"[]", "the list is empty"),
        ("header.csv", "ประเภท,ชื่อ อปท.,จังหวัด\n".encode(), "the list has no rows"),
        ("other.csv", "สี,ขนาด\nแดง,ใหญ่\n".encode(), "no mapping fits its columns: สี, ขนาด"),
        ("numbers.json", b"[1, 2]", "the list is empty or holds no objects"),
        ("broken.json", b'[\n{"provinceCode": 1,\n', "broken.json, line 3: this is no JSON"),
        ("cut.json", b'[\n{"provinceCode": 1}\n', "the list breaks off"),
        ("api.json", b'{"result": {"records": [{"a": 1}]}}', """jq '."result"."records"'"""),
        ("page.csv", b"<!DOCTYPE html><html></html>", "is a web page"),
        ("book.xlsx", b"PK\x03\x04....", "an Excel workbook"),
        ("half.csv.gz", gzip.compress(LOCAL.encode())[:60], "the compressed file is damaged"),
        ("bytes.csv", "ประเภท,ชื่อ อปท.,จังหวัด\n".encode() * 9 + b"\xff", "line 10: byte"),
        ("quote.csv", b'a,b\n"open,1\n2,3\n', "quote.csv, line 2: cannot be read as a table"),
        ("wide.csv", b"a,b\n" + b"x" * 200_000, "wide.csv, line 2: cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_list_is_one_message_and_leaves_no_database(
    name: str, content: bytes, said: str, database: Path, imported: Run
) -> None:
    path = database.with_name(name)
    path.write_bytes(content)
    result = imported(path)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "\n  -> " in result.stderr, "every message says what to do"
    assert not database.exists()


def test_a_folder_a_missing_file_and_one_that_is_too_large_are_told(
    tmp_path: Path, local: Path, imported: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is a folder" in imported(tmp_path).stderr
    assert "there is no such file" in imported(tmp_path / "none.csv").stderr
    monkeypatch.setattr("rangwan.table_bytes.MAX_BYTES", 512)
    assert "is larger than" in imported(local).stderr
    # Small packed, large unpacked.
    local.write_bytes(gzip.compress(b"x" * 5_000))
    assert "is larger than" in imported(local).stderr


@pytest.mark.parametrize("name", ["areas", "a b", "a/b"])
def test_names_that_a_list_cannot_have_are_refused(name: str, local: Path, imported: Run) -> None:
    result = imported(local, "--name", name)
    assert result.exit_code == 1
    assert "cannot be the name of a list" in result.stderr


def test_a_mapping_for_other_columns_names_those_and_the_ones_there_are(local: Path, imported: Run) -> None:
    result = imported(local, "--mapping", "provinces")
    assert result.exit_code == 1
    assert "columns that are not there: provinceCode, provinceNameTh, provinceNameEn" in result.stderr
    assert "Its columns are: ลำดับ, จังหวัด, อำเภอ, ประเภท, ชื่อ อปท." in result.stderr
    unknown = imported(local, "--mapping", "province")
    assert "districts, local-administrations, provinces" in unknown.stderr


# Drafts


def test_a_drafted_mapping_imports_a_list_whose_columns_nobody_has_seen_before(
    local: Path, tmp_path: Path, database: Path, imported: Run
) -> None:
    text = LOCAL.replace("จังหวัด,อำเภอ,ประเภท,ชื่อ อปท.", "อยู่ใน,ที่ตั้งอำเภอ,รูปแบบ,นาม")
    local.write_text(text, encoding="utf-8")
    assert "no mapping fits" in imported(local).stderr
    draft = tmp_path / "draft.toml"
    drafted = rangwan("registry", "mapping", local, "--out", draft)
    assert drafted.exit_code == 0
    assert "#   รูปแบบ: ทต. | ทม. | ทน." in draft.read_text(encoding="utf-8")
    result = imported(local, "--mapping", draft)
    assert (result.exit_code, counts(result)["entries"]) == (0, 12)
    assert rows(database, "SELECT count(district), count(province) FROM registry_entry") == [(12, 12)]
    assert rangwan("registry", "mapping", local, "--out", draft).exit_code == 1, "an edited one is not lost"


# The page


def test_the_worked_example_of_the_page_runs(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("## A worked example")[1]
    blocks = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", example, re.MULTILINE | re.DOTALL)
    printed = ""
    for language, name, text in blocks:
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif language == "sh":
            printed = "".join(_run(line, tmp_path) for line in text.splitlines())
        else:
            assert [line for line in text.splitlines() if line.strip() not in printed] == []
    assert [language for language, name, _ in blocks if not name] == ["sh", "text", "sh", "text"]


def _run(command: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout
