"""What all tests share: where things are, and the kernels' surroundings."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A kernel of nbval inherits this: figures never look for a display.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
# With the debugger's file checks off, a kernel starts without a warning on stderr.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


@pytest.fixture(scope="session")
def root():
    """The folder that holds `_config.yml`."""
    return ROOT
