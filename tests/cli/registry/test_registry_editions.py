"""A list imported again, shown, removed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from official_lists import LOCAL, Run, changes, rangwan, rows


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
