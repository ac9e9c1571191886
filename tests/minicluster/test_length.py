"""A module has one subject, so it is short enough to be read in one go."""

from pathlib import Path

import minicluster
import pytest

ROOM = Path(minicluster.__file__).parent
LINES = 170  # of a file, all counted; about 150 is what to aim at


@pytest.mark.parametrize(
    "module", sorted(ROOM.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOM))
)
def test_a_module_is_short(module):
    assert len(module.read_text("utf-8").splitlines()) <= LINES
