# SPDX-License-Identifier: AGPL-3.0-or-later
"""The graph of steps as plain values: what each takes, and in which order the wanted files come about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.pipeline.inputs import Leaf


@dataclass(frozen=True, slots=True)
class Wire:
    """An input that is the output of another step."""

    step: str
    output: str


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work; equal kind, parameters and inputs give equal bytes.

    `number` is the stage as ARCHITECTURE.md counts them; `edition` is empty for what all editions share.
    """

    name: str
    kind: str
    number: int
    publication: str
    edition: str = ""
    inputs: dict[str, Wire | Leaf] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)

    def needs(self) -> tuple[str, ...]:
        """Return the names of the steps this one waits for."""
        return tuple(sorted({wire.step for wire in self.inputs.values() if isinstance(wire, Wire)}))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication's manifest asks for; small, for a build that has nothing to do reads only this."""

    language: str
    editions: tuple[str, ...]
    outputs: tuple[str, ...]


def key_of(step: Step, environment: str, digests: Mapping[str, str]) -> str:
    """Return the key of a step: the digest of kind, parameters, inputs and environment."""
    told = json.dumps([step.kind, step.params, dict(digests), environment], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps so that each stands after those it needs; raise ValueError for a circle."""
    waiting = {step.name: step for step in steps}
    done: set[str] = set()
    out: list[Step] = []
    while waiting:
        ready = [step for step in waiting.values() if done.issuperset(step.needs())]
        if not ready:
            raise ValueError(f"steps wait for each other: {sorted(waiting)}")
        for step in ready:
            out.append(waiting.pop(step.name))
            done.add(step.name)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class House:
    """The shared inputs: templates with house strings and languages, and fonts."""

    templates: Leaf
    fonts: Leaf


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of one publication in one edition."""

    publication: str
    edition: str
    outputs: tuple[str, ...]
    draft: bool


def load_step(publication: str, files: Leaf) -> Step:
    """Return the step that reads and validates a publication's folder."""
    return Step(f"{publication}/load", "load", 1, publication, inputs={"folder": files})


def edition_steps(wanted: Wanted, locale: Leaf, house: House, media: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the steps from a loaded publication to the files of one edition.

    `media` says for each wanted output which medium it is composed for.
    """
    name, edition = wanted.publication, wanted.edition
    base, load = f"{name}/{edition}", f"{name}/load"

    def step(kind: str, number: int, inputs: dict[str, Wire | Leaf], title: str = "", **params: str) -> Step:
        return Step(f"{base}/{title or kind}", kind, number, name, edition, inputs, params)

    publication = Wire(load, "publication")
    shared: dict[str, Wire | Leaf] = {"blobs": Wire(load, "blobs"), "fonts": house.fonts, "templates": house.templates}
    catalogs = {each: Wire(f"{base}/catalog", each) for each in ("catalog", "strings", "language")}
    steps = [
        step("catalog", 2, {"publication": publication, "locale": locale, "templates": house.templates}, tag=edition),
        step(
            "localize", 2, {"publication": publication, **catalogs}, edition=edition, draft="1" if wanted.draft else ""
        ),
    ]
    for medium in sorted(set(media.values())):
        edition_text = Wire(f"{base}/localize", "edition")
        steps.append(step("compose", 3, {"edition": edition_text, **shared}, f"compose-{medium}", medium=medium))
    for output, medium in media.items():
        document = Wire(f"{base}/compose-{medium}", "document")
        steps.append(step(output, 4, {"document": document, **shared}))
    return tuple(steps)
