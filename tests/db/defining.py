"""Articles that define abbreviations."""

from __future__ import annotations

from dataclasses import replace

from telling import Told, tell

from normalize.text import document_text

CENTRE = "ศูนย์เร่งรัดจัดการสวัสดิภาพประชาชน"
"""ศรส.: a body that the lexicon does not have."""


def saying(told: Told, text: str) -> Told:
    """The article with one more line."""
    article = replace(told.article, text=f"{told.article.text}\n{text}")
    extraction = replace(told.extraction, text=document_text(article.title, article.text))
    return Told(article, extraction)


def defining(article_id: str, name: str, short: str, *, source: str = "thaigov") -> Told:
    """An article without awards that defines an abbreviation."""
    return saying(tell(article_id, source=source), f"ณ {name} ({short}) วันนี้")
