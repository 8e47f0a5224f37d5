# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build to be killed: `python kill_at_random.py CONTENT OUTPUT` builds two editions of a publication in processes."""

import sys
from pathlib import Path

from octavo.pipeline.build import build
from octavo.pipeline.options import house_options

if __name__ == "__main__":
    folders = [Path(sys.argv[1])]
    built = build(folders, house_options(Path(sys.argv[2]), outputs=("epub", "web"), jobs=2))
    sys.exit(built.failed)
