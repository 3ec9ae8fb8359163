"""Shows the passage of an article that a fact was read from, with its spans marked and labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from db.snippets import whole_end, whole_start

AROUND = 60
"""Characters shown before and behind the evidence."""

LONG = 4 * AROUND
"""Of a longer stretch without a mark the middle is left out: evidence can be most of an article."""

COLOURS = {
    "organisation": "green",
    "province": "cyan",
    "award": "yellow",
    "category": "yellow",
    "tier": "magenta",
    "year": "blue",
    "project": "bright_blue",
    "person": "red",
}

Spans = Mapping[str, Sequence[int]]


def mark_passage(text: str, spans: Spans) -> str:
    """The passage round the evidence, each field in it as ‹field: text›; fields read elsewhere follow it.

    `spans` are start and end in characters of `text`; a span that does not lie inside the text is left out.
    Where spans overlap, the one that begins first is marked and the others follow the passage.
    """
    inside = {
        name: (int(start), int(end)) for name, (start, end) in spans.items() if 0 <= start < end <= len(text)
    }
    if not inside:
        return ""
    start, end = inside.pop("evidence", _hull(inside))
    start, end = _around(text, start, end, AROUND)
    pieces, at, elsewhere = [], start, []
    for name, (first, last) in sorted(inside.items(), key=lambda item: (item[1][0], -item[1][1])):
        if first < at or last > end:
            elsewhere.append((name, first, last))
            continue
        pieces += [_shortened(text, at, first), _mark(name, text[first:last])]
        at = last
    pieces.append(_shortened(text, at, end))
    passage = ("…" if start else "") + "".join(pieces) + ("…" if end < len(text) else "")
    lines = [_one_line(passage)]
    for name, first, last in elsewhere:
        begin, until = _around(text, first, last, AROUND // 2)
        before, behind = text[begin:first], text[last:until]
        lines.append(_one_line(f"…{before}{_mark(name, text[first:last])}{behind}…"))
    return "\n".join(lines)


def find_spans(text: str, values: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """Where the strings of a gold fact, which has no spans, stand in the text."""
    spans = {}
    evidence = _find(text, values.get("evidence"), 0)
    if evidence:
        spans["evidence"] = evidence
    start = evidence[0] if evidence else 0
    for name in ("organisation", "award", "tier", "project", "province"):
        if found := _find(text, values.get(name), start) or _find(text, values.get(name), 0):
            spans[name] = found
    return spans


def _find(text: str, value: object, start: int) -> tuple[int, int] | None:
    if not isinstance(value, str) or not value:
        return None
    at = text.find(value, start)
    return (at, at + len(value)) if at >= 0 else None


def _hull(spans: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last character of spans, but no further than a few lines from the first."""
    start = min(first for first, _ in spans.values())
    return start, min(max(last for _, last in spans.values()), start + 5 * AROUND)


def _shortened(text: str, start: int, end: int) -> str:
    """A stretch in which nothing is marked, without its middle where it is long."""
    if end - start <= LONG:
        return text[start:end]
    return f"{text[start : whole_end(text, start + AROUND)]} … {text[whole_start(text, end - AROUND) : end]}"


def _around(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    return whole_start(text, max(0, start - most)), whole_end(text, min(len(text), end + most))


def _mark(name: str, text: str) -> str:
    return click.style(f"‹{name}: {text}›", fg=COLOURS.get(name), bold=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
