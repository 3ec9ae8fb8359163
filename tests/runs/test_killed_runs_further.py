"""Twenty further moments; a file of their own, which another process of the tests can take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import kill_ten_times
from real_runs import Starter, starter


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    with starter(tmp_path_factory.mktemp("runs") / "said.txt") as commands:
        yield commands


@pytest.mark.parametrize("seed", range(3, 5))
def test_further_runs_that_are_killed_end_as_one_that_was_left_alone(
    seed: int, tmp_path: Path, commands: Starter
) -> None:
    kill_ten_times(seed, tmp_path, commands)
