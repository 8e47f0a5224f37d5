# SPDX-License-Identifier: AGPL-3.0-or-later
"""The options of commands whose steps may run on the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OPTIONS = (
    click.option(
        "--executor",
        type=click.Choice(["processes", "dask"]),
        default="processes",
        help="Who runs the steps: processes of this machine, or the workers of a Dask cluster.",
    ),
    click.option("--scheduler", default="", metavar="ADDRESS", help="The cluster's, such as tcp://10.0.0.1:8786."),
    click.option("--share", default="", metavar="FOLDER|URL", help="Where this machine and the workers leave files."),
)


def on_cluster(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options --executor, --scheduler and --share to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def cluster_wish(executor: str, scheduler: str, share: str) -> tuple[str, str]:
    """Return scheduler and shared place as a build takes them; refuse options that say nothing without each other."""
    if executor == "dask" and not scheduler:
        raise click.UsageError("--executor dask takes the address of a cluster: --scheduler tcp://…")
    if executor != "dask" and (scheduler or share):
        raise click.UsageError("--scheduler and --share go with --executor dask")
    if scheduler and "://" not in scheduler:
        raise click.UsageError(f"--scheduler takes an address such as tcp://{scheduler}")
    return scheduler, share if "://" in share or not share else str(Path(share).resolve())
