# SPDX-License-Identifier: AGPL-3.0-or-later
"""The editions of a series: a language localized once with its values left open, and filled row by row."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from octavo.localize.formats import ISOLATE, POP, right_to_left
from octavo.model.edition import Edition, EditionKey
from octavo.model.publication import Roll

T = TypeVar("T")

# Private-use characters around the name of a value and what stands where a row says nothing.
_BEGIN, _THEN, _END = "\ue5e0", "\ue5e1", "\ue5e2"
_OPEN = re.compile(f"(?P<before>{ISOLATE}?){_BEGIN}(?P<name>[^{_THEN}]*){_THEN}(?P<given>[^{_END}]*){_END}")


def left_open(name: str, given: str) -> str:
    """Return what stands for a value until a row fills it; `given` is kept where the row says nothing."""
    return f"{_BEGIN}{name}{_THEN}{given}{_END}"


def edition_of_row(edition: Edition, name: str, values: Mapping[str, str], rolls: Mapping[str, Roll]) -> Edition:
    """Return the edition of a row: the open values filled, with an identifier of its own and its extract of the rolls.

    Args:
        edition: localized with its values left open.
        name: the id of the row.
        values: what the row says; an empty value, or none, leaves what the manifest says.
        rolls: the rolls that the row has an extract of; others stay whole.
    """
    own = fill(edition, values)
    return dataclasses.replace(
        own,
        key=EditionKey(edition.key.languages, name),
        identifier=uuid.uuid5(uuid.UUID(edition.identifier), name).urn,
        rolls={**own.rolls, **rolls},
        beside=dataclasses.replace(own.beside, rolls={**own.beside.rolls, **rolls}) if own.beside else None,
    )


def holds_open(value: str) -> bool:
    """Tell whether a text has a value that is left open."""
    return _BEGIN in value


def fill(value: T, values: Mapping[str, str]) -> T:
    """Return something with the open values in all its texts filled; what has none is the same object."""

    def filled(found: re.Match[str]) -> str:
        said = values.get(found["name"]) or found["given"]
        apart = found["before"] or not right_to_left(said)
        return found["before"] + (said if apart else f"{ISOLATE}{said}{POP}")

    changed: T = _changed(value, lambda text: _OPEN.sub(filled, text))
    return changed


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if _BEGIN in value else value
    if isinstance(value, tuple):
        items = [_changed(each, change) for each in value]
        return value if all(a is b for a, b in zip(items, value, strict=True)) else tuple(items)
    if isinstance(value, dict):
        found = {name: _changed(each, change) for name, each in value.items()}
        return value if all(found[name] is each for name, each in value.items()) else found
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _of_fields(value, change, [field.name for field in dataclasses.fields(value)], dataclasses.replace)
    if isinstance(value, BaseModel):
        return _of_fields(value, change, list(type(value).model_fields), _copied)
    return value


def _of_fields(value: Any, change: Callable[[str], str], names: list[str], replace: Callable[..., Any]) -> Any:
    now = {name: getattr(value, name) for name in names}
    new = {name: _changed(each, change) for name, each in now.items()}
    different = {name: each for name, each in new.items() if each is not now[name]}
    return replace(value, **different) if different else value


def _copied(value: BaseModel, **different: Any) -> BaseModel:
    return value.model_copy(update=different)
