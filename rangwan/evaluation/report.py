"""The figures and errors of an evaluation as text that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from rangwan.evaluation.breakdown import by_kind, by_rule
from rangwan.evaluation.marking import find_spans, mark_passage
from rangwan.evaluation.scoring import LEVELS, DocumentScore, Figures, Pair
from rangwan.evaluation.statements import Statement

SHOWN_FIELDS = ("organisation", "province", "award", "category", "tier", "year", "project")


@dataclass(frozen=True, slots=True)
class Source:
    """The article behind a score: its title and the document text that spans count in."""

    title: str
    text: str


def figures_text(figures: Figures) -> str:
    """The figures over all documents."""
    lines = [
        f"{figures.documents:,} documents, {figures.gold_facts:,} gold facts,"
        f" {figures.predicted_facts:,} predicted"
    ]
    if figures.missing_predictions:
        lines.append(f"{figures.missing_predictions:,} documents have no prediction and count as empty")
    lines += ["", f"{'level':<12}precision  recall     F1"]
    for level, rate in figures.levels.items():
        lines.append(f"{level:<12}{rate.precision:<11.3f}{rate.recall:<11.3f}{rate.f1:.3f}")
    accuracy = figures.field_accuracy.items()
    shown = "  ".join(f"{name} {value:.3f}" for name, value in accuracy if value is not None)
    lines += [
        "",
        f"fields right where the recipient is: {shown or 'none'}",
        f"documents exact: {figures.exact_documents:.3f}",
        f"documents without any award: {figures.negatives:,}, of which left empty:"
        f" {figures.clean_negatives:,} ({figures.false_facts_on_negatives:,} false facts in the others)",
    ]
    return "\n".join(lines)


def breakdown_text(scores: Sequence[DocumentScore]) -> str:
    """The figures by kind of organisation and by rule."""
    lines = [f"{'kind of organisation':<36}gold   predicted  precision  recall     F1     full"]
    for kind, tally in by_kind(scores).items():
        rate = tally.recipient
        full = tally.full / tally.gold if tally.gold else 0.0
        lines.append(
            f"{kind:<36}{tally.gold:<7}{tally.predicted:<11}{rate.precision:<11.3f}{rate.recall:<11.3f}"
            f"{rate.f1:<7.3f}{full:.3f}"
        )
    lines += ["", f"{'rule':<36}predicted  recipient  win    tier   full   precision"]
    for rule, counts in by_rule(scores).items():
        lines.append(
            f"{rule:<36}{counts.predicted:<11}{counts.recipient:<11}{counts.win:<7}{counts.tier:<7}"
            f"{counts.full:<7}{counts.precision:.3f}"
        )
    return "\n".join(lines)


def errors_text(scores: Iterable[DocumentScore], sources: Mapping[str, Source]) -> Iterator[str]:
    """Each error as a paragraph: what is wrong, gold beside prediction, the passage with the spans marked."""
    for score in scores:
        source = sources.get(score.id)
        for pair in score.pairs:
            if pair.level < len(LEVELS):
                yield _wrong(score.id, pair, source)
        for fact in score.missed:
            yield _paragraph(score.id, "MISSED", source, [("gold", fact)], fact.values.get("spans"))
        for fact in score.false:
            yield _paragraph(score.id, "FALSE", source, [("found", fact)], fact.values.get("spans"))


def _wrong(document_id: str, pair: Pair, source: Source | None) -> str:
    what = f"WRONG {', '.join(pair.wrong)}"
    facts = [("gold", pair.gold), ("found", pair.predicted)]
    return _paragraph(document_id, what, source, facts, pair.predicted.values.get("spans"))


def _paragraph(
    document_id: str,
    what: str,
    source: Source | None,
    facts: Sequence[tuple[str, Statement]],
    spans: Mapping[str, Sequence[int]] | None,
) -> str:
    lines = [
        f"{click.style(what, bold=True)}  {document_id}  {source.title[:100] if source else ''}".rstrip()
    ]
    for label, fact in facts:
        shown = "  ".join(f"{name}={fact.values[name]}" for name in SHOWN_FIELDS if fact.values.get(name))
        rule = f"  ({fact.values['rule']})" if fact.values.get("rule") else ""
        lines.append(f"  {label + ':':<7}{shown}{rule}")
    if source:
        marked = mark_passage(source.text, spans or find_spans(source.text, facts[0][1].values))
        lines += [f"  text:  {line}" for line in marked.splitlines()]
    elif evidence := facts[0][1].values.get("evidence"):
        lines.append(f"  text:  {evidence}")
    return "\n".join(lines)
