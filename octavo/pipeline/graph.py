# SPDX-License-Identifier: AGPL-3.0-or-later
"""The graph of steps as plain values: what each takes, and in which order the wanted files come about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from octavo.model.languages import languages_in
from octavo.model.listing import CARD, COVER, KIT
from octavo.model.profile import PROFILES
from octavo.pipeline.inputs import Leaf

CATALOG = ("catalog", "strings", "language")  # what is known of a language
BESIDE = "-beside"  # what follows these names for the second language of an edition
PRINTED = ("press", "cover", "booklet")  # what is made for each printer, in the order of making


@dataclass(frozen=True, slots=True)
class Wire:
    """An input that is the output of another step."""

    step: str
    output: str


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work; equal kind, parameters and inputs give equal bytes.

    `number` is the stage as ARCHITECTURE.md counts them; `edition` is empty for what all editions share; `files` says
    which of its results are published, and under which names.
    """

    name: str
    kind: str
    number: int
    publication: str
    edition: str = ""
    inputs: dict[str, Wire | Leaf] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def needs(self) -> tuple[str, ...]:
        """Return the names of the steps this one waits for."""
        return tuple(sorted({wire.step for wire in self.inputs.values() if isinstance(wire, Wire)}))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication's manifest asks for; small, for a build that has nothing to do reads only this.

    `on_demand` are files, as <output>/<result>, that are made only where they are asked for.
    `corrected` are the editions that have corrections.
    """

    language: str
    editions: tuple[str, ...]
    outputs: tuple[str, ...]
    printers: tuple[str, ...] = ()
    on_demand: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


def key_of(step: Step, environment: str, digests: Mapping[str, str]) -> str:
    """Return the key of a step: the digest of kind, parameters, inputs and environment."""
    told = json.dumps([step.kind, step.params, dict(digests), environment], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps so that each stands after those it needs; raise ValueError for a circle."""
    whole = {step.name: step for step in steps}
    place = {name: at for at, name in enumerate(whole)}
    left = {name: len(step.needs()) for name, step in whole.items()}
    after = followers(whole.values())
    out: list[Step] = []
    ready = [name for name, count in left.items() if not count]
    while ready:
        out += (whole[name] for name in ready)
        freed = []
        for name in ready:
            for follower in after.get(name, ()):
                left[follower] -= 1
                if not left[follower]:
                    freed.append(follower)
        ready = sorted(freed, key=place.__getitem__)
    if len(out) < len(whole):
        raise ValueError(f"steps wait for each other: {sorted(whole.keys() - {step.name for step in out})}")
    return tuple(out)


def followers(steps: Iterable[Step]) -> dict[str, list[str]]:
    """Return for each step that others need the names of those others."""
    found: dict[str, list[str]] = {}
    for step in steps:
        for need in step.needs():
            found.setdefault(need, []).append(step.name)
    return found


@dataclass(frozen=True, slots=True)
class House:
    """The shared inputs: templates with house strings and languages, and fonts."""

    templates: Leaf
    fonts: Leaf


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of one publication in one edition; without printers, print files are for the house's default.

    `source` is the edition in the language of the texts where its pages are laid out in the same build, else empty.
    """

    publication: str
    edition: str
    outputs: tuple[str, ...]
    draft: bool
    printers: tuple[str, ...] = ()
    on_demand: tuple[str, ...] = ()
    source: str = ""

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return f"{self.publication}-{self.edition}"


def load_step(publication: str, files: Leaf) -> Step:
    """Return the step that reads and validates a publication's folder."""
    return Step(f"{publication}/load", "load", 1, publication, inputs={"folder": files})


@dataclass(frozen=True, slots=True)
class _Planner:
    """The steps of one edition, named and wired."""

    wanted: Wanted
    house: House

    @property
    def base(self) -> str:
        return f"{self.wanted.publication}/{self.wanted.edition}"

    @property
    def drawn(self) -> dict[str, Wire | Leaf]:
        """What writing and judging take besides the document: pictures, and the fonts of publication and house."""
        return {"blobs": Wire(f"{self.wanted.publication}/load", "drawn"), "fonts": self.house.fonts}

    @property
    def shared(self) -> dict[str, Wire | Leaf]:
        """What composing takes besides the edition: the same with the rolls, and the house's templates."""
        blobs = Wire(f"{self.wanted.publication}/load", "blobs")
        return {**self.drawn, "blobs": blobs, "templates": self.house.templates}

    def composed(self, look: str) -> dict[str, Wire | Leaf]:
        """Return what writes a file: the composed document of a medium or look, and what it draws on."""
        return {"document": Wire(f"{self.base}/compose-{look}", "document"), **self.drawn}

    def step(self, kind: str, number: int, inputs: dict[str, Wire | Leaf], title: str = "", **params: str) -> Step:
        name, edition = self.wanted.publication, self.wanted.edition
        return Step(f"{self.base}/{title or kind}", kind, number, name, edition, inputs, params)

    def made(self, step: Step, output: str, printer: str = "") -> Step:
        """Return the step with the files of an output besides those that it has."""
        names = {"stem": self.wanted.stem, "printer": printer and f"-{printer}"}
        profile, asked = PROFILES[output], self.wanted.on_demand
        wanted = [each for each in profile.files if each not in profile.on_demand or f"{output}/{each}" in asked]
        files = {result: profile.files[result].format(**names) for result in wanted}
        return replace(step, files=step.files | files)


def edition_steps(wanted: Wanted, locale: Leaf, house: House, beside: Leaf | None = None) -> tuple[Step, ...]:
    """Return the steps from a loaded publication to the files of one edition.

    `locale` is the folder of its language, `beside` that of the second language of an edition in two.
    """
    plan = _Planner(wanted, house)
    steps = [*_language_steps(plan, (locale, *(() if beside is None else (beside,))))]
    composed = [PROFILES[output] for output in wanted.outputs if not PROFILES[output].from_edition]
    for medium, look in sorted({(profile.medium, profile.look) for profile in composed}):
        edition: dict[str, Wire | Leaf] = {"edition": Wire(f"{plan.base}/localize", "edition"), **plan.shared}
        looks = {"look": look} if look else {}
        if medium == "print" and not look and beside is None:  # two languages are no longer as either was fitted
            edition["fit"] = Wire(f"{plan.base}/catalog", "fit")
        steps.append(plan.step("compose", 3, edition, f"compose-{look or medium}", medium=medium, **looks))
    steps += _site_steps(plan)
    for output in wanted.outputs:
        profile = PROFILES[output]
        if output == "epub":
            steps.append(_epub_step(plan))
        elif profile.from_edition:
            own_edition: dict[str, Wire | Leaf] = {"edition": Wire(f"{plan.base}/localize", "edition"), **plan.shared}
            steps.append(plan.made(plan.step(profile.step, 4, own_edition), output))
        elif not profile.from_pages:
            steps.append(plan.made(plan.step(profile.step, 4, plan.composed(profile.medium)), output))
        elif profile.look:
            pages = plan.step(profile.step, 4, plan.composed(profile.look), profile.look, wants="screen")
            steps.append(plan.made(pages, output))
    shared = [output for output in wanted.outputs if PROFILES[output].from_pages and not PROFILES[output].look]
    return (*steps, *_page_steps(plan, shared))


def _language_steps(plan: _Planner, locales: Sequence[Leaf]) -> Iterator[Step]:
    """Yield the step that reads each language of an edition, and the one that puts the publication into them."""
    publication = Wire(f"{plan.wanted.publication}/load", "publication")
    inputs: dict[str, Wire | Leaf] = {"publication": publication, "fonts": plan.house.fonts}
    for number, (tag, locale) in enumerate(zip(languages_in(plan.wanted.edition), locales, strict=True)):
        beside = f"-{tag}" if number else ""
        own: dict[str, Wire | Leaf] = {
            "publication": publication,
            "locale": locale,
            "templates": plan.house.templates,
        }
        yield plan.step("catalog", 2, own, f"catalog{beside}", tag=tag)
        after = BESIDE if number else ""
        inputs |= {f"{each}{after}": Wire(f"{plan.base}/catalog{beside}", each) for each in CATALOG}
    yield plan.step("localize", 2, inputs, edition=plan.wanted.edition, draft="1" if plan.wanted.draft else "")


