"""Articles and facts in the style of real ones, and a store to put them into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.article import Article
from db.store import Store
from extract.fact import AwardFact, CountCheck, Extraction, RecipientType
from normalize.text import document_text

RULES = "1"


@dataclass(frozen=True)
class Told:
    """An article together with what is read from it."""

    article: Article
    extraction: Extraction

    def put(self, store: Store, rules: str = RULES) -> None:
        store.put_article(self.article)
        store.put_extraction(self.extraction, rules_version=rules)


def won(
    organisation: str | None,
    award: str,
    *,
    province: str | None = None,
    tier: str | None = None,
    year: int | None = None,
    project: str | None = None,
    category: str | None = None,
    person: str | None = None,
    written: str | None = None,
    aliases: tuple[str, ...] = (),
    recipient: RecipientType = "organisation",
    confidence: float = 0.9,
) -> AwardFact:
    return AwardFact(
        recipient_type="person" if person else recipient,
        award=award,
        organisation=organisation,
        organisation_text=written or organisation,
        aliases=aliases,
        province=province,
        category=category,
        tier=tier,
        year=year,
        year_ce=year - 543 if year else None,
        project=project,
        person=person,
        confidence=confidence,
        rule="test rule",
    )


def sentence(fact: AwardFact) -> str:
    place = f" จังหวัด{fact.province}" if fact.province else ""
    work = f" ผลงาน{fact.project}" if fact.project else ""
    who = f"{fact.person} {fact.organisation_text or ''}" if fact.person else fact.organisation_text or ""
    tier = f" {fact.tier}" if fact.tier else ""
    year = f" ประจำปี {fact.year}" if fact.year else ""
    return f"{who}{place}{work} ได้รับ{fact.award}{tier}{year}".strip()


def tell(
    article_id: str,
    *facts: AwardFact,
    published: date | None = date(2023, 10, 10),
    title: str | None = None,
    source: str = "thaigov",
    checks: tuple[CountCheck, ...] = (),
) -> Told:
    """An article that states each fact in a sentence of its own, and its extraction."""
    title = title or f"ผลการประกวด {article_id}"
    text = "\n".join(sentence(fact) for fact in facts) or "ประกาศรับสมัคร"
    article = Article(
        id=article_id,
        url=f"https://www.example.go.th/news/{article_id}",
        title=title,
        text=text,
        published=published,
        source=source,
        layout="plain",
    )
    document = document_text(title, text)
    placed = []
    start = document.index(text)
    for fact in facts:
        said = sentence(fact)
        spans = {"evidence": (start, start + len(said))}
        for name, value in (("organisation", fact.organisation_text), ("project", fact.project)):
            if value:
                at = document.index(value, start)
                spans[name] = (at, at + len(value))
        placed.append(replace(fact, spans=spans))
        start += len(said) + 1
    return Told(
        article,
        Extraction(
            id=article_id,
            url=article.url,
            title=title,
            published=published,
            text=document,
            awards=tuple(placed),
            checks=checks,
        ),
    )


DIGITAL = "รางวัลท้องถิ่นดิจิทัล"
GOOD_GOVERNANCE = "รางวัลองค์กรปกครองส่วนท้องถิ่นที่มีการบริหารจัดการที่ดี"


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


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def store(path: Path, clock: Callable[[], datetime]) -> Iterator[Store]:
    with Store.open(path, clock=clock) as opened:
        yield opened
