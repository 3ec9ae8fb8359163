"""Awards: the names of awards and what stands around the word รางวัล.

A mention is one of these kinds (attributes["kind"]):

- "name"     รางวัลเลิศรัฐ, โล่ประกาศเกียรติคุณ..., Prime Minister's Export Award: it has a name
- "tier"     รางวัลชนะเลิศ, รางวัลเหรียญทอง: a placing; a contest's name may follow (attributes["contest"])
- "bare"     รางวัล alone (ได้รับรางวัล, รางวัลดังกล่าว)
- "count"    3 รางวัล
- "contest"  การประกวด..., โครงการ...Contest: a contest whose placings are the awards
"""

from __future__ import annotations

import re

from extract.components.award_patterns import (
    AWARD,
    AWARD_OF_TIER,
    BEHIND_TIER,
    BEST_OF,
    CLOSE_QUOTE,
    CONTEST,
    CONTEST_WORDS,
    COUNT_BEFORE,
    DESCRIBED_KIND,
    GENERIC,
    GOES_ON,
    GROUP_AWARD,
    HONOUR_ALONE,
    IN_BRACKETS,
    LATIN_AWARD,
    LATIN_RUN,
    LATIN_WORDS,
    LEVEL_NOT_CONTEST,
    LOOSE_TAIL,
    MARKED_NAME,
    NOT_A_NAME,
    OPEN_QUOTE,
    PRAISE,
    QUOTED,
    SPECIAL,
    STOP,
)
from extract.components.programmes import programme_aliases
from extract.components.quoted_awards import quoted_beside
from extract.components.tiers import LEVEL, TIER_START
from extract.components.tokens import is_thai
from extract.lexicons import trie_pattern
from extract.mention import Cover, Mention
from normalize.text import arabic_digits

NATIONAL = "แห่งชาติ"
"""What may be glued to the name of a programme and belongs to it."""
YEAR_FIRST = re.compile(r" ?(?:20|25)[0-9]{2} (?=[A-Z])")
"""รางวัล 2020 Asian Townscape Awards: the edition before an English name."""
SHORTEST_NAME = 12
"""Characters of a name that is left when a loose word at its end is cut off."""


LAST_YEAR = re.compile("ปี(?:ที่|ก่อน|นี้|ล่าสุด)")
"""Glued behind the name of a programme: when it was given, and no part of it."""


