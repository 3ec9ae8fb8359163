"""Made-up articles about awards, as many as are asked for, to measure what reads a dataset of that size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from noisy_names import make_bodies

from crawler.article import Article
from db.store import Store
from extract.fact import AwardFact, Extraction
from normalize.text import document_text

_PROGRAMMES = (
    "รางวัลองค์กรปกครองส่วนท้องถิ่นที่มีการบริหารจัดการที่ดี",
    "รางวัลท้องถิ่นดิจิทัล",
    "รางวัลพระปกเกล้า",
    "รางวัลเลิศรัฐ",
    "รางวัลเมืองสิ่งแวดล้อมยั่งยืน",
    "รางวัลโรงเรียนส่งเสริมสุขภาพ",
    "รางวัลธรรมาภิบาล",
    "รางวัลการจัดการขยะมูลฝอยชุมชน",
)
_TIERS = ("ยอดเยี่ยม", "ดีเด่น", "ดี", "ชมเชย", None)
_WORDS = (
    "โครงการ", "พัฒนา", "คุณภาพชีวิต", "ผู้สูงอายุ", "ระบบ", "ข้อมูล", "เมือง",
    "น้ำ", "ขยะ", "สุขภาพ", "เด็ก", "การเรียนรู้", "ชุมชน", "สีเขียว",
)  # fmt: skip
_FILLING = "นายกเทศมนตรีกล่าวขอบคุณผู้ร่วมงานทุกฝ่ายที่ทำให้งานสำเร็จและจะพัฒนาต่อไปเพื่อประชาชนในพื้นที่ "
AWARDS_PER_ARTICLE = 4


def fill(store: Store, awards: int, seed: int = 1) -> None:
    """Put articles that tell of so many awards into a store; the caller resolves."""
    with store.transaction():
        for article, extraction in _told(awards, Random(seed)):
            store.put_article(article)
            store.put_extraction(extraction, rules_version="benchmark")


def _told(awards: int, rng: Random) -> Iterator[tuple[Article, Extraction]]:
    bodies = make_bodies()
    programmes = [
        f"{name}{end}" for name in _PROGRAMMES for end in ("", "แห่งชาติ", "ระดับภาค", "ระดับจังหวัด", "ดีเด่นรายปี")
    ]
    for number in range(awards // AWARDS_PER_ARTICLE):
        facts: list[tuple[str, AwardFact]] = []
        year = rng.randint(2555, 2568)
        for _ in range(AWARDS_PER_ARTICLE):
            body = rng.choice(bodies)
            name = f"{body.head}{body.proper}"
            project = " ".join(rng.sample(_WORDS, 4)) + f" {rng.randrange(10**6)}"
            award, tier = rng.choice(programmes), rng.choice(_TIERS)
            said = f"{name} จังหวัด{body.province} ผลงาน{project} ได้รับ{award} {tier or ''} ประจำปี {year}"
            fact = AwardFact(
                recipient_type="organisation", award=award, organisation=name, organisation_text=name,
                province=body.province, tier=tier, year=year, year_ce=year - 543, project=project,
                confidence=0.9, rule="benchmark",
            )  # fmt: skip
            facts.append((said, fact))
        yield _article(number, facts, date(year - 543, 1, 1) + timedelta(days=rng.randrange(365)))


def _article(number: int, facts: list[tuple[str, AwardFact]], published: date) -> tuple[Article, Extraction]:
    identity = f"news-{number}"
    title = f"ประกาศผลรางวัล ครั้งที่ {number}"
    text = "\n".join(said for said, _ in facts) + "\n" + _FILLING * 20
    document = document_text(title, text)
    awards = []
    for said, fact in facts:
        start = document.index(said)
        spans = {"evidence": (start, start + len(said))}
        for field, value in (("organisation", fact.organisation_text), ("project", fact.project)):
            at = document.index(value or "", start)
            spans[field] = (at, at + len(value or ""))
        awards.append(replace(fact, spans=spans))
    url = f"https://www.example.go.th/news/{number}"
    article = Article(
        id=identity, url=url, title=title, text=text, published=published, source="example", layout="plain"
    )
    extraction = Extraction(
        id=identity, url=url, title=title, published=published, text=document, awards=tuple(awards), checks=()
    )
    return article, extraction
