"""Confidence: a number that rises with what the article states, from weights that name real signs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from award_reading import extraction

from extract.assembly import confidence
from extract.assembly.confidence import weights

SIGN = re.compile(r'"([a-zA-Z ]+)"')


def test_each_weight_belongs_to_a_sign_that_a_fact_can_have() -> None:
    source = Path(confidence.__file__).read_text(encoding="utf-8")
    known = set(SIGN.findall(source))
    for sign in weights():
        assert sign in known or sign.startswith(("rule ", "body ")), sign


def test_a_win_told_with_all_its_fields_is_surer_than_a_bare_one() -> None:
    full = "หน่วยงานที่ได้รับรางวัลเลิศรัฐ ประจำปี 2566 ระดับดีเด่น ได้แก่ กรมปศุสัตว์ จากผลงาน “ระบบติดตามโคนม”"
    bare = "กรมปศุสัตว์ คว้ารางวัลดาวดิน"
    sure, unsure = extraction(full).awards[0], extraction(bare).awards[0]
    assert 0 < unsure.confidence < sure.confidence < 1


def test_the_bands_fall_from_the_top_down() -> None:
    """What docs/rules.md promises: sorted by confidence, facts are right less and less often."""
    bands = tomllib.loads(confidence.TABLE.read_text(encoding="utf-8"))["band"]
    precisions = [band["precision"] for band in bands]
    assert len(bands) >= 3
    assert precisions == sorted(precisions, reverse=True)
