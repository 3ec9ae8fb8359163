"""The README, the docs and the lock files say what is so."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def dependencies(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [
        *project["dependencies"],
        *(one for extra in extras for one in project["optional-dependencies"][extra]),
    ]
    return {match[0] for one in stated if (match := re.match(r"[A-Za-z0-9-]+", one))}


def test_the_command_reference_is_what_help_prints() -> None:
    script = ROOT / "scripts" / "write_command_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-site.lock", ("site", "export")),
        ("requirements-dev.lock", ("dev", "site", "export")),
    ],
)
def test_the_locks_hold_every_dependency_with_hashes_and_name_no_host(
    lock: str, extras: tuple[str, ...]
) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", text, re.M))
    assert dependencies(*extras) | {"setuptools"} <= locked
    assert not re.search(r"^-|://", text, re.M)
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.M)[1:]
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-site.lock"])
def test_what_is_installed_to_run_is_what_is_tested(lock: str) -> None:
    def entries(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.M)[1:])

    tested = {entry.strip() for entry in entries("requirements-dev.lock")}
    assert {entry.strip() for entry in entries(lock)} - tested == set()


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in dependencies("dev", "site") if name not in text] == []


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.th.md",
        "CONTRIBUTING.md",
        *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_files_that_a_page_points_to_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)
    missing = [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    # Paths in code: those without wildcards, and without capitals for a name of one's own.
    paths = re.findall(r"`((?:normalize|crawler|extract|db|rangwan|tests|docs)/[a-z0-9_/.]*)`", text)
    missing += [path for path in paths if not (ROOT / path).exists()]
    assert missing == []


def test_make_targets_that_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in ("README.md", "README.th.md", "CONTRIBUTING.md"):
        named = re.findall(r"^make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.M)
        assert named
        assert [target for target in named if not re.search(rf"^{target}:", makefile, re.M)] == []
