# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the report has to say as plain data: the build's own account, joined with what the steps told of each file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from octavo.diagnostics.printing import NAMES, as_json
from octavo.model.profile import PROFILES
from octavo.pipeline.graph import Wire

if TYPE_CHECKING:
    from octavo.pipeline.executor import Done
    from octavo.pipeline.report import EditionReport, PublicationReport
    from octavo.pipeline.store import Store

Data = dict[str, Any]
FOLDER = "report"
SCREEN = ("PDF/A-2a", "PDF/UA-1")
PLAIN_OUTPUTS = {"told", "problems"}
# What differs from machine to machine is for the page alone.
OF_THE_MACHINE = ("machine", "pictures", "picture")


@dataclass(slots=True)
class Gathered:
    """What the steps of one publication told: by edition how it stands, its pages, and its print files by their path.

    `pictures` are the files of the folder beside the report, by name the digest in the store.
    """

    standing: dict[str, Data] = field(default_factory=dict)
    pages: dict[str, Data] = field(default_factory=dict)
    printed: dict[str, dict[str, Data]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


def gather(done: Iterable[Done], store: Store) -> Gathered:
    """Read what the steps told of the editions of one publication."""
    found, steps = Gathered(), {each.step.name: each for each in done}
    for each in steps.values():
        edition = each.step.edition
        if "standing" in each.outputs:
            found.standing[edition] = json.loads(store.get(each.outputs["standing"]))
        if "told" not in each.outputs:
            continue
        told: Data = json.loads(store.get(each.outputs["told"]))
        shown = {name: digest for name, digest in each.outputs.items() if name not in PLAIN_OUTPUTS}
        files = {name: f"{FOLDER}/{digest[:16]}.png" for name, digest in shown.items()}
        sizes = told.pop("sizes")
        told["pictures"] = {
            name: {"src": file, "width": sizes[name][0], "height": sizes[name][1]} for name, file in files.items()
        }
        found.pictures |= {file: shown[name] for name, file in files.items()}
        made = each.step.inputs.get("file")
        if isinstance(made, Wire):
            path = steps[made.step].step.files[made.output]
            found.printed.setdefault(edition, {})[path] = told
        else:
            found.pages[edition] = told
    return found


def report_data(report: PublicationReport, gathered: Gathered, measure: Callable[[str, str], Data]) -> Data:
    """Return all that the page shows; `measure` tells of a published file by its path and digest."""
    editions = [_edition(each, gathered, measure, report.name) for each in report.editions]
    problems = _problems(report, gathered)
    for each in editions:
        each["counts"] = _counts(problems, each["edition"])
    return {"publication": report.name, "editions": editions, "problems": problems, "counts": _counts(problems, "")}


def as_report_json(data: Data) -> bytes:
    """Return the data as report.json: without what another machine would tell otherwise."""
    return json.dumps(_lasting(data), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(each) for key, each in value.items() if key not in OF_THE_MACHINE}
    return [_lasting(each) for each in value] if isinstance(value, list) else value


def _edition(each: EditionReport, gathered: Gathered, measure: Callable[[str, str], Data], name: str) -> Data:
    from octavo.pipeline.report import LASTING

    printed = gathered.printed.get(each.label, {})
    standing = gathered.standing.get(each.label)
    current = each.state in LASTING
    about = {path: measure(f"{each.label}/{path}", digest) for path, digest in each.files.items()}
    for path, told in about.items():
        told["conforms_to"] = list(_claims(path, f"{name}-{each.label}", printed)) if current else []
    return {
        "edition": each.label,
        "state": LASTING.get(each.state, each.state),
        "files": each.files,
        "about": about,
        "standing": standing,
        "may_print": bool(current and standing and standing["approved"]),
        "pages": gathered.pages.get(each.label),
        "printed": {path: printed[path] for path in sorted(printed, key=_rank(printed))},
    }


def _rank(printed: Mapping[str, Data]) -> Callable[[str], tuple[str, int, str]]:
    outputs = list(PROFILES)
    return lambda path: (printed[path]["printer"]["name"], outputs.index(printed[path]["output"]), path)


def _claims(path: str, stem: str, printed: Mapping[str, Data]) -> tuple[str, ...]:
    """Return the standards that a published file conforms to, as far as the built-in checks tell."""
    if path in printed:
        standard = printed[path]["printer"]["standard"]
        return (standard,) if standard != "PDF" else ()
    if path.startswith(f"{stem}-order"):
        return SCREEN
    # The first file of an output is what conforms; others lie beside it.
    names = {next(iter(each.files.values())).format(stem=stem, printer=""): each for each in PROFILES.values()}
    return names[path].conforms_to if path in names and not names[path].for_printer else ()


def _problems(report: PublicationReport, gathered: Gathered) -> list[Data]:
    """Return the problems, each with the pages where it shows."""
    places: dict[tuple[str, ...], list[Data]] = {}
    for edition, path, told in _told(gathered):
        labels = {page["number"]: page["label"] for page in told.get("pages", ())}
        for place in told["places"]:
            shown = {"page": place["page"], "label": labels.get(place["page"], ""), "file": path}
            if place["picture"]:
                shown["picture"] = told["pictures"][place["picture"]]
            places.setdefault((edition, place["code"], place["message"], place["key"]), []).append(shown)
    found = []
    for each in report.problems:
        where = places.get((each.edition, each.code, each.message, each.place.key), [])
        found.append({**as_json(each), "pages": where})
    return found


def _told(gathered: Gathered) -> Iterable[tuple[str, str, Data]]:
    """Yield what was told of each edition's pages, and of its print files with their paths."""
    yield from ((edition, "", told) for edition, told in gathered.pages.items())
    for edition, printed in gathered.printed.items():
        yield from ((edition, path, told) for path, told in printed.items())


def _counts(problems: Iterable[Data], edition: str) -> dict[str, int]:
    counted = Counter(each["severity"] for each in problems if each["edition"] == edition)
    return {name: counted[name] for name in NAMES.values() if counted[name]}
