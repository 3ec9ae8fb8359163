"""An award as its page shows it: each field with the words that say it, each article with what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlite_utils import Database

from db.pages.organisations import Place, place_of
from db.pages.quoting import Quote, Span, quote
from normalize.text import document_text, fold

FIELDS = ("award", "organisation", "province", "category", "tier", "year", "project")
"""The fields of a fact that are shown, by the names of their spans."""
COMPARED = ("province", "tier", "year")
"""Fields in which another value is another statement, and not another wording."""
MAX_SOURCES = 100
"""So many facts stand on a page, the leading one first."""
MAX_RELATED = 8
"""So many other awards are linked."""

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says of the award.

    `values` by field, as the article has them; `quotes` by field, none where the award is a person's.
    `start`: where in the article's text.  No title where it is told of a person.
    """

    article_id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    start: int | None
    values: Mapping[str, Value]
    quotes: Mapping[str, Quote] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Saying:
    """The words that say a field, and where they stand."""

    quote: Quote
    article_id: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field that articles state differently: each value with those that state it, the taken one first."""

    field: str
    sides: tuple[tuple[Value, tuple[Statement, ...]], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another award that has something in common."""

    id: str
    organisation: str | None
    programme: str
    tier: str | None
    year: int | None
    project: str | None


@dataclass(frozen=True, slots=True)
class AwardPage:
    """One standing award (year in the Buddhist era); `sayings` by the names of `FIELDS`."""

    id: str
    recipient_type: str
    organisation_id: str | None
    organisation: str | None
    programme_id: str
    programme: str
    category: str | None
    tier: str | None
    year: int | None
    project: str | None
    place: Place | None
    sayings: Mapping[str, tuple[Saying, ...]]
    statements: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]
    same_project: tuple[Related, ...]
    same_organisation: tuple[Related, ...]
    of_organisation: int

    @property
    def of_person(self) -> bool:
        """Whether a person won it."""
        return self.recipient_type == "person"


def award_page(db: Database, identity: str) -> AwardPage | None:
    """The award of a standing id; null for another."""
    row = db.conn.execute(
        "SELECT v.recipient_type, v.organisation_id, v.organisation, v.programme_id, v.programme, v.category,"
        " v.tier, v.year, v.project, v.province, v.province_basis, v.province_source, a.province_registry,"
        " a.lead_fact_id FROM awards v JOIN award a ON a.id = v.id WHERE v.id = ?",
        [identity],
    ).fetchone()
    if row is None:
        return None
    recipient_type, organisation_id, organisation, programme_id, programme, *fields = row
    category, tier, year, project, province, basis, source, registry, lead = fields
    statements = _statements(db, identity, lead)
    others = "organisation_id = ? AND (? IS NULL OR project IS NOT ?) AND recipient_type <> 'person'"
    (of_organisation,) = db.conn.execute(
        "SELECT count(*) FROM awards WHERE organisation_id = ? AND recipient_type <> 'person'",
        [organisation_id],
    ).fetchone()
    return AwardPage(
        identity,
        recipient_type=recipient_type,
        organisation_id=organisation_id,
        organisation=organisation,
        programme_id=programme_id,
        programme=programme,
        category=category,
        tier=tier,
        year=year,
        project=project,
        place=place_of(db, province, basis, source, registry),
        sayings=_sayings(statements),
        statements=statements,
        disagreements=_disagreements(statements),
        same_project=_related(db, identity, "project = ?", [project]),
        same_organisation=_related(db, identity, others, [organisation_id, project, project]),
        of_organisation=of_organisation,
    )


def _statements(db: Database, identity: str, lead: int) -> tuple[Statement, ...]:
    rows = db.conn.execute(
        "SELECT f.id, f.recipient_type, f.article_id, f.title, f.published, s.name, f.url, f.award,"
        " f.organisation_text, f.province_stated, f.category, f.tier, f.year, f.project, v.title, v.text"
        " FROM facts f JOIN fact b ON b.id = f.id JOIN article a ON a.id = f.article_id"
        " JOIN article_version v ON v.article_id = b.article_id AND v.version = b.article_version"
        " LEFT JOIN source s ON s.key = a.source WHERE f.award_id = ?"
        " ORDER BY f.id <> ?, f.published IS NULL, f.published DESC, f.article_id, f.id LIMIT ?",
        [identity, lead, MAX_SOURCES],
    ).fetchall()
    spans: dict[int, dict[str, Span]] = {row[0]: {} for row in rows}
    for fact_id, name, start, end in db.conn.execute(
        "SELECT s.fact_id, s.field, s.start_char, s.end_char FROM award_fact af"
        " JOIN span s ON s.fact_id = af.fact_id WHERE af.award_id = ?",
        [identity],
    ):
        if fact_id in spans:
            spans[fact_id][name] = (start, end)
    return tuple(_statement(row, spans[row[0]]) for row in rows)


def _statement(row: Sequence[object], spans: Mapping[str, Span]) -> Statement:
    _, recipient, article_id, title, published, publisher, url, *values, full_title, text = row
    quotes: dict[str, Quote] = {}
    if recipient != "person":
        document = document_text(str(full_title), str(text))
        sentence = spans.get("evidence")
        quotes = {name: quote(document, spans[name], sentence) for name in FIELDS if name in spans}
    place = spans.get("organisation") or spans.get("evidence")
    return Statement(
        str(article_id),
        _text(title),
        _text(published),
        _text(publisher),
        _text(url),
        place[0] if place else None,
        MappingProxyType({
            name: value if isinstance(value, int) else _text(value)
            for name, value in zip(FIELDS, values, strict=True)
        }),
        MappingProxyType(quotes),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _sayings(statements: Sequence[Statement]) -> Mapping[str, tuple[Saying, ...]]:
    """The words of each field, one an article, those of the leading fact first."""
    found: dict[str, tuple[Saying, ...]] = {}
    for name in FIELDS:
        by_article: dict[str, Saying] = {}
        for statement in statements:
            if name in statement.quotes:
                by_article.setdefault(
                    statement.article_id, Saying(statement.quotes[name], statement.article_id)
                )
        found[name] = tuple(by_article.values())
    return MappingProxyType(found)


def _disagreements(statements: Sequence[Statement]) -> tuple[Disagreement, ...]:
    found = []
    for name in COMPARED:
        sides: dict[str, list[Statement]] = {}
        for statement in statements:
            if (value := statement.values[name]) is not None:
                sides.setdefault(fold(str(value)), []).append(statement)
        if len(sides) > 1:
            found.append(Disagreement(name, tuple((s[0].values[name], tuple(s)) for s in sides.values())))
    return tuple(found)


def _related(db: Database, identity: str, condition: str, values: list[Value]) -> tuple[Related, ...]:
    rows = db.conn.execute(
        f"SELECT id, organisation, programme, tier, year, project FROM awards WHERE {condition} AND id <> ?"
        " ORDER BY year IS NULL, year DESC, programme, id LIMIT ?",
        [*values, identity, MAX_RELATED],
    )
    return tuple(Related(*row) for row in rows)