class AwardFinder:
    """Finds awards; made once, then used for every text."""

    def __init__(self) -> None:
        forms = programme_aliases()
        self._programmes = forms
        long_forms = [form for form in forms if len(form) >= 6]
        self._known = re.compile(trie_pattern(long_forms))
        self._stems = {
            form.removeprefix("รางวัล").strip(): name
            for form, name in forms.items()
            if form.startswith("รางวัล")
        }
        self._stem = re.compile(rf"{trie_pattern(stem for stem in self._stems if len(stem) >= 4)}(?![a-z])")

    def __call__(self, text: str, starts: frozenset[int]) -> list[Mention]:
        known = {m.start(): m for m in self._known.finditer(text)}
        found: list[Mention] = []
        end_of_last = 0
        for match in AWARD.finditer(text):
            if match.start() < end_of_last:
                continue
            mention = self._read(text, match, known, starts)
            found.append(mention)
            end_of_last = mention.end
        found += [second for first in found if (second := quoted_beside(text, first)) is not None]
        cover = Cover(found, len(text))
        for extra in self._without_the_word(text, known):
            if not cover.touches(extra.start, extra.end):
                found.append(extra)
                cover.add(extra.start, extra.end)
        return sorted(found, key=lambda m: m.start)

    def _read(
        self, text: str, match: re.Match[str], known: dict[int, re.Match[str]], starts: frozenset[int]
    ) -> Mention:
        start, after = match.start(), match.end()
        attributes: dict[str, object] = {"object": match["object"]}
        count = COUNT_BEFORE.search(text, max(0, start - 6), start)
        if count:
            attributes["count"] = int(arabic_digits(count["n"]))
            attributes["count_span"] = count.span("n")
        tier = TIER_START.match(text, after)
        if tier and match["object"].endswith("รางวัล"):
            return self._placing(text, start, tier, starts, attributes)
        mention = self._listed(text, match, known, starts, attributes)
        if mention is not None:
            return mention
        end = after if LEVEL.match(text, after) else name_end(text, after, starts)
        named = text[after:end].strip(" “”\"'")
        further = GOES_ON.match(text, end) if GENERIC.search(text, start, end) else None
        if further and not STOP.match(further["rest"]):
            end = further.end()
        kind = "name" if len(named) >= 3 and not NOT_A_NAME.match(named) else "bare"
        if kind == "name" and match["gap"] and not self._after_space(named, text, after):
            kind = "bare"
        special = SPECIAL.match(text, end) if named == "พิเศษ" else None
        if special and not STOP.match(special["rest"]):
            kind, end = "name", special.end()
        if kind == "bare":
            end = match.start() + len(match[0].rstrip())
            kind = "count" if count else "bare"
        attributes["kind"] = kind
        return self._mention(text, start, end, attributes)

    def _placing(
        self,
        text: str,
        start: int,
        tier: re.Match[str],
        starts: frozenset[int],
        attributes: dict[str, object],
    ) -> Mention:
        """รางวัลชนะเลิศ, with the contest that may be named right behind it."""
        attributes |= {"kind": "tier", "tier": tier.span("tier")}
        own = AWARD_OF_TIER.match(text, tier.end())
        if own:
            attributes["own"] = (tier.start("tier"), own.end())
            return self._mention(text, start, own.end(), attributes)
        best = BEST_OF.match(text, tier.end())
        if best:
            attributes["contest"] = best.span("contest")
            return self._mention(text, start, best.end(), attributes)
        group = GROUP_AWARD.match(text, tier.end())
        contest_end = group.end() if group else name_end(text, tier.end(), starts)
        name = text[tier.end() : contest_end]
        apart = name.startswith(" ") and not LATIN_RUN.match(name.strip(f" {OPEN_QUOTE}"))
        begins = BEHIND_TIER.match(name) or self._known.match(name)
        if len(name.strip()) >= 6 and not apart and begins and not LEVEL_NOT_CONTEST.match(name):
            contest = trimmed(text, tier.end(), contest_end)
            entry = self._known.match(text, contest[0] + (text[contest[0]] in OPEN_QUOTE))
            attributes["contest"] = contest
            if entry:
                attributes["programme"] = self._programmes[entry[0]]
            return self._mention(text, start, contest_end, attributes)
        return self._mention(text, start, tier.end(), attributes)

    def _listed(
        self,
        text: str,
        match: re.Match[str],
        known: dict[int, re.Match[str]],
        starts: frozenset[int],
        attributes: dict[str, object],
    ) -> Mention | None:
        """An award of the lexicon: under its whole name, without รางวัล, behind a space or in quotes."""
        start, after = match.start(), match.end()
        awarded = match["object"].endswith("รางวัล")
        entry = known.get(start) if start in known and known[start].end() > after else known.get(after)
        if entry and entry.end() > after:
            if entry.start() == after and entry[0].startswith("รางวัล"):
                if awarded:
                    return None  # 8 รางวัล รางวัลX: the next one has the name
                start = after  # โล่ประกาศเกียรติคุณ รางวัลX: the plaque is no part of the name
            end = max(entry.end(), name_end(text, entry.end(), starts, glued=True))
            attributes |= {"kind": "name", "programme": self._programmes[entry[0]]}
            rest = trimmed(text, entry.end(), end)
            glued = rest[0] == entry.end() and entry.end() in starts
            if HONOUR_ALONE.fullmatch(text, *rest):
                return self._mention(text, start, rest[1], attributes)
            if rest[1] - rest[0] >= 4 and glued and is_thai(text[rest[0]]):
                if not LAST_YEAR.match(text, rest[0]):
                    attributes["rest"] = rest
                end = entry.end()
            return self._mention(text, start, end, attributes)
        dated = YEAR_FIRST.match(text, after - len(match["gap"])) if awarded else None
        entry = known.get(dated.end()) if dated else None
        if entry:
            attributes |= {"kind": "name", "programme": self._programmes[entry[0]]}
            return self._mention(text, start, entry.end(), attributes)
        quoted = text[after : after + 1] in tuple(OPEN_QUOTE)
        stem = self._stem.match(text, after + quoted)
        if stem and quoted and text[stem.end() : stem.end() + 1] not in (" ", *CLOSE_QUOTE):
            stem = None
        if stem and (match["gap"] or quoted) and awarded:
            attributes |= {"kind": "name", "programme": self._stems[stem[0]]}
            begin = after if quoted else stem.end()
            end = max(stem.end(), name_end(text, begin, starts, glued=not quoted))
            return self._mention(text, start, end, attributes)
        return None

    @staticmethod
    def _after_space(named: str, text: str, after: int) -> bool:
        """Behind รางวัล and a space a name is quoted, Latin, closes with praise, or tells whom it honours."""
        if DESCRIBED_KIND.match(named):
            return True
        return text[after] in OPEN_QUOTE or named[0].isascii() or bool(PRAISE.search(named))

    @staticmethod
    def _mention(text: str, start: int, end: int, attributes: dict[str, object]) -> Mention:
        start, end = trimmed(text, start, end)
        if text[end - 1] == "”" and "“" not in text[start:end]:
            end -= 1  # it closes what began before the award
        if "tier" not in attributes:
            end = without_loose_tail(text, start, end)
        return Mention("award", start, end, text[start:end], None, attributes)

    @staticmethod
    def _marked(text: str, start: int) -> bool:
        """Whether a short name without the word รางวัล stands in quotes or among words of winning."""
        before = text[max(0, start - 24) : start]
        return before[-1:] in ("“", '"', "'", "‘") or bool(
            re.search("รางวัล|โล่|ประกวด|ได้รับ|คว้า|มอบ|คัดเลือก", before)
        )

    def _without_the_word(self, text: str, known: dict[int, re.Match[str]]) -> list[Mention]:
        found = []
        for match in known.values():
            glued = match.start() > 0 and is_thai(match[0][0]) and is_thai(text[match.start() - 1])
            if glued and not text.endswith("เป็น", 0, match.start()):
                continue  # วันผู้สูงอายุแห่งชาติ is no award
            if is_thai(match[0][0]) and len(match[0]) < MARKED_NAME and not self._marked(text, match.start()):
                continue
            attributes = {"kind": "name", "programme": self._programmes[match[0]], "object": ""}
            end = match.end() + len(NATIONAL) * text.startswith(NATIONAL, match.end())
            found.append(Mention("award", match.start(), end, text[match.start() : end], None, attributes))
        for match in LATIN_AWARD.finditer(text) if any(word in text for word in LATIN_WORDS) else ():
            start, end = trimmed(text, match.start(), match.end())
            kind = "contest" if match["contest"] else "name"
            found.append(Mention("award", start, end, text[start:end], None, {"kind": kind, "object": ""}))
        for match in CONTEST.finditer(text) if any(word in text for word in CONTEST_WORDS) else ():
            start, end = trimmed(text, match.start(), closed_quotation(text, match.start(), match.end()))
            end = without_loose_tail(text, start, end)
            found.append(
                Mention("award", start, end, text[start:end], None, {"kind": "contest", "object": ""})
            )
        return sorted(found, key=lambda m: m.start - m.end)


