"""An organisation for the terminal, and as JSON: names, place, awards, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from db.profiles import AwardLine, Evidence, Name, Profile, evidence, name_of, profile, redirects_to
from db.store import Store
from rangwan.judging.wording import kind_words, name_words, place_words, printable

MOST_AWARDS = 4
MOST_FORMS = 8
LONGEST = 260
"""Characters of a sentence that are shown; of a longer one those round the name."""


def page(
    one: Profile,
    sentences: Iterable[Evidence],
    name: Name | None = None,
    *,
    joined_with: Sequence[Profile] = (),
    awards: int = MOST_AWARDS,
) -> Group:
    """An organisation as one column.

    `name` is the one of its names that is asked about, `joined_with` what a person has just joined it with.
    """
    parts: list[RenderableType] = [
        Text.assemble((printable(one.name), "bold"), "  ", (one.id, "dim")),
        Text(kind_words(one.kind), style="dim"),
        _line("จังหวัด province", place_words(one)),
    ]
    for other in joined_with:
        words = f"{printable(other.name)} {other.province or ''} {other.id}"
        parts.append(_line("ตัดสินแล้วว่าเป็นหน่วยงานเดียวกับ decided to be one with", words))
    if one.parent:
        parts.append(_line("สังกัด unit of", printable(one.parent)))
    if name is not None:
        parts.append(_line("ชื่อที่สงสัย name in doubt", name_words(name, name.key)))
    forms = [f"{printable(form.text)} ×{form.count}" for form in one.forms[:MOST_FORMS]]
    more = f" … +{len(one.forms) - MOST_FORMS}" if len(one.forms) > MOST_FORMS else ""
    parts.append(_line("เขียนว่า written", " · ".join(forms) + more))
    parts += award_lines(one.awards, awards)
    if one.awards_of_persons:
        parts.append(_line("รางวัลบุคคล awards of persons", f"{one.awards_of_persons} (ไม่แสดง not shown)"))
    parts += [line for sentence in sentences for line in _sentence(sentence)]
    return Group(*parts)


def award_lines(awards: Sequence[AwardLine], most: int) -> list[Text]:
    """The first awards, one a line, and how many there are."""
    lines = [_line("รางวัล awards", f"{len(awards)}")]
    for award in awards[:most]:
        year = str(award.year) if award.year else None
        told = " ".join(filter(None, (award.programme, year, award.tier)))
        project = f" – {award.project}" if award.project else ""
        lines.append(Text(f"  • {printable(told + project)}", overflow="fold"))
    if len(awards) > most:
        lines.append(Text(f"  … +{len(awards) - most}", style="dim"))
    return lines


def side_json(store: Store, identity: str, *, key: str | None = None, sentences: int = 3) -> dict[str, Any]:
    """An organisation as `--json` prints it; `key` is the name of it that is asked about."""
    told = asdict(profile(store.db, identity))
    told["redirects"] = list(redirects_to(store.db, identity))
    if key is not None:
        told["asked_about"] = key
        name = name_of(store.db, key)
        told["asked_about_as"] = name_words(name, key)
    told["evidence"] = [asdict(one) for one in evidence(store.db, identity, key=key, most=sentences)]
    return told


def _sentence(one: Evidence) -> list[Text]:
    heading = Text(f"{one.published or 'ไม่มีวันที่ no date'}  {printable(one.title)}", style="cyan")
    lines = [Text(""), heading, _marked(one)]
    if one.url:
        lines.append(Text(printable(one.url), style="dim"))
    return lines


def _marked(one: Evidence) -> Text:
    """The sentence, cut to the stretch round the name, the name standing out also without colours."""
    start, end = one.name or (0, 0)
    text = one.text
    first = max(0, min(start - LONGEST // 2, len(text) - LONGEST))
    last = min(len(text), max(end, first + LONGEST))
    marked = Text("“" + ("…" if first else ""), overflow="fold")
    if one.name is None:
        marked.append(_flat(text[first:last]))
    else:
        marked.append(_flat(text[first:start]))
        marked.append(f"‹{_flat(text[start:end])}›", style="bold yellow")
        marked.append(_flat(text[end:last]))
    marked.append(("…" if last < len(text) else "") + "”")
    return marked


def _flat(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _line(label: str, value: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), value, overflow="fold")
