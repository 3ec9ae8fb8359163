"""The awards of a database for the terminal: Thai headings with English beside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from db.store import Store

_AWARDS = """
SELECT organisation, province, province_basis, programme, category, tier, year, year_ce, project
FROM awards WHERE recipient_type = 'organisation'
ORDER BY year IS NULL, year DESC, programme, category IS NOT NULL, category, tier_rank, organisation, project
"""

_COLUMNS = (("ระดับ tier", 22), ("หน่วยงาน organisation, ผลงาน project", None), ("จังหวัด province", 18))
"""Headings and widths (terminal cells); the column without a width takes what is left."""


def awards_table(store: Store) -> Group:
    """All awards of organisations in the database, the newest first, under the name and year of each award.

    A province that was inferred from another article is marked with an asterisk.
    """
    awards = store.rows(_AWARDS)
    parts: list[RenderableType] = [_grid([Text(heading, style="bold") for heading, _ in _COLUMNS])]
    for (programme, category, year), group in groupby(awards, key=_edition):
        parts += ["", Text(" ".join(filter(None, (programme, category, year))), style="bold cyan")]
        parts.append(_grid(*_rows(group)))
    if any(award["province_basis"] == "inferred" for award in awards):
        parts += ["", Text("* อนุมานจากข่าวอื่น · inferred from another article", style="dim")]
    return Group(*parts)


def _edition(award: dict[str, Any]) -> tuple[str, str | None, str]:
    year = f"{award['year']} ({award['year_ce']})" if award["year"] else "ไม่ระบุปี · year not stated"
    return award["programme"], award["category"], year


def _rows(awards: Iterator[dict[str, Any]]) -> Iterator[list[Text]]:
    for award in awards:
        who = Text(award["organisation"] or "-")
        if award["project"]:
            who.append(f"\n{award['project']}", style="dim")
        inferred = "*" if award["province_basis"] == "inferred" else ""
        yield [Text(award["tier"] or "-"), who, Text((award["province"] or "-") + inferred)]


def _grid(*rows: list[Text]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for heading, width in _COLUMNS:
        # Thai is written without spaces: a name too long for its column is broken anywhere, none is cut.
        grid.add_column(heading, width=width, ratio=None if width else 1, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid
