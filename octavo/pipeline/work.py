# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a step gets and gives: its inputs as bytes or values, and its results with every problem that was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from octavo.diagnostics.printing import as_json, from_json
from octavo.diagnostics.problem import Outcome, Problem, in_order
from octavo.pipeline.inputs import Leaf
from octavo.pipeline.store import Lost, Store

if TYPE_CHECKING:
    from octavo.model.document import AssetUse
    from octavo.model.parts import Each

T = TypeVar("T")

Outputs = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """What a step gets: its inputs by name, either a digest in the store or files outside it, and its parameters.

    `hands` is how many processes may work on it, for no other step waits for them: what comes of it is the same.
    `lost` is what the store turned out not to have any more while the step ran.
    """

    store: Store
    digests: Mapping[str, str]
    leaves: Mapping[str, Leaf]
    params: Mapping[str, str]
    hands: int = 1
    lost: list[Lost] = field(default_factory=list)

    @property
    def each(self) -> Each:
        """What does the same work on many things in as many processes as there are hands."""
        from octavo.pipeline.forked import each_of  # here, for a build with nothing to do needs no processes

        return partial(each_of, jobs=self.hands)

    def data(self, name: str) -> bytes:
        """Return the bytes of an input."""
        return self.store.get(self.digests[name])

    def value(self, name: str, kind: type[T]) -> T:
        """Return an input as the value it is."""
        from octavo.model.canonical import decode

        return decode(kind, self.data(name))

    def blob(self, digest: str) -> bytes:
        """Return a picture, font or roll of the publication by the digest that load gave it.

        Raises Lost, and remembers it: engine and templates take a file that can't be read for one that is broken.
        """
        listed: dict[str, str] = json.loads(self.data("blobs"))
        try:
            return self.store.get(listed[digest])
        except Lost as loss:
            self.lost.append(loss)
            raise

    def asset(self, use: AssetUse) -> bytes:
        """Return the bytes of a file that a document refers to."""
        if use.digest:
            return self.blob(use.digest)
        top, _, rest = use.shared.partition("/")
        return (self.leaves[top].folder / rest).read_bytes()


def encode_problems(problems: Iterable[Problem]) -> bytes:
    """Return the problems as canonical bytes."""
    return json.dumps([as_json(p) for p in in_order(problems)], ensure_ascii=False, sort_keys=True).encode()


def decode_problems(data: bytes) -> tuple[Problem, ...]:
    """Return the problems that `encode_problems` wrote."""
    return tuple(from_json(each) for each in json.loads(data))


def given(outcome: Outcome[T], make: Callable[[T], Outputs]) -> Outputs:
    """Return what `make` makes of the value, if there is one, with the problems."""
    made = make(outcome.value) if outcome.value is not None else {}
    return {**made, "problems": encode_problems(outcome.problems)}
