"""Rows as the files that pages offer: CSV for spreadsheets, JSON for programs, however many there are."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from datasette.utils.asgi import AsgiStream, AsgiWriter, Request

from db.pages.cells import csv_lines

Row = Mapping[str, Any]

_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take Thai for Latin letters


def file_of(
    request: Request, name: str, columns: Sequence[str], count: int, chunks: AsyncIterator[Sequence[Row]]
) -> AsgiStream:
    """`count` rows, sent chunk by chunk, in the format that the address ends with.

    `chunks`: rows with these columns in this order.  JSON is `{"rows": [...], "count": ...}`.
    """
    as_csv = request.url_vars["format"] == "csv"

    async def stream(writer: AsgiWriter) -> None:
        await writer.write(_BYTE_ORDER_MARK + csv_lines([columns]) if as_csv else '{"rows": [')
        first = True
        async for rows in chunks:
            if as_csv:
                text = csv_lines(row.values() for row in rows)
            else:
                text = ",\n".join(json.dumps(dict(row), ensure_ascii=False) for row in rows)
                text = text if first or not text else f",\n{text}"
            first = first and not rows
            await writer.write(text)
        if not as_csv:
            await writer.write(f'], "count": {count}}}\n')

    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{request.url_vars["format"]}"',
        "Access-Control-Allow-Origin": "*",
    }
    kind = "text/csv; charset=utf-8" if as_csv else "application/json; charset=utf-8"
    return AsgiStream(stream, headers=headers, content_type=kind)
