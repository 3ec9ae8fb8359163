"""Rows, files and names that `rangwan registry import` does not take."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from official_lists import LOCAL, Run, counts, rows


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
        ("half.csv.gz", gzip.compress(LOCAL.encode(), mtime=0)[:60], "the compressed file is damaged"),
        ("bytes.csv", "ประเภท,ชื่อ อปท.,จังหวัด\n".encode() * 9 + b"\xff", "line 10: byte"),
        ("quote.csv", b'a,b\n"open,1\n2,3\n', "quote.csv, line 2: cannot be read as a table"),
        ("wide.csv", b"a,b\n" + b"x" * 110_000, "wide.csv, line 2: cannot be read as a table"),
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
