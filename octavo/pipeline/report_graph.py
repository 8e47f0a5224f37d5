# SPDX-License-Identifier: AGPL-3.0-or-later
"""The steps behind the report and the orders, as far as the files of an edition ask for them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator

from octavo.pipeline.graph import House, Step, Wanted, Wire
from octavo.pipeline.inputs import Leaf

LOOK, LOOK_FILE, ORDER = "look", "look-file", "order"
SENT = ("press", "cover", "booklet")  # what goes to a printer, in the order in which an order lists it
ORDER_FILE = "{stem}-order{printer}.pdf"


def separator() -> str:
    """Return the program that takes pages apart into plates on this machine, or nothing."""
    return next((name for name in ("gs", "mutool") if shutil.which(name)), "")


def report_steps(wanted: Wanted, steps: Iterable[Step], house: House, plates: str = "") -> tuple[Step, ...]:
    """Return what looks at the files that these steps of one edition make, and orders them of their printers.

    `plates` is the program that separates plates, if there is one. Nothing is made of editions without pages.
    """
    made = {step.name: step for step in steps}
    base = f"{wanted.publication}/{wanted.edition}"
    if f"{base}/pages" not in made:
        return ()
    shared: dict[str, Wire | Leaf] = {
        "edition": Wire(f"{base}/localize", "edition"),
        "page_map": Wire(f"{base}/pages", "page_map"),
    }
    found = [_look(wanted, base, made[f"{base}/pages"])]
    printed = [step for step in made.values() if step.kind in SENT and step.files]
    found += [_look_file(wanted, step, shared, plates) for step in printed]
    house_inputs: dict[str, Wire | Leaf] = {
        **shared,
        "blobs": Wire(f"{wanted.publication}/load", "blobs"),
        "fonts": house.fonts,
        "templates": house.templates,
    }
    return (*found, *_orders(wanted, base, printed, house_inputs))


def _look(wanted: Wanted, base: str, pages: Step) -> Step:
    inputs: dict[str, Wire | Leaf] = {
        "page_map": Wire(pages.name, "page_map"),
        "pdf": Wire(pages.name, "plain" if "plain" in pages.params["wants"].split() else "screen"),
        "composed": Wire(f"{base}/compose-print", "problems"),
        "laid": Wire(pages.name, "problems"),
    }
    of = {"of": f"{wanted.publication} {wanted.edition}"}
    return Step(f"{base}/{LOOK}", LOOK, pages.number, wanted.publication, wanted.edition, inputs, of)


def _look_file(wanted: Wanted, step: Step, shared: dict[str, Wire | Leaf], plates: str) -> Step:
    told = ("file", "verdict", "padding") if step.kind == "press" else ("file", "verdict")
    inputs = {**shared, **{name: Wire(step.name, name) for name in told}}
    params = {"output": step.kind, "printer": step.params["printer"], "plates": plates}
    name = f"{wanted.publication}/{wanted.edition}/{LOOK}-{step.name.rpartition('/')[2]}"
    return Step(name, LOOK_FILE, step.number, wanted.publication, wanted.edition, inputs, params)


def _orders(wanted: Wanted, base: str, printed: list[Step], inputs: dict[str, Wire | Leaf]) -> Iterator[Step]:
    for printer in dict.fromkeys(step.params["printer"] for step in printed):
        mine = sorted((s for s in printed if s.params["printer"] == printer), key=lambda s: SENT.index(s.kind))
        own = dict(inputs)
        for step in mine:
            own |= {step.kind: Wire(step.name, "file"), f"{step.kind}-verdict": Wire(step.name, "verdict")}
        suffix = f"-{printer}" if printer else ""
        inner = next((name for kind, name in (("press", "press"), ("booklet", "wide")) if kind in own), "")
        own |= {"padding": Wire(f"{base}/{inner}{suffix}", "padding")} if inner else {}
        files = {step.kind: next(iter(step.files.values())) for step in mine}
        params = {"printer": printer, "files": json.dumps(files)}
        path = ORDER_FILE.format(stem=wanted.stem, printer=suffix)
        name = f"{base}/{ORDER}{suffix}"
        yield Step(name, ORDER, mine[0].number, wanted.publication, wanted.edition, own, params, {"file": path})
