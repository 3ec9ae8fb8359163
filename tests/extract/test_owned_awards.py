"""Awards of one winner, one a line: below the line of its name, or behind a claim of several."""

from __future__ import annotations

import pytest
from award_reading import facts, recipients

MINISTRY = "รางวัลเลิศรัฐ ประจำปี 2566 ของหน่วยงานในสังกัด\n"


def test_awards_under_their_winner() -> None:
    """A line of a body and then its awards; the award that the text is about is the programme."""
    found = facts(
        f"{MINISTRY}กรมเจ้าท่า\n1. รางวัลบริการภาครัฐ ระดับดีเด่น\nผลงาน “ท่าเรือใส”\n"
        "2. รางวัลคุณภาพการบริหารจัดการภาครัฐ ระดับดี\n"
        "กรมทางหลวงชนบท จำนวน 1 รางวัล ได้แก่\n1. รางวัลบริการภาครัฐ ระดับดี\n"
    )
    assert [(f.organisation_text, f.tier, f.project) for f in found] == [
        ("กรมเจ้าท่า", "ดีเด่น", "ท่าเรือใส"),
        ("กรมเจ้าท่า", "ดี", None),
        ("กรมทางหลวงชนบท", "ดี", None),
    ]


def test_fields_and_explanations_below_awards() -> None:
    """A field in a line of its own belongs to the award above; a line that explains the award ends them."""
    found = facts(
        f"{MINISTRY}กรมเจ้าท่า\nรางวัลบริการภาครัฐ ระดับดี ผลงาน ระบบจองท่าเรือกลางกระทรวงคมนาคม (e-port)\n"
        "ประเภทขับเคลื่อนเห็นผล\n"
        "รางวัลเลิศรัฐ ถือเป็นรางวัลที่คณะกรรมการพัฒนาระบบราชการมอบให้แก่หน่วยงานของรัฐ\n"
    )
    assert [(f.organisation_text, f.tier, f.category) for f in found] == [
        ("กรมเจ้าท่า", "ดี", "ประเภทขับเคลื่อนเห็นผล")
    ]


def test_awards_over_their_winners() -> None:
    """Where an award heads the body below it, the body above belongs to the award before."""
    found = facts(
        f"{MINISTRY}รางวัลบริการภาครัฐ ระดับดีเด่น\nกรมเจ้าท่า\nรางวัลคุณภาพการบริหารจัดการภาครัฐ ระดับดี\nกรมทางหลวงชนบท"
    )
    assert [(f.organisation_text, f.tier) for f in found] == [("กรมเจ้าท่า", "ดีเด่น"), ("กรมทางหลวงชนบท", "ดี")]


def test_winners_beside_the_awards_of_a_division() -> None:
    """A line that names who won tells that the line above is no winner."""
    assert recipients(
        f"{MINISTRY}กระทรวงคมนาคม\n1. รางวัลบริการภาครัฐ ระดับดีเด่น กรมเจ้าท่า\n"
        "2. รางวัลบริการภาครัฐ ระดับดี กรมทางหลวงชนบท"
    ) == ["กรมเจ้าท่า", "กรมทางหลวงชนบท"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ระดับดีเด่น สาขาบริการภาครัฐ", "ระดับดี สาขาการมีส่วนร่วม"),
        ("สาขาบริการภาครัฐ ระดับดีเด่น", "สาขาการมีส่วนร่วม ระดับดี"),
    ],
)
def test_levels_and_branches_of_one_winner(first: str, second: str) -> None:
    """The items of several awards may tell levels and branches without the word award."""
    found = facts(
        f"กรมเจ้าท่าได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 2 รางวัล ดังนี้\n"
        f"1. {first} ผลงาน “ท่าเรือใส”\n2. {second} ผลงาน “คลองเรา”"
    )
    assert [(f.organisation_text, f.category, f.tier, f.project) for f in found] == [
        ("กรมเจ้าท่า", "สาขาบริการภาครัฐ", "ดีเด่น", "ท่าเรือใส"),
        ("กรมเจ้าท่า", "สาขาการมีส่วนร่วม", "ดี", "คลองเรา"),
    ]


def test_branches_of_several_winners() -> None:
    """Bodies named in the items have won, not the ministry that tells of them."""
    found = recipients(
        "กระทรวงคมนาคมได้รับรางวัลเลิศรัฐ ประจำปี 2566 จำนวน 2 รางวัล ดังนี้\n"
        "1. สาขาบริการภาครัฐ ระดับดีเด่น กรมเจ้าท่า\n"
        "2. สาขาการมีส่วนร่วม ระดับดี กรมทางหลวงชนบท"
    )
    assert {"กรมเจ้าท่า", "กรมทางหลวงชนบท"} <= set(found)


def test_fields_with_placings_under_headings() -> None:
    """Bullets that head numbered items are no awards; the medal behind ชนะเลิศระดับ is the tier."""
    found = facts(
        "กรมเจ้าท่าคว้ารางวัลเพชรน้ำงาม ประจำปี 2566 จำนวน 3 รางวัล ดังนี้\n• รางวัลระดับกรม\n"
        "1. ประเภทนวัตกรรม รางวัลชนะเลิศระดับ Gold จากผลงาน “ท่าเรือใส”\n2. ประเภทแนวคิด รางวัลชนะเลิศระดับ Silver\n"
        "• รางวัลประเภทคณะบุคคล\n1. ประเภทบริการ รางวัลชนะเลิศระดับ Gold"
    )
    assert [(f.organisation_text, f.category, f.tier, f.project) for f in found] == [
        ("กรมเจ้าท่า", "ประเภทนวัตกรรม", "Gold", "ท่าเรือใส"),
        ("กรมเจ้าท่า", "ประเภทแนวคิด", "Silver", None),
        ("กรมเจ้าท่า", "ประเภทบริการ", "Gold", None),
    ]
