"""What all tests share: where things are, and the kernels' surroundings."""

import os

import pytest
from building import ROOT, build_once
from hypothesis import settings

# A kernel of nbval inherits this: figures never look for a display.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
# With the debugger's file checks off, a kernel starts without a warning on stderr.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
# A property is about results. How long an example takes depends on who else is on the
# machine, and the library's own limit of 0.2 s fails now and then for that alone.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture(scope="session")
def root():
    """The folder that holds `_config.yml`."""
    return ROOT


@pytest.fixture(scope="session")
def site(tmp_path_factory, root):
    """Build the real book once for all test processes; return the pages' folder."""
    return build_once(root, tmp_path_factory)
