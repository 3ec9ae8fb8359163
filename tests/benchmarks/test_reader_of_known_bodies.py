from __future__ import annotations

import pytest
from known_bodies import Reader, pair_scores
from noisy_names import Body, Record

HEAD = "เทศบาลตำบล"
BODIES = (
    Body(1, HEAD, "บ้านนา", "ยะลา"),
    Body(2, HEAD, "บ้านนา", "น่าน"),
    Body(3, HEAD, "บ้านยาง", "น่าน"),
    Body(4, HEAD, "บ้านยาว", "น่าน"),
    Body(5, "องค์การบริหารส่วนตำบล", "บ้านดง", "น่าน"),
)


def written(number: int, name: str, province: str | None, body: int, head: str = HEAD) -> Record:
    return Record(number, head + name, province, head, name, province, body)


@pytest.mark.parametrize(
    ("name", "province", "expected"),
    [
        ("บ้านนา", "น่าน", (2,)),
        ("บ้านนา", None, (1, 2)),
        ("บ้านยาง", None, (3,)),
        ("บ้านนาา", "น่าน", (2,)),
        ("บ้านนาา", None, (1, 2)),
        ("บ้านยาน", "น่าน", (3, 4)),  # one letter from both
        ("บ้านยาว", "น่าน", (4,)),  # one letter from the other, but a name of its own
        ("บ้านดง", "น่าน", ()),  # of another kind
        ("บ้านยาง", "ยะลา", ()),
    ],
)
def test_which_bodies_a_name_could_be(name: str, province: str | None, expected: tuple[int, ...]) -> None:
    assert Reader(BODIES).candidates(written(0, name, province, 0)) == expected


def test_the_ceiling_of_a_small_set_is_what_a_hand_reckons() -> None:
    records = (
        written(11, "บ้านนา", "น่าน", 2),
        written(12, "บ้านนา", None, 2),  # undecidable
        written(13, "บ้านนาา", "น่าน", 2),
        written(14, "บ้านยาง", "น่าน", 3),
        written(15, "บ้านยาน", "น่าน", 3),  # undecidable
        written(16, "บ้านยาว", "น่าน", 3),  # a slip that is another's name
        written(17, "บ้านยาง", None, 3),
        written(18, "บ้านยาว", None, 4),
    )
    truth = {record.id: record.body for record in records}
    scores = pair_scores(truth, Reader(BODIES).decide(records))
    # True pairs: 3 of body 2, 6 of body 3.  Claimed: 11-13 and 14-17, right; 16-18, wrong.
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == pytest.approx(2 / 9)
    assert scores.f1 == pytest.approx(1 / 3)


def test_records_that_all_stay_alone_claim_nothing_wrong() -> None:
    scores = pair_scores({1: "a", 2: "a"}, {1: 1, 2: 2})
    assert (scores.precision, scores.recall, scores.f1) == (1.0, 0.0, 0.0)
