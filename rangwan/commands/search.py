"""`rangwan search`: organisations, awards and articles by words, in the terminal."""

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from db.errors import explained
from db.search import KINDS, LONGEST, MOST_WORDS, Hit, Kind, Results, search
from db.snippets import Pieces
from normalize.kinds import kinds
from normalize.provinces import find_province
from normalize.years import to_buddhist_era, to_common_era
from rangwan.databases import database_option, for_readers, open_store, working_option
from rangwan.judging.wording import printable
from rangwan.outputs import print_json

_HEADINGS = {
    "organisation": "หน่วยงาน organisations",
    "programme": "ชื่อรางวัล award programmes",
    "award": "ผลรางวัล awards",
    "article": "ข่าว articles",
}
_MATCH = "bold reverse"
_INDENT = 3


@click.command("search", short_help="Find organisations, awards and articles by words.")
@click.argument("words", nargs=-1, required=True)
@database_option
@working_option
@click.option("--kind", "chosen", type=click.Choice(KINDS), multiple=True, help="Only these; repeatable.")
@click.option("--province", metavar="PROVINCE", help="Only of this province (Thai, English or abbreviated).")
@click.option("--year", type=int, metavar="YEAR", help="Only of this year, Buddhist or common era.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Finds to show.")
@click.option("--json", "as_json", is_flag=True, help="Print the finds as JSON.")
def command(
    *,
    words: tuple[str, ...],
    database: Path,
    working: bool,
    chosen: tuple[str, ...],
    province: str | None,
    year: int | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find what holds all of the words, the best names first.

    \b
      rangwan search อบต.บ้านกลาง
      rangwan search ดิจิทัล ดีเด่น ๒๕๖๖ --province เชียงใหม่
      rangwan search '"ท้องถิ่นดิจิทัล"' --kind award --json

    Abbreviations and names written out find each other, Thai digits and Arabic ones, both eras of a year; the
    words of "..." stay together. Words of one or two characters are looked for in names and titles only. The
    year of an article is that of its publication. Nothing found is no failure: the exit code is 0.
    """
    place = find_province(province) if province is not None else None
    if province is not None and place is None:
        raise click.UsageError(f"There is no province {printable(province)!r}.")
    if year is not None and to_buddhist_era(year) is None:
        raise click.UsageError(f"{year} is no year: give one such as 2566 or 2023.")
    # The shell has taken the quotation marks away; what it passes as one argument may hold several words.
    typed = " ".join(words)
    shown = for_readers(database, working=working)
    with open_store(shown, read_only=True) as store, explained(store.path):
        results = search(
            store.db,
            typed,
            kinds=cast(tuple[Kind, ...], chosen) or None,
            limit=limit,
            province=place.name if place else None,
            year=year,
        )
    if results.cut:
        _advise(
            f"คำค้นยาวเกินไป ใช้เพียงส่วนต้น · the query is too long: only its first {MOST_WORDS} words"
            f" or {LONGEST} characters were looked for"
        )
    if not results.indexed:
        _advise("ยังไม่มีดัชนีค้นหา · nothing is indexed yet: run `rangwan resolve` once")
    if as_json:
        print_json(_json(results))
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    for kind, hits in groupby(results.hits, key=lambda hit: hit.kind):
        console.print(Text(_HEADINGS[kind], style="bold cyan"))
        for hit in hits:
            _tell(console, hit)
        console.print()
    _tell_counts(console, results)
    if not results.hits and results.indexed:
        _advise(_nothing(results, bool(chosen or place or year)))


def _tell(console: Console, hit: Hit) -> None:
    # Thai is written without spaces: a line too long for the terminal is broken anywhere, none is cut.
    console.print(Text(" • ") + _marked(hit.marked_title), overflow="fold")
    for line in (_subtitle(hit), _marked(hit.snippet), Text(printable(hit.url or ""), style="dim underline")):
        if line:
            line.overflow = "fold"
            console.print(Padding(line, (0, 0, 0, _INDENT)))


def _subtitle(hit: Hit) -> Text:
    parts: list[str | None] = [hit.id] if hit.kind in {"organisation", "programme"} else []
    if hit.kind == "organisation" and hit.organisation_kind is not None:
        known = kinds().get(hit.organisation_kind)
        parts.append(known.name if known else hit.organisation_kind)
    parts += [hit.organisation, hit.category, hit.tier, hit.project]
    if hit.recipient_type == "person":
        parts.append("รางวัลของบุคคล a person's award")
    parts += [hit.province, hit.published if hit.kind == "article" else _both_eras(hit.year), hit.source]
    if hit.kind in {"organisation", "programme"}:
        parts.append(f"{hit.weight:,} รางวัล awards")
    elif hit.kind == "award":
        parts.append(f"{hit.weight:,} ข่าว sources")
    return Text(" · ".join(printable(part) for part in parts if part), style="dim")


def _both_eras(year: int | None) -> str | None:
    return f"{year} ({to_common_era(year)})" if year else None


def _marked(pieces: Pieces) -> Text:
    text = Text()
    for piece, match in pieces:
        safe = "".join(char if char.isprintable() else " " for char in piece)
        text.append(safe, style=_MATCH if match else "")
    return text


def _tell_counts(console: Console, results: Results) -> None:
    counts = " · ".join(f"{_HEADINGS[kind]} {count}" for kind, count in results.counts.items())
    console.print(Text(f"พบ found: {counts}", style="bold"))
    shown = len(results.hits)
    if shown and shown < sum(count.number for count in results.counts.values()):
        console.print(Text("ดูเพิ่ม more: --limit, --kind, --province, --year", style="dim"))


def _nothing(results: Results, narrowed: bool) -> str:
    if not results.words:
        return "ไม่มีคำให้ค้น · there is no word to look for: give one letter or digit at least"
    hints = ["ลองใช้คำให้น้อยลงหรือสั้นลง · try fewer or shorter words"]
    if narrowed:
        hints.append("ลองไม่กรอง · try without --kind, --province and --year")
    return "ไม่พบ nothing found\n  -> " + "\n  -> ".join(hints)


def _advise(message: str) -> None:
    click.echo(message, err=True)


def _json(results: Results) -> dict[str, Any]:
    return {
        "words": [list(spellings) for spellings in results.words],
        "cut": results.cut,
        "indexed": results.indexed,
        "counts": {
            kind: {"number": count.number, "more": count.more} for kind, count in results.counts.items()
        },
        "hits": [
            {
                **{name: value for name, value in asdict(hit).items() if value is not None},
                "marked_title": _json_pieces(hit.marked_title),
                "snippet": _json_pieces(hit.snippet),
            }
            for hit in results.hits
        ],
    }


def _json_pieces(pieces: Pieces) -> list[dict[str, Any]]:
    return [{"text": text, "match": match} for text, match in pieces]
