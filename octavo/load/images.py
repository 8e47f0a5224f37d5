# SPDX-License-Identifier: AGPL-3.0-or-later
"""images/: what images.yaml says of each picture, and the pictures themselves, made safe to print and to hand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from octavo.diagnostics.problem import Place, Problem, problem
from octavo.load.manifest import address_problems
from octavo.load.raster import EXTENSIONS, KINDS, kind_of, read_raster
from octavo.load.svg import read_svg
from octavo.load.validate import validate_items
from octavo.load.words import near_or_all
from octavo.load.yaml_file import YamlFile, place_of, read_yaml
from octavo.model.canonical import digest
from octavo.model.data import ImageCredit, Images
from octavo.model.publication import Asset

IMAGES = "images/images.yaml"
_REMOTE = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The credits, the pictures that could be read, and their bytes by digest.

    `listed` are the names of all that have an entry, also a wrong one; None if the list can't be read at all.
    """

    images: Images = field(default_factory=Images)
    assets: tuple[Asset, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict)
    listed: frozenset[str] | None = frozenset()
    files: tuple[YamlFile, ...] = ()


def read_images(files: Mapping[str, bytes]) -> tuple[Pictures, tuple[Problem, ...]]:
    """Return the pictures of the folder, and what is wrong with them and their credits."""
    there = [file for file in files if file.startswith("images/") and file != IMAGES]
    if IMAGES not in files:
        return Pictures(), tuple(problem("D305", Place(file)) for file in there)
    yaml, problems = read_yaml(files[IMAGES], IMAGES)
    if yaml is None:
        return Pictures(listed=None), problems
    images, refused = validate_items(Images, yaml)
    images = images or Images()
    found = [*problems, *refused, *_credits(images, yaml, files)]
    listed = _listed(yaml)
    found += [problem("D305", Place(file)) for file in there if file.removeprefix("images/") not in listed]
    assets, blobs = [], {}
    for name in sorted({each.file for each in images.images}):
        asset, data, wrong = _picture(f"images/{name}", files)
        found += wrong
        if asset:
            assets.append(asset)
            blobs[asset.digest] = data
    return Pictures(images, tuple(assets), blobs, frozenset(listed), (yaml,)), tuple(found)


def _listed(yaml: YamlFile) -> set[str]:
    entries = yaml.root.entries["images"][1].items if "images" in yaml.root.entries else ()
    return {entry.entries["file"][1].text for entry in entries if "file" in entry.entries}


def _credits(images: Images, yaml: YamlFile, files: Mapping[str, bytes]) -> Iterator[Problem]:
    paths = {name: at for at, name in reversed(list(enumerate(_names(yaml))))}
    seen: set[str] = set()
    for credit in images.images:
        at = paths[credit.file]
        if credit.file in seen:
            at = [each for each, name in enumerate(_names(yaml)) if name == credit.file][-1]
            yield problem("M117", place_of(yaml, ("images", at, "file")), what=credit.file)
            continue
        seen.add(credit.file)
        yield from path_problems(credit.file, place_of(yaml, ("images", at, "file")), files)
        yield from _credit(credit, yaml, at)


def _names(yaml: YamlFile) -> list[str]:
    entries = yaml.root.entries["images"][1].items if "images" in yaml.root.entries else ()
    return [entry.entries["file"][1].text if "file" in entry.entries else "" for entry in entries]


def path_problems(file: str, place: Place, files: Mapping[str, bytes] | None = None) -> Iterator[Problem]:
    """Yield a problem if the name of a picture is an address, leads out of images/, or is none of the files."""
    if _REMOTE.match(file):
        yield problem("D301", place, file=file)
    elif file.startswith(("/", "~")) or "\\" in file or ".." in file.split("/"):
        yield problem("D302", place, file=file)
    elif files is not None and f"images/{file}" not in files:
        there = [name.removeprefix("images/") for name in files if name.startswith("images/") and name != IMAGES]
        yield problem("D304", place, hints=near_or_all(file, there), file=file)


def _credit(credit: ImageCredit, yaml: YamlFile, at: int) -> Iterator[Problem]:
    here = place_of(yaml, ("images", at))
    if not credit.alt and not credit.decorative:
        yield problem("D306", here, file=credit.file)
    if credit.alt and credit.decorative:
        yield problem("D307", place_of(yaml, ("images", at, "decorative")), file=credit.file)
    if credit.people == "recognisable" and not credit.consent:
        yield problem("D308", place_of(yaml, ("images", at, "people")), file=credit.file)
    if not all(0 <= each <= 1 for each in credit.focus):
        yield problem("D309", place_of(yaml, ("images", at, "focus")), file=credit.file)
    if re.match(r"^https?:", credit.source):
        yield from address_problems(credit.source, place_of(yaml, ("images", at, "source")))


def _picture(file: str, files: Mapping[str, bytes]) -> tuple[Asset | None, bytes, tuple[Problem, ...]]:
    """Return the picture as it is handed on, or what is wrong with it; one that is not there is told elsewhere."""
    if file not in files:
        return None, b"", ()
    data, place = files[file], Place(file, key=file)
    kind, wanted = kind_of(data), EXTENSIONS.get(PurePosixPath(file).suffix.lower())
    if kind not in KINDS:
        return None, b"", (problem("D311", place, kind=kind or "of an unknown kind"),)
    if kind != wanted:
        return None, b"", (problem("D310", place, kind=kind, suffix=PurePosixPath(file).suffix or "nothing"),)
    raster, problems = (read_svg if kind == "SVG" else read_raster)(data, place)
    if raster is None:
        return None, b"", problems
    asset = Asset(file, digest(raster.data), raster.media_type, raster.width, raster.height)
    return asset, raster.data, problems
