"""Articles and facts in the style of real ones, told in a line of code each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

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


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time
