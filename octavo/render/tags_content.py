# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marks in the content streams: what is an artifact there (ISO 32000-1, 14.6 and 14.8.2.2)."""

from __future__ import annotations

from typing import Any

from octavo.render.tags_build import Artifact


def mark_artifacts(streams: list[Any], artifacts: list[Artifact]) -> None:
    """Turn the marked content of `artifacts` into artifacts; `streams` are the pages' own, as lists of operators."""
    wanted: dict[int, dict[int, str]] = {}
    for page, mcid, properties in artifacts:
        wanted.setdefault(page, {})[mcid] = properties
    for page, kinds in wanted.items():
        operators = streams[page].stream
        for index, operator in enumerate(operators):
            if operator == b"BDC" and (properties := kinds.get(_mcid(operators[index - 1]), "")):
                operators[index - 2] = b"/Artifact"
                operators[index - 1] = f"<<{properties}>>".encode()


def _mcid(properties: Any) -> int:
    return properties.get("MCID", -1) if isinstance(properties, dict) else -1
