"""A small dataset with open pairs for the tests of deciding, and the commands on it."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "db"))
from telling import DIGITAL, GOOD_GOVERNANCE, tell, won

from db.resolve import resolve
from db.store import Store
from rangwan.cli import main

LAMPHUN, PHETCHABUN, VAGUE = "org-000001", "org-000002", "org-000003"
SLIPS = ("org-000004", "org-000005", "org-000006")
"""Three spellings, each as near to the others: three open pairs, after the two of ทุ่งดอกรัก."""


def make(path: Path) -> Path:
    """Six organisations; five open pairs."""
    spellings = ("หนองบัวเหนือสุด", "หนองบัวเหนีอสุด", "หนองบัวเหนอสุด")
    person = won("เทศบาลตำบลทุ่งดอกรัก", "รางวัลข้าราชการดีเด่น", province="ลำพูน", person="นายสมชาย ใจดี")
    with Store.open(path) as store:
        for told in (
            tell("a1", won("เทศบาลตำบลทุ่งดอกรัก", DIGITAL, province="ลำพูน", year=2566, tier="ดีเด่น",
                           project="ศูนย์บริการเบ็ดเสร็จ"), published=date(2023, 10, 10)),
            tell("a2", won("เทศบาลตำบลทุ่งดอกรัก", DIGITAL, province="เพชรบูรณ์", year=2565,
                           written="ทต.ทุ่งดอกรัก")),
            tell("a3", won("เทศบาลตำบลทุ่งดอกรัก", GOOD_GOVERNANCE, year=2564), published=date(2021, 9, 2)),
            *(tell(f"b{number}", won(f"อบต.{name}", DIGITAL, province="ตาก", year=2560 + number))
              for number, name in enumerate(spellings)),
            tell("p1", person),
        ):  # fmt: skip
            told.put(store)
            resolve(store)
    return path


def rangwan(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def organisations(path: Path, *arguments: object) -> Any:
    """The JSON that a subcommand of `rangwan organisations` prints."""
    result = rangwan("organisations", *arguments, "--database", path, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def redirects(path: Path) -> dict[str, str | None]:
    """What each id leads to; null where it stands."""
    with Store.open(path, read_only=True) as store:
        return {
            row["id"]: row["redirected_to"]
            for row in store.rows("SELECT id, redirected_to FROM organisation")
        }


def log(path: Path) -> list[tuple[str, str, bool, str | None]]:
    """Persons' judgements in order: decision, author, whether it stands, note."""
    with Store.open(path, read_only=True) as store:
        return [
            (row["decision"], row["author"], row["withdrawn_at"] is None, row["note"])
            for row in store.rows("SELECT * FROM judgement WHERE made_by = 'person' ORDER BY id")
        ]
