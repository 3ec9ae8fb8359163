"""The differences of one article, as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from rich.cells import cell_len

from db.fact_changes import ChangedCheck, ChangedFact
from extract.fact import AwardFact, CountCheck, Extraction
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
    for changed in changes.changed:
        lines += _changed(changed, after.text)
    for fact in changes.added:
        lines += _whole("+ added", "green", fact, after.text)
    for fact in changes.withdrawn:
        lines += _whole("- withdrawn", "red", fact, reading.before.text if reading.before else "")
    lines += [_check(check) for check in changes.checks]
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


def _changed(changed: ChangedFact, text: str) -> Iterator[str]:
    yield _title("~ changed", "yellow", changed.after)
    sides = [
        (LABELS[name], _value(getattr(changed.before, name)), _value(getattr(changed.after, name)))
        for name in changed.fields
    ]
    width = max(cell_len(old) for _, old, _ in sides)
    for label, old, new in sides:
        named = f"      {_padded(label, _LABEL_WIDTH)}  "
        arrow = click.style("→", dim=True)
        coloured_old, coloured_new = click.style(old, fg="red"), click.style(new, fg="green")
        if width + cell_len(new) <= SIDE_BY_SIDE:
            yield f"{named}{coloured_old}{' ' * (width - cell_len(old))} {arrow} {coloured_new}"
        else:
            yield f"{named}{coloured_old}"
            yield f"{' ' * (6 + _LABEL_WIDTH)}{arrow} {coloured_new}"
    yield from _passage(text, changed.after)


def _whole(what: str, colour: str, fact: AwardFact, text: str) -> Iterator[str]:
    yield _title(what, colour, fact)
    yield from _passage(text, fact)


def _title(what: str, colour: str, fact: AwardFact) -> str:
    who = (
        (fact.organisation, fact.province)
        if fact.recipient_type == "organisation"
        else (fact.person, fact.organisation, fact.province)
    )
    parts = (*who, fact.award, fact.category, fact.tier, fact.year, fact.project)
    said = " · ".join(str(part) for part in parts if part)
    return f"  {click.style(f'{what:<11}', fg=colour, bold=True)} {said}"


def _passage(text: str, fact: AwardFact) -> Iterator[str]:
    for line in mark_passage(text, fact.spans).splitlines():
        yield f"      {line}"


def _check(check: ChangedCheck) -> str:
    said = " → ".join(_counted(one) for one in (check.before, check.after))
    words = " ".join(check.words.split())
    return f"  {click.style('# count    ', fg='cyan', bold=True)} {words}: {said} ({sort_of(check)})"


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