def closed_quotation(text: str, start: int, end: int) -> int:
    """The end of a name moved behind the quotation that it cuts, if that closes soon."""
    straight = text.count('"', start, end) % 2 == 1
    if straight or text.count("“", start, end) > text.count("”", start, end):
        closing = text.find('"' if straight else "”", end, min(len(text), end + 90))
        return closing + 1 if closing >= 0 and "\n" not in text[end:closing] else end
    return end


def without_loose_tail(text: str, start: int, end: int) -> int:
    """The end of a name before a word that no name ends in (การแข่งขันทักษะของนักศึกษาทุก|ระดับ)."""
    tail = LOOSE_TAIL.search(text, start, end)
    return trimmed(text, start, tail.start())[1] if tail and tail.start() - start > SHORTEST_NAME else end


def name_end(text: str, start: int, starts: frozenset[int], glued: bool = False) -> int:
    """Where the name that begins at `start` ends: at a stop word, at white space, after a quotation.

    Thai names of awards are written without spaces; spaces go on only to a quotation or Latin words.
    """
    position, limit = start, min(len(text), start + 160)
    named = glued
    while position < limit:
        char = text[position]
        bracketed = IN_BRACKETS.match(text, position) if char in " (" and named else None
        if bracketed:
            position = bracketed.end()
            continue
        if char in OPEN_QUOTE:
            quoted = QUOTED.match(text, position)
            if not quoted:
                return position
            position, named = quoted.end(), True
            continue
        if char == " ":
            nxt = position + 1
            if nxt >= limit:
                return position
            quote_follows = text[nxt] in OPEN_QUOTE and not glued and not LEVEL.match(text, nxt + 1)
            latin_follows = bool(LATIN_RUN.match(text, nxt)) and (not named or text[position - 1].isascii())
            if not (quote_follows or latin_follows or not named) or STOP.match(text, nxt):
                return position
            position = nxt
            continue
        first_level = position == start and text.startswith("ระดับ", position)
        if not first_level and (position in starts or not is_thai(char)) and STOP.match(text, position):
            return position
        latin = LATIN_RUN.match(text, position)
        if latin and latin.end() > position:
            position, named = latin.end(), True
            continue
        if char == "ฯ":
            return position + 1
        position, named = position + 1, True
    return position


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and joiners at its ends."""
    while start < end and text[start] in " \n-–":
        start += 1
    while end > start and text[end - 1] in " \n-–":
        end -= 1
    return start, end
