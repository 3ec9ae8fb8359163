"""`rangwan review`: a person decides on the pairs that rules are unsure of."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from db.id_changes import ids
from db.judging import Decision
from db.reviewing import OpenPair
from rangwan.databases import database_option, open_store
from rangwan.judging.deciding import resolved
from rangwan.judging.keys import Key, read_key, read_note
from rangwan.judging.lookups import author_option
from rangwan.judging.results import change_lines
from rangwan.judging.screen import KEYS, help_text, pair_json, pair_line, pair_screen
from rangwan.judging.session import Session
from rangwan.judging.wording import DECISIONS
from rangwan.ledger import start_run
from rangwan.messages import Problem, Problems, Trouble
from rangwan.outputs import print_json

NOTHING = "ไม่มีคู่ที่รอการตัดสิน no pair is waiting for a decision"
ALL_SEEN = "ครบทุกคู่แล้ว that was the last pair · [u] ย้อน undo · [q] จบ quit"


@click.command("review", short_help="Decide on the pairs of organisations that rules are unsure of.")
@database_option
@author_option
@click.option("--list", "as_list", is_flag=True, help="List the open pairs; nothing is asked.")
@click.option("--json", "as_json", is_flag=True, help="Print the open pairs as JSON; nothing is asked.")
@click.option(
    "--sentences",
    type=click.IntRange(0, 20),
    default=2,
    show_default=True,
    help="How many sentences to show for each organisation.",
)
def command(*, database: Path, author: str, as_list: bool, as_json: bool, sentences: int) -> None:
    """Decide on the pairs of organisations that rules are unsure of, the likeliest first.

    Both are shown with their names, province, awards and the sentences that name them. Keys, also on a Thai
    keyboard (where input is no terminal: the letter, then Enter):

    \b
      y  ใช่ one organisation          n  ไม่ใช่ two organisations
      s  ข้าม skip                     u  ย้อน undo the last decision
      m  หมายเหตุ a note for the next   ?  ช่วย help      q  จบ quit

    \b
      rangwan review
      rangwan review --list
      rangwan review --author somchai --database rangwan-data/demo.db

    Every decision is stored at once and can be taken back (rangwan organisations withdraw). At the end
    organisations are resolved again, and what became of their ids is told. A run may go on meanwhile.
    """
    if as_list or as_json:
        _list(database, sentences, as_json=as_json)
        return
    problems = Problems()
    with open_store(database) as store:
        session = Session(store, author)
        _ask(session, sentences)
    if session.written:
        _resolve(database, problems)
    problems.close()
    sys.exit(problems.exit_code)


def _list(database: Path, sentences: int, *, as_json: bool) -> None:
    with open_store(database, read_only=True) as store:
        waiting = Session(store, "nobody").waiting()
        if as_json:
            print_json([pair_json(store, pair, sentences) for pair in waiting])
            return
        for pair in waiting:
            click.echo(pair_line(store, pair))
    click.echo(f"{len(waiting):,} คู่รอการตัดสิน pairs wait for a decision" if waiting else NOTHING)


def _ask(session: Session, sentences: int) -> None:
    console = Console(highlight=False)
    shown = None
    if not session.waiting():
        click.echo(NOTHING)
        return
    while True:
        waiting = session.waiting()
        pair = waiting[0] if waiting else None
        if pair is None:
            click.echo(ALL_SEEN)
        elif pair != shown:
            screen = pair_screen(session.store, pair, len(waiting), width=console.width, sentences=sentences)
            console.print(screen, Text(KEYS, style="dim"))
        shown = pair
        key = read_key()
        if key == "q":
            break
        if pair is None:
            click.echo(_undo(session) if key == "u" else help_text())
        else:
            click.echo(_act(session, pair, key))
        if key in ("s", "u"):
            shown = None  # the pair that comes back may be the one that was shown last
    made = session.decisions
    click.echo(
        f"หน่วยงานเดียวกัน {made['merge']} merged · คนละหน่วยงาน {made['keep apart']} kept apart"
        f" · ข้าม {session.skipped} skipped"
    )


def _act(session: Session, pair: OpenPair, key: Key | None) -> str:
    """Do what a key asks for; what to say about it."""
    match key:
        case "y" | "n":
            decision: Decision = "merge" if key == "y" else "keep apart"
            said = f"✓ {DECISIONS[decision]} [{session.decide(pair, decision).id}]"
        case "s":
            session.skip(pair)
            said = "ข้าม skipped"
        case "u":
            said = _undo(session)
        case "m":
            session.note = read_note()
            said = f"หมายเหตุ note: {session.note or '-'}"
        case "?":
            said = help_text()
        case _:
            said = "กด one of: y n s u m ? q"
    return said


def _undo(session: Session) -> str:
    skipped = session.skipped
    if undone := session.undo():
        return f"ย้อนแล้ว undone: {DECISIONS[undone]}"
    return "คู่ที่ข้ามกลับมา skipped pairs are back" if skipped else "ไม่มีอะไรให้ย้อน nothing to undo"


def _resolve(database: Path, problems: Problems) -> None:
    """Apply the decisions; they are stored already, so a run that holds the lock only puts this off."""
    try:
        with start_run(database, "rangwan review", problems) as run:
            outcome = resolved(run, ids(run.store.db), None)
    except Trouble as trouble:
        problem = trouble.problem
        advice = (
            "คำตัดสินบันทึกแล้ว your decisions are stored; the next `rangwan run` or `rangwan resolve`"
            " applies them."
        )
        raise Trouble(Problem(problem.where, problem.what, advice, kind=problem.kind)) from None
    for line in change_lines(outcome.changes):
        click.echo(line)
