"""Tables of awards for the terminal: Thai headings with English beside."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from db.store import Store

_AWARDS = """
SELECT organisation, province, province_basis, programme, category, tier, year, project, sources
FROM awards WHERE recipient_type = 'organisation'
ORDER BY year DESC, programme, tier_rank, organisation, project
"""


def awards_table(store: Store) -> Table:
    """All awards of organisations in the database, the newest first.

    A province that the article does not state itself is marked with an asterisk.
    """
    table = Table(
        "หน่วยงาน\norganisation",
        "จังหวัด\nprovince",
        "รางวัล\naward",
        "ระดับ\ntier",
        "ปี\nyear",
        "ผลงาน\nproject",
        box=box.SIMPLE_HEAD,
        header_style="bold",
        caption="* จังหวัดอนุมานจากข่าวอื่น · province inferred from another article",
        caption_justify="left",
    )
    for award in store.rows(_AWARDS):
        inferred = "*" if award["province_basis"] == "inferred" else ""
        name = " ".join(filter(None, (award["programme"], award["category"])))
        table.add_row(
            Text(award["organisation"] or "-"),
            Text((award["province"] or "-") + inferred),
            Text(name),
            Text(award["tier"] or "-"),
            str(award["year"] or "-"),
            Text(award["project"] or ""),
        )
    return table
