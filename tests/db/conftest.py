"""A store to put articles into, and four articles with the facts of real ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from telling import DIGITAL, GOOD_GOVERNANCE, Clock, Told, tell, won

from db.store import Store


@pytest.fixture
def press() -> list[Told]:
    """Four articles with the facts of real ones: two tell of one award, one municipality wins twice."""
    return [
        tell(
            "maehia-2566",
            won(
                "เทศบาลเมืองแม่เหียะ",
                DIGITAL,
                tier="ดีเด่น",
                year=2566,
                project="โครงการบริหารจัดการข้อมูลเพื่อการพัฒนารายได้",
            ),
            published=date(2023, 10, 12),
            source="maehia",
        ),
        tell(
            "dga-2566",
            won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", tier="ยอดเยี่ยม", year=2566,
                project="Big Data เพื่อพัฒนาคุณภาพบริการ"),
            won("เทศบาลเมืองแม่เหียะ", DIGITAL, province="เชียงใหม่", tier="ดีเด่น", year=2566,
                project="การบริหารจัดการข้อมูลเพื่อการพัฒนารายได้"),
            won("เทศบาลตำบลอุโมงค์", DIGITAL, province="ลำพูน", tier="ดีเด่น", year=2566,
                project="โครงการระบบบริหารจัดการงานสวัสดิการสังคม ตำบลอุโมงค์ (UMONG e-social welfare system)"),
            won("เทศบาลตำบลอุโมงค์", DIGITAL, province="ลำพูน", tier="ดีเด่น", year=2566,
                project="โครงการห้องเรียนอัจฉริยะ โรงเรียนเทศบาลอุโมงค์ 1"),
            published=date(2023, 10, 10),
            source="dga",
        ),
        tell(
            "odloc-2563",
            won("เทศบาลเมืองแม่เหียะ", GOOD_GOVERNANCE, province="เชียงใหม่", year=2563,
                written="ทม.แม่เหียะ", aliases=("เทศบาลฯ",)),
            published=date(2020, 9, 2),
        ),
        tell(
            "dga-2564",
            won("กรมพัฒนาธุรกิจการค้า", "รางวัลผู้นำองค์กรดิจิทัลดีเด่น", year=2564, person="นายทศพล ทังสุบุตร"),
            won("กรมพัฒนาธุรกิจการค้า", "รางวัลรัฐบาลดิจิทัล", year=2564),
            won("จังหวัดขอนแก่น", "รางวัลระดับดิจิทัลระดับจังหวัด", province="ขอนแก่น", year=2564),
            won("เทศบาลนครยะลา", DIGITAL, province="ยะลา", year=2564),
            published=date(2021, 12, 2),
        ),
    ]  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(path, clock=clock) as opened:
        yield opened
