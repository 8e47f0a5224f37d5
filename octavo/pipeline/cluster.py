# SPDX-License-Identifier: AGPL-3.0-or-later
"""A cluster that runs the steps of a build, where one was asked for: what it takes is imported only then."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from octavo.diagnostics.problem import ProblemsFound, problem
from octavo.pipeline.store import Store

if TYPE_CHECKING:
    from octavo.pipeline.cluster_steps import Cluster


def cluster_at(scheduler: str, store: Store, environment: str, share: str = "") -> Cluster | None:
    """Return the cluster of a scheduler, which is not spoken to before there is work; None where none is named.

    Raises ProblemsFound where the package for it is not installed.

    Args:
        scheduler: its address, such as tcp://10.0.0.1:8786, or tls://… .
        store: the builder's, in which everything ends.
        environment: the digest of the versions that workers must have.
        share: a folder, or an address that fsspec opens, where both sides leave files; without it they go by message.
    """
    if not scheduler:
        return None
    if find_spec("distributed") is None:
        raise ProblemsFound([problem("S351")])
    from octavo.pipeline.cluster_steps import Cluster

    return Cluster(scheduler, store, environment, share)
