"""The files of the container say what is so; building them is left to those who have docker or podman."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rangwan.cli import main

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install 'rangwan[site]'")

ROOT = Path(__file__).parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))[
        "services"
    ]
    return found


def copied() -> list[str]:
    """What the first stage takes from the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.M)
    return [word for line in lines for word in line.split()]


def instructions(stage: str) -> list[str]:
    return re.findall(r"^([A-Z]+) ", stage, re.M)


def test_what_is_copied_exists_and_is_all_that_is_installed() -> None:
    assert [name for name in copied() if not (ROOT / name).exists()] == []
    packages = {
        pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    assert packages | {PROJECT["project"]["readme"], "pyproject.toml", "LICENSE"} <= set(copied())


@pytest.mark.parametrize("name", [".containerignore", ".dockerignore"])
def test_the_build_sees_what_is_copied_and_nothing_else(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == set(copied())
    assert "**/*.db" in lines


def test_only_what_is_locked_is_installed() -> None:
    installs = re.findall(r"pip install ([^&\n]*)", CONTAINERFILE)
    assert len(installs) == 2
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    assert "://" not in CONTAINERFILE


def test_the_last_stage_builds_nothing_and_runs_without_rights() -> None:
    build, last = re.split(r"^FROM ", CONTAINERFILE, flags=re.M)[1:]
    assert build.split()[0] == last.split()[0], "a virtual environment works with the Python that made it"
    assert "pip" not in last
    assert "apt-get" not in last
    assert re.findall(r"^USER (.+)$", last, re.M) == ["10001:10001"]
    assert {"VOLUME", "HEALTHCHECK", "STOPSIGNAL", "LABEL"} <= set(instructions(last))
    assert instructions(last).index("USER") > instructions(last).index("RUN")


def test_the_version_is_the_projects() -> None:
    assert f"ARG VERSION={PROJECT['project']['version']}\n" in CONTAINERFILE


def test_the_services_can_change_nothing_but_the_data(services: dict[str, dict[str, Any]]) -> None:
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["user"] == "10001:10001"
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] == "CMD"
        assert not {"privileged", "network_mode", "pid"} & set(service)
    assert services["run"]["volumes"] == ["data:/data"]
    assert services["site"]["volumes"] == ["data:/data:ro"]
    assert services["site"]["ports"] == ["127.0.0.1:8001:8001"]


def test_the_commands_of_the_services_are_understood(
    services: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    image = re.findall(r"^(?:CMD|    CMD) \[(.+)\]$", CONTAINERFILE, re.M)
    commands = [service["command"] for service in services.values()]
    commands += [
        service["healthcheck"]["test"][2:]
        for service in services.values()
        if "rangwan" in service["healthcheck"]["test"]
    ]
    commands += [[word.strip('" ') for word in line.split(",")] for line in image]
    assert len(commands) == 5
    for words in commands:
        arguments = [word for word in words if word != "rangwan"]
        result = CliRunner().invoke(main, [*arguments, "--help"])
        assert result.exit_code == 0, arguments
        # --help hides what is wrong with the options before it, so they are looked up.
        for option in (word for word in arguments if word.startswith("--")):
            assert option in result.output


def test_what_needs_a_person_keeps_readers_from_nothing(services: dict[str, dict[str, Any]]) -> None:
    site = services["site"]
    assert site["depends_on"]["run"]["condition"] == "service_started"
    assert "/-/live" in " ".join(site["healthcheck"]["test"])


def test_the_check_of_the_site_fails_when_nobody_answers(services: dict[str, dict[str, Any]]) -> None:
    words = services["site"]["healthcheck"]["test"][2:]
    closed = [word.replace(":8001", ":9") for word in words]
    assert subprocess.run([sys.executable, *closed], capture_output=True, check=False).returncode == 1


def test_rounds_need_no_home_that_can_be_written(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": "/dev/null/home", "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "rangwan", "extract", "-"]
    article = '{"id": "a", "title": "ข่าว", "text": "เทศบาลนครยะลาได้รับรางวัลท้องถิ่นดิจิทัล"}\n'
    done = subprocess.run(
        call, input=article, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"id": "a"' in done.stdout


def test_a_site_that_must_not_show_what_is_unpublished_says_so_and_ends(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--published", "--database", str(tmp_path / "rangwan.db")])
    assert result.exit_code == 1
    assert "nothing is published yet" in result.output
    both = CliRunner().invoke(main, ["serve", "--published", "--working"])
    assert both.exit_code == 2
