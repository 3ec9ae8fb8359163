"""Explanations as text for people: facts, what was rejected and why, the text with its spans marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import click

from extract.fact import AwardFact
from rangwan.documents import Document
from rangwan.evaluation.marking import COLOURS, mark_passage
from rangwan.extracting import FAULTS, failed_rule
from rangwan.messages import Problem

if TYPE_CHECKING:
    from extract.explain import ExplainingExtractor, Explanation, Rejection
    from extract.mention import Mention

SHOWN = 90
"""Characters of a rejected stretch that are shown; its middle is left out of a longer one."""

BEFORE = 40
BEHIND = 25
"""Characters shown round a rejected stretch: more before it, where its verb stands."""


def explain_documents(documents: Iterable[Document]) -> Iterator[Explanation | Problem]:
    """Each article's explanation, or the problem that kept it from being read, in the given order."""
    for document in documents:
        try:
            yield _extractor().explain(
                id=document.id,
                title=document.title,
                text=document.text,
                url=document.url,
                published=document.published,
            )
        except FAULTS as error:
            yield failed_rule(document, error)


@cache
def _extractor() -> ExplainingExtractor:
    # Loading the language tools takes seconds: not before there is an article, not for a page of help.
    from extract.explain import ExplainingExtractor  # noqa: PLC0415

    return ExplainingExtractor()


def explanation_text(explanation: Explanation) -> str:
    """An explanation as paragraphs for a terminal, coloured (`click.unstyle` takes the colours off)."""
    extraction = explanation.extraction
    # The id is not cleaned as the text is: it could hold control sequences of the terminal.
    name = "".join(char if char.isprintable() else "\ufffd" for char in extraction.id)
    heading = click.style(name, bold=True)
    parts = [f"{heading}  {' '.join(extraction.title.split())}".rstrip()]
    parts.append(_summary(explanation))
    if extraction.awards:
        facts = (_fact(number, fact, extraction.text) for number, fact in enumerate(extraction.awards, 1))
        parts.append("\n".join([_title("Facts"), *facts]))
    if explanation.rejections:
        rejected = (_rejection(one, extraction.text) for one in explanation.rejections)
        parts.append("\n".join([_title("Rejected"), *rejected]))
    if extraction.checks:
        checks = (
            f"  {check.kind}: {check.claimed} claimed, {check.found} found" for check in extraction.checks
        )
        parts.append("\n".join([_title("Checks"), *checks]))
    if explanation.mentions:
        parts.append("\n".join([_title("Found in the text"), *_marked_lines(explanation)]))
    return "\n\n".join(parts)


def _title(text: str) -> str:
    return click.style(text, underline=True)


def _summary(explanation: Explanation) -> str:
    counts = [(len(explanation.extraction.awards), "fact"), (len(explanation.drafts), "draft")]
    counts += [(len(found), label) for label, found in explanation.mentions.items()]
    told = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)
    umbrella = explanation.umbrella
    if umbrella.award is None:
        return f"  {told}"
    award = explanation.extraction.text[slice(*umbrella.award)]
    year = f", {umbrella.year_value}" if umbrella.year_value else ""
    return f"  {told}\n  the article as a whole is about: {award}{year}"


def _fact(number: int, fact: AwardFact, text: str) -> str:
    who = fact.organisation if fact.recipient_type == "organisation" else fact.person
    parts = (who, fact.province, fact.award, fact.category, fact.tier, fact.year, fact.project)
    line = " · ".join(str(part) for part in parts if part)
    rule = click.style(f"rule {fact.rule}, confidence {fact.confidence:.2f}", dim=True)
    passage = mark_passage(text, fact.spans)
    return "\n".join([f"  {number}. {line}  ({rule})", *_indented(passage)])


def _rejection(rejection: Rejection, text: str) -> str:
    if rejection.start == rejection.end:
        return f"  the whole article: {rejection.reason}"
    start, end = rejection.start, rejection.end
    inside = text[start:end]
    if end - start > SHOWN:
        inside = f"{inside[: SHOWN // 2]} … {inside[-SHOWN // 2 :]}"
    before, behind = text[max(0, start - BEFORE) : start], text[end : end + BEHIND]
    marked = click.style(f"‹{inside}›", fg="red")
    passage = (
        f"{'…' if start > BEFORE else ''}{before}{marked}{behind}{'…' if end + BEHIND < len(text) else ''}"
    )
    return f"  {click.style(rejection.reason, fg='red')}\n    {' '.join(passage.split())}"


def _indented(passage: str) -> list[str]:
    return [f"     {line}" for line in passage.splitlines()]


def _marked_lines(explanation: Explanation) -> Iterator[str]:
    """The lines that hold an award, with all that was found in them marked; the others are counted."""
    text = explanation.extraction.text
    mentions = sorted(
        (mention for found in explanation.mentions.values() for mention in found),
        key=lambda mention: (mention.start, -mention.end),
    )
    next_mention, start, silent = 0, 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = []
        while next_mention < len(mentions) and mentions[next_mention].start < end:
            inside.append(mentions[next_mention])
            next_mention += 1
        if any(mention.label in ("award", "tier") for mention in inside):
            yield from _silence(silent)
            silent = 0
            yield f"  {_marked(text, start, end, inside)}"
        elif line.strip():
            silent += 1
        start = end + 1
    yield from _silence(silent)


def _silence(lines: int) -> Iterator[str]:
    if lines:
        yield click.style(f"  … {lines} line{'' if lines == 1 else 's'} without an award or a tier", dim=True)


def _marked(text: str, start: int, end: int, mentions: Iterable[Mention]) -> str:
    """A line with its mentions marked; of those that overlap, the one that begins first."""
    pieces, at = [], start
    for mention in mentions:
        if mention.start < at or mention.end > end:
            continue
        mark = click.style(f"‹{mention.label}: {mention.text}›", fg=COLOURS.get(mention.label), bold=True)
        pieces += [text[at : mention.start], mark]
        at = mention.end
    return "".join([*pieces, text[at:end]])
