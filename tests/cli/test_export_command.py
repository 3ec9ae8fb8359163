"""`rangwan export`: what its user is told, and what a reader of the folder finds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rangwan.cli import main
from rangwan.locks import locked

ARTICLE = {
    "id": "maehia-2566",
    "title": "เทศบาลเมืองแม่เหียะ รับรางวัลท้องถิ่นดิจิทัล",
    "text": "นายกเทศมนตรีเมืองแม่เหียะ จังหวัดเชียงใหม่ เข้ารับรางวัลท้องถิ่นดิจิทัล ประจำปี 2566 ประเภทดีเด่น"
    " นวัตกรรม โครงการบริหารจัดการข้อมูลเพื่อการพัฒนารายได้",
    "published": "2023-10-12",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    archive = folder / "articles.jsonl"
    archive.write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n", encoding="utf-8")
    path = folder / "rangwan.db"
    for arguments in (["import", str(archive)], ["run", "--no-crawl"]):
        done = CliRunner().invoke(main, [*arguments, "--database", str(path)])
        assert done.exit_code == 0, done.output
    return path


def export(database: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", "--database", str(database), *map(str, arguments)])


def test_it_says_where_the_export_is_and_what_is_in_it(database: Path, tmp_path: Path) -> None:
    done = export(database, tmp_path / "new" / "exports")
    assert done.exit_code == 0, done.output
    latest = tmp_path / "new" / "exports" / "latest"
    assert done.stdout.startswith(f"{latest.resolve()}: ")
    assert "77 provinces" in done.stdout
    assert "1 awards" in done.stdout
    assert "เทศบาลเมืองแม่เหียะ" in (latest / "awards.csv").read_text(encoding="utf-8")
    again = export(database, tmp_path / "new" / "exports")
    assert "nothing changed" in again.stdout
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["exports"]


def test_programs_read_the_result_as_json(database: Path, tmp_path: Path) -> None:
    done = export(database, tmp_path / "exports", "--json", "--format", "csv", "--format", "jsonl")
    told = json.loads(done.stdout)
    assert told["new"] is True
    assert told["tables"]["awards"] == 1
    files = {one["path"]: one["bytes"] for one in told["files"]}
    assert {name: (Path(told["version"]) / name).stat().st_size for name in files} == files
    assert {Path(name).suffix for name in files} == {".csv", ".jsonl", ".json", ".md", ".txt", ".sql"}


def test_a_folder_of_others_is_refused_in_one_message(database: Path, tmp_path: Path) -> None:
    (tmp_path / "cat.jpg").write_text("cat")
    done = export(database, tmp_path)
    assert done.exit_code == 1
    assert "holds other things than exports" in done.stderr
    assert "Name an empty folder" in done.stderr
    assert "Traceback" not in done.output
    assert [one.name for one in tmp_path.iterdir()] == ["cat.jpg"]


def test_names_of_persons_are_not_published_by_mistake(database: Path, tmp_path: Path) -> None:
    assert export(database, tmp_path / "private", "--include-persons").exit_code == 0
    done = export(database, tmp_path / "private")
    assert done.exit_code == 1
    assert "folders of their own" in done.stderr


def test_a_second_export_at_the_same_time_is_told_who_is_at_it(database: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "exports", "rangwan export"):
        done = export(database, tmp_path / "exports")
    assert done.exit_code == 1
    assert "is working on it" in done.stderr
    assert not (tmp_path / "exports").exists()


def test_without_pyarrow_the_other_formats_are_written(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "db.exports.parquet_format", raising=False)
    done = export(database, tmp_path / "exports")
    assert done.exit_code == 0
    assert "pip install 'rangwan[export]'" in done.stderr
    assert {path.suffix for path in (tmp_path / "exports" / "latest").iterdir()} >= {".csv", ".jsonl"}
    assert not list((tmp_path / "exports" / "latest").glob("*.parquet"))
    asked = export(database, tmp_path / "asked", "--format", "parquet")
    assert asked.exit_code == 1
    assert "pyarrow is not installed" in asked.stderr
    assert not (tmp_path / "asked").exists()


def test_a_missing_database_makes_no_folder(tmp_path: Path) -> None:
    done = export(tmp_path / "none.db", tmp_path / "exports")
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_usage_is_2(database: Path, tmp_path: Path) -> None:
    assert export(database, tmp_path / "exports", "--format", "xlsx").exit_code == 2
    assert export(database, tmp_path / "exports", "--keep", 0).exit_code == 2
    assert export(database).exit_code == 2
