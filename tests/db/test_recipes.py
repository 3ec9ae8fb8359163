"""Every block of docs/recipes.md runs, and answers what it is there for."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import pytest
from datasette.app import Datasette
from telling import DIGITAL, GOOD_GOVERNANCE, Told, tell, won

from db.exports.dataset import ExportOptions, export_dataset
from db.feed import changes_json
from db.resolve import resolve
from db.site.app import make_site
from db.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "recipes.md"
SITE = "http://site.example"


@dataclass(frozen=True)
class Recipe:
    """One block of the page."""

    heading: str
    language: str
    code: str
    number: int

    def __str__(self) -> str:
        name = re.sub(r"[^a-z0-9]+", "-", self.heading.split(" · ")[0].lower()).strip("-")
        return f"{name}-{self.number}"


def recipes() -> list[Recipe]:
    found, heading = [], ""
    for part in re.finditer(
        r"^#+ ([^\n]+)$|^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S
    ):
        if part[1]:
            heading = part[1]
        else:
            found.append(Recipe(heading, part[2], part[3], len(found)))
    return found


def of(language: str, heading: str = "") -> list[Recipe]:
    return [one for one in recipes() if one.language == language and heading in one.heading]


def press() -> list[Told]:
    """Articles of which every question finds something."""
    return [
        tell(
            "dga-2566",
            won("เทศบาลเมืองแม่เหียะ", DIGITAL, province="เชียงใหม่", tier="ดีเด่น", year=2566),
            won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ยอดเยี่ยม", year=2566),
            won("เทศบาลตำบลอุโมงค์", DIGITAL, province="ลำพูน", tier="ดีเด่น", year=2566),
            published=date(2023, 10, 10),
        ),
        tell(
            "dga-2565",
            won("เทศบาลเมืองแม่เหียะ", DIGITAL, province="เชียงใหม่", tier="ดีเด่น", year=2565),
            won("มหาวิทยาลัยเชียงใหม่", DIGITAL, year=2565),
            won("กรมพัฒนาธุรกิจการค้า", "รางวัลผู้นำองค์กรดิจิทัล", year=2565, person="นายทศพล ทังสุบุตร"),
            published=date(2022, 10, 10),
        ),
        # Without its province, which another article tells.
        tell("maehia", won("เทศบาลเมืองแม่เหียะ", GOOD_GOVERNANCE, year=2563), published=date(2020, 9, 2)),
        # Two of one name, and one that may be either.
        tell("bk-1", won("เทศบาลตำบลบ้านกลาง", DIGITAL, province="ลำพูน", year=2564)),
        tell("bk-2", won("เทศบาลตำบลบ้านกลาง", DIGITAL, province="ปทุมธานี", year=2564)),
        tell("bk-3", won("เทศบาลตำบลบ้านกลาง", GOOD_GOVERNANCE, year=2562)),
        # Another tier of one award.
        tell(
            "yala-2566",
            won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ดีเด่น", year=2566),
            published=date(2023, 12, 1),
        ),
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rangwan.db and exports, where recipes are run."""
    folder = tmp_path_factory.mktemp("recipes")
    with Store.open(folder / "rangwan.db") as store:
        run = store.start_run("test")
        for told in press():
            told.put(store)
        resolve(store)
        store.finish_run(run, "done")
        export_dataset(store, folder / "exports", ExportOptions())
    return folder


def ask(place: Path, recipe: Recipe) -> list[dict[str, Any]]:
    connection = sqlite3.connect(place / "rangwan.db")
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(recipe.code)]
    finally:
        connection.close()


ANSWERS: dict[int, list[tuple[str, Any]]] = {
    1: [("organisation", ["เทศบาลเมืองแม่เหียะ"] * 3), ("year", [2566, 2565, 2563])],
    2: [("name", ["เทศบาลเมืองแม่เหียะ", "เทศบาลนครยะลา"])],
    3: [("tier", ["ยอดเยี่ยม", "ดีเด่น"]), ("awards", [1, 3])],
    4: [("name", ["เทศบาลนครยะลา", "เทศบาลตำบลอุโมงค์"])],
    5: [("organisation", ["เทศบาลเมืองแม่เหียะ"]), ("years", [2])],
    6: [("organisation_kind", ["subdistrict_municipality", "town_municipality"])],
    7: [("expected", ["ยอดเยี่ยม"]), ("found", ["ดีเด่น"])],
    8: [("kind", ["organisation undecided"])],
    9: [("organisation", ["เทศบาลเมืองแม่เหียะ"]), ("year", [2563])],
    10: [("published", ["2023-12-01"])],
}


@pytest.mark.parametrize("recipe", of("sql"), ids=str)
def test_sql(place: Path, recipe: Recipe) -> None:
    found = ask(place, recipe)
    number = int(recipe.heading.split(".")[0])
    for column, expected in ANSWERS[number]:
        assert [row[column] for row in found][: len(expected)] == expected


def test_there_are_ten_questions_in_both_languages() -> None:
    headings = [recipe.heading for recipe in of("sql")]
    assert [int(heading.split(".")[0]) for heading in headings] == list(range(1, 11))
    assert all(re.search(r"· .*[ก-๙]", heading) for heading in headings)


