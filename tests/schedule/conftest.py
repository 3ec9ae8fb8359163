"""A job whose places hold what units, shells and crontabs take for their own signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_in_machine import Machine

from rangwan.scheduling.job import Job

ODD = '/srv/ข้อมูล รางวัล/50% of $HOME/it\'s "a" b\\c'


@pytest.fixture
def job() -> Job:
    return Job(
        program=("/opt/rangwan/bin/rangwan",),
        database=Path("/srv/rangwan/rangwan.db"),
        contact="data@example.go.th",
        installed=(Path("/opt/rangwan"), Path("/usr")),
    )


@pytest.fixture
def odd() -> Job:
    return Job(
        program=("/opt/โปรแกรม 1/rangwan",),
        database=Path(ODD, "rangwan.db"),
        settings=Path(ODD, "set tings.toml"),
        publishers=Path("/etc/rangwan/100%"),
        contact="งาน ข้อมูล <data@example.go.th>",
        installed=(Path("/usr"),),
    )


@pytest.fixture
def machine() -> Machine:
    return Machine()
