"""Writes docs/rules.md from extract/rules.toml; `--check` only says whether it is up to date.

Where extract/confidence.toml exists, its figures are shown too (see `confidence_text`).
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "rules.md"
RULES = ROOT / "extract" / "rules.toml"
PUBLISHED = 0.65
"""Confidence from which on facts are fit to publish: the table of bands shows why."""
CONFIDENCE = ROOT / "extract" / "confidence.toml"
FIELDS = ("organisation", "province", "person", "award", "category", "tier", "year", "project")

OPENING = """# Rules

Written by `make docs` from `extract/rules.toml`; the tests read each example and compare.

The extraction finds mentions (organisations, awards, tiers, years, provinces, persons), then goes through
the article from left to right and draws a fact wherever a rule finds a win. It carries along what was said
before (award, edition, category, tier), as a reader does who meets a heading and then its list. Each fact
carries the name of its rule, and for each field the characters it was read from. What the same article tells
twice (title, lead, body) is merged into the fullest telling. To see this for one article, with all that was
rejected and why:

    rangwan extract articles.jsonl --explain --id ID
"""


def read(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def document(rules: Mapping[str, Any], confidence: Mapping[str, Any] | None) -> str:
    """The page."""
    parts = [
        OPENING,
        "## The rules at a glance\n\n" + table(("rule", "what it is for"), glance(rules["rule"])),
        *(rule_text(rule) for rule in rules["rule"]),
        "## Components\n\nThe spaCy components, in the order of the pipeline (`extract/pipeline.py`).\n\n"
        + table(("component", "finds", "code", "lexicons"), components(rules["component"])),
        "## Adding knowledge\n\nNone of this needs Python, except where a Python file is named. `make test` "
        "checks the files; raise `extract.VERSION` so that stored articles are read again\n"
        "(`rangwan extract --stale` shows first what that changes).\n\n"
        + "\n\n".join(extension_text(one) for one in rules["extend"]),
        tokenizer_text(rules["tokenizer"]),
        confidence_text(confidence),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def glance(rules: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each rule with the first sentence of its purpose."""
    return [
        (f"[{rule['name']}](#{rule['name']})", rule["purpose"].split(". ")[0].rstrip(".")) for rule in rules
    ]


def rule_text(rule: Mapping[str, Any]) -> str:
    """The section of one rule."""
    example = "\n".join(f"> {line}  " for line in rule["example"].strip().splitlines())
    names = [name for name in FIELDS if any(name in one for one in rule["reads"])]
    read_from = table(names, [[one.get(name, "") for name in names] for one in rule["reads"]])
    return (
        f"### {rule['name']}\n\n{rule['purpose']}\n\n{example}\n\n{read_from}\n\n"
        f"Known limits: {rule['limits']}\n\nCode: `{rule['code']}`"
    )


def components(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str, str]]:
    """The rows of the table of components."""
    return [
        (
            f"`{one['name']}`",
            one["finds"],
            f"`{one['code']}`",
            "<br>".join(f"`{name}`" for name in one["lexicons"]) or "none",
        )
        for one in found
    ]


def extension_text(one: Mapping[str, Any]) -> str:
    """How to add one kind of knowledge."""
    files = ", ".join(f"`{name}`" for name in one["files"])
    return f"### How to add {one['what']}\n\nIn {files}. {one['how']}"


def tokenizer_text(tokenizer: Mapping[str, Any]) -> str:
    """Why the project has a tokenizer of its own."""
    heads = ("tokenizer", "local body seen", "ministry seen", "award seen", "year alone", "Mchar/s")
    rows = [
        (
            row["name"],
            f"{row['local']:.1f}%",
            f"{row['ministry']:.1f}%",
            f"{row['award']:.1f}%",
            f"{row['year']:.1f}%",
            f"{row['speed']:.2f}",
        )
        for row in tokenizer["row"]
    ]
    says = "\n".join(f"- {line}" for line in tokenizer["says"])
    return (
        "## Why our own tokenizer\n\n"
        "How many of the words by which names and awards begin stand at the beginning of a token, where "
        "rules see them, and how many years are a token of their own:\n\n"
        f"{table(heads, rows)}\n\nMeasured over {tokenizer['sample']}; to measure again: "
        f"`{tokenizer['command']}`.\n\n{says}"
    )


def confidence_text(confidence: Mapping[str, Any] | None) -> str:
    """How often facts of each confidence were right, as far as that was measured.

    `confidence` holds tables `band` (from, to, facts, precision, wins), as scripts/fit_confidence.py writes
    them.
    """
    text = (
        "## Confidence\n\nEach fact carries a number from 0 to 1: the lower it is, the more often a fact is "
        "wrong. "
        "`wins` is the share of facts whose organisation and award were right, `all fields` of "
        "those that were right in every field."
    )
    if not (confidence and confidence.get("band")):
        return f"{text} No measurement is stored yet."
    rows = [
        (
            f"{band['from']:.2f} to {band['to']:.2f}",
            f"{band['facts']:,}",
            f"{band['wins']:.3f}",
            f"{band['precision']:.3f}",
        )
        for band in confidence["band"]
    ]
    facts = sum(band["facts"] for band in confidence["band"])
    about = (
        f"Measured on {facts:,} facts about organisations in labelled releases kept apart from the fit; "
        f"the weights were fitted on {confidence['fitted_on']:,} others. "
        "To fit and measure again: `python scripts/fit_confidence.py --help`."
    )
    publish = (
        f"Facts of {PUBLISHED} and more are fit to publish as they are; those below are single statements in "
        "words that are often wrong, or lack what a right fact has: look at them first."
    )
    return "\n\n".join((text, table(("confidence", "facts", "wins", "all fields"), rows), about, publish))


def main() -> None:
    """Write the page, or say that it is out of date."""
    page = document(read(RULES), read(CONFIDENCE) if CONFIDENCE.exists() else None)
    if "--check" not in sys.argv:
        TARGET.write_text(page, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != page:
        sys.exit("docs/rules.md is out of date: run make docs")


if __name__ == "__main__":
    main()
