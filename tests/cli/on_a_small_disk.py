# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builds on disks of some KiB each, for `unshare`: `python on_a_small_disk.py CONTENT FOLDER KIB…`; one line each.

The line has the size, the codes of the problems, and how many of the published editions are whole.
"""

import subprocess
import sys
from pathlib import Path

import click

from octavo.pipeline.build import build
from octavo.pipeline.options import house_options
from octavo.pipeline.publish import intact, listed

if __name__ == "__main__":
    content, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for size in sys.argv[3:]:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)], check=True)
        built = build([content], house_options(folder / "output", outputs=("web",), jobs=1))
        codes = sorted({each.code for each in built.all_problems})
        sets = sorted((folder / "output").glob("*/*/.set.json"))
        whole = sum(intact(path.parent, listed(path.parent) or {"nothing": ""}) for path in sets)
        left = len(list((folder / "output").glob("*/.aside/**/*.*")))
        click.echo(" ".join([size, ",".join(codes) or "-", f"{whole}/{len(sets)}", str(left)]))
