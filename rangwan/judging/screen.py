"""A pair on the screen: two organisations side by side, or one under the other where it is narrow."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from db.profiles import evidence, name_of, profile
from db.profiles import names as names_of
from db.reviewing import OpenPair
from db.store import Store
from rangwan.judging.pages import page, side_json
from rangwan.judging.wording import reason_words

WIDE = 100
"""Columns of a terminal from which on two organisations stand side by side."""

KEYS = (
    "[y] ใช่ same · [n] คนละแห่ง apart · [s] ข้าม skip · [u] ย้อน undo · [m] หมายเหตุ note · [?] ช่วย help"
    " · [q] จบ quit"
)

_HELP = (
    ("y", "ใช่ หน่วยงานเดียวกัน", "yes, one organisation"),
    ("n", "ไม่ใช่ คนละหน่วยงาน", "no, two organisations"),
    ("s", "ข้าม ถามใหม่ครั้งหน้า", "skip; it is asked again next time"),
    ("u", "ย้อนคำตัดสินล่าสุด กดอีกเพื่อย้อนต่อ", "undo the last decision; again: the one before"),
    ("m", "หมายเหตุของคำตัดสินถัดไป", "a note for the next decision"),
    ("q", "จบ แล้วปรับข้อมูลตามคำตัดสิน", "quit; organisations are then resolved again"),
    ("", "แป้นไทยใช้ได้เลย: ั ื ห ี ท ๆ", "the same keys of a Thai keyboard do the same"),
    ("", "ทุกคำตัดสินถูกบันทึกทันที", "every decision is stored at once"),
)


def help_text() -> str:
    """What the keys do."""
    width = max(cell_len(thai) for _, thai, _ in _HELP) + 2
    return "\n".join(
        f"{key:<3}{thai}{' ' * (width - cell_len(thai))}{english}" for key, thai, english in _HELP
    )


def pair_screen(store: Store, pair: OpenPair, left: int, *, width: int, sentences: int) -> Group:
    """A pair with why it is open and how many are left (`left` counts this one)."""
    names = (name_of(store.db, pair.left), name_of(store.db, pair.right))
    sides = [
        page(
            profile(store.db, identity),
            evidence(store.db, identity, key=name.key if name else None, most=sentences),
            name if len(names_of(store.db, identity)) > 1 or (name and name.article_id) else None,
            joined_with=[profile(store.db, other) for other in joined_with],
            awards=3,
        )
        for identity, name, joined_with in (
            (pair.left_id, names[0], pair.left_with),
            (pair.right_id, names[1], pair.right_with),
        )
    ]
    heading = f"เหลือ {left:,} คู่ {left:,} left · คะแนน score {pair.score:.2f}"
    parts: list[RenderableType] = [
        Rule(Text(heading, style="bold"), align="left"),
        Text(f"{reason_words(pair.rule, pair.parts, *names)}", style="magenta"),
        Text(""),
    ]
    if width >= WIDE:
        table = Table.grid(expand=True, padding=(0, 3, 0, 0))
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*sides)
        parts.append(table)
    else:
        parts += [Text("ก A", style="bold reverse"), sides[0], Text(""), Text("ข B", style="bold reverse")]
        parts.append(sides[1])
    return Group(*parts, Text(""))


def pair_line(store: Store, pair: OpenPair) -> str:
    """A pair in three lines, for a list."""
    names = (name_of(store.db, pair.left), name_of(store.db, pair.right))
    sides = []
    for identity in (pair.left_id, pair.right_id):
        one = profile(store.db, identity)
        sides.append(f"{one.id} {one.name} ({one.province or 'ไม่ทราบจังหวัด province not known'})")
    return (
        f"{pair.score:.2f}  {sides[0]}\n      {sides[1]}\n      {reason_words(pair.rule, pair.parts, *names)}"
    )


def pair_json(store: Store, pair: OpenPair, sentences: int) -> dict[str, Any]:
    """A pair as `--json` prints it."""
    names = (name_of(store.db, pair.left), name_of(store.db, pair.right))
    told = asdict(pair)
    left, right = told.pop("left"), told.pop("right")
    left_id, right_id = told.pop("left_id"), told.pop("right_id")
    return {
        **told,
        "reason": reason_words(pair.rule, pair.parts, *names),
        "left": side_json(store, left_id, key=left, sentences=sentences),
        "right": side_json(store, right_id, key=right, sentences=sentences),
    }
