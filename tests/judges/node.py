# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Node that comes with Playwright: it drives the browser and runs Ace, for which many systems have one too old."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.judges.verdicts import JudgeMissingError


@cache
def node() -> Path:
    """Return the path of a Node that starts; raises JudgeMissingError."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        raise JudgeMissingError("the package playwright is not installed")
    path = Path(spec.origin).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise JudgeMissingError(f"the Node of Playwright does not start: {done.stderr.strip()}")
    return path
