# SPDX-License-Identifier: AGPL-3.0-or-later
"""The editions that the publications of the house name, as (publication, edition)."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


def _editions(manifest: Path) -> list[str]:
    data = YAML(typ="safe").load(manifest)
    return data.get("editions") or [data["language"]]


EDITIONS = [
    (manifest.parent.name, tag)
    for manifest in sorted((ROOT / "content").glob("*/publication.yaml"))
    for tag in _editions(manifest)
]
PUBLICATIONS = tuple(dict.fromkeys(name for name, _ in EDITIONS))
