"""`rangwan review`: a person goes through the open pairs; what is decided, undone, told."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from judging import LAMPHUN, SLIPS, VAGUE, log, make, rangwan, redirects
from terminal import Terminal

from db.store import Store
from rangwan.judging.keys import key_of
from rangwan.locks import locked


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "rangwan.db")


def review(database: Path, *keys: str) -> str:
    """A session fed from a pipe: a line for each key."""
    result = rangwan(
        "review", "--database", database, "--author", "malee", stdin="".join(f"{key}\n" for key in keys)
    )
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_open_pairs_are_listed_best_first_with_what_is_known_of_both(database: Path) -> None:
    pairs = json.loads(rangwan("review", "--json", "--database", database).stdout)
    assert [pair["score"] for pair in pairs] == sorted((pair["score"] for pair in pairs), reverse=True)
    assert [pair["rule"] for pair in pairs] == ["province"] * 2 + ["spelling"] * 3
    lamphun = next(side for pair in pairs for side in (pair["left"], pair["right"]) if side["id"] == LAMPHUN)
    assert (lamphun["province"], lamphun["province_basis"]) == ("ลำพูน", "stated")
    assert lamphun["awards"][0]["project"] == "ศูนย์บริการเบ็ดเสร็จ"
    (sentence,) = lamphun["evidence"]
    start, end = sentence["name"]
    assert sentence["text"][start:end] == "เทศบาลตำบลทุ่งดอกรัก"
    assert (sentence["published"], sentence["url"][-3:]) == ("2023-10-10", "/a1")
    assert "สมชาย" not in json.dumps(pairs, ensure_ascii=False)
    listed = rangwan("review", "--list", "--database", database).stdout
    assert "one letter differs" in listed
    assert "same name, province not stated" in listed
    assert "2 candidates" in listed
    assert log(database) == []


def test_yes_no_skip_and_undo(database: Path) -> None:
    # Two spellings are one, then a mistake; both undone, and decided anew.
    told = review(database, "s", "s", "y", "s", "u", "y", "n", "u", "n", "q")
    assert "undone" in told
    assert [(decision, stands) for decision, _, stands, _ in log(database)] == [
        ("merge", False),
        ("merge", True),
        ("keep apart", False),
        ("keep apart", True),
    ]
    merged = [identity for identity, target in redirects(database).items() if target]
    assert len(merged) == 1
    assert merged[0] in SLIPS
    assert f"merged: {merged[0]}" in told
    # The third spelling is kept apart from the two by one decision: two of three pairs needed an answer.
    rest = json.loads(rangwan("review", "--json", "--database", database).stdout)
    assert {pair["rule"] for pair in rest} == {"province"}


def test_a_chosen_place_settles_the_other_candidates(database: Path) -> None:
    pairs = json.loads(rangwan("review", "--json", "--database", database).stdout)
    assert {pairs[0]["left"]["id"], pairs[1]["left"]["id"]} == {VAGUE}
    told = review(database, "y", "s", "s", "s")
    assert "that was the last pair" in told, "the other province was asked for as well"
    assert redirects(database)[VAGUE] == pairs[0]["right"]["id"]
    again = json.loads(rangwan("review", "--json", "--database", database).stdout)
    assert {pair["rule"] for pair in again} == {"spelling"}


def test_the_last_decision_can_be_undone_after_the_last_pair(database: Path) -> None:
    told = review(database, "n", "n", "n", "n", "y", "u", "n")
    assert told.count("that was the last pair") == 2
    assert not any(redirects(database).values())
    assert rangwan("review", "--database", database).stdout.startswith("ไม่มีคู่")


def test_a_note_and_letters_of_a_thai_keyboard(database: Path) -> None:
    review(database, "ท", "คนละ ตำบล", "ื", "ั", "x", "", "ๆ")
    assert log(database) == [("keep apart", "malee", True, "คนละ ตำบล"), ("merge", "malee", True, None)]
    # The letters on the keys Y, N, S, U, M and Q of the Kedmanee layout.
    assert [key_of(letter) for letter in "ัืหีทๆ"] == ["y", "n", "s", "u", "m", "q"]
    assert [key_of(letter) for letter in "กa1"] == [None] * 3


def test_undoing_with_nothing_decided_brings_back_what_was_skipped(database: Path) -> None:
    told = review(database, "u", "s", "u", "q")
    assert "nothing to undo" in told
    assert "skipped pairs are back" in told
    assert told.count("5 left") == 3
    assert log(database) == []


def test_nothing_to_review_and_no_dataset(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db"):
        pass
    result = rangwan("review", "--database", tmp_path / "empty.db", stdin="y\n")
    assert (result.exit_code, "no pair is waiting" in result.stdout) == (0, True)
    assert rangwan("review", "--list", "--database", tmp_path / "empty.db").exit_code == 0
    assert json.loads(rangwan("review", "--json", "--database", tmp_path / "empty.db").stdout) == []
    missing = rangwan("review", "--database", tmp_path / "missing.db")
    assert missing.exit_code == 1
    assert "there is no database" in missing.stderr


def test_an_author_without_a_name_is_refused(database: Path) -> None:
    assert rangwan("review", "--author", " ", "--database", database).exit_code == 2


def test_while_a_run_works_decisions_are_kept_and_applied_later(database: Path) -> None:
    with locked(database, "rangwan run"):
        result = rangwan("review", "--database", database, "--author", "malee", stdin="y\nq\n")
    assert result.exit_code == 1
    assert "`rangwan run`" in result.stderr
    assert "your decisions are stored" in result.stderr
    assert not any(redirects(database).values())
    assert rangwan("resolve", "--database", database).exit_code == 0
    assert any(redirects(database).values())


def review_as_other_user(database: Path, arguments: list[str], answer: object) -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    result = rangwan("review", "--database", database, "--author", "malee", *arguments, stdin="y\n")
    answer.put((result.exit_code, result.stdout, result.stderr))  # type: ignore[attr-defined]


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rangwan-test-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_database_can_be_looked_at_and_is_refused_before_the_first_question(
    locked_folder: Path,
) -> None:
    database = make(locked_folder / "rangwan.db")
    database.chmod(0o444)
    locked_folder.chmod(0o555)
    context = multiprocessing.get_context("fork")
    said = []
    for arguments in (["--list"], []):
        answer = context.SimpleQueue()
        child = context.Process(target=review_as_other_user, args=(database, arguments, answer))
        child.start()
        child.join(60)
        said.append(answer.get())
    (listed, shown, _), (asked, nothing, why) = said
    assert (listed, "5 คู่" in shown) == (0, True)
    assert (asked, nothing) == (1, "")
    assert "permission" in why


def test_in_a_terminal_a_key_press_decides_and_a_kill_loses_nothing(database: Path) -> None:
    terminal = Terminal("review", "--database", database, "--author", "malee")
    terminal.wait_for("quit")
    assert "‹" in terminal.read, "the name is not marked in its sentence"
    terminal.press("\x1b[A")  # an arrow key
    terminal.wait_for("one of:")
    terminal.press("yyyy")  # typed ahead, or pasted: nobody has seen the pairs behind the first
    terminal.wait_for("one of:", 2)
    terminal.press("ั")
    terminal.wait_for("✓")
    terminal.process.kill()
    terminal.process.wait()
    os.close(terminal.ours)
    assert log(database) == [("merge", "malee", True, None)]
    assert rangwan("resolve", "--database", database).exit_code == 0
    assert sum(target is not None for target in redirects(database).values()) == 1
