# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON Schemas of the authors' YAML files, printed from the models that read them; editors check with them."""

from __future__ import annotations

import json
from typing import Any, get_args

from pydantic import BaseModel

from octavo.model.corrections import Corrections
from octavo.model.data import Images, Table, Terms
from octavo.model.ledger import Edtf, Sources, Statistics
from octavo.model.locale import Language
from octavo.model.manifest import Manifest
from octavo.model.printer import Printer
from octavo.model.theme import Theme

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Kind, as files name it in their first line → its model and what a person calls it.
KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "publication": (Manifest, "publication.yaml: the manifest of a publication"),
    "sources": (Sources, "facts/sources.yaml: the sources of a publication"),
    "statistics": (Statistics, "facts/statistics.yaml: units, figures and dates of a publication"),
    "table": (Table, "data/*.yaml: a table"),
    "terms": (Terms, "data/terms.yaml: agreed terms"),
    "corrections": (Corrections, "corrections.yaml: what was wrong in earlier copies"),
    "images": (Images, "images/images.yaml: credits of the pictures"),
    "printer": (Printer, "printers/*.yaml: a printer"),
    "theme": (Theme, "theme/theme.yaml: a publication's own look"),
    "language": (Language, "locale.yaml: what is known of a language"),
}


def schemas() -> dict[str, str]:
    """Return the JSON Schema (2020-12) of each kind of file as text, by kind."""
    return {kind: _printed(model, title) for kind, (model, title) in KINDS.items()}


def _printed(model: type[BaseModel], title: str) -> str:
    schema = model.model_json_schema(mode="validation")
    _loosen(schema)
    whole = {"$schema": DIALECT, **schema, "title": title}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


_EDTF = next(str(rule.pattern) for rule in get_args(Edtf)[1].metadata if hasattr(rule, "pattern"))


def _loosen(schema: Any) -> None:
    """Let `date: 1992` pass in editors: YAML reads a number there, and Octavo takes it as it is spelled."""
    if isinstance(schema, dict):
        if schema.get("pattern") == _EDTF:
            schema["type"] = ["string", "integer"]
        for value in schema.values():
            _loosen(value)
    elif isinstance(schema, list):
        for value in schema:
            _loosen(value)
