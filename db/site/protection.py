"""What the public's SQL may do: read what is public, within limits of time and size, and nothing else."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from db.site.patterns import glob, like

MAX_VALUE_BYTES = 2_000_000
"""The longest value or row that a query may make or read; the longest article known has 0.6 MB."""

MAX_RESULT_BYTES = 20_000_000
"""The most that the rows of one query may hold together."""

MAX_HEAP_BYTES = 512_000_000
"""The most that SQLite may take in the whole process; a query that wants more fails."""

MAX_PATTERN = 500
"""Characters of a pattern of LIKE or GLOB."""

# Each bounds something that runs between two checks of the time limit, or takes memory before the first.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# Names of persons as values of their own, and what would give them away: a project called by its author's
# name, the place of a name in the text, a digest to try names against.  Public views leave them out.
_PRIVATE = {
    ("fact", "person"),
    ("fact", "project"),
    ("fact", "digest"),
    ("award", "person"),
    ("award", "project"),
    ("span", "text"),
    ("span", "start_char"),
    ("span", "end_char"),
}
# They tell where the file is, or read it page by page.
_HIDDEN_TABLES = {"sqlite_dbpage", "dbstat", "sqlite_stmt", "sqlite_temp_master", "sqlite_temp_schema"}
_PRAGMAS = {
    "data_version",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "schema_version",
    "table_info",
    "table_list",
    "table_xinfo",
}
_FORBIDDEN_FUNCTIONS = {
    "load_extension",
    "fts3_tokenizer",
    "fts5",
    "sqlite_log",
    "edit",
    "writefile",
    "readfile",
    # It compares every key of one object with every key of the other.
    "json_patch",
    # They tell how the machine's SQLite was made.
    "sqlite_compileoption_get",
    "sqlite_compileoption_used",
    "sqlite_source_id",
    "fts5_source_id",
}
# SQLite's own need minutes for two long texts, and look at no clock meanwhile; so do its instr(), replace(),
# LIKE and GLOB, for which there are others below.
_SLOW_FUNCTIONS = ("trim", "ltrim", "rtrim")

# As SQLite cuts SQL into tokens.  What it would take for another token than this does could hide a part of a
# query: in SQLite a parameter may hold anything in parentheses, `$a(')`.
_TOKEN = re.compile(
    r"""(?P<space>[ \t\n\f\r]+|--[^\n]*|/\*.*?(?:\*/|\Z))
    | '(?P<text>(?:[^']|'')*)' | "(?P<double>(?:[^"]|"")*)"
    | `(?P<tick>(?:[^`]|``)*)` | \[(?P<bracket>[^\]]*)\]
    | (?P<parameter>\?[0-9]* | [$@\#:](?:[A-Za-z_0-9$\x80-\U0010ffff]|::)*)
    | (?P<word>[A-Za-z_0-9$\x80-\U0010ffff]+) | (?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
# SQLite takes a byte order mark for a space, but only where a token begins.
_NEVER_IN_SQL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff]")


class ForbiddenSql(sqlite3.OperationalError):
    """A query that is not run."""


def guard(connection: sqlite3.Connection) -> None:
    """Limit a connection to reading what is public; `allow_views` says which views may leave it out."""
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA hard_heap_limit = {MAX_HEAP_BYTES}")
    connection.execute("PRAGMA cell_size_check = ON")
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.create_function("instr", 2, _instr, deterministic=True)
    connection.create_function("replace", 3, _replace, deterministic=True)
    connection.create_function("like", 2, _like, deterministic=True)
    connection.create_function("like", 3, _like, deterministic=True)
    connection.create_function("glob", 2, _glob, deterministic=True)
    for name in _SLOW_FUNCTIONS:
        connection.create_function(name, 2, _refuse, deterministic=True)
    allow_views(connection, frozenset())


def allow_views(connection: sqlite3.Connection, views: frozenset[str]) -> None:
    """Let these views, and nothing else, read what is private to leave it out."""
    connection.set_authorizer(_authorizer(views))


def check_names(sql: str, taken: frozenset[str]) -> None:
    """Refuse a query that gives a part of itself (`WITH name AS (...)`) the name of a table or view.

    SQLite tells the authorizer a view's name and that of such a part in the same way, so that a part called
    like a view could read whatever the view may.

    Raises `ForbiddenSql`.
    """
    if odd := _NEVER_IN_SQL.search(sql):
        raise ForbiddenSql(f"SQL may not hold the character U+{ord(odd[0]):04X}")
    for name in _named_parts(sql):
        if name.lower() in taken:
            raise ForbiddenSql(f"A WITH part must not be called like a table or view of the dataset: {name}")


def _authorizer(
    views: frozenset[str],
) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    def authorize(
        action: int, one: str | None, two: str | None, _database: str | None, by: str | None
    ) -> int:
        allowed = False
        if action == sqlite3.SQLITE_READ:
            if (one, two) in _PRIVATE and by not in views:
                return sqlite3.SQLITE_IGNORE  # reads as null
            allowed = (one or "").lower() not in _HIDDEN_TABLES
        elif action == sqlite3.SQLITE_FUNCTION:
            allowed = (two or "").lower() not in _FORBIDDEN_FUNCTIONS
        elif action == sqlite3.SQLITE_PRAGMA:
            allowed = (one or "").lower() in _PRAGMAS
        elif action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            allowed = True
        elif action == sqlite3.SQLITE_UPDATE:
            # A full-text table tells its columns so as it is opened; nothing is written by this connection.
            allowed = one == "sqlite_master" and by is None
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return authorize


def _tokens(sql: str) -> list[re.Match[str]]:
    """The tokens but spaces and comments.  Raises `ForbiddenSql`."""
    tokens = []
    for match in _TOKEN.finditer(sql):
        if match.lastgroup == "parameter" and sql.startswith("(", match.end()):
            raise ForbiddenSql("A parameter may be followed by no parenthesis")
        if match.lastgroup != "space":
            tokens.append(match)
    return tokens


def _named_parts(sql: str) -> Iterator[str]:
    """What stands before `AS (` or `AS [NOT] MATERIALIZED (`, with or without a list of columns between."""
    tokens = _tokens(sql)
    signs = [(match["word"] or match["sign"] or "").lower() for match in tokens]
    for place, sign in enumerate(signs):
        if sign != "as":
            continue
        rest = [word for word in signs[place + 1 : place + 4] if word not in ("not", "materialized")]
        before = place - 1
        if rest[:1] != ["("] or before < 0:
            continue
        if signs[before] == ")":
            depth = 0
            while before >= 0:
                depth += {")": 1, "(": -1}.get(signs[before], 0)
                before -= 1
                if depth == 0:
                    break
        if before >= 0:
            yield _name(tokens[before])


def _name(token: re.Match[str]) -> str:
    for group, quote in (("text", "'"), ("double", '"'), ("tick", "`")):
        if token[group] is not None:
            return token[group].replace(quote * 2, quote)
    return token["bracket"] or token["word"] or token["sign"] or ""


def _instr(whole: object, part: object) -> int | None:
    if whole is None or part is None:
        return None
    if isinstance(whole, bytes) and isinstance(part, bytes):
        return whole.find(part) + 1
    return _text(whole).find(_text(part)) + 1


def _replace(whole: object, old: object, new: object) -> str | None:
    if whole is None or old is None or new is None:
        return None
    text, before, after = _text(whole), _text(old), _text(new)
    if not before:
        return text
    if len(text) + text.count(before) * len(after) > MAX_VALUE_BYTES:
        raise ValueError("string or blob too big")
    return text.replace(before, after)


def _like(pattern: object, text: object, *escape: object) -> bool | None:
    if pattern is None or text is None or None in escape:
        return None
    sign = _text(escape[0]) if escape else None
    if sign is not None and len(sign) != 1:
        raise ValueError("ESCAPE expression must be a single character")
    return like(_pattern(pattern), _text(text), sign)


def _glob(pattern: object, text: object) -> bool | None:
    return None if pattern is None or text is None else glob(_pattern(pattern), _text(text))


def _pattern(value: object) -> str:
    pattern = _text(value)
    if len(pattern) > MAX_PATTERN:
        raise ValueError("LIKE or GLOB pattern too complex")
    return pattern


def _refuse(_text: object, _letters: object) -> None:
    raise ValueError("trim() takes one argument here")


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
