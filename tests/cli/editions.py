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
# One of each kind, for judges that take long: both publications, in both directions, and three scripts. Languages share
# templates and steps; in what each has of its own the checks of every build look, and the judges that are quick.
KINDS = [each for each in EDITIONS if each[0] == "starter" or each[1] in ("az", "ar")]
SCRIPTS = [each for each in EDITIONS if each in KINDS or each[1] == "ru"]
PUBLICATIONS = tuple(dict.fromkeys(name for name, _ in EDITIONS))