def _epub_step(plan: _Planner) -> Step:
    """Return the step of the e-book, whose cover is drawn for the site anyway.

    The book has the numbers of the printed pages where the same build lays them out, and else has none.
    """
    inputs = plan.composed("epub")
    inputs |= {"cover": Wire(f"{plan.base}/picture", "inside"), "beside": Wire(f"{plan.base}/picture", "beside")}
    if any(PROFILES[output].from_pages and not PROFILES[output].look for output in plan.wanted.outputs):
        inputs["page_map"] = Wire(f"{plan.base}/pages", "page_map")
        inputs["printed"] = Wire(f"{plan.base}/compose-print", "document")
    return plan.made(plan.step("epub", 4, inputs), "epub")


def _site_steps(plan: _Planner) -> tuple[Step, ...]:
    """Return what an edition gives for the site: its words and look, the cover, and the card that is shown with links.

    Pictures are drawn only where what they show has changed.
    """
    edition: dict[str, Wire | Leaf] = {"edition": Wire(f"{plan.base}/localize", "edition"), **plan.shared}

    def of(step: str, result: str) -> dict[str, Wire | Leaf]:
        return {**plan.drawn, "document": Wire(f"{plan.base}/{step}", result)}

    return (
        plan.step("front", 3, edition, "compose-front"),
        replace(plan.step("site", 3, edition, "compose-site"), files={"kit": KIT}),
        replace(plan.step("picture", 4, of("compose-front", "document")), files={"shown": COVER}),
        replace(plan.step("card", 4, of("compose-site", "card")), files={"card": CARD}),
    )


def _page_steps(plan: _Planner, outputs: list[str]) -> Iterator[Step]:
    """Yield the step that lays the pages out, once for all, and those that make files for printers from them."""
    if not outputs:
        return
    seen = {"screen", "proof"}.intersection(outputs)
    wants = [name for name, wanted in (("screen", bool(seen)), ("plain", bool(set(outputs) - seen))) if wanted]
    pages = plan.step("pages", 4, plan.composed("print"), wants=" ".join(wants))
    yield plan.made(pages, "screen") if "screen" in outputs else pages
    if "proof" in outputs:
        yield plan.made(_proof_step(plan), "proof")
    if "office" in outputs:
        yield plan.made(_print_step(plan, "office", ""), "office")
    for printer in plan.wanted.printers or ("",):
        for output in PRINTED:
            if output in outputs:
                if output == "booklet":
                    yield _print_step(plan, "wide", printer)
                yield plan.made(_print_step(plan, output, printer), output, printer)


def _proof_step(plan: _Planner) -> Step:
    """Return the step of the translator's proof; it names the source's pages where these are laid out as well."""
    inputs: dict[str, Wire | Leaf] = {"edition": Wire(f"{plan.base}/localize", "edition"), **plan.shared}
    inputs |= {each: Wire(f"{plan.base}/pages", each) for each in ("page_map", "screen")}
    inputs["publication"] = Wire(f"{plan.wanted.publication}/load", "publication")
    if plan.wanted.source not in ("", plan.wanted.edition):
        inputs["source_map"] = Wire(f"{plan.wanted.publication}/{plan.wanted.source}/pages", "page_map")
    return plan.step("proof", 4, inputs)


def _print_step(plan: _Planner, name: str, printer: str) -> Step:
    """Return a step that makes something for a printer; an empty name is the house's default.

    Sheets are made of pages with more bleed (`wide`) than single pages have: creep moves pages away from the cut.
    """
    suffix = f"-{printer}" if printer else ""
    inputs: dict[str, Wire | Leaf] = {"edition": Wire(f"{plan.base}/localize", "edition"), **plan.drawn}
    if name == "booklet":
        inputs["press"] = Wire(f"{plan.base}/wide{suffix}", "file")
    else:
        inputs |= {**plan.shared, **{each: Wire(f"{plan.base}/pages", each) for each in ("page_map", "plain")}}
        inputs["document"] = Wire(f"{plan.base}/compose-print", "document")
    return plan.step(name, 4, inputs, f"{name}{suffix}", printer=printer)