@pytest.mark.parametrize("recipe", of("python"), ids=str)
def test_python(place: Path, recipe: Recipe) -> None:
    done = run([sys.executable, "-c", recipe.code], place)
    assert done.returncode == 0, done.stderr
    assert re.search("เทศบาลเมืองแม่เหียะ|town_municipality|เหนือ|whole awards.csv", done.stdout), done.stdout
    assert "DAMAGED" not in done.stdout


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("recipe", of("r"), ids=str)
def test_r(place: Path, recipe: Recipe) -> None:
    packages = re.findall(r"library\((\w+)\)|(\w+)::", recipe.code)
    for name in {one or other for one, other in packages}:
        if run(["Rscript", "-e", f"library({name})"], place).returncode:
            pytest.skip(f"the R package {name} is not installed")
    # In the locale C, R writes Thai as <U+0E40>.
    done = run(["Rscript", "-e", recipe.code], place, {"LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    assert re.search(r"เทศบาลเมืองแม่เหียะ|เชียงใหม่ +3", done.stdout), done.stdout


@pytest.mark.parametrize("recipe", of("sh", "curl"), ids=str)
def test_curl(place: Path, recipe: Recipe) -> None:
    if "--remote-name" in recipe.code:
        answer = asyncio.run(download(place, recipe.code.split("$SITE")[1].split('"')[0]))
        assert answer == (place / "exports" / "latest" / "awards.csv").read_bytes()
        return
    address, parameters = asked_for(recipe)
    if address == "/changes.json":
        with Store.open(place / "rangwan.db", read_only=True) as store:
            page = changes_json(store.db, SITE, int(parameters["since"]), int(parameters["limit"]))
        assert len(page.body["changes"]) == 100
        return
    response = asyncio.run(get(place, f"{address}?{urlencode(parameters)}"))
    assert response.status_code == 200
    if address.endswith(".csv"):
        assert "เชียงใหม่,3," in response.text
    else:
        assert {row["province"] for row in response.json()} == {"เชียงใหม่"}


async def download(place: Path, path: str) -> bytes:
    site = make_site(place / "rangwan.db", exports=place / "exports")
    await site.invoke_startup()
    answer = await site.client.get(path)
    assert answer.status_code == 200
    content: bytes = answer.content
    site.close()
    return content


def asked_for(recipe: Recipe) -> tuple[str, dict[str, str]]:
    """The address below the site that a curl command asks for, and its parameters."""
    command, get_option, address, *rest = shlex.split(recipe.code.replace("$SITE", SITE).replace("\\\n", " "))
    assert (command, get_option) == ("curl", "--get")
    assert set(rest[::2]) <= {"--data", "--data-urlencode"}
    parameters = parse_qs("&".join(quote(one, safe="=") for one in rest[1::2]))
    return address.removeprefix(SITE), {name: values[0] for name, values in parameters.items()}


async def get(place: Path, path: str) -> Any:
    site = Datasette([str(place / "rangwan.db")])
    await site.invoke_startup()
    return await site.client.get(path)


def postgres_programs() -> Path | None:
    found = [one.parent for one in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    if initdb := shutil.which("initdb"):
        found.append(Path(initdb).resolve().parent)
    return found[-1] if found and shutil.which("psql") else None


@contextmanager
def postgres(programs: Path) -> Iterator[dict[str, str]]:
    """A server of our own on a free port; its address as environment variables.  It does not run as root."""
    user: dict[str, Any] = {"user": "nobody"} if os.geteuid() == 0 else {}
    # Not below pytest's folder, which only its owner may enter.
    data = Path(tempfile.mkdtemp())
    if user:
        shutil.chown(data, "nobody")
    initialise = [programs / "initdb", "--pgdata", data, "--username=tester", "--auth=trust", "--no-sync"]
    subprocess.run(
        [*initialise, "--encoding=UTF8", "--locale=C"], check=True, capture_output=True, cwd="/", **user
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", "", "-F"],
        cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
    )  # fmt: skip
    address = {"PGHOST": "127.0.0.1", "PGPORT": port, "PGUSER": "tester"}
    try:
        ready = [programs / "pg_isready", "--timeout=1"]
        for _ in range(600):
            if (
                subprocess.run(ready, env=os.environ | address, capture_output=True, check=False).returncode
                == 0
            ):
                break
            assert server.poll() is None, "the server ended"
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(data)


def test_postgresql(place: Path) -> None:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL (initdb, psql) is not installed")
    (recipe,) = of("sh", "PostgreSQL")
    with postgres(programs) as address:
        done = run(["sh", "-e", "-c", recipe.code], place, address)
        assert done.returncode == 0, done.stderr
        assert "town_municipality" in done.stdout
        assert "ผลการประกวด dga-2566" in done.stdout
        # A second time it replaces what is there.
        load = ["psql", "--quiet", "--dbname=awards", "--file=postgresql.sql"]
        again = run(load, place / "exports" / "latest", address)
        assert again.returncode == 0, again.stderr
        counted = "SELECT count(*) FROM rangwan.awards"
        count = run(["psql", "--dbname=awards", "--tuples-only", f"--command={counted}"], place, address)
        with Store.open(place / "rangwan.db", read_only=True) as store:
            assert int(count.stdout) == store.rows("SELECT count(*) AS n FROM awards")[0]["n"]


def run(
    command: list[str], place: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    settings = os.environ | {"PYTHONIOENCODING": "utf-8", "PGCLIENTENCODING": "UTF8"} | (environment or {})
    return subprocess.run(
        command, cwd=place, env=settings, capture_output=True, encoding="utf-8", check=False
    )
