"""Abbreviations that articles define themselves: searched for, counted, looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from db.settings import matching
from db.slips import one_slip
from db.sync import sync
from normalize.abbreviations import Body, expand_bodies
from normalize.definitions import RULES_VERSION, find_definitions, undotted
from normalize.organisations import canonical_name
from normalize.text import document_text, fold

_OFFICE = "สำนักงาน"
_PUBLIC = "(องค์การมหาชน)"


@dataclass(frozen=True, slots=True)
class Learnt:
    """A name that articles give for an abbreviation, and how many of them, of how many publishers, do."""

    name: str
    articles: int
    publishers: int


def learn_abbreviations(db: Database) -> int:
    """Search the articles that are new, changed or searched by older rules, and count all definitions anew.

    The number of articles searched.  The caller holds the transaction; a second time changes nothing.
    """
    searched = _search_articles(db)
    _count(db)
    return searched


def current_bodies(abbreviation: str) -> tuple[Body, ...]:
    """The bodies that the table of abbreviations has for one; a former one only where it is the only one."""
    bodies = expand_bodies(abbreviation)
    current = tuple(body for body in bodies if not body.former)
    return current if len(bodies) > 1 else bodies


class Definitions:
    """Looks up what articles define; made once for the definitions that are stored, after searching."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._learnt: defaultdict[str, list[Learnt]] = defaultdict(list)
        for row in db.query("SELECT * FROM learnt_abbreviation ORDER BY abbreviation, articles DESC, name"):
            learnt = Learnt(row["name"], row["articles"], row["publishers"])
            self._learnt[row["abbreviation"]].append(learnt)

    def learnt(self, abbreviation: str) -> tuple[Learnt, ...]:
        """The names that all articles give for an abbreviation, the most frequent first."""
        return tuple(self._learnt.get(undotted(abbreviation), ()))

    def of_article(self, article_id: str, abbreviation: str) -> str | None:
        """The one name that an article gives for an abbreviation; null when it gives none or several.

        A Latin abbreviation, whose letters say nothing about a Thai name, counts only where as many articles
        as matching.toml asks for give the same name.
        """
        key = undotted(abbreviation)
        rows = self._db.conn.execute(
            "SELECT abbreviation, name FROM definition WHERE article_id = ?", [article_id]
        )
        said = Counter(canonical_name(name) for short, name in rows.fetchall() if undotted(short) == key)
        names = sorted(set(group_names(said, [body.name for body in expand_bodies(abbreviation)]).values()))
        if len(names) != 1:
            return None
        if key.isascii():
            least = matching().abbreviation.least_articles_of_latin
            if not any(_same(names[0], other.name) for other in self.learnt(key) if other.articles >= least):
                return None
        return names[0]


def group_names(counts: Mapping[str, int], known: Sequence[str] = ()) -> dict[str, str]:
    """For each canonical name the one that stands for it and for others that differ in nothing that counts.

    The same are a body with and without (องค์การมหาชน), a committee and its office (คณะกรรมการอาหารและยา and
    สำนักงานคณะกรรมการอาหารและยา: the office stands for both), and a name with one slip of spelling.  A `known`
    name, else the most frequent one, stands for the others.
    """
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    groups: list[list[str]] = [[name] for name in known]
    for name in ranked:
        group = next((group for group in groups if any(_same(name, other) for other in group)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return {name: _standing(group, known) for group in groups for name in group if name in counts}


def _standing(group: Sequence[str], known: Sequence[str]) -> str:
    if group[0] in known:
        return group[0]
    offices = [name for name in group if name == _OFFICE + group[0]]
    return (offices or group)[0]


def _same(left: str, right: str) -> bool:
    a, b = fold(left).removesuffix(_PUBLIC), fold(right).removesuffix(_PUBLIC)
    if a == b or _OFFICE + a == b or _OFFICE + b == a:
        return True
    longest = max(len(a), len(b))
    return 1 - 1 / longest >= matching().spelling.least_similarity and one_slip(a, b)


def _search_articles(db: Database) -> int:
    stale = db.conn.execute(
        "SELECT a.id, a.version FROM article a LEFT JOIN definition_scan s ON s.article_id = a.id"
        " WHERE s.article_id IS NULL OR s.article_version <> a.version OR s.rules_version <> ? ORDER BY a.id",
        [RULES_VERSION],
    ).fetchall()
    for article_id, version in stale:
        title, text = db.conn.execute(
            "SELECT title, text FROM article_version WHERE article_id = ? AND version = ?",
            [article_id, version],
        ).fetchone()
        _put_definitions(db, article_id, document_text(title, text))
        db.conn.execute(
            "INSERT INTO definition_scan (article_id, article_version, rules_version) VALUES (?, ?, ?)"
            " ON CONFLICT (article_id) DO UPDATE"
            " SET article_version = excluded.article_version, rules_version = excluded.rules_version",
            [article_id, version, RULES_VERSION],
        )
    return len(stale)


def _put_definitions(db: Database, article_id: str, text: str) -> None:
    """Replace the definitions of an article by those of its text, each where it stands first."""
    db.conn.execute("DELETE FROM definition WHERE article_id = ?", [article_id])
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for found in find_definitions(text):
        place = (found.start, found.end)
        key = (found.abbreviation, found.name)
        first[key] = min(place, first.get(key, place))
    db.conn.executemany(
        "INSERT INTO definition (article_id, abbreviation, name, start_char, end_char)"
        " VALUES (?, ?, ?, ?, ?)",
        [(article_id, *key, *place) for key, place in first.items()],
    )


def _count(db: Database) -> None:
    said: defaultdict[str, defaultdict[str, dict[str, str | None]]] = defaultdict(lambda: defaultdict(dict))
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    canonical = lru_cache(maxsize=None)(canonical_name)
    for short, name, article_id, source in db.conn.execute(
        "SELECT d.abbreviation, d.name, d.article_id, a.source FROM definition d"
        " JOIN article a ON a.id = d.article_id"
    ):
        key = undotted(short)
        said[key][canonical(name)][article_id] = source
        forms[key][short] += 1
    rows = [row for key in sorted(said) for row in _rows(key, said[key], forms[key])]
    sync(db, "learnt_abbreviation", ("abbreviation", "name"), rows, delete=True)


def _rows(
    key: str, said: Mapping[str, Mapping[str, str | None]], forms: Counter[str]
) -> Iterable[dict[str, str | int]]:
    """The rows of one abbreviation; `said` has the articles that give each name, with their publishers."""
    known = [body.name for body in expand_bodies(key)]
    standing = group_names({name: len(articles) for name, articles in said.items()}, known)
    articles: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for name, stands in standing.items():
        articles[stands].update(said[name])
    meanings = {*articles, *(body.name for body in current_bodies(key))}
    for name, sources in articles.items():
        yield {
            "abbreviation": key,
            "name": name,
            "written": min(forms, key=lambda form: (-forms[form], form)),
            "articles": len(sources),
            "publishers": len(set(sources.values()) - {None}),
            "in_lexicon": int(name in known),
            "ambiguous": int(len(meanings) > 1),
        }
