"""The differences of one article, as text for people and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from rich.cells import cell_len

from db.fact_changes import ChangedCheck, ChangedFact
from extract.fact import AwardFact, CountCheck, Extraction, Span
from rangwan.evaluation.marking import mark_passage
from rangwan.stale.reading import Reading
from rangwan.stale.tally import sort_of

LABELS = {
    "recipient_type": "ผู้รับ recipient",
    "organisation": "หน่วยงาน organisation",
    "province": "จังหวัด province",
    "award": "รางวัล award",
    "category": "ประเภท category",
    "tier": "ระดับ tier",
    "year": "ปี year",
    "project": "ผลงาน project",
    "person": "บุคคล person",
}
_LABEL_WIDTH = max(map(cell_len, LABELS.values()))
SIDE_BY_SIDE = 64
"""Terminal cells up to which an old and a new value stand in one line."""
_NONE = "–"


def reading_text(reading: Reading) -> str:
    """The differences of an article as paragraphs for a terminal, coloured; for one that has some."""
    article, changes, after = reading.article, reading.changes, reading.after
    assert changes is not None and after is not None
    day = article.published.isoformat() if article.published else "no date"
    heading = f"{click.style(_plain(article.id), bold=True)}  {day}  {' '.join(article.title.split())}"
    lines = [heading.rstrip(), f"  {_plain(article.url) if article.url else 'no address'}  ({reading.why})"]
    for group in _alike(changes.changed):
        lines += _changed(group, after.text)
    old_text = reading.before.text if reading.before else ""
    for what, colour, facts, text in (
        ("+ added", "green", changes.added, after.text),
        ("- withdrawn", "red", changes.withdrawn, old_text),
    ):
        told: set[str] = set()
        for fact in facts:
            lines.append(_title(what, colour, _facts_words(fact)))
            # The heading of a list would be told again with every winner.
            passage = [line for line in _passage(text, fact.spans) if line not in told]
            told.update(passage)
            lines += passage
    for check in changes.checks:
        lines += _check(check, old_text, after.text)
    return "\n".join(lines)


def reading_json(reading: Reading) -> dict[str, Any]:
    """The differences of an article as a line of `--json` holds them."""
    article, changes, after = reading.article, reading.changes, reading.after
    assert changes is not None and after is not None
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "version": reading.version,
        "why": reading.why,
        "added": [_fact_json(fact, after) for fact in changes.added],
        "changed": [
            {
                "fields": {
                    name: [getattr(one.before, name), getattr(one.after, name)] for name in one.fields
                },
                "before": _fact_json(one.before, reading.before),
                "after": _fact_json(one.after, after),
            }
            for one in changes.changed
        ],
        "withdrawn": [_fact_json(fact, reading.before) for fact in changes.withdrawn],
        "checks": [
            {
                "text": check.words,
                "change": sort_of(check),
                "before": check.before.to_json() if check.before else None,
                "after": check.after.to_json() if check.after else None,
            }
            for check in changes.checks
        ],
    }


def _alike(changed: Sequence[ChangedFact]) -> list[list[ChangedFact]]:
    """Facts in which the same changed, together: of a list of winners it is told once."""
    groups: defaultdict[tuple[object, ...], list[ChangedFact]] = defaultdict(list)
    for one in changed:
        sides = [(name, getattr(one.before, name), getattr(one.after, name)) for name in one.fields]
        groups[(one.after.award, *sides)].append(one)
    return list(groups.values())


def _changed(group: Sequence[ChangedFact], text: str) -> Iterator[str]:
    first = group[0]
    said = _facts_words(first.after)
    if len(group) > 1:
        said = f"{len(group)} facts · {first.after.award}: {'; '.join(_who(one.after) for one in group)}"
    yield _title("~ changed", "yellow", said)
    sides = [
        (LABELS[name], _value(getattr(first.before, name)), _value(getattr(first.after, name)))
        for name in first.fields
    ]
    width = max(cell_len(old) for _, old, _ in sides)
    arrow = click.style("→", dim=True)
    for label, old, new in sides:
        named = f"      {_padded(label, _LABEL_WIDTH)}  "
        coloured_old, coloured_new = click.style(old, fg="red"), click.style(new, fg="green")
        if width + cell_len(new) <= SIDE_BY_SIDE:
            yield f"{named}{coloured_old}{' ' * (width - cell_len(old))} {arrow} {coloured_new}"
        else:
            yield f"{named}{coloured_old}"
            yield f"{' ' * (6 + _LABEL_WIDTH)}{arrow} {coloured_new}"
    shown = {"evidence", "organisation", "person", *first.fields}
    yield from _passage(text, {name: span for name, span in first.after.spans.items() if name in shown})


def _title(what: str, colour: str, said: str) -> str:
    return f"  {click.style(f'{what:<11}', fg=colour, bold=True)} {said}"


def _who(fact: AwardFact) -> str:
    who = fact.organisation if fact.recipient_type == "organisation" else fact.person
    return who or fact.project or fact.organisation or _NONE


def _facts_words(fact: AwardFact) -> str:
    parts = (
        _who(fact),
        fact.organisation if fact.organisation != _who(fact) else None,
        fact.province,
        fact.award,
        fact.category,
        fact.tier,
        fact.year,
        fact.project if fact.project != _who(fact) else None,
    )
    return " · ".join(str(part) for part in parts if part)


def _passage(text: str, spans: Mapping[str, Span]) -> Iterator[str]:
    for line in mark_passage(text, spans).splitlines():
        yield f"      {line}"


def _check(check: ChangedCheck, old_text: str, text: str) -> Iterator[str]:
    said = " → ".join(_counted(one) for one in (check.before, check.after))
    yield _title("# count", "cyan", f"{said} ({sort_of(check)})")
    if check.after is not None:
        yield from _passage(text, {"count": (check.after.start, check.after.end)})
    elif check.before is not None:
        yield from _passage(old_text, {"count": (check.before.start, check.before.end)})


def _counted(check: CountCheck | None) -> str:
    return f"{check.found} found of {check.claimed}" if check else "not checked"


def _fact_json(fact: AwardFact, read: Extraction | None) -> dict[str, Any]:
    evidence = fact.spans.get("evidence")
    return {
        **fact.to_json(),
        "sentence": read.text[slice(*evidence)] if read is not None and evidence is not None else None,
    }


def _value(value: object) -> str:
    return _NONE if value is None else " ".join(str(value).split())


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _plain(text: str) -> str:
    # Ids and addresses are not cleaned as texts are: they could hold control sequences of the terminal.
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
