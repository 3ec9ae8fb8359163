"""What the lists become that `rangwan registry import` takes in."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from official_lists import DISTRICTS, LOCAL, PROVINCES, Run, changes, counts, rows

from db.names import parse_name


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
        ("เทศบาลเมืองพล", "ขอนแก่น", "พล"),
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
