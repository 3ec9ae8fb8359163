"""docs/rules.md tells of every rule, and each example is read as it says."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import subprocess
import sys
import tomllib
from functools import reduce
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract.pipeline import COMPONENTS, Extractor

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "write_rules_docs.py"
TABLES = tomllib.loads((ROOT / "extract" / "rules.toml").read_text(encoding="utf-8"))
RULES: list[dict[str, Any]] = TABLES["rule"]
RULE_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
DRAWING = re.compile(r"emit\w*|win|Draft")
"""Functions that take the name of the rule that draws a fact."""


def names_in_code() -> set[str]:
    """The rule names that facts can carry: those given to the functions that draw facts."""
    names = set()
    for path in (ROOT / "extract" / "assembly").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if DRAWING.fullmatch(called):
                given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "rule")]
                names |= {
                    constant.value
                    for argument in given
                    for constant in ast.walk(argument)
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
                }
    return {name for name in names if RULE_NAME.fullmatch(name)}


def resolve(code: str) -> object:
    module, _, name = code.partition(":")
    return reduce(getattr, name.split("."), importlib.import_module(module))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_rules_docs", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_rule_of_the_code_is_documented_and_the_other_way_round() -> None:
    in_code, documented = names_in_code(), [rule["name"] for rule in RULES]
    assert {"list", "heading", "given-to", "subject-won"} <= in_code
    assert in_code - set(documented) == set(), "add these rules to extract/rules.toml"
    assert set(documented) - in_code == set(), "no code draws facts by these rules of extract/rules.toml"
    assert len(documented) == len(set(documented))


@pytest.mark.parametrize("rule", RULES, ids=[rule["name"] for rule in RULES])
def test_each_example_is_read_as_stated(extractor: Extractor, rule: dict[str, Any]) -> None:
    facts = extractor.extract(id="example", title="", text=rule["example"].strip()).awards
    fields = ("organisation", "province", "person", "award", "category", "tier", "year", "project")
    found = [
        {name: value for name in fields if (value := getattr(fact, name)) is not None}
        for fact in facts
        if fact.rule == rule["name"]
    ]
    assert found == rule["reads"]


@pytest.mark.parametrize("place", [one["code"] for one in (*RULES, *TABLES["component"])])
def test_the_code_that_is_named_exists(place: str) -> None:
    assert callable(resolve(place))


def test_the_components_are_those_of_the_pipeline_in_order() -> None:
    assert tuple(one["name"] for one in TABLES["component"]) == COMPONENTS


def test_the_files_that_are_named_exist() -> None:
    named = [name for one in TABLES["component"] for name in one["lexicons"]]
    named += [name for one in TABLES["extend"] for name in one["files"]]
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_measured_confidence_is_shown_as_a_table(writer: ModuleType) -> None:
    confidence = {
        "fitted_on": 4321,
        "band": [
            {"from": 0.9, "to": 1.0, "facts": 1200, "precision": 0.9871, "wins": 0.995},
            {"from": 0.0, "to": 0.9, "facts": 34, "precision": 0.5, "wins": 0.75},
        ],
    }
    page = writer.document(TABLES, confidence)
    section = page.split("## Confidence")[1]
    assert "| 0.90 to 1.00 | 1,200 | 0.995 | 0.987 |" in section
    assert "Measured on 1,234 facts" in section
    assert "fitted on 4,321 others" in section
    assert "No measurement" not in page
    assert "No measurement" in writer.document(TABLES, None)


def test_a_bar_in_a_cell_does_not_break_the_table(writer: ModuleType) -> None:
    assert writer.table(("a", "b"), [("x|y", 1)]).splitlines()[2] == "| x\\|y | 1 |"
