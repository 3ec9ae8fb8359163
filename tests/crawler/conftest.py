from __future__ import annotations

from collections.abc import Iterator

import pytest
from site_server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback for one test."""
    with serve() as served:
        yield served
