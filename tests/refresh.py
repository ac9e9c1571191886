"""Run tools/refresh_notebooks.py: what stands outside the project calls it here."""

import os
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent / "tools" / "refresh_notebooks.py"

if __name__ == "__main__":
    os.execv(sys.executable, [sys.executable, TOOL, *sys.argv[1:]])
