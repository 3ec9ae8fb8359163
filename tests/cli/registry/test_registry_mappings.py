"""Drafted mappings, and the worked example of docs/registry.md."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from official_lists import LOCAL, Run, counts, rangwan, rows

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "registry.md"


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
