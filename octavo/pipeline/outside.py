# SPDX-License-Identifier: AGPL-3.0-or-later
"""What judges from outside say of finished files, kept by the digest of each file until the report tells it.

A build never asks them: which of them there are differs from machine to machine. `octavo check` does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.printing import as_json, from_json
from octavo.diagnostics.problem import Place, Problem
from octavo.pipeline.graph import PRINTED
from octavo.pipeline.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.model.edition import Edition
    from octavo.model.gate import Judged
    from octavo.pipeline.executor import Done


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one judge says of one file; `reason` tells why it was not run."""

    judge: str
    run: bool
    reason: str
    problems: tuple[Problem, ...] = ()


Tell = Callable[[str], None]

_NO_CLAIM = frozenset({"office", "proof"})  # kinds of steps whose files conform to nothing


def ask_outside(done: Sequence[Done], store: Store, tell: Tell) -> dict[str, tuple[Opinion, ...]]:
    """Return what every judge of this machine says of the files that these steps made, by publication/edition/file.

    Who was asked of the same bytes before, and could be run, is not asked again. `tell` hears of each file that is
    judged now.
    """
    found = {}
    for each, result, path in _files(done):
        digest, name = each.outputs[result], f"{each.step.publication}/{each.step.edition}/{path}"
        known = kept(store, digest)
        if not known or not all(opinion.run for opinion in known):
            tell(name)
            known = tuple(_asked(each, store, done, result))
            store.keep_opinions(digest, json.dumps([_as_data(each) for each in known], sort_keys=True).encode())
        found[name] = tuple(_placed(opinion, name, each.step.edition) for opinion in known)
    return found


def kept(store: Store, digest: str) -> tuple[Opinion, ...]:
    """Return what judges said of the file with that digest; nothing where nobody was asked."""
    said = store.opinions(digest)
    try:
        rows: list[dict[str, Any]] = json.loads(said) if said else []
        return tuple(
            Opinion(row["judge"], row["run"], row["reason"], tuple(map(from_json, row["problems"]))) for row in rows
        )
    except (ValueError, LookupError, TypeError):  # of another version, or damaged: as if nobody had been asked
        return ()


def _as_data(opinion: Opinion) -> dict[str, Any]:
    problems = [as_json(each) for each in opinion.problems]
    return {"judge": opinion.judge, "run": opinion.run, "reason": opinion.reason, "problems": problems}


def _placed(opinion: Opinion, name: str, edition: str) -> Opinion:
    problems = (replace(each, place=Place(name, key=each.place.key), edition=edition) for each in opinion.problems)
    return replace(opinion, problems=tuple(problems))


def _files(done: Iterable[Done]) -> Iterator[tuple[Done, str, str]]:
    """Yield the files that there are judges for: no pictures, web pages, sheets of an office, or proofs."""
    for each in done:
        for result, path in sorted(each.step.files.items()):
            if result in each.outputs and path.endswith((".pdf", ".epub")) and each.step.kind not in _NO_CLAIM:
                yield each, result, path


def _asked(each: Done, store: Store, done: Sequence[Done], result: str) -> Iterator[Opinion]:
    data = store.get(each.outputs[result])
    if each.step.kind in PRINTED:
        yield from _of_print(each, data, store, done)
    elif each.step.kind == "epub":
        from octavo.check.judges.books import outside_opinions

        yield from (_opinion(judged, found) for found, judged in outside_opinions(data))
    else:
        from octavo.check.judges.opinions import reading_opinion

        read, judged = reading_opinion(data)
        yield _opinion(judged, [one.problem for one in read])


def _of_print(each: Done, data: bytes, store: Store, done: Sequence[Done]) -> Iterator[Opinion]:
    from octavo.check.judges.inks import separate
    from octavo.check.judges.opinions import join_ink, outside_opinions
    from octavo.model.canonical import decode
    from octavo.model.gate import PressWish, PrintKind, Verdict
    from octavo.pipeline.orders import printer_for

    kinds: dict[str, PrintKind] = {"press": "press", "cover": "cover", "booklet": "booklet"}
    printer = printer_for(_edition(each, store, done), each.step.params["printer"])
    wish = PressWish(standard=printer.standard, printer=printer, kind=kinds[each.step.kind])
    verdict = decode(Verdict, store.get(each.outputs["verdict"]))
    if wish.kind != "booklet":  # its pages were measured one by one
        inked = join_ink(data, wish, verdict, separate(data))
        more = [one.problem for one in inked.found[len(verdict.found) :]]
        yield from (_opinion(judged, more) for judged in inked.judged[len(verdict.judged) :])
    for found, judged in outside_opinions(data, wish):
        yield _opinion(judged, [one.problem for one in found])


def _edition(each: Done, store: Store, done: Sequence[Done]) -> Edition:
    from octavo.model.canonical import decode
    from octavo.model.edition import Edition

    name = f"{each.step.publication}/{each.step.edition}/localize"
    digest = next(one.outputs["edition"] for one in done if one.step.name == name)
    return decode(Edition, store.get(digest))


def _opinion(judged: Judged, problems: Sequence[Problem]) -> Opinion:
    return Opinion(judged.name, judged.run, judged.reason, tuple(problems))
