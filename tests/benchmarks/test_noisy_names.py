from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest
from known_bodies import Reader, pair_scores
from noisy_names import NUMBERS, Body, Record, make_bodies, make_records, near
from rapidfuzz.distance import OSA
from slips import odd, slip

from normalize.text import clean, fold

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def bodies() -> tuple[Body, ...]:
    return make_bodies()


@pytest.fixture(scope="module")
def records(bodies: tuple[Body, ...]) -> tuple[Record, ...]:
    return make_records(bodies)


def test_every_process_makes_the_same_names() -> None:
    def digest(hash_seed: str) -> str:
        code = (
            "import hashlib; from noisy_names import *;"
            "print(hashlib.sha256(repr(make_records(make_bodies())).encode()).hexdigest())"
        )
        path = os.pathsep.join((str(BENCHMARKS), str(BENCHMARKS.parent)))
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert digest("1") == digest("2")


def test_another_seed_makes_other_bodies(bodies: tuple[Body, ...]) -> None:
    assert make_bodies(seed=7) != bodies


def test_there_are_as_many_of_each_kind_as_in_the_country(bodies: tuple[Body, ...]) -> None:
    assert len(bodies) == 7_850
    assert Counter(body.head for body in bodies) == NUMBERS


def test_no_two_bodies_have_kind_name_and_province_in_common(bodies: tuple[Body, ...]) -> None:
    assert len({(body.head, body.proper, body.province) for body in bodies}) == len(bodies)
    cities = [body.proper for body in bodies if body.head == "เทศบาลนคร"]
    assert len(set(cities)) == len(cities)


def test_as_many_bodies_have_a_neighbour_as_real_ones(bodies: tuple[Body, ...]) -> None:
    there: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for body in bodies:
        there[body.head, body.province].append(body.proper)
    neighbours = sum(
        near(name, [other for other in names if other != name]) for names in there.values() for name in names
    )
    assert 0.016 <= neighbours / len(bodies) <= 0.024


def test_the_ceiling_is_that_of_the_first_trial(
    bodies: tuple[Body, ...], records: tuple[Record, ...]
) -> None:
    truth = {record.id: record.body for record in records}
    ceiling = pair_scores(truth, Reader(bodies).decide(records))
    assert ceiling.f1 == pytest.approx(0.82, abs=0.005)
    assert ceiling.precision >= 0.9995


def test_each_body_is_written_four_times(bodies: tuple[Body, ...], records: tuple[Record, ...]) -> None:
    assert len(records) == 31_400
    assert sorted(record.id for record in records) == list(range(31_400))
    written: defaultdict[int, list[Record]] = defaultdict(list)
    for record in records:
        written[record.body].append(record)
    for body in bodies:
        four = written[body.id]
        assert len(four) == 4
        without = [record for record in four if record.stated is None]
        assert [record.text for record in without] == [body.name]
        assert without[0].province is None
        wrong = [record for record in four if record.written != body.proper]
        assert len(wrong) == 1
        assert OSA.distance(fold(wrong[0].written), fold(body.proper)) == 1


def test_a_province_stands_in_the_text_or_beside_it(records: tuple[Record, ...]) -> None:
    for record in records:
        if record.stated is not None and record.province is None:
            assert record.stated in record.text
        else:
            assert record.province == record.stated


@pytest.mark.parametrize("name", ["บ้านนา", "น้ำแพร่", "ดี", "ศรีสมบูรณ์พัฒนา"])
def test_a_slip_is_one_edit_that_shows(name: str) -> None:
    rng = Random(3)
    slips = {slip(rng, name) for _ in range(300)}
    assert len(slips) >= 8
    assert {OSA.distance(fold(wrong), fold(name)) for wrong in slips} == {1}


@pytest.mark.parametrize(("head", "proper"), [("เทศบาลตำบล", "น้ำแพร่"), ("เทศบาลเมือง", "บ้านนา")])
def test_an_oddity_changes_the_text_but_not_what_is_read(head: str, proper: str) -> None:
    rng = Random(3)
    written = {odd(rng, head, proper) for _ in range(50)}
    assert len(written) > 1
    assert head + proper not in written
    assert {fold(text) for text in written} == {fold(head + proper)}


def test_a_vowel_is_taken_apart_where_the_name_has_one() -> None:
    rng = Random(3)
    written = {odd(rng, "เทศบาลตำบล", "น้ำแพร่") for _ in range(50)}
    assert not any("ำ" in text or "แ" in text for text in written)
    assert {clean(text) for text in written} == {"เทศบาลตำบลน้ำแพร่"}
